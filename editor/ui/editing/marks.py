"""Underlined words as values: which there are, and what becomes of them while the text around them changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from editor.check.findings import ClaimFinding, Finding
from editor.core.levels import Level
from editor.core.writing import difference

_ORDER = (Level.ERROR, Level.WARNING, Level.INFORMATION)


@dataclass(frozen=True, slots=True)
class Mark:
    """[start, end) of a text, in code points, in which something was found."""

    start: int
    end: int
    finding: Finding


@dataclass(frozen=True, slots=True)
class Stretch:
    """[start, end) of a text with all that was found there, the gravest first."""

    start: int
    end: int
    findings: tuple[Finding, ...]

    @property
    def level(self) -> Level:
        """The gravest level."""
        return self.findings[0].level


def marks_in(text: str, findings: Iterable[Finding]) -> tuple[Mark, ...]:
    """Return the marks of findings about one text: exactly where they are, where they say so.

    A finding that only names its words is marked at the first place from its line on where they stand.
    """
    marks = []
    for finding in findings:
        if isinstance(finding, ClaimFinding):
            start, end = finding.start, min(finding.end, len(text))
        else:
            start = _after_line(text, finding.line, finding.text)
            end = start + len(finding.text)
        if 0 <= start < end:
            marks.append(Mark(start, end, finding))
    return tuple(marks)


def moved(marks: Iterable[Mark], before: str, after: str) -> tuple[Mark, ...]:
    """Return where marks in the text `before` stand in `after`; those whose words are gone are left out."""
    start, end, new = difference(before, after)
    shift = len(new) - (end - start)

    def first(at: int) -> int:
        return at + shift if at >= end else min(at, start)

    def last(at: int) -> int:
        return at if at <= start else at + shift if at >= end else start + len(new)

    changed = (replace(each, start=first(each.start), end=last(each.end)) for each in marks)
    return tuple(each for each in changed if each.start < each.end)


def stretches(marks: Sequence[Mark]) -> tuple[Stretch, ...]:
    """Return what to underline: stretches that never overlap, with all that was found in each."""
    edges = sorted({edge for mark in marks for edge in (mark.start, mark.end)})
    result: list[Stretch] = []
    for start, end in pairwise(edges):
        here = [mark.finding for mark in marks if mark.start <= start and end <= mark.end]
        if here:
            here.sort(key=lambda each: _ORDER.index(each.level))
            result.append(Stretch(start, end, tuple(dict.fromkeys(here))))
    return tuple(result)


def _after_line(text: str, line: int, words: str) -> int:
    """Return where words stand from a line (counted from 1) on; -1 if they do not."""
    at = 0
    for _ in range(line - 1):
        at = text.find("\n", at) + 1
        if at == 0:
            return -1
    return text.find(words, at) if words else -1
