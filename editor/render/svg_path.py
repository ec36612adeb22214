"""The path data of SVG drawings as PDF operators, for the commands that drawings mostly use."""

from __future__ import annotations

import re

_COMMAND = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)")
_SIZES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "Z": 0}
"""How many numbers a command takes."""


def path_operators(data: str) -> bytes | None:
    """Return the PDF path operators of an SVG path; None where it has other commands, exponents or mistakes.

    Coordinates are kept to a thousandth of the drawing's unit.
    """
    out: list[str] = []
    x = y = start_x = start_y = 0.0
    if data.strip()[:1] not in ("M", "m"):
        return None
    for letter, rest in _COMMAND.findall(data):
        kind = letter.upper()
        size = _SIZES.get(kind)
        numbers = [float(number) for number in _NUMBER.findall(rest)]
        if size is None or (len(numbers) % size if size else numbers) or (size and not numbers):
            return None
        if kind == "Z":
            out.append("h")
            x, y = start_x, start_y
            continue
        for at in range(0, len(numbers), size):
            shift_x, shift_y = (x, y) if letter.islower() else (0.0, 0.0)
            points = _points(kind, numbers[at : at + size], x, y, shift_x, shift_y)
            if kind == "M" and at == 0:
                start_x, start_y = points[0]
                operator = "m"
            else:
                operator = "c" if len(points) == 3 else "l"
            out.append(" ".join(f"{px:.3f} {py:.3f}" for px, py in points) + " " + operator)
            x, y = points[-1]
    return "\n".join(out).encode()


def _points(
    kind: str, numbers: list[float], x: float, y: float, shift_x: float, shift_y: float
) -> list[tuple[float, float]]:
    """Return the absolute points of one segment: one for a line, three for a curve."""
    if kind == "H":
        return [(numbers[0] + shift_x, y)]
    if kind == "V":
        return [(x, numbers[0] + shift_y)]
    points = [(a + shift_x, b + shift_y) for a, b in zip(numbers[::2], numbers[1::2], strict=True)]
    if kind == "Q":  # a quadratic curve is this cubic one
        (qx, qy), (ex, ey) = points
        first = (x + 2 / 3 * (qx - x), y + 2 / 3 * (qy - y))
        second = (ex + 2 / 3 * (qx - ex), ey + 2 / 3 * (qy - ey))
        return [first, second, (ex, ey)]
    return points
