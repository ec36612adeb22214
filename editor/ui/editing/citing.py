"""The list of references that opens while a citation is typed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QPlainTextEdit

from editor.core.brochure import Reference
from editor.core.reference_text import matches, summary
from editor.shell.tooltips import plain_tip
from editor.ui.editing.two_lines import SECOND, WARNS, TwoLines

NEW = "New reference…"
_WIDTH = 380
_POPUP_KEYS = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
)


class CitationPicker(QObject):
    """Completes `[^`: chosen(key) when a reference is picked, new_wanted() for "New reference..."."""

    chosen = Signal(str)
    new_wanted = Signal()

    def __init__(self, edit: QPlainTextEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self._references: tuple[Reference, ...] = ()
        self._completer: QCompleter | None = None

    def set_references(self, references: Sequence[Reference]) -> None:
        """Say what can be picked."""
        self._references = tuple(references)

    def is_open(self) -> bool:
        return self._completer is not None and self._completer.popup().isVisible()

    def takes(self, event: QKeyEvent) -> bool:
        """Say whether the open list should handle a key."""
        return self.is_open() and event.key() in _POPUP_KEYS

    def update(self, typed: str | None, *, opens: bool) -> None:
        """Show the references that match what is typed after `[^`; None closes the list."""
        if typed is None or not (opens or self.is_open()):
            if self.is_open():
                self._made().popup().hide()
            return
        found = [each for each in self._references if matches(each, typed)]
        completer = self._made()
        model = completer.model()
        model.clear()
        today = datetime.now().astimezone().date()
        for reference in found:
            model.appendRow(_entry(reference, today))
        model.appendRow(QStandardItem(NEW))
        sheet = self._edit.window().styleSheet()
        if completer.popup().styleSheet() != sheet:  # a popup has no parent to have its look from
            completer.popup().setStyleSheet(sheet)
        rectangle = self._edit.cursorRect().translated(self._edit.viewport().pos())
        rectangle.setWidth(min(_WIDTH, max(self._edit.width(), 240)))
        completer.complete(rectangle)
        completer.popup().setCurrentIndex(completer.completionModel().index(0, 0))

    def titles(self) -> list[str]:
        """Return the entries shown now."""
        model = self._made().completionModel()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def about(self) -> list[str]:
        """Return the second lines of the entries shown now."""
        model = self._made().completionModel()
        return [model.index(row, 0).data(SECOND) or "" for row in range(model.rowCount())]

    def _made(self) -> QCompleter:
        """Made on first use: most texts are typed without a citation."""
        if self._completer is None:
            completer = QCompleter(self)
            completer.setModel(QStandardItemModel(completer))
            completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
            completer.setMaxVisibleItems(8)
            completer.setWidget(self._edit)
            completer.popup().setAccessibleName("References")
            completer.popup().setItemDelegate(TwoLines(completer))
            completer.popup().setTextElideMode(Qt.TextElideMode.ElideRight)
            completer.activated[QModelIndex].connect(self._activated)
            self._completer = completer
        return self._completer

    def _activated(self, index: QModelIndex) -> None:
        key = index.data(Qt.ItemDataRole.UserRole)
        if key:
            self.chosen.emit(key)
        else:
            self.new_wanted.emit()


def _entry(reference: Reference, today: date) -> QStandardItem:
    """Return an entry that says what kind of study it is, and why not to cite it without a second look."""
    from editor.check.claims.worth import (
        short,
        warning,
    )  # here: the rules are made ready while the window opens

    entry = QStandardItem(summary(reference))
    entry.setData(reference.key, Qt.ItemDataRole.UserRole)
    warns = warning(reference, today)
    second = " · ".join(filter(None, (short(reference), warns)))
    entry.setData(f"{second[:1].upper()}{second[1:]}", SECOND)
    entry.setData(bool(warns), WARNS)
    entry.setToolTip(plain_tip(reference.title))
    entry.setAccessibleText(f"{summary(reference)}. {second}")
    return entry
