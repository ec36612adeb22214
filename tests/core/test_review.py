"""What a reviewer looks at: signatures, comments, and what changed since."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from editor.core.approval import must_be_draft, part_of, parts_of
from editor.core.brochure import Brand, Brochure, Image, Item, Kind, Person, Policy, Reference, Section
from editor.core.edits import change_brand, change_item, change_reference, change_section, move_item
from editor.core.record import Act, Approval, Comment, Record, Resolution, Withdrawal, added
from editor.core.review import changes_in, open_comments, signatures, threads

DOCTOR, KIM = Person("Dr A", "Medical director"), Person("Kim", "Lawyer")
NOW = datetime(2026, 5, 3, 9, 5, tzinfo=UTC)
TODAY = date(2026, 5, 3)
BROCHURE = Brochure(
    "Hair",
    brand=Brand(phone="123"),
    sections=(
        Section(
            "a",
            Kind.STEPS,
            title="Steps",
            text="A study found more hair. [^tak]",
            items=(Item("one", "First", "Come in."), Item("two", "Second", "Wait.")),
            image=Image("a" * 64, "image/png", 10, 10, alt="A chair"),
        ),
        Section("b", Kind.TEXT, text="Slowly."),
    ),
    references=(Reference("tak", year=2020),),
)


def _record(*acts: tuple[Person, Act]) -> Record:
    record: Record = ()
    for person, act in acts:
        record = added(record, person, act, NOW)
    return record


def _changes(after: Brochure, section: str = "a") -> list[tuple[str, str]]:
    """Return the changes with removed words in [] and added ones in {}."""
    marks = {"same": ("", ""), "removed": ("[", "]"), "added": ("{", "}")}
    found = changes_in(part_of(BROCHURE, section).content, part_of(after, section).content)
    return [
        (each.name, "".join(marks[s.change][0] + s.text + marks[s.change][1] for s in each.stretches))
        for each in found
    ]


def test_each_text_that_changed_is_shown_word_by_word_in_reading_order() -> None:
    after = change_section(BROCHURE, "a", title="Three steps", text="A study found less hair. [^tak]")
    after = change_item(after, "a", "two", text="Wait a week.")
    after = change_reference(after, "tak", year=2021)
    assert _changes(after) == [
        ("Title", "[Steps]{Three steps}"),
        ("Text", "A study found[ more]{ less} hair. [^tak]"),
        ("Item 2, text", "Wait{ a week}."),
        ("Reference tak, year", "[2020]{2021}"),
    ]
    assert _changes(BROCHURE) == []


def test_what_is_no_text_is_said_in_words() -> None:
    picture = Image("b" * 64, "image/png", 20, 10, alt="A chair", decorative=True)
    after = move_item(change_section(BROCHURE, "a", image=picture), "a", "two", 0)
    assert _changes(after) == [
        ("Order of the items", "[First · Second]{Second · First}"),
        ("Picture", "[the picture that was there]{another picture}"),
        ("Picture, only decoration", "{yes}"),
    ]
    assert _changes(change_brand(BROCHURE, phone="124"), "") == [("Clinic, phone", "[123]{124}")]


def test_a_signature_is_the_newest_by_each_person() -> None:
    old, new = part_of(BROCHURE, "b"), part_of(change_section(BROCHURE, "b", text="Fast."), "b")
    record = _record(
        (KIM, Approval((old,))),
        (DOCTOR, Approval((old,))),
        (DOCTOR, Approval((new,), expires_on=date(2026, 5, 2))),
        (KIM, Approval((new,))),
        (KIM, Withdrawal(4)),
    )
    found = signatures(record, "b", new.sha256, TODAY)
    assert [(each.entry.person, each.current, each.expired) for each in found] == [
        (KIM, False, False),
        (DOCTOR, True, True),
    ]


def test_of_two_signatures_of_the_same_the_newer_counts() -> None:
    part = part_of(BROCHURE, "b")
    record = _record((KIM, Approval((part,))), (KIM, Approval((part,), expires_on=date(2030, 1, 1))))
    assert [each.entry.number for each in signatures(record, "b", part.sha256, TODAY)] == [2]


def test_an_approval_holds_again_when_a_change_is_undone() -> None:
    old, new = part_of(BROCHURE, "b"), part_of(change_section(BROCHURE, "b", text="Fast."), "b")
    record = _record((KIM, Approval((old,))), (KIM, Approval((new,))))
    assert [each.entry.number for each in signatures(record, "b", old.sha256, TODAY) if each.holds] == [1]
    assert [each.entry.number for each in signatures(record, "b", new.sha256, TODAY) if each.holds] == [2]


def test_answers_stand_under_their_comment() -> None:
    record = _record(
        (KIM, Comment("a", "Which study?")),
        (DOCTOR, Comment("b", "Too short")),
        (DOCTOR, Comment("a", "Tak", answers=1)),
        (KIM, Comment("a", "Thanks", answers=3)),
        (KIM, Resolution(1)),
    )
    first, second = threads(record)
    assert [each.text for _, each in first.answers] == ["Tak", "Thanks"]
    assert (first.resolved, second.resolved) == (True, False)
    assert [each.comment.text for each in threads(record, "b")] == ["Too short"]
    assert open_comments(record) == {"b": 1}
    reopened = added(record, DOCTOR, Resolution(1, reopened=True), NOW)
    assert open_comments(reopened) == {"a": 1, "b": 1}


def test_exports_are_drafts_only_if_the_policy_says_so_and_until_all_is_approved() -> None:
    asked = replace(BROCHURE, policy=Policy((DOCTOR,), draft_until_approved=True))
    whole = Approval(parts_of(asked), whole=True, expires_on=date(2027, 1, 1))
    by_doctor, by_kim = _record((DOCTOR, whole)), _record((KIM, whole))
    assert not must_be_draft(BROCHURE, (), TODAY)
    assert must_be_draft(asked, by_kim, TODAY)
    assert not must_be_draft(asked, by_doctor, TODAY)
    assert must_be_draft(asked, by_doctor, date(2027, 1, 2))
    assert must_be_draft(change_section(asked, "b", text="Fast."), by_doctor, TODAY)


def test_content_that_no_brochure_has_is_shown_as_it_is() -> None:
    for content in (
        "not JSON",
        "[]",
        '{"section": {"items": ["x", {"id": 3}], "image": 4}}',
        '{"a": {"b": {"c": "d"}}}',
    ):
        found = changes_in(content, part_of(BROCHURE, "a").content)
        assert "Title" in [each.name for each in found]
