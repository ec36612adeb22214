"""The entries of a section: cards to fill in, add, duplicate, delete and put in order."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from editor.core import edits
from editor.core.brochure import Item, Section, new_id
from editor.shell.session import Session
from editor.ui.editing.fields import heading
from editor.ui.editing.item_card import ItemCard
from editor.ui.editing.kinds import ItemWords, item_words
from editor.ui.editing.markdown_edit import MarkdownEdit
from editor.ui.editing.typing_run import TypingRun
from editor.ui.frame.icons import beside_words, icon
from editor.ui.frame.style import mark


class ItemCards(QWidget):
    """Shows a section's items and edits them through the session.

    made(edit): a text field was made. reveal(rectangle): this part of the widget should be seen.
    """

    made = Signal(MarkdownEdit)
    reveal = Signal(QRect)

    def __init__(self, session: Session, run: TypingRun, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._run = session, run
        self._section: Section | None = None
        self._words: ItemWords | None = None
        self.cards: list[ItemCard] = []
        self._heading = heading("", self)
        self.add_button = beside_words(QPushButton(icon("plus"), "", self))
        mark(self.add_button, "quiet")
        self.add_button.clicked.connect(self.add)
        self._gap = QFrame(self)
        self._gap.setFixedHeight(3)
        self._gap.setAutoFillBackground(True)
        self._gap.setBackgroundRole(self._gap.palette().ColorRole.Accent)
        self._gap.hide()
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self.add_button)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addLayout(self._column)

    def show_section(self, section: Section) -> list[MarkdownEdit]:
        """Show a section's items; return the fields that another text came into."""
        self._section, self._words = section, item_words(section.kind)
        words = self._words
        self._heading.setText(words.names)
        self.add_button.setText(f"Add {words.name}")
        known = {card.item_id: card for card in self.cards}
        wanted = [item.id for item in section.items]
        for card in self.cards:
            if card.item_id not in wanted:
                self._column.removeWidget(card)
                card.hide()
                card.deleteLater()
        self.cards = [known.get(ident) or self._card(ident) for ident in wanted]
        changed = []
        for row, (card, item) in enumerate(zip(self.cards, section.items, strict=True)):
            if self._column.indexOf(card) != row:
                self._column.removeWidget(card)
                self._column.insertWidget(row, card)
            found = card.show_item(item, row, len(wanted), words)
            changed += found if item.id in known else []
        self._order_tabs()
        return changed

    def edit_of(self, item_id: str, field: str) -> MarkdownEdit | None:
        """Return the field of an item, None if it is not shown."""
        return next((card.edits().get(field) for card in self.cards if card.item_id == item_id), None)

    def add(self) -> None:
        """Add an empty entry at the end and go there."""
        if self._section is None or self._words is None:
            return
        item = Item(new_id())
        add = partial(edits.insert_item, section_id=self._section.id, item=item)
        self._session.apply(f"Add {self._words.name}", add)
        self._go_to(item.id)

    def _card(self, item_id: str) -> ItemCard:
        card = ItemCard(item_id, self)
        for edit in card.edits().values():
            self.made.emit(edit)
        card.edited.connect(partial(self._edit, item_id))
        card.wanted.connect(partial(self._act, item_id))
        card.grip.dragged.connect(self._show_gap)
        card.grip.dropped.connect(partial(self._drop, item_id))
        return card

    def _edit(self, item_id: str, field: str, text: str) -> None:
        section = self._section.id
        change = partial(edits.change_item, section_id=section, item_id=item_id, **{field: text})
        self._run.apply("Edit text", change, f"text:{section}:items.{item_id}.{field}")

    def _act(self, item_id: str, what: str) -> None:
        ids = [card.item_id for card in self.cards]
        row, section, name = ids.index(item_id), self._section, self._words.name
        self._run.end()
        if what == "delete":
            self._session.apply(
                f"Delete {name}", partial(edits.delete_item, section_id=section.id, item_id=item_id)
            )
            if self.cards:
                self._go_to(self.cards[min(row, len(self.cards) - 1)].item_id)
        elif what == "duplicate":
            copy = replace(section.items[row], id=new_id())
            insert = partial(edits.insert_item, section_id=section.id, item=copy, index=row + 1)
            self._session.apply(f"Duplicate {name}", insert)
            self._go_to(copy.id)
        else:
            self._move(item_id, row + (1 if what == "down" else -1))

    def _move(self, item_id: str, row: int) -> None:
        focus = self.focusWidget()
        move = partial(edits.move_item, section_id=self._section.id, item_id=item_id, index=row)
        self._session.apply(f"Move {self._words.name}", move)
        if focus is not None and focus.window().isActiveWindow():
            focus.setFocus()
        card = next(card for card in self.cards if card.item_id == item_id)
        self.layout().activate()
        self.reveal.emit(card.geometry())

    def _go_to(self, item_id: str) -> None:
        card = next((card for card in self.cards if card.item_id == item_id), None)
        if card:
            self.layout().activate()
            card.title.setFocus(Qt.FocusReason.OtherFocusReason)
            self.reveal.emit(card.geometry())

    # Dragging: a bar shows where the card would go.

    def _gap_at(self, position: QPoint) -> int:
        y = self.mapFromGlobal(position).y()
        return sum(card.geometry().center().y() < y for card in self.cards)

    def _show_gap(self, position: QPoint) -> None:
        row = self._gap_at(position)
        below = row == len(self.cards)
        y = self.cards[-1].geometry().bottom() + 3 if below else self.cards[row].y() - 5
        self._gap.setGeometry(0, max(y, 0), self.width(), 3)
        self._gap.show()
        self._gap.raise_()
        at = self.mapFromGlobal(position)
        self.reveal.emit(QRect(0, at.y() - 24, 1, 48))

    def _drop(self, item_id: str, position: QPoint) -> None:
        self._gap.hide()
        row = next(row for row, card in enumerate(self.cards) if card.item_id == item_id)
        target = self._gap_at(position)
        target -= target > row
        if target != row:
            self._move(item_id, target)

    def _order_tabs(self) -> None:
        """Tab goes through the cards from top to bottom, whatever order they were made in."""
        before: QWidget = self.add_button
        for card in self.cards:
            for after in (*card.buttons.values(), card.title, card.text):
                QWidget.setTabOrder(before, after)
                before = after
