"""The record in plain words."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from editor.core.brochure import Brochure, Kind, Person, Role, Section
from editor.core.levels import Level
from editor.core.record import (
    Act,
    Approval,
    ApprovedPart,
    Comment,
    Dismissal,
    Export,
    ExportedFile,
    Lowering,
    Record,
    Resolution,
    Withdrawal,
    added,
    sha256_of,
)
from editor.core.record_words import KINDS, kind_of, record_text, time_words, titles_of, words_of

DOCTOR = Person("Dr A. Reviewer", "Medical director")
ALEX = Person("Alex")
NOW = datetime(2026, 5, 3, 9, 5, tzinfo=UTC)
TITLES = {"": "Title and clinic details", "nature": "Natural outcome", "risks": "Risks"}


def _part(section: str) -> ApprovedPart:
    return ApprovedPart(section, sha256_of("{}"), "{}")


def _record(*acts: Act) -> Record:
    record: Record = ()
    for act in acts:
        record = added(record, DOCTOR, act, NOW)
    return record


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (
            Approval((_part("nature"),), expires_on=date(2027, 5, 3)),
            "approved “Natural outcome”, valid until 3 May 2027",
        ),
        (
            Approval((_part(""), _part("nature"), _part("risks"))),
            "approved “Title and clinic details”, “Natural outcome” and “Risks”",
        ),
        (Approval((_part("nature"),), whole=True, note="as printed"), "approved the whole brochure: as printed"),
        (Approval((_part("gone"),)), "approved a section that was deleted"),
        (
            Dismissal("C07", "risks", "text", "It may work.", "quotes the study"),
            "dismissed C07 in “Risks” on “It may work.”: quotes the study",
        ),
        (Lowering("C07", Level.INFORMATION, "agreed"), "lowered the rule C07 to a note: agreed"),
        (Comment("", "Too long"), "commented on the whole brochure: Too long"),
        (Dismissal("S01", "", "", "", "ours"), "dismissed S01 in the whole brochure: ours"),
        (Dismissal("C07", "risks", "text", "so " * 30, "ours"), f"dismissed C07 in “Risks” on “{'so ' * 29}so”: ours"),
        (Dismissal("C07", "risks", "text", "so " * 31, "ours"), f"dismissed C07 in “Risks” on “{'so ' * 29}so…”: ours"),
        (Export("pdf", (ExportedFile("a.pdf", "0" * 64),), "0" * 64, False), "exported a.pdf"),
        (
            Export("pdf", (ExportedFile("a.pdf", "0" * 64), ExportedFile("b.png", "0" * 64)), "0" * 64, True, "asked"),
            "exported a.pdf and b.png as a draft, despite errors: asked",
        ),
    ],
)  # fmt: skip
def test_every_act_is_a_sentence(act: Act, words: str) -> None:
    assert words_of(_record(act)[0], TITLES) == f"Dr A. Reviewer {words}"


def test_an_entry_about_another_says_which() -> None:
    record = _record(Approval((_part("nature"),)), Comment("risks", "Which risks?"))
    record = added(record, ALEX, Withdrawal(1, "a new study"), NOW)
    record = added(record, ALEX, Comment("risks", "Bleeding", answers=2), NOW)
    record = added(record, ALEX, Resolution(2), NOW)
    record = added(record, ALEX, Resolution(2, reopened=True), NOW)
    comment = "the comment by Dr A. Reviewer on “Risks” (“Which risks?”)"
    assert [words_of(each, TITLES, record) for each in record[2:]] == [
        "Alex withdrew the approval of “Natural outcome” by Dr A. Reviewer: a new study",
        f"Alex answered {comment}: Bleeding",
        f"Alex resolved {comment}",
        f"Alex reopened {comment}",
    ]
    assert words_of(record[2], TITLES) == "Alex withdrew entry 1: a new study"


def test_the_text_is_newest_first_in_local_time() -> None:
    record = added(_record(Comment("risks", "Which\nrisks?")), ALEX, Resolution(1), NOW + timedelta(days=1))
    zone = timezone(timedelta(hours=2))
    assert record_text(record, TITLES, zone=zone) == (
        "2. 4 May 2026, 11:05 · Alex resolved the comment by Dr A. Reviewer on “Risks” (“Which risks?”)\n"
        "1. 3 May 2026, 11:05 · Dr A. Reviewer (Medical director) commented on “Risks”: Which risks?\n"
    )
    assert record_text((), TITLES, zone=zone) == ""


@pytest.fixture
def london(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(time, "tzset"):
        pytest.skip("the system's time zone cannot be set here")
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "GMT0BST,M3.5.0/1,M10.5.0")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("london")
def test_a_time_is_that_of_the_clocks_on_its_day() -> None:
    assert time_words("2026-05-03T23:05:00+00:00") == "4 May 2026, 00:05"
    assert time_words("2026-11-23T23:05:00+00:00") == "23 November 2026, 23:05"


def test_kinds_and_titles() -> None:
    record = _record(Comment("", "x"), Resolution(1), Lowering("C07", Level.WARNING, "y"))
    assert [kind_of(each) for each in record] == ["Comments", "Comments", "Lowered rules"]
    assert set(map(kind_of, record)) < set(KINDS)
    sections = (
        Section("a", Kind.TEXT, title=" Two\nlines "),
        Section("b", Kind.NOTICE),
        Section("c", Kind.TEXT, role=Role.REGULATORY_STATUS),
    )
    assert titles_of(Brochure("t", sections=sections)) == {
        "": "Title and clinic details", "a": "Two lines", "b": "Notice", "c": "Regulatory status",
    }  # fmt: skip
