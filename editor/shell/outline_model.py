"""The outline: a brochure's sections as rows of an item model.

The model follows Session.changed with the fewest row signals (rows put in, taken out, moved or changed; never
a reset), so that a view keeps its selection, scroll position and focus. It changes nothing itself: a drop is
an intent.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from editor.check.findings import Finding, Level
from editor.core.approval import State
from editor.core.brochure import Brochure, Kind, Role, Section
from editor.core.paper import Form
from editor.shell.session import Session
from editor.shell.tooltips import plain_tip

Index = QModelIndex | QPersistentModelIndex

MIME_TYPE = "application/x-candor-section"
SECTION_ROLE = int(Qt.ItemDataRole.UserRole) + 1  # the Section itself
TITLED_ROLE = SECTION_ROLE + 1  # bool: has a title of its own
REGION_ROLE = SECTION_ROLE + 2  # str: the name of the region it is printed in, "" if it is hidden
BADGE_ROLE = SECTION_ROLE + 3  # Badge
OVERSET_ROLE = SECTION_ROLE + 4  # bool: a part of it found no room
REVIEW_ROLE = SECTION_ROLE + 5  # ReviewMark

KIND_NAMES: dict[Kind, str] = {
    Kind.COVER: "Cover",
    Kind.TEXT: "Text",
    Kind.BENEFIT: "Benefit",
    Kind.BENEFITS: "Benefits",
    Kind.STEPS: "Steps",
    Kind.QUESTIONS: "Questions and answers",
    Kind.QUOTE: "Quote",
    Kind.CONTACT: "Contact",
    Kind.REFERENCES: "References",
    Kind.NOTICE: "Notice",
}

ROLE_NAMES: dict[Role, str] = {
    Role.RISKS: "Risks",
    Role.ALTERNATIVES: "Alternatives",
    Role.REGULATORY_STATUS: "Regulatory status",
    Role.EXPECTED_RESULTS: "Expected results",
    Role.ASSESSMENT: "Assessment",
    Role.PRACTITIONER: "Practitioner",
    Role.TESTIMONIAL: "Testimonial",
}


@dataclass(frozen=True, slots=True)
class Badge:
    """How many findings a section has, and the gravest level among them (None if there are none)."""

    count: int = 0
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class ReviewMark:
    """Where a section stands with its reviewers (None while nobody has approved anything), and its open comments."""

    state: State | None = None
    comments: int = 0


NO_BADGE, NO_REVIEW = Badge(), ReviewMark()
REVIEW_WORDS: dict[State, str] = {
    State.APPROVED: "approved",
    State.CHANGED: "changed since it was approved",
    State.EXPIRED: "approval has expired",
}
GRAVITY = (Level.INFORMATION, Level.WARNING, Level.ERROR)


def name_of(section: Section) -> str:
    """Return what a section is called in the window: its title, else the name of its role or kind."""
    if section.title.strip():
        return " ".join(section.title.split())
    return ROLE_NAMES[section.role] if section.role else KIND_NAMES[section.kind]


class OutlineModel(QAbstractListModel):
    """Rows of sections. move_asked(section id, index): a section was dropped and should end up there."""

    move_asked = Signal(str, int)

    def __init__(self, session: Session, forms: Mapping[str, Form], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._forms = forms
        self._brochure = session.brochure
        self._rows: list[Section] = list(session.brochure.sections)
        self._badges: dict[str, Badge] = {}
        self._overset: frozenset[str] = frozenset()
        self._review: Mapping[str, ReviewMark] = {}
        self._answers: dict[int, Callable[[Section], Any]] = {
            int(Qt.ItemDataRole.DisplayRole): name_of,
            int(Qt.ItemDataRole.EditRole): lambda section: section.title,
            int(Qt.ItemDataRole.ToolTipRole): lambda section: plain_tip(self._description(section)),
            int(Qt.ItemDataRole.AccessibleTextRole): self._description,
            SECTION_ROLE: lambda section: section,
            TITLED_ROLE: lambda section: bool(section.title.strip()),
            REGION_ROLE: self._region_name,
            BADGE_ROLE: lambda section: self._badges.get(section.id, NO_BADGE),
            OVERSET_ROLE: lambda section: section.id in self._overset,
            REVIEW_ROLE: lambda section: self._review.get(section.id, NO_REVIEW),
        }
        session.changed.connect(self._follow)

    def row_of(self, section_id: str) -> int:
        """Return the row of a section, or -1."""
        return next((row for row, each in enumerate(self._rows) if each.id == section_id), -1)

    def section_at(self, row: int) -> Section | None:
        """Return the section of a row, or None outside the list."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def set_findings(self, findings: Sequence[Finding]) -> None:
        """Show how many findings each section has."""
        before, self._badges = self._badges, {}
        for finding in findings:
            if finding.section:
                old = self._badges.get(finding.section, NO_BADGE)
                levels = (finding.level, *([old.level] if old.level else []))
                self._badges[finding.section] = Badge(old.count + 1, max(levels, key=GRAVITY.index))
        for row, section in enumerate(self._rows):
            if before.get(section.id) != self._badges.get(section.id):
                self._changed(row, row, BADGE_ROLE)

    def set_overset(self, section_ids: frozenset[str]) -> None:
        """Mark the sections a part of which found no room."""
        differing, self._overset = self._overset ^ section_ids, section_ids
        for row, section in enumerate(self._rows):
            if section.id in differing:
                self._changed(row, row, OVERSET_ROLE)

    def set_review(self, marks: Mapping[str, ReviewMark]) -> None:
        """Show where each section stands with its reviewers; sections that are not named have no mark."""
        before, self._review = self._review, marks
        for row, section in enumerate(self._rows):
            if before.get(section.id) != marks.get(section.id):
                self._changed(row, row, REVIEW_ROLE)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        section = self.section_at(index.row()) if index.isValid() else None
        if section is None:
            return None
        answer = self._answers.get(int(role))
        return answer(section) if answer else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        kept = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return kept | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsEditable

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME_TYPE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        mime = QMimeData()
        section = self.section_at(indexes[0].row()) if indexes else None
        if section:
            mime.setData(MIME_TYPE, QByteArray(section.id.encode()))
        return mime

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        return action is Qt.DropAction.MoveAction and self._dragged(data) >= 0

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        source = self._dragged(data)
        if action is not Qt.DropAction.MoveAction or source < 0:
            return False
        if row < 0:
            row = parent.row() if parent.isValid() else len(self._rows)
        # `row` counts with the section still in its old place; moving down it ends up one earlier.
        target = row - 1 if row > source else row
        if target != source:
            self.move_asked.emit(self._rows[source].id, target)
        return True

    def _dragged(self, data: QMimeData) -> int:
        if not data.hasFormat(MIME_TYPE):
            return -1
        return self.row_of(data.data(MIME_TYPE).toStdString())

    def _follow(self, before: Brochure, after: Brochure) -> None:
        self._brochure = after
        if after.sections is not before.sections:
            self._remove(after)
            self._move(after)
            self._insert(after)
            self._refresh(after)
        if after.form != before.form:
            self._changed(0, len(self._rows) - 1, REGION_ROLE)

    def _remove(self, after: Brochure) -> None:
        kept = {section.id for section in after.sections}
        for row in reversed(range(len(self._rows))):
            if self._rows[row].id not in kept:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._rows[row]
                self.endRemoveRows()

    def _move(self, after: Brochure) -> None:
        """Bring the rows that were there before into their new order, moving as few as possible."""
        known = {section.id for section in self._rows}
        order = [section.id for section in after.sections if section.id in known]
        place = {ident: number for number, ident in enumerate(order)}
        still = set(_rising([place[section.id] for section in self._rows]))
        for number, ident in enumerate(order):
            if number in still:
                continue
            source = self.row_of(ident)
            target = self.row_of(order[number - 1]) + 1 if number else 0
            if target in (source, source + 1):
                continue
            self.beginMoveRows(QModelIndex(), source, source, QModelIndex(), target)
            self._rows.insert(target - 1 if target > source else target, self._rows.pop(source))
            self.endMoveRows()

    def _insert(self, after: Brochure) -> None:
        known = {section.id for section in self._rows}
        for row, section in enumerate(after.sections):
            if section.id not in known:
                self.beginInsertRows(QModelIndex(), row, row)
                self._rows.insert(row, section)
                self.endInsertRows()

    def _refresh(self, after: Brochure) -> None:
        for row, section in enumerate(after.sections):
            if self._rows[row] is not section:
                self._rows[row] = section
                self._changed(row, row)

    def _changed(self, first: int, last: int, *roles: int) -> None:
        if first <= last:
            self.dataChanged.emit(self.index(first), self.index(last), list(roles))

    def _region_name(self, section: Section) -> str:
        form = self._forms.get(self._brochure.form)
        return "" if form is None or section.hidden else form.region_of(section).name

    def _description(self, section: Section) -> str:
        parts = [
            f"{KIND_NAMES[section.kind]}: {name_of(section)}" if section.title.strip() else name_of(section)
        ]
        region, badge = self._region_name(section), self._badges.get(section.id, NO_BADGE)
        if section.hidden:
            parts.append("hidden, will not be printed")
        elif region:
            parts.append(f"printed on: {region}")
        if section.id in self._overset:
            parts.append("does not fit")
        if badge.count:
            parts.append("1 finding" if badge.count == 1 else f"{badge.count} findings")
        review = self._review.get(section.id, NO_REVIEW)
        if review.state in REVIEW_WORDS:
            parts.append(REVIEW_WORDS[review.state])
        if review.comments:
            parts.append("1 open comment" if review.comments == 1 else f"{review.comments} open comments")
        return ", ".join(parts)


def _rising(numbers: Sequence[int]) -> list[int]:
    """Return the longest rising subsequence of distinct numbers: the rows that can stay where they are."""
    tails: list[int] = []
    chains: list[list[int]] = []
    for number in numbers:
        at = bisect_left(tails, number)
        chain = [*(chains[at - 1] if at else []), number]
        if at == len(tails):
            tails.append(number)
            chains.append(chain)
        else:
            tails[at], chains[at] = number, chain
    return chains[-1] if chains else []
