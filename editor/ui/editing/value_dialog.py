"""What the forms in windows of their own share: they are live views of the value, and undo works in them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from editor.core.brochure import Brochure
from editor.shell.session import Session
from editor.ui.editing.fields import Labelled, LineField, add_undo
from editor.ui.editing.growing_edit import GrowingEdit
from editor.ui.editing.typing_run import TypingRun
from editor.ui.frame.style import mark

Change = Callable[..., Brochure]
FRAME = 40
"""Pixels that the frame around a window takes, in height at the most."""


def fitting(wanted: QSize, screen: QSize) -> QSize:
    """Return the size of a window, in pixels, that stays on a screen with its frame."""
    return wanted.boundedTo(QSize(screen.width(), screen.height() - FRAME))


class ValueDialog(QDialog):
    """A window over the session: what is typed applies at once, Close closes it, Ctrl+Z undoes."""

    def __init__(self, title: str, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.session = session
        self.run = TypingRun(session, self)
        add_undo(self, session)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 16, 16, 16)
        self._layout.setSpacing(12)
        self.session.changed.connect(self._on_changed)
        self.finished.connect(self._on_finished)

    def showEvent(self, event: QShowEvent) -> None:
        """Stay on the screen, with the frame and the row with Close; what has no room scrolls."""
        self.resize(fitting(self.size(), self.screen().availableGeometry().size()))
        super().showEvent(event)

    def refresh(self) -> None:
        """Show the value; subclasses do."""
        raise NotImplementedError

    def add_close(self) -> None:
        """Put the row with Close below everything else."""
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        self.close_button = buttons.button(QDialogButtonBox.StandardButton.Close)
        self.close_button.setIcon(QIcon())
        self._layout.addWidget(buttons)
        for button in self.findChildren(QPushButton):  # Enter in a field must not press one
            button.setAutoDefault(False)

    def add_form(self, form: QWidget) -> None:
        """Put a form into the window; it scrolls where the screen is small."""
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        mark(form, "page")
        scroll.setWidget(form)
        self._layout.addWidget(scroll, 1)

    def bind(self, field: LineField | GrowingEdit, words: str, name: str, change: Change) -> None:
        """Let a text field set the value's field `name` by `change(brochure, **{name: text})`."""
        field.edited.connect(
            lambda text: self.run.apply(words, partial(change, **{name: text}), f"text:{name}")
        )
        field.left.connect(self.run.end)

    def _on_changed(self, before: Brochure, after: Brochure) -> None:
        self.refresh()

    def _on_finished(self) -> None:
        self.run.end()
        self.session.changed.disconnect(self._on_changed)
        self.deleteLater()


def grid_of(rows: list[list[Labelled | QWidget]], parent: QWidget) -> QWidget:
    """Return a form of rows; one field in a row takes its whole width, two share it."""
    form = QWidget(parent)
    grid = QGridLayout(form)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(12)
    for row, fields in enumerate(rows):
        for column, field in enumerate(fields):
            span = 2 if len(fields) == 1 else 1
            grid.addWidget(field, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    grid.setRowStretch(len(rows), 1)
    return form
