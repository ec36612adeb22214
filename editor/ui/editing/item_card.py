"""One entry of a section as a card."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from editor.core.brochure import Item
from editor.ui.editing.fields import tool_button
from editor.ui.editing.kinds import ItemWords
from editor.ui.editing.markdown_edit import MarkdownEdit
from editor.ui.frame.icons import icon
from editor.ui.frame.style import mark


class Grip(QLabel):
    """What a card is dragged by: dragged and dropped carry the global position."""

    dragged = Signal(QPoint)
    dropped = Signal(QPoint)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPixmap(icon("grip-vertical", "quiet").pixmap(QSize(16, 16)))
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip("Drag to another place")
        self._pressed = QPoint()
        self._dragging = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.globalPosition().toPoint()
        self._dragging = False
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.globalPosition().toPoint()
        self._dragging = self._dragging or (at - self._pressed).manhattanLength() > 6
        if self._dragging:
            self.dragged.emit(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        if self._dragging:
            self._dragging = False
            self.dropped.emit(event.globalPosition().toPoint())


class ItemCard(QFrame):
    """An entry's title and text, and what can be done with it.

    edited(field, text); wanted(what) with "duplicate", "delete", "up" or "down".
    """

    edited = Signal(str, str)
    wanted = Signal(str)

    def __init__(self, item_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.item_id = item_id
        mark(self, "card")
        self.grip = Grip(self)
        self.caption = QLabel(self)
        mark(self.caption, "caption")
        self.title = MarkdownEdit(self, single_line=True)
        self.text = MarkdownEdit(self, lines=2)
        self.buttons = {
            "up": tool_button("chevron-up", "Move up", self, "Alt+Up"),
            "down": tool_button("chevron-down", "Move down", self, "Alt+Down"),
            "duplicate": tool_button("copy", "Duplicate", self),
            "delete": tool_button("trash-2", "Delete", self),
        }
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self.grip)
        head.addSpacing(4)
        head.addWidget(self.caption)
        head.addStretch(1)
        for name, button in self.buttons.items():
            button.setIconSize(QSize(15, 15))
            button.clicked.connect(lambda _=False, name=name: self.wanted.emit(name))
            head.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 10)
        layout.setSpacing(6)
        layout.addLayout(head)
        for name, edit in self.edits().items():
            layout.addWidget(edit)
            edit.edited.connect(lambda text, name=name: self.edited.emit(name, text))
            edit.installEventFilter(self)

    def edits(self) -> dict[str, MarkdownEdit]:
        """Return the two text fields by the item's field names."""
        return {"title": self.title, "text": self.text}

    def show_item(self, item: Item, row: int, count: int, words: ItemWords) -> list[MarkdownEdit]:
        """Show an item; return the fields that another text came into."""
        name = words.name[0].upper() + words.name[1:]
        self.caption.setText(f"{name} {row + 1}")
        self.title.setPlaceholderText(words.title.placeholder or words.title.label)
        self.text.setPlaceholderText(words.text.placeholder)
        self.title.setAccessibleName(f"{name} {row + 1}: {words.title.label}")
        self.text.setAccessibleName(f"{name} {row + 1}: {words.text.label}")
        self.buttons["up"].setEnabled(row > 0)
        self.buttons["down"].setEnabled(row < count - 1)
        return [edit for field, edit in self.edits().items() if edit.show_text(getattr(item, field))]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt+Up and Alt+Down move the card while one types in it; the window has those keys for sections."""
        if event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            moves = {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down"}
            if event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in moves:
                if event.type() == QEvent.Type.KeyPress:
                    self.wanted.emit(moves[event.key()])
                event.accept()
                return True
        return super().eventFilter(watched, event)
