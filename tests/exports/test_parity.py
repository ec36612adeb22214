"""What the preview shows is what is exported: the worker's pixels are those of the PDF to share and of the sheets."""

from __future__ import annotations

import functools
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image as Picture
from PIL import ImageChops

from editor.core import edits
from editor.core.brochure import Brochure, Kind, Section
from editor.core.paper import Form
from editor.files.resources import load_forms, template_root
from editor.files.starters import starters
from editor.render.layout import Layout, Typesetter
from editor.render.pdf import POINTS, share_pdf, sheet_list, sheets_pdf
from editor.render.preview import PageView
from editor.render.raster import draw_pages
from editor.render.worker import ShowRequest, _Renderer
from tests.samples import Listener, Sample, pairs, sample, starter

SCALE = 144 / 25.4  # pixels per mm
SHARE_OF_PIXELS, LEVELS = 0.001, 8


class Watched:
    """The render worker's part of a preview, keeping pixels as the window does."""

    def __init__(self, chosen: Sample) -> None:
        self.renderer = _Renderer(template_root(), dict(chosen.assets))
        self.pixels: dict[tuple[str, int], Picture.Image] = {}

    def show(self, brochure: Brochure, form: Form) -> list[tuple[str, int]]:
        """Show a brochure; return (region, page) of the pages that will be printed, in reading order."""
        preview: Any = self.renderer.answer(ShowRequest(1, brochure, form, SCALE, {}), Listener())  # type: ignore[arg-type]
        for page in preview.pages:
            if page.pixels is not None:
                self.pixels[page.region, page.page] = image_of(page)
        return [(page.region, page.page) for page in preview.pages if not page.overset]


def image_of(page: PageView) -> Picture.Image:
    assert page.pixels is not None
    return grey(page.pixels, page.width, page.height, page.stride)


def grey(data: bytes, width: int, height: int, stride: int) -> Picture.Image:
    """Return pixels as a colour picture."""
    return Picture.frombuffer("RGB", (width, height), data, "raw", "BGRX", stride, 1)


def exported(typesetter: Typesetter, brochure: Brochure, form: Form) -> list[Picture.Image]:
    """Return the pages of the PDF to share, drawn by PDFium."""
    return list(drawn(share_pdf(typesetter.layout(brochure, form))))


def drawn(pdf: bytes) -> Iterator[Picture.Image]:
    return (grey(page.data, page.width, page.height, page.stride) for page in draw_pages(pdf, SCALE))


def on_sheets(layout: Layout) -> dict[tuple[str, int], Picture.Image]:
    """Return the panels of the printed sheets by (region, page), drawn by PDFium."""
    places = []
    with pikepdf.open(io.BytesIO(sheets_pdf(layout))) as sheets, pikepdf.new() as cut:
        for page, side in zip(sheets.pages, sheet_list(layout), strict=True):
            for place in side.placements:
                panel = place.panel
                left, low = panel.x * POINTS, (layout.form.height - panel.y - panel.height) * POINTS
                cut.pages.append(page)
                cut.pages[-1].mediabox = [
                    left,
                    low,
                    left + panel.width * POINTS,
                    low + panel.height * POINTS,
                ]
                places.append((place.region, place.page))
        out = io.BytesIO()
        cut.save(out)
    return dict(zip(places, drawn(out.getvalue()), strict=True))


def difference(one: Picture.Image, other: Picture.Image) -> float:
    """Return the share of pixels that differ in any channel by more than LEVELS of 255."""
    assert one.size == other.size
    channels = ImageChops.difference(one, other).split()
    most = ImageChops.lighter(ImageChops.lighter(channels[0], channels[1]), channels[2])
    return sum(most.histogram()[LEVELS + 1 :]) / (one.width * one.height)


def assert_same(shown: Watched, places: list[tuple[str, int]], pages: list[Picture.Image]) -> None:
    assert len(places) == len(pages)
    for place, page in zip(places, pages, strict=True):
        assert difference(shown.pixels[place], page) <= SHARE_OF_PIXELS, (
            f"page {place} differs from its export"
        )


@functools.cache
def worker_of(name: str) -> Watched:
    """Return a worker that shows one form of a sample after the other, as a user looks at them."""
    return Watched(sample(name))


EVERY = [*((each.id, form) for each in starters() for form in load_forms()), *pairs()]


@pytest.mark.parametrize(("name", "form"), list(dict.fromkeys(EVERY)))
def test_the_preview_is_the_export(name: str, form: str) -> None:
    chosen = sample(name).in_form(load_forms()[form])
    watched = worker_of(name)
    places = watched.show(chosen.brochure, chosen.form)
    # As the worker exports: from the flows that it shows, where they can be taken.
    layout = watched.renderer.typesetter.layout(chosen.brochure, chosen.form)
    assert_same(watched, places, list(drawn(share_pdf(layout))))
    sheets = on_sheets(layout)
    # At a fold a pixel may belong to two panels.
    inner = {place: page.crop((1, 1, page.width - 1, page.height - 1)) for place, page in sheets.items()}
    for place in places:
        shown = watched.pixels[place].crop((1, 1, sheets[place].width - 1, sheets[place].height - 1))
        assert difference(shown, inner.pop(place)) <= SHARE_OF_PIXELS, f"page {place} differs on its sheet"
    assert all(page.getextrema() == ((255, 255),) * 3 for page in inner.values()), "empty panels are white"


def _typed(brochure: Brochure) -> Brochure:
    return edits.change_section(brochure, "text", text="Write here what a reader should know. " * 30)


def _typed_more(brochure: Brochure) -> Brochure:
    return edits.change_section(brochure, "text", text=brochure.section("text").text + "And one word more.")


def _cut(brochure: Brochure) -> Brochure:
    return edits.change_section(brochure, "text", text="Short.")


def _long(brochure: Brochure) -> Brochure:
    return edits.insert_section(
        brochure, Section("more", Kind.TEXT, "More", text="Long and longer. " * 200), 2
    )


def _moved(brochure: Brochure) -> Brochure:
    return edits.move_section(brochure, "text", 2)


def _deleted(brochure: Brochure) -> Brochure:
    return edits.delete_section(brochure, "more")


STEPS: tuple[Callable[[Brochure], Brochure], ...] = (
    _typed,
    _typed_more,
    _long,
    _typed_more,
    _moved,
    _cut,
    _deleted,
)


def test_it_stays_the_export_through_a_row_of_edits(tmp_path: Path) -> None:
    chosen = starter("blank")
    watched, brochure = Watched(chosen), chosen.brochure
    watched.show(brochure, chosen.form)
    for step in STEPS:
        brochure = step(brochure)
        places = watched.show(brochure, chosen.form)
        # A typesetter that never saw the steps before: nothing of them may be left in the preview.
        fresh = Sample(f"blank after {step.__name__} {len(places)}", brochure, {})
        assert_same(watched, places, exported(fresh.typesetter(), brochure, chosen.form))


def test_a_difference_is_seen() -> None:
    chosen = starter("blank")
    watched = Watched(chosen)
    places = watched.show(chosen.brochure, chosen.form)
    other = edits.change_section(chosen.brochure, "cover", title="New broschure")
    with pytest.raises(AssertionError, match="cover"):
        assert_same(watched, places, exported(chosen.typesetter(), other, chosen.form))
