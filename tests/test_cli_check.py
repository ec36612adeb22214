"""`candor check` as a user calls it: every kind of file, what is said, and with what the command ends."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from editor import cli, cli_check
from editor.core.brochure import Brochure, Jurisdiction, Kind, Person, Reference, Role, Section
from editor.core.levels import Level
from editor.core.record import Dismissal, Lowering
from editor.files.document import Document
from editor.files.errors import FileError
from editor.files.preflight import PRESS_RULES, PRINT_RULES
from editor.files.workspace import Workspace
from tests.files.word_files import word_file
from tests.presses import PROFILE

Capture = pytest.CaptureFixture[str]
BAD = "# Hair\n\nWe see you first.\n\nOur lotion cures baldness.\n"
GOOD = "# Hair\n\nWe see you first. Then we talk about what you want.\n"
CLAIM = "The treatment is risk-free."


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The clinic's own folder, empty."""
    folder = tmp_path / "config"
    folder.mkdir()
    monkeypatch.setenv("CANDOR_CONFIG", str(folder))
    return folder


def check(capsys: Capture, path: Path | str, *arguments: str) -> tuple[int, dict[str, Any], str]:
    capsys.readouterr()
    status = cli.main(["check", str(path), "--json", *arguments])
    out, err = capsys.readouterr()
    return status, json.loads(out), err


def rules(result: dict[str, Any]) -> list[str]:
    return [finding["rule"] for finding in result["findings"]]


def written(folder: Path, brochure: Brochure, *acts: Any) -> Path:
    """Write a brochure in which Ada decided these things."""
    path = folder / "clinic.brochure"
    document = Document.create(
        Workspace(folder / "data"), brochure, {}, clock=lambda: datetime(2026, 11, 23, 9, tzinfo=UTC)
    )
    for act in acts:
        document.decide(Person("Ada", "Doctor"), act)
    document.publish_as(path)
    document.close()
    return path


def brochure(
    text: str = CLAIM, *more: Section, where: tuple[Jurisdiction, ...] = (Jurisdiction.UK,)
) -> Brochure:
    return Brochure("Hair", jurisdictions=where, sections=(Section("s", Kind.TEXT, "One", text=text), *more))


# Texts


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.md", BAD.encode()),
        ("a.txt", b"Hair\n\nWe see you first.\n\nOur lotion cures baldness.\n"),
        (
            "a.html",
            b"<html><body><h1>Hair</h1><p>We see you.</p><p>Our lotion cures baldness.</p></body></html>",
        ),
        ("a.docx", word_file("Hair", "We see you first.", "Our lotion cures baldness.")),
    ],
)
def test_every_kind_of_text_is_checked(name: str, data: bytes, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / name).write_bytes(data)
    status, result, _ = check(capsys, tmp_path / name)
    assert status == 1
    (cure,) = [each for each in result["findings"] if each["rule"] == "C01"]
    assert (cure["line"], cure["text"], cure["level"], cure["section"]) == (5, "cures", "error", "")
    assert cure["sentence"] == "Our lotion cures baldness."
    assert result["counts"]["error"] >= 1


def test_the_object_says_what_was_found_by_which_rules_and_what_was_not_checked(
    tmp_path: Path, capsys: Capture
) -> None:
    (tmp_path / "a.md").write_text(BAD)
    _, result, _ = check(capsys, tmp_path / "a.md")
    assert result["file"] == str(tmp_path / "a.md")
    assert result["said"].endswith("finding." if len(result["findings"]) == 1 else "findings.")
    assert "legal advice" in result["advice"]
    for finding in result["findings"]:
        assert finding.keys() >= {
            "rule", "level", "section", "line", "text", "message", "source", "place", "start", "end", "why", "link",
            "suggestions", "jurisdiction", "reviewed_on",
        }  # fmt: skip
        assert BAD[finding["start"] : finding["end"]].lower() == finding["text"].lower()
    assert {pack["id"] for pack in result["rules"]} == {"general", *(each.value for each in Jurisdiction)}
    assert all(pack["version"] and pack["reviewed_on"] for pack in result["rules"])
    assert any(each.startswith("S19: ") for each in result["skipped"])
    assert not any(each.startswith("C01") for each in result["skipped"])


def test_a_clean_text_is_said_to_match_no_rule_and_never_more(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "a.md").write_text(GOOD)
    assert cli.main(["check", str(tmp_path / "a.md")]) == 0
    out = capsys.readouterr().out
    assert out.startswith("No rule matched.\n")
    assert out.count("This is not legal advice.") == 1
    assert "complian" not in out
    assert "Not checked: " in out


