"""The print shop's file: sheets, boxes, inks, pictures, and the same layout as the file to share."""

from __future__ import annotations

import ctypes
import io
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image as Picture
from PIL import ImageCms

from editor.core.brochure import Brochure, Kind, Section
from editor.files.images import read_image
from editor.files.press_check import press_assertions
from editor.files.resources import load_forms
from editor.render.pdf import share_pdf, sheet_list
from editor.render.press_marks import POINTS, sheet_of
from editor.render.press_options import Images
from editor.render.raster import draw_pages
from tests.presses import opened, operators, plates, pressed, print_sample, words
from tests.samples import Sample, sample, sample_names

Glyphs = dict[str, list[tuple[float, float]]]


@pytest.mark.parametrize("form", load_forms())
@pytest.mark.parametrize("name", ["blank", "nasty"])
def test_all_that_is_asserted_holds(name: str, form: str) -> None:
    assert [each for each in press_assertions(pressed(name, form)) if not each.holds] == []


def test_an_rgb_file_holds_too_and_says_srgb() -> None:
    data = pressed("nasty", "tri-fold-a4", rgb=True)
    assert [each for each in press_assertions(data) if not each.holds] == []
    with opened(data) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert str(intent.OutputConditionIdentifier) == "sRGB IEC61966-2.1"
        assert intent.DestOutputProfile.N == 3


def test_boxes_are_the_form_s_measures() -> None:
    form = load_forms()["tri-fold-a4"]
    with opened(pressed("hair-restoration", form.id)) as pdf:
        assert len(pdf.pages) == 2
        for page in pdf.pages:
            trim, bleed, media = (
                [float(n) for n in box] for box in (page.trimbox, page.obj.BleedBox, page.mediabox)
            )
            assert [trim[2] - trim[0], trim[3] - trim[1]] == pytest.approx(
                [297 * POINTS, 210 * POINTS], abs=0.001
            )
            assert [trim[n] - bleed[n] for n in range(4)] == pytest.approx(
                [3 * POINTS, 3 * POINTS, -3 * POINTS, -3 * POINTS], abs=0.001
            )
            assert media[0] < bleed[0] - 5 * POINTS


def test_glyphs_stand_where_the_file_to_share_has_them() -> None:
    for name, form_id in (("hair-restoration", "tri-fold-a4"), ("nasty", "booklet-a5")):
        form = load_forms()[form_id]
        placed = sample(name).in_form(form)
        layout = placed.typesetter().layout(placed.brochure, form)
        shared = glyphs(share_pdf(layout))
        numbers = [(flow.flow.region.id, n) for flow in layout.flows for n in range(len(flow.fitting))]
        sheet = sheet_of(form)
        compared = 0
        for side, page in zip(sheet_list(layout), glyphs(pressed(name, form_id)), strict=True):
            for place in side.placements:
                x = (sheet.border + place.panel.x) * POINTS
                y = (sheet.border + form.height - place.panel.y - place.panel.height) * POINTS
                for glyph, origins in shared[numbers.index((place.region, place.page))].items():
                    for origin in origins:
                        assert is_among((origin[0] + x, origin[1] + y), page[glyph]), f"{glyph} is elsewhere"
                        compared += 1
        assert compared > 1000


def glyphs(data: bytes) -> list[Glyphs]:
    """Return where each page's characters start (points)."""
    pages = []
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            text, found = page.get_textpage(), defaultdict(list)
            x, y = ctypes.c_double(), ctypes.c_double()
            for number in range(text.count_chars()):
                if not pypdfium2.raw.FPDFText_IsGenerated(text, number):
                    pypdfium2.raw.FPDFText_GetCharOrigin(text, number, x, y)
                    char = chr(pypdfium2.raw.FPDFText_GetUnicode(text, number))
                    found[char].append((x.value, y.value))
            pages.append(found)
    return pages


def is_among(point: tuple[float, float], others: list[tuple[float, float]]) -> bool:
    return any(abs(point[0] - x) <= 0.01 and abs(point[1] - y) <= 0.01 for x, y in others)


