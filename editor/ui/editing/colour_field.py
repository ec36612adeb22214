"""A colour of the brand, with a hint how well text in it reads on white."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QColorDialog, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from editor.render.colour import contrast
from editor.ui.editing.fields import LineField
from editor.ui.frame.style import mark


class ColourField(QWidget):
    """Shows a colour as a swatch and as #rrggbb; picked(colour, typing) when the user chose or typed one."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, for_text: bool = True) -> None:
        super().__init__(parent)
        self._for_text = for_text
        self.swatch = QToolButton(self)
        self.swatch.setToolTip("Choose a colour")
        self.swatch.setAccessibleName("Choose a colour")
        self.swatch.clicked.connect(self._choose)
        self.code = LineField(self)
        self.code.setMaxLength(7)
        self.code.setFixedWidth(96)
        self.code.edited.connect(self._typed)
        self.code.left.connect(lambda: self.show_colour(self._colour))
        self.hint = QLabel(self)
        self.hint.setWordWrap(True)
        self._colour = "#000000"
        row = QHBoxLayout()
        row.addWidget(self.swatch)
        row.addWidget(self.code)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.hint)
        self.setFocusProxy(self.code)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.code.setAccessibleName(name)

    def show_colour(self, colour: str) -> None:
        """Show a colour given as #rrggbb."""
        self._colour = colour
        picture = QPixmap(20, 20)
        picture.fill(QColor(colour))
        self.swatch.setIcon(QIcon(picture))
        if not self.code.hasFocus() or _code(self.code.text()) != colour:
            self.code.show_text(colour)
        self.code.setProperty("invalid", False)
        ratio = contrast(colour, "#ffffff")
        enough = 4.5 if self._for_text else 3.0
        words = f"{ratio:.1f} : 1 on white. "
        if ratio >= enough:
            words += "Reads well."
        elif ratio >= 3.0:
            words += "Fine for large headings, too pale for small text."
        else:
            words += "Too pale to read on white; choose a darker one."
        self.hint.setText(words)
        mark(self.hint, "help" if ratio >= enough else "warning")

    def _typed(self, text: str) -> None:
        colour = _code(text)
        self.code.setProperty("invalid", not colour)
        self.code.style().unpolish(self.code)
        self.code.style().polish(self.code)
        if colour:
            self.picked.emit(colour)

    def _choose(self) -> None:
        colour = QColorDialog.getColor(QColor(self._colour), self, "Choose a colour")
        if colour.isValid():
            self.picked.emit(colour.name())


def _code(text: str) -> str:
    """Return a typed colour as #rrggbb, empty if it is none."""
    digits = text.strip().lower().removeprefix("#")
    if re.fullmatch("[0-9a-f]{3}", digits):
        digits = "".join(2 * digit for digit in digits)
    return f"#{digits}" if re.fullmatch("[0-9a-f]{6}", digits) else ""
