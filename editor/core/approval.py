"""Approvals: what exactly was approved, and what became of that since.

An approval binds to the content of each part by hash. Any change to a section or to a reference it cites voids the
approval of that section alone. How the brochure is set (form, theme, type, place) is not part of what is approved.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from editor.core.brochure import Brochure, Kind, Person, Policy, Section, encode_brochure
from editor.core.citations import cited_keys
from editor.core.decode import encode
from editor.core.record import Approval, ApprovedPart, Entry, Record, canonical, in_force, sha256_of

FRAME = ""
"""Stands for what a brochure says outside its sections: title, languages, audience and the clinic's details."""


class State(StrEnum):
    """Where a part stands. CHANGED: it was approved, and something was changed since."""

    OPEN = "open"
    APPROVED = "approved"
    CHANGED = "changed"
    EXPIRED = "expired"


_GRAVITY = {State.OPEN: 0, State.APPROVED: 1, State.EXPIRED: 2, State.CHANGED: 3}
Approved = tuple[Entry, Approval, ApprovedPart]


@dataclass(frozen=True, slots=True)
class PartStatus:
    """Where one part stands. `last` is the approval that says so, with what was approved then: if it is approved,
    or open while some have approved, the newest that holds; else the newest that fell.

    `missing` names the reviewers whose approval of exactly this content is still wanted, `part` has that content.
    """

    section: str
    state: State
    last: tuple[Entry, ApprovedPart] | None
    missing: tuple[Person, ...]
    part: ApprovedPart


def part_of(brochure: Brochure, section_id: str) -> ApprovedPart:
    """Return what there is to approve of a section (FRAME for what stands outside them); KeyError if it is gone."""
    if section_id == FRAME:
        content = canonical({"frame": encode_brochure(_frame(brochure))})
    else:
        section = brochure.section(section_id)
        # A list of references shows those of the whole brochure. Its order, and what is hidden, are not content.
        everywhere = section.kind is Kind.REFERENCES
        keys = sorted(cited_keys(brochure.sections)) if everywhere else cited_keys([section])
        cited = [encode(each) for key in keys if (each := brochure.reference(key))]
        content = canonical({"section": encode(_content(section)), "references": cited})
    return ApprovedPart(section_id, sha256_of(content), content)


def parts_of(brochure: Brochure) -> tuple[ApprovedPart, ...]:
    """Return everything there is to approve: the frame and the sections that are not hidden, in their order."""
    shown = [section.id for section in brochure.sections if not section.hidden]
    return tuple(part_of(brochure, each) for each in (FRAME, *shown))


def content_hash(brochure: Brochure) -> str:
    """Return the sha256 of the whole value, with everything that decides how it is printed."""
    return sha256_of(canonical(encode_brochure(brochure)))


def approval_status(
    brochure: Brochure, record: Record, today: date, parts: Iterable[ApprovedPart] | None = None
) -> dict[str, PartStatus]:
    """Return by section ("" the frame) where each part stands. `parts` are those of the brochure, if known already."""
    approvals = _by_section(record)
    return {
        part.section: _status(part, approvals.get(part.section, []), brochure.policy, today)
        for part in (parts_of(brochure) if parts is None else parts)
    }


def is_approved(brochure: Brochure, record: Record, today: date) -> bool:
    """Tell whether every part is approved by all whose approval the clinic wants."""
    status = approval_status(brochure, record, today)
    return all(each.state is State.APPROVED for each in status.values())


def must_be_draft(brochure: Brochure, record: Record, today: date) -> bool:
    """Tell whether the clinic's policy asks for a DRAFT mark on what is exported now."""
    return brochure.policy.draft_until_approved and not is_approved(brochure, record, today)


def is_same_person(reviewer: Person, who: Person) -> bool:
    """Tell whether somebody is a reviewer whom the policy names: by name, and by role if it names one.

    Capitals and spaces do not count. Another role does: a namesake's approval must never pass for the doctor's.
    """
    return _plain(reviewer.name) == _plain(who.name) and _plain(reviewer.role) in ("", _plain(who.role))


def texts_in_part(content: str) -> tuple[tuple[str, str], ...]:
    """Return (path, text) of every text in an approved part's content, as word_diff compares them.

    Content that no brochure has, in a record made to do harm, is one text.
    """
    found: list[tuple[str, str]] = []

    def walk(value: object, path: str) -> None:
        if isinstance(value, dict):
            for name, each in value.items():
                walk(each, f"{path}.{name}" if path else name)
        elif isinstance(value, list):
            for number, each in enumerate(value):
                name = each.get("id") or each.get("key") or number if isinstance(each, dict) else number
                walk(each, f"{path}.{name}")
        elif value not in (None, ""):
            found.append((path, str(value)))

    try:
        walk(json.loads(content), "")
    except (ValueError, RecursionError):
        return (("", content),)
    return tuple(found)


def _by_section(record: Record) -> dict[str, list[Approved]]:
    found: dict[str, list[Approved]] = {}
    for entry, act in in_force(record, Approval):
        for part in act.parts:
            found.setdefault(part.section, []).append((entry, act, part))
    return found


def _status(part: ApprovedPart, approvals: list[Approved], policy: Policy, today: date) -> PartStatus:
    wanted: tuple[Person | None, ...] = policy.reviewers or (None,)
    standings = [
        _standing(part, [each for each in approvals if not who or is_same_person(who, each[0].person)], today)
        for who in wanted
    ]
    missing = tuple(
        who for who, (state, _) in zip(wanted, standings, strict=True) if who and state is not State.APPROVED
    )
    state, last = max(standings, key=lambda each: (_GRAVITY[each[0]], each[1][0].number if each[1] else 0))
    if state is State.APPROVED and missing:
        state = State.OPEN
    return PartStatus(part.section, state, last, missing, part)


def _standing(
    part: ApprovedPart, approvals: list[Approved], today: date
) -> tuple[State, tuple[Entry, ApprovedPart] | None]:
    """Return where a part stands with those whose approvals these are, and the approval that says so."""
    same = [each for each in approvals if each[2].sha256 == part.sha256]
    holding = [each for each in same if each[1].expires_on is None or today <= each[1].expires_on]
    for state, found in ((State.APPROVED, holding), (State.EXPIRED, same), (State.CHANGED, approvals)):
        if found:
            return state, (found[-1][0], found[-1][2])
    return State.OPEN, None


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _content(section: Section) -> Section:
    """Return a section without what is not content: its place on paper, and the consent, which has its own checks."""
    return replace(section, region=None, new_panel=False, keep_with_next=False, hidden=False, consent=None)


def _frame(brochure: Brochure) -> Brochure:
    default = Brochure("")
    kept = {
        name: getattr(default, name)
        for name in ("sections", "references", "form", "theme", "type_fit", "policy")
    }
    return replace(brochure, **kept)
