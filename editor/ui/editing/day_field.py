"""A day that may be left open: a button while there is none, else a date with a calendar beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QDateEdit,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.ui.editing.fields import tool_button
from editor.ui.editing.undo_keys import UndoInWindow
from editor.ui.frame.icons import beside_words, icon
from editor.ui.frame.style import mark

_EARLIEST = QDate(1900, 1, 1)


class DayField(QWidget):
    """Shows a day or that there is none; `label` says which day it is, for screen readers (see fields.Labelled).

    changed(value): the user chose or typed another day, or took it away (None). While a day is typed every whole day
    on the way is reported, so merge what follows within a pause into one undo step. With `removable` false a day can
    be changed but not taken away.
    """

    changed = Signal(object)

    def __init__(self, label: str, parent: QWidget | None = None, *, removable: bool = True) -> None:
        super().__init__(parent)
        self._value: date | None = None
        self._removable = removable
        self.choose_button = beside_words(QPushButton(icon("calendar-plus"), "Choose a day…", self))
        self.edit = _DayEdit(self)
        self.calendar_button = tool_button("calendar", "", self)
        self.remove_button = tool_button("x", "", self)
        self.choose_button.clicked.connect(self.open_calendar)
        self.calendar_button.clicked.connect(self.open_calendar)
        self.remove_button.clicked.connect(self._remove)
        self.edit.dateChanged.connect(lambda day: self._take(_python(day)))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for widget in (self.choose_button, self.edit, self.calendar_button, self.remove_button):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.setAccessibleName(label)
        self._show()

    @property
    def value(self) -> date | None:
        """The day shown; None if there is none."""
        return self._value

    def show_value(self, value: date | None) -> None:
        """Show a day, or that there is none, without reporting a change."""
        if value != self._value:
            self._value = value
            self._show()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)
        self.choose_button.setAccessibleName(f"{name}: choose a day")
        for button, words in (
            (self.calendar_button, "Choose in a calendar"),
            (self.remove_button, "No day"),
        ):
            button.setAccessibleName(f"{name}: {words[0].lower()}{words[1:]}")
            button.setToolTip(words)

    def open_calendar(self) -> None:
        """Let the user pick a day in a calendar; Escape leaves everything as it was."""
        below = self.choose_button if self._value is None else self.edit
        _Calendar(self, self._value, self._picked).open_below(below)

    def _picked(self, day: date) -> None:
        self._take(day)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        self._take(None)
        self.choose_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, day: date | None) -> None:
        if day != self._value:
            self._value = day
            self._show()
            self.changed.emit(day)

    def _show(self) -> None:
        day = self._value
        self.choose_button.setVisible(day is None)
        self.edit.setVisible(day is not None)
        self.calendar_button.setVisible(day is not None)
        self.remove_button.setVisible(day is not None and self._removable)
        self.setFocusProxy(self.choose_button if day is None else self.edit)
        if day is not None and _python(self.edit.date()) != day:
            shown = QDate(day.year, day.month, day.day)
            was = self.edit.blockSignals(True)
            self.edit.setMinimumDate(min(shown, _EARLIEST))
            self.edit.setDate(shown)
            self.edit.blockSignals(was)


class _DayEdit(UndoInWindow, QDateEdit):
    """A date as a view of a value: undo goes to the window, the wheel scrolls the form."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        # The window speaks English; a month in letters reads the same in London and New York.
        self.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        self.setDisplayFormat("d MMM yyyy")
        self.setMinimumDate(_EARLIEST)
        self.setButtonSymbols(QDateEdit.ButtonSymbols.NoButtons)
        self.setFixedWidth(112)

    def wheelEvent(self, event: QEvent) -> None:
        event.ignore()


class _Calendar(QFrame):
    """A calendar that closes when a day is picked in it."""

    def __init__(self, field: DayField, day: date | None, picked: Callable[[date], None]) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        mark(self, "popup")
        self._tell: Callable[[date], None] | None = picked
        self.calendar = QCalendarWidget(self)
        self.calendar.setLocale(field.edit.locale())
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(weekend, QTextCharFormat())
        for name, drawing in (("prevmonth", "chevron-left"), ("nextmonth", "chevron-right")):
            button = self.calendar.findChild(QToolButton, f"qt_calendar_{name}")
            button.setIcon(icon(drawing))
        if day is not None:
            self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.calendar.clicked.connect(self._pick)
        self.calendar.activated.connect(self._pick)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.calendar)
        self.setFixedSize(320, 252)

    def open_below(self, widget: QWidget) -> None:
        """Open under a widget, or above it where the screen ends."""
        place = widget.mapToGlobal(QPoint(0, widget.height() + 2))
        room = widget.screen().availableGeometry()
        if place.y() + self.height() > room.bottom():
            place.setY(widget.mapToGlobal(QPoint(0, -2)).y() - self.height())
        place.setX(max(room.left(), min(place.x(), room.right() - self.width())))
        self.move(place)
        self.show()
        self.calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def _pick(self, day: QDate) -> None:
        if self._tell is not None:
            tell, self._tell = self._tell, None  # Enter reports both a click and an activation
            self.close()
            tell(_python(day))


def _python(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
