"""What changed between two texts, word by word."""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

_SENTENCE_END = re.compile(r"(?<=[.!?])(?=\s)|(?<=\S)(?=\n)")
_WORD = re.compile(r"\s*\w+(?:['’]\w+)*|\s*[^\w\s]|\s+")
_TOO_MUCH = 250_000
"""Pairs of words that are compared at most. Where more were rewritten in a row, it all counts as replaced."""


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
    """Return the stretches of both texts in reading order; what was removed comes before what replaced it.

    Sentences are compared first, and words only in those that differ: over a whole section words alone take seconds,
    since difflib's time grows with how often each word occurs.
    """
    return tuple(
        Stretch(change, "".join(text for _, text in row))
        for change, row in itertools.groupby(_in_sentences(before, after), key=lambda each: each[0])
    )


def _in_sentences(before: str, after: str) -> Iterator[tuple[Change, str]]:
    old, new = _SENTENCE_END.split(before), _SENTENCE_END.split(after)
    for tag, i, j, k, m in difflib.SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            yield from _said(Change.SAME, old[i:j])
        else:
            yield from _in_words(_WORD.findall("".join(old[i:j])), _WORD.findall("".join(new[k:m])))


def _in_words(old: list[str], new: list[str]) -> Iterator[tuple[Change, str]]:
    at = _common(old, new)
    end = _common(old[at:][::-1], new[at:][::-1])
    rest, tail = old[at : len(old) - end], old[len(old) - end :]
    yield from _said(Change.SAME, old[:at])
    yield from _between(rest, new[at : len(new) - end])
    yield from _said(Change.SAME, tail)


def _between(old: list[str], new: list[str]) -> Iterator[tuple[Change, str]]:
    if len(old) * len(new) > _TOO_MUCH:
        yield from _said(Change.REMOVED, old)
        yield from _said(Change.ADDED, new)
        return
    for tag, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from _said(Change.SAME, old[i:j])
        else:
            yield from _said(Change.REMOVED, old[i:j])
            yield from _said(Change.ADDED, new[k:m])


def _common(old: list[str], new: list[str]) -> int:
    """Return how many words are the same from the start."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(old), len(new)))


def _said(change: Change, texts: list[str]) -> Iterator[tuple[Change, str]]:
    if text := "".join(texts):
        yield change, text
