"""Where the sections stand on paper, from what was measured on the laid-out pages."""

from __future__ import annotations

from collections.abc import Mapping

from editor.check.claims.facts import SectionOnPaper
from editor.core.facts import LayoutFacts, PrintedText


def sections_on_paper(facts: LayoutFacts) -> Mapping[str, SectionOnPaper]:
    """Return, by section, what its text looks like on the pages; sections without printed text are not there."""
    parts: dict[str, list[PrintedText]] = {}
    for each in facts.texts:
        parts.setdefault(each.section, []).append(each)
    return {
        section: SectionOnPaper(
            frozenset(each.view for each in found),
            min(each.size for each in found),
            min(each.contrast for each in found),
        )
        for section, found in parts.items()
    }
