"""References as text: keys, summaries and searching."""

import pytest

from editor.core.brochure import Brochure, Image, Item, Kind, Reference, Section
from editor.core.edits import change_reference
from editor.core.reference_text import cited_in, first_author, matches, suggested_key, summary


@pytest.mark.parametrize(
    ("authors", "name"),
    [
        ("Lee A, Kim B", "Lee"),
        ("Lee, A., & Kim, B.", "Lee"),
        ("Kieling et al", "Kieling"),
        ("van der Berg JH", "van der Berg"),
        ("European Medicines Agency", "European Medicines Agency"),
        ("", ""),
    ],
)
def test_first_author(authors: str, name: str) -> None:
    assert first_author(authors) == name


def test_keys_are_plain_and_free() -> None:
    assert suggested_key("Müller K", 2020, []) == "muller2020"
    assert suggested_key("Müller K", 2020, ["muller2020", "muller2020b"]) == "muller2020c"
    assert suggested_key("", None, []) == "source"
    many = ["source", *(f"source{letter}" for letter in "bcdefghijklmnopqrstuvwxyz")]
    assert suggested_key("", None, many) not in many


def test_summary_and_search() -> None:
    reference = Reference("lee2020", authors="Lee A, Kim B", title="Hair", year=2020)
    assert summary(reference) == "Lee 2020 · Hair"
    assert summary(Reference("x1", year=2020)) == "x1"
    assert matches(reference, "kim HAIR")
    assert not matches(reference, "kim skin")


def test_where_a_reference_is_cited() -> None:
    sections = (
        Section("a", Kind.TEXT, title="One", text="x[^k] y[^k] z[^other]"),
        Section("b", Kind.TEXT, text="none"),
        Section("c", Kind.TEXT, lead="also[^k]"),
    )
    found = cited_in(Brochure("t", sections=sections), "k")
    assert [(each.section, each.count) for each in found] == [("a", 2), ("c", 1)]


def test_a_new_key_is_followed_wherever_texts_are_printed() -> None:
    picture = Image("0" * 64, "image/png", 1, 1, caption="c[^k]")
    items = (Item("i", "t[^k]", "x[^k]"),)
    section = Section("a", Kind.TEXT, "t[^k]", "l[^k]", "x[^k]", "by[^k]", items, picture)
    untouched = Section("b", Kind.TEXT, text="plain", items=(Item("j"),))
    before = Brochure("t", sections=(section, untouched), references=(Reference("k"),))
    after = change_reference(before, "k", key="new")
    assert [each.count for each in cited_in(after, "new")] == [7]
    assert cited_in(after, "k") == ()
    assert after.sections[1] is untouched
