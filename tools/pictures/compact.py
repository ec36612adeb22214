"""Path data rewritten in relative coordinates: the same curves in about two thirds of the bytes."""

from __future__ import annotations

import re
from collections.abc import Sequence

ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "Q": 4, "C": 6, "Z": 0}
TOKENS = re.compile(r"[A-Za-z]|-?\d*\.?\d+")


def compact(d: str) -> str:
    """Return absolute path data (M L H V Q C Z) as relative data in tenths of a unit.

    Every point is rounded on its own before differences are taken, so errors don't add up. Data with other
    commands comes back as it is.
    """
    tokens = TOKENS.findall(d)
    if any(token.isalpha() and token not in ARGUMENTS for token in tokens):
        return d
    parts: list[str] = []
    here = start = (0, 0)
    command, i = "", 0
    while i < len(tokens):
        if tokens[i] in ARGUMENTS:
            command, i = tokens[i], i + 1
        elif command == "M":
            command = "L"
        count = ARGUMENTS[command]
        values = [round(float(token) * 10) for token in tokens[i : i + count]]
        i += count
        end = _end(command, values, here, start)
        parts.append(command.lower() + _joined([v - _base(command, k, here) for k, v in enumerate(values)]))
        here = end
        start = end if command == "M" else start
    return "M" + "".join(parts)[1:]


def _end(
    command: str, values: Sequence[int], here: tuple[int, int], start: tuple[int, int]
) -> tuple[int, int]:
    if command == "Z":
        return start
    if command == "H":
        return values[0], here[1]
    if command == "V":
        return here[0], values[0]
    return values[-2], values[-1]


def _base(command: str, index: int, here: tuple[int, int]) -> int:
    return here[1] if command == "V" else here[index % 2]


def _joined(tenths: Sequence[int]) -> str:
    """Return numbers in the shortest spelling, a minus sign serving as separator."""
    words = [f"{value / 10:.1f}".removesuffix(".0") for value in tenths]
    short = [word.replace("0.", ".", 1) if word.startswith(("0.", "-0.")) else word for word in words]
    return " ".join(short).replace(" -", "-")
