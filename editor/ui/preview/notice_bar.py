"""What a preview says about itself: a bar above it, and the hint that it is working."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from editor.ui.frame.icons import icon
from editor.ui.frame.style import mark

BUSY_AFTER_MS = 300


class NoticeBar(QFrame):
    """Hidden until something is to be said. acted: its button was pressed; closed: the user put it away.

    `words` is what it says, or said before that. What is in it is made when it first says something.
    """

    acted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, "notice-warning")
        self.words = ""
        self.hide()

    def _make(self) -> None:
        self.text = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.button = QPushButton()
        self.close_button = QToolButton(icon=icon("x"), toolTip="Dismiss", accessibleName="Dismiss")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(10)
        self._symbol = QLabel()
        row.addWidget(self._symbol)
        row.addWidget(self.text, 1)
        row.addWidget(self.button)
        row.addWidget(self.close_button)
        self.button.clicked.connect(self.acted)
        self.close_button.clicked.connect(self._close)

    def say(self, text: str, button: str = "", closable: bool = False, tone: str = "warning") -> None:
        """Show a sentence; "" hides the bar. `tone` is "warning", or "info" for good news."""
        self.words = text
        if not text:
            self.hide()
            return
        if self.layout() is None:
            self._make()
        mark(self, "notice-warning" if tone == "warning" else "notice")
        symbol = "triangle-alert" if tone == "warning" else "info"
        self._symbol.setPixmap(icon(symbol).pixmap(18, 18))
        self.text.setText(text)
        self.setAccessibleName(text)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.close_button.setVisible(closable)
        self.show()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()


class BusyHint(QLabel):
    """A small label, shown only when work takes longer than a glance."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        mark(self, "badge")
        self._timer = QTimer(self, singleShot=True, interval=BUSY_AFTER_MS)
        self._timer.timeout.connect(self.show)
        self.hide()

    def set_busy(self, busy: bool) -> None:
        """Show the hint after a while, or take it away at once."""
        if not busy:
            self._timer.stop()
            self.hide()
        elif not self.isVisible() and not self._timer.isActive():
            self._timer.start()
