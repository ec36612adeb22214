"""PDF for the print shop: PDF/X-4, imposed sheets with bleed and marks, in the inks of the shop's profile.

It is made from the very pages that the preview shows and the PDF to share has, so their layout cannot differ. They
are written with their bleed, colours and pictures are turned into inks, and the pages are laid on the sheets.
"""

from __future__ import annotations

import copy
import functools
import hashlib
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pikepdf
from PIL import Image as Picture

from editor.core.brochure import Brochure, Image
from editor.core.facts import LEAST_RESOLUTION
from editor.core.markdown import to_plain
from editor.core.paper import SheetSide
from editor.render import page as page_module
from editor.render.colour import Mix
from editor.render.icc import Profile
from editor.render.layout import MM, Layout, Typesetter
from editor.render.pdf import sheet_list
from editor.render.press_colour import Inker, inker
from editor.render.press_content import pictures, separate
from editor.render.press_images import prepare_pictures, soft_pictures
from editor.render.press_intent import declare
from editor.render.press_marks import sheet_of
from editor.render.press_options import PressOptions
from editor.render.press_sheets import impose

if TYPE_CHECKING:
    from weasyprint import Page


PDF_VERSION = "1.6"
"""The version that PDF/X-4 is made of."""


def press_pdf(typesetter: Typesetter, layout: Layout, options: PressOptions) -> tuple[bytes, tuple[str, ...]]:
    """Return the file for the print shop and sentences on pictures that are too coarse for print."""
    sides = sheet_list(layout)
    places, pages = _pages_with_bleed(layout)
    slugs = _slug_pages(typesetter, layout, sides, options)
    written = (
        layout.flows[0]
        .document.copy([*pages, *slugs])
        .write_pdf(uncompressed_pdf=True, pdf_version=PDF_VERSION)
    )
    pictured = _pictured(layout.brochure)
    target = options.profile.data if options.profile else None
    with pikepdf.open(io.BytesIO(written)) as pdf:
        printed = pictures(pdf)
        if options.profile:
            separate(pdf, _inker(typesetter, layout, options.profile).inks)
        prepare_pictures(
            pdf,
            printed,
            target,
            options.images,
            lambda name: _profile_of(typesetter.asset_of(pictured[name].asset)) if name in pictured else b"",
        )
        impose(pdf, layout.form, sides, places, bars=options.profile is not None)
        declare(pdf, layout.brochure, options.profile, options.made)
        out = io.BytesIO()
        # No object streams: raster image processors of print shops can be old.
        pdf.save(out, compress_streams=True, force_version=PDF_VERSION)
    notes = [
        f"The picture {_where(layout.brochure, pictured[name])} prints at {dots} dpi; below {LEAST_RESOLUTION} it "
        "looks soft. Use a larger one, or print it smaller."
        for name, dots in soft_pictures(printed)
        if name in pictured
    ]
    return out.getvalue(), tuple(dict.fromkeys(notes))


def _pages_with_bleed(layout: Layout) -> tuple[dict[tuple[str, int], int], list[Page]]:
    """Return all pages with their bleed shown, and by (region, page) their place in that row."""
    places: dict[tuple[str, int], int] = {}
    pages: list[Page] = []
    bleed = layout.form.bleed / MM
    for flow in layout.flows:
        for number, each in enumerate(flow.fitting):
            places[flow.flow.region.id, number] = len(pages)
            page = copy.copy(each.page)
            page.bleed = dict.fromkeys(("top", "right", "bottom", "left"), bleed)
            pages.append(page)
    return places, pages


def _slug_pages(
    typesetter: Typesetter, layout: Layout, sides: Sequence[SheetSide], options: PressOptions
) -> Sequence[Page]:
    """Return a page for each side of a sheet, as large as its medium, with the slug line."""
    brochure, form, themes = layout.brochure, layout.form, typesetter.themes
    sheet = sheet_of(form)
    sheets = max(side.sheet for side in sides) + 1
    title = to_plain(brochure.title, brochure.language) or brochure.brand.name
    about = [options.version, options.made.strftime("%Y-%m-%d %H:%M"), form.name]
    profile = options.profile.description if options.profile else "sRGB"
    lines = [
        " · ".join(
            part
            for part in (
                title,
                *about,
                f"sheet {side.sheet + 1} of {sheets}, {side.side.value}",
                f"trim {form.width:g} × {form.height:g} mm",
                profile,
            )
            if part
        )
        for side in sides
    ]
    context = {
        "sheet": sheet,
        "lines": lines,
        "language": brochure.language,
        "fonts": themes.theme(brochure.theme).fonts,
    }
    html = themes.render(brochure.theme, "press.html.j2", context)
    return typesetter.plain_pages(html, themes.render(brochure.theme, "press.css.j2", context))


def _inker(typesetter: Typesetter, layout: Layout, profile: Profile) -> Inker:
    mixes: dict[str, Mix] = {}
    brochure, themes = layout.brochure, typesetter.themes
    for each in layout.flows:
        page_module.flow_css(themes, brochure, layout.form, each.flow, False, mixes)
    return inker(profile, brochure.brand, themes.theme(brochure.theme).ink, mixes)


def _pictured(brochure: Brochure) -> dict[str, Image]:
    """Return the brochure's pictures by the names that WeasyPrint gives them in a PDF."""
    return {
        f"/i{hashlib.md5((page_module.MARK + each.asset).encode(), usedforsecurity=False).hexdigest()}{smooth}": each
        for each in brochure.images()
        for smooth in (0, 1)
    }


def _where(brochure: Brochure, image: Image) -> str:
    """Say for a writer which picture it is."""
    for section in brochure.sections:
        if section.image and section.image.asset == image.asset:
            title = to_plain(section.title, brochure.language) or section.kind.value
            return f"in “{title}”"
    return "of the clinic's logo"


@functools.lru_cache(maxsize=64)
def _profile_of(data: bytes | None) -> bytes:
    if not data:
        return b""
    with Picture.open(io.BytesIO(data)) as picture:
        return picture.info.get("icc_profile") or b""
