"""Edits of the words that a claims rule found: another wording in their place, or a reference cited behind them."""

from __future__ import annotations

import re

from editor.check.findings import ClaimFinding
from editor.core.brochure import Brochure
from editor.core.citations import CITATION
from editor.core.places import text_at, with_text
from editor.core.sentences import Sentence, sentences

_EMPHASIS = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)")
_AFTER_WORDS = re.compile(r"[.!?…]*[*_\"')”’]*(?:" + CITATION.pattern.replace("(", "(?:", 1) + r")*")


def stands(brochure: Brochure, finding: ClaimFinding) -> bool:
    """Tell whether the words of a finding still stand where they were found."""
    return _sentence(text_at(brochure, finding.section, finding.place), finding) is not None


def can_replace(brochure: Brochure, finding: ClaimFinding) -> bool:
    """Tell whether a wording can take the place of the words: they are there, and no link begins or ends in them."""
    words = text_at(brochure, finding.section, finding.place)[finding.start : finding.end]
    return stands(brochure, finding) and not re.search(r"[\[\]`<>|\n]", CITATION.sub("", words))


def replaced(brochure: Brochure, finding: ClaimFinding, wording: str) -> Brochure:
    """Return the brochure with a wording in place of the words found; the very same one if they are gone.

    The wording begins with a capital where the words did. Citations and emphasis among the words are kept.
    """
    if not can_replace(brochure, finding):
        return brochure
    text = text_at(brochure, finding.section, finding.place)
    words = text[finding.start : finding.end]
    written = _emphasised(text[: finding.start], words, _like(words, wording))
    written += "".join(match[0] for match in CITATION.finditer(words))
    return with_text(
        brochure, finding.section, finding.place, text[: finding.start] + written + text[finding.end :]
    )


def cited(brochure: Brochure, finding: ClaimFinding, key: str) -> Brochure:
    """Return the brochure with a reference cited at the end of the sentence in which something was found.

    For a title it stands in the text below it, where there is one: a heading with a number behind it reads badly.
    """
    place, start = finding.place, finding.start
    if not stands(brochure, finding):
        return brochure
    if place.endswith("title"):
        below = place.removesuffix("title") + "text"
        if text_at(brochure, finding.section, below).strip():
            place, start = below, 0
    text = text_at(brochure, finding.section, place)
    sentence = next((each for each in sentences(text) if start < each.end), None)
    if sentence is None:
        return brochure
    behind = _AFTER_WORDS.match(text, sentence.end)
    at = behind.end() if behind else sentence.end
    written = f"[^{key}]"
    if written in text[sentence.start : at]:
        return brochure
    return with_text(brochure, finding.section, place, text[:at] + written + text[at:])


def _sentence(text: str, finding: ClaimFinding) -> Sentence | None:
    """Return the sentence that a finding is about, if it still stands where it was found."""
    if finding.start >= finding.end:
        return None
    found = (each for each in sentences(text) if each.start <= finding.start < each.end)
    return next((each for each in found if each.plain == finding.sentence), None)


def _like(words: str, wording: str) -> str:
    """Return the wording with a capital first letter where the words have one, and only there; "PRP" stays."""
    first = next((each for each in words if each.isalpha()), "")
    if first.isupper():
        return wording[:1].upper() + wording[1:]
    return wording[:1].lower() + wording[1:] if wording[1:2].islower() else wording


def _emphasised(before: str, words: str, wording: str) -> str:
    """Return the wording with the emphasis that begins or ends within the words it replaces."""
    marks = [match[0] for match in _EMPHASIS.finditer(words)]
    if len(marks) % 2 == 0:
        return wording
    mark = marks[-1]
    paragraph = before.rpartition("\n\n")[2]
    ends_here = paragraph.count(mark) % 2 == 1
    return wording + mark if ends_here else mark + wording
