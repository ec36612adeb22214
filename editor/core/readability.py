"""How hard an English text is to read: the Flesch-Kincaid grade."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

import pyphen

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouyà-öø-ÿ]+")
# "e" that is not spoken: "make", "makes", "moved", but not "apple", "boxes" or "needed".
_SILENT = re.compile(
    r"(?<=[^aeiouy])(?:(?<!l)e|(?<=[aeiouy]l)e|(?<=[^sxz])es(?<!ches)(?<!shes)|(?<=[^td])ed)\Z"
)


def words(text: str) -> tuple[str, ...]:
    """Return the words of a plain text; numbers are none."""
    return tuple(_WORD.findall(text))


def reading_grade(sentences: Iterable[str]) -> float | None:
    """Return the Flesch-Kincaid grade (years at a US school) of plain sentences; None for fewer than 30 words."""
    spoken = [found for sentence in sentences if (found := words(sentence))]
    count = sum(map(len, spoken))
    if count < 30:
        return None
    total = sum(syllables(word) for sentence in spoken for word in sentence)
    return 0.39 * count / len(spoken) + 11.8 * total / count - 15.59


@functools.lru_cache(maxsize=8192)
def syllables(word: str) -> int:
    """Return how many syllables an English word has.

    Hyphenation never splits off one letter ("about"), and vowels alone miss hiatus ("diet"): the larger number is
    nearer the truth, since both count too few rather than too many.
    """
    low = word.lower().replace("'", "")
    vowels = len(_VOWELS.findall(_SILENT.sub("", low))) or 1
    return max(vowels, len(_english().positions(low)) + 1)


@functools.cache
def _english() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_US", left=1, right=1)
