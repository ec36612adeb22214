"""Finding the words of text rules in the sentences of a section."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from editor.check.claims.context import (
    Standing,
    affirms,
    asks_from,
    denies,
    flatly_denies,
    has_own_negator,
    is_question,
    standing,
)
from editor.check.claims.names import is_name
from editor.check.claims.patterns import BEGINNING, beginnings, compiled
from editor.check.claims.rules import Rule
from editor.core.readability import Counts, counts
from editor.core.sentences import Sentence, sentences

MAX_BEGINNINGS_KNOWN = 50_000
MAX_ENTRIES = 30
MAX_ENTRY = 60
"""Characters of a list's entry; longer ones are sentences, which stand for themselves."""
_ASKS_ABOUT = re.compile(
    r"(?:(?:and|but|so|what about|how about|are there|is there|worried about|afraid of|any|the) )*"
)
_WORD = re.compile(r"\b\w|[^\w\s]")


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
    """What the words of a section give by themselves, whatever else the brochure says; `counts` are for its prose."""

    passages: tuple[Passage, ...]
    hits: tuple[Hit, ...]
    counts: Counts


Scan = Callable[[Iterable[tuple[str, str]]], Scanned]
Spans = list[tuple[int, int]]
Find = Callable[[str], list[tuple[Rule, Spans]]]


def scanner(rules: Iterable[Rule]) -> Scan:
    """Return a function from the (place, text) pairs of a section to what the rules' words find in them."""
    find = _finder(tuple(rule for rule in rules if rule.tokens))

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
        hits = [hit for rule, spans in find(whole) for hit in _hits(rule, spans, passages, starts)]
        hits += _hits_in_joined(find, passages)
        return Scanned(passages, tuple(hits), counts(_prose(passages)))

    return scan


def _hits_in_joined(find: Find, passages: tuple[Passage, ...]) -> Iterator[Hit]:
    """Yield what only shows when passages are read together: an answer with its question, a list with its heading."""
    for number, text in _joined(passages):
        asked = is_question(passages[number].low)
        for rule, spans in find(text):
            if not spans or (spans[0][0] > 0 if asked else rule.at_least == 1):
                continue
            one = (replace(passages[number], low=text),)
            hit = _first_that_stands(rule, one, 0, spans[:1] if asked else spans)
            if hit:
                yield replace(hit, passage=number, start=0, end=len(passages[number].low))


def _joined(passages: tuple[Passage, ...]) -> Iterator[tuple[int, str]]:
    """Yield (number, text): "Side effects? None." as "no side effects", and "We treat:" with the entries below it."""
    for number, (passage, following) in enumerate(pairwise(passages)):
        if passage.place != following.place:
            continue
        if passage.low.endswith("?") and flatly_denies(following.low):
            yield number, "no " + _ASKS_ABOUT.sub("", passage.low.rstrip("?"))
        elif passage.low.endswith(":") or passage.sentence.heading:
            entries = list(_entries(passages, number))
            if len(entries) > 1:
                yield number, f"{passage.low} {', '.join(entries)}"


def _entries(passages: tuple[Passage, ...], number: int) -> Iterator[str]:
    """Yield the short entries of the list below a passage."""
    block = passages[number].sentence.block
    for each in passages[number + 1 : number + MAX_ENTRIES]:
        block += 1
        if (
            each.place != passages[number].place
            or each.sentence.block != block
            or len(each.low) > MAX_ENTRY
            or each.low.endswith((".", ":", "?"))
        ):
            return
        yield each.low


