"""`candor export` as a clinic uses it: what stands in the way, reasons and drafts, the audit pack, the record."""

from __future__ import annotations

import hashlib
import json
import subprocess
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

from editor import cli
from editor.core.approval import content_hash, parts_of
from editor.core.audit import Audit
from editor.core.brochure import Brochure, Consent, Kind, Person, Policy, Reference, Role, Section
from editor.core.record import Approval, Export, Record
from editor.files.document import Document
from editor.files.workspace import Workspace
from tests.presses import PROFILE
from tests.verapdf import validate

CLEAN = Brochure(
    "Skin care",
    sections=(
        Section("cover", Kind.COVER, "Skin care"),
        Section("text", Kind.TEXT, "What it is", text="Ask us what it is."),
        Section("contact", Kind.CONTACT, "Talk to us"),
    ),
)
CLAIMED = replace(
    CLEAN,
    sections=(*CLEAN.sections, Section("more", Kind.TEXT, "More", text="Results are guaranteed[^lee2020].")),
    references=(Reference("lee2020", "Lee A", "A trial", "Skin", 2020, "1:2", study="randomised trial"),),
)
STORY = Section(
    "story",
    Kind.QUOTE,
    "A story",
    text="It helped me.",
    role=Role.TESTIMONIAL,
    consent=Consent(date(2020, 1, 1)),
)


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANDOR_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("CANDOR_DATA", str(tmp_path / "data"))


def saved(brochure: Brochure, tmp_path: Path, *approvals: Person) -> Path:
    path = tmp_path / "skin.brochure"
    document = Document.create(Workspace(tmp_path / "made"), brochure, {})
    for person in approvals:
        document.decide(person, Approval(parts_of(brochure), whole=True))
    document.publish_as(path)
    document.close()
    return path


def record_of(path: Path, tmp_path: Path) -> Record:
    document = Document.open(Workspace(tmp_path / "looked"), path)
    try:
        return document.record
    finally:
        document.close()


def export(path: Path, out: Path, *more: str, to: str = "html") -> int:
    return cli.main(["export", str(path), "--to", to, "-o", str(out), *more])


def test_an_export_is_entered_in_the_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = saved(CLEAN, tmp_path), tmp_path / "skin.html"
    assert export(path, out, "--person", "Ada Reyes", "--role", "Marketing") == 0
    said = capsys.readouterr()
    assert "skin.brochure, which changed by this, as number 1 of its record" in said.out
    (entry,) = record_of(path, tmp_path)
    act = entry.act
    assert isinstance(act, Export)
    assert entry.person == Person("Ada Reyes", "Marketing")
    assert [(each.name, each.sha256) for each in act.files] == [
        ("skin.html", hashlib.sha256(out.read_bytes()).hexdigest())
    ]
    assert act.content == content_hash(CLEAN)
    assert (act.product, act.draft, act.override) == ("html", False, "")
    assert "general 1" in act.packs


def test_without_a_name_the_settings_say_who_exports(tmp_path: Path) -> None:
    path = saved(CLEAN, tmp_path)
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.json").write_text(
        '{"person_name": "Tom Field", "person_role": "Editor"}'
    )
    assert export(path, tmp_path / "skin.html") == 0
    assert record_of(path, tmp_path)[0].person == Person("Tom Field", "Editor")


def test_errors_stand_in_the_way_and_each_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = saved(CLAIMED, tmp_path), tmp_path / "skin.html"
    before = path.read_bytes()
    assert export(path, out) == 1
    said = capsys.readouterr()
    assert not out.exists()
    assert path.read_bytes() == before
    assert said.out == ""
    assert "error: More: " in said.err
    assert "[C02]" in said.err
    assert "Nothing was exported" in said.err
    assert "--override" in said.err


def test_a_reason_lets_it_pass_and_is_kept(tmp_path: Path) -> None:
    path, out = saved(CLAIMED, tmp_path), tmp_path / "skin.html"
    assert export(path, out, "--override", " \n") == 1
    assert export(path, out, "--override", "Agreed with legal.") == 0
    act = record_of(path, tmp_path)[0].act
    assert isinstance(act, Export)
    assert act.override == "Agreed with legal."
    assert ("C02", "more", "guaranteed") in {(each.rule, each.section, each.text) for each in act.findings}


