"""The examples in the packs, and the sentences the rules were tuned on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from editor.check.claims.checker import ClaimChecker, text_as_brochure
from editor.check.claims.matching import scanner
from editor.check.claims.patterns import refuse_slow
from editor.check.claims.rules import Extends, Pack, Rule
from editor.check.findings import Level
from editor.core.brochure import Audience, Jurisdiction
from editor.files.rule_packs import load_rule_packs

PACKS = load_rule_packs()
WITH_EXAMPLES = [
    pytest.param(rule, id=f"{pack.id}-{rule.id}")
    for pack in PACKS
    for rule in pack.rules
    if rule.extends is Extends.EXISTENCE or rule.id == "S01"
]
WANTED = {f"C{n:02}" for n in range(1, 37)} | {f"S{n:02}" for n in range(1, 24)}
TUNED = [
    line.split("|", 1)
    for line in Path(__file__).with_name("tuned_sentences.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


def claimed(rule: Rule, sentence: str) -> bool:
    checker = ClaimChecker((Pack("one", "One", "all", "2026-11-23", "1", (rule,)),))
    brochure = text_as_brochure(sentence, audience=Audience.PUBLIC, jurisdictions=(), language="en")
    findings = checker.check(brochure, only_text=True).findings
    return any(each.level is not Level.INFORMATION for each in findings)


@pytest.mark.parametrize("rule", WITH_EXAMPLES)
def test_examples_of_a_rule(rule: Rule) -> None:
    assert min(len(rule.match), len(rule.no_match)) >= 3
    assert [each for each in rule.match if not claimed(rule, each)] == []
    assert [each for each in rule.no_match if claimed(rule, each)] == []


WITH_WORDS = [
    pytest.param(rule, id=f"{pack.id}-{rule.id}")
    for pack in PACKS
    for rule in pack.rules
    if rule.extends is Extends.STRUCTURE and rule.tokens and rule.id != "S01"
]


@pytest.mark.parametrize("rule", WITH_WORDS)
def test_examples_of_the_words_that_a_structural_rule_looks_for(rule: Rule) -> None:
    assert min(len(rule.match), len(rule.no_match)) >= 3
    scan = scanner((rule,))
    assert [each for each in rule.match if not scan([("text", each)]).hits] == []
    assert [each for each in rule.no_match if scan([("text", each)]).hits] == []


def test_every_rule_says_what_to_do_why_and_by_which_source() -> None:
    for pack in PACKS:
        for rule in pack.rules:
            assert rule.message.endswith(".")
            assert rule.why.endswith(".")
            assert not rule.link or re.fullmatch(r"https://[\w./?=&-]+", rule.link)
            if any(name in rule.source for name in ("CFR", "Directive 2001/83", "CAP Code", "Ahpra")):
                assert rule.link


def test_every_rule_of_the_table_is_there() -> None:
    assert {rule.id for pack in PACKS for rule in pack.rules} == WANTED | {"G01"}


@pytest.mark.parametrize("pack", PACKS, ids=[pack.id for pack in PACKS])
def test_no_pattern_of_ours_could_hang(pack: Pack) -> None:
    for rule in pack.rules:
        for pattern in (*rule.tokens, *rule.exceptions, *rule.requires, *rule.unless, *rule.stronger):
            refuse_slow(pattern)


def test_sentences_the_rules_were_tuned_on() -> None:
    wrong = []
    checker = ClaimChecker(PACKS)
    for wanted, sentence in TUNED:
        brochure = text_as_brochure(
            sentence, audience=Audience.PUBLIC, jurisdictions=Jurisdiction, language="en-GB"
        )
        findings = checker.check(brochure, only_text=True).findings
        # Australia forbids the mere words, honest or not.
        got = {each.rule for each in findings if each.level is not Level.INFORMATION}
        if (wanted == "-" and got - {"C29"}) or (wanted != "-" and wanted not in got):
            wrong.append((wanted, sentence, got))
    assert wrong == []
