"""One line of text with a list of usual words to choose from; other words may be typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from editor.ui.editing.fields import LineField


class SuggestedField(QComboBox):
    """A view of a value like LineField, with suggestions. edited(text), left() as there."""

    edited = Signal(str)
    left = Signal()

    def __init__(self, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setMaxVisibleItems(20)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._line = LineField(self)
        self.setLineEdit(self._line)
        self.setCompleter(None)
        self.addItems([f"{word[:1].upper()}{word[1:]}" for word in words])
        self.setCurrentIndex(-1)
        self._line.edited.connect(self.edited)
        self._line.left.connect(self.left)
        self.activated.connect(lambda row: self.edited.emit(self.itemText(row)))

    def text(self) -> str:
        """Return what is shown."""
        return self._line.text()

    def show_text(self, text: str) -> None:
        """Show a text without reporting an edit."""
        if text == self._line.text():  # what is being typed comes back: the caret must stay
            return
        blocked = self.blockSignals(True)
        self.setCurrentIndex(self.findText(text, Qt.MatchFlag.MatchFixedString) if text else -1)
        self.blockSignals(blocked)
        self._line.show_text(text)

    def setPlaceholderText(self, text: str) -> None:
        self._line.setPlaceholderText(text)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._line.setAccessibleName(name)

    def wheelEvent(self, event: QEvent) -> None:
        event.ignore()