def test_a_draft_passes_with_errors_and_is_marked(tmp_path: Path) -> None:
    path, out = saved(CLAIMED, tmp_path), tmp_path / "skin.html"
    assert export(path, out, "--draft") == 0
    assert "Draft, not approved for use" in out.read_text()
    act = record_of(path, tmp_path)[0].act
    assert isinstance(act, Export)
    assert (act.draft, act.override) == (True, "")


def test_a_consent_that_ended_bars_even_a_draft_with_a_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ended = replace(STORY, consent=Consent(date(2020, 1, 1), expires_on=date(2021, 1, 1)))
    path, out = saved(replace(CLEAN, sections=(*CLEAN.sections, ended)), tmp_path), tmp_path / "skin.html"
    assert export(path, out, "--draft", "--override", "We are sure.") == 1
    assert not out.exists()
    said = capsys.readouterr().err
    assert "[consent-ended]" in said
    assert "No reason overrides that" in said


def test_the_clinics_policy_marks_what_is_not_approved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reviewer = Person("Dr A", "Director")
    strict = replace(CLEAN, policy=Policy((reviewer,), draft_until_approved=True))
    out = tmp_path / "skin.html"
    assert export(saved(strict, tmp_path), out) == 0
    assert "Draft, not approved for use" in out.read_text()
    assert "is not approved yet" in capsys.readouterr().err
    (tmp_path / "skin.brochure").unlink()
    assert export(saved(strict, tmp_path, reviewer), out) == 0
    assert "Draft, not approved for use" not in out.read_text()


def test_text_that_has_no_room_is_an_error_on_paper_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long = Section("long", Kind.TEXT, "Long", text="Many plain words. " * 3000)
    path = saved(replace(CLEAN, sections=(*CLEAN.sections, long)), tmp_path)
    assert export(path, tmp_path / "skin.html") == 0
    assert export(path, tmp_path / "skin.pdf", to="pdf") == 1
    assert "[overset]" in capsys.readouterr().err


def test_the_audit_pack_lies_beside_the_file(tmp_path: Path) -> None:
    path, out = saved(CLAIMED, tmp_path, Person("Dr A", "Director")), tmp_path / "skin.pdf"
    assert export(path, out, "--audit", "--override", "Agreed.", "--person", "Ada", to="pdf") == 0
    pack = json.loads((tmp_path / "skin-audit.json").read_text())
    assert set(pack) == {each.name for each in fields(Audit)}
    assert list(pack) == sorted(pack)
    assert pack["content_sha256"] == content_hash(CLAIMED)
    assert pack["files"] == [{"name": "skin.pdf", "sha256": hashlib.sha256(out.read_bytes()).hexdigest()}]
    assert (pack["override"], pack["person"]["name"], pack["approved"]) == ("Agreed.", "Ada", True)
    assert "C02" in {each["rule"] for each in pack["findings"]}
    assert {each["id"] for each in pack["packs"]} == {"general"}
    assert {each["state"] for each in pack["approvals"]} == {"approved"}
    assert validate(tmp_path / "skin-audit.pdf") == []
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "skin-audit.pdf", "-"], capture_output=True, check=True, text=True
    ).stdout
    for words in ("Audit pack", "Skin care", "Agreed.", "C02", "Dr A, Director", "not legal advice", "1 of "):
        assert words in text
    act = record_of(path, tmp_path)[-1].act
    assert isinstance(act, Export)
    assert [each.name for each in act.files] == ["skin.pdf", "skin-audit.pdf", "skin-audit.json"]


def test_the_print_shops_file_says_what_may_print_badly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rich = replace(CLEAN, brand=replace(CLEAN.brand, colour="#101014", colour_cmyk="60 40 40 100"))
    path = saved(rich, tmp_path)
    assert export(path, tmp_path / "skin.pdf", "--profile", str(PROFILE), to="press") == 0
    assert "Text prints in black and other inks" in capsys.readouterr().err


def test_a_file_open_in_a_window_is_exported_and_left_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = saved(CLEAN, tmp_path), tmp_path / "skin.html"
    before = path.read_bytes()
    window = Document.open(Workspace(tmp_path / "data"), path)
    try:
        assert export(path, out) == 0
    finally:
        window.close()
    assert out.exists()
    assert path.read_bytes() == before
    assert "was not entered" in (said := capsys.readouterr().err)
    assert "open in a window" in said


def test_a_file_that_may_only_be_read_is_left_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = saved(CLEAN, tmp_path)
    path.chmod(0o444)
    before = path.read_bytes()
    assert export(path, tmp_path / "skin.html") == 0
    assert path.read_bytes() == before
    assert "may only be read" in capsys.readouterr().err
