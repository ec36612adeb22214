from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from editor.check.claims.checker import ClaimChecker
from editor.check.findings import Level
from editor.core.brochure import Brochure, Jurisdiction, Kind, Role, Section, texts_of
from editor.core.markdown import to_plain
from editor.core.readability import counts, reading_grade
from editor.core.sentences import sentences
from editor.files.disclosures import load_disclosures
from editor.files.errors import FileError
from editor.files.resources import resource_root
from editor.files.rule_packs import load_rule_packs

PACKS = load_rule_packs()
LANGUAGES = sorted(path.stem for path in (resource_root() / "disclosures").glob("*.toml"))
ENGLISH = load_disclosures("en-GB")


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_one_for_every_role_and_each_has_a_gap_to_fill(language: str) -> None:
    written = load_disclosures(language)
    assert set(written) == set(Role)
    for role, section in written.items():
        assert section.role is (None if role is Role.TESTIMONIAL else role)
        assert section.title
        assert any("[" in text for _, text in texts_of(section))


def test_the_languages_part_decides_and_english_is_the_fallback() -> None:
    assert load_disclosures("de-AT")[Role.RISKS].title == "Risiken"
    assert load_disclosures("fr-FR") == ENGLISH
    assert load_disclosures("../en") == ENGLISH


@pytest.mark.parametrize("role", list(Role))
def test_no_rule_of_any_pack_matches_but_that_there_are_gaps(role: Role) -> None:
    brochure = Brochure("Leaflet", jurisdictions=tuple(Jurisdiction), sections=(ENGLISH[role],))
    findings = ClaimChecker(PACKS).check(brochure).findings
    assert {each.rule for each in findings} == {"G01"}
    filled = tuple(re.sub(r"\[[^\]]*\]", "twelve", each.text) for each in brochure.sections)
    items = tuple(
        replace(item, text=re.sub(r"\[[^\]]*\]", "twelve", item.text)) for item in ENGLISH[role].items
    )
    section = replace(ENGLISH[role], text=filled[0], items=items)
    assert ClaimChecker(PACKS).check(replace(brochure, sections=(section,))).findings == ()


@pytest.mark.parametrize("role", list(Role))
def test_the_words_are_plain(role: Role) -> None:
    plain = [each.plain for _, text in texts_of(ENGLISH[role]) for each in sentences(text)]
    grade = reading_grade(counts(plain))
    assert grade is None or grade <= 8


def test_the_gaps_are_printed_as_they_stand() -> None:
    for section in ENGLISH.values():
        for _, text in texts_of(section):
            assert to_plain(text).count("[") == text.count("[")


def test_they_answer_the_rules_that_ask_for_them() -> None:
    claim = Section("c", Kind.BENEFIT, "Density", text="It may look fuller.")
    brochure = Brochure("Hair", jurisdictions=(Jurisdiction.UK,), sections=(claim,))
    wanted = {"S12", "S16", "S17", "S18"}
    assert wanted <= {each.rule for each in ClaimChecker(PACKS).check(brochure).findings}
    added = replace(brochure, sections=(claim, *ENGLISH.values()))
    assert not wanted & {each.rule for each in ClaimChecker(PACKS).check(added).findings}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[risks", "not a TOML file"),
        ("[danger]\ntitle = 'x'", "danger: must be one of risks"),
        ("[risks]\nid = 'x'\ntitle = 'x'\nkind = 'text'", "risks.id: must not be given"),
        ("[risks]\ntitle = 'x'\nkind = 'poem'", "risks.kind: must be one of"),
        ("[risks]\ntitle = 'x'\nkind = 'text'", "risks.text: must not be empty"),
        ("risks = 3", "risks: must be a table"),
        ("[risks]\ntitle = 'x'\nkind = 'text'\ntext = 'y'", "assessment: is missing"),
    ],
)
def test_a_file_with_a_mistake_is_refused(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "en.toml").write_text(text, "utf-8")
    with pytest.raises(FileError, match=re.escape(words)) as error:
        load_disclosures("en", tmp_path)
    assert "en.toml" in str(error.value)


def test_without_any_file_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="install Candor again"):
        load_disclosures("en", tmp_path)


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("Dr [name of the doctor] sees you.", 1),
        ("- **[Another treatment]:** [what it may do]", 2),
        ("Lorem ipsum dolor", 1),
        ("A [link](https://x.example) and a ![picture](p.png).", 0),
        ("Hair grew.[^tak2020]", 0),
        ("[x] Done", 0),
        ("It was said [Tak 2020] that the hairs was [sic] long.", 0),
        ("[home]: https://x.example", 0),
        (r"\[no gap\]", 0),
    ],
)
def test_gaps_left_are_errors(text: str, gaps: int) -> None:
    brochure = Brochure("T", sections=(Section("s", Kind.TEXT, "Title", text=text),))
    found = [each for each in ClaimChecker(PACKS).check(brochure).findings if each.rule == "G01"]
    assert [each.level for each in found] == [Level.ERROR] * gaps
    assert all(text[each.start : each.end] == each.text for each in found)
