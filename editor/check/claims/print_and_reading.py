"""Conditions about how the brochure reaches its readers: on paper, in plain words, and by a screen reader."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.check.claims.facts import Facts, SectionOnPaper
from editor.check.claims.found import ClaimFinding, found
from editor.check.claims.rules import Rule
from editor.core.brochure import Role, texts_of
from editor.core.readability import Counts, reading_grade

MAX_GRADE = 8
MIN_CONTRAST = 4.5
BODY_SIZE = 8.5
"""Points; a theme's body text may be larger, and then the layout says so through the claim's own size."""
_DISCLOSURES = (Role.RISKS, Role.EXPECTED_RESULTS, Role.REGULATORY_STATUS)
_HEADING = re.compile(r"^[ ]{0,3}(#{1,6})[ \t]+(.*)$", re.MULTILINE)


def disclosure_not_conspicuous(facts: Facts, rule: Rule) -> Iterator[ClaimFinding]:
    """No disclosure that is as large as a claim and as easy to see can be seen together with it."""
    layout = facts.layout or {}
    printed = [
        layout[each.id] for role in _DISCLOSURES for each in facts.with_role(role) if each.id in layout
    ]
    for section in {claim.section: None for _, hit, claim in facts.claims if not hit.mentioned}:
        here = layout.get(section)
        if here is None or facts.brochure.section(section).role in _DISCLOSURES:
            continue
        problem = _problem(here, printed)
        if problem:
            title = facts.brochure.section(section).title
            yield found(rule, section, "text", title, f"{problem} {rule.message}")


def _problem(claim: SectionOnPaper, disclosures: list[SectionOnPaper]) -> str:
    near = [each for each in disclosures if each.views & claim.views]
    if not near:
        return "No risks, expected results or regulatory status can be seen together with this claim."
    large = [each for each in near if each.size >= min(claim.size, BODY_SIZE)]
    if not large:
        return "The disclosure beside this claim is smaller than body text."
    if not any(each.contrast >= MIN_CONTRAST for each in large):
        return "The disclosure beside this claim has too little contrast."
    return ""


def hard_to_read(facts: Facts, rule: Rule) -> Iterator[ClaimFinding]:
    """The text asks for more than eight years of school. Names the section that asks most."""
    by_section = {section.id: facts.scanned[section.id].counts for section in facts.sections}
    grade = reading_grade(sum(by_section.values(), Counts()))
    if grade is None or grade <= MAX_GRADE:
        return
    grades = {section: reading_grade(counts) or 0.0 for section, counts in by_section.items()}
    hardest = max(grades, key=lambda each: grades[each])
    title = facts.brochure.section(hardest).title
    where = f" The hardest section is “{title}” ({grades[hardest]:.0f})." if title and grades[hardest] else ""
    message = f"The reading grade is {grade:.1f}; aim for {MAX_GRADE} or less.{where} {rule.message}"
    yield found(rule, "", "", "", message)


def not_accessible(facts: Facts, rule: Rule) -> Iterator[ClaimFinding]:
    """Title, descriptions of pictures, or the order of headings: what a screen reader needs."""
    brochure = facts.brochure
    if not brochure.title.strip():
        yield found(
            rule, "", "title", "", "The brochure has no title. Give it one under File, Document settings."
        )
    if not brochure.language.strip():
        yield found(
            rule,
            "",
            "language",
            "",
            "The brochure has no language. Choose one under File, Document settings.",
        )
    if brochure.brand.logo and not (brochure.brand.logo.decorative or brochure.brand.logo.alt.strip()):
        yield found(
            rule,
            "",
            "brand.logo",
            "",
            "The logo has no description. Name the clinic, or mark it as decorative.",
        )
    for section in facts.sections:
        if section.image and not section.image.decorative and not section.image.alt.strip():
            message = "The picture has no description. Say what it shows, or mark it as decorative."
            yield found(rule, section.id, "image", section.image.caption, message)
        for place, text in texts_of(section):
            if "#" in text:
                yield from _skipped_headings(rule, section.id, place, text)


def _skipped_headings(rule: Rule, section: str, place: str, text: str) -> Iterator[ClaimFinding]:
    """Yield headings that jump over a level as printed: the highest one used in a text comes first below its title."""
    headings = [(match.start(), len(match[1]), match[2].strip()) for match in _HEADING.finditer(text)]
    ranks = sorted({level for _, level, _ in headings})
    before = -1
    for start, level, words in headings:
        rank = ranks.index(level)
        if rank > before + 1:
            message = (
                f"The heading “{words[:40]}” skips a level. Use the next level below the heading before it."
            )
            line = text.count("\n", 0, start) + 1
            yield ClaimFinding(
                rule.id, rule.level, section, line, words, message, rule.source, place, start, start + level,
                rule.why, rule.link, words, rule.jurisdiction, rule.reviewed_on,
            )  # fmt: skip
        before = rank
