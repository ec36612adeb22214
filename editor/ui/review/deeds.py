"""What is done in a review: who does it is asked once, and what went wrong is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from editor.check.findings import Finding
from editor.core.approval import parts_of
from editor.core.brochure import Person
from editor.core.record import Act, Approval, Comment, Entry, Resolution, Withdrawal
from editor.core.record_words import titles_of
from editor.files.errors import FileError
from editor.shell.preferences import Preferences
from editor.shell.record_book import RecordBook
from editor.shell.session import Session
from editor.ui.frame.file_commands import say_error
from editor.ui.review.approve_dialog import ApproveDialog, Asked
from editor.ui.review.who import ask_reason, change_who, who_works
from editor.ui.review.words import counted


class ReviewDeeds(QObject):
    """Puts approvals, withdrawals and comments into the record. `findings` returns those that stand."""

    def __init__(
        self,
        session: Session,
        book: RecordBook,
        preferences: Preferences,
        findings: Callable[[], Sequence[Finding]],
        parent: QWidget,
        *,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(parent)
        self._session, self._book, self._preferences = session, book, preferences
        self._findings, self._window, self._today = findings, parent, today

    def approve(self, section_id: str, *, ask: bool = False) -> None:
        """Approve one part; with `ask` until when, with what note and by whom is asked first."""
        brochure = self._session.brochure
        parts = tuple(each for each in parts_of(brochure) if each.section == section_id)
        if not parts:
            return
        if ask:
            title = f"Approve “{titles_of(brochure)[section_id]}”"
            findings = [each for each in self._findings() if each.section == section_id]
            self._ask(Asked(title, parts, brochure.policy.reviewers), findings)
        else:
            self._decide(Approval(parts))

    def approve_all(self) -> None:
        """Approve the whole brochure, after asking by whom and until when."""
        brochure = self._session.brochure
        asked = Asked("Approve the whole brochure", parts_of(brochure), brochure.policy.reviewers, whole=True)
        self._ask(asked, self._findings())

    def withdraw(self, entry: Entry) -> None:
        """Take an approval back, with a reason."""
        act = entry.act
        if not isinstance(act, Approval):
            return
        words = f"{entry.person.name} approved it. It stays in the record, and so does what you write here."
        if len(act.parts) > 1:
            words = (
                f"This approval covers {counted(len(act.parts), 'part')}; it falls for all of them. {words}"
            )
        reason = ask_reason("Withdraw the approval", words, self._window, label="Withdraw")
        if reason:
            self._decide(Withdrawal(entry.number, reason))

    def comment(self, section_id: str, text: str, answers: int | None = None) -> bool:
        """Put a comment, or the answer to one, into the record; return whether it is there."""
        return self._decide(Comment(section_id, text, answers))

    def resolve(self, comment: int, resolved: bool) -> None:
        """Say that a comment, by its entry's number, is dealt with, or is not any more."""
        self._decide(Resolution(comment, reopened=not resolved))

    def _ask(self, asked: Asked, findings: Sequence[Finding]) -> None:
        person = who_works(self._preferences)
        dialog = ApproveDialog(asked, person, findings, self._today(), self._window)
        try:
            if dialog.exec() != QDialog.DialogCode.Accepted or dialog.person is None:
                return
            who, approval = dialog.person, dialog.approval
        finally:
            dialog.deleteLater()
        if person is None:
            self._preferences.put(self._preferences.value.with_person(who))
        self._decide(approval, who)

    def _decide(self, act: Act, person: Person | None = None) -> bool:
        reviewers = self._session.brochure.policy.reviewers
        person = person or who_works(self._preferences)
        person = person or change_who(self._preferences, self._window, reviewers)
        if person is None:
            return False
        try:
            self._book.add(person, act)
        except FileError as error:
            say_error(self._window, "This was not recorded", str(error))
            return False
        return True
