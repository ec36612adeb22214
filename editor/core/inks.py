"""Printing inks: cyan, magenta, yellow and black, each from 0 (none) to 1 (solid)."""

from __future__ import annotations

import re

Inks = tuple[float, float, float, float]

NO_INK: Inks = (0.0, 0.0, 0.0, 0.0)
BLACK_INK: Inks = (0.0, 0.0, 0.0, 1.0)

_FOUR = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,2})?) ([0-9.]{1,6}) ([0-9.]{1,6}) ([0-9.]{1,6})")


def inks_mistake(text: str) -> str | None:
    """Return what is wrong with a text of inks ("must be ..."), None if it is empty or right."""
    if not text or parse_inks(text) is not None:
        return None
    return f"must be four percentages (cyan, magenta, yellow, black) such as 80 30 45 20, is {text[:40]!r}"


def parse_inks(text: str) -> Inks | None:
    """Return the inks that a text such as "80 30 45 20" names in percent; None if it is not four of 0 to 100."""
    if not _FOUR.fullmatch(text):
        return None
    try:
        cyan, magenta, yellow, black = (float(each) / 100 for each in text.split(" "))
    except ValueError:
        return None
    inks = (cyan, magenta, yellow, black)
    return inks if all(0 <= each <= 1 for each in inks) else None


def mix_inks(one: Inks, other: Inks, share: float) -> Inks:
    """Return `share` (0 to 1) of `one` with the rest of `other`; with NO_INK that is a tint."""
    cyan, magenta, yellow, black = (a * share + b * (1 - share) for a, b in zip(one, other, strict=True))
    return cyan, magenta, yellow, black
