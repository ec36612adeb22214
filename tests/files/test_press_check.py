"""The check of a print shop's file sees each thing that could be wrong, and nothing wrong is written."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from editor.files.errors import FileError
from editor.files.export import save_export
from editor.files.press_check import press_assertions
from editor.render.products import Produced, Product
from tests.presses import opened, pressed


def spoilt(spoil: Callable[[pikepdf.Pdf], None], **saving: object) -> bytes:
    out = io.BytesIO()
    with opened(pressed("blank", "tri-fold-a4")) as pdf:
        spoil(pdf)
        pdf.save(out, **saving)  # type: ignore[arg-type]
    return out.getvalue()


def _first_form(pdf: pikepdf.Pdf) -> pikepdf.Stream:
    return next(
        each for each in pdf.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Form"
    )


def _rgb_text(pdf: pikepdf.Pdf) -> None:
    form = _first_form(pdf)
    form.write(form.read_bytes() + b"\n1 0 0 rg\n")


def _rgb_group(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Group.CS = pikepdf.Name.DeviceRGB


def _rgb_image(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Odd = pdf.make_stream(b"\0" * 3, Subtype=pikepdf.Name.Image, ColorSpace=pikepdf.Name.DeviceRGB)


def _rgb_palette(pdf: pikepdf.Pdf) -> None:
    space = pikepdf.Array([pikepdf.Name.Indexed, pikepdf.Name.DeviceRGB, 0, pikepdf.String("abc")])
    pdf.Root.Odd = pdf.make_stream(b"\0", Subtype=pikepdf.Name.Image, ColorSpace=space)


def _rgb_shading(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Odd = pdf.make_indirect(pikepdf.Dictionary(ShadingType=2, ColorSpace=pikepdf.Name.DeviceRGB))


def _no_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def _no_profile(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents[0].DestOutputProfile


def _trim_too_large(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].TrimBox = pdf.pages[1].MediaBox


def _link(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Annots = pikepdf.Array([pikepdf.Dictionary(Type=pikepdf.Name.Annot)])


def _untrapped(pdf: pikepdf.Pdf) -> None:
    del pdf.docinfo["/Trapped"]


def _nameless(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


def _font_gone(pdf: pikepdf.Pdf) -> None:
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor":
            for key in ("/FontFile2", "/FontFile3"):
                if key in each:
                    del each[key]


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_rgb_text, "untagged RGB"),
        (_rgb_group, "untagged RGB"),
        (_rgb_image, "untagged RGB"),
        (_rgb_palette, "untagged RGB"),
        (_rgb_shading, "untagged RGB"),
        (_no_intent, "output intent"),
        (_no_profile, "output intent"),
        (_trim_too_large, "the trim lies in the bleed"),
        (_link, "no links"),
        (_untrapped, "trapped"),
        (_nameless, "names PDF/X-4"),
        (_font_gone, "every font is embedded"),
    ],
)
def test_each_fault_is_seen(spoil: Callable[[pikepdf.Pdf], None], words: str) -> None:
    failing = [each.words for each in press_assertions(spoilt(spoil)) if not each.holds]
    assert any(words in each for each in failing), failing


def test_an_encrypted_file_is_not_sound() -> None:
    data = spoilt(lambda pdf: None, encryption=pikepdf.Encryption(owner="a", user=""))
    assert "it is not encrypted" in [each.words for each in press_assertions(data) if not each.holds]


def test_what_is_no_pdf_is_not_sound() -> None:
    assert not press_assertions(b"no PDF")[0].holds


def test_a_faulty_file_is_not_written(tmp_path: Path) -> None:
    produced = Produced(Product.PRESS, ((".pdf", spoilt(_rgb_text)),), (), ())
    with pytest.raises(FileError, match=r"not so: no colour is in untagged RGB.*Nothing was written"):
        save_export(produced, tmp_path / "press.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_sound_file_is_written_and_what_holds_is_said(tmp_path: Path) -> None:
    produced = Produced(Product.PRESS, ((".pdf", pressed("blank", "tri-fold-a4")),), (), ())
    report = save_export(produced, tmp_path / "press.pdf")
    assert report.assurance.startswith("No free PDF/X-4 validator is known; these assertions hold: ")
    assert "no colour is in untagged RGB" in report.assurance
