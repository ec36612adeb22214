"""Imposition of booklets: which pages lie beside each other on a sheet. Pages count from 0 in reading order."""

from __future__ import annotations

PAGES_A_SHEET = 4
"""Pages on a sheet that is folded once and printed on both sides."""


def padded(pages: int, fewest: int = 1) -> int:
    """Return the number of pages of a booklet that has room for `pages`: whole sheets, and at least `fewest` pages."""
    wanted = max(pages, fewest, 1)
    return -(-wanted // PAGES_A_SHEET) * PAGES_A_SHEET


def saddle_stitch(pages: int) -> tuple[tuple[int, int], ...]:
    """Return the (left, right) pages of each side of the sheets, from the outermost: outside, inside, outside, ...

    The sheets lie in each other and are stapled through the fold, so the outermost sheet's outside shows the last and
    the first page, and the innermost sheet's inside the two in the middle. ValueError if the sheets are not full.
    """
    if pages <= 0 or pages % PAGES_A_SHEET:
        raise ValueError(f"a saddle-stitched booklet has a multiple of {PAGES_A_SHEET} pages, not {pages}")
    return tuple(
        (pages - 1 - number, number) if number % 2 == 0 else (number, pages - 1 - number)
        for number in range(pages // 2)
    )
