"""Typing in the section's fields: one write path, undo, emoji, input methods."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.core.edits import change_section
from tests.ui.editing.keys import CONTROL, SHIFT

END = QTextCursor.MoveOperation.End


def focus(edit) -> None:
    edit.setFocus()
    edit.moveCursor(END)


def test_typing_changes_the_value_and_undoes_as_one_run(stage) -> None:
    focus(stage.text)
    QTest.keyClicks(stage.text, " More")
    assert stage.section.text == "Plain words. More"
    assert stage.session.undo_stack.count() == 1
    QTest.keyClick(stage.text, Qt.Key.Key_Z, CONTROL)
    assert stage.section.text == "Plain words."
    assert stage.text.text() == "Plain words."
    QTest.keyClick(stage.text, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert stage.text.text() == "Plain words. More"


def test_leaving_a_field_and_pausing_end_the_run(stage, qtbot) -> None:
    focus(stage.text)
    QTest.keyClicks(stage.text, "a")
    focus(stage.editor.form.texts["title"])
    QTest.keyClicks(stage.editor.form.texts["title"], "b")
    focus(stage.text)
    QTest.keyClicks(stage.text, "c")
    assert stage.session.undo_stack.count() == 3
    stage.editor.run._pause.setInterval(1)
    QTest.keyClicks(stage.text, "d")
    qtbot.waitUntil(lambda: not stage.editor.run._pause.isActive())
    QTest.keyClicks(stage.text, "e")
    assert stage.session.undo_stack.count() == 4


def test_undo_goes_to_where_the_text_changed(stage) -> None:
    title = stage.editor.form.texts["title"]
    focus(title)
    QTest.keyClicks(title, "!")
    focus(stage.text)
    QTest.keyClick(stage.text, Qt.Key.Key_Z, CONTROL)
    assert title.text() == "One"
    assert QApplication.focusWidget() is title


def test_emoji_keep_their_places(stage) -> None:
    stage.session.apply("Edit text", lambda b: change_section(b, "one", text="😀 hair 🧬 end"))
    edit = stage.text
    focus(edit)
    cursor = edit.textCursor()
    cursor.setPosition(3)
    cursor.setPosition(7, QTextCursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)
    QTest.keyClick(edit, Qt.Key.Key_B, CONTROL)
    assert stage.section.text == "😀 **hair** 🧬 end"
    assert edit.textCursor().selectedText() == "hair"
    QTest.keyClick(edit, Qt.Key.Key_Z, CONTROL)
    assert edit.text() == "😀 hair 🧬 end"


def test_a_change_from_outside_keeps_the_caret(stage) -> None:
    focus(stage.text)
    cursor = stage.text.textCursor()
    cursor.setPosition(5)
    stage.text.setTextCursor(cursor)
    stage.session.apply("x", lambda b: change_section(b, "one", title="Other"))
    assert stage.text.textCursor().position() == 5
    assert stage.editor.form.texts["title"].text() == "Other"


def test_no_break_spaces_survive(stage) -> None:
    stage.session.apply("x", lambda b: change_section(b, "one", text="5\u00a0mg"))
    focus(stage.text)
    QTest.keyClicks(stage.text, " a")
    assert stage.section.text == "5\u00a0mg a"


def test_an_input_method_composes_and_commits(stage) -> None:
    edit = stage.text
    focus(edit)
    QApplication.sendEvent(edit, QInputMethodEvent("にほ", []))
    assert stage.section.text == "Plain words."
    stage.session.apply("x", lambda b: change_section(b, "one", title="While composing"))
    commit = QInputMethodEvent("", [])
    commit.setCommitString("日本")
    QApplication.sendEvent(edit, commit)
    assert stage.section.text == "Plain words.日本"
    assert edit.text() == "Plain words.日本"
    QTest.keyClick(edit, Qt.Key.Key_Z, CONTROL)
    assert edit.text() == "Plain words."


def test_one_line_fields_stay_one_line(stage) -> None:
    title = stage.editor.form.texts["title"]
    focus(title)
    QApplication.clipboard().setText(" two\nlines ")
    QTest.keyClick(title, Qt.Key.Key_V, CONTROL)
    assert stage.section.title == "Onetwo lines"
    QTest.keyClick(title, Qt.Key.Key_Return)
    assert stage.section.title == "Onetwo lines"


def test_fields_grow_with_their_text_and_do_not_scroll(stage) -> None:
    low = stage.text.height()
    stage.session.apply("x", lambda b: change_section(b, "one", text="line\n" * 20))
    assert stage.text.height() > low
    assert stage.text.verticalScrollBar().maximum() == 0
    assert not stage.editor.scroll.horizontalScrollBar().isVisible()


def test_the_pane_fits_narrow_windows(stage, qtbot) -> None:
    for section in stage.session.brochure.sections:
        stage.session.select(section.id)
        assert stage.editor.minimumSizeHint().width() <= 380
        assert stage.editor.form.minimumSizeHint().width() <= 366


def test_very_long_texts_are_not_typed_past_the_limit(stage) -> None:
    stage.session.apply("x", lambda b: change_section(b, "one", text="a" * 200_000))
    focus(stage.text)
    QTest.keyClicks(stage.text, "b")
    QApplication.clipboard().setText("more")
    QTest.keyClick(stage.text, Qt.Key.Key_V, CONTROL)
    assert len(stage.section.text) == 200_000
