"""The sets of sentences the rules were developed on: all but a few are told as they are labelled."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from editor.check.claims.checker import ClaimChecker, text_as_brochure
from editor.check.findings import Level
from editor.core.brochure import Audience, Jurisdiction
from editor.files.rule_packs import load_rule_packs

SETS = tomllib.loads(Path(__file__).with_name("development_sentences.toml").read_text("utf-8"))["set"]
CHECKER = ClaimChecker(load_rule_packs())


def found(text: str) -> set[str]:
    """Return the rules about words that call a sentence a claim, wherever it would be used."""
    brochure = text_as_brochure(text, audience=Audience.PUBLIC, jurisdictions=Jurisdiction, language="en-GB")
    findings = CHECKER.check(brochure, only_text=True).findings
    rules = {each.rule for each in findings if each.level is not Level.INFORMATION}
    return {rule for rule in rules if rule.startswith("C") or rule == "S01"}


@pytest.mark.parametrize(
    "sentences", [pytest.param(each["sentences"], id=str(number)) for number, each in enumerate(SETS, 1)]
)
def test_claims_are_found_and_innocent_sentences_left_alone(sentences: list[dict[str, Any]]) -> None:
    missed, alarms = [], []
    for sentence in sentences:
        wanted, got = set(sentence["rules"]), found(sentence["text"])
        if wanted - got:
            missed.append((sentence["text"], wanted - got))
        if not wanted and got - {"C29"}:
            alarms.append((sentence["text"], got - {"C29"}))
    assert missed == []
    assert alarms == []


def test_there_are_enough_of_both() -> None:
    rules = [sentence["rules"] for each in SETS for sentence in each["sentences"]]
    assert len(rules) >= 1_400
    assert min(sum(not each for each in rules), sum(bool(each) for each in rules)) >= 600
