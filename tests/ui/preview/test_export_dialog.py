from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton

from editor.check.findings import Finding, Level
from editor.core.fit import Overset
from editor.files import export
from editor.files.export import ExportReport
from editor.render.products import Produced, Product
from editor.ui.preview.export_dialog import ExportDialog, file_stem
from editor.ui.preview.preflight import summary

OVERSET = Finding(
    "overset", Level.ERROR, "third", 0, "", "The text does not fit in Inside.", "Candor", "text"
)
ALT = Finding("alt", Level.WARNING, "first", 0, "", "The picture has no description.", "Candor", "image")
HTML = b"<!doctype html><html><head><title>x</title><style></style></head><body><main></main></body></html>"


@pytest.fixture
def dialog(qtbot, session, job, tmp_path: Path) -> ExportDialog:
    dialog = ExportDialog(session, job, [ALT, OVERSET], "My: brochure", tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def choose(dialog: ExportDialog, product: Product) -> None:
    dialog.cards[product].click()


def test_the_name_follows_the_format_until_the_user_writes_one(dialog, tmp_path, qtbot) -> None:
    assert dialog.path == tmp_path / "My brochure.pdf"
    choose(dialog, Product.SHEETS)
    dialog.draft.click()
    assert dialog.path == tmp_path / "My brochure-sheets-draft.pdf"
    dialog.path_edit.clear()
    assert not dialog.export_button.isEnabled()
    qtbot.keyClicks(dialog.path_edit, str(tmp_path / "own.pdf"))
    dialog.draft.click()
    assert dialog.path == tmp_path / "own.pdf"


def test_findings_are_counted_for_the_format_and_lead_to_their_place(dialog, qtbot) -> None:
    assert (
        dialog.preflight.summary.text() == "1 problem and 1 warning were found. You can export all the same."
    )
    choose(dialog, Product.HTML)
    assert dialog.preflight.summary.text() == "1 warning was found. You can export all the same."
    shown = []
    dialog.go_to.connect(lambda *where: shown.append(where))
    qtbot.wait(20)
    button = next(each for each in dialog.preflight.findChildren(QPushButton) if each.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shown == [("first", "image")]
    assert not dialog.isVisible()


def test_an_export_is_written_checked_and_reported(dialog, job, tmp_path, qtbot, monkeypatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    choose(dialog, Product.HTML)
    dialog.draft.click()
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    assert job.exports == [(Product.HTML, True)]
    job.progress.emit("Writing the web page", 1, 2)
    assert dialog.status.text() == "Writing the web page…"
    assert (dialog.progress.value(), dialog.progress.maximum()) == (1, 2)
    with qtbot.waitSignal(dialog.exported_to) as done:
        job.exported.emit(Produced(Product.HTML, ((".html", HTML),), (), ("A picture is missing.",)))
    assert done.args == [str(tmp_path)]
    assert (tmp_path / "My brochure-draft.html").read_bytes() == HTML
    assert "1 file, 99 bytes, checked" in dialog.status.text().replace(str(len(HTML)), "99")
    assert "A picture is missing." in dialog.status.text()
    dialog._open.click()
    dialog._show_folder.click()
    assert opened == [str(tmp_path / "My brochure-draft.html"), str(tmp_path)]


def test_text_that_is_left_out_is_confessed(dialog, job, qtbot, monkeypatch) -> None:
    report = ExportReport((Path("/somewhere/a.pdf"),), 1234, ())
    monkeypatch.setattr(export, "save_export", lambda _produced, _path: report)
    dialog.start()
    with qtbot.waitSignal(dialog.exported_to):
        job.exported.emit(Produced(Product.PDF, ((".pdf", b""),), (Overset("inside", "third", 1, 12),), ()))
    assert "Not in it, because it does not fit: 12 lines in Inside." in dialog.status.text()


def test_a_file_that_is_not_sound_is_refused_and_nothing_is_written(dialog, job, tmp_path, qtbot) -> None:
    dialog.start()
    job.exported.emit(Produced(Product.PDF, ((".pdf", b"no pdf"),), (), ()))
    qtbot.waitUntil(lambda: dialog.status.property("role") == "error")
    assert "Nothing was written" in dialog.status.text()
    assert list(tmp_path.iterdir()) == []
    assert dialog.export_button.isEnabled()


def test_cancel_stops_the_job_and_what_comes_late_is_ignored(dialog, job, tmp_path, qtbot) -> None:
    choose(dialog, Product.HTML)
    dialog.start()
    qtbot.mouseClick(dialog.cancel_button, Qt.MouseButton.LeftButton)
    assert job.cancelled == 1
    assert dialog.status.text() == "Cancelled. Nothing was written."
    job.exported.emit(Produced(Product.HTML, ((".html", HTML),), (), ()))
    qtbot.wait(50)
    assert list(tmp_path.iterdir()) == []


def test_closing_while_it_works_cancels(dialog, job) -> None:
    dialog.start()
    dialog.close()
    assert job.cancelled == 1


def test_a_failure_of_the_job_is_said_and_another_try_is_possible(dialog, job) -> None:
    dialog.start()
    job.failed.emit("The page could not be laid out.")
    assert dialog.status.text() == "The page could not be laid out."
    assert dialog.export_button.isEnabled()


def test_a_file_that_would_be_replaced_is_announced(dialog, tmp_path) -> None:
    (tmp_path / "there.pdf").write_bytes(b"old")
    dialog.path_edit.setText(str(tmp_path / "there.pdf"))
    assert dialog._path_note.text() == "There is a file of this name. It will be replaced."


@pytest.mark.parametrize(
    ("name", "stem"),
    [("a/b:c", "a b c"), ("...", "Brochure"), ("", "Brochure"), ("Hair  loss.", "Hair loss")],
)
def test_names_become_stems_every_system_takes(name: str, stem: str) -> None:
    assert file_stem(name) == stem


def test_no_findings_are_good_news() -> None:
    assert summary([]).startswith("Checked")
