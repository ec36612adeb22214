"""How a laid-out brochure fits its form: plain values, so that checks need not know the layout engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from editor.core.brochure import Brochure


@dataclass(frozen=True, slots=True)
class Overset:
    """Text that found no room in a region: `lines` lines (0 if they cannot be counted) on `pages` pages too many.

    `section` is the first section that is not wholly placed; "" if none is known.
    """

    region: str
    section: str
    pages: int
    lines: int


@dataclass(frozen=True, slots=True)
class PanelFit:
    """How full a panel is: page `page` (from 0) of a region, called `name`.

    `fill` is from 0 to 1. `lines_left` are lines of running text it still has room for; `lines_over` (on a region's
    last panel) are those that found no room, 0 if everything fits.
    """

    region: str
    page: int
    name: str
    fill: float
    lines_left: int
    lines_over: int = 0

    @property
    def words(self) -> str:
        """Say it for a meter: "86 %" or "12 lines over"."""
        if self.lines_over:
            return "1 line over" if self.lines_over == 1 else f"{self.lines_over} lines over"
        return f"{round(100 * min(1.0, self.fill))} %"


def page_counts(fits: Iterable[PanelFit]) -> dict[str, int]:
    """Return how many pages (or panels) each region has, by region id."""
    return dict(Counter(fit.region for fit in fits))


@dataclass(frozen=True, slots=True)
class FitResult:
    """What fitting came to: the brochure to put in place (the same object if nothing changed) and what was done.

    `words` are one to three sentences for the user. Where `fits` is false nothing was changed, and `oversets` are
    what has no room even at the tightest.
    """

    brochure: Brochure
    fits: bool
    words: str
    oversets: tuple[Overset, ...] = ()
