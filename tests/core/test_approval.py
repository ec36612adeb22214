from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core import edits
from editor.core.approval import (
    FRAME,
    PartStatus,
    State,
    approval_status,
    content_hash,
    is_approved,
    is_same_person,
    part_of,
    parts_of,
    texts_in_part,
)
from editor.core.brochure import (
    Brand,
    Brochure,
    Consent,
    Item,
    Kind,
    Person,
    Policy,
    Reference,
    Role,
    Section,
    TypeFit,
)
from editor.core.record import Approval, Record, Withdrawal, added
from tests.core.strategies import brochures, lines, texts

NOW = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)
TODAY = NOW.date()
ADA, BEA = Person("Ada", "doctor"), Person("Bea", "lawyer")
BROCHURE = Brochure(
    "Hair",
    sections=(
        Section(
            "one",
            Kind.BENEFIT,
            text="It may help[^tak].",
            items=(
                Item(
                    "i",
                    "One",
                    "Also[^tak].",
                ),
            ),
        ),
        Section("two", Kind.TEXT, text="Others[^olsen]."),
        Section("three", Kind.TEXT, text="No source at all."),
        Section("hidden", Kind.TEXT, text="Kept[^kept].", hidden=True),
        Section("list", Kind.REFERENCES, "Sources"),
    ),
    references=tuple(Reference(key, title=key) for key in ("tak", "olsen", "kept", "uncited")),
)
SHOWN = {FRAME, "one", "two", "three", "list"}


def approved(
    brochure: Brochure, person: Person = ADA, record: Record = (), expires_on: date | None = None
) -> Record:
    return added(record, person, Approval(parts_of(brochure), whole=True, expires_on=expires_on), NOW)


def states(brochure: Brochure, record: Record, today: date = TODAY) -> dict[str, State]:
    return {name: each.state for name, each in approval_status(brochure, record, today).items()}


def void(brochure: Brochure, record: Record) -> set[str]:
    return {name for name, state in states(brochure, record).items() if state is not State.APPROVED}


def only(brochure: Brochure, record: Record, today: date = TODAY) -> PartStatus:
    return approval_status(brochure, record, today)["three"]


@given(brochures())
def test_approving_all_parts_approves_the_brochure(brochure: Brochure) -> None:
    record: Record = ()
    assert not is_approved(brochure, record, TODAY)
    for person in brochure.policy.reviewers or (ADA,):
        record = approved(brochure, person, record)
    assert is_approved(brochure, record, TODAY)


@given(brochures(min_sections=1), st.data())
def test_an_edit_voids_that_section_and_what_shows_its_references(
    brochure: Brochure, data: st.DataObject
) -> None:
    brochure = replace(brochure, policy=Policy())
    section = data.draw(st.sampled_from(brochure.sections))
    fields = {
        "title": lines,
        "lead": lines,
        "text": texts,
        "attribution": lines,
        "role": st.none() | st.sampled_from(Role),
        "kind": st.sampled_from(Kind),
    }
    name = data.draw(st.sampled_from(sorted(fields)))
    after = edits.change_section(brochure, section.id, **{name: data.draw(fields[name])})
    expected = {section.id} if after != brochure and not section.hidden else set()
    lists = {each.id for each in after.sections if each.kind is Kind.REFERENCES}
    assert expected <= void(after, approved(brochure)) <= expected | lists


EDITS: dict[str, tuple[Callable[[Brochure], Brochure], set[str]]] = {
    "text": (lambda b: edits.change_section(b, "three", text="New."), {"three"}),
    "item": (lambda b: edits.change_item(b, "one", "i", title="New."), {"one"}),
    "cited more": (lambda b: edits.change_section(b, "three", text="[^uncited]"), {"three", "list"}),
    "cited anew": (lambda b: edits.change_section(b, "three", text="[^tak]"), {"three"}),
    "reference": (lambda b: edits.change_reference(b, "tak", people=3), {"one", "list"}),
    "reference gone": (lambda b: edits.delete_reference(b, "olsen"), {"two", "list"}),
    "reference renamed": (lambda b: edits.change_reference(b, "tak", key="new"), {"one", "list"}),
    "reference nobody cites": (lambda b: edits.change_reference(b, "uncited", title="x"), set()),
    "title": (lambda b: edits.change_brochure(b, title="x"), {FRAME}),
    "brand": (lambda b: edits.change_brand(b, registration="4711"), {FRAME}),
    "deleted": (lambda b: edits.delete_section(b, "three"), set()),
    "inserted": (lambda b: edits.insert_section(b, Section("new", Kind.TEXT)), {"new"}),
    "moved": (lambda b: edits.move_section(b, "two", 0), set()),
    "hidden": (lambda b: edits.change_section(b, "two", hidden=True), set()),
    "placed": (lambda b: edits.change_section(b, "two", region="flap", new_panel=True), set()),
    "kept together": (lambda b: edits.change_section(b, "two", keep_with_next=True), set()),
    "consent": (lambda b: edits.change_section(b, "two", consent=Consent(TODAY)), set()),
    "form": (lambda b: edits.change_brochure(b, form="dl-card"), set()),
    "theme": (lambda b: edits.change_brochure(b, theme="clear"), set()),
    "type": (lambda b: edits.change_brochure(b, type_fit=TypeFit(1.1)), set()),
    "policy": (lambda b: edits.change_brochure(b, policy=Policy(draft_until_approved=True)), set()),
    "reference order": (lambda b: edits.change_brochure(b, references=b.references[::-1]), set()),
}


@pytest.mark.parametrize("name", EDITS)
def test_what_an_edit_voids(name: str) -> None:
    edit, expected = EDITS[name]
    record = approved(BROCHURE)
    assert set(states(BROCHURE, record)) == SHOWN
    assert is_approved(BROCHURE, record, TODAY)
    after = edit(BROCHURE)
    assert after != BROCHURE
    assert void(after, record) == expected
    assert void(BROCHURE, record) == set()  # undone, the approval holds again


