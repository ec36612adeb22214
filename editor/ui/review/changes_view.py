"""What changed in a part since it was approved, word by word: struck through and underlined, not by colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from editor.core.review import TextChange
from editor.core.word_diff import Change, Stretch
from editor.ui.frame.style import look_of, mark
from editor.ui.frame.tokens import Tokens
from editor.ui.review.who import plain_label

NO_WORDS = "No words or pictures changed that a reader sees."
_SPOKEN = {Change.REMOVED: "removed", Change.ADDED: "added"}


class ChangesView(QFrame):
    """One label for each text that changed, under its name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, "card")
        self._changes: tuple[TextChange, ...] = ()
        self._words = ""
        self.labels: list[QLabel] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 12)
        self._column.setSpacing(4)

    def put(self, words: str, changes: Sequence[TextChange]) -> None:
        """Show changes; `words` say against what they are."""
        self._words, self._changes = words, tuple(changes)
        self._fill()

    def restate(self) -> None:
        """Show them again in the colours of now."""
        self._fill()

    def _fill(self) -> None:
        while item := self._column.takeAt(0):
            item.widget().hide()
            item.widget().deleteLater()
        self.labels = []
        self._column.addWidget(mark(plain_label(self._words if self._changes else NO_WORDS), "help"))
        for change in self._changes:
            caption = mark(plain_label(change.name), "caption")
            caption.setContentsMargins(0, 6, 0, 0)
            self._column.addWidget(caption)
            label = QLabel(as_html(change.stretches, look_of(self)), wordWrap=True)
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setMinimumWidth(1)  # see plain_label
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setAccessibleName(f"{change.name}: {spoken(change.stretches)}")
            self._column.addWidget(label)
            self.labels.append(label)


def as_html(stretches: Sequence[Stretch], tokens: Tokens) -> str:
    """Return stretches as HTML: what was removed struck through, what was added underlined."""
    looks = {
        Change.REMOVED: f"color: {tokens.danger}; background: {tokens.danger_soft}; text-decoration: line-through",
        Change.ADDED: f"color: {tokens.accent_strong}; background: {tokens.accent_soft}; "
        "text-decoration: underline",
    }
    parts = [
        f'<span style="{looks[each.change]}">{escape(each.text)}</span>'
        if each.change in looks
        else escape(each.text)
        for each in stretches
    ]
    return f'<div style="white-space: pre-wrap">{"".join(parts)}</div>'


def spoken(stretches: Sequence[Stretch]) -> str:
    """Return stretches for those who hear them: 'hair [removed: more] [added: less] grew'."""
    parts = [
        f" [{_SPOKEN[each.change]}: {each.text.strip()}] " if each.change in _SPOKEN else each.text
        for each in stretches
    ]
    return " ".join("".join(parts).split())
