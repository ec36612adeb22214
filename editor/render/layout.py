"""Layout: every flow of a brochure set by WeasyPrint onto the panels of its region.

Only flows whose inputs changed are set again. What stays warm between layouts: fonts, parsed CSS, decoded pictures and
the flows themselves, each under a hash of what it is made of.
"""

from __future__ import annotations

import hashlib
import logging
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from editor.core.brochure import Brochure
from editor.core.fit import PanelFit
from editor.core.paper import Flow, Form, flows
from editor.render import page as page_module
from editor.render.drawings import keep_drawings, keep_paths
from editor.render.faces import FaceFile, font_face_css
from editor.render.lines import keep_lines
from editor.render.pagination import Engine, Pagination, paginate
from editor.render.preview import Overset, SectionBox
from editor.render.streams import keep_streams
from editor.render.styles import keep_styles
from editor.render.theme import Themes
from editor.render.web import web_page

if TYPE_CHECKING:
    from weasyprint import CSS, Document, Page

MM = 25.4 / 96
"""Millimetres in a CSS pixel."""
KEPT_FLOWS = 64
AssetOf = Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True)
class LaidPage:
    """One page of a flow: the engine's page, where sections lie (mm) and how full it is (0 to 1).

    `outside` is the first section of which something leaves the page's content area, "" if nothing does.
    A page that a later layout takes over is the same object there: that is how one knows it need not be drawn again.
    """

    page: Page
    boxes: tuple[SectionBox, ...]
    fill: float
    outside: str


@dataclass(frozen=True, slots=True)
class Source:
    """What a flow was laid out from: values, its CSS, its HTML and the engine's state."""

    made_of: object
    css: str
    pagination: Pagination


@dataclass(frozen=True, slots=True)
class LaidFlow:
    """A flow with its pages. `key` is a hash of everything it was made of; equal keys mean equal pages.

    `leading` is the distance of lines in points.
    """

    flow: Flow
    key: str
    pages: tuple[LaidPage, ...]
    overset: Overset | None
    notes: tuple[str, ...]
    leading: float
    source: Source

    @property
    def document(self) -> Document:
        return self.source.pagination.document

    @property
    def holds(self) -> bool:
        """Whether this can be taken again: a picture that was missing may be there now."""
        return not self.notes

    @property
    def fitting(self) -> tuple[LaidPage, ...]:
        """The pages that have a panel to print on."""
        return self.pages if self.flow.limit is None else self.pages[: self.flow.limit]


@dataclass(frozen=True, slots=True)
class Layout:
    """A brochure laid out in a form."""

    brochure: Brochure
    form: Form
    flows: tuple[LaidFlow, ...]

    @property
    def oversets(self) -> tuple[Overset, ...]:
        return tuple(each.overset for each in self.flows if each.overset)

    @property
    def notes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(note for each in self.flows for note in each.notes))

    @property
    def fits(self) -> tuple[PanelFit, ...]:
        """How full each panel is, in reading order."""
        return tuple(fit for flow in self.flows for fit in _panel_fits(self.form, flow))


