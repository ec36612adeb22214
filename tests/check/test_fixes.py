"""What one click mends: afterwards the finding is gone, and a second click changes nothing."""

from __future__ import annotations

import pytest

from editor.check.completeness import check_completeness
from editor.check.findings import Finding, Level
from editor.check.fixes import FIXES, apply_fix, fix_words
from editor.core.brochure import Brand, Brochure, Image, Kind, Reference, Section, TypeFit

PICTURE = Image("a" * 64, "image/png", 10, 10)
WHOLE = Section("whole", Kind.TEXT, "Title", text="Text")


def checked(brochure: Brochure) -> tuple[Finding, ...]:
    return check_completeness(brochure, lambda asset: True)


@pytest.mark.parametrize(
    ("brochure", "rule"),
    [
        (Brochure("x", sections=(Section("a", Kind.TEXT, "T", image=PICTURE),)), "alt-missing"),
        (Brochure("x", brand=Brand(logo=PICTURE), sections=(WHOLE,)), "alt-missing"),
        (Brochure("x", sections=(WHOLE,), references=(Reference("k"),)), "reference-unused"),
        (
            Brochure(
                "x", sections=(Section("a", Kind.TEXT, "T", text="So[^k]."),), references=(Reference("k"),)
            ),
            "references-not-printed",
        ),
        (Brochure("x", sections=(WHOLE, Section("a", Kind.TEXT, "T"))), "section-empty"),
        (
            Brochure("x", sections=(Section("a", Kind.REFERENCES, "R"), Section("b", Kind.REFERENCES, "R"))),
            "references-twice",
        ),
    ],
)
def test_a_fix_mends_what_was_found(brochure: Brochure, rule: str) -> None:
    (finding,) = checked(brochure)
    assert finding.rule == rule
    assert fix_words(finding)
    mended = apply_fix(brochure, finding)
    assert checked(mended) == ()
    assert apply_fix(mended, finding) is mended


def test_a_hidden_references_section_is_shown_instead_of_a_second_one() -> None:
    hidden = Section("r", Kind.REFERENCES, "R", hidden=True)
    cited = Section("a", Kind.TEXT, "T", text="So[^k].")
    brochure = Brochure("x", sections=(cited, hidden), references=(Reference("k"),))
    mended = apply_fix(brochure, checked(brochure)[0])
    assert [each.hidden for each in mended.sections] == [False, False]


def test_the_references_are_headed_in_the_brochures_language() -> None:
    cited = Section("a", Kind.TEXT, "T", text="So[^k].")
    brochure = Brochure("x", language="de-AT", sections=(cited,), references=(Reference("k"),))
    assert apply_fix(brochure, checked(brochure)[0]).sections[-1].title == "Quellen"


def test_fitted_type_goes_back_to_its_usual_size() -> None:
    brochure = Brochure("x", type_fit=TypeFit(size=0.9))
    finding = Finding("text-small", Level.WARNING, "", 0, "", "", fix="usual-size")
    assert apply_fix(brochure, finding).type_fit == TypeFit()


def test_a_finding_without_fix_and_one_of_a_deleted_section_change_nothing() -> None:
    brochure = Brochure("x", sections=(WHOLE,))
    for fix in ("", "unknown", *FIXES):
        finding = Finding("rule", Level.ERROR, "gone", 0, "gone", "", fix=fix)
        if fix not in ("add-references",):
            assert apply_fix(brochure, finding) is brochure, fix
