"""What changed between two texts, word by word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

_WORD = re.compile(r"\s+|\w+(?:['’]\w+)*|[^\w\s]")


class Change(StrEnum):
    """What became of some words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words in a row, space between them included, that share their fate."""

    change: Change
    text: str


def word_diff(before: str, after: str) -> tuple[Stretch, ...]:
    """Return the stretches of both texts in reading order; what was removed comes before what replaced it."""
    return tuple(_stretches(_WORD.findall(before), _WORD.findall(after)))


def _stretches(before: list[str], after: list[str]) -> Iterator[Stretch]:
    for tag, i, j, k, m in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Stretch(Change.SAME, "".join(before[i:j]))
            continue
        if j > i:
            yield Stretch(Change.REMOVED, "".join(before[i:j]))
        if m > k:
            yield Stretch(Change.ADDED, "".join(after[k:m]))
