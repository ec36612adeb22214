"""A day that may be left open: chosen in a calendar, typed, taken away."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.ui.editing.day_field import DayField
from tests.ui.editing.keys import CONTROL
from tests.ui.focus import show_active

LEFT = Qt.MouseButton.LeftButton
DAY = date(2026, 5, 3)


@pytest.fixture
def field(qtbot) -> DayField:
    field = DayField("Ends on")
    qtbot.addWidget(field)
    show_active(qtbot, field)
    field.heard = []
    field.changed.connect(field.heard.append)
    return field


def calendar(qtbot):
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    return QApplication.activePopupWidget().calendar


def test_there_is_no_day_until_one_is_picked(field, qtbot) -> None:
    assert field.value is None
    assert not field.edit.isVisible()
    QTest.mouseClick(field.choose_button, LEFT)
    shown = calendar(qtbot)
    shown.setSelectedDate(QDate(2026, 5, 3))
    QTest.keyClick(shown.focusProxy(), Qt.Key.Key_Return)
    assert field.heard == [DAY]
    assert field.value == DAY
    assert field.edit.text() == "3 May 2026"
    assert not field.choose_button.isVisible()


def test_escape_leaves_everything_as_it_was(field, qtbot) -> None:
    QTest.mouseClick(field.choose_button, LEFT)
    QTest.keyClick(calendar(qtbot), Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert field.heard == []
    assert field.value is None


def test_a_day_is_typed_and_taken_away(field) -> None:
    field.show_value(DAY)
    assert field.heard == []
    field.edit.setFocus()
    field.edit.setSelectedSection(field.edit.Section.YearSection)
    QTest.keyClicks(field.edit, "2027")
    assert field.heard == [date(2027, 5, 3)]
    QTest.mouseClick(field.remove_button, LEFT)
    assert field.heard[-1] is None
    assert field.choose_button.isVisible()
    assert QApplication.focusWidget() is field.choose_button


def test_a_day_that_must_stay_has_no_button_to_take_it_away(qtbot) -> None:
    field = DayField("Given on", removable=False)
    qtbot.addWidget(field)
    field.show_value(DAY)
    field.show()
    assert not field.remove_button.isVisible()
    assert field.calendar_button.isVisible()


def test_days_of_long_ago_are_shown_as_they_are(field) -> None:
    field.show_value(date(1752, 1, 2))
    assert field.value == date(1752, 1, 2)
    assert field.edit.text() == "2 Jan 1752"


def test_screen_readers_hear_which_day_it_is(field) -> None:
    assert field.edit.accessibleName() == "Ends on"
    assert field.choose_button.accessibleName() == "Ends on: choose a day"
    assert field.remove_button.accessibleName() == "Ends on: no day"


def test_undo_goes_to_the_window_while_a_day_is_typed(field) -> None:
    undone = []
    action = QAction("Undo", field)
    action.setShortcuts(QKeySequence.StandardKey.Undo)
    action.triggered.connect(lambda: undone.append(True))
    field.addAction(action)
    field.show_value(DAY)
    field.edit.setFocus()
    QTest.keyClicks(field.edit, "14")
    QTest.keyClick(field.edit, Qt.Key.Key_Z, CONTROL)
    assert undone == [True]
