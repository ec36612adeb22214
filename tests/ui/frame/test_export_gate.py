"""Exporting from the real window: what stands in the way, the reason, the name, and the entry in the document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from editor.core.brochure import Consent, Person, Policy, Role
from editor.core.edits import change_brochure, change_section
from editor.core.record import Export
from editor.render.products import Produced, Product
from editor.shell.preview_job import PreviewJob
from editor.ui.frame.main_window import MainWindow
from editor.ui.frame.services import Services
from editor.ui.preview.export_dialog import ExportDialog
from editor.ui.preview.print_dialog import PrintDialog
from editor.ui.review import who

HTML = b"<!doctype html><html><head><title>x</title><style></style></head><body><main></main></body></html>"


@pytest.fixture(autouse=True)
def made_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the worker, which never answers here, hand over a web page."""

    def produced(job: PreviewJob, _brochure: object, product: Product, **_: object) -> None:
        job.exported.emit(Produced(product, ((".html", HTML),), (), ()))

    monkeypatch.setattr(PreviewJob, "export", produced)


def opened(window: MainWindow) -> ExportDialog:
    window.commands["export"].trigger()
    dialog = next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, ExportDialog) and each.isVisible()
    )
    dialog.cards[Product.HTML].click()
    return dialog


def test_an_export_despite_errors_is_in_the_document_with_reason_and_name(
    window: MainWindow, services: Services, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.preferences.change(person_name="Ada Reyes", person_role="Marketing")
    monkeypatch.setattr(who, "ask_reason", lambda *_: "Agreed with the director.")
    window.view.session.apply(
        "Edit text", lambda value: change_section(value, "grow", text="Results are guaranteed.")
    )
    dialog = opened(window)
    assert "despite" in dialog.export_button.text()
    dialog.place.edit.setText(str(tmp_path / "out.html"))
    with qtbot.waitSignal(dialog.exported_to):
        dialog.export_button.click()
    entry = window.view.document.record[-1]
    act = entry.act
    assert isinstance(act, Export)
    assert entry.person == Person("Ada Reyes", "Marketing")
    assert act.override == "Agreed with the director."
    assert ("C02", "grow", "guaranteed") in {(each.rule, each.section, each.text) for each in act.findings}
    assert act.packs == ("general 1",)
    assert (tmp_path / "out.html").read_bytes() == HTML
    dialog.close()


def test_a_consent_that_ended_closes_the_gate_until_the_section_is_hidden(window: MainWindow) -> None:
    ended = Consent(date(2020, 1, 1), expires_on=date(2021, 1, 1))
    session = window.view.session
    session.apply(
        "Consent", lambda value: change_section(value, "nature", role=Role.TESTIMONIAL, consent=ended)
    )
    dialog = opened(window)
    assert not dialog.export_button.isEnabled()
    dialog.draft.click()
    assert not dialog.export_button.isEnabled()
    session.apply("Hide", lambda value: change_section(value, "nature", hidden=True))
    window.view.findings_job.check()
    assert dialog.export_button.isEnabled()
    dialog.close()


def test_printing_is_barred_as_exporting_is(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.informativeText()))
    withdrawn = Consent(date(2020, 1, 1), revoked_on=date(2021, 1, 1))
    session = window.view.session
    session.apply(
        "Consent", lambda value: change_section(value, "nature", role=Role.TESTIMONIAL, consent=withdrawn)
    )
    window.commands["print"].trigger()
    assert "not even a draft" in said[0]
    assert "Withdrawn on 1 January 2021".lower() in said[0].lower()
    assert not any(
        isinstance(each, PrintDialog) and each.isVisible() for each in QApplication.topLevelWidgets()
    )


def test_a_print_of_what_is_not_approved_is_marked(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(window.view.preview_job, "export", lambda *_, draft=False, **__: asked.append(draft))
    window.view.session.apply(
        "Policy", lambda value: change_brochure(value, policy=Policy((), draft_until_approved=True))
    )
    window.commands["print"].trigger()
    dialog = next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, PrintDialog) and each.isVisible()
    )
    assert asked == [True]
    assert dialog.draft_note.isVisible()
    dialog.close()


def test_whoever_exports_is_asked_once(
    window: MainWindow, services: Services, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, tmp_path: Path
) -> None:
    asked: list[object] = []

    def answer(dialog: who.PersonDialog) -> int:
        asked.append(dialog)
        dialog.name.setText("Tom Field")
        return int(who.QDialog.DialogCode.Accepted)

    monkeypatch.setattr(who.PersonDialog, "exec", answer)
    for number in range(2):
        dialog = opened(window)
        dialog.draft.setChecked(True)
        dialog.place.edit.setText(str(tmp_path / f"{number}.html"))
        with qtbot.waitSignal(dialog.exported_to):
            dialog.export_button.click()
        dialog.close()
    assert len(asked) == 1
    assert services.preferences.value.person_name == "Tom Field"
    names = [entry.person.name for entry in window.view.document.record]
    assert names == ["Tom Field", "Tom Field"]
    assert [replace(entry.act, files=(), findings=()).draft for entry in window.view.document.record] == [
        True,
        True,
    ]
