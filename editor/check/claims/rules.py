"""Rule packs as values, strictly decoded. Vale's key names where they fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from editor.check.claims.patterns import PatternError, expand, refuse_slow
from editor.check.claims.suggest import refuse_unusable
from editor.check.findings import Level
from editor.core.brochure import Audience, Jurisdiction
from editor.core.decode import DecodeError, Mistake, decode
from editor.core.levels import at_least_as_grave
from editor.core.record import Lowering

EVERYWHERE = "all"


class Extends(StrEnum):
    """How a rule works: it looks for words, or a condition named in code looks at the brochure."""

    EXISTENCE = "existence"
    STRUCTURE = "structure"


class Provenance(StrEnum):
    """How well the source is known: official text read, a summary read, general knowledge, our judgement."""

    OFFICIAL = "V"
    SUMMARY = "S"
    KNOWLEDGE = "K"
    JUDGEMENT = "*"


class Exempt(StrEnum):
    """What makes a sentence with the words acceptable."""

    NOTHING = ""
    CITED = "cited"
    TRIAL_CITED = "trial-cited"


def _date(text: str) -> str | None:
    return (
        None
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text)
        else f"must be a date such as 2026-11-23, is {text[:20]!r}"
    )


def _said(text: str) -> str | None:
    return None if text.strip() else "must not be empty"


def _id(text: str) -> str | None:
    found = re.fullmatch(r"[A-Za-z][A-Za-z0-9._-]{0,39}", text)
    return None if found else f"must be an identifier such as C01, is {text[:40]!r}"


def _jurisdiction(text: str) -> str | None:
    known = (EVERYWHERE, *(each.value for each in Jurisdiction))
    return None if text in known else f"must be one of {', '.join(known)}, is {text[:20]!r}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    `tokens`, `exceptions`, `requires`, `unless` and `stronger` are patterns over the plain sentence in small letters;
    `<name>` in one stands for the pack's words of that name and `<0-3>` for up to three words between.
    A token's match counts unless it overlaps an exception's; `requires` must and `unless` must not be found in the
    same sentence (`nearby`: nor in the ones before and after it). Where `stronger` is found too, the level is error.
    `at_least` is how many different words of the tokens one sentence must have.
    `yields_to` names rules that, where they find something in the same sentence, make this one superfluous.
    `suggest` are wordings that may stand in place of the words found, the best first: `suggestions` says how.
    `negatable`: "not", "no" and the like before the words take the claim away. `questions`: a question counts in full.
    """

    id: str = field(metadata={"check": _id})
    extends: Extends
    level: Level
    message: str = field(metadata={"check": _said})
    why: str = field(metadata={"check": _said})
    source: str = field(metadata={"check": _said})
    provenance: Provenance
    link: str = ""
    tokens: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    stronger: tuple[str, ...] = ()
    nearby: bool = False
    at_least: int = 1
    negatable: bool = True
    questions: bool = False
    exempt: Exempt = Exempt.NOTHING
    suggest: tuple[str, ...] = ()
    condition: str = ""
    yields_to: tuple[str, ...] = ()
    audience: Audience | None = None
    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()
    jurisdiction: str = field(default=EVERYWHERE, metadata={"check": _jurisdiction})
    reviewed_on: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack of rules for one jurisdiction ("all": everywhere), last reviewed on a date (ISO).

    `own` marks a clinic's pack, which may add rules and raise levels.
    """

    id: str = field(metadata={"check": _id})
    name: str
    jurisdiction: str = field(metadata={"check": _jurisdiction})
    reviewed_on: str = field(metadata={"check": _date})
    version: str
    rules: tuple[Rule, ...] = ()
    own: bool = False


def decode_pack(data: object, conditions: Iterable[str], *, trusted: bool = False) -> Pack:
    """Return a pack from its JSON-like value with tables `words` and `rules`; DecodeError lists every mistake.

    `conditions` are the names that structural rules may give. Patterns come out with their words filled in.
    `trusted`: the patterns are ours and were tested, so looking for slow ones can be spared.
    """
    value = dict(data) if isinstance(data, dict) else {}
    words = value.pop("words", {})
    if not isinstance(words, dict) or not all(isinstance(each, str) for each in words.values()):
        raise DecodeError((Mistake("words", "must be a table of texts"),))
    pack = decode(Pack, value)
    mistakes = [*_repeated(pack)]
    rules = []
    for index, rule in enumerate(pack.rules):
        filled, wrong = _filled(rule, words, trusted)
        rules.append(replace(filled, jurisdiction=pack.jurisdiction, reviewed_on=pack.reviewed_on))
        wrong += _inconsistent(rule, tuple(conditions))
        mistakes += [Mistake(f"rules[{index}].{name}", text) for name, text in wrong]
    if mistakes:
        raise DecodeError(tuple(mistakes))
    return replace(pack, rules=tuple(rules))


def _filled(rule: Rule, words: dict[str, str], trusted: bool) -> tuple[Rule, list[tuple[str, str]]]:
    """Return the rule with complete patterns, and (field, what is wrong) for every bad one."""
    wrong: list[tuple[str, str]] = []
    changes: dict[str, Any] = {}
    for name in ("tokens", "exceptions", "requires", "unless", "stronger"):
        patterns = []
        for index, pattern in enumerate(getattr(rule, name)):
            try:
                complete = expand(pattern, words)
                if not trusted:
                    refuse_slow(complete)
                patterns.append(complete)
            except PatternError as error:
                wrong.append((f"{name}[{index}]", f"{pattern[:60]!r} {error}"))
        changes[name] = tuple(patterns)
    for index, suggestion in enumerate(() if trusted else rule.suggest):
        try:
            refuse_unusable(suggestion)
        except PatternError as error:
            wrong.append((f"suggest[{index}]", f"{suggestion[:60]!r} {error}"))
    return replace(rule, **changes), wrong


def _inconsistent(rule: Rule, conditions: tuple[str, ...]) -> list[tuple[str, str]]:
    if rule.extends is Extends.STRUCTURE:
        if rule.condition in conditions:
            return []
        return [("condition", f"must be one of {', '.join(sorted(conditions))}, is {rule.condition[:40]!r}")]
    wrong = []
    if not rule.tokens:
        wrong.append(("tokens", "must list at least one pattern"))
    if rule.condition:
        wrong.append(("condition", "belongs to rules that extend structure"))
    if not 1 <= rule.at_least <= 10:
        wrong.append(("at_least", f"must be between 1 and 10, is {rule.at_least}"))
    return wrong


def _repeated(pack: Pack) -> Iterator[Mistake]:
    seen: set[str] = set()
    for index, rule in enumerate(pack.rules):
        if rule.id in seen:
            yield Mistake(f"rules[{index}].id", f"must be unique in a pack, but {rule.id} is there twice")
        seen.add(rule.id)


def packs_for(packs: Iterable[Pack], jurisdictions: Iterable[Jurisdiction]) -> tuple[Pack, ...]:
    """Return the packs that apply: those for everywhere, for each jurisdiction and for the country it lies in."""
    wanted = {EVERYWHERE}
    for each in jurisdictions:
        wanted |= {each.value, each.value.partition("-")[0]}
    return tuple(pack for pack in packs if pack.jurisdiction in wanted)


def rules_in_force(
    packs: Iterable[Pack], audience: Audience, lowered: Iterable[Lowering] = ()
) -> tuple[Rule, ...]:
    """Return the rules of packs, each once: where several have the same words, the one with the highest level.

    A clinic's own pack cannot lower a level; only a Lowering can, since it has a reason. Of several, the last
    counts.
    """
    by_words: dict[object, Rule] = {}
    for pack in packs:
        for rule in pack.rules:
            if rule.audience not in (None, audience):
                continue
            # Structural rules with one condition may ask for different things, such as the notices of two states.
            asks = rule.message if rule.condition else ""
            same = (rule.id, rule.tokens, rule.exceptions, rule.requires, rule.unless, rule.condition, asks)
            present = by_words.get(same)
            if present is None or not at_least_as_grave(present.level, rule.level):
                by_words[same] = rule
    levels = {each.rule: each.level for each in lowered}
    return tuple(_lowered(rule, levels.get(rule.id)) for rule in by_words.values())


def _lowered(rule: Rule, cap: Level | None) -> Rule:
    """Return the rule with no level above `cap`.

    A lowering is a cap: one to a level that is as high as the rule's, or higher, changes nothing. So a pack that
    lowers a rule itself one day is not raised by what a clinic decided before.
    """
    if cap is None or cap is Level.ERROR:
        return rule
    level = cap if at_least_as_grave(rule.level, cap) else rule.level
    return replace(rule, level=level, stronger=())
