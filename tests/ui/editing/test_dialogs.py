"""The forms for references, clinic and brochure."""

from pathlib import Path

import pytest
from PIL import Image as Pillow
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from editor.core.brochure import Audience, Jurisdiction
from editor.core.edits import change_section
from editor.files.resources import load_forms
from editor.ui.editing.brand_dialog import BrandDialog
from editor.ui.editing.document_dialog import DocumentDialog
from editor.ui.editing.ink_field import MISTAKE, written_inks
from editor.ui.editing.references_dialog import ReferencesDialog
from editor.ui.editing.value_dialog import fitting
from tests.ui.editing.keys import CONTROL
from tests.ui.focus import show_active


@pytest.fixture
def opened(stage, qtbot):
    def open_(kind, *arguments, **named):
        dialog = kind(stage.session, *arguments, **named)
        show_active(qtbot, dialog)
        return dialog

    dialogs = []

    def make(kind, *arguments, **named):
        dialogs.append(open_(kind, *arguments, **named))
        return dialogs[-1]

    yield make
    for dialog in dialogs:
        dialog.close()


def test_a_new_reference_is_named_after_its_author(stage, opened) -> None:
    dialog = opened(ReferencesDialog, new=True)
    fields = dialog.form.fields
    QTest.keyClicks(fields["authors"], "Gupta R, Lee A")
    QTest.keyClicks(fields["year"], "2021")
    reference = stage.session.brochure.references[-1]
    assert (reference.key, reference.authors, reference.year) == ("gupta2021", "Gupta R, Lee A", 2021)
    assert dialog.key == "gupta2021"
    assert dialog.list.currentItem().text().startswith("Gupta 2021")
    stage.session.undo_stack.undo()
    assert dialog.form.fields["authors"].text() == "Gupta R, Lee A"
    assert dialog.form.fields["year"].text() == ""
    stage.session.undo_stack.undo()
    assert stage.session.brochure.references[-1].authors == ""
    assert dialog.list.currentRow() == 2


def test_a_pasted_citation_fills_the_fields(stage, opened) -> None:
    dialog = opened(ReferencesDialog, new=True)
    dialog.form.pasted.insert_text("Tan W. Cells and hair growth. Nature. 2018;5:12-19. doi: 10.1000/x")
    QTest.mouseClick(dialog.form.read_button, Qt.MouseButton.LeftButton)
    reference = stage.session.brochure.references[-1]
    assert (reference.key, reference.journal, reference.doi) == ("tan2018", "Nature", "10.1000/x")


def test_a_new_key_is_followed_by_citations(stage, opened) -> None:
    stage.session.apply("x", lambda b: change_section(b, "one", text="a[^lee2020]"))
    dialog = opened(ReferencesDialog, key="lee2020")
    assert dialog.form.cited.text() == "Cited in: One (1×)"
    key = dialog.form.fields["key"]
    key.setText("kim2019")
    QTest.keyClick(key, Qt.Key.Key_Return)
    assert "already" in dialog.form.rows["key"].help.text()
    key.setText("lee2020x")
    QTest.keyClick(key, Qt.Key.Key_Return)
    assert stage.section.text == "a[^lee2020x]"
    assert dialog.key == "lee2020x"
    stage.session.undo_stack.undo()
    assert stage.section.text == "a[^lee2020]"


def test_deleting_a_cited_reference_warns(stage, opened, monkeypatch) -> None:
    stage.session.apply("x", lambda b: change_section(b, "one", text="a[^lee2020]"))
    dialog = opened(ReferencesDialog, key="lee2020")
    asked = []
    answers = [QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Discard]

    def answer(box: QMessageBox) -> int:
        asked.append(box.text())
        return answers[len(asked) - 1]

    monkeypatch.setattr(QMessageBox, "exec", answer)
    dialog.delete()
    assert len(stage.session.brochure.references) == 2
    dialog.delete()
    assert [each.key for each in stage.session.brochure.references] == ["kim2019"]
    assert "cited once" in asked[0]
    dialog.delete()
    assert len(asked) == 2
    assert stage.session.brochure.references == ()


def test_search_and_undo_in_the_references(stage, opened) -> None:
    dialog = opened(ReferencesDialog)
    dialog.search.setText("follicles")
    assert dialog.list.count() == 1
    assert dialog.key == "kim2019"
    QTest.keyClicks(dialog.form.fields["journal"], "Nature")
    assert stage.session.brochure.reference("kim2019").journal == "Nature"
    QTest.keyClick(dialog.form.fields["journal"], Qt.Key.Key_Z, CONTROL)
    assert stage.session.brochure.reference("kim2019").journal == ""
    assert dialog.form.fields["journal"].text() == ""


def test_an_address_is_kept_only_when_whole(stage, opened) -> None:
    dialog = opened(ReferencesDialog, key="lee2020")
    QTest.keyClicks(dialog.form.fields["url"], "https:/")
    assert stage.session.brochure.reference("lee2020").url == ""
    QTest.keyClicks(dialog.form.fields["url"], "/a.org")
    assert stage.session.brochure.reference("lee2020").url == "https://a.org"