def _finder(rules: tuple[Rule, ...]) -> Find:
    """Return a function from a text to where each rule's tokens match in it, in the order of the rules.

    Each word asks which tokens can begin with its first letters, and only those are compiled and tried there. Which
    these are is remembered, since the same words come again and again.
    """
    tokens = [(number, token) for number, rule in enumerate(rules) for token in rule.tokens]
    anywhere: list[tuple[int, str]] = []
    by_beginning: dict[str, list[int]] = {}
    for index, (number, token) in enumerate(tokens):
        letters = beginnings(token)
        if letters is None:
            anywhere.append((number, token))
        for each in letters or ():
            by_beginning.setdefault(each, []).append(index)
    known: dict[str, tuple[tuple[int, re.Pattern[str]], ...]] = {}

    def candidates(letters: str) -> tuple[tuple[int, re.Pattern[str]], ...]:
        indices = {
            index for length in range(1, len(letters) + 1) for index in by_beginning.get(letters[:length], ())
        }
        result = tuple(
            (tokens[index][0], pattern)
            for index in sorted(indices)
            if (pattern := compiled((tokens[index][1],)))
        )
        if len(known) < MAX_BEGINNINGS_KNOWN:
            known[letters] = result
        return result

    def find(whole: str) -> list[tuple[Rule, Spans]]:
        found: dict[int, Spans] = {}
        for word in _WORD.finditer(whole):
            start = word.start()
            letters = whole[start : start + BEGINNING]
            tried = known.get(letters)
            for number, pattern in candidates(letters) if tried is None else tried:
                spans = found.get(number)
                if spans and spans[-1][1] > start:
                    continue
                match = pattern.match(whole, start)
                if match:
                    found.setdefault(number, []).append((start, match.end()))
        for number, token in anywhere:
            if everywhere := compiled((token,)):
                spans = [match.span() for match in everywhere.finditer(whole)]
                found[number] = _apart(found.get(number, []) + spans)
        return [(rules[number], found[number]) for number in sorted(found)]

    return find


def _apart(spans: Spans) -> Spans:
    """Return spans in the order of the text, without those that overlap one before."""
    result: Spans = []
    for each in sorted(spans):
        if not result or result[-1][1] <= each[0]:
            result.append(each)
    return result


def _prose(passages: Iterable[Passage]) -> Iterator[str]:
    return (each.sentence.plain for each in passages if each.place not in ("attribution", "image"))


def _hits(rule: Rule, spans: Spans, passages: tuple[Passage, ...], starts: list[int]) -> Iterator[Hit]:
    by_passage: dict[int, Spans] = {}
    for start, end in spans:
        number = bisect_right(starts, start) - 1
        by_passage.setdefault(number, []).append((start - starts[number], end - starts[number]))
    for number, found in by_passage.items():
        hit = _first_that_stands(rule, passages, number, found)
        if hit:
            yield hit


def _first_that_stands(
    rule: Rule, passages: tuple[Passage, ...], number: int, spans: list[tuple[int, int]]
) -> Hit | None:
    """Return the first of the words found in one sentence that is a claim, else the first that is mentioned."""
    low = passages[number].low
    # Words never reach over a sentence's end.
    spans = [(start, end) for start, end in spans if end <= len(low)]
    if spans and (exceptions := compiled(rule.exceptions)):
        allowed = [found.span() for found in exceptions.finditer(low)]
        spans = [each for each in spans if not any(a < each[1] and each[0] < b for a, b in allowed)]
    plain = passages[number].sentence.plain
    if len(plain) == len(low) and any(plain[start].isupper() for start, _ in spans):
        spans = [each for each in spans if not is_name(plain, *each)]
    if not spans or len({low[start:end] for start, end in spans}) < rule.at_least:
        return None
    if (requires := compiled(rule.requires)) and not requires.search(low):
        return None
    unless = compiled(rule.unless)
    if unless and any(unless.search(text) for text in _around(rule, passages, number)):
        return None
    stronger = compiled(rule.stronger)
    graver = stronger is not None and stronger.search(low) is not None
    asked = not rule.questions and _only_asks(passages, number)
    from_here = asks_from(low) if asked else 0
    mentioned = None
    for start, end in spans:
        own = has_own_negator(low[start:end])
        stands = standing(low, start, end, negatable=rule.negatable, own_negator=own)
        if stands is Standing.DENIED:
            continue
        hit = Hit(
            rule, number, start, end, (asked and start >= from_here) or stands is Standing.MENTIONED, graver
        )
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


def _only_asks(passages: tuple[Passage, ...], number: int) -> bool:
    """Tell whether a passage is a question that claims nothing: what follows it does not say yes."""
    low = passages[number].low
    if not low.rstrip("\"')").endswith("?"):
        return False
    answer = passages[number + 1].low if number + 1 < len(passages) else ""
    return denies(answer) or (is_question(low) and not affirms(answer))
