"""Findings on the print shop's file: sound ones have none, and each flaw is found in a file that has it."""

from __future__ import annotations

import io

import pikepdf
import pytest

from editor.check.findings import Level
from editor.files.press_findings import press_findings
from tests.presses import opened, pressed, print_sample, words


def changed(data: bytes, content: bytes) -> bytes:
    """Return a file with something more on its first page."""
    with opened(data) as pdf:
        pdf.pages[0].contents_add(content)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("name", ["blank", "nasty"])
def test_a_sound_file_has_no_finding(name: str) -> None:
    assert press_findings(pressed(name, "tri-fold-a4")) == ()


@pytest.mark.parametrize(
    ("inks", "rules"),
    [
        ("0 0 0 1", []),
        ("0.6 0.4 0.4 1", ["rich-black-text"]),
        ("0.9 0.4 0.6 0.4", []),
        ("0 0 0.2 0.85", ["rich-black-text"]),
    ],
)
def test_text_in_black_and_other_inks_is_found(inks: str, rules: list[str]) -> None:
    content = f"q {inks} k BT /F1 9 Tf (Hair) Tj ET Q q BT (still black alone) Tj ET Q".encode()
    found = press_findings(changed(pressed("blank", "tri-fold-a4"), content))
    assert [each.rule for each in found] == rules


def test_areas_may_be_rich_black() -> None:
    content = b"q 0 0 0 1 k q 0.6 0.4 0.4 1 k 0 0 9 9 re f Q BT (Hair) Tj ET Q"
    assert press_findings(changed(pressed("blank", "tri-fold-a4"), content)) == ()


def test_a_brand_colour_given_in_rich_black_leads_to_the_brand() -> None:
    rich = words("### Hair\n\nText", name="rich", colour="#101014", colour_cmyk="60 40 40 100")
    (finding,) = press_findings(print_sample(rich, "tri-fold-a4")[0])
    assert (finding.rule, finding.level, finding.place) == ("rich-black-text", Level.WARNING, "brand.colour")
    assert "60 40 40 100" in finding.message


def test_rgb_that_was_left_over_is_an_error_with_a_remedy() -> None:
    (finding,) = press_findings(changed(pressed("blank", "tri-fold-a4"), b"q 1 0 0 rg 0 0 9 9 re f Q"))
    assert (finding.rule, finding.level) == ("rgb-left", Level.ERROR)
    assert "RGB" in finding.message


def test_a_typeface_that_is_not_embedded_is_named() -> None:
    with opened(pressed("blank", "tri-fold-a4")) as pdf:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        pdf.pages[0].Resources.Font = pikepdf.Dictionary(F9=pdf.make_indirect(font))
        out = io.BytesIO()
        pdf.save(out)
    (finding,) = press_findings(out.getvalue())
    assert (finding.rule, finding.text) == ("font-not-embedded", "/Helvetica")


def test_what_is_no_pdf_is_one_finding() -> None:
    (finding,) = press_findings(b"nothing")
    assert finding.rule == "press-file"