class Typesetter:
    """Lays out brochures. Made once and kept: everything slow is done in the first layout.

    `asset_of` gives the bytes of a picture by sha256, or None.
    """

    def __init__(self, themes: Themes, faces: Sequence[FaceFile], asset_of: AssetOf) -> None:
        from weasyprint.text.fonts import FontConfiguration

        from editor.render.fetch import AssetFetcher

        _quieten()
        keep_lines()
        keep_paths()
        keep_drawings()
        keep_streams()
        keep_styles()
        self.themes = themes
        self._faces = tuple(faces)
        self._asset_of = asset_of
        self._fetcher = AssetFetcher(asset_of, frozenset(face.path for face in faces))
        self._fonts: Any = FontConfiguration()
        self._images: dict[str, Any] = {}
        self._css: dict[str, CSS] = {}
        self._flows: OrderedDict[str, LaidFlow] = OrderedDict()
        self._latest: dict[str, LaidFlow] = {}
        self._parse_css(font_face_css(faces, lambda face: face.path.as_uri()))

    def layout(self, brochure: Brochure, form: Form, *, draft: bool = False) -> Layout:
        """Lay a brochure out; flows that were laid out before are taken as they were."""
        return Layout(brochure, form, tuple(self.flow_by_flow(brochure, form, draft=draft)))

    def flow(self, brochure: Brochure, form: Form, region_id: str) -> LaidFlow:
        """Lay out what runs through one region only."""
        return next(self.flow_by_flow(brochure, form, lambda flow: flow.region.id == region_id))

    def flow_by_flow(
        self,
        brochure: Brochure,
        form: Form,
        wanted: Callable[[Flow], bool] = lambda _: True,
        *,
        draft: bool = False,
    ) -> Iterator[LaidFlow]:
        """Yield what runs through each region as soon as it is laid out, in reading order."""
        all_flows = flows(brochure, form)
        numbers = page_module.numbering(brochure, (s for flow in all_flows for s in flow.sections))
        for flow in filter(wanted, all_flows):
            yield self._flow(brochure, form, flow, numbers, draft)

    def web_page(
        self, brochure: Brochure, *, draft: bool = False, share_image: str = ""
    ) -> tuple[str, tuple[str, ...]]:
        """Return the web page of a brochure and notes on missing pictures."""
        return web_page(
            self.themes, self._faces, self._asset_of, brochure, draft=draft, share_image=share_image
        )

    def asset_of(self, asset: str) -> bytes | None:
        """Return the bytes of a picture by its sha256."""
        return self._asset_of(asset)

    def plain_pages(self, html: str, css: str) -> tuple[Page, ...]:
        """Lay out pages that are not of the brochure's text (a press sheet's slug lines); nothing of them is kept."""
        return paginate(self._engine(css), (html, "")).pages

    def tagged_pdf(self, html: str, css: str) -> bytes:
        """Return a document that is not the brochure's as a tagged PDF/UA-1; nothing of it is kept."""
        from editor.render.parsing import FlowHTML

        document = FlowHTML(html, self._fetcher).render(
            stylesheets=[self._parse_css(css)], font_config=self._fonts
        )
        return bytes(document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True))

    def _engine(self, css: str) -> Engine:
        from editor.render.parsing import FlowHTML

        sheets = [self._parse_css(part) for part in css.split(page_module.SHEET_MARK)]
        return Engine(lambda html: FlowHTML(html, self._fetcher), sheets, self._fonts, self._images)

    def _flow(
        self,
        brochure: Brochure,
        form: Form,
        flow: Flow,
        numbers: page_module.Numbering,
        draft: bool,
    ) -> LaidFlow:
        # Sections that did not change are the same objects, so comparing is quick; running the templates is not.
        made_of = (replace(brochure, sections=(), references=()), form, flow, numbers, draft)
        latest = self._latest.get(flow.region.id)
        if latest and latest.source.made_of == made_of and latest.holds:
            return latest
        html = page_module.flow_html(self.themes, brochure, flow, numbers, draft)
        css = page_module.flow_css(self.themes, brochure, form, flow, draft)
        key = hashlib.sha256(f"{css}\0{html}".encode()).hexdigest()
        if key not in self._flows or not self._flows[key].holds:
            theme = self.themes.theme(brochure.theme)
            leading = page_module.type_scale(theme, form, brochure.type_fit).leading
            self._flows[key] = self._set(flow, key, html, css, leading, made_of)
        self._latest[flow.region.id] = self._flows[key]
        self._flows.move_to_end(key)
        while len(self._flows) > KEPT_FLOWS:
            self._flows.popitem(last=False)
        return self._flows[key]

    def _set(self, flow: Flow, key: str, html: str, css: str, leading: float, made_of: object) -> LaidFlow:
        self._fetcher.notes.clear()
        before = self._latest.get(flow.region.id)
        if before and (not before.holds or before.source.css != css):
            before = None
        parts = html.split(page_module.SECTION_MARK)
        pagination = paginate(self._engine(css), parts, before.source.pagination if before else None)
        pages = tuple(
            before.pages[number] if before and number in pagination.reused else _laid_page(page)
            for number, page in enumerate(pagination.pages)
        )
        # A picture that could not be had must be asked for again: it may come with the next request.
        for url in [url for url, image in self._images.items() if image is None]:
            del self._images[url]
        notes = tuple(self._fetcher.notes)
        return LaidFlow(
            flow,
            key,
            pages,
            _overset(flow, pages, leading),
            notes,
            leading,
            Source(made_of, css, pagination),
        )

    def _parse_css(self, css: str) -> CSS:
        from weasyprint import CSS

        if css not in self._css:
            if len(self._css) > 64:
                self._css.clear()
            self._css[css] = CSS(string=css, font_config=self._fonts, url_fetcher=self._fetcher)
        return self._css[css]


