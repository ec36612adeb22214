"""What lies on the printed pages: plain values, so that checks need not know the layout engine.

Of everything that has a measure, the least in each place is reported: the smallest text, the finest line, the text
that comes nearest to an edge.
"""

from __future__ import annotations

from dataclasses import dataclass

SAFE = 3.0
"""How far text must stay from a panel's edges (mm): cutting and folding are that exact."""
LEAST_RESOLUTION = 200
"""Dots an inch below which a picture looks soft in print."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something lies: page `page` (from 0) of a region, in a section ("" for what is in none, as a page number).

    `place` is the field it comes from, as core.brochure.texts_of names it, "image", "references", or "brand" with
    "brand.logo" for what the clinic's own data prints; "" if none is known.
    """

    region: str
    page: int
    section: str
    place: str


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture made of pixels. `width` and `height` (mm) are those of the whole picture, also where it is cropped."""

    spot: Spot
    asset: str
    width: float
    height: float
    pixels_across: int
    pixels_down: int

    @property
    def resolution(self) -> float:
        """Dots an inch on paper."""
        return min(
            self.pixels_across * 25.4 / max(self.width, 0.01),
            self.pixels_down * 25.4 / max(self.height, 0.01),
        )


@dataclass(frozen=True, slots=True)
class TextSize:
    """The smallest text of a place (points), and some of it; "" where it stands in a drawing."""

    spot: Spot
    size: float
    text: str


@dataclass(frozen=True, slots=True)
class LineWidth:
    """The finest line of a place (points)."""

    spot: Spot
    width: float


@dataclass(frozen=True, slots=True)
class EdgeDistance:
    """How far the text of a place stays from the nearest edge or fold of its panel (mm; below 0 it leaves it)."""

    spot: Spot
    distance: float
    text: str


@dataclass(frozen=True, slots=True)
class Substituted:
    """Characters of a place that `wanted`, the typeface of the text, lacks; `family` draws them, none if it is ""."""

    spot: Spot
    characters: str
    wanted: str
    family: str


@dataclass(frozen=True, slots=True)
class PrintedText:
    """The running text of a section on a page: its smallest size (points) and its lowest contrast with what is behind
    it (WCAG 2's ratio, 1 to 21). Numbers of references, captions and words in drawings are left out.

    `view` is the number of what a reader sees at once, see core.views.
    """

    section: str
    view: int
    size: float
    contrast: float


@dataclass(frozen=True, slots=True)
class LayoutFacts:
    """Everything reported of one layout in the form with the identifier `form`."""

    form: str
    pictures: tuple[PlacedPicture, ...] = ()
    sizes: tuple[TextSize, ...] = ()
    lines: tuple[LineWidth, ...] = ()
    edges: tuple[EdgeDistance, ...] = ()
    substituted: tuple[Substituted, ...] = ()
    texts: tuple[PrintedText, ...] = ()
