"""Putting a pre-written disclosure where readers look for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor.check.findings import Finding, Level
from editor.check.fixes import FIXES, add_disclosure, fix_words, role_to_add
from editor.core.brochure import Brochure, Item, Kind, Role, Section

WRITTEN = Section(
    "x", Kind.TEXT, "Risks", text="Every treatment has risks.", items=(Item("i", "One"),), role=Role.RISKS
)
BROCHURE = Brochure(
    "T",
    sections=(
        Section("cover", Kind.COVER),
        Section("good", Kind.BENEFITS, "Good"),
        Section("expected", Kind.TEXT, "What to expect", text="Some.", role=Role.EXPECTED_RESULTS),
        Section("approved", Kind.TEXT, "Approval", text="None.", role=Role.REGULATORY_STATUS),
        Section("contact", Kind.CONTACT),
    ),
)


def ids(brochure: Brochure) -> list[str]:
    known = {each.id for each in BROCHURE.sections}
    return [each.id if each.id in known else "new" for each in brochure.sections]


@pytest.mark.parametrize(
    ("role", "order"),
    [
        (Role.RISKS, ["cover", "good", "expected", "new", "approved", "contact"]),
        (Role.ALTERNATIVES, ["cover", "good", "expected", "new", "approved", "contact"]),
        (Role.ASSESSMENT, ["cover", "good", "expected", "approved", "new", "contact"]),
        (Role.PRACTITIONER, ["cover", "good", "expected", "approved", "new", "contact"]),
    ],
)
def test_it_stands_where_readers_look_for_it(role: Role, order: list[str]) -> None:
    after, ident = add_disclosure(BROCHURE, replace(WRITTEN, role=role))
    assert ids(after) == order
    added = after.section(ident)
    assert (added.role, added.text) == (role, WRITTEN.text)
    assert added.id != WRITTEN.id
    assert added.items[0].id != WRITTEN.items[0].id


def test_without_anything_to_follow_it_comes_last() -> None:
    after, ident = add_disclosure(Brochure("T", sections=BROCHURE.sections[:1]), WRITTEN)
    assert [each.id for each in after.sections] == ["cover", ident]


def test_an_empty_one_is_filled_and_a_hidden_one_is_shown() -> None:
    empty = replace(
        BROCHURE, sections=(*BROCHURE.sections, Section("r", Kind.TEXT, "Dangers", role=Role.RISKS))
    )
    after, ident = add_disclosure(empty, WRITTEN)
    assert ident == "r"
    assert (after.section("r").title, after.section("r").text) == ("Dangers", WRITTEN.text)
    hidden = replace(BROCHURE, sections=(Section("r", Kind.TEXT, text="Ours", role=Role.RISKS, hidden=True),))
    after, ident = add_disclosure(hidden, WRITTEN)
    assert (ident, after.section("r").text, after.section("r").hidden) == ("r", "Ours", False)


def test_every_disclosure_that_can_lack_can_be_added() -> None:
    for role in set(Role) - {Role.TESTIMONIAL}:
        finding = Finding("S12", Level.ERROR, "", 0, "", "No.", fix=f"add-{role}")
        assert role_to_add(finding) is role
        assert fix_words(finding)
        assert FIXES[finding.fix].edit is None
    assert role_to_add(Finding("S12", Level.ERROR, "", 0, "", "No.", fix="add-references")) is None
    assert role_to_add(Finding("S12", Level.ERROR, "", 0, "", "No.")) is None
