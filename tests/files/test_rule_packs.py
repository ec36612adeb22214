from __future__ import annotations

from pathlib import Path

import pytest

from editor.check.claims.checker import check_text
from editor.check.findings import Level
from editor.files.rule_packs import RulePackError, load_rule_packs

HEAD = """[pack]
id = "clinic"
name = "Our clinic"
jurisdiction = "all"
reviewed_on = 2026-11-01
version = "3"

[words]
brand = 'wonderlocks'

"""
RULE = """[[rules]]
id = "X1"
extends = "existence"
level = "warning"
message = "Do not name our old brand."
why = "It was sold."
source = "House rule"
provenance = "K"
tokens = [
  '<brand>',
]
"""


def write(folder: Path, text: str) -> Path:
    (folder / "clinic.toml").write_text(text, "utf-8")
    return folder


def test_our_packs_are_there_in_order() -> None:
    packs = load_rule_packs()
    assert [each.id for each in packs] == ["general", "us", "us-ca", "us-wa", "us-fl", "uk", "eu", "au"]
    assert all(rule.source and rule.reviewed_on == "2026-11-23" for pack in packs for rule in pack.rules)


def test_a_clinics_pack_adds_a_rule(tmp_path: Path) -> None:
    packs = load_rule_packs(write(tmp_path, HEAD + RULE))
    assert packs[-1].own
    (finding,) = check_text("Try Wonderlocks today.", packs, jurisdictions=()).findings
    assert (finding.rule, finding.level) == ("X1", Level.WARNING)


def test_a_clinics_pack_raises_a_level(tmp_path: Path) -> None:
    packs = load_rule_packs(
        write(tmp_path, HEAD + '[[rules]]\nid = "C16"\nlike = "general/C16"\nlevel = "error"\n')
    )
    (finding,) = check_text("We are the best clinic.", packs, jurisdictions=()).findings
    assert (finding.rule, finding.level) == ("C16", Level.ERROR)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (HEAD + "[[rules]]\nid = = 1\n", 12, "not a TOML file"),
        ("x = 1", 1, r"the table \[pack\] is missing"),
        (HEAD.replace('"3"', "3"), 6, "must be text"),
        (HEAD.replace("2026-11-01", '"soon"'), 5, "must be a date"),
        (HEAD + RULE.replace('"warning"', '"grave"'), 14, "must be one of error"),
        (HEAD + RULE + RULE, 23, "there twice"),
        (HEAD + RULE.replace("'<brand>',", "'fine',\n  '(?:a+)+b',"), 21, "could take too long"),
        (HEAD + RULE.replace("<brand>", "("), 20, "cannot|not a pattern that can be read"),
        (HEAD + RULE.replace("<brand>", "<band>"), 20, "not in the table"),
        (HEAD + RULE.replace('"existence"', '"structure"\ncondition = "moon"'), 14, "must be one of"),
        (HEAD + RULE.replace("tokens = [\n  '<brand>',\n]", ""), 11, "at least one pattern"),
        (HEAD + RULE + 'colour = "red"\n', 22, "not a known field"),
        (
            HEAD + '[[rules]]\nid = "C01"\nlike = "general/C01"\nlevel = "warning"\n',
            14,
            "lowers C01 from error to warning",
        ),
        (HEAD + '[[rules]]\nlike = "moon/C01"\n', 12, "must name a rule of a pack"),
        (HEAD.replace('"clinic"', '"general"'), 1, "another pack"),
    ],
)
def test_a_bad_pack_is_refused_with_file_line_and_reason(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    with pytest.raises(RulePackError, match=words) as caught:
        load_rule_packs(write(tmp_path, text))
    said = str(caught.value)
    assert "clinic.toml" in said
    assert f"line {line}" in said
    assert "\n" not in said


def test_a_huge_or_broken_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "clinic.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(RulePackError, match=r"clinic\.toml"):
        load_rule_packs(tmp_path)
    (tmp_path / "clinic.toml").write_bytes(b"#" * 1_000_001)
    with pytest.raises(RulePackError, match="too large"):
        load_rule_packs(tmp_path)
