"""The render worker: a process of its own that keeps fonts, CSS, pictures and laid-out flows warm.

It is spawned, never forked, reads requests from a pipe and answers each in turn. It never touches the document file:
a request brings the pictures that the worker has not seen yet.
"""

from __future__ import annotations

import gc
import traceback
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from editor.core.brochure import Brochure
from editor.core.paper import Form
from editor.render.faces import FaceError, ensure_faces, read_coverage
from editor.render.kept_files import default_cache
from editor.render.libraries import load_engine
from editor.render.press_options import PressOptions
from editor.render.preview import PageView, Preview
from editor.render.products import Produced, Product, produce

if TYPE_CHECKING:
    from editor.core.audit import Audit
    from editor.core.facts import LayoutFacts
    from editor.core.fit import FitResult
    from editor.render.layout import LaidFlow, LaidPage
    from editor.render.raster import Pixels


IDLE_SECONDS = 0.7
MOST_UNCOLLECTED = 40
"""Answers between two collections at the most; one leaves about 2 MB."""


@dataclass(frozen=True, slots=True)
class ShowRequest:
    """Lay out and draw what changed since the last answer. `ticket` comes back with the answer.

    With no `pixels_per_mm` nothing is drawn yet: that makes ready what will be shown, and gives way to the next.
    """

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
    """Make a product for export; `press` says how, for the print shop's file."""

    ticket: int
    brochure: Brochure
    form: Form
    product: Product
    draft: bool
    assets: dict[str, bytes]
    press: PressOptions | None = None


@dataclass(frozen=True, slots=True)
class ProgressMade:
    """How far a ProduceRequest is."""

    ticket: int
    words: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class PartShown:
    """The pages of a ShowRequest that are laid out so far, while there is nothing on the screen yet."""

    ticket: int
    preview: Preview


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a request, or the sentence (and details for the log) of why there is none."""

    ticket: int
    value: Preview | Produced | FitResult | LayoutFacts | bytes | str | None
    failure: str = ""
    details: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as the window has it: its place in a written PDF, from which it is drawn again at another scale."""

    page: LaidPage
    pdf: bytes
    at: int
    scale: float


@dataclass(frozen=True, slots=True)
class FitRequest:
    """Fit the text to the form."""

    ticket: int
    brochure: Brochure
    form: Form
    assets: dict[str, bytes]


@dataclass(frozen=True, slots=True)
class FactsRequest:
    """Say what lies on the pages, for the checks."""

    ticket: int
    brochure: Brochure
    form: Form
    assets: dict[str, bytes]


@dataclass(frozen=True, slots=True)
class AuditRequest:
    """Set an audit pack as a PDF."""

    ticket: int
    audit: Audit
    assets: dict[str, bytes] = field(default_factory=dict)


Request = AuditRequest | ShowRequest | WebRequest | ProduceRequest | FitRequest | FactsRequest


class Worker:
    """The worker process: made, it has loaded what it needs; `run` answers requests.

    Collecting garbage takes a quarter of a second with all that is kept warm here, so it is done when nobody waits.
    """

    def __init__(self, template_root: Path) -> None:
        gc.disable()
        self._template_root = template_root
        self._assets: dict[str, bytes] = {}
        self._renderer: _Renderer | None = None
        with suppress(Exception):  # what is wrong is told when the first request meets it again
            self._renderer = _Renderer(template_root, self._assets)
        gc.freeze()

    def run(self, connection: Connection) -> None:
        """Answer requests until the pipe closes."""
        uncollected = 0
        with suppress(EOFError, OSError):  # the window is gone
            while True:
                if uncollected and (uncollected >= MOST_UNCOLLECTED or not connection.poll(IDLE_SECONDS)):
                    gc.collect()
                    uncollected = 0
                request: Request = connection.recv()
                uncollected += 1
                connection.send(self._answer(request, connection))

    def _answer(self, request: Request, connection: Connection) -> Answer:
        self._assets.update(request.assets)
        try:
            self._renderer = self._renderer or _Renderer(self._template_root, self._assets)
            return Answer(request.ticket, self._renderer.answer(request, connection))
        except Exception as error:
            return _failure(request.ticket, error)


