"""Findings of claims rules: what a finding is, with where the words stand and why it matters."""

from __future__ import annotations

from editor.check.claims.matching import Hit, Passage
from editor.check.claims.rules import Exempt, Rule
from editor.check.findings import ClaimFinding, Level
from editor.check.fixes import CITE

__all__ = ["ClaimFinding", "found", "found_in_text"]

MENDED_BY_CITING = frozenset({"benefit-without-reference", "different-product"})


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
        text.count("\n", 0, start) + 1,
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
        rule.suggest,
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
