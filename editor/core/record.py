"""What people decided about a brochure: who, when, what and why, as entries that are only ever added.

Nothing here is undone: a decision is taken back by another entry. Each entry has the hash of the one before it, so a
record that was changed afterwards, or lost an entry from its middle, does not fit together any more.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from types import MappingProxyType, UnionType
from typing import Any, TypeVar, cast

from editor.core.brochure import Person
from editor.core.decode import DecodeError, decode, encode
from editor.core.levels import Level


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A finding does not count: of this rule, about this sentence. It falls when the sentence changes.

    `sentence` is the plain text that the rule looked at; where a finding is about no sentence, its message.
    """

    rule: str
    section: str
    place: str
    sentence: str
    reason: str


@dataclass(frozen=True, slots=True)
class Lowering:
    """The clinic takes a rule less seriously in this brochure."""

    rule: str
    level: Level
    reason: str


@dataclass(frozen=True, slots=True)
class ApprovedPart:
    """What exactly was approved: a section ("" for what stands outside the sections), its content and its sha256."""

    section: str
    sha256: str
    content: str


@dataclass(frozen=True, slots=True)
class Approval:
    """A reviewer stands behind these parts; `whole` if that was the whole brochure."""

    parts: tuple[ApprovedPart, ...]
    whole: bool = False
    expires_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark on a section ("" for the whole brochure), or the answer to an earlier one, by its entry's number."""

    section: str
    text: str
    answers: int | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """A comment is dealt with; `reopened` takes that back."""

    comment: int
    reopened: bool = False


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A dismissal, lowering or approval, by its entry's number, holds no longer."""

    entry: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A written file by its name without folder: a document tells nobody where it was made."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ExportedFinding:
    """A finding that stood when files were exported."""

    rule: str
    level: Level
    section: str
    text: str


@dataclass(frozen=True, slots=True)
class Export:
    """Files were written. `content` is the brochure's sha256, `packs` names the rule packs with their versions."""

    product: str
    files: tuple[ExportedFile, ...]
    content: str
    draft: bool
    override: str = ""
    packs: tuple[str, ...] = ()
    findings: tuple[ExportedFinding, ...] = ()


Act = Dismissal | Lowering | Approval | Comment | Resolution | Withdrawal | Export
_ACTS: Mapping[str, type] = MappingProxyType(
    {
        "dismissal": Dismissal,
        "lowering": Lowering,
        "approval": Approval,
        "comment": Comment,
        "resolution": Resolution,
        "withdrawal": Withdrawal,
        "export": Export,
    }
)
WITHDRAWABLE = Dismissal | Lowering | Approval
"""What holds until it is taken back. A comment is resolved instead, and an export cannot be undone."""

