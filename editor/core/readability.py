"""How hard an English text is to read: the Flesch-Kincaid grade."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Counts:
    """How many sentences, words and syllables a text has."""

    sentences: int = 0
    words: int = 0
    syllables: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.sentences + other.sentences, self.words + other.words, self.syllables + other.syllables
        )


def counts(sentences: Iterable[str]) -> Counts:
    """Return the counts of plain sentences; those without a word are left out."""
    spoken = [found for sentence in sentences if (found := words(sentence))]
    total = sum(syllables(word) for sentence in spoken for word in sentence)
    return Counts(len(spoken), sum(map(len, spoken)), total)


def reading_grade(text: Counts) -> float | None:
    """Return the Flesch-Kincaid grade (years at a US school); None for fewer than 30 words."""
    if text.words < 30:
        return None
    return 0.39 * text.words / text.sentences + 11.8 * text.syllables / text.words - 15.59


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
