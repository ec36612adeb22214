"""One reference that was read: its fields, what would change, what to look at, and the text it was read from."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from editor.core.evidence_import.planning import Offer, Standing
from editor.ui.editing.origin_card import FIELD_NAMES, to_confirm
from editor.ui.frame.style import mark

_LONGEST = 4_000
_EMPTY = "What was understood of a reference is shown here."


class FoundView(QScrollArea):
    """Shows an offer. Its text can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("What was understood")
        card = QFrame(self)
        mark(card, "card")
        self.warning, self.values, self.original = QLabel(card), QLabel(card), QLabel(card)
        self.caption = QLabel("The text it was read from", card)
        mark(self.warning, "warning")
        mark(self.caption, "caption")
        mark(self.original, "help")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(8)
        for label in (self.warning, self.values, self.caption, self.original):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            layout.addWidget(label)
        for label in (self.warning, self.original):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.values.setTextFormat(Qt.TextFormat.RichText)
        layout.addStretch(1)
        self.setWidget(card)
        self.show_offer(None)

    def show_offer(self, offer: Offer | None) -> None:
        """Show what taking it would put into the brochure; None shows what will be here."""
        for widget in (self.warning, self.caption, self.original):
            widget.setVisible(offer is not None)
        if offer is None:
            self.values.setText(_EMPTY)
            mark(self.values, "quiet")
            return
        mark(self.values, "")
        found = offer.found
        notes = [to_confirm(found), *found.notes]
        if offer.standing is Standing.DIFFERS:
            notes.insert(0, f"The brochure has it already as {offer.key}. Tick it to take over what differs.")
        elif offer.standing is Standing.THERE:
            notes = [f"The brochure has it already as {offer.key}; nothing in it differs."]
        elif offer.standing is Standing.TWICE:
            notes = ["It stands above already."]
        words = "\n".join(filter(None, notes))
        self.warning.setText(words)
        self.warning.setVisible(bool(words))
        self.values.setText(_table(offer))
        text = found.original
        self.original.setText(text if len(text) <= _LONGEST else text[:_LONGEST] + " …")
        self.verticalScrollBar().setValue(0)


def _table(offer: Offer) -> str:
    changes = {name: (old, new) for name, old, new in offer.changes}
    lines = []
    for name, words in FIELD_NAMES.items():
        value = getattr(offer.found.reference, name)
        if offer.standing is Standing.DIFFERS:
            if name not in changes:
                continue
            old, new = changes[name]
            value = f"{old} → {new}" if old not in ("", None) else f"{new}"
        if value in ("", None):
            continue
        mark_ = " ?" if name in offer.found.guessed else ""
        lines.append(f"<b>{words[0].upper()}{words[1:]}{mark_}</b><br>{html.escape(str(value))}")
    return "<p>" + "</p><p>".join(lines) + "</p>"
