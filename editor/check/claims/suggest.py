"""Wordings that may stand in place of the words found.

A suggestion of a rule is a wording that always fits, or "pattern -> wording" for the words that the pattern matches as
a whole; what its groups matched can be taken over as \\1, \\2.
"""

from __future__ import annotations

import functools
import re

from editor.check.claims.patterns import PatternError, refuse_slow

ARROW = " -> "
_GROUP = re.compile(r"\\(\d)")


def suggestions(suggest: tuple[str, ...], words: str) -> tuple[str, ...]:
    """Return the wordings that fit these words, the best first."""
    return tuple(wording for each in suggest if (wording := _wording(each, words)))


def _wording(suggestion: str, words: str) -> str:
    """Return what one suggestion says for these words; "" if it does not fit."""
    pattern, arrow, wording = suggestion.rpartition(ARROW)
    if not arrow:
        return wording
    match = _compiled(pattern).fullmatch(words)
    return _GROUP.sub(lambda group: match[int(group[1])] or "", wording) if match else ""


def refuse_unusable(suggestion: str) -> None:
    """Raise PatternError if a suggestion is empty, or its pattern cannot be read or could take long."""
    pattern, arrow, wording = suggestion.rpartition(ARROW)
    if not wording.strip():
        raise PatternError("suggests no words")
    if arrow:
        refuse_slow(pattern)
        if max((int(each) for each in _GROUP.findall(wording)), default=0) > _compiled(pattern).groups:
            raise PatternError("takes over a group that its pattern does not have")


@functools.lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
