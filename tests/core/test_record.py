from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.brochure import Person
from editor.core.levels import Level
from editor.core.record import (
    Act,
    Approval,
    ApprovedPart,
    BrokenRecord,
    Comment,
    Dismissal,
    Export,
    Lowering,
    Record,
    Resolution,
    Withdrawal,
    added,
    canonical,
    decode_record,
    encode_entry,
    in_force,
)
from tests.core.strategies import records

NOW = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)
ADA = Person("Ada", "doctor")
DISMISSAL = Dismissal("U2", "a", "text", "It is absolutely safe.", "Quoted")


def record_of(*acts: Act) -> Record:
    record: Record = ()
    for act in acts:
        record = added(record, ADA, act, NOW)
    return record


def written(record: Record) -> list[Any]:
    return [json.loads(canonical(encode_entry(each))) for each in record]


@given(records())
def test_a_round_trip_through_json_is_exact(record: Record) -> None:
    assert decode_record(written(record)) == record


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of every value in JSON data that holds no others."""
    entries = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    return [leaf for name, each in entries for leaf in leaves(each, (*path, name))] or [path]


@given(records(min_size=1), st.data())
def test_any_change_of_any_entry_is_found(record: Record, data: st.DataObject) -> None:
    values = written(record)
    *path, last = data.draw(st.sampled_from(leaves(values)))
    holder: Any = values
    for name in path:
        holder = holder[name]
    old = holder[last]
    wanted = {bool: not old, int: 7 if old == 8 else 8} if isinstance(old, int) else {str: f"{old}x"}
    holder[last] = wanted.get(type(old), "x")
    with pytest.raises(BrokenRecord, match=f"entry {path[0] + 1 if path else last + 1}"):
        decode_record(values)


@given(records(min_size=2), st.data())
def test_a_lost_or_moved_entry_is_found(record: Record, data: st.DataObject) -> None:
    values = written(record)
    at = data.draw(st.integers(0, len(values) - 2))
    without, swapped = values[:at] + values[at + 1 :], [*values]
    swapped[at : at + 2] = reversed(swapped[at : at + 2])
    for broken in (without, swapped):
        with pytest.raises(BrokenRecord, match=f"entry {at + 1}"):
            decode_record(broken)


@given(records(min_size=2))
def test_an_entry_put_in_the_place_of_another_does_not_fit_the_next(record: Record) -> None:
    forged = added(record[:-2], Person("Mallory"), DISMISSAL, NOW)  # its own hash is right
    with pytest.raises(BrokenRecord, match=f"entry {len(record)}"):
        decode_record([*written(forged), *written(record)[-1:]])


@pytest.mark.parametrize(
    "change",
    [
        {"more": 1},
        {"number": True},
        {"number": 1.0},
        {"number": "1"},
        {"number": 10**400},
        {"at": "2026-11-23T14:05:00Z"},
        {"at": "yesterday"},
        {"at": "0001-01-01T00:00:00+00:00"},
        {"kind": "praise"},
        {"kind": ["comment"]},
        {"person": {"name": ""}},
        {"person": None},
        {"act": {"section": "", "text": "x", "smell": "y"}},
        {"act": {"section": "", "text": "\ud800"}},
        {"sha256": "\ud800"},
        {"previous": None},
    ],
)
def test_an_entry_made_otherwise_is_refused(change: dict[str, Any]) -> None:
    (value,) = written(record_of(Comment("", "x")))
    with pytest.raises(BrokenRecord, match="entry 1"):
        decode_record([{**value, **change}])


@pytest.mark.parametrize("value", [None, [], "x", 3, {}])
def test_what_is_no_entry_is_refused(value: object) -> None:
    with pytest.raises(BrokenRecord, match="entry 1 that cannot be read"):
        decode_record([value])


def test_times_are_kept_in_utc() -> None:
    (entry,) = added((), ADA, DISMISSAL, NOW.astimezone(timezone(timedelta(hours=5, minutes=30))))
    assert entry.at == "2026-11-23T14:05:00+00:00"
    assert entry.time == NOW


HOLDING = [
    DISMISSAL,
    Lowering("U2", Level.INFORMATION, "We were advised"),
    Approval((), whole=True),
]


@pytest.mark.parametrize("act", HOLDING)
def test_what_is_taken_back_holds_no_longer_and_stays_on_record(act: Act) -> None:
    record = record_of(act, act, Withdrawal(1))
    assert [entry.number for entry, _ in in_force(record, type(act))] == [2]
    assert record[0].act == act


@pytest.mark.parametrize("number", [-1, 0, 2, 3, 4, 5, 6, 7, 99])
def test_only_an_earlier_decision_that_holds_can_be_taken_back(number: int) -> None:
    record = record_of(
        DISMISSAL,
        Comment("", "Why?"),
        Resolution(2),
        Withdrawal(1),
        Export("pdf", (), "", draft=False),
    )
    with pytest.raises(ValueError, match=f"Entry {number} of the record is no dismissal"):
        added(record, ADA, Withdrawal(number), NOW)


@pytest.mark.parametrize("number", [0, 1, 3])
def test_only_an_earlier_comment_can_be_resolved_or_answered(number: int) -> None:
    record = record_of(DISMISSAL, Comment("", "Why?"))
    with pytest.raises(ValueError, match="no comment that could be resolved"):
        added(record, ADA, Resolution(number), NOW)
    with pytest.raises(ValueError, match="no comment that could be answered"):
        added(record, ADA, Comment("", "So.", answers=number), NOW)


@pytest.mark.parametrize(
    ("person", "act"),
    [
        (Person(" "), DISMISSAL),
        (ADA, Comment("", "a\x0bb")),
        (ADA, Comment("", "\ud800")),
        (ADA, Comment("", "x" * 300_000)),
        (ADA, Approval((ApprovedPart("a", "0" * 64, "{}"),))),
    ],
)
def test_what_could_not_be_read_again_is_not_recorded(person: Person, act: Act) -> None:
    with pytest.raises(ValueError, match=r"[.]$"):
        added((), person, act, NOW)
