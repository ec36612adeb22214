"""Where approvals stand is told after each change, and it is the same as if everything were looked at afresh."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from editor.core import edits
from editor.core.approval import approval_status, parts_of
from editor.core.brochure import Brand, Brochure, Kind, Person, Reference, Section
from editor.core.record import Act, Approval, Comment, Record, added
from editor.shell.review_job import ReviewJob
from editor.shell.session import Session

ALEX = Person("Alex")
TODAY = date(2026, 5, 3)
BROCHURE = Brochure(
    "Hair",
    sections=(
        Section("a", Kind.TEXT, text="More hair. [^tak]"),
        Section("b", Kind.TEXT, text="Slowly."),
        Section("list", Kind.REFERENCES),
    ),
    references=(Reference("tak", year=2020), Reference("style")),
)


class Book(QObject):
    """A record in memory."""

    changed = Signal()
    record: Record = ()

    def add(self, act: Act) -> None:
        self.record = added(self.record, ALEX, act, datetime(2026, 5, 3, tzinfo=UTC))
        self.changed.emit()


@pytest.fixture
def session(qapp: QObject) -> Session:
    return Session(BROCHURE)


@pytest.fixture
def book(qapp: QObject) -> Book:
    return Book()


@pytest.fixture
def job(session: Session, book: Book) -> ReviewJob:
    return ReviewJob(session, book, today=lambda: TODAY, look_after=1)


def test_nothing_is_looked_at_until_somebody_decides_or_watches(
    session: Session, book: Book, job: ReviewJob
) -> None:
    job.look()
    assert (job.newest.begun, job.newest.status) == (False, {})
    job.watch(True)
    assert set(job.newest.status) == {"", "a", "b", "list"}
    job.watch(False)
    assert job.newest.status == {}
    book.add(Comment("b", "Why?"))
    assert job.newest.begun
    assert job.newest.comments == {"b": 1}


@pytest.mark.parametrize(
    "edit",
    [
        lambda value: edits.change_section(value, "a", text="Less hair. [^tak]"),
        lambda value: edits.change_section(value, "b", text="Slowly. [^style]"),
        lambda value: edits.change_section(value, "b", hidden=True),
        lambda value: edits.change_reference(value, "tak", year=2021),
        lambda value: edits.delete_section(value, "b"),
        lambda value: edits.move_section(value, "b", 0),
        lambda value: edits.change_brochure(value, brand=Brand(phone="123")),
    ],
)
def test_what_is_taken_over_is_what_would_be_found_afresh(
    edit: Callable[[Brochure], Brochure], session: Session, book: Book, job: ReviewJob, qtbot: QtBot
) -> None:
    book.add(Approval(parts_of(BROCHURE), whole=True))
    assert job.newest.approved == 4
    with qtbot.waitSignal(job.done):
        session.apply("Edit", edit)
    afresh = approval_status(session.brochure, book.record, TODAY)
    assert job.newest.status == afresh
    assert list(job.newest.status) == list(afresh)


def test_a_closed_job_looks_no_more(session: Session, book: Book, job: ReviewJob) -> None:
    job.close()
    book.add(Comment("", "late"))
    assert not job.newest.begun
