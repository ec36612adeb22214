from __future__ import annotations

from dataclasses import replace

import pytest

from editor.check.claims import checker as module
from editor.check.claims.checker import ClaimChecker, ClaimsReport, check_claims, check_text, said
from editor.check.claims.rules import Pack, packs_for
from editor.check.findings import Level
from editor.core.brochure import Audience, Brochure, Item, Jurisdiction, Kind, Section
from editor.core.record import Lowering
from editor.files.rule_packs import load_rule_packs
from editor.files.starters import load_starter, starters

PACKS = load_rule_packs()
US, UK, EU, AU = Jurisdiction.US, Jurisdiction.UK, Jurisdiction.EU, Jurisdiction.AU


def rules(report: ClaimsReport) -> list[str]:
    return [each.rule for each in report.findings]


def about(*texts: str, jurisdictions: tuple[Jurisdiction, ...] = ()) -> Brochure:
    sections = tuple(Section(f"s{n}", Kind.TEXT, "Title", text=text) for n, text in enumerate(texts))
    return Brochure("Hair", jurisdictions=jurisdictions, sections=sections)


@pytest.mark.parametrize("starter", [each.id for each in starters()])
def test_starters_pass_their_own_packs(starter: str) -> None:
    brochure, _ = load_starter(starter)
    shown = replace(brochure, sections=tuple(replace(each, hidden=False) for each in brochure.sections))
    findings = ClaimChecker(PACKS).check(shown).findings
    assert [each for each in findings if each.level is not Level.INFORMATION] == []


def test_a_finding_says_where_what_why_and_by_which_source() -> None:
    text = "Fine.\n\nIt is a **risk**-free offer 😀, [really](https://x.example)."
    (finding,) = ClaimChecker(PACKS).check(about(text)).findings
    assert (finding.rule, finding.section, finding.place, finding.line) == ("C05", "s0", "text", 3)
    assert text[finding.start : finding.end] == "risk**-free"
    assert finding.text == "risk free"
    assert finding.why
    assert finding.source
    assert finding.reviewed_on == "2026-11-23"


def test_every_field_is_read() -> None:
    section = Section(
        "s", Kind.STEPS, "Cured!", "A miracle.", "Forever.", items=(Item("i", "Painless", "Risk-free."),)
    )
    brochure = Brochure("Guaranteed", sections=(section,))
    found = {(each.rule, each.place) for each in ClaimChecker(PACKS).check(brochure).findings}
    assert {
        ("C01", "title"),
        ("C08", "lead"),
        ("C03", "text"),
        ("C07", "items.i.title"),
        ("C05", "items.i.text"),
    } <= found
    assert ("C02", "title") in found


def test_hidden_sections_are_left_alone() -> None:
    brochure = about("It cures.")
    hidden = replace(brochure, sections=tuple(replace(each, hidden=True) for each in brochure.sections))
    assert check_claims(hidden, PACKS) == ()


def test_packs_follow_the_jurisdictions_and_the_country() -> None:
    assert [each.id for each in packs_for(PACKS, ())] == ["general"]
    assert [each.id for each in packs_for(PACKS, (Jurisdiction.US_WA,))] == ["general", "us", "us-wa"]
    text = "Ask about PRP."
    assert "C29" in rules(check_text(text, PACKS, jurisdictions=(AU,)))
    assert "C29" not in rules(check_text(text, PACKS, jurisdictions=(UK,)))
    assert "C29" not in rules(check_text(text, PACKS, jurisdictions=(AU,), audience=Audience.PROFESSIONALS))


def test_a_jurisdiction_may_raise_a_level() -> None:
    def level(*jurisdictions: Jurisdiction) -> list[Level]:
        found = check_text("Take 20% off.", PACKS, jurisdictions=jurisdictions).findings
        return [each.level for each in found if each.rule == "C20"]

    assert level() == [Level.WARNING]
    assert level(AU) == [Level.ERROR]


def test_lowering_a_rule_takes_a_reason() -> None:
    lowered = Lowering("C01", Level.INFORMATION, "A quotation in a history of medicine")
    (finding,) = ClaimChecker(PACKS, (lowered,)).check(about("It cures.")).findings
    assert finding.level is Level.INFORMATION


def test_only_what_changed_is_scanned_again(monkeypatch: pytest.MonkeyPatch) -> None:
    scanned: list[object] = []
    real = module.scanner

    def counting(*args: object) -> object:
        scan = real(*args)  # type: ignore[arg-type]
        return lambda texts: (scanned.append(1), scan(texts))[1]

    monkeypatch.setattr(module, "scanner", counting)
    checker = ClaimChecker(PACKS)
    brochure = about("One.", "Two.", "Three.")
    checker.check(brochure)
    assert len(scanned) == 4
    checker.check(brochure)
    assert len(scanned) == 4
    changed = replace(
        brochure, sections=(*brochure.sections[:2], replace(brochure.sections[2], text="It cures."))
    )
    assert rules(checker.check(changed)) == ["C01"]
    assert len(scanned) == 5
    checker.check(replace(changed, jurisdictions=(US,)))
    assert len(scanned) == 9


def test_a_section_kept_from_before_gives_the_same_findings() -> None:
    checker = ClaimChecker(PACKS)
    brochure = about(
        "It cures.", "PRP restores hair.", "We offer stem cells.", jurisdictions=tuple(Jurisdiction)
    )
    first = checker.check(brochure)
    assert checker.check(brochure) == first == ClaimChecker(PACKS).check(brochure)


def test_what_cannot_be_checked_is_listed() -> None:
    report = check_text("Fine.", PACKS)
    assert any(each.startswith("S12: needs a brochure") for each in report.skipped)
    assert ClaimChecker(PACKS).check(about("Fine.")).skipped == ("S19: needs the laid-out page",)
    german = check_text("Das heilt.", PACKS, language="de")
    assert german.skipped[0].startswith("Rules about words")


def test_a_clean_run_never_says_compliant() -> None:
    report = check_text("We look at your scalp.", PACKS)
    assert report.findings == ()
    assert said(report) == "No rule matched."


def test_claims_are_listed_with_what_backs_them() -> None:
    (claim,) = ClaimChecker(PACKS).check(about("PRP improves density.[^x]")).claims
    assert (claim.keys, claim.status.value, claim.sentence) == (
        ("x",),
        "reference missing",
        "PRP improves density.",
    )


def test_a_pack_without_rules_finds_nothing() -> None:
    assert check_text("It cures.", (Pack("p", "P", "all", "2026-11-23", "1"),)).findings == ()


def test_lines_of_long_texts_are_counted_from_one() -> None:
    text = "We look at your scalp.\n\n" * 1_000 + "It cures.\n" + "It cures.\n"
    found = [each for each in check_text(text, PACKS, jurisdictions=()).findings if each.rule == "C01"]
    assert [each.line for each in found] == [2001, 2002]
    assert [text.count("\n", 0, each.start) + 1 for each in found] == [2001, 2002]


def test_a_lowering_is_a_cap_on_a_rules_level() -> None:
    def level(rule: str, text: str, to: Level) -> Level:
        lowered = Lowering(rule, to, "A reason")
        report = ClaimChecker(PACKS, (lowered,)).check(about(text))
        return next(each.level for each in report.findings if each.rule == rule)

    assert level("C06", "It is absolutely safe.", Level.ERROR) is Level.ERROR
    assert level("C06", "It is absolutely safe.", Level.WARNING) is Level.WARNING
    assert level("C06", "It is safe.", Level.ERROR) is Level.WARNING
    assert level("C01", "It cures.", Level.WARNING) is Level.WARNING
