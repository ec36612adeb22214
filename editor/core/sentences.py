"""Sentences of a Markdown text, as a reader reads them, with the way back to the source.

A sentence's `plain` text has no markup and no citations, one space between words, straight quotes, and a space for a
hyphen inside a compound, so that "**risk**-free", "risk free" and "risk‑free" read alike. Offsets count code points.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from editor.core.citations import CITATION

MAX_SENTENCE = 1_000
"""Characters; a longer run without a full stop is cut at a space, so that no pattern meets endless text."""

# Where markup may begin; looking for one of these first is what makes reading fast.
_SPECIAL = re.compile(r"[\n\t\r\f\v&\\*_`~\[\]!<|>-]|[^\x00-\x7f]|  ")
_MARKUP = re.compile(
    r"(?P<citation>" + CITATION.pattern.replace("(", "(?:", 1) + r")"
    r"|(?P<drop><!--.*?-->|!\[[^\]\n]*\]\([^)\n]*\)|\]\([^)\n]*\)|\]\[[^\]\n]*\]|<(?:https?:|mailto:)[^>\s]*>"
    r"|</?(?:b|i|u|em|strong|a|span|sup|sub|code|del|small|mark)\b[^>]*>)"
    r"|(?P<block></?[A-Za-z][^<>]*>|\n[ \t]*(?:[-*_=][ \t]*){3,}(?=\n|\Z)|\|[ \t:|-]*(?:\n[ \t]*\|[ \t:|-]*)?"
    r"|\n[ \t]*(?:\n\s*)+|\n[ \t>]*(?:[-*+•]|\d{1,3}[.)])[ \t]+)"
    r"|(?P<heading>\n[ \t]*\#{1,6}[ \t]+)"
    r"|(?P<entity>&(?:[A-Za-z]{2,24}|\#\d{1,7}|\#[xX][0-9A-Fa-f]{1,6});)"
    r"|(?P<escape>\\[\\`*_{}\[\]()\#+\-.!|>~])"
    r"|(?P<mark>\*+|(?<!\w)_+|_+(?!\w)|`+|~~+|\[|\])"
    r"|(?P<hyphen>(?<=[\w*_\])])-\n?(?=[\w*_\[]))"
    r"|(?P<dash>-{2,3}|(?<=\s)-(?=\s))"
    r"|(?P<space>(?:\n[ \t]*>|\s)+)"
    r"|(?P<other>[^\x00-\x7f])",
    re.DOTALL,
)
_MARKER = re.compile(r"[ \t>]*(?:(?<=>) ?|(?:[-*+•]|\d{1,3}[.)])[ \t]+|(\#{1,6})[ \t]+)")
_STOP = re.compile(r"[.!?…]+[\"')]*(?= |\Z)")
_ABBREVIATION = re.compile(
    r"(?:\A|[ (\"])(?:dr|mr|mrs|ms|prof|st|vs|cf|approx|fig|ed|eds|vol|pp|al|inc|ltd|co|dept|e\.g|i\.e|etc"
    r"|u\.s|[a-z])\.\Z",
    re.IGNORECASE,
)
_NUMBER_SIGN = re.compile(r"(?:\A|[ (])no\.\Z", re.IGNORECASE)
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_PLAIN = {
    "‘": "'", "’": "'", "‛": "'", "ʼ": "'", "′": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "—": "–", "–": "–", "‒": "–", "−": "-", "…": ".",
}  # fmt: skip
_HYPHENS = frozenset("‐‑")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence. `start` and `end` are its place in the source; `keys` are the references it cites.

    `block` counts paragraphs, list items and headings from 0; `offsets[i]` is where `plain[i]` stands in the source.
    """

    start: int
    end: int
    plain: str
    offsets: tuple[int, ...]
    keys: tuple[str, ...] = ()
    block: int = 0
    heading: bool = False

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where the characters `first` up to before `last` of the plain text stand in the source."""
        return self.offsets[first], self.offsets[last - 1] + 1


@dataclass(slots=True)
class _Plain:
    """The plain text while it grows: pieces, where each character comes from, and what was met on the way."""

    pieces: list[str]
    offsets: list[int]
    cited: list[tuple[int, str]]
    headings: set[int]

    def add(self, text: str, offset: int) -> None:
        """Add characters that all come from one place."""
        self.pieces.append(text)
        self.offsets.extend([offset] * len(text))

    def copy(self, text: str, start: int, end: int) -> None:
        """Add characters as they stand in the source."""
        self.pieces.append(text[start:end])
        self.offsets.extend(range(start, end))


def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a Markdown text in order. Headings and list items are sentences of their own."""
    return tuple(_split(_plain(text)))