def test_findings_come_as_lines_and_then_one_summary(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "a.md").write_text(BAD)
    assert cli.main(["check", str(tmp_path / "a.md"), "--rules", "general"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("error: line 5: ")
    assert lines[0].endswith("(cures) [C01]")
    assert "1 error" in lines[-4]
    assert lines[-3].startswith("Rules: general 1 (reviewed ")
    assert lines[-1] == "This is not legal advice."


@pytest.mark.parametrize("text", [BAD, "<p>We see you.</p><p>Our lotion cures baldness.</p>"])
def test_standard_input(text: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))
    status, result, _ = check(capsys, "-")
    assert (status, result["file"]) == (1, "-")
    assert "C01" in rules(result)
    assert all("<p>" not in finding["sentence"] for finding in result["findings"])


def test_a_brochure_and_a_word_document_on_standard_input(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for data in (written(tmp_path, brochure()).read_bytes(), word_file(CLAIM)):
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))
        status, result, _ = check(capsys, "-")
        assert status == 1
        assert "C05" in rules(result)


def test_rules_are_chosen_by_name(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "a.md").write_text("We use PRP.\n")
    status, result, _ = check(capsys, tmp_path / "a.md", "--rules", "uk, EU")
    assert (status, [pack["id"] for pack in result["rules"]]) == (0, ["general", "uk", "eu"])
    status, result, _ = check(capsys, tmp_path / "a.md", "--rules", "au")
    assert (status, rules(result)) == (1, ["C29"])
    _, result, _ = check(capsys, tmp_path / "a.md", "--rules", "us-wa")
    assert [pack["id"] for pack in result["rules"]] == ["general", "us", "us-wa"]


@pytest.mark.parametrize("names", ["uk,mars", "", "uk,,eu"])
def test_unknown_rules_are_bad_use(names: str, tmp_path: Path, capsys: Capture) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(["check", str(tmp_path / "a.md"), "--rules", names])
    assert caught.value.code == 2
    error = capsys.readouterr().err
    assert "general, us, us-ca, us-wa, us-fl, uk, eu, au" in error


def test_a_text_in_another_language_is_said_not_to_be_checked(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "a.md").write_text("Die Haare sind mit der Zeit dünn. Wir sehen sie uns an, und das ist gut.")
    status, result, _ = check(capsys, tmp_path / "a.md")
    assert status == 0
    assert any("the brochure is in de" in each for each in result["skipped"])
    assert any(each.startswith("S20") for each in result["skipped"])


@pytest.mark.parametrize(
    ("name", "data"), [("a.pdf", b"%PDF-1.7"), ("a.md", b" \n"), ("a.docx", b"PK\x03\x04")]
)
def test_a_file_that_cannot_be_read_ends_with_two_and_one_sentence(
    name: str, data: bytes, tmp_path: Path, capsys: Capture
) -> None:
    (tmp_path / name).write_bytes(data)
    assert cli.main(["check", str(tmp_path / name)]) == 2
    out, err = capsys.readouterr()
    assert not out
    assert err.startswith(f"candor: “{name}” ")
    assert err.count("\n") == 1
    assert cli.main(["check", str(tmp_path / "nowhere.md")]) == 2
    assert "does not exist" in capsys.readouterr().err


# A clinic's own rules

PACK = """[pack]
id = "clinic"
name = "Our clinic"
jurisdiction = "all"
reviewed_on = 2026-11-01
version = "3"

[[rules]]
id = "X1"
extends = "existence"
level = "error"
message = "Do not name our old brand."
why = "It was sold."
source = "House rule"
provenance = "K"
tokens = ['wonderlocks']
"""


def test_a_clinics_own_rules_are_asked(tmp_path: Path, config: Path, capsys: Capture) -> None:
    (config / "rules").mkdir()
    (config / "rules" / "clinic.toml").write_text(PACK)
    (tmp_path / "a.md").write_text("Try Wonderlocks.\n")
    status, result, _ = check(capsys, tmp_path / "a.md", "--rules", "general")
    assert (status, rules(result)) == (1, ["X1"])
    assert result["rules"][-1] == {
        "id": "clinic", "name": "Our clinic", "version": "3", "reviewed_on": "2026-11-01", "jurisdiction": "all",
        "own": True,
    }  # fmt: skip


def test_a_bad_pack_of_ones_own_is_refused_with_file_line_and_reason(
    tmp_path: Path, config: Path, capsys: Capture
) -> None:
    (config / "rules").mkdir()
    (config / "rules" / "clinic.toml").write_text(PACK.replace("'wonderlocks'", "'(a+)+b'"))
    (tmp_path / "a.md").write_text(GOOD)
    assert cli.main(["check", str(tmp_path / "a.md")]) == 2
    error = capsys.readouterr().err
    assert "clinic.toml, line 16: " in error
    assert "too long" in error


# Brochures


def test_a_brochure_is_checked_by_the_rules_for_where_it_is_used(tmp_path: Path, capsys: Capture) -> None:
    path = written(tmp_path, brochure("We use PRP."))
    _, result, _ = check(capsys, path)
    assert [pack["id"] for pack in result["rules"]] == ["general", "uk"]
    assert "C29" not in rules(result)
    status, result, _ = check(capsys, path, "--rules", "au")
    assert status == 1
    assert "C29" in rules(result)


