"""Sentences by three people who had not seen the packs: 80 claims and 80 innocent ones each; the aim is 0.95 for both.

The first run of the first set found 77 of 86 labelled claims (0.90) and raised an alarm on 5 of 80 innocent sentences.
Nothing may be tuned to it: its figures may only get better through sentences of one's own, as in
development_sentences.toml. They are 83 and 5 today; the floor asks for no more than the first run.

The first run of the second set found 95 of 99 labelled claims (0.96), raised an alarm on 6 of 80 innocent sentences and
found 4 rules more than were labelled on claims. What failed was then looked at, so it is a development set by now.

The third set was written when the rules were done, and its first run is the figure to quote: 93 of 97 labelled
claims (recall 0.959), an alarm on 3 of 80 innocent sentences and 1 rule too many (precision 0.959). Nothing may be
tuned to it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from editor.check.claims.checker import check_text
from editor.check.findings import Level
from editor.core.brochure import Jurisdiction
from editor.files.rule_packs import load_rule_packs

PACKS = load_rule_packs()


@dataclass(frozen=True)
class Score:
    """Labelled rules and how many were found, innocent sentences with an alarm, and rules too many on claims."""

    labelled: int = 0
    found: int = 0
    alarms: int = 0
    too_many: int = 0


def score(name: str) -> Score:
    sentences = tomllib.loads((Path(__file__).parent / name).read_text("utf-8"))["sentence"]
    assert len(sentences) == 160
    total = Score()
    for sentence in sentences:
        jurisdictions = [Jurisdiction(each) for each in sentence["packs"]]
        report = check_text(sentence["text"], PACKS, jurisdictions=jurisdictions)
        rules = {
            each.rule.rpartition("/")[2] for each in report.findings if each.level is not Level.INFORMATION
        }
        rules = {rule for rule in rules if rule.startswith("C")}
        wanted = set(sentence["rules"])
        total = Score(
            total.labelled + len(wanted),
            total.found + len(rules & wanted),
            total.alarms + (bool(rules) and not wanted),
            total.too_many + (len(rules - wanted) if wanted else 0),
        )
    return total


def test_the_first_set_is_no_worse_than_at_first_sight() -> None:
    total = score("fresh_sentences.toml")
    assert total.labelled == 86
    assert total.found >= 77
    assert total.alarms <= 5


def test_the_second_set_is_told_as_it_is_labelled() -> None:
    total = score("fresh_sentences_2.toml")
    assert (total.labelled, total.found, total.alarms) == (99, 99, 0)
    assert total.too_many <= 1


def test_the_third_set_is_no_worse_than_at_first_sight() -> None:
    total = score("fresh_sentences_3.toml")
    assert total.labelled == 97
    assert total.found >= 93
    assert total.alarms <= 3
    assert total.too_many <= 1
