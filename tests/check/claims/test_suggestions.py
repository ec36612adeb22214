"""Wordings that the rules suggest: put in place of the words found, nothing new is found."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from editor.check.claims.checker import ClaimChecker, check_text
from editor.check.claims.patterns import PatternError
from editor.check.claims.rules import Rule
from editor.check.claims.suggest import refuse_unusable, suggestions
from editor.check.findings import ClaimFinding
from editor.check.wording import replaced
from editor.core.brochure import Brochure, Kind, Section
from editor.files.rule_packs import load_rule_packs

PACKS = load_rule_packs()
WITH = [
    pytest.param(rule, id=f"{pack.id}-{rule.id}") for pack in PACKS for rule in pack.rules if rule.suggest
]
CHECKER = ClaimChecker(PACKS)
MERE_WORDS = "C29"
"""Australia's ban of words, whatever is said with them."""


def found(text: str) -> tuple[ClaimFinding, ...]:
    return check_text(text, PACKS).findings


def rewritten(rule: Rule, sentence: str) -> Iterator[tuple[str, str]]:
    """Yield (suggestion, sentence with it) for the words that a rule finds in a sentence."""
    for finding in found(sentence):
        if finding.rule == rule.id:
            section = Section("text", Kind.TEXT, text=sentence)
            for wording in finding.suggestions:
                after = replaced(Brochure("T", sections=(section,)), finding, wording)
                yield wording, after.sections[0].text


@pytest.mark.parametrize("rule", WITH)
def test_no_rule_finds_anything_new_in_a_suggestion(rule: Rule) -> None:
    fitting = 0
    for sentence in rule.match:
        for wording, after in rewritten(rule, sentence):
            fitting += 1
            assert after != sentence
            before = {each.rule for each in found(sentence)} - {rule.id}
            assert {each.rule for each in found(after)} <= before | {MERE_WORDS}, (wording, after)
    assert fitting, "no suggestion fits any of the rule's own examples"


@pytest.mark.parametrize("rule", WITH)
def test_suggestions_of_ours_can_be_used(rule: Rule) -> None:
    for each in rule.suggest:
        refuse_unusable(each)


def test_a_suggestion_is_for_the_words_it_fits() -> None:
    suggest = ("no (pain|fear) -> some \\1", "painless -> sometimes painful", "less")
    assert suggestions(suggest, "No pain") == ("some pain", "less")
    assert suggestions(suggest, "painless") == ("sometimes painful", "less")
    assert suggestions(suggest, "no painful") == ("less",)


@pytest.mark.parametrize("bad", ["", "x -> ", "( -> x", "(?:a*)*b -> x", "a -> \\1"])
def test_a_suggestion_that_cannot_be_used_is_refused(bad: str) -> None:
    with pytest.raises(PatternError):
        refuse_unusable(bad)


@pytest.mark.parametrize(
    ("text", "rule", "wordings"),
    [
        ("Revolutionary new cells", "C09", ("new",)),
        ("It is guaranteed to work.", "C02", ()),
        ("Guaranteed results", "C02", ("possible results",)),
    ],
)
def test_a_suggestion_reads_well_in_its_sentence(text: str, rule: str, wordings: tuple[str, ...]) -> None:
    (finding,) = [each for each in found(text) if each.rule == rule]
    assert finding.suggestions == wordings


def test_risk_free_treatment_is_no_free_treatment() -> None:
    assert [each.rule for each in found("A risk-free treatment")] == ["C05"]
