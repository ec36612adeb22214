"""The last look before an approval: what is approved, what stands against it, by whom and until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from editor.check.findings import Finding, Level
from editor.core.approval import is_same_person
from editor.core.brochure import Person
from editor.core.record import Approval, ApprovedPart
from editor.core.record_words import listed, person_words
from editor.ui.editing.day_field import DayField
from editor.ui.editing.fields import Labelled
from editor.ui.frame.style import mark
from editor.ui.review.who import LONGEST_REASON, Question, WhoFields, one_line, plain_label
from editor.ui.review.words import counted

WHAT = (
    "{parts} as they stand now: words, pictures, sources and the clinic’s details. How they are laid out is not part "
    "of it. If a part is changed later, only that part has to be approved again."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be approved, all of it if `whole`, and who is asked for it."""

    title: str
    parts: tuple[ApprovedPart, ...]
    reviewers: tuple[Person, ...] = ()
    whole: bool = False


class ApproveDialog(Question):
    """Asks who approves, until when, with what note. `person` and `approval` are the answer."""

    def __init__(
        self,
        asked: Asked,
        person: Person | None,
        findings: Sequence[Finding],
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        parts, whole, reviewers = asked.parts, asked.whole, asked.reviewers
        what = f"You approve all {len(parts)} parts" if whole else "You approve this part"
        words = (
            WHAT.format(parts=what) if whole else WHAT.format(parts=what).replace("they stand", "it stands")
        )
        super().__init__(asked.title, words, parent=parent, label="Approve all" if whole else "Approve")
        self._parts, self._whole, self._reviewers, self._today = parts, whole, reviewers, today
        self.setMinimumWidth(480)
        errors = sum(each.level is Level.ERROR for each in findings)
        self.errors = mark(plain_label(error_words(errors, whole)), "error" if errors else "quiet")
        self.who = WhoFields(person, [each for each in reviewers if each != person])
        self.stranger = mark(plain_label(), "warning")
        self.until = DayField("Valid until")
        self.late = mark(plain_label("This day is over. Choose a later one."), "error")
        self.note = QLineEdit()
        self.note.setMaxLength(LONGEST_REASON)
        self.note.setPlaceholderText("for example: as printed in May")
        self.who.changed.connect(self.refresh)
        self.until.changed.connect(lambda _: self.refresh())
        for widget in (
            self.errors,
            self.who,
            self.stranger,
            Labelled("Valid until (optional)", self.until, "After this day it has to be approved again."),
            self.late,
            Labelled("Note (optional)", self.note),
        ):
            self.column.addWidget(widget)
        self.finish()
        (self.who.role if person else self.who.name).setFocus()
        self.accept_button.setFocus() if person else None

    @property
    def person(self) -> Person | None:
        """Who approves, None while the name is empty."""
        return self.who.person

    @property
    def approval(self) -> Approval:
        """What is put into the record."""
        return Approval(self._parts, self._whole, self.until.value, one_line(self.note.text()))

    def is_answered(self) -> bool:
        return self.person is not None and not self._is_late()

    def refresh(self) -> None:
        super().refresh()
        words = stranger_words(self.person, self._reviewers)
        self.stranger.setText(words)
        self.stranger.setVisible(bool(words))
        self.late.setVisible(self._is_late())

    def _is_late(self) -> bool:
        return self.until.value is not None and self.until.value < self._today


def error_words(errors: int, whole: bool) -> str:
    """Say how many errors stand in what is approved."""
    what = "the brochure" if whole else "this part"
    if not errors:
        return f"No rule found an error in {what}. That does not mean that it is lawful."
    them = "it" if errors == 1 else "them"
    return f"{what.capitalize()} has {counted(errors, 'error')}: see Findings. An export asks about {them} again."


def stranger_words(person: Person | None, reviewers: Sequence[Person]) -> str:
    """Say whose approval is still wanted if somebody approves who is not among the reviewers; else ""."""
    if person is None or not reviewers or any(is_same_person(each, person) for each in reviewers):
        return ""
    asked = listed(person_words(each) for each in reviewers)
    same = next((each for each in reviewers if each.name == person.name), None)
    if same:
        return f"{person.name} is asked as “{same.role}”. With another role the approval does not count."
    return (
        f"{person.name} is not among the reviewers. It is kept, but the approval by {asked} is still wanted."
    )
