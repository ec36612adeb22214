"""The pane: fields by kind, items, picture, placement, summaries."""

from pathlib import Path

import pytest
from PIL import Image as Pillow
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from editor.core.brochure import Kind, Role
from editor.core.edits import change_section, delete_section
from editor.ui.editing.fields import LineField
from editor.ui.editing.growing_edit import GrowingEdit
from tests.ui.editing.keys import ALT, CONTROL

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "clinic photo.png"
    Pillow.new("RGB", (40, 30), "#0f4c4a").save(path)
    return path


def test_fields_follow_the_kind(stage) -> None:
    form = stage.editor.form
    assert not form.cards.isVisible()
    assert not form.texts["attribution"].isVisible()
    stage.session.select("three")
    assert form.texts["attribution"].isVisible()
    stage.session.select("contact")
    assert form.brand.isVisible()
    stage.session.select("refs")
    assert form.references.isVisible()
    assert "Lee 2020" in form.references.lines.text()


def test_another_kind_keeps_all_content_in_reach(stage) -> None:
    stage.session.select("three")
    stage.editor.header.kind.chosen.emit(Kind.TEXT)
    assert stage.section.kind is Kind.TEXT
    assert stage.section.attribution == "A. N. Other"
    assert stage.editor.form.texts["attribution"].isVisible()
    stage.session.undo_stack.undo()
    assert stage.editor.header.kind.value() is Kind.QUOTE


def test_nothing_selected_and_hidden_sections(stage) -> None:
    stage.session.select("")
    assert stage.editor._pages.currentIndex() == 1
    stage.session.select("one")
    stage.session.apply("Hide", lambda b: change_section(b, "one", hidden=True))
    assert stage.editor.header.hidden.isVisible()
    QTest.mouseClick(stage.editor.header.show_button, LEFT)
    assert not stage.section.hidden
    stage.session.apply("Delete", lambda b: delete_section(b, "one"))
    assert stage.editor.form.texts["title"].text() == "Two"


def titles(stage) -> list[str]:
    return [item.title for item in stage.section.items]


def shown(stage) -> list[str]:
    stage.editor.form.cards.layout().activate()
    cards = sorted(stage.editor.form.cards.cards, key=lambda card: card.y())
    return [card.title.text() for card in cards]


def test_items_are_edited_added_duplicated_and_deleted(stage) -> None:
    stage.session.select("two")
    cards = stage.editor.form.cards
    QTest.keyClicks(cards.cards[1].title, "!")
    assert "!" in titles(stage)[1]
    QTest.mouseClick(cards.add_button, LEFT)
    assert len(stage.section.items) == 4
    assert QApplication.focusWidget() is cards.cards[3].title
    assert stage.undo_words() == "Add step"
    QTest.mouseClick(cards.cards[0].buttons["duplicate"], LEFT)
    assert titles(stage)[:2] == ["First", "First"]
    assert len({item.id for item in stage.section.items}) == 5
    QTest.mouseClick(cards.cards[0].buttons["delete"], LEFT)
    assert len(shown(stage)) == len(stage.section.items) == 4


def test_items_move_by_key_button_and_undo(stage) -> None:
    stage.session.select("two")
    card = stage.editor.form.cards.cards[0]
    card.text.setFocus()
    QTest.keyClick(card.text, Qt.Key.Key_Down, ALT)
    assert titles(stage) == shown(stage) == ["Second", "First", "Third"]
    assert QApplication.focusWidget() is card.text
    QTest.mouseClick(stage.editor.form.cards.cards[2].buttons["up"], LEFT)
    assert titles(stage) == shown(stage) == ["Second", "Third", "First"]
    assert stage.undo_words() == "Move step"
    QTest.keyClick(card.text, Qt.Key.Key_Z, CONTROL)
    assert titles(stage) == shown(stage) == ["Second", "First", "Third"]


def test_items_move_by_drag(stage) -> None:
    stage.session.select("two")
    QApplication.processEvents()
    cards = stage.editor.form.cards.cards
    grip = cards[0].grip
    target = grip.mapFromGlobal(cards[2].mapToGlobal(QPoint(10, cards[2].height() - 4)))
    QTest.mousePress(grip, LEFT, pos=QPoint(4, 4))
    QTest.mouseMove(grip, QPoint(4, 30))
    QTest.mouseMove(grip, target)
    assert stage.editor.form.cards._gap.isVisible()
    QTest.mouseRelease(grip, LEFT, pos=target)
    assert titles(stage) == shown(stage) == ["Second", "Third", "First"]
    assert not stage.editor.form.cards._gap.isVisible()