def _failure(ticket: int, error: Exception) -> Answer:
    from editor.render.theme import ThemeError  # here, so that the window does not load Jinja2

    if isinstance(error, (ThemeError, FaceError)):
        return Answer(ticket, None, str(error))
    sentence = "The page could not be laid out. Your text is kept; undo the last change."
    return Answer(ticket, None, sentence, "".join(traceback.format_exception(error)))


class _Renderer:
    """What the worker keeps between requests."""

    def __init__(self, template_root: Path, assets: dict[str, bytes]) -> None:
        from editor.render.layout import Typesetter
        from editor.render.theme import Themes

        load_engine(default_cache())
        self.faces = ensure_faces(default_cache())
        self.coverage: dict[str, frozenset[int]] = {}
        self.typesetter = Typesetter(Themes(template_root, default_cache()), self.faces, assets.get)
        self.shown: dict[tuple[str, int], Shown] = {}

    def answer(
        self, request: Request, connection: Connection
    ) -> Preview | Produced | FitResult | LayoutFacts | bytes | str | None:
        if isinstance(request, ShowRequest):
            return self.show(request, connection)
        if isinstance(request, WebRequest):
            return self.typesetter.web_page(request.brochure)[0]
        if isinstance(request, AuditRequest):
            from editor.render.audit_page import audit_pdf

            return audit_pdf(self.typesetter, request.audit)
        if isinstance(request, FitRequest):
            from editor.render.fit_copy import fit_copy

            return fit_copy(self.typesetter, request.brochure, request.form)
        if isinstance(request, FactsRequest):
            from editor.render.layout_facts import facts

            self.coverage = self.coverage or read_coverage(self.faces)
            return facts(self.typesetter.layout(request.brochure, request.form), self.coverage)

        def progress(words: str, done: int, total: int) -> None:
            connection.send(ProgressMade(request.ticket, words, done, total))

        return produce(
            self.typesetter,
            request.brochure,
            request.form,
            request.product,
            draft=request.draft,
            progress=progress,
            press=request.press,
        )

    def show(self, request: ShowRequest, connection: Connection) -> Preview | None:
        """Return the pages, None if this gave way. The first ones are sent region by region as they are laid out."""
        before, self.shown = self.shown, {}
        try:
            return self._show(request, connection, before)
        except Exception:
            self.shown = before  # the window still has those
            raise

    def _show(
        self, request: ShowRequest, connection: Connection, before: dict[tuple[str, int], Shown]
    ) -> Preview | None:
        from editor.render.layout import Layout

        scale = request.pixels_per_mm
        is_first = not any(shown.scale for shown in before.values())
        laid: list[LaidFlow] = []
        pages: list[PageView] = []
        for flow in self.typesetter.flow_by_flow(request.brochure, request.form):
            sent = len(pages)
            pages += self._pages(flow, scale, before)
            laid.append(flow)
            if not is_first or flow.flow.region is request.form.regions[-1]:
                continue
            if scale:
                part = (*(replace(page, pixels=None) for page in pages[:sent]), *pages[sent:])
                connection.send(PartShown(request.ticket, Preview(request.form, part, whole=False)))
            elif connection.poll():
                return None
        layout = Layout(request.brochure, request.form, tuple(laid))
        return Preview(request.form, tuple(pages), layout.oversets, layout.notes, layout.fits)

    def _pages(
        self, flow: LaidFlow, scale: float, before: dict[tuple[str, int], Shown]
    ) -> Iterator[PageView]:
        from editor.render.pdf import pages_pdf

        region = flow.flow.region
        known = {id(shown.page): shown for shown in before.values()}
        written = [page for page in flow.pages if id(page) not in known]
        pdf = pages_pdf(flow, written) if written else b""
        for number, page in enumerate(flow.pages):
            old = known.get(id(page))
            at = (
                (old.pdf, old.at) if old else (pdf, next(n for n, each in enumerate(written) if each is page))
            )
            self.shown[region.id, number] = Shown(page, *at, scale)
            there = before.get((region.id, number))
            same = there is not None and there.page is page and there.scale == scale
            yield _page_view(flow, number, None if same or not scale else _pixels(*at, scale))


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
