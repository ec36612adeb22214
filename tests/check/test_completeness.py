from __future__ import annotations

from datetime import date

import pytest

from editor.check.completeness import check_completeness, references_due
from editor.check.findings import Level, counts
from editor.check.fit import check_fit
from editor.core.brochure import Brochure, Image, Item, Kind, Reference, Section
from editor.core.fit import Overset
from editor.files.resources import load_forms

PICTURE = Image("a" * 64, "image/png", 10, 10)
WHOLE = Section("a", Kind.TEXT, "Title", text="Text")


def rules(*sections: Section, references: tuple[Reference, ...] = (), assets: str = "a" * 64) -> list[str]:
    brochure = Brochure("Hair", sections=sections, references=references)
    return [finding.rule for finding in check_completeness(brochure, lambda asset: asset == assets)]


def test_a_whole_brochure_has_no_finding() -> None:
    described = Section("b", Kind.TEXT, "Picture", image=Image("a" * 64, "image/png", 1, 1, alt="A hair"))
    cited = Section("c", Kind.BENEFIT, "Cited", text="So[^k].")
    printed = Section("d", Kind.REFERENCES, "References")
    assert rules(WHOLE, described, cited, printed, references=(Reference("k"),)) == []


@pytest.mark.parametrize(
    ("section", "rule"),
    [
        (Section("a", Kind.TEXT, "Title"), "section-empty"),
        (Section("a", Kind.TEXT, text="Text"), "title-missing"),
        (Section("a", Kind.TEXT, "Title", image=PICTURE), "alt-missing"),
        (Section("a", Kind.TEXT, "T", image=Image("b" * 64, "image/png", 1, 1, alt="x")), "image-unresolved"),
        (Section("a", Kind.TEXT, "T", text="a\nb[^k]"), "citation-unresolved"),
        (Section("a", Kind.TEXT, "T", items=(Item("i", "", "b[^k]"),)), "citation-unresolved"),
        (Section("a", Kind.TEXT, "T", text="![x](y.png)"), "image-unresolved"),
    ],
)
def test_what_is_missing_is_found_and_hidden_sections_are_left_alone(section: Section, rule: str) -> None:
    from dataclasses import replace

    assert rules(section) == [rule]
    assert rules(replace(section, hidden=True)) == []


def test_references_must_be_printed_once_and_cited() -> None:
    cited = Section("c", Kind.TEXT, "Cited", text="So[^k].")
    assert rules(cited, references=(Reference("k"),)) == ["references-not-printed"]
    twice = (Section("d", Kind.REFERENCES, "R"), Section("e", Kind.REFERENCES, "R"))
    assert rules(cited, *twice, references=(Reference("k"), Reference("x"))) == [
        "references-twice",
        "reference-unused",
    ]


def test_a_finding_says_where() -> None:
    brochure = Brochure("Hair", sections=(Section("a", Kind.TEXT, "T", items=(Item("i", "", "x\ny[^k]"),)),))
    (finding,) = check_completeness(brochure, lambda asset: True)
    assert (finding.section, finding.place, finding.line, finding.text) == ("a", "items.i.text", 2, "[^k]")
    assert counts([finding]) == {Level.ERROR: 1, Level.WARNING: 0, Level.INFORMATION: 0}


def test_a_brochure_without_title_is_an_error() -> None:
    (finding,) = check_completeness(Brochure(" "), lambda asset: True)
    assert (finding.rule, finding.level) == ("title-missing", Level.ERROR)


def test_overset_text_is_an_error_that_names_the_region() -> None:
    form = load_forms()["tri-fold-a4"]
    brochure = Brochure("Hair", sections=(WHOLE,))
    findings = check_fit(brochure, form, [Overset("inside", "a", 1, 12), Overset("back", "a", 0, 0)])
    assert [finding.level for finding in findings] == [Level.ERROR, Level.ERROR]
    assert "in Inside: 12 lines too many" in findings[0].message
    assert "wider or taller" in findings[1].message


def test_a_cited_reference_is_looked_at_again_when_its_day_has_passed() -> None:
    day = date(2026, 11, 23)
    cited = Section("c", Kind.TEXT, "Cited", text="So[^old] and so[^new].")
    references = (Reference("old", expires_on=day), Reference("new"), Reference("uncited", expires_on=day))
    brochure = Brochure("Hair", sections=(cited,), references=references)
    assert references_due(brochure, day) == ()
    (finding,) = references_due(brochure, date(2026, 11, 24))
    assert (finding.level, finding.place) == (Level.WARNING, "references.old")
