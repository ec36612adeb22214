"""What a check found: values for the list in the window, for `candor check` and its JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from editor.core.levels import Level

__all__ = ["ClaimFinding", "Finding", "Level", "counts"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `message` says what is the matter and what to do.

    `section` is a section's id ("" for the brochure itself), `place` the field in it as core.brochure.texts_of names it
    or "image"; `line` counts from 1 within that field (0 if it has none), `text` is the words in question and `source`
    where the rule comes from. `fix` names the edit in check.fixes that mends it, "" if there is none.
    """

    rule: str
    level: Level
    section: str
    line: int
    text: str
    message: str
    source: str = ""
    place: str = ""
    fix: str = field(default="", kw_only=True)


@dataclass(frozen=True, slots=True)
class ClaimFinding(Finding):
    """A finding of a claims rule, with the words' place in the field's text: [start, end) in code points, both 0 if it
    has none.

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


def counts(findings: Iterable[Finding]) -> dict[Level, int]:
    """Return how many findings there are of each level."""
    result = dict.fromkeys(Level, 0)
    for finding in findings:
        result[finding.level] += 1
    return result
