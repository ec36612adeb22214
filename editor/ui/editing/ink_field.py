"""A colour of the brand as printing inks."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from editor.core.inks import parse_inks
from editor.ui.editing.fields import LineField
from editor.ui.frame.style import mark

MISTAKE = (
    "Four numbers from 0 to 100 are needed: cyan, magenta, yellow and black, such as 80 30 45 20. Nothing was "
    "changed."
)


class InkField(QWidget):
    """Shows inks such as "80 30 45 20", in per cent; picked(inks) when the user typed four or none ("")."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = LineField(self)
        self.text.setMaxLength(60)
        self.text.setPlaceholderText("C M Y K")
        self.text.edited.connect(self._typed)
        self.text.left.connect(self._left)
        self.hint = mark(QLabel(self), "error")
        self.hint.setWordWrap(True)
        self.hint.hide()
        self._inks = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.text)
        layout.addWidget(self.hint)
        self.setFocusProxy(self.text)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.text.setAccessibleName(name)

    def show_inks(self, inks: str) -> None:
        """Show inks; what is being typed is left as it is where it means the same."""
        self._inks = inks
        if not self.text.hasFocus() or written_inks(self.text.text()) != inks:
            self.text.show_text(inks)
        self._say("")

    def _typed(self, text: str) -> None:
        inks = written_inks(text)
        begun = re.fullmatch(r"(\d{1,3}(\.\d{0,2})? ?){0,3}", _plain(text))
        self._say(MISTAKE if inks is None and not begun else "")
        if inks is not None:
            self.picked.emit(inks)

    def _left(self) -> None:
        mistaken = written_inks(self.text.text()) is None
        self.show_inks(self._inks)
        if mistaken:
            self._say(MISTAKE)

    def _say(self, words: str) -> None:
        self.hint.setText(words)
        self.hint.setVisible(bool(words))
        self.text.setAccessibleDescription(words)
        self.text.setProperty("invalid", bool(words))
        self.text.style().unpolish(self.text)
        self.text.style().polish(self.text)


def written_inks(text: str) -> str | None:
    """Return inks as people write them ("C80 M30 Y45 K20", "80/30/45/20 %") as the brand keeps them.

    "" if nothing is written, None if it is not four percentages.
    """
    plain = _plain(text)
    return plain if not plain or parse_inks(plain) is not None else None


def _plain(text: str) -> str:
    """Return the numbers alone, a space between them."""
    return " ".join(re.sub(r"[cmyk%:=;/|,]", " ", text.lower()).split())
