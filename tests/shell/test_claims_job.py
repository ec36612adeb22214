"""The claim rules in a thread of their own, and what the findings job makes of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.check.gate import gate
from editor.core import edits
from editor.core.brochure import Brochure, Jurisdiction, Kind, Person, Section
from editor.core.facts import LayoutFacts
from editor.core.levels import Level
from editor.core.record import Lowering, added
from editor.files.resources import load_forms
from editor.render.preview import Preview
from editor.shell import claims_job
from editor.shell.claims_job import ClaimsJob
from editor.shell.findings_job import BROKEN, NOT_YET, OLD_PAGES, UNREAD, Checked, FindingsJob, Pauses
from editor.shell.session import Session
from tests.core.test_record import NOW

BROCHURE = Brochure("Hair", sections=(Section("a", Kind.TEXT, "How hair grows", text="We cure hair loss."),))


@pytest.fixture
def job() -> Iterator[ClaimsJob]:
    job = ClaimsJob(today=lambda: date(2026, 11, 23))
    yield job
    job.close()


def rules(job: ClaimsJob, brochure: Brochure = BROCHURE) -> set[str] | None:
    report = job.check(brochure, (), None)
    return report and {each.rule for each in report.findings}


def test_rules_answer_once_they_are_ready(qtbot: QtBot, job: ClaimsJob) -> None:
    assert rules(job) is None
    with qtbot.waitSignal(job.ready, timeout=30_000):
        job.prepare(BROCHURE)
    assert "C01" in (rules(job) or ())
    assert [each.partition(" ")[0] for each in job.packs] == ["general"]
    with qtbot.assertNotEmitted(job.ready, wait=50):
        job.prepare(BROCHURE)


def test_another_country_or_audience_has_other_rules(qtbot: QtBot, job: ClaimsJob) -> None:
    job.prepare(BROCHURE)
    job.wait()
    abroad = replace(BROCHURE, jurisdictions=(Jurisdiction.US_WA,))
    assert rules(job, abroad) is None
    job.prepare(abroad)
    job.wait()
    assert [each.partition(" ")[0] for each in job.packs] == ["general", "us", "us-wa"]
    assert rules(job, abroad)
    assert rules(job) is None


def test_a_lowered_rule_weighs_less_at_once(job: ClaimsJob) -> None:
    job.prepare(BROCHURE)
    job.wait()
    record = added((), Person("Ann"), Lowering("C01", Level.INFORMATION, "Why not"), NOW)
    report = job.check(BROCHURE, record, None)
    assert report
    assert {each.level for each in report.findings if each.rule == "C01"} == {Level.INFORMATION}


def test_a_bad_pack_of_the_clinic_is_said_once_and_ours_are_used(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text("[pack]\nid = 3\n")
    job = ClaimsJob(tmp_path)
    said: list[str] = []
    job.refused.connect(said.append)
    job.prepare(BROCHURE)
    job.wait()
    (sentence,) = said
    assert "own.toml" in sentence
    assert sentence.endswith("Your own rules are not used until then; Candor’s are.")
    assert "C01" in (rules(job) or ())
    job.close()


def test_without_any_pack_nothing_passes(
    qtbot: QtBot, job: ClaimsJob, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("editor.files.rule_packs.resource_root", lambda: tmp_path)
    job.prepare(BROCHURE)
    job.wait()
    report = job.check(BROCHURE, (), None)
    assert report
    assert report.skipped[0].startswith("Claims and duties: There are no rules in")


def test_closing_does_not_wait_for_the_rules(
    qtbot: QtBot, job: ClaimsJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claims_job, "BREATH", 10.0)
    job.prepare(BROCHURE)
    qtbot.wait(300)  # until it rests between two rules
    with qtbot.assertNotEmitted(job.ready, wait=50):
        job.close()
    job.prepare(BROCHURE)
    assert rules(job) is None


# In the findings job


def test_a_failure_is_reported_once_and_nothing_passes(
    qtbot: QtBot, findings: FindingsJob, job: ClaimsJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("editor.check.claims.rules.packs_for", fail)
    with pytest.raises(ZeroDivisionError):
        findings.check_all()
    checked = findings.check_all()
    assert checked.complete
    assert checked.verdict.skipped == (BROKEN,)
    assert checked.verdict.findings[0] == UNREAD
    assert gate(checked.findings, BROCHURE, (), date(2026, 1, 1)).errors == (UNREAD,)


@pytest.fixture
def findings(job: ClaimsJob) -> Iterator[FindingsJob]:
    session = Session(BROCHURE)
    findings = FindingsJob(
        session, load_forms(), lambda asset: None, session, claims=job, pauses=Pauses(check=5, rules=60_000)
    )
    yield findings
    findings.close()
    session.undo_stack.clear()


def test_rules_wait_for_the_first_pages(qtbot: QtBot, findings: FindingsJob) -> None:
    checked = findings.check()
    assert not checked.complete
    assert checked.verdict.skipped == (NOT_YET,)
    done: list[Checked] = []
    findings.done.connect(done.append)
    findings.laid_out(Preview(load_forms()[BROCHURE.form], (), (), ()))
    qtbot.waitUntil(lambda: bool(done) and done[-1].complete, timeout=30_000)
    assert "C01" in {each.rule for each in done[-1].findings}
    assert done[-1].findings == done[-1].verdict.findings
    assert done[-1].brochure is BROCHURE


def test_whoever_cannot_wait_gets_all_at_once(findings: FindingsJob) -> None:
    checked = findings.check_all()
    assert checked.complete
    assert "C01" in {each.rule for each in checked.findings}


def test_rules_being_made_ready_for_another_country_do_not_pass_for_all(
    findings: FindingsJob, job: ClaimsJob
) -> None:
    job.prepare(BROCHURE)
    findings._session.apply(
        "Country", lambda b: edits.change_brochure(b, jurisdictions=(Jurisdiction.US_WA,))
    )
    checked = findings.check_all()
    assert checked.complete
    assert "us-wa" in {each.partition(" ")[0] for each in checked.verdict.packs}
    job.close()
    findings._session.undo_stack.undo()
    assert not findings.check_all().complete


def test_pages_that_were_measured_before_an_edit_are_not_taken_for_new(findings: FindingsJob) -> None:
    def skips_pages() -> tuple[bool, bool]:
        skipped = findings.check().verdict.skipped
        return any("laid-out page" in each for each in skipped), OLD_PAGES in skipped

    findings.check_all()
    assert skips_pages() == (True, False)
    findings.measure()
    findings.measured(LayoutFacts(BROCHURE.form), BROCHURE)
    assert skips_pages() == (False, False)
    findings._session.apply("Edit", lambda b: edits.change_section(b, "a", text="We cure it."))
    assert skips_pages() == (False, True)
    findings.measure()
    findings.measured(LayoutFacts(BROCHURE.form), BROCHURE)  # asked for before the edit
    assert skips_pages() == (False, True)
    findings.measured(LayoutFacts(BROCHURE.form), findings._session.brochure)
    assert skips_pages() == (False, False)
