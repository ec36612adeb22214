"""Offsets: Qt counts UTF-16 units, Python code points. An emoji is two of the one and one of the other."""

from __future__ import annotations


def to_units(text: str, points: int) -> int:
    """Return the UTF-16 offset of a code point offset."""
    head = text[:points]
    return len(head) if head.isascii() else len(head.encode("utf-16-le", "surrogatepass")) // 2


def to_points(text: str, units: int) -> int:
    """Return the code point offset of a UTF-16 offset; one inside a pair counts as before it."""
    if text.isascii():
        return min(units, len(text))
    head = text.encode("utf-16-le", "surrogatepass")[: units * 2]
    return len(head.decode("utf-16-le", "ignore"))
