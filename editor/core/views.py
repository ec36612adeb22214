"""What a reader of a printed brochure sees at once.

A warning that stands where nobody looks while reading a promise is no warning. Regulators ask for it close by and
unavoidable, on the same page; a leaflet has panels instead, so here is what counts as one page:

- The inside of a folded sheet lies open as one: its panels are parts of one page of A4 or Letter, and nobody turns
  anything between them. The facing pages of a stapled booklet likewise.
- Outside, each panel is alone, for as long as the leaflet is folded only one of them faces the reader: the cover, the
  flap and the back are never beside what the inside says. Panels without a fold between them are one.
- A handout's pages are turned one by one.
"""

from __future__ import annotations

from collections.abc import Mapping

from editor.core.paper import Form, Panel, Side, pages_in_order


def views(form: Form, pages: Mapping[str, int]) -> dict[tuple[str, int], int]:
    """Return for each page that prints, by region and number from 0, the number of the view it is part of.

    `pages` is the number of pages each region came out with (by region id).
    """
    order = pages_in_order(form, pages)
    if form.binding:
        # The cover alone, then facing pages; blank pages take their place among them.
        return {(page.region, page.page): (at + 1) // 2 for at, page in enumerate(order) if page}
    placed = [page for page in order if page]
    if any(region.repeats for region in form.regions):
        return {(page.region, page.page): number for number, page in enumerate(placed)}
    numbers: dict[object, int] = {}
    return {
        (page.region, page.page): numbers.setdefault(_surface(form, page.panel), len(numbers))
        for page in placed
    }


def _surface(form: Form, panel: Panel) -> tuple[Side, int]:
    """Return the side a panel lies on and, outside, behind how many folds."""
    if panel.side is Side.INSIDE:
        return panel.side, 0
    middle = panel.x + panel.width / 2
    return panel.side, sum(fold.side is panel.side and fold.x < middle for fold in form.folds)
