"""What stands in the way of an export, and what lets it pass."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from editor.check.findings import Finding, Level
from editor.check.gate import MOST_CHARACTERS, MOST_KEPT, Gate, gate
from editor.core.approval import parts_of
from editor.core.brochure import Brochure, Kind, Person, Policy, Section
from editor.core.record import Approval, ExportedFinding, added

TODAY = date(2026, 11, 23)
ADA = Person("Ada")
BROCHURE = Brochure("Hair", sections=(Section("a", Kind.TEXT, "A"),))
ERROR = Finding("C01", Level.ERROR, "a", 1, "cure", "Do not speak of a cure.")
WARNING = Finding("C06", Level.WARNING, "a", 1, "safe", "Say how safe.")
NOTE = Finding("S23", Level.INFORMATION, "a", 1, "PRP", "An ad network refuses this.")
OVERSET = Finding("overset", Level.ERROR, "a", 0, "A", "The text does not fit.")
TINY = Finding("text-small", Level.WARNING, "a", 0, "5 pt", "Too small.")
GLYPH = Finding("glyph-missing", Level.ERROR, "a", 0, "★", "Nothing draws this.")
ENDED = Finding("consent-ended", Level.ERROR, "a", 0, "A", "The consent ended.")


def judged(*findings: Finding, on_paper: bool = True) -> Gate:
    return gate(findings, BROCHURE, (), TODAY, on_paper=on_paper)


def test_findings_are_told_apart_by_what_they_do() -> None:
    stands = judged(NOTE, WARNING, ERROR, ENDED, OVERSET)
    assert stands.barring == (ENDED,)
    assert stands.errors == (OVERSET, ERROR)
    assert (stands.warnings, stands.remarks) == ((WARNING,), (NOTE,))
    assert stands.findings == (ENDED, OVERSET, ERROR, WARNING, NOTE)


@pytest.mark.parametrize(
    ("findings", "draft", "reason", "passes"),
    [
        ((), False, "", True),
        ((WARNING, NOTE), False, "", True),
        ((ERROR,), False, "", False),
        ((ERROR,), False, "  \n", False),
        ((ERROR,), False, "Agreed.", True),
        ((ERROR,), True, "", True),
        ((ENDED,), False, "", False),
        ((ENDED,), True, "Agreed.", False),
    ],
)
def test_what_passes(findings: tuple[Finding, ...], draft: bool, reason: str, passes: bool) -> None:
    assert judged(*findings).lets_pass(draft=draft, reason=reason) is passes


def test_a_web_page_has_no_paper() -> None:
    stands = judged(OVERSET, TINY, GLYPH, ERROR, on_paper=False)
    assert stands.findings == (GLYPH, ERROR)


def test_the_policy_asks_for_a_draft_until_all_is_approved() -> None:
    strict = replace(BROCHURE, policy=Policy((ADA,), draft_until_approved=True))
    before = gate((ERROR,), strict, (), TODAY)
    assert before.draft_required
    assert before.marked(False)
    assert before.lets_pass(draft=False)
    approved = added((), ADA, Approval(parts_of(strict), whole=True), datetime(2026, 11, 1, tzinfo=UTC))
    after = gate((ERROR,), strict, approved, TODAY)
    assert not after.draft_required
    assert not after.marked(False)
    assert not after.lets_pass(draft=False)


def test_a_reason_is_kept_only_where_it_overrides_something() -> None:
    assert judged(ERROR).override(" Agreed. ") == "Agreed."
    assert judged(WARNING).override("Agreed.") == ""


def test_the_record_is_not_filled_by_one_export() -> None:
    many = [replace(WARNING, line=number, text="x" * 5000) for number in range(MOST_KEPT + 50)]
    assert judged(NOTE, ERROR, WARNING).standing()[1:] == (
        ExportedFinding("C06", Level.WARNING, "a", "safe"),
    )
    kept = judged(*many, ERROR).standing()
    assert len(kept) == MOST_KEPT
    assert (kept[0].rule, kept[0].text) == ("C01", "cure")
    assert len(kept[1].text) == MOST_CHARACTERS
