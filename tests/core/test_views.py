"""What a reader sees at once, in the forms that come with Candor."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor.core.paper import Form, Side
from editor.core.views import views
from editor.files.resources import load_forms


@pytest.fixture(scope="module")
def forms() -> dict[str, Form]:
    return load_forms()


def seen(form: Form, **pages: int) -> list[set[tuple[str, int]]]:
    """Return the views, each as its pages."""
    found = views(form, pages)
    return [
        {page for page, view in found.items() if view == number} for number in sorted(set(found.values()))
    ]


@pytest.mark.parametrize("name", ["tri-fold-a4", "tri-fold-letter", "z-fold-a4"])
def test_the_inside_of_a_folded_sheet_is_one_view_and_each_outer_panel_its_own(
    forms: dict[str, Form], name: str
) -> None:
    inside = {("inside", 0), ("inside", 1), ("inside", 2)}
    found = seen(forms[name])
    assert inside in found
    assert all(len(view) == 1 for view in found if view != inside)
    assert len(found) == 4


def test_panels_of_the_outside_without_a_fold_between_are_one_view(forms: dict[str, Form]) -> None:
    form = forms["gate-fold-a4"]
    outside = [{form.region(region).panels[page] for region, page in view} for view in seen(form)]
    assert {"back-1", "back-2"} in outside
    assert {"inside-1", "inside-2", "inside-3", "inside-4"} in outside


def test_only_folds_that_the_outside_has_part_it(forms: dict[str, Form]) -> None:
    form = forms["tri-fold-a4"]
    flat = replace(form, folds=tuple(fold for fold in form.folds if fold.side is Side.INSIDE))
    assert sorted(map(len, seen(flat))) == [3, 3]


def test_facing_pages_of_a_booklet_are_one_view(forms: dict[str, Form]) -> None:
    found = seen(forms["booklet-a5"], inside=6)
    assert found == [
        {("cover", 0)},
        {("inside", 0), ("inside", 1)},
        {("inside", 2), ("inside", 3)},
        {("inside", 4), ("inside", 5)},
        {("back", 0)},
    ]


def test_pages_of_a_handout_are_turned_one_by_one(forms: dict[str, Form]) -> None:
    found = seen(forms["handout-a4"], **{region.id: 3 for region in forms["handout-a4"].regions})
    assert all(len(view) == 1 for view in found)
    assert len(found) > 2
