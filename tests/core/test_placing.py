"""A section goes where it is dropped; what starts a panel stays with the paper."""

from __future__ import annotations

import pytest

from editor.core.brochure import Brochure, Kind, Section
from editor.core.edits import change_section
from editor.core.placing import Place, place_section
from editor.files.resources import load_forms

FORM = load_forms()["tri-fold-a4"]


def brochure(**panels: bool) -> Brochure:
    """Return sections a to d inside and one on the back; those named start a panel."""
    inside = [Section(name, Kind.TEXT, name.title(), new_panel=panels.get(name, False)) for name in "abcd"]
    return Brochure("B", sections=(*inside, Section("contact", Kind.CONTACT)))


def order(value: Brochure) -> str:
    """Return the sections inside; a bar stands where a panel is started."""
    inside = [each for each in value.sections if FORM.region_of(each).id == "inside"]
    return "".join(("|" if each.new_panel else "") + each.id for each in inside)


@pytest.mark.parametrize(
    ("section", "beside", "after", "result"),
    [
        ("a", "c", True, "bcad"),
        ("a", "c", False, "bacd"),
        ("d", "a", False, "dabc"),
        ("d", "a", True, "adbc"),
        ("b", "d", True, "acdb"),
    ],
)
def test_it_stands_before_or_behind_the_one_it_was_dropped_at(
    section: str, beside: str, after: bool, result: str
) -> None:
    before = brochure()
    moved = place_section(before, FORM, section, Place("inside", beside, after))
    assert order(moved) == result
    assert moved.section(section).region is None, "it stays where the form puts it"


@pytest.mark.parametrize(("beside", "after"), [("b", True), ("d", False), ("c", True)])
def test_where_it_stands_already_nothing_changes(beside: str, after: bool) -> None:
    before = brochure()
    assert place_section(before, FORM, "c", Place("inside", beside, after)) is before


def test_the_first_of_a_panel_leaves_its_place_to_the_next() -> None:
    before = brochure(c=True)
    assert order(place_section(before, FORM, "c", Place("inside", "d", True))) == "ab|dc"
    assert order(place_section(before, FORM, "c", Place("inside", "a", True))) == "acb|d"
    last = brochure(d=True)
    assert order(place_section(last, FORM, "d", Place("inside", "a", False))) == "dabc"


def test_dropped_at_the_top_of_a_panel_it_starts_the_panel() -> None:
    before = brochure(c=True)
    assert order(place_section(before, FORM, "a", Place("inside", "c", False))) == "b|acd"
    assert order(place_section(before, FORM, "b", Place("inside", "c", False))) == "a|bcd"
    assert order(place_section(before, FORM, "d", Place("inside", "b", True))) == "abd|c"


def test_into_another_region_it_is_bound_there_and_stands_at_its_place() -> None:
    before = change_section(brochure(), "d", region="back")
    moved = place_section(before, FORM, "a", Place("back", "d", True))
    assert [each.id for each in moved.sections] == ["b", "c", "d", "a", "contact"]
    assert moved.section("a").region == "back"
    empty = place_section(before, FORM, "a", Place("flap"))
    assert [each.id for each in empty.sections] == [each.id for each in before.sections]
    assert empty.section("a").region == "flap"


def test_on_an_empty_panel_it_has_a_panel_of_its_own() -> None:
    moved = place_section(brochure(), FORM, "b", Place("inside", own_panel=True))
    assert order(moved) == "acd|b"
