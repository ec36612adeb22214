"""The order of a booklet's pages on its sheets, against the order that bookbinding textbooks give."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.imposition import padded, saddle_stitch
from editor.core.paper import Form, Side, blank_pages, pages_in_order, sheet_sides
from editor.files.resources import load_forms

# (left, right) page numbers from 1: each sheet's outside, then its inside, from the outermost sheet to the innermost.
TEXTBOOK = {
    4: [(4, 1), (2, 3)],
    8: [(8, 1), (2, 7), (6, 3), (4, 5)],
    12: [(12, 1), (2, 11), (10, 3), (4, 9), (8, 5), (6, 7)],
    16: [(16, 1), (2, 15), (14, 3), (4, 13), (12, 5), (6, 11), (10, 7), (8, 9)],
}


@pytest.fixture(scope="module")
def booklet() -> Form:
    return load_forms()["booklet-a5"]


@pytest.mark.parametrize("pages", TEXTBOOK)
def test_pages_lie_as_the_textbook_says(pages: int) -> None:
    assert [(left + 1, right + 1) for left, right in saddle_stitch(pages)] == TEXTBOOK[pages]


@given(st.integers(1, 30).map(lambda sheets: sheets * 4))
def test_folded_and_nested_the_pages_follow_each_other(pages: int) -> None:
    sides = saddle_stitch(pages)
    assert sorted(page for side in sides for page in side) == list(range(pages))
    for outside, inside in zip(sides[::2], sides[1::2], strict=True):
        # A leaf has two sides: the outside's right page has the inside's left page on its back.
        assert inside[0] == outside[1] + 1
        assert outside[0] == inside[1] + 1
    assert sides[-1][1] == sides[-1][0] + 1, "the innermost sheet opens on two neighbours"


@pytest.mark.parametrize("pages", [-4, 0, 1, 6, 10])
def test_sheets_that_are_not_full_are_refused(pages: int) -> None:
    with pytest.raises(ValueError, match="multiple of 4"):
        saddle_stitch(pages)


@given(st.integers(0, 400), st.integers(1, 40))
def test_padding_is_the_least_that_fills_the_sheets(pages: int, fewest: int) -> None:
    count = padded(pages, fewest)
    assert count % 4 == 0
    assert max(pages, fewest, 1) <= count < max(pages, fewest, 1) + 4


@pytest.mark.parametrize(("inside", "blank"), [(1, 5), (6, 0), (7, 3), (10, 0), (30, 0)])
def test_blank_pages_come_before_the_back_cover(booklet: Form, inside: int, blank: int) -> None:
    pages = {"cover": 1, "inside": inside, "back": 1}
    order = pages_in_order(booklet, pages)
    assert blank_pages(booklet, pages) == blank
    assert [place.region if place else "" for place in order] == [
        "cover",
        *["inside"] * inside,
        *[""] * blank,
        "back",
    ]


def test_a_booklet_takes_no_more_pages_than_its_staple_holds(booklet: Form) -> None:
    order = pages_in_order(booklet, {"cover": 1, "inside": 45, "back": 1})
    assert len(order) == 32
    assert None not in order


@pytest.mark.parametrize("pages", [8, 12, 16])
def test_the_form_places_pages_in_textbook_order(booklet: Form, pages: int) -> None:
    counts = {"cover": 1, "inside": pages - 2, "back": 1}
    number = {
        (place.region, place.page): n for n, place in enumerate(pages_in_order(booklet, counts), 1) if place
    }
    sides = sheet_sides(booklet, counts)
    assert [
        tuple(number[place.region, place.page] for place in sorted(side.placements, key=lambda p: p.panel.x))
        for side in sides
    ] == TEXTBOOK[pages]
    assert [(side.sheet, side.side) for side in sides[:4]] == [
        (0, Side.OUTSIDE), (0, Side.INSIDE), (1, Side.OUTSIDE), (1, Side.INSIDE),
    ]  # fmt: skip
    assert all(place.panel.x in (0, 148.5) for side in sides for place in side.placements)
    assert all(place.panel.side is side.side for side in sides for place in side.placements)
