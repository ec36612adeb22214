"""Who has to approve the brochure, and whether exports are drafts until then: part of the brochure, so undo works."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.core.brochure import Person, Policy
from editor.core.edits import change_brochure
from editor.shell.session import Edit, Session
from editor.ui.editing.fields import LineField, order_tabs, tool_button
from editor.ui.editing.value_dialog import ValueDialog
from editor.ui.frame.icons import beside_words, icon
from editor.ui.frame.style import mark
from editor.ui.review.who import LONGEST_NAME, one_line, plain_label

WORDS = (
    "Everybody named here must approve every part. A reviewer is known by name and role, as they are written here. "
    "If nobody is named, one approval by anybody is enough."
)
DRAFT_HELP = "Every page of a file that is exported before then says DRAFT."


class ReviewerRow(QWidget):
    """Name and role of a reviewer. edited(), left(); moved(by) and removed() when a button was pressed."""

    edited = Signal()
    left = Signal()
    moved = Signal(int)
    removed = Signal()

    def __init__(self, person: Person | None, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.role = LineField(self), LineField(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for field, words, share in ((self.name, "Name", 5), (self.role, "Role", 5)):
            field.setMaxLength(LONGEST_NAME)
            field.setPlaceholderText(words)
            field.setAccessibleName(f"{words} of reviewer {number}")
            field.edited.connect(self.edited)
            field.left.connect(self.left)
            row.addWidget(field, share)
        if person:
            self.name.show_text(person.name)
            self.role.show_text(person.role)
        self.up = tool_button("arrow-up", f"Move reviewer {number} up", self)
        self.down = tool_button("arrow-down", f"Move reviewer {number} down", self)
        self.remove = tool_button("trash-2", f"Remove reviewer {number}", self)
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.remove.clicked.connect(self.removed)
        for button in (self.up, self.down, self.remove):
            row.addWidget(button)

    @property
    def person(self) -> Person | None:
        """Who is named; None while the name is empty."""
        name = one_line(self.name.text())
        return Person(name, one_line(self.role.text())) if name else None


class PolicyDialog(ValueDialog):
    """Edits Brochure.policy. A row without a name is only in the dialog."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("Reviewers and policy", session, parent)
        self.setMinimumWidth(540)
        self.rows: list[ReviewerRow] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.add = beside_words(QPushButton(icon("plus"), "Add reviewer"))
        self.draft = QCheckBox("Mark exports as drafts until everything is approved")
        self.add.clicked.connect(self._add)
        self.draft.clicked.connect(
            lambda on: self._apply("Change draft policy", replace(self._policy, draft_until_approved=on))
        )
        for widget in (mark(QLabel("Reviewers"), "heading"), mark(plain_label(WORDS), "quiet")):
            self._layout.addWidget(widget)
        self._layout.addLayout(self._rows)
        self._layout.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self._layout.addSpacing(8)
        self._layout.addWidget(mark(QLabel("Until it is approved"), "subheading"))
        self._layout.addWidget(self.draft)
        self._layout.addWidget(mark(plain_label(DRAFT_HELP), "help"))
        self._layout.addStretch()
        self.add_close()
        self.refresh()

    @property
    def _policy(self) -> Policy:
        return self.session.brochure.policy

    def refresh(self) -> None:
        """Show the policy; rows that say the same stay, with what is being typed."""
        self.draft.setChecked(self._policy.draft_until_approved)
        if self._typed() != self._policy.reviewers:
            self._show(list(self._policy.reviewers))

    def _typed(self) -> tuple[Person, ...]:
        """Return the people named in the rows; a name that stands twice counts once."""
        return tuple(dict.fromkeys(each.person for each in self.rows if each.person))

    def _show(self, people: list[Person | None]) -> None:
        for row in self.rows:
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [ReviewerRow(person, number, self) for number, person in enumerate(people, 1)]
        for number, row in enumerate(self.rows):
            row.edited.connect(self._edited)
            row.left.connect(self.run.end)
            row.moved.connect(lambda by, number=number: self._move(number, by))
            row.removed.connect(lambda number=number: self._remove(number))
            row.up.setEnabled(number > 0)
            row.down.setEnabled(number < len(self.rows) - 1)
            self._rows.addWidget(row)
            row.show()  # what is not shown takes no room yet
        stops = [stop for row in self.rows for stop in (row.name, row.role, row.up, row.down, row.remove)]
        order_tabs(*stops, self.add, self.draft, self.close_button)
        self._grow()

    def _grow(self) -> None:
        """Make room for another row: else the sentence above, which wraps, would be squeezed."""
        self._layout.activate()
        wanted = self._layout.totalHeightForWidth(self.width())
        self.resize(self.width(), max(self.height(), min(wanted, self.screen().availableGeometry().height())))

    def _edited(self) -> None:
        self.run.apply("Edit reviewers", _with(replace(self._policy, reviewers=self._typed())), "policy")

    def _add(self) -> None:
        self._show([*(each.person for each in self.rows), None])
        self.rows[-1].name.setFocus()

    def _move(self, number: int, by: int) -> None:
        people = [each.person for each in self.rows]
        people.insert(number + by, people.pop(number))
        self._show(people)
        self._apply("Move reviewer", replace(self._policy, reviewers=self._typed()))

    def _remove(self, number: int) -> None:
        people = [each.person for each in self.rows]
        del people[number]
        self._show(people)
        self._apply("Remove reviewer", replace(self._policy, reviewers=self._typed()))
        self.add.setFocus()

    def _apply(self, words: str, policy: Policy) -> None:
        self.run.end()
        self.session.apply(words, _with(policy))


def _with(policy: Policy) -> Edit:
    return lambda brochure: change_brochure(brochure, policy=policy)
