"""A bar above a preview that says one thing, with at most one button."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from editor.ui.frame.icons import icon
from editor.ui.frame.style import mark


class NoticeBar(QFrame):
    """Hidden until something is to be said. acted: its button was pressed; closed: the user put it away."""

    acted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, "notice-warning")
        self.text = QLabel(wordWrap=True)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.button = QPushButton()
        self.close_button = QToolButton(icon=icon("x"), toolTip="Dismiss", accessibleName="Dismiss")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(10)
        self._symbol = QLabel()
        self._symbol.setPixmap(icon("triangle-alert").pixmap(18, 18))
        row.addWidget(self._symbol)
        row.addWidget(self.text, 1)
        row.addWidget(self.button)
        row.addWidget(self.close_button)
        self.button.clicked.connect(self.acted)
        self.close_button.clicked.connect(self._close)
        self.hide()

    def say(self, text: str, button: str = "", closable: bool = False) -> None:
        """Show a sentence; "" hides the bar."""
        self.text.setText(text)
        self.setAccessibleName(text)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.close_button.setVisible(closable)
        self.setVisible(bool(text))

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
