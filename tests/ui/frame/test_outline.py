"""The outline on the real widget: selecting, adding, dragging, keys, undo with words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from editor.core.brochure import Kind, Role
from editor.shell.session import Session
from editor.ui.frame.main_window import MainWindow
from editor.ui.frame.new_sections import KINDS, READY
from editor.ui.frame.outline import OutlinePane


@pytest.fixture
def pane(window: MainWindow) -> OutlinePane:
    return window.view.outline


@pytest.fixture
def session(window: MainWindow) -> Session:
    return window.view.session


def _ids(session: Session) -> list[str]:
    return [section.id for section in session.brochure.sections]


def _click(pane: OutlinePane, qtbot: QtBot, row: int) -> None:
    place = pane.view.visualRect(pane.model.index(row)).center()
    qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def _press(pane: OutlinePane, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    pane.view.setFocus()
    qtbot.keyClick(pane.view, key, modifier)


def test_clicking_a_row_selects_the_section_and_the_other_way(
    pane: OutlinePane, session: Session, qtbot: QtBot
) -> None:
    _click(pane, qtbot, 2)
    assert session.selection == "nature"
    session.select("grow")
    assert pane.view.currentIndex().row() == 1


def test_alt_and_arrows_reorder(pane: OutlinePane, session: Session, qtbot: QtBot) -> None:
    session.select("grow")
    _press(pane, qtbot, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert _ids(session) == ["cover", "nature", "grow", "contact"]
    assert pane.view.currentIndex().row() == 2
    _press(pane, qtbot, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert _ids(session) == ["cover", "grow", "nature", "contact"]


def test_delete_duplicate_and_hide_by_key_undo_with_words(
    pane: OutlinePane, session: Session, window: MainWindow, qtbot: QtBot
) -> None:
    session.select("grow")
    _press(pane, qtbot, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert len(_ids(session)) == 5
    assert session.selection == _ids(session)[2]
    _press(pane, qtbot, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
    assert len(_ids(session)) == 4
    assert window.commands.undo.text() == "Undo Delete section"
    assert window.commands.undo.toolTip() == "Undo Delete section (Ctrl+Z)"
    window.commands.undo.trigger()
    assert window.commands.undo.text() == "Undo Duplicate section"
    assert window.commands.redo.text() == "Redo Delete section"
    window.view.section_actions.hide.trigger()
    assert window.commands.undo.text() == "Undo Hide section"


def test_the_delete_key_in_a_text_deletes_no_section(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    session.select("grow")
    window.view.go_to("grow", "text")
    field = window.focusWidget()
    assert field is not None
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    assert len(_ids(session)) == 4


def test_f2_types_a_title_in_place(pane: OutlinePane, session: Session, qtbot: QtBot) -> None:
    session.select("grow")
    _press(pane, qtbot, Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier)
    field = pane.view.findChild(QLineEdit)
    assert field.text() == "How hair grows"
    qtbot.keyClicks(field, "New")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.brochure.section("grow").title == "New")


def test_the_eye_of_a_row_hides_and_shows(pane: OutlinePane, session: Session, qtbot: QtBot) -> None:
    rect = pane.view.visualRect(pane.model.index(1))
    eye = QPoint(rect.right() - 22, rect.center().y())
    qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=eye)
    assert session.brochure.section("grow").hidden
    qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=eye)
    assert not session.brochure.section("grow").hidden


@pytest.mark.parametrize(("row", "at", "ids"), [
    (0, 2.9, ["grow", "nature", "cover", "contact"]),
    (3, 0.1, ["contact", "cover", "grow", "nature"]),
    (1, 9.0, ["cover", "nature", "contact", "grow"]),
])  # fmt: skip
def test_dragging_reorders_and_shows_where(
    pane: OutlinePane, session: Session, row: int, at: float, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    view = pane.view
    height = view.visualRect(pane.model.index(0)).height()
    place = QPointF(60, at * height)
    mime = pane.model.mimeData([pane.model.index(row)])
    what = (Qt.DropAction.MoveAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    monkeypatch.setattr(QDragMoveEvent, "source", lambda _: view)
    monkeypatch.setattr(QDropEvent, "source", lambda _: view)
    move = QDragMoveEvent(place.toPoint(), *what)
    view.dragMoveEvent(move)
    assert move.isAccepted()
    assert view._drop_row >= 0
    view.dropEvent(QDropEvent(place, *what))
    assert view._drop_row == -1
    assert _ids(session) == ids
    assert session.undo_stack.undoText() == "Move section"


def test_the_add_menu_adds_each_kind_behind_the_selected_section(pane: OutlinePane, session: Session) -> None:
    actions = {action.text().split("\t")[0]: action for action in pane.add_button.menu().actions()}
    for entry in (*KINDS, *READY):
        session.select("grow")
        actions[entry.name].trigger()
        added = session.brochure.sections[2]
        assert (added.kind, added.role) == (entry.kind, entry.role)
        assert session.selection == added.id
        assert session.undo_stack.undoText() == f"Add {entry.name.lower()}"


def test_every_kind_can_be_added() -> None:
    assert {entry.kind for entry in KINDS} == set(Kind)
    assert {entry.role for entry in READY} == set(Role) - {Role.TESTIMONIAL}


def test_the_first_cannot_go_up_nor_the_last_down(window: MainWindow, session: Session) -> None:
    actions = window.view.section_actions
    session.select("cover")
    assert not actions.up.isEnabled()
    session.select("contact")
    assert not actions.down.isEnabled()
    assert actions.up.isEnabled()