def test_black_text_is_on_the_black_plate_alone(tmp_path: Path) -> None:
    path = tmp_path / "press.pdf"
    text = "Only black words on white paper, some of them **bold**. " * 20
    data, _ = print_sample(words(text, name="black", colour="#000000", accent="#000000"), "handout-a4")
    with opened(data) as pdf:
        page = pdf.pages[0]
        page.MediaBox = page.CropBox = page.BleedBox  # without marks and bars, which are on every plate
        pdf.save(path)
    (cyan, magenta, yellow, black), *_ = plates(path)
    assert black > 0.001
    assert (cyan, magenta, yellow) == (0, 0, 0)


def test_colours_given_in_inks_are_printed_so_and_their_tints_mixed_from_them() -> None:
    inks = "0 90 80 10"
    chosen = words("- A bullet has the accent", name="inks", accent="#aa0000", accent_cmyk=inks)
    data, _ = print_sample(chosen, "tri-fold-a4")
    set_inks = {numbers for name, numbers in operators(data) if name == "k"}
    assert (0.0, 0.9, 0.8, 0.1) in set_inks
    assert (0.0, 0.0, 0.0, 1.0) in set_inks


def test_black_overprints_and_nothing_else_does() -> None:
    with opened(pressed("hair-restoration", "tri-fold-a4")) as pdf:
        seen = set()
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Form":
                before = None
                for operands, operator in pikepdf.parse_content_stream(each):
                    if str(operator) == "gs" and str(operands[0]).startswith("/Candor"):
                        over = bool(each.Resources.ExtGState[str(operands[0])].op)
                        assert over == (before == (0, 0, 0, 1))
                        seen.add(over)
                    before = tuple(float(n) for n in operands) if str(operator) == "k" else None
        assert seen == {True, False}


def test_backgrounds_reach_into_the_bleed_outside_and_stop_at_the_fold() -> None:
    (outside, _) = draw_pages(pressed("hair-restoration", "tri-fold-a4"), 4)
    sheet = sheet_of(load_forms()["tri-fold-a4"])

    def pixel(x: float, y: float) -> tuple[int, ...]:
        """The colour at a place in mm from the trim's upper left corner."""
        at = int((y + sheet.border) * 4) * outside.stride + int((x + sheet.border) * 4) * 4
        return tuple(outside.data[at : at + 3])

    white, flap, back = (255, 255, 255), pixel(2, 100), pixel(99, 100)
    assert len({white, flap, back}) == 3
    assert pixel(-2, 100) == pixel(5, -2) == pixel(5, 212) == flap
    assert pixel(-4, 100) == white
    assert pixel(96.5, 100) == flap
    assert pixel(97.5, 100) == back
    assert pixel(299, 20) != white  # the cover's picture runs over the right edge


def test_a_slug_line_names_document_version_date_form_and_side() -> None:
    with pypdfium2.PdfDocument(pressed("hair-restoration", "tri-fold-a4")) as pdf:
        text = pdf[1].get_textpage().get_text_range()
    for part in (
        "For Easter",
        "2026-11-23 09:30",
        "Tri-fold, A4",
        "sheet 1 of 1, inside",
        "Artifex CMYK SWOP",
    ):
        assert part in text


@pytest.mark.parametrize("form", ["tri-fold-a4", "leaflet-a5"])
def test_crop_marks_point_at_the_trim_and_keep_clear_of_the_bleed(form: str) -> None:
    page = next(iter(draw_pages(pressed("blank", form), 4)))
    sheet = sheet_of(load_forms()[form])
    left = Picture.frombuffer("RGB", (page.width, page.height), page.data, "raw", "BGRX", page.stride, 1)
    left = left.crop((0, 0, int((sheet.border - sheet.bleed) * 4), page.height)).convert("L")
    inked = left.point(lambda level: 255 if level < 240 else 0)
    box = inked.getbbox()
    assert box is not None
    x1, y1, x2, y2 = (each / 4 - sheet.border for each in box)
    assert (x1, x2) == pytest.approx((-sheet.bleed - 6, -sheet.bleed - 1), abs=0.3)
    assert (y1, y2) == pytest.approx((0, sheet.height), abs=0.6)


