"""Finding the words of text rules in the sentences of a section."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from editor.check.claims.context import Standing, affirms, has_own_negator, is_question, standing
from editor.check.claims.patterns import compiled
from editor.check.claims.rules import Rule
from editor.core.sentences import Sentence, sentences


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence in its place: the field it stands in, and its plain text in small letters."""

    place: str
    sentence: Sentence
    low: str


@dataclass(frozen=True, slots=True)
class Hit:
    """Words of a rule in a passage: its number in the section and where in the plain text the words stand."""

    rule: Rule
    passage: int
    start: int
    end: int
    mentioned: bool = False
    stronger: bool = False


@dataclass(frozen=True, slots=True)
class Scanned:
    """What the words of a section give by themselves, whatever else the brochure says."""

    passages: tuple[Passage, ...]
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class _Matcher:
    """A rule with its patterns compiled."""

    rule: Rule
    tokens: re.Pattern[str]
    exceptions: re.Pattern[str] | None
    requires: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    stronger: re.Pattern[str] | None


Scan = Callable[[Iterable[tuple[str, str]]], Scanned]


def scanner(rules: Iterable[Rule]) -> Scan:
    """Return a function from the (place, text) pairs of a section to what the rules' words find in them."""
    matchers = [
        _Matcher(
            rule,
            tokens,
            *(compiled(each) for each in (rule.exceptions, rule.requires, rule.unless, rule.stronger)),
        )
        for rule in rules
        if (tokens := compiled(rule.tokens))
    ]

    def scan(texts: Iterable[tuple[str, str]]) -> Scanned:
        passages = tuple(
            Passage(place, sentence, sentence.plain.lower())
            for place, text in texts
            for sentence in sentences(text)
        )
        # One search over all of the section is faster than one for each sentence; no pattern gets past a line's end.
        whole = "\n".join(passage.low for passage in passages)
        starts, position = [], 0
        for passage in passages:
            starts.append(position)
            position += len(passage.low) + 1
        hits = [hit for matcher in matchers for hit in _hits(matcher, passages, whole, starts)]
        return Scanned(passages, tuple(hits))

    return scan


def _hits(matcher: _Matcher, passages: tuple[Passage, ...], whole: str, starts: list[int]) -> Iterator[Hit]:
    by_passage: dict[int, list[tuple[int, int]]] = {}
    for match in matcher.tokens.finditer(whole):
        number = bisect_right(starts, match.start()) - 1
        by_passage.setdefault(number, []).append(
            (match.start() - starts[number], match.end() - starts[number])
        )
    for number, spans in by_passage.items():
        hit = _first_that_stands(matcher, passages, number, spans)
        if hit:
            yield hit


def _first_that_stands(
    matcher: _Matcher, passages: tuple[Passage, ...], number: int, spans: list[tuple[int, int]]
) -> Hit | None:
    """Return the first of the words found in one sentence that is a claim, else the first that is mentioned."""
    rule, low = matcher.rule, passages[number].low
    # Words never reach over a sentence's end.
    spans = [(start, end) for start, end in spans if end <= len(low)]
    if matcher.exceptions and spans:
        allowed = [found.span() for found in matcher.exceptions.finditer(low)]
        spans = [each for each in spans if not any(a < each[1] and each[0] < b for a, b in allowed)]
    if len({low[start:end] for start, end in spans}) < rule.at_least:
        return None
    if matcher.requires and not matcher.requires.search(low):
        return None
    if matcher.unless and any(matcher.unless.search(text) for text in _around(rule, passages, number)):
        return None
    asked = not rule.questions and is_question(low) and not _answered(passages, number)
    mentioned = None
    for start, end in spans:
        own = has_own_negator(low[start:end])
        stands = standing(low, start, end, negatable=rule.negatable, own_negator=own)
        if stands is Standing.DENIED:
            continue
        hit = Hit(rule, number, start, end, asked or stands is Standing.MENTIONED, _stronger(matcher, low))
        if not hit.mentioned:
            return hit
        mentioned = mentioned or hit
    return mentioned


def _around(rule: Rule, passages: tuple[Passage, ...], number: int) -> Iterator[str]:
    """Yield the sentence, and where the rule looks nearby, those before and after it in the same field."""
    yield passages[number].low
    if rule.nearby:
        for other in (number - 1, number + 1):
            if 0 <= other < len(passages) and passages[other].place == passages[number].place:
                yield passages[other].low


def _answered(passages: tuple[Passage, ...], number: int) -> bool:
    return number + 1 < len(passages) and affirms(passages[number + 1].low)


def _stronger(matcher: _Matcher, low: str) -> bool:
    return matcher.stronger is not None and matcher.stronger.search(low) is not None