def test_a_brochure_that_names_no_place_is_checked_by_the_general_rules_and_that_is_said(
    tmp_path: Path, capsys: Capture
) -> None:
    _, result, said = check(capsys, written(tmp_path, brochure(where=())))
    assert [pack["id"] for pack in result["rules"]] == ["general"]
    assert "only the general rules" in said


def test_findings_about_words_and_about_pages_stand_together(tmp_path: Path, capsys: Capture) -> None:
    text = "It grows[^nobody]. " + CLAIM + " Many words." * 4000
    status, result, _ = check(capsys, written(tmp_path, brochure(text)), "--profile", str(PROFILE))
    assert status == 1
    assert {"overset", "citation-unresolved", "C05"} <= set(rules(result))
    assert "S02" not in rules(result)  # it says what citation-unresolved says
    assert result["skipped"] == []
    for finding in result["findings"]:
        assert {"rule", "level", "section", "line", "text", "message", "source"} <= finding.keys()


def test_what_somebody_dismissed_does_not_count_and_is_told(tmp_path: Path, capsys: Capture) -> None:
    act = Dismissal("C05", "s", "text", "The treatment is risk free.", "It is a quotation.")
    path = written(tmp_path, brochure(), act)
    status, result, _ = check(capsys, path)
    assert status == 0
    assert "C05" not in rules(result)
    (dismissed,) = result["dismissed"]
    assert (dismissed["rule"], dismissed["reason"]) == ("C05", "It is a quotation.")
    assert (dismissed["who"], dismissed["role"]) == ("Ada", "Doctor")
    assert dismissed["when"] == "2026-11-23T09:00:00+00:00"
    cli.main(["check", str(path)])
    assert "Dismissed with a reason, and not counted: 1." in capsys.readouterr().out


def test_a_rule_that_the_clinic_lowered_counts_less_and_is_never_raised(
    tmp_path: Path, capsys: Capture
) -> None:
    text = CLAIM + " It is painless."
    acts = (
        Lowering("C05", Level.INFORMATION, "Our lawyer agrees."),
        Lowering("C07", Level.ERROR, "A mistake."),
    )
    status, result, _ = check(capsys, written(tmp_path, brochure(text), *acts))
    levels = {finding["rule"]: finding["level"] for finding in result["findings"]}
    assert (levels["C05"], levels["C07"]) == ("information", "warning")
    assert status == 0


def test_without_pango_what_only_pages_show_is_skipped_and_the_rest_is_checked(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_pango(document: object) -> None:
        raise FileError("The page layout needs the system library Pango.")

    monkeypatch.setattr(cli_check, "typesetter_for", no_pango)
    status, result, said = check(capsys, written(tmp_path, brochure()))
    assert status == 1
    assert "C05" in rules(result)
    assert result["skipped"] == [*PRINT_RULES, *PRESS_RULES, "S19: needs the laid-out page"]
    assert "Pango" in said


def apart(region: str) -> Brochure:
    """Return a brochure with a backed claim inside and the risks in a region."""
    claim = "The lotion regrows hair.[^a]"
    reference = Reference(
        "a",
        "Tak et al",
        "A trial",
        "Stem Cells",
        2020,
        study="Randomised trial",
        people=38,
        doi="10.1002/sctm.19-0410",
    )
    sections = (
        Section("s", Kind.BENEFIT, "What is known", text=claim, region="inside"),
        Section("r", Kind.TEXT, "Risks", text="It can hurt or bleed.", role=Role.RISKS, region=region),
    )
    return Brochure("Hair", jurisdictions=(Jurisdiction.UK,), sections=sections, references=(reference,))


def test_a_disclosure_has_to_be_seen_together_with_the_claim(tmp_path: Path, capsys: Capture) -> None:
    _, result, _ = check(capsys, written(tmp_path, apart("back")))
    (found,) = [each for each in result["findings"] if each["rule"] == "S19"]
    assert (found["section"], found["level"]) == ("s", "error")
    _, result, _ = check(capsys, written(tmp_path, apart("inside")))
    assert "S19" not in rules(result)
    assert not any(each.startswith("S19") for each in result["skipped"])


@pytest.mark.parametrize("starter", ["hair-restoration", "physiotherapy", "blank"])
def test_a_starter_has_no_errors_or_warnings_and_nothing_is_left_unchecked(
    starter: str, tmp_path: Path, capsys: Capture
) -> None:
    path = tmp_path / "starter.brochure"
    assert cli.main(["new", str(path), "--starter", starter]) == 0
    status, result, _ = check(capsys, path, "--profile", str(PROFILE))
    assert (status, result["skipped"]) == (0, [])
    assert [each for each in result["findings"] if each["level"] != "information"] == []
