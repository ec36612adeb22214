"""Where a reference was read from: what to confirm, what is missing, and the text itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.core.evidence_import.found import Found
from editor.ui.frame.style import mark

FIELD_NAMES = {
    "authors": "authors",
    "title": "title",
    "journal": "journal",
    "year": "year",
    "locator": "volume and pages",
    "doi": "DOI",
    "url": "web address",
    "study": "kind of study",
    "people": "number of people",
}
_LONGEST = 1_200


def to_confirm(found: Found) -> str:
    """Return the sentence that asks to confirm what was guessed; "" if nothing was."""
    names = [FIELD_NAMES[name] for name in found.guessed if name in ("study", "people")]
    return (
        f"Read from the words of the title or abstract, please confirm: {' and '.join(names)}."
        if names
        else ""
    )


class OriginCard(QFrame):
    """Shows what a reference was read from until the user is done with it: done()."""

    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, "card")
        self.notes, self.original = QLabel(self), QLabel(self)
        for label, role in ((self.notes, "warning"), (self.original, "help")):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            mark(label, role)
        button = QPushButton("I have checked it", self)
        button.setAutoDefault(False)
        mark(button, "quiet")
        button.clicked.connect(self.done)
        caption = QLabel("Read from this text", self)
        mark(caption, "subheading")
        head = QHBoxLayout()
        head.addWidget(caption, 1)
        head.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 10)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self.notes)
        layout.addWidget(self.original)
        self.hide()

    def show_found(self, found: Found | None) -> None:
        """Show what was read; None hides the card."""
        self.setVisible(found is not None)
        if found is None:
            return
        notes = "\n".join(filter(None, (to_confirm(found), *found.notes)))
        self.notes.setText(notes)
        self.notes.setVisible(bool(notes))
        text = found.original
        self.original.setText(text if len(text) <= _LONGEST else text[:_LONGEST] + " …")
