from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core import edits
from editor.core.brochure import Brochure, Item, Kind, Reference, Section, decode_brochure, encode_brochure
from editor.core.citations import cited_keys
from tests.core.strategies import brochures, texts


def ids(brochure: Brochure) -> list[str]:
    return [section.id for section in brochure.sections]


@given(brochures(min_sections=1), st.data())
def test_moving_keeps_the_sections_and_lands_where_it_was_told(
    brochure: Brochure, data: st.DataObject
) -> None:
    section = data.draw(st.sampled_from(brochure.sections))
    target = data.draw(st.integers(-2, 8))
    moved = edits.move_section(brochure, section.id, target)
    assert sorted(ids(moved)) == sorted(ids(brochure))
    assert moved.index(section.id) == max(0, min(target, len(brochure.sections) - 1))
    rest = [each for each in ids(moved) if each != section.id]
    assert rest == [each for each in ids(brochure) if each != section.id]
    back = edits.move_section(moved, section.id, brochure.index(section.id))
    assert back == brochure


@given(brochures(min_sections=1), texts, st.data())
def test_an_edit_leaves_the_other_sections_the_same_objects(
    brochure: Brochure, text: str, data: st.DataObject
) -> None:
    section = data.draw(st.sampled_from(brochure.sections))
    changed = edits.change_section(brochure, section.id, text=text)
    assert changed.section(section.id).text == text
    for old, new in zip(brochure.sections, changed.sections, strict=True):
        assert old is new or old.id == section.id
    assert decode_brochure(encode_brochure(changed)) == changed


@given(brochures(min_sections=1), st.data())
def test_a_duplicate_stands_behind_with_its_own_identifiers(brochure: Brochure, data: st.DataObject) -> None:
    section = data.draw(st.sampled_from(brochure.sections))
    doubled = edits.duplicate_section(brochure, section.id)
    copy = doubled.sections[brochure.index(section.id) + 1]
    assert copy.text == section.text
    assert len(copy.items) == len(section.items)
    decode_brochure(encode_brochure(doubled))  # all identifiers are unique
    assert edits.delete_section(doubled, copy.id) == brochure
    assert copy.consent is None  # it was another section's, and its patient's
    assert doubled.section(section.id) is section


def test_a_change_that_changes_nothing_is_the_same_object() -> None:
    brochure = Brochure("Hair", sections=(Section("a", Kind.STEPS, items=(Item("i", "One"), Item("j"))),))
    assert edits.change_section(brochure, "a", text="") is brochure
    assert edits.change_item(brochure, "a", "i", title="One") is brochure
    assert edits.change_brochure(brochure, title="Hair") is brochure
    assert edits.change_brand(brochure, name="") is brochure
    assert edits.move_section(brochure, "a", 5) is brochure
    assert edits.move_item(brochure, "a", "j", 9) is brochure


def test_items_are_inserted_moved_and_deleted() -> None:
    brochure = Brochure("Hair", sections=(Section("a", Kind.STEPS, items=(Item("i"), Item("j"))),))
    brochure = edits.insert_item(brochure, "a", Item("k"), 0)
    brochure = edits.move_item(brochure, "a", "k", 1)
    assert [item.id for item in brochure.section("a").items] == ["i", "k", "j"]
    assert [item.id for item in edits.delete_item(brochure, "a", "k").section("a").items] == ["i", "j"]


@pytest.mark.parametrize(
    "edit",
    [
        lambda b: edits.change_section(b, "zz", text=""),
        lambda b: edits.change_item(b, "a", "zz", text=""),
        lambda b: edits.delete_section(b, "zz"),
        lambda b: edits.change_reference(b, "zz", year=1),
    ],
)
def test_what_is_not_there_is_a_key_error(edit: object) -> None:
    with pytest.raises(KeyError):
        edit(Brochure("Hair", sections=(Section("a", Kind.TEXT),)))  # type: ignore[operator]


def test_a_new_key_of_a_reference_is_followed_by_its_citations() -> None:
    section = Section(
        "a", Kind.BENEFITS, lead="[^old]", text="So[^old] and[^older].", items=(Item("i", "", "x[^old]"),)
    )
    brochure = Brochure("Hair", sections=(section,), references=(Reference("old"), Reference("older")))
    renamed = edits.change_reference(brochure, "old", key="new", year=2020)
    assert cited_keys(renamed.sections) == ("new", "older")
    assert renamed.section("a").text == "So[^new] and[^older]."
    with pytest.raises(ValueError, match="already a reference"):
        edits.change_reference(brochure, "old", key="older")
    with pytest.raises(ValueError, match="already a reference"):
        edits.insert_reference(brochure, Reference("old"))


def test_new_sections_of_every_kind_decode() -> None:
    for kind in Kind:
        brochure = edits.insert_section(Brochure("Hair"), edits.new_section(kind))
        assert decode_brochure(encode_brochure(brochure)) == brochure
