"""Print forms: paper, panels and regions, in millimetres.

A form is data (resources/forms/*.toml). Panels lie on the sides of a sheet at their trimmed size; a region is a chain
of panels through which sections flow. Positions count from the left and top edge of the trimmed sheet, each side as
one sees it when it lies face up: turned over, left becomes right and top stays top.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

from editor.core.brochure import Brochure, Kind, Role, Section
from editor.core.imposition import padded, saddle_stitch

_Named = TypeVar("_Named", "Panel", "Region")


class Side(StrEnum):
    """A side of a sheet. The outside is printed first and shows the cover."""

    OUTSIDE = "outside"
    INSIDE = "inside"


class Shape(StrEnum):
    """Whether a form's panels are narrow leaflet panels or whole pages; themes set type by it."""

    PANEL = "panel"
    PAGE = "page"


class Binding(StrEnum):
    """How several sheets become one booklet. Saddle-stitched sheets lie in each other, stapled through the fold."""

    SADDLE_STITCH = "saddle-stitch"


def _slug(text: str) -> str | None:
    fits = re.fullmatch(r"[a-z0-9][a-z0-9-]{0,63}", text)
    return None if fits else f"must be small letters, digits and hyphens, is {text[:40]!r}"


def _pages(number: int) -> str | None:
    return None if 1 <= number <= 400 else f"must be between 1 and 400 pages, is {number}"


def _factor(number: float) -> str | None:
    return None if 0.5 <= number <= 2 else f"must be between 0.5 and 2, is {number:g}"


def _length(number: float) -> str | None:
    return None if 0 < number <= 2000 else f"must be between 0 and 2000 mm, is {number:g}"


def _offset(number: float) -> str | None:
    return None if 0 <= number <= 2000 else f"must be between 0 and 2000 mm, is {number:g}"


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel at its trimmed size and where it lies on its side of the sheet (mm)."""

    id: str
    name: str
    side: Side
    x: float = field(metadata={"check": _offset})
    y: float = field(metadata={"check": _offset})
    width: float = field(metadata={"check": _length})
    height: float = field(metadata={"check": _length})


@dataclass(frozen=True, slots=True)
class Fold:
    """A fold line across a side of the sheet at `x` mm from its left edge."""

    side: Side
    x: float = field(metadata={"check": _length})


@dataclass(frozen=True, slots=True)
class Region:
    """A chain of panels, and which sections it takes unless the user says otherwise.

    A region that `repeats` adds pages like its panels, in turn, as the text needs them.
    """

    id: str = field(metadata={"check": _slug})
    name: str
    panels: tuple[str, ...]
    kinds: tuple[Kind, ...] = ()
    roles: tuple[Role, ...] = ()
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Margins:
    """White space inside a panel (mm)."""

    top: float = field(metadata={"check": _offset})
    right: float = field(metadata={"check": _offset})
    bottom: float = field(metadata={"check": _offset})
    left: float = field(metadata={"check": _offset})


@dataclass(frozen=True, slots=True)
class Form:
    """A print form. Regions stand in reading order; `duplex` is the paper edge to turn on when printing both sides.

    `width` and `height` are the trimmed sheet's. `type_scale` sets type larger or smaller than the theme has it for
    the shape. A form with a `binding` takes from `fewest_pages` to `most_pages` pages, whole sheets of them.
    """

    id: str = field(metadata={"check": _slug})
    name: str
    summary: str
    shape: Shape
    width: float = field(metadata={"check": _length})
    height: float = field(metadata={"check": _length})
    bleed: float = field(metadata={"check": _offset})
    duplex: str
    default_region: str
    margins: Margins
    panels: tuple[Panel, ...]
    regions: tuple[Region, ...]
    folds: tuple[Fold, ...] = ()
    binding: Binding | None = None
    fewest_pages: int = field(default=1, metadata={"check": _pages})
    most_pages: int | None = field(default=None, metadata={"check": _pages})
    type_scale: float = field(default=1.0, metadata={"check": _factor})

    def panel(self, panel_id: str) -> Panel:
        """Return the panel with this identifier; KeyError if there is none."""
        return _named(self.panels, panel_id)

    def region(self, region_id: str) -> Region:
        """Return the region with this identifier; KeyError if there is none."""
        return _named(self.regions, region_id)

    def region_of(self, section: Section) -> Region:
        """Return where a section goes: the user's choice if this form has it, else by role, then kind, then default."""
        for region in self.regions:
            if region.id == section.region:
                return region
        for region in self.regions:
            if section.role in region.roles:
                return region
        for region in self.regions:
            if section.kind in region.kinds:
                return region
        return self.region(self.default_region)

    def limit(self, region: Region) -> int | None:
        """Return how many pages a region can print; None if as many as it needs."""
        if not region.repeats:
            return len(region.panels)
        others = sum(len(each.panels) for each in self.regions if not each.repeats)
        return None if self.most_pages is None else self.most_pages - others

    def pages_before(self, region: Region) -> int:
        """Return how many pages a reader turns before a region begins (none that repeats stands before another)."""
        return sum(len(each.panels) for each in self.regions[: self.regions.index(region)])

    def page_name(self, region_id: str, page: int) -> str:
        """Name page `page` (from 0) of a region as a reader knows it: by panel, or by number where pages are added."""
        region = self.region(region_id)
        if region.repeats:
            return f"Page {self.pages_before(region) + page + 1}"
        return self.panel(region.panels[min(page, len(region.panels) - 1)]).name


