"""Looks where approvals and comments stand, shortly after each change of the brochure and at once after a decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from editor.core.approval import FRAME, PartStatus, State, approval_status, part_of
from editor.core.brochure import Brochure, Kind, Section
from editor.core.record import Approval, ApprovedPart, Comment, Record
from editor.core.review import open_comments
from editor.shell.record_book import RecordBook
from editor.shell.session import Session

LOOK_AFTER = 150  # ms


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Where each part of a brochure stands on a day, and how many open comments each section has.

    `begun`: somebody approved or commented on something, ever. `status` is empty while nobody has and nobody looks.
    """

    brochure: Brochure
    record: Record
    today: date
    begun: bool = False
    status: Mapping[str, PartStatus] = field(default_factory=dict)
    comments: Mapping[str, int] = field(default_factory=dict)

    @property
    def approved(self) -> int:
        """How many parts are approved."""
        return sum(each.state is State.APPROVED for each in self.status.values())


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of a brochure by section, each with the section it was made of (None for what is outside them)."""

    brochure: Brochure | None
    known: Mapping[str, tuple[Section | None, ApprovedPart]]


class ReviewJob(QObject):
    """done(Reviewed): the newest brochure was looked at."""

    done = Signal(object)

    def __init__(
        self,
        session: Session,
        book: RecordBook,
        parent: QObject | None = None,
        *,
        today: Callable[[], date] = date.today,
        look_after: int = LOOK_AFTER,
    ) -> None:
        super().__init__(parent)
        self._session, self._book, self._today = session, book, today
        self._watched = False
        self._parts = _Parts(None, {})
        self.newest = Reviewed(session.brochure, book.record, today())
        self._timer = QTimer(self, singleShot=True, interval=look_after)
        self._timer.timeout.connect(self.look)
        session.changed.connect(self._look_soon)
        book.changed.connect(self.look)

    def watch(self, watched: bool) -> None:
        """Say whether somebody looks at the review: then it is told also before it has begun."""
        self._watched = watched
        self.look()

    def look(self) -> None:
        """Look now."""
        self._timer.stop()
        brochure, record, today = self._session.brochure, self._book.record, self._today()
        begun = any(isinstance(entry.act, Approval | Comment) for entry in record)
        status = {}
        if begun or self._watched:
            self._parts = _parts(brochure, self._parts)
            status = approval_status(
                brochure, record, today, (part for _, part in self._parts.known.values())
            )
        self.newest = Reviewed(brochure, record, today, begun, status, open_comments(record) if begun else {})
        self.done.emit(self.newest)

    def close(self) -> None:
        """Look no more: the document is being closed."""
        self._timer.stop()
        self._session.changed.disconnect(self._look_soon)
        self._book.changed.disconnect(self.look)

    def _look_soon(self) -> None:
        self._timer.start()


def _parts(brochure: Brochure, before: _Parts) -> _Parts:
    """Return the parts of a brochure; those of sections that are the same objects as before are taken over."""
    same = before.brochure is not None and before.brochure.references is brochure.references
    known: dict[str, tuple[Section | None, ApprovedPart]] = {FRAME: (None, part_of(brochure, FRAME))}
    for section in brochure.sections:
        if section.hidden:
            continue
        old = before.known.get(section.id)
        # A list of references depends on what every section cites.
        kept = same and old is not None and old[0] is section and section.kind is not Kind.REFERENCES
        known[section.id] = old if kept and old else (section, part_of(brochure, section.id))
    return _Parts(brochure, known)
