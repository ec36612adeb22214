"""The cards of which one says what is exported."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from editor.render.products import Product
from editor.ui.preview.format_card import FormatCard
from editor.ui.preview.formats import FORMATS, Format


class FormatChoice(QWidget):
    """chosen(): the user chose a card."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(10)
        self.cards: dict[Product, FormatCard] = {}
        group = QButtonGroup(self)
        for number, each in enumerate(FORMATS):
            card = FormatCard(each.name, each.purpose, each.icon)
            self.cards[each.product] = card
            group.addButton(card)
            # Three for the screen share the first row, two for paper the second.
            place = (0, 2 * number, 1, 2) if number < 3 else (1, 3 * (number - 3), 1, 3)
            grid.addWidget(card, *place)
        for column in range(6):
            grid.setColumnStretch(column, 1)
        group.buttonClicked.connect(lambda _: self.chosen.emit())

    @property
    def format(self) -> Format:
        """What is chosen."""
        return next(each for each in FORMATS if self.cards[each.product].isChecked())