@dataclass(frozen=True, slots=True)
class Flow:
    """The visible sections of a brochure that run through one region, in order. `limit` is that of the region."""

    region: Region
    panels: tuple[Panel, ...]
    sections: tuple[Section, ...]
    limit: int | None = None

    def panel_at(self, page: int) -> Panel:
        """Return the panel that page `page` (from 0) prints on; past the end, the last panel's likeness."""
        if self.region.repeats:
            return self.panels[page % len(self.panels)]
        return self.panels[min(page, len(self.panels) - 1)]

    def is_overset(self, page: int) -> bool:
        """Whether page `page` (from 0) lies past what the region can print."""
        return self.limit is not None and page >= self.limit


@dataclass(frozen=True, slots=True)
class Placement:
    """Page `page` (from 0) of a region, placed on a side of a sheet with its upper left trim corner at x, y (mm)."""

    region: str
    page: int
    panel: Panel


@dataclass(frozen=True, slots=True)
class SheetSide:
    """One printed side of a sheet. A blank page of a booklet has no placement."""

    sheet: int
    side: Side
    placements: tuple[Placement, ...]


def flows(brochure: Brochure, form: Form) -> tuple[Flow, ...]:
    """Return the flows of a brochure in a form, in reading order; empty regions have flows without sections."""
    visible = [(form.region_of(section), section) for section in brochure.sections if not section.hidden]
    return tuple(
        Flow(
            region,
            tuple(map(form.panel, region.panels)),
            tuple(s for r, s in visible if r is region),
            form.limit(region),
        )
        for region in form.regions
    )


def reading_order(brochure: Brochure, form: Form) -> tuple[Section, ...]:
    """Return the visible sections in the order a reader of the printed form meets them."""
    return tuple(section for flow in flows(brochure, form) for section in flow.sections)


def pages_in_order(form: Form, pages: Mapping[str, int]) -> tuple[Placement | None, ...]:
    """Return the pages that print, in reading order, each on its panel; None is a blank page of a booklet.

    `pages` is the number of pages each region came out with (by region id); pages past a region's limit do not print.
    Blank pages come behind the region that repeats, so that a back cover stays the last page.
    """
    order: list[Placement | None] = []
    others = sum(len(region.panels) for region in form.regions if not region.repeats)
    for region in form.regions:
        panels, count = tuple(map(form.panel, region.panels)), len(region.panels)
        if region.repeats:
            limit = form.limit(region)
            count = max(1, pages.get(region.id, 1))
            count = count if limit is None else min(count, limit)
        order += [Placement(region.id, page, panels[page % len(panels)]) for page in range(count)]
        if region.repeats and form.binding:
            order += [None] * (padded(others + count, form.fewest_pages) - others - count)
    return tuple(order)


def blank_pages(form: Form, pages: Mapping[str, int]) -> int:
    """Return how many blank pages a booklet needs so that its pages fill whole sheets."""
    return pages_in_order(form, pages).count(None)


def sheet_sides(form: Form, pages: Mapping[str, int]) -> tuple[SheetSide, ...]:
    """Place pages on sheets, in the order the sides are printed: each sheet's outside, then its inside.

    `pages` is the number of pages each region came out with (by region id).
    """
    order = pages_in_order(form, pages)
    if form.binding is Binding.SADDLE_STITCH:
        return tuple(_stitched(form, order))
    if any(region.repeats for region in form.regions):
        sides = (Side.OUTSIDE, Side.INSIDE)
        return tuple(
            SheetSide(number // 2, sides[number % 2], (_moved(place, sides[number % 2], place.panel.x),))
            for number, place in enumerate(place for place in order if place)
        )
    return tuple(
        SheetSide(0, side, tuple(place for place in order if place and place.panel.side is side))
        for side in Side
        if any(panel.side is side for panel in form.panels)
    )


def _stitched(form: Form, order: tuple[Placement | None, ...]) -> Iterator[SheetSide]:
    slots = sorted(panel.x for panel in form.panels if panel.side is Side.OUTSIDE)
    for number, pair in enumerate(saddle_stitch(len(order))):
        side = Side.INSIDE if number % 2 else Side.OUTSIDE
        beside = [(order[page], x) for page, x in zip(pair, slots, strict=True)]
        yield SheetSide(number // 2, side, tuple(_moved(place, side, x) for place, x in beside if place))


def _moved(place: Placement, side: Side, x: float) -> Placement:
    return replace(place, panel=replace(place.panel, side=side, x=x))


def _named(row: tuple[_Named, ...], ident: str) -> _Named:
    for each in row:
        if each.id == ident:
            return each
    raise KeyError(ident)
