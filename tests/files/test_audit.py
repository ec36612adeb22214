"""The audit pack: its keys, what it says of claims, decisions and people, and how it is set."""

from __future__ import annotations

import io
import json
import subprocess
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pytest

from editor.check.claims.checker import ClaimChecker
from editor.check.gate import gate
from editor.check.verdict import dismissal_of, judge
from editor.core.approval import content_hash, parts_of
from editor.core.audit import FORMAT, Audit, AuditFinding
from editor.core.brochure import (
    Brochure,
    Consent,
    Jurisdiction,
    Kind,
    Person,
    Policy,
    Reference,
    Role,
    Section,
)
from editor.core.levels import Level
from editor.core.record import Approval, Comment, ExportedFile, Lowering, Record, Resolution, added
from editor.files.audit import RECORD_KEPT, Exporting, act_of, audit_json, audit_of
from editor.files.resources import load_forms
from editor.files.rule_packs import load_rule_packs
from editor.render.audit_page import MOST_ENTRIES, MOST_ROWS, audit_pdf
from tests.samples import starter
from tests.verapdf import validate

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
TOM, ADA = Person("Tom Field", "Compliance"), Person("Dr Ada <Reyes>", "Director")
FILES = (ExportedFile("hair.pdf", "a" * 64),)
PACKS = load_rule_packs()
BROCHURE = Brochure(
    "Hair *now*",
    jurisdictions=(Jurisdiction.UK,),
    policy=Policy((ADA,)),
    sections=(
        Section(
            "a", Kind.BENEFIT, "Growth", text="PRP regrows hair[^b2020][^gone]. It cures baldness[^a2019]."
        ),
        Section("b", Kind.TEXT, "More & less", text="PRP thickens hair. It is the best choice."),
        Section(
            "story",
            Kind.QUOTE,
            "A story",
            text="It helped me.",
            attribution="Maria Secret, 43",
            role=Role.TESTIMONIAL,
            consent=Consent(date(2025, 1, 3), "the leaflet", "Cabinet 2", revoked_on=date(2026, 5, 1)),
        ),
        Section("hidden", Kind.QUOTE, "Hidden", text="I am hidden.", role=Role.TESTIMONIAL, hidden=True),
    ),
    references=(
        Reference("a2019", "Bee C", "Another", "Skin", 2019, "2:3", study="single-arm trial", people=12),
        Reference("b2020", "Lee A", "A trial", "Skin", 2020, "1:2", doi="10.1/x", study="randomised trial"),
    ),
)


def exporting(brochure: Brochure = BROCHURE, record: Record = ()) -> Exporting:
    lowered = tuple(entry.act for entry in record if isinstance(entry.act, Lowering))
    report = ClaimChecker(PACKS, lowered).check(brochure, today=NOW.date())
    verdict = judge(report, (), record, ("general 1", "uk 1"))
    stands = gate(verdict.findings, brochure, record, NOW.date())
    return Exporting(brochure, load_forms()["tri-fold-a4"], verdict, stands, record, PACKS, TOM, NOW)


def pack(brochure: Brochure = BROCHURE, record: Record = ()) -> Audit:
    made = exporting(brochure, record)
    return audit_of(made, act_of(made, "pdf", FILES, draft=False, reason="Agreed."))


@pytest.fixture(scope="module")
def decided() -> Record:
    cure = next(
        each for each in ClaimChecker(PACKS).check(BROCHURE, today=NOW.date()).findings if each.rule == "C01"
    )
    record: Record = ()
    for person, act in (
        (TOM, dismissal_of(cure, "It is a quotation.")),
        (TOM, Lowering("C16", Level.INFORMATION, "An award says so.")),
        (ADA, Approval(parts_of(BROCHURE), whole=True, expires_on=date(2027, 1, 1))),
        (ADA, Comment("b", "Who says so?")),
        (ADA, Comment("a", "Fine.")),
        (TOM, Resolution(5)),
    ):
        record = added(record, person, act, NOW)
    return record


def test_the_json_has_every_key_sorted_and_says_who_and_when(decided: Record) -> None:
    data = audit_json(pack(record=decided))
    value = json.loads(data)
    assert set(value) == {each.name for each in fields(Audit)}
    assert list(value) == sorted(value)
    assert value["format"] == FORMAT == 1
    assert value["content_sha256"] == content_hash(BROCHURE)
    assert (value["person"], value["at"]) == (
        {"name": "Tom Field", "role": "Compliance"},
        "2026-11-23T09:30:00+00:00",
    )
    assert value["files"] == [{"name": "hair.pdf", "sha256": "a" * 64}]
    assert value["override"] == "Agreed."
    assert value["title"] == "Hair now"
    assert data == audit_json(pack(record=decided))