def test_a_picture_is_added_described_and_removed(stage, photo, monkeypatch) -> None:
    field = stage.editor.form.picture
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(photo), ""))
    QTest.mouseClick(field.add_button, LEFT)
    image = stage.section.image
    assert (image.width, image.height) == (40, 30)
    assert stage.assets.get(image.asset)
    assert field.alt_row.help.property("role") == "warning"
    QTest.keyClicks(field.alt, "A teal square")
    assert stage.section.image.alt == "A teal square"
    assert field.alt_row.help.property("role") == "help"
    assert stage.undo_words() == "Edit alternative text"
    QTest.keyClicks(field.caption, "Cap")
    assert stage.section.image.caption == "Cap"
    QTest.mouseClick(field.replace_button, LEFT)
    assert stage.section.image.alt == "A teal square"
    QTest.mouseClick(field.remove_button, LEFT)
    assert stage.section.image is None
    stage.session.undo_stack.undo()
    assert stage.section.image.caption == "Cap"
    assert field.caption.text() == "Cap"


def test_words_of_an_older_picture_are_asked_about_until_confirmed_or_edited(stage, photo, tmp_path) -> None:
    other = tmp_path / "other.png"
    Pillow.new("RGB", (30, 20), "#aa3344").save(other)
    field = stage.editor.form.picture
    stage.editor.set_picture(photo.read_bytes(), photo.name)
    assert not field.confirm_button.isVisible()
    field.alt.setFocus()
    QTest.keyClicks(field.alt, "A comb")
    stage.editor.set_picture(other.read_bytes(), other.name)
    assert stage.section.image.alt == "A comb"
    assert field.confirm_button.isVisible()
    stage.session.select("two")
    stage.session.select("one")
    assert field.confirm_button.isVisible()
    QTest.mouseClick(field.confirm_button, LEFT)
    assert not field.confirm_button.isVisible()
    stage.editor.set_picture(photo.read_bytes(), photo.name)
    assert field.confirm_button.isVisible()
    QTest.keyClicks(field.alt, "s")
    assert not field.confirm_button.isVisible()


def test_a_decorative_picture_needs_no_words(stage, photo) -> None:
    stage.editor.set_picture(photo.read_bytes(), photo.name)
    field = stage.editor.form.picture
    field.decorative.click()
    assert stage.section.image.decorative
    assert not field.alt.isEnabled()
    assert field.alt_row.help.property("role") == "help"


def test_pictures_are_pasted_and_dropped(stage, photo) -> None:
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(photo))])
    files.setText(str(photo))
    stage.text.insertFromMimeData(files)
    assert stage.section.image is not None
    assert stage.section.text == "Plain words."
    stage.session.undo_stack.undo()
    bitmap = QImage(8, 6, QImage.Format.Format_RGB32)
    bitmap.fill(Qt.GlobalColor.red)
    mime = QMimeData()
    mime.setImageData(bitmap)
    QApplication.clipboard().setMimeData(mime)
    QTest.keyClick(stage.text, Qt.Key.Key_V, CONTROL)
    assert (stage.section.image.width, stage.section.image.height) == (8, 6)


def test_a_file_that_is_no_picture_is_explained(stage) -> None:
    stage.editor.set_picture(b"not a picture", "notes.png")
    assert stage.section.image is None
    assert "notes.png" in stage.editor.form.picture.error.text()
    assert stage.editor.form.picture.error.isVisible()
    stage.session.select("two")
    assert not stage.editor.form.picture.error.isVisible()


def test_purpose_and_place(stage) -> None:
    placement = stage.editor.form.placement
    assert placement.region.itemText(0) == "Automatic (Inside)"
    placement.region.chosen.emit("back")
    placement.role.chosen.emit(Role.RISKS)
    placement.new_panel.click()
    placement.keep.click()
    section = stage.section
    assert (section.region, section.role, section.new_panel, section.keep_with_next) == (
        "back",
        Role.RISKS,
        True,
        True,
    )
    assert placement.region.currentText() == "Back"
    stage.session.undo_stack.undo()
    assert not placement.keep.isChecked()


def test_a_finding_is_gone_to_and_underlined(stage) -> None:
    stage.session.select("two")
    stage.editor.focus_text("items.b.text")
    assert QApplication.focusWidget() is stage.editor.form.cards.cards[1].text


def test_every_field_has_a_name_for_screen_readers(stage) -> None:
    for section in stage.session.brochure.sections:
        stage.session.select(section.id)
        for kind in (GrowingEdit, LineField):
            for field in stage.editor.findChildren(kind):
                if field.isVisible():
                    assert field.accessibleName(), (section.id, field)


def test_selecting_does_not_change_the_value(stage) -> None:
    before = stage.session.brochure
    for section in before.sections:
        stage.session.select(section.id)
    assert stage.session.brochure is before
    assert stage.session.undo_stack.count() == 0


def test_an_empty_brochure_says_how_to_begin(stage) -> None:
    for section in stage.session.brochure.sections:
        stage.session.apply("Delete section", lambda value, ident=section.id: delete_section(value, ident))
    assert stage.editor._empty.isVisible()
    assert "no sections" in stage.editor._empty.words.text()
