"""Formatting, lists, links, citations and pasting in the text editor."""

import pytest
from PySide6.QtCore import QByteArray, QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.core.brochure import Reference
from editor.core.edits import change_section
from editor.ui.editing.citing import NEW
from editor.ui.editing.link_dialog import LinkDialog
from tests.ui.editing.keys import CONTROL, SHIFT


@pytest.fixture
def edit(stage):
    stage.session.apply("x", lambda b: change_section(b, "one", text=""))
    stage.text.setFocus()
    return stage.text


def press(edit, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(edit, key, modifier)


def test_bold_and_italic_toggle(stage, edit) -> None:
    QTest.keyClicks(edit, "word")
    edit.selectAll()
    press(edit, Qt.Key.Key_B, CONTROL)
    assert stage.section.text == "**word**"
    assert stage.editor.bar.buttons["bold"].isChecked()
    press(edit, Qt.Key.Key_I, CONTROL)
    assert stage.section.text == "***word***"
    press(edit, Qt.Key.Key_B, CONTROL)
    press(edit, Qt.Key.Key_I, CONTROL)
    assert stage.section.text == "word"


def test_the_bar_works_on_the_field_used_last(stage, edit) -> None:
    QTest.keyClicks(edit, "item")
    QTest.mouseClick(stage.editor.bar.buttons["bullets"], Qt.MouseButton.LeftButton)
    assert stage.section.text == "- item"
    assert QApplication.focusWidget() is edit
    lead = stage.editor.form.texts["lead"]
    lead.setFocus()
    assert not stage.editor.bar.buttons["bullets"].isEnabled()
    assert stage.editor.bar.buttons["bold"].isEnabled()


def test_lists_continue_indent_and_end(stage, edit) -> None:
    press(edit, Qt.Key.Key_8, CONTROL | SHIFT)
    QTest.keyClicks(edit, "a")
    press(edit, Qt.Key.Key_Return)
    press(edit, Qt.Key.Key_Tab)
    QTest.keyClicks(edit, "b")
    press(edit, Qt.Key.Key_Return)
    press(edit, Qt.Key.Key_Backtab, SHIFT)
    QTest.keyClicks(edit, "c")
    press(edit, Qt.Key.Key_Return)
    press(edit, Qt.Key.Key_Return)
    assert stage.section.text == "- a\n    - b\n- c\n"
    assert QApplication.focusWidget() is edit


def test_tab_leaves_a_text_that_is_no_list(stage, edit) -> None:
    QTest.keyClicks(edit, "plain")
    press(edit, Qt.Key.Key_Tab)
    assert stage.section.text == "plain"
    assert QApplication.focusWidget() is not edit


def test_numbered_list_keys(stage, edit) -> None:
    QTest.keyClicks(edit, "a")
    press(edit, Qt.Key.Key_7, CONTROL | SHIFT)
    press(edit, Qt.Key.Key_Return)
    assert stage.section.text == "1. a\n2. "


def test_links_take_only_what_a_brochure_may_link_to(qtbot) -> None:
    dialog = LinkDialog("our site")
    qtbot.addWidget(dialog)
    for typed, address in [
        ("javascript:alert(1)", ""),
        ("/etc/passwd", ""),
        ("clinic.org/hair", "https://clinic.org/hair"),
        ("a@clinic.org", "mailto:a@clinic.org"),
        ("+44 20 7946 0000", "tel:+442079460000"),
    ]:
        dialog._address.setText(typed)
        assert dialog.address() == address
        assert dialog._ok.isEnabled() == bool(address)


def test_a_link_is_written(stage, edit, monkeypatch) -> None:
    QTest.keyClicks(edit, "site")
    edit.selectAll()

    def accept(dialog: LinkDialog) -> int:
        dialog._address.setText("clinic.org")
        return LinkDialog.DialogCode.Accepted

    monkeypatch.setattr(LinkDialog, "exec", accept)
    press(edit, Qt.Key.Key_K, CONTROL)
    assert stage.section.text == "[site](https://clinic.org)"


def test_typing_a_citation_picks_a_reference(stage, edit) -> None:
    QTest.keyClicks(edit, "True.[^fol")
    assert edit._picker.is_open()
    assert edit._picker.titles() == ["Kim 2019 · Follicles", NEW]
    press(edit._picker._completer.popup(), Qt.Key.Key_Return)
    assert stage.section.text == "True.[^kim2019]"
    assert not edit._picker.is_open()
    QTest.keyClicks(edit, " More")
    assert stage.section.text == "True.[^kim2019] More"
    assert stage.session.undo_stack.count() == 2


def test_escape_closes_the_picker_and_keeps_the_text(stage, edit) -> None:
    QTest.keyClicks(edit, "[^")
    assert len(edit._picker.titles()) == 3
    press(edit._picker._completer.popup(), Qt.Key.Key_Escape)
    assert not edit._picker.is_open()
    assert stage.section.text == "[^"


def test_the_citation_menu_cites(stage, edit) -> None:
    QTest.keyClicks(edit, "True.")
    stage.editor.bar._fill_menu()
    actions = stage.editor.bar._menu.actions()
    assert [action.text() for action in actions if action.text()] == [
        "Lee 2020 · Hair and cells",
        "Kim 2019 · Follicles",
        NEW,
    ]
    actions[0].trigger()
    assert stage.section.text == "True.[^lee2020]"


def test_a_citation_without_a_reference_is_underlined(stage, edit) -> None:
    edit.insert_text("😀 x[^gone2020]. y")
    assert [text for text, _ in edit.findings()] == ["[^gone2020]"]
    assert "gone2020" in edit.findings()[0][1]
    stage.session.apply("x", lambda b: b.__class__(**{**_fields(b), "references": (Reference("gone2020"),)}))
    assert edit.findings() == []


def _fields(brochure) -> dict:
    return {name: getattr(brochure, name) for name in brochure.__dataclass_fields__}


def test_highlighting_follows_the_text(stage, edit) -> None:
    edit.insert_text("😀 **bold** [^lee2020] [^gone]")
    formats = edit.document().firstBlock().layout().formats()
    text = edit.document().firstBlock().text().encode("utf-16-le")
    found = {text[2 * f.start : 2 * (f.start + f.length)].decode("utf-16-le"): f.format for f in formats}
    assert found["bold"].fontWeight() > 500
    assert found["[^lee2020]"].background() != found["[^gone]"].background()


def test_pasting_from_word_gives_markdown(stage, edit) -> None:
    mime = QMimeData()
    mime.setHtml(
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>"
        "One</p>"
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>"
        "<b>Two</b> *</p>"
    )
    mime.setText("One Two")
    QApplication.clipboard().setMimeData(mime)
    QTest.keyClicks(edit, "Before")
    press(edit, Qt.Key.Key_V, CONTROL)
    assert stage.section.text == "Before\n\n- One\n- **Two** \\*"
    press(edit, Qt.Key.Key_Z, CONTROL)
    assert stage.section.text in ("Before", "")


def test_paste_as_plain_text(stage, edit) -> None:
    mime = QMimeData()
    mime.setHtml("<b>bold</b>")
    mime.setText("bold\r\n• x")
    QApplication.clipboard().setMimeData(mime)
    press(edit, Qt.Key.Key_V, CONTROL | SHIFT)
    assert stage.section.text == "bold\n- x"


def test_a_paste_is_an_undo_step_of_its_own(stage, edit) -> None:
    QTest.keyClicks(edit, "Before ")
    QApplication.clipboard().setText("after")
    press(edit, Qt.Key.Key_V, CONTROL)
    assert stage.section.text == "Before after"
    stage.session.undo_stack.undo()
    assert stage.section.text == "Before "


def test_copy_and_paste_within_keeps_the_markdown(stage, edit) -> None:
    QTest.keyClicks(edit, "**a** [x](https://a.org)")
    edit.selectAll()
    press(edit, Qt.Key.Key_C, CONTROL)
    assert not QApplication.clipboard().mimeData().hasHtml()
    edit.moveCursor(QTextCursor.MoveOperation.End)
    press(edit, Qt.Key.Key_V, CONTROL)
    assert stage.section.text == 2 * "**a** [x](https://a.org)"


def test_clipboard_data_that_is_no_picture_is_left_alone(stage, edit) -> None:
    mime = QMimeData()
    mime.setData("application/x-qt-image", QByteArray(b"junk"))
    edit.insertFromMimeData(mime)
    assert stage.section.text == ""