def test_the_clinic_is_edited_live(stage, opened, tmp_path: Path) -> None:
    dialog = opened(BrandDialog, stage.assets)
    QTest.keyClicks(dialog.fields["name"], "Linden")
    QTest.keyClicks(dialog.fields["address"], "Street")
    QTest.keyClick(dialog.fields["address"], Qt.Key.Key_Return)
    QTest.keyClicks(dialog.fields["address"], "Town")
    assert stage.session.brochure.brand.name == "Linden"
    assert stage.session.brochure.brand.address == "Street\nTown"
    code = dialog.colours["colour"].code
    code.selectAll()
    QTest.keyClicks(code, "#fc0")
    assert stage.session.brochure.brand.colour == "#ffcc00"
    assert "Too pale" in dialog.colours["colour"].hint.text()
    logo = tmp_path / "logo.png"
    Pillow.new("RGB", (20, 10), "#0f4c4a").save(logo)
    dialog.logo.picked.emit(logo.read_bytes(), "logo.png")
    assert stage.session.brochure.brand.logo.width == 20
    dialog.logo.picked.emit(b"junk", "junk.png")
    assert "junk.png" in dialog.logo.error.text()
    QTest.keyClick(dialog.fields["name"], Qt.Key.Key_Z, CONTROL)
    assert stage.session.brochure.brand.logo is None


def test_the_brochure_is_set_up(stage, opened) -> None:
    dialog = opened(DocumentDialog, load_forms())
    QTest.keyClick(dialog.title, Qt.Key.Key_End)
    QTest.keyClicks(dialog.title, " 2")
    dialog.choices["language"].chosen.emit("de-DE")
    dialog.choices["audience"].chosen.emit(Audience.PROFESSIONALS)
    dialog.choices["form"].chosen.emit("handout-a4")
    dialog.places[Jurisdiction.UK].click()
    QTest.keyClicks(dialog.address, "ht")
    assert stage.session.brochure.public_url == ""
    QTest.keyClicks(dialog.address, "tps://clinic.org/hair")
    brochure = stage.session.brochure
    assert (brochure.title, brochure.language, brochure.form) == ("Test 2", "de-DE", "handout-a4")
    assert brochure.jurisdictions == (Jurisdiction.UK,)
    assert brochure.public_url == "https://clinic.org/hair"
    dialog.address.selectAll()
    QTest.keyClick(dialog.address, Qt.Key.Key_Delete)
    assert stage.session.brochure.public_url == ""


def test_a_new_reference_that_stays_empty_leaves_no_trace(stage) -> None:
    before = stage.session.brochure
    dialog = ReferencesDialog(stage.session, new=True)
    assert len(stage.session.brochure.references) == 3
    dialog.reject()
    assert stage.session.brochure is before
    assert not stage.session.undo_stack.canUndo()


def test_the_brand_is_given_in_inks(stage, opened) -> None:
    dialog = opened(BrandDialog, stage.assets)
    field = dialog.inks["colour_cmyk"]
    QTest.mouseClick(field.text, Qt.MouseButton.LeftButton)
    QTest.keyClicks(field.text, "C80, M30, ")
    assert not field.hint.isVisible(), "nobody is told off for having begun"
    QTest.keyClicks(field.text, "Y45, K2")
    assert stage.session.brochure.brand.colour_cmyk == "80 30 45 2"
    assert not field.hint.isVisible()
    QTest.keyClicks(field.text, "00")
    assert "from 0 to 100" in field.hint.text()
    assert field.hint.isVisible()
    assert stage.session.brochure.brand.colour_cmyk == "80 30 45 20"
    dialog.fields["name"].setFocus()
    assert field.text.text() == "80 30 45 20"
    assert field.hint.text() == MISTAKE, "what was typed is gone, so it is said"
    QTest.keyClick(field.text, Qt.Key.Key_Z, CONTROL)
    assert stage.session.brochure.brand.colour_cmyk == ""
    assert field.text.text() == ""
    assert not stage.session.undo_stack.canUndo(), "typing the inks was one step"
    stage.session.undo_stack.redo()
    field.text.selectAll()
    QTest.keyClick(field.text, Qt.Key.Key_Delete)
    assert stage.session.brochure.brand.colour_cmyk == ""


@pytest.mark.parametrize(
    ("text", "inks"),
    [
        ("80 30 45 20", "80 30 45 20"),
        ("80,30,45,20", "80 30 45 20"),
        ("80/30/45/20 %", "80 30 45 20"),
        ("c: 80% m: 30% y: 45% k: 7.5%", "80 30 45 7.5"),
        ("  ", ""),
        ("80 30 45", None),
        ("80 30 45 101", None),
        ("80 30 45 -1", None),
        ("#0f4c4a", None),
    ],
)
def test_inks_are_read_as_people_write_them(text: str, inks: str | None) -> None:
    assert written_inks(text) == inks


def test_a_window_stays_on_a_small_screen_with_its_frame() -> None:
    wanted = QSize(900, 740)
    assert fitting(wanted, QSize(1920, 1040)) == wanted
    assert fitting(wanted, QSize(1366, 728)) == QSize(900, 688)
