"""What the contact and references sections take from elsewhere in the brochure, and the way there."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.core.brochure import Brochure
from editor.core.citations import cited_keys
from editor.core.reference_text import summary
from editor.ui.editing.fields import heading
from editor.ui.frame.icons import beside_words, icon
from editor.ui.frame.style import mark

_SHOWN = 12


class Summary(QFrame):
    """A card with a heading, some lines and an "Edit..." button; wanted() when that is pressed."""

    wanted = Signal()

    def __init__(self, words: str, button: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, "card")
        self.lines = QLabel(self)
        self.lines.setWordWrap(True)
        self.lines.setTextFormat(self.lines.textFormat().PlainText)
        mark(self.lines, "quiet")
        self.button = beside_words(QPushButton(icon("pencil"), button, self))
        mark(self.button, "quiet")
        self.button.clicked.connect(self.wanted)
        head = QHBoxLayout()
        head.addWidget(heading(words, self), 1)
        head.addWidget(self.button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 10)
        layout.addLayout(head)
        layout.addWidget(self.lines)


def brand_lines(brochure: Brochure) -> str:
    """Return the clinic's details as they are printed, or what to do if there are none."""
    brand = brochure.brand
    lines = [brand.name, brand.address, brand.phone, brand.email, brand.web, brand.registration]
    return "\n".join(filter(None, lines)) or "Name, address and phone number are not filled in yet."


def reference_lines(brochure: Brochure) -> str:
    """Return the references as they are numbered, those that nothing cites last."""
    visible = [section for section in brochure.sections if not section.hidden]
    cited = [found for key in cited_keys(visible) if (found := brochure.reference(key))]
    unused = [each for each in brochure.references if each not in cited]
    lines = [f"{number}. {summary(each)}" for number, each in enumerate(cited, 1)]
    lines += [f"Not cited: {summary(each)}" for each in unused]
    if len(lines) > _SHOWN:
        lines = [*lines[: _SHOWN - 1], f"and {len(lines) - _SHOWN + 1} more"]
    return "\n".join(lines) or "There are no references yet. Type [^ in a text to cite the first."
