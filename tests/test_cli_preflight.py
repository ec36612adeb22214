"""`candor check` before print: what the pages and the print shop's file show, and what could not be looked at."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from editor import cli
from editor.core.brochure import Brand, Brochure, Kind, Section
from editor.files import profiles
from editor.files.images import read_image
from editor.files.preflight import PRESS_RULES
from tests.presses import PROFILE
from tests.samples import picture_bytes


def check(path: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any], str]:
    capsys.readouterr()
    status = cli.main(["check", str(path), "--json", *arguments])
    out, err = capsys.readouterr()
    return status, json.loads(out), err


def found(result: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {finding["rule"]: finding for finding in result["findings"]}


@pytest.fixture
def flawed(tmp_path: Path) -> Path:
    picture, data = read_image(picture_bytes("JPEG", 240, 150), "a.jpg")
    drawing, svg = read_image(
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 300" width="900" height="300">'
        b'<path d="M0 0L9 9" stroke="#000000" stroke-width="0.5" fill="none"/>'
        b'<text x="9" y="90" font-size="12">Skin</text></svg>',
        "b.svg",
    )
    sections = (
        Section("photo", Kind.TEXT, "Photo", image=replace(picture, alt="A gradient")),
        Section("drawing", Kind.TEXT, "Drawing", "Up ★ or שלום", image=replace(drawing, alt="Skin")),
    )
    brand = Brand("Clinic", colour="#101014", colour_cmyk="60 40 40 100")
    path = tmp_path / "flawed.brochure"
    brochure = Brochure("Flawed", brand=brand, sections=sections)
    cli._write_document(brochure, {picture.asset: data, drawing.asset: svg}, path, False)
    return path


def test_check_reports_what_would_print_badly(flawed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, result, _ = check(flawed, capsys, "--profile", str(PROFILE))
    rules = found(result)
    assert status == 1  # a character that nothing can draw is an error
    assert set(rules) == {"image-resolution", "hairline", "text-small", "glyph-missing", "rich-black-text"}
    assert (rules["image-resolution"]["section"], rules["image-resolution"]["place"]) == ("photo", "image")
    assert (rules["hairline"]["section"], rules["text-small"]["section"]) == ("drawing", "drawing")
    assert rules["rich-black-text"]["place"] == "brand.colour"
    glyphs = [each for each in result["findings"] if each["rule"] == "glyph-missing"]
    assert {each["level"] for each in glyphs} == {"error", "information"}
    assert any("Candor Sans draws it" in each["message"] for each in glyphs)
    assert result["skipped"] == []


def test_without_a_profile_the_rules_of_the_print_shops_file_are_skipped(
    flawed: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(profiles, "default_places", lambda: ())
    _, result, said = check(flawed, capsys)
    assert result["skipped"] == list(PRESS_RULES)
    assert "rich-black-text" not in found(result)
    assert "hairline" in found(result)
    assert f"Not checked: {', '.join(PRESS_RULES)}." in said


def test_a_profile_that_is_none_is_said_and_the_rest_is_checked(
    flawed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "wrong.icc"
    wrong.write_bytes(b"no profile")
    _, result, said = check(flawed, capsys, "--profile", str(wrong))
    assert result["skipped"] == list(PRESS_RULES)
    assert "wrong.icc" in said