def test_what_was_hidden_is_approved_by_itself_when_it_is_shown() -> None:
    shown = edits.change_section(BROCHURE, "hidden", hidden=False)
    assert void(shown, approved(BROCHURE)) == {"hidden"}
    assert states(shown, approved(BROCHURE))["hidden"] is State.OPEN


def test_a_changed_part_says_what_was_approved() -> None:
    after = edits.change_section(BROCHURE, "three", text="New.")
    status = only(after, approved(BROCHURE))
    assert status.state is State.CHANGED
    assert status.last
    entry, part = status.last
    assert entry.person == ADA
    assert part == part_of(BROCHURE, "three")


def test_one_section_can_be_approved_alone() -> None:
    record = added((), ADA, Approval((part_of(BROCHURE, "three"),)), NOW)
    assert void(BROCHURE, record) == SHOWN - {"three"}
    assert not is_approved(BROCHURE, record, TODAY)


def test_all_reviewers_must_approve() -> None:
    brochure = edits.change_brochure(BROCHURE, policy=Policy((ADA, BEA)))
    status = only(brochure, ())
    assert (status.state, status.missing, status.last) == (State.OPEN, (ADA, BEA), None)
    record = approved(brochure, BEA)
    status = only(brochure, record)
    assert (status.state, status.missing) == (State.OPEN, (ADA,))
    assert status.last
    assert status.last[0].person == BEA
    assert not is_approved(brochure, record, TODAY)
    assert not is_approved(brochure, approved(brochure, Person("Carl"), record), TODAY)
    assert is_approved(brochure, approved(brochure, ADA, record), TODAY)


def test_an_older_approval_by_one_of_two_reviewers_counts_as_changed_and_is_the_one_shown() -> None:
    brochure = edits.change_brochure(BROCHURE, policy=Policy((ADA, BEA)))
    after = edits.change_section(brochure, "three", text="New.")
    record = approved(after, BEA, approved(brochure, ADA))
    status = only(after, record)
    assert (status.state, status.missing) == (State.CHANGED, (ADA,))
    assert status.last
    assert status.last[1] == part_of(brochure, "three")
    assert is_approved(after, approved(after, ADA, record), TODAY)


def test_an_approval_of_what_was_taken_back_since_does_not_hide_the_one_that_holds() -> None:
    after = edits.change_section(BROCHURE, "three", text="New.")
    status = only(BROCHURE, approved(after, BEA, approved(BROCHURE, ADA)))
    assert status.state is State.APPROVED
    assert status.last
    assert status.last[0].person == ADA


def test_an_approval_expires_on_the_day_after_its_last() -> None:
    record = approved(BROCHURE, expires_on=TODAY)
    assert is_approved(BROCHURE, record, TODAY)
    later = TODAY + timedelta(days=1)
    assert set(states(BROCHURE, record, later).values()) == {State.EXPIRED}
    assert is_approved(BROCHURE, approved(BROCHURE, BEA, record), later)
    policy = edits.change_brochure(BROCHURE, policy=Policy((ADA, BEA)))
    status = only(policy, approved(policy, BEA, approved(policy, ADA, expires_on=TODAY)), later)
    assert (status.state, status.missing) == (State.EXPIRED, (ADA,))


def test_a_withdrawn_approval_does_not_hold() -> None:
    record = added(approved(BROCHURE), ADA, Withdrawal(1), NOW)
    assert set(states(BROCHURE, record).values()) == {State.OPEN}
    assert is_approved(BROCHURE, approved(BROCHURE, ADA, record), TODAY)


@pytest.mark.parametrize(
    ("reviewer", "who", "same"),
    [
        (ADA, ADA, True),
        (ADA, Person(" ada ", "DOCTOR"), True),
        (Person("Ada  van Stein"), Person("ada van\u00a0stein", "doctor"), True),
        (Person("Ada", ""), ADA, True),
        (ADA, Person("Ada"), False),
        (ADA, Person("Ada", "nurse"), False),
        (ADA, Person("Ad", "doctor"), False),
    ],
)
def test_who_is_the_reviewer_the_policy_names(reviewer: Person, who: Person, same: bool) -> None:
    assert is_same_person(reviewer, who) is same
    brochure = edits.change_brochure(BROCHURE, policy=Policy((reviewer,)))
    assert is_approved(brochure, approved(brochure, who), TODAY) is same


def test_the_content_hash_covers_the_setting_too() -> None:
    assert content_hash(BROCHURE) == content_hash(replace(BROCHURE))
    assert content_hash(edits.change_brochure(BROCHURE, theme="clear")) != content_hash(BROCHURE)


def test_the_texts_of_a_part_are_named_for_comparing() -> None:
    assert dict(texts_in_part(part_of(BROCHURE, "one").content)) == {
        "section.id": "one",
        "section.kind": "benefit",
        "section.text": "It may help[^tak].",
        "section.items.i.id": "i",
        "section.items.i.title": "One",
        "section.items.i.text": "Also[^tak].",
        "references.tak.key": "tak",
        "references.tak.title": "tak",
    }
    assert ("frame.title", "Hair") in texts_in_part(part_of(BROCHURE, FRAME).content)
    branded = edits.change_brochure(BROCHURE, brand=Brand("Clinic"))
    assert ("frame.brand.name", "Clinic") in texts_in_part(part_of(branded, FRAME).content)


@pytest.mark.parametrize("content", ["", "{", "[" * 100_000])
def test_a_part_made_to_do_harm_is_one_text(content: str) -> None:
    assert texts_in_part(content) == (("", content),)
