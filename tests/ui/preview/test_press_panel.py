"""The file for the print shop, asked for in the export dialog: real profiles, real worker, real file."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from editor.core.brochure import Person
from editor.files.profiles import find_profiles
from editor.files.resources import load_forms, template_root
from editor.render.press_options import Images
from editor.render.products import Product
from editor.shell.findings_job import Checked
from editor.shell.preview_job import PreviewJob
from editor.shell.profile_job import ProfileJob
from editor.ui.preview.export_dialog import Desk, ExportDialog
from editor.ui.preview.press_panel import FOUND, NONE, SRGB, PressPanel
from editor.ui.preview.scrolled_dialog import HIGHEST
from tests.presses import PROFILE

NAME = "Artifex CMYK SWOP Profile"
ADA = Person("Ada Reyes")
NOTHING = Checked((), 0, frozenset())
Make = Callable[..., ExportDialog]


@pytest.fixture
def make(qtbot, session, job, tmp_path: Path) -> Make:
    """Return a maker of dialogs on a computer that has the profiles of one folder."""

    def make(place: Path, remembered: str = "", job=job) -> ExportDialog:
        panel = PressPanel(remembered, "For Easter", ProfileJob(find=lambda: find_profiles([place])))
        dialog = ExportDialog(Desk(session, job, lambda over: ADA), NOTHING, "Hair", tmp_path, None, panel)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.cards[Product.PRESS].click()
        qtbot.waitUntil(lambda: not panel._searching)
        return dialog

    return make


def choose_file(dialog: ExportDialog, monkeypatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    dialog.press.browse.click()


@pytest.fixture
def worker(qtbot) -> Iterator[PreviewJob]:
    job = PreviewJob(template_root(), load_forms(), lambda asset: None)
    job.set_scale(4.0)
    yield job
    job.close()


def test_a_press_file_is_written_and_what_holds_can_be_unfolded(make, worker, tmp_path, qtbot) -> None:
    dialog = make(PROFILE.parent, job=worker)
    assert dialog.press.profiles.currentText() == NAME
    assert FOUND in dialog.press.note.text()
    assert dialog.path == tmp_path / "Hair-press.pdf"
    with qtbot.waitSignal(dialog.exported_to, timeout=60_000):
        qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    with pikepdf.open(tmp_path / "Hair-press.pdf") as pdf:
        assert pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes() == PROFILE.read_bytes()
        assert len(pdf.pages) == 2
    assert dialog.outcome.assurance.isVisible()
    assert not dialog.outcome.assurance.list.isVisible()
    folded = dialog.height()
    dialog.outcome.assurance.fold.click()
    assert "No free PDF/X-4 validator is known" in dialog.outcome.assurance.list.toPlainText()
    assert "•  No colour is in untagged RGB." in dialog.outcome.assurance.list.toPlainText()
    qtbot.waitUntil(lambda: dialog.height() > folded)
    unfolded = dialog.height()
    assert unfolded <= HIGHEST
    dialog.outcome.assurance.fold.click()
    qtbot.waitUntil(lambda: dialog.height() < unfolded)
    dialog.cards[Product.PDF].click()
    assert not dialog.outcome.assurance.isVisible()
    assert not dialog.press.isVisible()


def test_without_a_profile_only_rgb_on_request_is_exported(make, job, tmp_path, qtbot) -> None:
    dialog = make(tmp_path)
    assert dialog.press.note.text() == NONE
    assert not dialog.export_button.isEnabled()
    dialog.cards[Product.PDF].click()
    assert dialog.export_button.isEnabled()
    dialog.cards[Product.PRESS].click()
    dialog.press.rgb.click()
    assert dialog.press.note.text() == SRGB
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    assert job.presses[-1].profile is None
    assert job.presses[-1].version == "For Easter"


def test_a_chosen_file_is_used_remembered_and_offered(make, job, tmp_path, qtbot, monkeypatch) -> None:
    own = Path(shutil.copy(PROFILE, tmp_path / "own.icc"))
    dialog = make(tmp_path / "nothing here")
    with qtbot.waitSignal(dialog.press.profile_chosen) as chosen:
        choose_file(dialog, monkeypatch, own)
    assert chosen.args == [str(own)]
    assert dialog.press.profiles.currentText() == NAME
    assert dialog.press.note.text() == f"From {own}"
    dialog.press.images[Images.TAGGED_RGB].click()
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    asked = job.presses[-1]
    assert (asked.profile.data, asked.images) == (PROFILE.read_bytes(), Images.TAGGED_RGB)
    assert not dialog.press.isEnabled(), "nothing is changed while it works"
    job.failed.emit("No.")
    choose_file(dialog, monkeypatch, tmp_path / "gone.icc")
    qtbot.waitUntil(lambda: "cannot be read" in dialog.press.note.text())
    assert dialog.press.note.property("role") == "error"
    assert dialog.press.profile.data == PROFILE.read_bytes(), "the one before is kept"


def test_a_remembered_file_is_used_and_one_that_is_gone_is_not_replaced_unasked(
    make, tmp_path, qtbot
) -> None:
    own = Path(shutil.copy(PROFILE, tmp_path / "own.icc"))
    dialog = make(tmp_path / "nothing here", str(own))
    assert dialog.press.note.text() == f"From {own}"
    gone = make(PROFILE.parent, str(tmp_path / "gone.icc"))
    assert "gone.icc" in gone.press.note.text()
    assert gone.press.profile is None
    assert not gone.export_button.isEnabled()
    with qtbot.waitSignal(gone.press.profile_chosen) as chosen:
        gone.press.profiles.setCurrentIndex(0)
        gone.press.profiles.activated.emit(0)
    assert chosen.args == [str(PROFILE)]
    assert gone.export_button.isEnabled()


def test_no_search_is_made_for_other_formats(qtbot, session, job, tmp_path) -> None:
    searched = []
    panel = PressPanel(job=ProfileJob(find=lambda: searched.append(1) or ()))
    dialog = ExportDialog(Desk(session, job, lambda over: ADA), NOTHING, "Hair", tmp_path, None, panel)
    qtbot.addWidget(dialog)
    dialog.choose(Product.SHEETS)
    qtbot.wait(20)
    assert not searched
    dialog.choose(Product.PRESS)
    dialog.reject()
    assert searched
