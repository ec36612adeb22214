"""Structural rules: for each, brochures that break it and brochures that do not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from editor.check.claims.checker import ClaimChecker
from editor.check.claims.conditions import SectionOnPaper
from editor.check.claims.evidence import StudyKind, study_kind
from editor.check.findings import Level
from editor.core.brochure import (
    Audience,
    Brochure,
    Consent,
    Image,
    Jurisdiction,
    Kind,
    Reference,
    Role,
    Section,
)
from editor.files.rule_packs import load_rule_packs

PACKS = load_rule_packs()
TODAY = date(2026, 11, 23)
US, WA, FL, CA = Jurisdiction.US, Jurisdiction.US_WA, Jurisdiction.US_FL, Jurisdiction.US_CA
UK, AU = Jurisdiction.UK, Jurisdiction.AU
BENEFIT = Section("b", Kind.BENEFIT, "Density", text="PRP improves density.[^k]")
QUOTE = Section("q", Kind.QUOTE, text="I love my new look.", attribution="A. Patient")
RCT = Reference("k", "Lee A", "A trial", "J", 2024, "1:2", study="Randomised trial", people=100)
STEM = Section("s", Kind.TEXT, "About", text="No stem-cell product is approved for hair.")


def role(name: Role, text: str = "Some words.") -> Section:
    return Section(name.value, Kind.TEXT, "Title", text=text, role=name)


def picture(alt: str = "", caption: str = "", text: str = "Text.", **more: object) -> Section:
    image = Image("a" * 64, "image/png", 1, 1, alt=alt, caption=caption, **more)  # type: ignore[arg-type]
    return Section("p", Kind.TEXT, "Picture", text=text, image=image)


def levels(
    rule: str,
    *sections: Section,
    where: tuple[Jurisdiction, ...] = (),
    references: tuple[Reference, ...] = (RCT,),
    consent: Consent | None = None,
    layout: Mapping[str, SectionOnPaper] | None = None,
) -> list[Level]:
    agreed = tuple(replace(section, consent=consent) for section in sections)
    brochure = Brochure("Hair", jurisdictions=where, sections=agreed, references=references)
    report = ClaimChecker(PACKS).check(brochure, layout=layout, today=TODAY)
    return [each.level for each in report.findings if each.rule == rule]


def breaks(rule: str, *sections: Section, **more: object) -> bool:
    return any(each is not Level.INFORMATION for each in levels(rule, *sections, **more))  # type: ignore[arg-type]


def test_s01_benefit_without_reference() -> None:
    assert breaks("S01", replace(BENEFIT, text="PRP improves density."))
    assert breaks("S01", BENEFIT, references=(replace(RCT, study="Study in mice"),))
    assert breaks("S01", BENEFIT, references=(replace(RCT, study="Trial registration"),))
    assert not breaks("S01", BENEFIT)
    assert not breaks("S01", replace(BENEFIT, text="PRP is thought to improve density."))
    assert not breaks("S01", replace(BENEFIT, title="Thicker, fuller hair", text="It was seen.[^k]"))


def test_s02_reference_unresolved_or_incomplete() -> None:
    assert breaks("S02", BENEFIT, references=())
    assert breaks("S02", BENEFIT, references=(Reference("k", authors="Lee A"),))
    assert breaks("S02", BENEFIT, references=(Reference("k", title="A trial", locator="1:2"),))
    assert not levels("S02", BENEFIT)
    assert levels("S02", BENEFIT, references=(replace(RCT, title=""),)) == [Level.INFORMATION]
    assert not breaks("S02", BENEFIT, references=(Reference("k", doi="10.1/x"),))


def test_s03_thin_evidence_unlabelled() -> None:
    small = replace(RCT, people=12)
    assert breaks("S03", BENEFIT, references=(small,))
    assert breaks("S03", BENEFIT, references=(replace(RCT, study="Single-arm trial"),))
    assert breaks("S03", BENEFIT, references=(replace(RCT, study="Case series", people=None),))
    assert not breaks("S03", BENEFIT)
    assert not breaks(
        "S03", replace(BENEFIT, text="In a small trial, PRP improved density.[^k]"), references=(small,)
    )
    assert not breaks(
        "S03", replace(BENEFIT, text="PRP improved density.[^k] It had 12 people."), references=(small,)
    )


def test_s04_another_product_or_route() -> None:
    assert breaks("S04", BENEFIT, references=(replace(RCT, product="Minoxidil 5%"),))
    assert breaks("S04", BENEFIT, references=(replace(RCT, product="Exosomes"),))
    injected = replace(BENEFIT, text="Injected, it improves density.[^k]")
    assert breaks("S04", injected, references=(replace(RCT, route="topical"),))
    assert not breaks("S04", BENEFIT)
    assert not breaks("S04", BENEFIT, references=(replace(RCT, product="Platelet-rich plasma"),))
    assert not breaks("S04", injected, references=(replace(RCT, route="injected"),))


def test_s05_testimonial_without_expected_results() -> None:
    vary = role(Role.EXPECTED_RESULTS, "Results may vary.")
    assert breaks("S05", QUOTE, where=(US,))
    assert breaks("S05", QUOTE, vary, where=(US,))
    assert breaks("S05", replace(QUOTE, kind=Kind.TEXT, role=Role.TESTIMONIAL), where=(US,))
    assert not breaks("S05", QUOTE, role(Role.EXPECTED_RESULTS, "Half of 40 people saw a gain."), where=(US,))
    assert not breaks("S05", replace(QUOTE, text="Care comes first."), where=(US,))
    assert not breaks("S05", QUOTE, where=(UK,))


def test_s06_testimonial_without_consent() -> None:
    given = Consent(date(2026, 1, 1))
    assert breaks("S06", QUOTE, where=(US,))
    assert breaks("S06", QUOTE, where=(US,), consent=replace(given, expires_on=date(2026, 11, 22)))
    assert breaks("S06", QUOTE, where=(US,), consent=replace(given, revoked_on=date(2026, 2, 1)))
    assert not breaks("S06", QUOTE, where=(US,), consent=given)
    assert not breaks("S06", QUOTE, where=(US,), consent=replace(given, expires_on=TODAY))
    assert not breaks("S06", STEM, where=(US,))


def test_s07_any_testimonial() -> None:
    assert breaks("S07", QUOTE, where=(AU,))
    assert breaks("S07", replace(QUOTE, role=Role.TESTIMONIAL), where=(AU,))
    assert breaks("S07", replace(QUOTE, text="It changed my life."), where=(AU,))
    assert not breaks("S07", QUOTE, where=(UK,))
    assert not breaks("S07", STEM, where=(AU,))
    assert not breaks("S07", replace(QUOTE, hidden=True), where=(AU,))


def test_s08_hidden_tie() -> None:
    paid = Consent(date(2026, 1, 1), relation="paid")
    assert breaks("S08", QUOTE, where=(US,), consent=paid)
    assert breaks("S08", QUOTE, where=(US,), consent=replace(paid, relation="staff"))
    assert breaks("S08", QUOTE, where=(US,), consent=replace(paid, relation="family"))
    assert not breaks("S08", replace(QUOTE, attribution="A. Patient, paid"), where=(US,), consent=paid)
    assert not breaks("S08", QUOTE, where=(US,), consent=replace(paid, relation=""))
    report = ClaimChecker(PACKS).check(Brochure("Hair", jurisdictions=(US,), sections=(QUOTE,)))
    assert any(each.startswith("S08") for each in report.skipped)


def test_s09_photo_without_consent() -> None:
    given = Consent(date(2026, 1, 1))
    assert breaks("S09", picture("A patient’s scalp"), where=(US,))
    assert breaks("S09", picture("Scalp", "Before and after"), where=(US,))
    assert breaks("S09", replace(picture("A face"), role=Role.TESTIMONIAL), where=(US,))
    assert not breaks("S09", picture("A patient’s scalp"), where=(US,), consent=given)
    assert not breaks("S09", picture("Drawing of a follicle"), where=(US,))
    assert not breaks("S09", picture("A patient’s scalp"), where=(UK,))


def test_s10_before_and_after() -> None:
    whole = (
        "Before and six months after one transplant, in the same light and from the same angle. Others’ results "
        "differ: this is one person."
    )
    assert breaks("S10", picture("x", "Before and after"), where=(AU,))
    assert breaks("S10", picture("x", "Before and six months after a transplant"), where=(AU,))
    assert breaks("S10", picture("Before / after", "In the same light; results vary"), where=(AU,))
    assert not breaks("S10", picture("x", whole), where=(AU,))
    assert not breaks("S10", picture("A follicle"), where=(AU,))
    assert not breaks("S10", picture("x", "Before and after"), where=(UK,))


def test_s11_not_a_real_result() -> None:
    assert breaks("S11", picture("Stock photo of a man"))
    assert breaks("S11", picture("x", "Retouched picture of the result"))
    assert breaks("S11", picture("x", "Created with AI"))
    assert not breaks("S11", picture("Drawing of a follicle"))
    assert not breaks("S11", picture("x", "Not an edited picture"))
    assert not breaks("S11", picture("Man at a window"))


@pytest.mark.parametrize(
    ("rule", "name", "where"),
    [
        ("S12", Role.RISKS, ()),
        ("S16", Role.ALTERNATIVES, ()),
        ("S17", Role.ASSESSMENT, (UK,)),
        ("S18", Role.PRACTITIONER, (UK,)),
        ("S18", Role.PRACTITIONER, (AU,)),
    ],
)
def test_sections_that_benefits_ask_for(rule: str, name: Role, where: tuple[Jurisdiction, ...]) -> None:
    claim = Section("c", Kind.TEXT, "Title", text="PRP improves density.")
    assert breaks(rule, BENEFIT, where=where)
    assert breaks(rule, claim, where=where)
    assert breaks(rule, BENEFIT, replace(role(name), hidden=True), where=where)
    assert breaks(rule, BENEFIT, role(name, " "), where=where)
    assert not breaks(rule, BENEFIT, role(name), where=where)
    assert not breaks(rule, claim, role(name), where=where)
    assert not breaks(rule, Section("t", Kind.TEXT, "Hair", text="Hair grows."), where=where)


def test_s13_regulatory_status() -> None:
    assert breaks("S13", STEM, where=(US,))
    assert breaks("S13", replace(STEM, text="Exosomes are tiny."), where=(US,))
    assert breaks("S13", replace(STEM, text="We use SVF."), where=(WA,))
    assert not breaks("S13", STEM, role(Role.REGULATORY_STATUS), where=(US,))
    assert not breaks("S13", replace(STEM, text="Minoxidil is a lotion."), where=(US,))
    assert not breaks("S13", STEM, where=(UK,))


def test_s14_notices_of_states_are_never_invented() -> None:
    notice = Section("n", Kind.NOTICE, "Notice", text="This has not been approved by the FDA.")
    assert levels("S14", STEM, where=(WA,)) == [Level.ERROR]
    assert levels("S14", STEM, where=(FL,)) == [Level.WARNING]
    assert levels("S14", STEM, where=(CA,)) == [Level.INFORMATION]
    assert len(levels("S14", STEM, where=(WA, FL, CA))) == 3
    assert levels("S14", STEM, notice, where=(WA,)) == [Level.INFORMATION]
    assert levels("S14", STEM, where=(US,)) == []
    assert levels("S14", BENEFIT, where=(WA,)) == []
    report = ClaimChecker(PACKS).check(Brochure("Hair", jurisdictions=(WA,), sections=(STEM, notice)))
    assert all("Notice text not verified" in each.message for each in report.findings if each.rule == "S14")


def test_s15_hair_is_outside_floridas_statute() -> None:
    assert breaks("S15", STEM, where=(FL,))
    assert breaks("S15", replace(STEM, text="Hair and stem cells."), where=(FL,))
    assert breaks("S15", replace(STEM, text="Stem cells for your scalp."), where=(FL,))
    assert not breaks("S15", replace(STEM, text="Stem cells for a knee."), where=(FL,))
    assert not breaks("S15", BENEFIT, where=(FL,))
    assert not breaks("S15", STEM, where=(US,))


def test_s19_disclosure_must_be_as_easy_to_see() -> None:
    risks = role(Role.RISKS)
    here, there = frozenset({1}), frozenset({2})

    def broken(views: frozenset[int], size: float = 9, contrast: float = 7) -> bool:
        layout = {"b": SectionOnPaper(here, 9, 7), "risks": SectionOnPaper(views, size, contrast)}
        return breaks("S19", BENEFIT, risks, layout=layout)

    assert broken(there)
    assert broken(here, size=6)
    assert broken(here, contrast=2)
    assert not broken(here)
    assert not broken(here | there)
    assert not breaks("S19", BENEFIT, risks)


def test_s20_reading_grade() -> None:
    hard = "Regenerative interventions necessitate individualised dermatological evaluation beforehand. " * 5
    assert breaks("S20", Section("h", Kind.TEXT, "Title", text=hard))
    assert not breaks("S20", Section("h", Kind.TEXT, "Title", text="We look at your hair. " * 12))
    brochure = Brochure(
        "Hair", audience=Audience.PROFESSIONALS, sections=(Section("h", Kind.TEXT, text=hard),)
    )
    assert not [each for each in ClaimChecker(PACKS).check(brochure).findings if each.rule == "S20"]


def test_s21_what_a_screen_reader_needs() -> None:
    assert breaks("S21", picture())
    assert breaks("S21", Section("h", Kind.TEXT, "Title", text="### Low\n\nText\n\n# High"))
    assert [each.rule for each in ClaimChecker(PACKS).check(Brochure(" ")).findings] == ["S21"]
    assert not breaks("S21", picture("A follicle"))
    assert not breaks("S21", picture(decorative=True))
    assert not breaks("S21", Section("h", Kind.TEXT, "Title", text="## One\n\n### Two\n\n## Three"))


def test_s22_young_people() -> None:
    assert breaks("S22", picture("A teenager smiles"), where=(UK,))
    assert breaks("S22", picture("x", "Boy with short hair"), where=(AU,))
    assert breaks("S22", picture("A 16-year-old"), where=(UK,))
    assert not breaks("S22", picture("A woman smiles"), where=(UK,))
    assert not breaks("S22", picture("A 46-year-old man"), where=(UK,))
    assert not breaks("S22", picture("A teenager smiles"), where=(US,))


def test_s23_online_advertising_is_only_a_note() -> None:
    assert levels("S23", STEM) == [Level.INFORMATION]
    assert levels("S23", BENEFIT, STEM) == [Level.INFORMATION]
    assert levels("S23", replace(STEM, text="Minoxidil is a lotion.")) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Meta-analysis of 14 randomised trials of PRP", StudyKind.META_ANALYSIS),
        ("Review of 14 articles", StudyKind.REVIEW),
        ("Randomized split-scalp trial", StudyKind.RANDOMISED),
        ("Non-randomised trial", StudyKind.CONTROLLED),
        ("Trial of topical minoxidil against placebo", StudyKind.CONTROLLED),
        ("Open-label single-arm trial", StudyKind.SINGLE_ARM),
        ("Study in mice", StudyKind.ANIMAL),
        ("In-vitro study", StudyKind.LABORATORY),
        ("Registered trial; no peer-reviewed results found", StudyKind.REGISTRATION),
        ("Regulator's safety information", StudyKind.REGULATOR),
        ("Trial of PRP that found no gain", StudyKind.TRIAL),
        ("", StudyKind.UNKNOWN),
        ("A poem", StudyKind.UNKNOWN),
    ],
)
def test_kinds_of_study(text: str, kind: StudyKind) -> None:
    assert study_kind(text) is kind


@pytest.mark.parametrize("kind", list(StudyKind))
def test_the_vocabulary_is_understood(kind: StudyKind) -> None:
    assert study_kind(kind.value) is kind
