"""Gaps that a pre-written text leaves for the clinic to fill: "[name of the practitioner]"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.check.claims.facts import WHOLE, Facts, own_texts, texts_in
from editor.check.claims.found import ClaimFinding
from editor.check.claims.rules import Rule

# Links, pictures, citations, task lists, "[sic]" and "[Tak 2020]" are no gaps.
_GAP = re.compile(
    r"(?<![\\\w\]])(?<!!)\[(?!\^|sic\]|x\]|X\]|[^\]\n]*\b(?:19|20)\d\d\b)(?=[^\]\n]*[^\W\d_]{2})[^\[\]\n]{2,120}\](?![(\[]|:\s*<?https?:)"
    r"|\blorem ipsum\b",
    re.IGNORECASE,
)


def gap_left(facts: Facts, rule: Rule) -> Iterator[ClaimFinding]:
    """A text still has a gap to fill in."""
    texts = [(WHOLE, place, text) for place, text in own_texts(facts.brochure)]
    texts += [(section.id, place, text) for section in facts.sections for place, text in texts_in(section)]
    for section, place, text in texts:
        if "[" not in text and "lorem" not in text.lower():  # many times as fast as the pattern
            continue
        for gap in _GAP.finditer(text):
            line = text.count("\n", 0, gap.start()) + 1
            yield ClaimFinding(
                rule.id, rule.level, section, line, gap[0], f"{gap[0]} is still to be filled in. {rule.message}",
                rule.source, place, gap.start(), gap.end(), rule.why, rule.link, gap[0], rule.jurisdiction,
                rule.reviewed_on,
            )  # fmt: skip
