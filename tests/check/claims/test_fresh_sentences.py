"""Sentences by somebody who had not seen the packs: 80 claims and 80 innocent ones.

The first run found 77 of 86 labelled claims (0.90) and raised an alarm on 5 of 80 innocent sentences; the aim is 0.95
for both. After the sets in development_sentences.toml, none of which knows these, it is 81 and 5. Nothing may be tuned
to these sentences: the figures may only get better through sentences of one's own.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from editor.check.claims.checker import check_text
from editor.check.findings import Level
from editor.core.brochure import Jurisdiction
from editor.files.rule_packs import load_rule_packs

SENTENCES = tomllib.loads((Path(__file__).parent / "fresh_sentences.toml").read_text("utf-8"))["sentence"]


def test_it_is_no_worse_than_at_first_sight() -> None:
    packs = load_rule_packs()
    found = labelled = alarms = 0
    for sentence in SENTENCES:
        jurisdictions = [Jurisdiction(name) for name in sentence["packs"]]
        report = check_text(sentence["text"], packs, jurisdictions=jurisdictions)
        rules = {
            each.rule.rpartition("/")[2] for each in report.findings if each.level is not Level.INFORMATION
        }
        rules = {rule for rule in rules if rule.startswith("C")}
        found += len(rules & set(sentence["rules"]))
        labelled += len(sentence["rules"])
        alarms += bool(rules) and not sentence["rules"]
    assert (labelled, len(SENTENCES)) == (86, 160)
    assert found >= 81
    assert alarms <= 5
