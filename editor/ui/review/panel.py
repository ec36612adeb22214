"""The review: every part of the brochure with its state, and the chosen one in full, beside the printed page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.check.findings import Finding
from editor.core.record_words import person_words
from editor.shell.preferences import Preferences
from editor.shell.review_job import Reviewed, ReviewJob
from editor.shell.session import Session
from editor.ui.frame.elided import Elided
from editor.ui.frame.icons import icon
from editor.ui.frame.splitter import Splitter
from editor.ui.frame.style import mark
from editor.ui.review.deeds import ReviewDeeds
from editor.ui.review.part_view import PartView
from editor.ui.review.parts_list import PART_ROLE, PartsModel, PartsView, rows_of
from editor.ui.review.who import change_who, plain_label, who_works
from editor.ui.review.words import counted

DRAFTS = "Exports are marked as drafts until everything is approved."


class ReviewPanel(QWidget):
    """Follows the session's selection: a chosen part is selected, so the page beside shows it.

    edit_asked(section id): it is to be edited. policy_asked(), record_asked(), closed(): a command was chosen.
    """

    edit_asked = Signal(str)
    policy_asked = Signal()
    record_asked = Signal()
    closed = Signal()

    def __init__(
        self,
        session: Session,
        job: ReviewJob,
        deeds: ReviewDeeds,
        preferences: Preferences,
        findings: Callable[[], Sequence[Finding]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        mark(self, "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.session, self.job, self.deeds, self.preferences = session, job, deeds, preferences
        self._findings = findings
        self.summary = mark(plain_label(), "quiet")
        self.drafts = mark(plain_label(DRAFTS), "help")
        self.approve_all = QPushButton("Approve all…")
        self.more = mark(QToolButton(), "quiet")
        self.close_button = QToolButton()
        self.who = mark(Elided(), "help")
        self.who_button = mark(QPushButton("Change…"), "link")
        self.who_button.setAccessibleName("Change your name")
        self.model = PartsModel(self)
        self.list = PartsView(self.model)
        self.part = PartView()
        self._lay_out()
        self._connect()
        self.show_who()
        self.refresh(job.newest)

    def refresh(self, reviewed: Reviewed | None = None) -> None:
        """Show where everything stands."""
        reviewed = reviewed or self.job.newest
        if not reviewed.status or not self.isVisible():
            return  # shown again, it catches up
        self.model.put(rows_of(reviewed))
        there = {"", *(section.id for section in reviewed.brochure.sections)}
        comments = sum(number for section, number in reviewed.comments.items() if section in there)
        words = f"{reviewed.approved} of {counted(len(reviewed.status), 'part')} approved"
        self.summary.setText(words + (f" · {counted(comments, 'open comment')}" if comments else ""))
        self.drafts.setVisible(
            reviewed.brochure.policy.draft_until_approved and reviewed.approved < len(reviewed.status)
        )
        self._show_part()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:  # where no field or list has a use for it
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def show_who(self) -> None:
        """Say whose decisions are recorded."""
        person = who_works(self.preferences)
        self.who.setText(
            f"You decide as {person_words(person)}" if person else "You will be asked for your name."
        )
        self.refresh()

    def _show_part(self) -> None:
        reviewed, selection = self.job.newest, self.session.selection
        if not self.isVisible():
            return
        row = self.model.row_of(selection)
        if row < 0:
            self.list.clearSelection()
        elif self.list.currentIndex().row() != row or not self.list.selectionModel().hasSelection():
            self.list.setCurrentIndex(self.model.index(row))
        if reviewed.status:
            self.part.show_part(reviewed, selection, who_works(self.preferences), self._findings())

    def _choose(self, current: QModelIndex, _previous: QModelIndex) -> None:
        row = current.data(PART_ROLE)
        if row:
            self.session.select(row.section)

    def _connect(self) -> None:
        deeds, part, comments = self.deeds, self.part, self.part.comments
        self.job.done.connect(self.refresh)
        self.session.selected.connect(lambda _: self._show_part())
        self.preferences.changed.connect(self.show_who)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.approve_all.clicked.connect(deeds.approve_all)
        self.close_button.clicked.connect(self.closed)
        self.who_button.clicked.connect(self._change_who)
        part.approve.connect(lambda: deeds.approve(self.session.selection))
        part.approve_until.connect(lambda: deeds.approve(self.session.selection, ask=True))
        part.edit.connect(lambda: self.edit_asked.emit(self.session.selection))
        part.withdraw.connect(deeds.withdraw)
        comments.commented.connect(self._comment)
        comments.answered.connect(lambda number, text: deeds.comment(part.section, text, number))
        comments.resolved.connect(deeds.resolve)

    def _comment(self, text: str) -> None:
        section = self.part.section
        if self.deeds.comment(section, text):
            self.part.comments.clear_draft()

    def _change_who(self) -> None:
        change_who(self.preferences, self, self.session.brochure.policy.reviewers)

    def _menu(self) -> QMenu:
        menu = QMenu(self.more)
        menu.addAction(icon("users"), "Reviewers and policy…", self.policy_asked.emit)
        menu.addAction(icon("scroll-text"), "Record…", self.record_asked.emit)
        return menu

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.setSpacing(6)
        heading.addWidget(mark(QLabel("Review"), "heading"))
        heading.addStretch()
        heading.addWidget(self.approve_all)
        for button, name, words in (
            (self.more, "ellipsis", "Reviewers, policy and record"),
            (self.close_button, "x", "Back to editing (Esc)"),
        ):
            button.setIcon(icon(name))
            button.setToolTip(words)
            button.setAccessibleName(words.partition(" (")[0])
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            heading.addWidget(button)
        self.more.setMenu(self._menu())
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        who = QHBoxLayout()
        who.setSpacing(4)
        who.addWidget(self.who, 1)
        who.addWidget(self.who_button)
        head = QVBoxLayout()
        head.setContentsMargins(18, 10, 10, 4)
        head.setSpacing(2)
        head.addLayout(heading)
        head.addWidget(self.summary)
        head.addWidget(self.drafts)
        head.addLayout(who)
        self.splitter = Splitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(self.list)
        self.splitter.addWidget(self.part)
        self.splitter.setSizes([220, 380])
        self.splitter.setStretchFactor(0, 2)
        self.splitter.setStretchFactor(1, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(mark(QFrame(), "line"))
        column.addWidget(self.splitter, 1)
