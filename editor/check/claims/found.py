"""Findings of claims rules: what a finding is, with where the words stand and why it matters."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from editor.check.claims.matching import Hit, Passage
from editor.check.claims.rules import Exempt, Rule
from editor.check.claims.suggest import suggestions
from editor.check.findings import ClaimFinding, Level
from editor.check.fixes import CITE

__all__ = ["ClaimFinding", "found", "found_in_text"]

_LONG = 10_000  # characters, of which counting the lines takes a microsecond
MENDED_BY_CITING = frozenset({"benefit-without-reference", "different-product"})


def line_at(text: str, position: int) -> int:
    """Return the line, from 1, at a position; quickly too for the thousands of findings that a long text may have."""
    if position < _LONG:
        return text.count("\n", 0, position) + 1
    return bisect_left(_ends_of_lines(text), position) + 1


@lru_cache(maxsize=2)
def _ends_of_lines(text: str) -> tuple[int, ...]:
    return tuple(found.start() for found in re.finditer("\n", text))


def found_in_text(
    rule: Rule, section: str, passage: Passage, hit: Hit, text: str, message: str = ""
) -> ClaimFinding:
    """Return the finding for words in a text. Words that are asked about or warned of are information only."""
    start, end = passage.sentence.span(hit.start, hit.end)
    level = Level.ERROR if hit.stronger else rule.level
    return ClaimFinding(
        rule.id,
        Level.INFORMATION if hit.mentioned else level,
        section,
        line_at(text, start),
        passage.sentence.plain[hit.start : hit.end],
        message or rule.message,
        rule.source,
        passage.place,
        start,
        end,
        rule.why,
        rule.link,
        passage.sentence.plain,
        rule.jurisdiction,
        rule.reviewed_on,
        suggestions(rule.suggest, passage.sentence.plain[hit.start : hit.end]),
        fix=CITE if rule.exempt is not Exempt.NOTHING or rule.condition in MENDED_BY_CITING else "",
    )


def found(
    rule: Rule,
    section: str = "",
    place: str = "",
    words: str = "",
    message: str = "",
    level: Level | None = None,
    fix: str = "",
) -> ClaimFinding:
    """Return the finding of a structural rule about a section, or about the brochure where there is none."""
    return ClaimFinding(
        rule.id,
        level or rule.level,
        section,
        0,
        words,
        message or rule.message,
        rule.source,
        place,
        why=rule.why,
        link=rule.link,
        jurisdiction=rule.jurisdiction,
        reviewed_on=rule.reviewed_on,
        fix=fix,
    )
