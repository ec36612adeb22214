"""Findings of claims rules: what a finding is, with where the words stand and why it matters."""

from __future__ import annotations

from dataclasses import dataclass

from editor.check.claims.matching import Hit, Passage
from editor.check.claims.rules import Rule
from editor.check.findings import Finding, Level


@dataclass(frozen=True, slots=True)
class ClaimFinding(Finding):
    """A finding with the words' place in the field's text: [start, end) in code points, both 0 if it has none.

    `suggestions` are wordings for the words found, `sentence` is the whole sentence in plain text, to which a dismissal
    is bound, `link` is the source's address.
    """

    start: int = 0
    end: int = 0
    why: str = ""
    link: str = ""
    sentence: str = ""
    jurisdiction: str = ""
    reviewed_on: str = ""
    suggestions: tuple[str, ...] = ()


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
    )


def found(
    rule: Rule,
    section: str = "",
    place: str = "",
    words: str = "",
    message: str = "",
    level: Level | None = None,
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
    )
