"""The record in plain words, for people who read it and for the audit pack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, tzinfo

from editor.core.brochure import Brochure, Person
from editor.core.levels import Level
from editor.core.record import (
    Act,
    Approval,
    Comment,
    Dismissal,
    Entry,
    Export,
    Lowering,
    Record,
    Resolution,
    Withdrawal,
)

WHOLE = "the whole brochure"
FRAME_NAME = "Title and clinic details"
GONE = "a section that was deleted"
_SHORT = 90  # characters of a quoted sentence or comment
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
LEVEL_NAMES = {Level.ERROR: "an error", Level.WARNING: "a warning", Level.INFORMATION: "a note"}
_KINDS: tuple[tuple[type, str], ...] = (
    (Approval, "Approvals"),
    (Comment, "Comments"),
    (Resolution, "Comments"),
    (Dismissal, "Dismissed findings"),
    (Lowering, "Lowered rules"),
    (Export, "Exports"),
    (Withdrawal, "Withdrawals"),
)
KINDS = tuple(dict.fromkeys(words for _, words in _KINDS))
"""What entries are about, in plain words; see kind_of."""


def words_of(entry: Entry, titles: Mapping[str, str], record: Record = ()) -> str:
    """Return an entry as a sentence without full stop: 'Dr A approved “Risks”, valid until 3 May 2027'.

    `titles` names the sections by id (see titles_of). With the whole `record`, an entry about an earlier one says
    which; without, it gives its number.
    """
    return f"{entry.person.name} {deed_of(entry.act, titles, record)}"


def deed_of(act: Act, titles: Mapping[str, str], record: Record = ()) -> str:
    """Return what was done, without who did it: 'approved “Risks”, valid until 3 May 2027'."""
    match act:
        case Approval():
            until = f", valid until {day_words(act.expires_on)}" if act.expires_on else ""
            return f"approved {_approved(act, titles)}{until}{_because(act.note)}"
        case Dismissal():
            about = f" on “{_short(act.sentence)}”" if act.sentence else ""
            return f"dismissed {act.rule} in {_place(act.section, titles)}{about}{_because(act.reason)}"
        case Lowering():
            return f"lowered the rule {act.rule} to {LEVEL_NAMES[act.level]}{_because(act.reason)}"
        case Comment():
            if act.answers is not None:
                return f"answered {_earlier(act.answers, titles, record)}: {_one_line(act.text)}"
            return f"commented on {_place(act.section, titles)}: {_one_line(act.text)}"
        case Resolution():
            return f"{'reopened' if act.reopened else 'resolved'} {_earlier(act.comment, titles, record)}"
        case Withdrawal():
            return f"withdrew {_earlier(act.entry, titles, record)}{_because(act.reason)}"
        case Export():
            draft = " as a draft" if act.draft else ""
            despite = f", despite errors: {_one_line(act.override)}" if act.override else ""
            return f"exported {listed([file.name for file in act.files]) or act.product}{draft}{despite}"


def kind_of(entry: Entry) -> str:
    """Return which of KINDS an entry belongs to."""
    return next(words for kind, words in _KINDS if isinstance(entry.act, kind))


def titles_of(brochure: Brochure) -> dict[str, str]:
    """Return the names of the sections by id: their titles, else what they are; "" names what is outside them."""
    named = {
        section.id: _one_line(section.title) or (section.role or section.kind).replace("-", " ").capitalize()
        for section in brochure.sections
    }
    return {"": FRAME_NAME, **named}


def person_words(person: Person) -> str:
    """Return a person's name and role, such as 'Dr A, Medical director'."""
    return f"{person.name}, {person.role}" if person.role else person.name


def day_words(day: date) -> str:
    """Return a day as it is written in English, such as '3 May 2027'."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """Return a day in little room, such as '3 May 2027' or '23 Nov 2026'."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


def time_words(at: str, zone: tzinfo | None = None) -> str:
    """Return an entry's time, such as '3 May 2027, 14:05'.

    It is the time in a zone, without one in the computer's as it was that day: in summer clocks are ahead.
    """
    local = datetime.fromisoformat(at).astimezone(zone)
    return f"{day_words(local)}, {local:%H:%M}"


def record_text(
    entries: Record, titles: Mapping[str, str], record: Record | None = None, zone: tzinfo | None = None
) -> str:
    """Return entries as plain text, newest first, with times as time_words has them.

    `record` is the whole one if `entries` are some of it.
    """
    lines = [
        f"{entry.number}. {time_words(entry.at, zone)} · {_with_role(entry, titles, record or entries)}"
        for entry in reversed(entries)
    ]
    return "\n".join(lines) + "\n" if lines else ""


def listed(words: Iterable[str]) -> str:
    """Return words as a list in a sentence: 'a, b and c'."""
    *first, last = list(words) or [""]
    return f"{', '.join(first)} and {last}" if first else last


def _with_role(entry: Entry, titles: Mapping[str, str], record: Record) -> str:
    role = f" ({entry.person.role})" if entry.person.role else ""
    return f"{entry.person.name}{role} {deed_of(entry.act, titles, record)}"


def _approved(act: Approval, titles: Mapping[str, str]) -> str:
    return WHOLE if act.whole else listed([_quoted(part.section, titles) for part in act.parts])


def _earlier(number: int, titles: Mapping[str, str], record: Record) -> str:
    """Return what an entry says that a later one is about."""
    if not 0 < number <= len(record):
        return f"entry {number}"
    entry = record[number - 1]
    match entry.act:
        case Approval() as act:
            what = f"the approval of {_approved(act, titles)}"
        case Dismissal() as act:
            what = f"the dismissal of {act.rule} in {_place(act.section, titles)}"
        case Lowering() as act:
            what = f"the lowering of the rule {act.rule}"
        case Comment() as act:
            return (
                f"the comment by {entry.person.name} on {_place(act.section, titles)} (“{_short(act.text)}”)"
            )
        case _:
            return f"entry {number}"
    return f"{what} by {entry.person.name}"


def _place(section: str, titles: Mapping[str, str]) -> str:
    return _quoted(section, titles) if section else WHOLE


def _quoted(section: str, titles: Mapping[str, str]) -> str:
    title = titles.get(section) or ("" if section else FRAME_NAME)
    return f"“{title}”" if title else GONE


def _because(reason: str) -> str:
    return f": {_one_line(reason)}" if reason.strip() else ""


def _short(text: str) -> str:
    text = _one_line(text)
    return text if len(text) <= _SHORT else text[: _SHORT - 1].rstrip() + "…"


def _one_line(text: str) -> str:
    return " ".join(text.split())