def _plain(text: str) -> _Plain:
    result = _Plain([], [], [], set())
    position = _marker(result, text, 0)
    while special := _SPECIAL.search(text, position):
        start = special.start()
        if start > position:
            result.copy(text, position, start)
        match = _MARKUP.match(text, start)
        if match is None:
            result.copy(text, start, start + 1)
            position = start + 1
            continue
        _take(result, match)
        position = match.end()
        if match.lastgroup == "block" and match[0].isspace():
            position = _marker(result, text, position)
    result.copy(text, position, len(text))
    return result


def _take(result: _Plain, match: re.Match[str]) -> None:
    start, kind, found = match.start(), match.lastgroup, match[0]
    if kind == "citation":
        result.cited.append((len(result.offsets), found[2:-1]))
    elif kind in ("block", "heading"):
        result.add("\n", start)
        if kind == "heading":
            result.headings.add(len(result.offsets))
    elif kind == "entity":
        result.add("".join(map(_simple, html.unescape(found))), start)
    elif kind == "escape":
        result.add(found[1], start + 1)
    elif kind in ("hyphen", "space"):
        result.add(" ", start)
    elif kind == "dash":
        result.add("–", start)
    elif kind == "other":
        result.add(_simple(found), start)


def _marker(result: _Plain, text: str, position: int) -> int:
    """Pass over the list or heading marker at the beginning of the text or after a blank line."""
    again = _MARKER.match(text, position)
    if again is None:
        return position
    if again[1]:
        result.headings.add(len(result.offsets))
    return again.end()


def _simple(character: str) -> str:
    """Return a character in the plain form that patterns are written in; "" for one that cannot be seen."""
    if character < "\x80":
        return " " if character.isspace() else character
    if character in _INVISIBLE:
        return ""
    if character in _HYPHENS or character.isspace():
        return " "
    simple = _PLAIN.get(character) or unicodedata.normalize("NFKC", character)
    # Lower case must not change the length, or offsets would shift.
    return "".join(each if len(each.lower()) == 1 else each.lower()[0] for each in simple)


def _split(found: _Plain) -> Iterator[Sentence]:
    whole = "".join(found.pieces)
    start = block = 0
    cited = iter([*found.cited, (len(whole) + 1, "")])
    citation = next(cited)
    for end in [*(match.start() for match in re.finditer("\n", whole)), len(whole)]:
        spans = list(_spans(whole, start, end))
        for index, (first, last) in enumerate(spans):
            following = spans[index + 1][0] if index + 1 < len(spans) else end
            keys = []
            # A citation after the full stop belongs to the sentence before it.
            while citation[0] <= following and citation[1]:
                keys.append(citation[1])
                citation = next(cited)
            plain, offsets = _joined(whole, found.offsets, first, last)
            yield Sentence(
                offsets[0], offsets[-1] + 1, plain, offsets, tuple(keys), block, start in found.headings
            )
        block += bool(spans)
        start = end + 1


def _joined(whole: str, offsets: list[int], first: int, last: int) -> tuple[str, tuple[int, ...]]:
    """Return a stretch with single spaces only."""
    plain = whole[first:last]
    if "  " not in plain:
        return plain, tuple(offsets[first:last])
    kept = [place for place in range(first, last) if whole[place] != " " or whole[place - 1] != " "]
    return "".join(whole[place] for place in kept), tuple(offsets[place] for place in kept)


def _spans(whole: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of one block begins and ends, without the space around it."""
    first = start
    for match in _STOP.finditer(whole, start, end):
        if _ends_sentence(whole, first, match, end):
            yield from _cut(whole, first, match.end())
            first = match.end()
    yield from _cut(whole, first, end)


def _cut(whole: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and whole[start] == " ":
        start += 1
    while end > start and whole[end - 1] == " ":
        end -= 1
    while end - start > MAX_SENTENCE:
        space = whole.rfind(" ", start, start + MAX_SENTENCE)
        middle = space if space > start else start + MAX_SENTENCE
        yield start, middle
        start = middle + (whole[middle] == " ")
    if end > start:
        yield start, end


def _ends_sentence(whole: str, first: int, stop: re.Match[str], end: int) -> bool:
    following = whole[stop.end() : min(stop.end() + 40, end)].lstrip(" \"'(")
    if not following:
        return True
    if not stop[0].startswith("."):
        return not following[0].islower() or stop[0].startswith("?")
    before = whole[max(first, stop.start() - 12) : stop.start() + 1]
    if len(stop[0].rstrip("\"')")) == 1 and _ABBREVIATION.search(before):
        return False
    if following[0].isdigit() and _NUMBER_SIGN.search(before):
        return False
    return not following[0].islower()