_NAMES = {kind: name for name, kind in _ACTS.items()}
A = TypeVar("A", Dismissal, Lowering, Approval, Comment, Export)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `number` counts from 1, `at` is UTC in ISO 8601; `previous` is the sha256 of the entry before."""

    number: int
    at: str
    person: Person
    act: Act
    previous: str
    sha256: str

    @property
    def time(self) -> datetime:
        """When, as a time in UTC."""
        return datetime.fromisoformat(self.at)


_HASHED = ("number", "at", "person", "kind", "act", "previous")
Record = tuple[Entry, ...]


class BrokenRecord(ValueError):
    """The entries are not those that were written. The message ends the sentence "The record ..."."""


def added(record: Record, person: Person, act: Act, now: datetime) -> Record:
    """Return the record with one more entry; `now` must know its time zone.

    ValueError, with a sentence, if the act names an entry that it cannot be about, or could not be read again.
    """
    try:
        decode(Person, encode(person))
        decode(type(act), encode(act))
    except DecodeError as error:
        raise ValueError(f"This cannot be recorded: {error}.") from error
    if mistake := _mistake(record, act):
        raise ValueError(mistake)
    previous = record[-1].sha256 if record else ""
    entry = Entry(len(record) + 1, _iso(now), person, act, previous, "")
    return (*record, replace(entry, sha256=_hash(encode_entry(entry))))


def encode_entry(entry: Entry) -> dict[str, Any]:
    """Return the JSON value of an entry."""
    return {
        "number": entry.number,
        "at": entry.at,
        "person": encode(entry.person),
        "kind": _NAMES[type(entry.act)],
        "act": encode(entry.act),
        "previous": entry.previous,
        "sha256": entry.sha256,
    }


def decode_record(values: Iterable[object]) -> Record:
    """Return the record that these JSON values stand for; BrokenRecord says what does not fit."""
    entries: list[Entry] = []
    for number, value in enumerate(values, 1):
        try:
            entry = _decode_entry(value)
        except (ValueError, KeyError, TypeError, OverflowError) as error:
            raise BrokenRecord(f"has an entry {number} that cannot be read") from error
        before = entries[-1].sha256 if entries else ""
        data = encode_entry(entry)
        # That the same value comes out leaves no room for anything that no hash covers.
        fits = data == value and entry.sha256 == _hash(data)
        if not fits or entry.number != number or entry.previous != before or _mistake(entries, entry.act):
            raise BrokenRecord(f"was changed at entry {number}")
        entries.append(entry)
    return tuple(entries)


def in_force(record: Record, kind: type[A]) -> Iterator[tuple[Entry, A]]:
    """Yield the acts of a kind that were not withdrawn, with their entries, oldest first."""
    gone = {entry.act.entry for entry in record if isinstance(entry.act, Withdrawal)}
    for entry in record:
        if isinstance(entry.act, kind) and entry.number not in gone:
            yield entry, entry.act


def canonical(value: object) -> str:
    """Return JSON data as the one text that hashes are taken of."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256_of(text: str) -> str:
    """Return the sha256 of a text in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _hash(data: Mapping[str, Any]) -> str:
    """Return the sha256 of an entry's JSON value, whatever sha256 stands in it."""
    return sha256_of(canonical([data[name] for name in _HASHED]))


def _mistake(record: Sequence[Entry], act: Act) -> str:
    """Return the sentence that says why an act cannot be added to a record, empty if it can."""
    if isinstance(act, Withdrawal) and not _is_one_of(record, act.entry, WITHDRAWABLE):
        return (
            f"Entry {act.entry} of the record is no dismissal, lowering or approval that could be taken back."
        )
    if isinstance(act, Resolution) and not _is_one_of(record, act.comment, Comment):
        return f"Entry {act.comment} of the record is no comment that could be resolved."
    if isinstance(act, Comment) and act.answers is not None and not _is_one_of(record, act.answers, Comment):
        return f"Entry {act.answers} of the record is no comment that could be answered."
    if isinstance(act, Approval) and any(each.sha256 != sha256_of(each.content) for each in act.parts):
        return "What is to be approved does not have the sha256 that is said of it."
    return ""


def _iso(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="seconds")


def _is_one_of(record: Sequence[Entry], number: int, kinds: type | UnionType) -> bool:
    return 1 <= number <= len(record) and isinstance(record[number - 1].act, kinds)


def _decode_entry(value: object) -> Entry:
    if not isinstance(value, dict):
        raise TypeError("must be an object")
    at = decode(str, value["at"])
    time = datetime.fromisoformat(at)
    # In the first and the last year a time may have no equal in the reader's time zone.
    if not 1 < time.year < 9999 or _iso(time) != at:
        raise ValueError("at: must be a time such as 2026-11-23T14:05:00+00:00")
    return Entry(
        decode(int, value["number"]),
        at,
        decode(Person, value["person"]),
        cast(Act, decode(_ACTS[decode(str, value["kind"])], value["act"])),
        decode(str, value["previous"]),
        decode(str, value["sha256"]),
    )