def _quieten() -> None:
    """WeasyPrint logs every unknown CSS property to the console; what matters is in the layout's notes."""
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    logging.getLogger("fontTools").setLevel(logging.ERROR)


def _laid_page(page: Page) -> LaidPage:
    # A page paints its background into the bleed; only the press's file shows that (press.py).
    page.bleed = dict.fromkeys(page.bleed, 0)
    boxes = tuple(
        SectionBox(name[2:], x1 * MM, y1 * MM, (x2 - x1) * MM, (y2 - y1) * MM)
        for name, (x1, y1, x2, y2) in page.anchors.items()
        if name.startswith("s-")
    )
    area = page._page_box
    top, height = area.content_box_y() * MM, area.height * MM
    fill = max((box.y + box.height - top for box in boxes), default=0.0) / height
    return LaidPage(page, boxes, max(0.0, fill), next(_outside(page), ""))


def _overset(flow: Flow, pages: Sequence[LaidPage], leading: float) -> Overset | None:
    """Say what does not fit: pages past the region's panels, or something wider or taller than its page."""
    if flow.limit is not None and len(pages) > flow.limit:
        extra = pages[flow.limit :]
        line = leading * 25.4 / 72
        height = sum(each.fill * each.page._page_box.height * MM for each in extra)
        section = next((box.section for each in extra for box in each.boxes), "")
        return Overset(flow.region.id, section, len(extra), max(1, round(height / line)))
    section = next((laid.outside for laid in pages if laid.outside), "")
    return Overset(flow.region.id, section, 0, 0) if section else None


def _panel_fits(form: Form, flow: LaidFlow) -> Iterator[PanelFit]:
    """Yield how full the panels of a region are, also those that its text does not reach."""
    line = flow.leading * 25.4 / 72
    count = len(flow.fitting) if flow.flow.region.repeats else len(flow.flow.panels)
    over = flow.overset.lines if flow.overset else 0
    for number in range(count):
        fill = 0.0
        height = flow.flow.panel_at(number).height - form.margins.top - form.margins.bottom
        if number < len(flow.pages):
            fill, height = flow.pages[number].fill, flow.pages[number].page._page_box.height * MM
        name = form.page_name(flow.flow.region.id, number)
        left = max(0, int((1 - fill) * height / line + 0.01))
        yield PanelFit(flow.flow.region.id, number, name, fill, left, over if number == count - 1 else 0)


def _outside(page: Page) -> Iterator[str]:
    """Yield the sections with text, a table or a picture that leaves the page's content area by over half a pixel.

    What a theme itself lets run to the paper's edge (the cover's picture) is meant to.
    """
    area = page._page_box
    left, top = area.content_box_x() - 0.5, area.content_box_y() - 0.5
    right, bottom = left + area.width + 1, top + area.height + 1
    for child in area.children:
        yield from _outside_of(child, "", left, top, right, bottom)


def _outside_of(
    box: Any, section: str, left: float, top: float, right: float, bottom: float
) -> Iterator[str]:
    anchor = box.style["anchor"] if box.style else None
    section = anchor[2:] if anchor and anchor.startswith("s-") else section
    kind = type(box).__name__
    if kind in ("TextBox", "TableBox", "InlineReplacedBox", "BlockReplacedBox") and section:
        x, y = box.position_x, box.position_y
        meant = (
            kind == "BlockReplacedBox"
            and box.element is not None
            and "to-edge" in box.element.get("class", "")
        )
        # A text's box is as high as its font, not its line: at the foot of a page it may hang over by less than half.
        slack = box.height / 2 if kind == "TextBox" else 0.0
        inside = (
            left <= x and x + box.width <= right and top - slack <= y and y + box.height <= bottom + slack
        )
        if not inside and not meant:
            yield section
    for child in getattr(box, "children", ()):
        yield from _outside_of(child, section, left, top, right, bottom)
