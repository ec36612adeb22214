"""One part under review: where it stands, who signed it, what changed, and what was said about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from editor.check.findings import Finding, Level
from editor.core.approval import PartStatus, State, is_same_person
from editor.core.brochure import Person
from editor.core.record_words import FRAME_NAME, person_words
from editor.core.review import Signature, changes_in, signatures, threads
from editor.shell.outline_model import name_of
from editor.shell.review_job import Reviewed
from editor.ui.editing.fields import order_tabs
from editor.ui.frame.icons import pixmap
from editor.ui.frame.style import look_of, mark
from editor.ui.review.approve_dialog import stranger_words
from editor.ui.review.changes_view import ChangesView
from editor.ui.review.comments_view import CommentsView
from editor.ui.review.who import plain_label
from editor.ui.review.words import STATE_ICONS, counted, local_words, signature_words, state_words

HIDDEN = "This section is hidden and will not be printed, so there is nothing to approve."
FRAME_HELP = (
    "What is said outside the sections: title, description, where it is used, and the clinic’s details."
)


class PartView(QScrollArea):
    """Shows one part. approve(), approve_until(), edit(): its buttons; withdraw(Entry): an approval shall fall.

    What is written and clicked in `comments` is signalled there.
    """

    approve = Signal()
    approve_until = Signal()
    edit = Signal()
    withdraw = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.section = ""
        self._reviewed: Reviewed | None = None
        self._changes_of: tuple[str, str] | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.name = mark(plain_label(), "heading")
        self.icon, self.state = QLabel(), plain_label()
        self.icon.setFixedSize(16, 18)
        self.help = mark(plain_label(), "help")
        self.errors = mark(plain_label(), "error")
        self.approve_button = mark(QPushButton("Approve"), "primary")
        self.until_button = QPushButton("Approve until…")
        self.until_button.setToolTip("Approve with a last day, a note, or for somebody else")
        self.stranger = mark(plain_label(), "help")
        self.edit_button = mark(QPushButton("Edit"), "quiet")
        self.edit_button.setToolTip("Put the cursor into this section")
        self.changes_button = mark(QPushButton(checkable=True), "link")
        self.changes = ChangesView()
        self.comments = CommentsView()
        self.signed = QVBoxLayout()
        self.withdraw_buttons: list[QPushButton] = []
        self._lay_out()
        self._connect()

    def show_part(
        self, reviewed: Reviewed, section_id: str, person: Person | None, findings: Sequence[Finding]
    ) -> None:
        """Show a part ("" for what is outside the sections) as it stands for a person at this computer."""
        if section_id != self.section:
            self.changes_button.setChecked(False)
            self.verticalScrollBar().setValue(0)
        self.section, self._reviewed = section_id, reviewed
        section = next((each for each in reviewed.brochure.sections if each.id == section_id), None)
        status = reviewed.status.get(section_id)
        self.name.setText(name_of(section) if section else FRAME_NAME)
        self.state.setText(state_words(reviewed, section_id) if status else HIDDEN)
        self.help.setText("" if section else FRAME_HELP)
        self.help.setVisible(not section)
        self._show_icon()
        self._show_findings(section_id, findings)
        signed = signatures(reviewed.record, section_id, status.part.sha256, reviewed.today) if status else ()
        self._show_signatures(signed, status)
        self._show_buttons(signed, status, person)
        self._show_changes(status)
        self.comments.put(section_id, threads(reviewed.record, section_id))
        order_tabs(
            self.changes_button,
            *self.withdraw_buttons,
            *(self.approve_button, self.until_button, self.edit_button),
            *self.comments.stops,
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._reviewed:
            self._show_icon()
            self.changes.restate()

    def _show_icon(self) -> None:
        status = self._reviewed.status.get(self.section) if self._reviewed else None
        name, colour = STATE_ICONS[status.state if status else State.OPEN]
        drawn = pixmap(name, 16, QColor(getattr(look_of(self), colour)), self.devicePixelRatioF())
        self.icon.setPixmap(drawn)

    def _show_findings(self, section_id: str, findings: Sequence[Finding]) -> None:
        errors = sum(each.level is Level.ERROR and each.section == section_id for each in findings)
        self.errors.setText(f"This part has {counted(errors, 'error')}: see Findings." if errors else "")
        self.errors.setVisible(bool(errors))

    def _show_signatures(self, signed: Sequence[Signature], status: PartStatus | None) -> None:
        while item := self.signed.takeAt(0):
            item.widget().hide()
            item.widget().deleteLater()
        self.withdraw_buttons = []
        for each in signed:
            self.signed.addWidget(self._signature(each))
        for reviewer in status.missing if status else ():
            if not any(is_same_person(reviewer, each.entry.person) for each in signed):
                self.signed.addWidget(_person_row(person_words(reviewer), "not approved yet"))

    def _signature(self, signature: Signature) -> QWidget:
        assert self._reviewed
        row = _person_row(person_words(signature.entry.person), signature_words(signature))
        if not signature.current:
            return row  # it holds for nothing that could be withdrawn
        button = mark(QPushButton("Withdraw…"), "link")
        button.setAccessibleName(f"Withdraw the approval by {signature.entry.person.name}")
        button.clicked.connect(lambda: self.withdraw.emit(signature.entry))
        row.layout().addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.withdraw_buttons.append(button)
        return row

    def _show_buttons(
        self, signed: Sequence[Signature], status: PartStatus | None, person: Person | None
    ) -> None:
        mine = person and any(each.holds and is_same_person(person, each.entry.person) for each in signed)
        self.approve_button.setText("Approved" if mine else "Approve")
        self.approve_button.setToolTip("You approved this part" if mine else "Approve this part as it stands")
        self.approve_button.setEnabled(bool(status) and not mine)
        self.until_button.setEnabled(bool(status))
        self.edit_button.setVisible(bool(self.section))
        reviewers = self._reviewed.brochure.policy.reviewers if self._reviewed else ()
        words = stranger_words(person, reviewers) if status else ""
        self.stranger.setText(words)
        self.stranger.setVisible(bool(words))

    def _show_changes(self, status: PartStatus | None) -> None:
        last = status.last if status and status.state is State.CHANGED else None
        if last is None or status is None:
            self.changes_button.hide()
            self.changes.hide()
            self._changes_of = None
            return
        entry, before = last
        key = (before.content, status.part.content)
        shown = self.changes_button.isChecked()
        self.changes_button.setText("Hide what changed" if shown else "See what changed")
        self.changes_button.show()
        self.changes.setVisible(shown)
        if shown and key != self._changes_of:
            self._changes_of = key
            words = f"Compared with what {entry.person.name} approved on {local_words(entry)}"
            self.changes.put(words, changes_in(*key))

    def _toggle_changes(self) -> None:
        if self._reviewed:
            self._show_changes(self._reviewed.status.get(self.section))

    def _connect(self) -> None:
        self.approve_button.clicked.connect(self.approve)
        self.until_button.clicked.connect(self.approve_until)
        self.edit_button.clicked.connect(self.edit)
        self.changes_button.toggled.connect(lambda _: self._toggle_changes())

    def _lay_out(self) -> None:
        page = mark(QWidget(), "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(18, 14, 14, 14)
        column.setSpacing(8)
        state = QHBoxLayout()
        state.setSpacing(8)
        state.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        state.addWidget(self.state, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for button in (self.approve_button, self.until_button, self.edit_button):
            buttons.addWidget(button)
        buttons.addStretch()
        self.signed.setSpacing(4)
        column.addWidget(self.name)
        column.addWidget(self.help)
        column.addLayout(state)
        indented = QHBoxLayout()
        indented.addSpacing(17)  # with the button's own padding, under the words of the state
        indented.addWidget(self.changes_button)
        indented.addStretch()
        column.addLayout(indented)
        column.addWidget(self.changes)
        column.addLayout(self.signed)
        column.addWidget(self.errors)
        column.addLayout(buttons)
        column.addWidget(self.stranger)
        column.addSpacing(6)
        column.addWidget(mark(QFrame(), "line"))
        column.addSpacing(2)
        column.addWidget(self.comments)
        column.addStretch()
        self.setWidget(page)


def _person_row(name: str, words: str) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(24, 0, 0, 0)
    line.setSpacing(8)
    texts = QVBoxLayout()
    texts.setSpacing(0)
    texts.addWidget(plain_label(name))
    texts.addWidget(mark(plain_label(words[:1].upper() + words[1:]), "help"))
    line.addLayout(texts, 1)
    return row
