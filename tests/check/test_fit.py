"""Findings from the layout: the blank pages of a booklet."""

from __future__ import annotations

import pytest

from editor.check.findings import Level
from editor.check.fit import check_fit
from editor.core.brochure import Brochure
from editor.core.fit import PanelFit
from editor.files.resources import load_forms

FORMS = load_forms()


def fits(**pages: int) -> list[PanelFit]:
    return [PanelFit(region, n, "", 0.5, 20) for region, count in pages.items() for n in range(count)]


@pytest.mark.parametrize(
    ("inside", "words"), [(4, "has 6 pages; 2 blank pages are"), (5, "has 7 pages; 1 blank page is")]
)
def test_blank_pages_of_a_booklet_are_told(inside: int, words: str) -> None:
    (finding,) = check_fit(Brochure("B"), FORMS["booklet-a5"], [], fits(cover=1, inside=inside, back=1))
    assert (finding.rule, finding.level) == ("booklet-blank-pages", Level.INFORMATION)
    assert words in finding.message
    assert "at least 8" in finding.message


def test_full_sheets_and_other_forms_have_none() -> None:
    assert check_fit(Brochure("B"), FORMS["booklet-a5"], [], fits(cover=1, inside=6, back=1)) == ()
    assert check_fit(Brochure("B"), FORMS["handout-a4"], [], fits(pages=3)) == ()
    assert check_fit(Brochure("B"), FORMS["booklet-a5"], []) == (), "without a layout nothing is known"
