"""How a laid-out brochure fits its form: plain values, so that checks need not know the layout engine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Overset:
    """Text that found no room in a region: `lines` lines (0 if they cannot be counted) on `pages` pages too many.

    `section` is the first section that is not wholly placed; "" if none is known.
    """

    region: str
    section: str
    pages: int
    lines: int
