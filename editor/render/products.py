"""What Candor exports, as bytes: the same functions serve the window and the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from editor.core.brochure import Brochure
from editor.core.paper import Form
from editor.render.preview import Overset

if TYPE_CHECKING:
    from editor.render.layout import Layout, Typesetter
    from editor.render.press_options import PressOptions

PNG_DPI = 200
Progress = Callable[[str, int, int], None]
"""Called with what is being done, and how many steps of how many are done."""


class Product(StrEnum):
    """What can be exported."""

    HTML = "html"
    PDF = "pdf"
    SHEETS = "sheets"
    PNG = "png"
    PRESS = "press"


@dataclass(frozen=True, slots=True)
class Produced:
    """The finished files as (what to add to the file name's stem, bytes), and what the user must know about them."""

    product: Product
    parts: tuple[tuple[str, bytes], ...]
    oversets: tuple[Overset, ...]
    notes: tuple[str, ...]


def produce(
    typesetter: Typesetter,
    brochure: Brochure,
    form: Form,
    product: Product,
    *,
    draft: bool,
    progress: Progress,
    press: PressOptions | None = None,
) -> Produced:
    """Make one product of a brochure. Text that does not fit its region is left out and listed in `oversets`.

    `press` is needed for the print shop's file and only there.
    """
    if product is Product.HTML:
        progress("Writing the web page", 0, 1)
        return _web(typesetter, brochure, form, draft)
    from editor.render import pdf  # the command line's other commands do without it

    progress("Laying out the pages", 0, 2)
    layout = typesetter.layout(brochure, form, draft=draft)
    progress("Writing the PDF", 1, 2)
    if product is Product.PRESS:
        return _press(typesetter, layout, press)
    if product is Product.SHEETS:
        parts = [(".pdf", pdf.sheets_pdf(layout))]
    elif product is Product.PDF:
        parts = [(".pdf", pdf.share_pdf(layout))]
    else:
        parts = list(_images(pdf.share_pdf(layout), progress))
    return Produced(product, tuple(parts), layout.oversets, layout.notes)


def _web(typesetter: Typesetter, brochure: Brochure, form: Form, draft: bool) -> Produced:
    """The web page and, if its address is known, the picture that shows in links to it."""
    if not brochure.public_url:
        html, notes = typesetter.web_page(brochure, draft=draft)
        return Produced(Product.HTML, ((".html", html.encode()),), (), notes)
    from editor.render.pdf import pages_pdf
    from editor.render.raster import draw_png

    first = next(flow for flow in typesetter.layout(brochure, form, draft=draft).flows if flow.flow.sections)
    cover = next(draw_png(pages_pdf(first, first.pages[:1]), PNG_DPI))
    address = urljoin(brochure.public_url, "cover.png")
    html, notes = typesetter.web_page(brochure, draft=draft, share_image=address)
    upload = f"Put the file that ends in -cover.png at {address}; it shows in links to the page."
    return Produced(Product.HTML, ((".html", html.encode()), ("-cover.png", cover)), (), (*notes, upload))


def _press(typesetter: Typesetter, layout: Layout, press: PressOptions | None) -> Produced:
    from editor.render.press import press_pdf

    if press is None:
        raise ValueError("the print shop's file needs its options")
    data, notes = press_pdf(typesetter, layout, press)
    return Produced(Product.PRESS, ((".pdf", data),), layout.oversets, (*layout.notes, *notes))


def _images(data: bytes, progress: Progress) -> list[tuple[str, bytes]]:
    from editor.render.raster import draw_png, page_count

    count = page_count(data)
    parts = []
    for number, png in enumerate(draw_png(data, PNG_DPI), 1):
        parts.append((f"-{number:0{len(str(count))}}.png" if count > 1 else ".png", png))
        progress("Drawing the pages", number, count)
    return parts
