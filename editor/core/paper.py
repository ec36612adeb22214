"""Print forms: paper, panels and regions, in millimetres.

A form is data (resources/forms/*.toml). Panels lie on the sides of a sheet at their trimmed size; a region is a chain
of panels through which sections flow. Positions count from the left and top edge of the trimmed sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

from editor.core.brochure import Brochure, Kind, Role, Section
from editor.core.decode import DecodeError, Mistake, decode

_Named = TypeVar("_Named", "Panel", "Region")


class Side(StrEnum):
    """A side of a sheet. The outside is printed first and shows the cover."""

    OUTSIDE = "outside"
    INSIDE = "inside"


class Shape(StrEnum):
    """Whether a form's panels are narrow leaflet panels or whole pages; themes set type by it."""

    PANEL = "panel"
    PAGE = "page"


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

    A region that `repeats` adds as many pages like its only panel as the text needs.
    """

    id: str
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
    """A print form. Regions stand in reading order; `duplex` is the paper edge to turn on when printing both sides."""

    id: str
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


@dataclass(frozen=True, slots=True)
class Flow:
    """The visible sections of a brochure that run through one region, in order."""

    region: Region
    panels: tuple[Panel, ...]
    sections: tuple[Section, ...]

    def panel_at(self, page: int) -> Panel:
        """Return the panel that page `page` (from 0) prints on; past the end, the last panel's likeness."""
        return self.panels[min(page, len(self.panels) - 1)]


@dataclass(frozen=True, slots=True)
class Placement:
    """Page `page` (from 0) of a region, placed on a side of a sheet with its upper left trim corner at x, y (mm)."""

    region: str
    page: int
    panel: Panel


@dataclass(frozen=True, slots=True)
class SheetSide:
    """One printed side of a sheet."""

    sheet: int
    side: Side
    placements: tuple[Placement, ...]


def flows(brochure: Brochure, form: Form) -> tuple[Flow, ...]:
    """Return the flows of a brochure in a form, in reading order; empty regions have flows without sections."""
    visible = [(form.region_of(section), section) for section in brochure.sections if not section.hidden]
    return tuple(
        Flow(region, tuple(map(form.panel, region.panels)), tuple(s for r, s in visible if r is region))
        for region in form.regions
    )


def reading_order(brochure: Brochure, form: Form) -> tuple[Section, ...]:
    """Return the visible sections in the order a reader of the printed form meets them."""
    return tuple(section for flow in flows(brochure, form) for section in flow.sections)


def sheet_sides(form: Form, pages: dict[str, int]) -> tuple[SheetSide, ...]:
    """Place pages on sheets. `pages` is the number of pages each region came out with (by region id).

    Pages past the panels of a region that does not repeat are overset and not placed.
    """
    repeating = [region for region in form.regions if region.repeats]
    if repeating:
        return tuple(_sides_of_pages(form, repeating[0], max(1, pages.get(repeating[0].id, 1))))
    places = [
        (region.id, page, form.panel(p)) for region in form.regions for page, p in enumerate(region.panels)
    ]
    return tuple(
        SheetSide(0, side, tuple(Placement(*place) for place in places if place[2].side is side))
        for side in Side
        if any(place[2].side is side for place in places)
    )


def _sides_of_pages(form: Form, region: Region, count: int) -> Iterator[SheetSide]:
    panel = form.panel(region.panels[0])
    for page in range(count):
        side = Side.INSIDE if page % 2 else Side.OUTSIDE
        yield SheetSide(page // 2, side, (Placement(region.id, page, replace(panel, side=side)),))


def decode_form(data: object) -> Form:
    """Decode a form strictly; DecodeError names every mistake, also panels that leave the sheet or overlap."""
    form = decode(Form, data)
    mistakes = tuple(_form_mistakes(form))
    if mistakes:
        raise DecodeError(mistakes)
    return form


def _form_mistakes(form: Form) -> Iterator[Mistake]:
    panel_ids, region_ids = [panel.id for panel in form.panels], [region.id for region in form.regions]
    for name, idents in (("panels", panel_ids), ("regions", region_ids)):
        if not idents or len(set(idents)) < len(idents):
            yield Mistake(name, "must not be empty, and each id must stand only once")
    if form.default_region not in region_ids:
        yield Mistake("default_region", f"must be one of the regions, is {form.default_region!r}")
    if form.duplex not in ("short-edge", "long-edge"):
        yield Mistake("duplex", f"must be short-edge or long-edge, is {form.duplex!r}")
    yield from _region_mistakes(form, panel_ids)
    yield from _panel_mistakes(form)


def _region_mistakes(form: Form, panel_ids: list[str]) -> Iterator[Mistake]:
    used: list[str] = []
    for index, region in enumerate(form.regions):
        if not region.panels or (region.repeats and len(form.panels) > 1):
            yield Mistake(f"regions[{index}]", "needs panels; one that repeats must be alone with one panel")
        for panel_id in region.panels:
            if panel_id not in panel_ids or panel_id in used:
                yield Mistake(f"regions[{index}].panels", f"{panel_id!r} must be a panel of its own")
            used.append(panel_id)


def _panel_mistakes(form: Form) -> Iterator[Mistake]:
    for index, panel in enumerate(form.panels):
        if panel.x + panel.width > form.width + 0.01 or panel.y + panel.height > form.height + 0.01:
            yield Mistake(f"panels[{index}]", "reaches over the edge of the sheet")
        if (
            panel.width <= form.margins.left + form.margins.right
            or panel.height <= form.margins.top + form.margins.bottom
        ):
            yield Mistake(f"panels[{index}]", "is smaller than its margins")
        for other in form.panels[:index]:
            if other.side is panel.side and _overlap(panel, other):
                yield Mistake(f"panels[{index}]", f"overlaps the panel {other.id!r}")


def _overlap(one: Panel, other: Panel) -> bool:
    return (
        min(one.x + one.width, other.x + other.width) - max(one.x, other.x) > 0.01
        and min(one.y + one.height, other.y + other.height) - max(one.y, other.y) > 0.01
    )


def _named(row: tuple[_Named, ...], ident: str) -> _Named:
    for each in row:
        if each.id == ident:
            return each
    raise KeyError(ident)
