"""An export from the window, with a worker that answers when the test says so."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import cast

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from editor.check.gate import Gate
from editor.check.verdict import Verdict
from editor.core.brochure import Brochure, Person
from editor.files import export
from editor.files.audit import Exporting
from editor.files.resources import load_forms
from editor.render.products import Produced, Product
from editor.shell.export_job import ExportJob, Order
from editor.shell.preview_job import PreviewJob


class Worker(QObject):
    """Stands for the preview job."""

    exported = Signal(object)
    audited = Signal(object)
    progress = Signal(str, int, int)
    failed = Signal(str)

    waiting = 0

    def export(self, *_: object, **__: object) -> None:
        self.waiting += 1

    def cancel(self) -> None:
        self.waiting = 0


def test_a_preview_that_fails_while_files_are_written_does_not_hide_that_they_were(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brochure, worker, go_on = Brochure("Hair"), Worker(), Event()
    report = export.ExportReport((tmp_path / "a.pdf",), 1, ())

    def save(*_: object) -> export.ExportReport:
        go_on.wait(10)
        return report

    monkeypatch.setattr(export, "save_export", save)
    exporting = Exporting(
        brochure,
        load_forms()[brochure.form],
        Verdict(),
        Gate(),
        (),
        (),
        Person("Ann"),
        datetime(2026, 11, 23, tzinfo=UTC),
    )
    job = ExportJob(cast(PreviewJob, worker), parent=worker)
    failures: list[str] = []
    job.failed.connect(failures.append)
    job.start(Order(exporting, Product.PDF, tmp_path / "a.pdf"))
    worker.exported.emit(Produced(Product.PDF, ((".pdf", b""),), (), ()))
    with qtbot.waitSignal(job.finished) as finished:
        worker.failed.emit("The page preview stopped unexpectedly.")
        go_on.set()
    assert finished.args[0].report is report
    assert not failures
    job.start(Order(exporting, Product.PDF, tmp_path / "a.pdf"))
    worker.failed.emit("It cannot be set.")
    assert failures == ["It cannot be set."]
    assert not job.running
    assert not worker.waiting, "what was to be exported then would be taken for the next export"