def photo(width: int, height: int, *, profile: bytes = b"", kind: str = "JPEG") -> Sample:
    """Return a sample with one picture across a text column."""
    noise = Picture.effect_noise((width, height), 90).convert("L")
    picture = Picture.merge("RGB", (noise, noise.transpose(Picture.Transpose.ROTATE_180), noise))
    out = io.BytesIO()
    picture.save(out, kind, **({"icc_profile": profile} if profile else {}))
    image, kept = read_image(out.getvalue(), "photo")
    section = Section("photo", Kind.TEXT, "Photo", image=replace(image, alt="Noise"))
    name = f"photo {width} {kind} {len(profile)}"
    return Sample(name, Brochure("Photo", sections=(section,)), {image.asset: kept})


def the_picture(pdf: pikepdf.Pdf) -> pikepdf.Object:
    (found,) = (
        each for each in pdf.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
    )
    return found


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_pictures_too_fine_are_made_smaller_and_converted(kind: str) -> None:
    data, notes = print_sample(photo(3000, 1500, kind=kind), "tri-fold-a4")
    assert notes == ()
    with opened(data) as pdf:
        image = the_picture(pdf)
        assert image.ColorSpace == "/DeviceCMYK"
        assert int(image.Width) == pytest.approx(84 / 25.4 * 450, rel=0.02)
    drawn = next(iter(draw_pages(data, 2)))
    assert drawn.width  # it renders


def test_a_converted_picture_looks_the_same(tmp_path: Path) -> None:
    """Conversion, inversion of CMYK JPEGs and their Decode array together give the colours that went in."""
    grey = Picture.new("RGB", (600, 300), "#c06030")
    out = io.BytesIO()
    grey.save(out, "JPEG", quality=95)
    image, kept = read_image(out.getvalue(), "flat")
    section = Section("flat", Kind.TEXT, image=replace(image, alt="Flat"))
    data, _ = print_sample(
        Sample("flat", Brochure("Flat", sections=(section,)), {image.asset: kept}), "tri-fold-a4"
    )
    with opened(data) as pdf:
        found = the_picture(pdf)
        picture = Picture.open(io.BytesIO(found.read_raw_bytes()))
        assert list(found.Decode) == [1, 0] * 4
        profile = ImageCms.ImageCmsProfile(
            io.BytesIO(pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes())
        )
    back = ImageCms.profileToProfile(picture, profile, ImageCms.createProfile("sRGB"), outputMode="RGB")
    assert back is not None
    red, green, blue = back.getpixel((100, 100))
    assert max(abs(red - 0xC0), abs(green - 0x60), abs(blue - 0x30)) < 14


def test_pictures_may_stay_rgb_and_then_say_which() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data, _ = print_sample(photo(900, 450, profile=profile), "tri-fold-a4", images=Images.TAGGED_RGB)
    with opened(data) as pdf:
        image = the_picture(pdf)
        assert image.ColorSpace[0] == "/ICCBased"
        assert image.ColorSpace[1].read_bytes() == profile
    assert [each for each in press_assertions(data) if not each.holds] == []


def test_a_coarse_picture_is_named_with_its_resolution() -> None:
    _, (note,) = print_sample(photo(300, 150), "tri-fold-a4")
    assert "in “Photo”" in note
    assert "91 dpi" in note


def test_a_draft_is_marked_on_every_page() -> None:
    chosen = sample("nasty")
    plain, _ = print_sample(chosen, "tri-fold-a4")
    draft, _ = print_sample(chosen, "tri-fold-a4", draft=True)
    layout = chosen.typesetter().layout(chosen.brochure, load_forms()["tri-fold-a4"], draft=True)
    pages = sum(len(flow.fitting) for flow in layout.flows)
    assert [each for each in press_assertions(draft) if not each.holds] == []
    assert [_words_in(data).count("entwurf") for data in (draft, plain)] == [pages, 0]


def _words_in(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as pdf:
        return "".join("".join(page.get_textpage().get_text_range().lower().split()) for page in pdf)


def test_ghostscript_draws_every_sheet_without_a_word(tmp_path: Path) -> None:
    for name in sample_names():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(pressed(name, "tri-fold-a4"))
        assert len(plates(path)) == 2
