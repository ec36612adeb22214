"""Every PDF to share is PDF/UA-1, says veraPDF: every starter in every form, and odder ones."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from editor.files.resources import load_forms
from editor.files.starters import starters
from editor.render.products import Product
from tests.samples import pairs, sample, sample_names
from tests.verapdf import validate

EVERY = [*((each.id, form) for each in starters() for form in load_forms()), *pairs()]


@pytest.mark.parametrize(("name", "form"), dict.fromkeys(EVERY))
def test_the_pdf_to_share_is_pdf_ua(name: str, form: str, tmp_path: Path) -> None:
    path = tmp_path / "share.pdf"
    path.write_bytes(sample(name).in_form(load_forms()[form]).made(Product.PDF)[0])
    assert validate(path) == []


@pytest.mark.parametrize("name", sample_names())
def test_a_draft_is_pdf_ua_too(name: str, tmp_path: Path) -> None:
    path = tmp_path / "draft.pdf"
    path.write_bytes(sample(name).made(Product.PDF, draft=True)[0])
    assert validate(path) == []


def test_the_validator_sees_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "share.pdf"
    path.write_bytes(sample("blank").made(Product.PDF)[0])
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        del pdf.Root.Lang
        del pdf.Root.StructTreeRoot
        pdf.save(path)
    problems = "\n".join(validate(path))
    assert "7.1-" in problems
    assert "7.2-" in problems