def test_claims_name_their_references_by_printed_number_once_each() -> None:
    audit = pack()
    rows = {each.sentence: each for each in audit.claims}
    assert len(rows) == len(audit.claims)
    assert (rows["PRP regrows hair."].references, rows["PRP regrows hair."].missing) == ((1,), ("gone",))
    assert rows["PRP regrows hair."].backed
    assert not rows["PRP thickens hair."].backed
    assert rows["PRP thickens hair."].status == "unbacked"
    assert [(each.number, each.key) for each in audit.references] == [(1, "b2020"), (2, "a2019")]
    assert audit.references[0].text == "Lee A. A trial. Skin 2020;1:2. doi:10.1/x"


def test_on_the_web_page_too_what_is_hidden_has_no_number() -> None:
    cover = Section("cover", Kind.TEXT, "Cover", text="A hidden word[^a2019].", hidden=True)
    brochure = replace(BROCHURE, sections=(cover, *BROCHURE.sections))
    for on_paper in (True, False):
        made = replace(exporting(brochure), on_paper=on_paper)
        audit = audit_of(made, act_of(made, "html", FILES, draft=False))
        assert [(each.number, each.key) for each in audit.references] == [(1, "b2020"), (2, "a2019")]


def test_decisions_stand_with_who_and_why(decided: Record) -> None:
    audit = pack(record=decided)
    (dismissed,) = audit.dismissed
    assert (dismissed.finding.rule, dismissed.reason, dismissed.person, dismissed.entry) == (
        "C01",
        "It is a quotation.",
        TOM,
        1,
    )
    assert "C01" not in {each.rule for each in audit.findings}
    assert [(each.rule, each.level, each.reason) for each in audit.lowered] == [
        ("C16", "information", "An award says so.")
    ]
    assert [each.text for each in audit.comments] == ["Who says so?"]
    assert audit.approved
    assert {(each.state, each.by, each.expires_on) for each in audit.approvals} == {
        ("approved", ADA, "2027-01-01")
    }
    assert [each.id for each in audit.packs] == ["general", "uk"]
    assert audit.record_sha256 == decided[-1].sha256
    changed = replace(BROCHURE, sections=(replace(BROCHURE.sections[0], lead="New."), *BROCHURE.sections[1:]))
    after = pack(changed, decided)
    assert not after.approved
    assert {each.section: each.state for each in after.approvals}["a"] == "changed"
    assert {each.section: each.state for each in after.approvals}["b"] == "approved"


def test_consents_say_how_they_stand_and_name_nobody() -> None:
    audit = pack()
    (consent,) = audit.consents
    assert (consent.section, consent.kept_where, consent.revoked_on) == ("story", "Cabinet 2", "2026-05-01")
    assert not consent.holds
    assert consent.words.startswith("Withdrawn on 1 May 2026")
    assert b"Maria" not in audit_json(audit)


def test_a_long_record_is_cut_and_says_so(tmp_path: Path) -> None:
    record: Record = ()
    for number in range(RECORD_KEPT + 5):
        record = added(record, TOM, Comment("", f"Note {number}."), NOW)
    audit = pack(record=record)
    assert (len(audit.record), audit.record_length) == (RECORD_KEPT, RECORD_KEPT + 5)
    assert audit.record[-1].number == RECORD_KEPT + 5
    finding = AuditFinding("C01", "error", "a", "Growth", "cure", "Do not.", "F4")
    many = replace(audit, comments=(), findings=(finding,) * (MOST_ROWS + 7))
    text = text_of(audit_pdf(starter("blank").typesetter(), many), tmp_path)
    assert text.count("Rule Level Section What was found") > 5, "table heads stand on every page"
    assert f"The newest {MOST_ENTRIES} of {RECORD_KEPT + 5} entries" in text
    assert f"The first {MOST_ROWS} of {MOST_ROWS + 7}; the JSON file has all of them." in text


def text_of(pdf: bytes, folder: Path) -> str:
    path = folder / "audit.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True, text=True)
    return " ".join(done.stdout.split())


def test_the_page_is_pdf_ua_and_takes_text_as_text(decided: Record, tmp_path: Path) -> None:
    pdf = audit_pdf(starter("blank").typesetter(), pack(record=decided))
    text = text_of(pdf, tmp_path)
    assert validate(tmp_path / "audit.pdf") == []
    for words in (
        "Dr Ada <Reyes>, Director",
        "More & less",
        "It is a quotation.",
        "not found: gone",
        "Withdrawn on 1 May 2026",
        "this is not legal advice",
        "23 November 2026, 09:30 UTC",
    ):
        assert words in text
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert str(opened.docinfo["/Title"]) == "Audit pack: Hair now"
        assert f"1 of {len(opened.pages)}" in text


def test_an_empty_brochure_has_an_audit_pack_too(tmp_path: Path) -> None:
    text = text_of(audit_pdf(starter("blank").typesetter(), pack(Brochure("Empty"))), tmp_path)
    assert validate(tmp_path / "audit.pdf") == []
    assert "No sentence was found that claims a benefit or a result." in text
    assert "No decision was recorded before this export." in text
