"""The render worker: a process of its own that keeps fonts, CSS, pictures and laid-out flows warm.

It is spawned, never forked, reads requests from a pipe and answers each in turn. It never touches the document file:
a request brings the pictures that the worker has not seen yet.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from editor.core.brochure import Brochure
from editor.core.paper import Form
from editor.render.faces import FaceError, default_cache, ensure_faces
from editor.render.preview import PageView, Preview
from editor.render.products import Produced, Product, produce

if TYPE_CHECKING:
    from editor.render.layout import LaidFlow, LaidPage
    from editor.render.raster import Pixels


@dataclass(frozen=True, slots=True)
class ShowRequest:
    """Lay out and draw what changed since the last answer. `ticket` comes back with the answer."""

    ticket: int
    brochure: Brochure
    form: Form
    pixels_per_mm: float
    assets: dict[str, bytes]


@dataclass(frozen=True, slots=True)
class WebRequest:
    """Make the web page."""

    ticket: int
    brochure: Brochure
    assets: dict[str, bytes]


@dataclass(frozen=True, slots=True)
class ProduceRequest:
    """Make a product for export."""

    ticket: int
    brochure: Brochure
    form: Form
    product: Product
    draft: bool
    assets: dict[str, bytes]


@dataclass(frozen=True, slots=True)
class ProgressMade:
    """How far a ProduceRequest is."""

    ticket: int
    words: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a request, or the sentence (and details for the log) of why there is none."""

    ticket: int
    value: Preview | Produced | str | None
    failure: str = ""
    details: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as the window has it: its place in a written PDF, from which it is drawn again at another scale."""

    page: LaidPage
    pdf: bytes
    at: int
    scale: float


Request = ShowRequest | WebRequest | ProduceRequest


def run(connection: Connection, template_root: Path) -> None:
    """Answer requests until the pipe closes. The target of the worker process."""
    from editor.render.theme import ThemeError  # here, so that the window does not load Jinja2

    assets: dict[str, bytes] = {}
    renderer: _Renderer | None = None
    while True:
        try:
            request: Request = connection.recv()
        except (EOFError, OSError):
            return
        assets.update(request.assets)
        try:
            renderer = renderer or _Renderer(template_root, assets)
            answer = Answer(request.ticket, renderer.answer(request, connection))
        except (ThemeError, FaceError) as error:
            answer = Answer(request.ticket, None, str(error))
        except Exception:
            sentence = "The page could not be laid out. Your text is kept; undo the last change."
            answer = Answer(request.ticket, None, sentence, traceback.format_exc())
        try:
            connection.send(answer)
        except OSError:
            return


class _Renderer:
    """What the worker keeps between requests."""

    def __init__(self, template_root: Path, assets: dict[str, bytes]) -> None:
        from editor.render.layout import Typesetter
        from editor.render.theme import Themes

        self.typesetter = Typesetter(Themes(template_root), ensure_faces(default_cache()), assets.get)
        self.shown: dict[tuple[str, int], Shown] = {}

    def answer(self, request: Request, connection: Connection) -> Preview | Produced | str:
        if isinstance(request, ShowRequest):
            return self.show(request)
        if isinstance(request, WebRequest):
            return self.typesetter.web_page(request.brochure)[0]

        def progress(words: str, done: int, total: int) -> None:
            connection.send(ProgressMade(request.ticket, words, done, total))

        return produce(
            self.typesetter,
            request.brochure,
            request.form,
            request.product,
            draft=request.draft,
            progress=progress,
        )

    def show(self, request: ShowRequest) -> Preview:
        layout = self.typesetter.layout(request.brochure, request.form)
        before, self.shown = self.shown, {}
        pages: list[PageView] = []
        for flow in layout.flows:
            pages += self._pages(flow, request.pixels_per_mm, before)
        return Preview(request.form, tuple(pages), layout.oversets, layout.notes)

    def _pages(self, flow: LaidFlow, scale: float, before: dict[tuple[str, int], Shown]) -> Iterator[PageView]:
        from editor.render.pdf import pages_pdf

        region = flow.flow.region
        known = {id(shown.page): shown for shown in before.values()}
        written = [page for page in flow.pages if id(page) not in known]
        pdf = pages_pdf(flow, written) if written else b""
        for number, page in enumerate(flow.pages):
            old = known.get(id(page))
            at = (old.pdf, old.at) if old else (pdf, next(n for n, each in enumerate(written) if each is page))
            self.shown[region.id, number] = Shown(page, *at, scale)
            there = before.get((region.id, number))
            same = there is not None and there.page is page and there.scale == scale
            yield _page_view(flow, number, None if same else _pixels(*at, scale))


def _pixels(pdf: bytes, at: int, scale: float) -> Pixels:
    from editor.render.raster import draw_pages

    return next(draw_pages(pdf, scale, [at]))


def _page_view(flow: LaidFlow, number: int, drawn: Pixels | None) -> PageView:
    region, page = flow.flow.region, flow.pages[number]
    return PageView(
        region.id,
        number,
        flow.flow.panel_at(number),
        flow.flow.is_overset(number),
        page.fill,
        page.boxes,
        drawn.data if drawn else None,
        drawn.width if drawn else 0,
        drawn.height if drawn else 0,
        drawn.stride if drawn else 0,
    )
