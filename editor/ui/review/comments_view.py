"""The comments on one part: read, write, answer, resolve, open again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from editor.core.record import Comment, Entry
from editor.core.record_words import person_words
from editor.core.review import Thread
from editor.ui.editing.fields import link_row, order_tabs
from editor.ui.frame.style import mark
from editor.ui.review.who import LONGEST_NAME, plain_label
from editor.ui.review.words import counted, local_words


class _Field(QPlainTextEdit):
    """sent(): Ctrl+Enter was pressed."""

    sent = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.sent.emit()
        else:
            super().keyPressEvent(event)


class Composer(QWidget):
    """A field and the button that sends what stands in it. sent(text)."""

    sent = Signal(str)

    def __init__(
        self, hint: str, label: str, parent: QWidget | None = None, *, can_cancel: bool = False
    ) -> None:
        super().__init__(parent)
        self.field = _Field(self)
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(hint.rstrip("…"))
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(58)
        self.button = QPushButton(label, self)
        self.cancel = mark(QPushButton("Cancel", self), "quiet")
        self.cancel.setVisible(can_cancel)
        self.button.setToolTip(f"{label} (Ctrl+Enter)")
        self.buttons = QHBoxLayout()
        self.buttons.addStretch()
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addLayout(self.buttons)
        self.field.textChanged.connect(self._follow)
        self.button.clicked.connect(self._send)
        self.field.sent.connect(self._send)
        self._follow()

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        return [self.field, self.cancel, self.button]

    @property
    def text(self) -> str:
        """What stands in the field, without space around it and with plain spaces for what cannot be seen."""
        typed = self.field.toPlainText()
        return "".join(each if each.isprintable() or each == "\n" else " " for each in typed).strip()

    def show_text(self, text: str) -> None:
        """Put a text into the field."""
        if text != self.field.toPlainText():
            self.field.setPlainText(text)

    def _follow(self) -> None:
        self.button.setEnabled(bool(self.text))

    def _send(self) -> None:
        if self.text:
            self.sent.emit(self.text)


class ThreadCard(QFrame):
    """One comment with its answers. answered(number, text), resolved(number, is resolved)."""

    answered = Signal(int, str)
    resolved = Signal(int, bool)

    def __init__(self, thread: Thread, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, "card")
        self.thread = thread
        self.composer: Composer | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 6)
        self._column.setSpacing(6)
        self._column.addWidget(_remark(thread.entry, thread.comment))
        for entry, comment in thread.answers:
            answer = _remark(entry, comment)
            answer.setContentsMargins(16, 0, 0, 0)
            self._column.addWidget(answer)
        if thread.resolution:
            who = thread.resolution.person.name
            words = "Resolved" if thread.resolved else "Opened again"
            said = plain_label(f"{words} by {who}, {local_words(thread.resolution)}")
            self._column.addWidget(mark(said, "help"))
        self._add_buttons()

    def answer(self) -> None:
        """Let an answer be written."""
        self.show_answer("")
        self.composer.field.setFocus()

    def show_answer(self, text: str) -> None:
        """Show an answer that is being written; the focus stays where it is."""
        if self.composer is None:
            self.composer = Composer("Write an answer…", "Send answer", self, can_cancel=True)
            self.composer.cancel.clicked.connect(self.drop_answer)
            self.composer.sent.connect(lambda text: self.answered.emit(self.thread.entry.number, text))
            self._column.insertWidget(self._column.count() - 1, self.composer)
        self.composer.show_text(text)
        self.answer_button.setEnabled(False)
        order_tabs(*self.stops)

    def drop_answer(self) -> None:
        """Take the field for an answer away again, with what stands in it."""
        if self.composer:
            self.composer.hide()
            self.composer.deleteLater()
            self.composer = None
            self.answer_button.setEnabled(True)
            self.answer_button.setFocus()

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        answer = self.composer.stops if self.composer else []
        return [self.answer_button, *answer, self.resolve_button]

    def _add_buttons(self) -> None:
        self.answer_button = mark(QPushButton("Answer"), "link")
        self.resolve_button = mark(QPushButton("Open again" if self.thread.resolved else "Resolve"), "link")
        self.answer_button.clicked.connect(self.answer)
        number, resolve = self.thread.entry.number, not self.thread.resolved
        self.resolve_button.clicked.connect(lambda: self.resolved.emit(number, resolve))
        said = f"the comment by {self.thread.entry.person.name}: {self.thread.comment.text[:LONGEST_NAME]}"
        for button in (self.answer_button, self.resolve_button):
            button.setAccessibleName(f"{button.text()} {said}")
        self._column.addLayout(link_row(self.answer_button, self.resolve_button))


class CommentsView(QWidget):
    """The open comments, the resolved ones folded away, and a field for a new one.

    commented(text), answered(number, text) and resolved(number, is resolved): what the user did.
    """

    commented = Signal(str)
    answered = Signal(int, str)
    resolved = Signal(int, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drafts: dict[str, str] = {}  # by section
        self._answers: dict[int, str] = {}  # by the comment's number
        self._shown: tuple[str, tuple[Thread, ...]] | None = None
        self.cards: list[ThreadCard] = []
        self.composer = Composer("Write a comment…", "Comment", self)
        self.composer.sent.connect(self.commented)
        self.fold = mark(QPushButton(checkable=True), "link")
        self.fold.toggled.connect(lambda _: self._show_resolved())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(mark(QLabel("Comments"), "subheading"))
        self._threads = QVBoxLayout()
        self._threads.setSpacing(8)
        column.addLayout(self._threads)
        column.addLayout(link_row(self.fold))
        column.addWidget(self.composer)

    def put(self, section_id: str, threads: Sequence[Thread]) -> None:
        """Show the comments on a part; what was typed about another part is kept until that one is shown again."""
        shown = (section_id, tuple(threads))
        if shown == self._shown:
            return
        if self._shown and self._shown[0] != section_id:
            self._drafts[self._shown[0]] = self.composer.field.toPlainText()
            self.composer.show_text(self._drafts.pop(section_id, ""))
        self._answers |= {
            each.thread.entry.number: each.composer.text for each in self.cards if each.composer
        }
        self._shown = shown
        self._fill()

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        return [*(stop for card in self.cards for stop in card.stops), self.fold, *self.composer.stops]

    def clear_draft(self) -> None:
        """Empty the field: what stood in it is in the record."""
        self.composer.show_text("")

    def _fill(self) -> None:
        threads = self._shown[1] if self._shown else ()
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = [ThreadCard(each, self) for each in sorted(threads, key=lambda each: each.resolved)]
        for card in self.cards:
            card.answered.connect(self.answered)
            card.resolved.connect(self.resolved)
            self._threads.addWidget(card)
            kept = self._answers.pop(card.thread.entry.number, "")
            if kept and all(comment.text != kept for _, comment in card.thread.answers):
                card.show_answer(kept)
        self._show_resolved()

    def _show_resolved(self) -> None:
        done = [card for card in self.cards if card.thread.resolved]
        for card in done:
            card.setVisible(self.fold.isChecked())
        self.fold.setVisible(bool(done))
        verb = "Hide" if self.fold.isChecked() else "Show"
        self.fold.setText(f"{verb} {counted(len(done), 'resolved comment')}")


def _remark(entry: Entry, comment: Comment) -> QWidget:
    """Return who said what when."""
    remark = QWidget()
    column = QVBoxLayout(remark)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    who = mark(plain_label(person_words(entry.person)), "subheading")
    when = mark(plain_label(local_words(entry)), "help")
    said = plain_label(comment.text)
    said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    for label in (who, when, said):
        column.addWidget(label)
    return remark
