"""Dismissals: one finding less, for one sentence, until it changes or the dismissal is taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from editor.check.claims.checker import ClaimsReport
from editor.check.findings import ClaimFinding, Finding, Level
from editor.check.verdict import dismissal_of, judge
from editor.core.brochure import Person
from editor.core.record import Record, Withdrawal, added

NOW = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)
ADA = Person("Ada", "doctor")
FINDING = ClaimFinding(
    "U2", Level.ERROR, "one", 1, "absolutely safe", "Say what can happen.", "CAP 12.9", "text", sentence="It is safe."
)  # fmt: skip
WHOLE = replace(FINDING, rule="S07", section="", place="", sentence="", message="Say who is responsible.")


def report(*findings: ClaimFinding) -> ClaimsReport:
    return ClaimsReport(findings, (), ("notice text not verified",))


def dismissed(*findings: ClaimFinding) -> Record:
    record: Record = ()
    for finding in findings:
        record = added(record, ADA, dismissal_of(finding, "We quote it."), NOW)
    return record


def test_nothing_dismissed_is_the_report_and_the_others() -> None:
    other = Finding("overset", Level.ERROR, "one", 0, "", "Too long.", "")
    verdict = judge(report(FINDING, WHOLE), [other], (), ("general 1",))
    assert set(verdict.findings) == {other, FINDING, WHOLE}
    assert verdict.dismissed == ()
    assert verdict.skipped == ("notice text not verified",)
    assert verdict.packs == ("general 1",)


@pytest.mark.parametrize("finding", [FINDING, WHOLE])
def test_a_dismissal_takes_one_finding_away_and_says_who_and_why(finding: ClaimFinding) -> None:
    record = dismissed(finding)
    verdict = judge(report(FINDING, WHOLE), (), record)
    assert set(verdict.findings) == {FINDING, WHOLE} - {finding}
    assert verdict.dismissed == ((finding, record[0]),)


@pytest.mark.parametrize(
    "change",
    [
        {"sentence": "It is absolutely safe!"},
        {"section": "two"},
        {"place": "lead"},
        {"rule": "U3"},
    ],
)
def test_a_dismissal_falls_with_what_it_was_about(change: dict[str, str]) -> None:
    changed = replace(FINDING, **change)
    verdict = judge(report(changed), (), dismissed(FINDING))
    assert verdict.findings == (changed,)
    assert verdict.dismissed == ()


def test_a_dismissal_stays_when_the_sentence_moves_within_its_text() -> None:
    moved = replace(FINDING, line=9, start=200, end=215)
    assert judge(report(moved), (), dismissed(FINDING)).findings == ()


def test_a_dismissal_can_be_taken_back_and_given_again() -> None:
    record = added(dismissed(FINDING), ADA, Withdrawal(1), NOW)
    assert judge(report(FINDING), (), record).findings == (FINDING,)
    again = added(record, ADA, dismissal_of(FINDING, "It is a quotation."), NOW)
    verdict = judge(report(FINDING), (), again)
    assert verdict.findings == ()
    assert [entry.number for _, entry in verdict.dismissed] == [3]


def test_what_another_check_says_and_can_mend_is_not_said_twice() -> None:
    pack = replace(FINDING, rule="S21", place="image.alt")
    mendable = Finding("alt-missing", Level.ERROR, "one", 0, "", "Describe it.", "", "image.alt")
    elsewhere = replace(mendable, section="two")
    assert judge(report(pack), [mendable], ()).findings == (mendable,)
    assert judge(report(pack), [elsewhere], ()).findings == (elsewhere, pack)
