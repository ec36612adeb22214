"""Approvals: what exactly was approved, and what became of that since.

An approval binds to the content of each part by hash. Any change to a section or to a reference it cites voids the
approval of that section alone. How the brochure is set (form, theme, type, place) is not part of what is approved.
"""

from __future__ import annotations

import json
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


@dataclass(frozen=True, slots=True)
class PartStatus:
    """Where one part stands. `last` is the newest approval of it by anybody, with what was approved then.

    `missing` names the reviewers whose approval of exactly this content is still wanted.
    """

    section: str
    state: State
    last: tuple[Entry, ApprovedPart] | None
    missing: tuple[Person, ...]


def part_of(brochure: Brochure, section_id: str) -> ApprovedPart:
    """Return what there is to approve of a section (FRAME for what stands outside them); KeyError if it is gone."""
    if section_id == FRAME:
        content = canonical({"frame": encode_brochure(_frame(brochure))})
    else:
        section = brochure.section(section_id)
        everywhere = section.kind is Kind.REFERENCES
        keys = cited_keys(
            [each for each in brochure.sections if not each.hidden] if everywhere else [section]
        )
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


def approval_status(brochure: Brochure, record: Record, today: date) -> dict[str, PartStatus]:
    """Return by section ("" the frame) where each part stands."""
    approvals = list(in_force(record, Approval))
    return {part.section: _status(part, approvals, brochure.policy, today) for part in parts_of(brochure)}


def is_approved(brochure: Brochure, record: Record, today: date) -> bool:
    """Tell whether every part is approved by all whose approval the clinic wants."""
    status = approval_status(brochure, record, today)
    return all(each.state is State.APPROVED for each in status.values())


def must_be_draft(brochure: Brochure, record: Record, today: date) -> bool:
    """Tell whether the clinic's policy asks for a DRAFT mark on what is exported now."""
    return brochure.policy.draft_until_approved and not is_approved(brochure, record, today)


def texts_in_part(content: str) -> tuple[tuple[str, str], ...]:
    """Return (path, text) of every text in an approved part's content, as word_diff compares them."""
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

    walk(json.loads(content), "")
    return tuple(found)


def _status(
    part: ApprovedPart, approvals: list[tuple[Entry, Approval]], policy: Policy, today: date
) -> PartStatus:
    about = [
        (entry, act, each) for entry, act in approvals for each in act.parts if each.section == part.section
    ]
    last = (about[-1][0], about[-1][2]) if about else None
    same = [(entry, act) for entry, act, each in about if each.sha256 == part.sha256]
    holding = [entry.person for entry, act in same if act.expires_on is None or today <= act.expires_on]
    missing = tuple(each for each in policy.reviewers if each not in holding)
    if holding and not missing:
        state = State.APPROVED
    elif same and not holding:
        state = State.EXPIRED
    else:
        state = State.CHANGED if about and not same else State.OPEN
    return PartStatus(part.section, state, last, missing)


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
