"""Consents are checked after every change, rules or no rules."""

from __future__ import annotations

from datetime import date

from pytestqt.qtbot import QtBot

from editor.core.brochure import Brochure, Consent, Kind, Section
from editor.core.edits import change_section
from editor.files.resources import load_forms
from editor.shell.findings_job import FindingsJob, Pauses
from editor.shell.session import Session


def test_a_consent_withdrawn_while_somebody_works_is_found(qtbot: QtBot) -> None:
    given = Consent(date(2026, 1, 5))
    quote = Section("q", Kind.QUOTE, text="I feel like myself again.", consent=given)
    session = Session(Brochure("Hair", sections=(quote,)))
    job = FindingsJob(session, load_forms(), lambda asset: None, session, pauses=Pauses(check=5))
    withdrawn = Consent(date(2026, 1, 5), revoked_on=date(2026, 6, 1))
    with qtbot.waitSignal(job.done) as signal:
        session.apply("Withdraw", lambda b: change_section(b, "q", consent=withdrawn))
    assert [each.rule for each in signal.args[0].findings] == ["consent-withdrawn"]
    with qtbot.waitSignal(job.done) as signal:
        session.undo_stack.undo()
    assert "consent-withdrawn" not in [each.rule for each in signal.args[0].findings]
    job.close()
