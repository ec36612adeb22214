"""Pagination that starts where a change begins and stops where the pages are again as they were.

WeasyPrint lays a document out page by page; where a page starts depends only on what stands before that point and on
what could not be split from it. So after a change in one section, the pages before it and, once a page starts where it
started before, the pages behind it are the pages of the layout before; and only the sections in between need to be
parsed and styled at all. This is what makes a keystroke cost a panel or two, however long the document is.

A PDF of such pages is that of a full layout, tags included: WeasyPrint tags page by page.

It needs WeasyPrint's inner functions, which is why its version is pinned; a test lays out at random both ways and
compares. Themes must not style a section by anything but itself and the section right before it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from weasyprint import CSS, HTML, Document, Page

# WeasyPrint's state between pages: where to resume, what the next page must be, its side, its counters, its remakes.
PageStart = tuple[Any, ...]
Running = dict[str, dict[int, list[Any]]]
_MARGIN_BOXES = tuple(
    [
        f"@{edge}-{at}"
        for edge in ("top", "bottom")
        for at in ("left", "center", "right", "left-corner", "right-corner")
    ]
    + [f"@{edge}-{at}" for edge in ("left", "right") for at in ("top", "middle", "bottom")]
)
_OPENING_TAG = re.compile(r"\s*<section\b[^>]*>")


@dataclass(frozen=True, slots=True)
class Engine:
    """What every layout needs: how to parse HTML, the CSS, the fonts and the decoded pictures."""

    parse: Callable[[str], HTML]
    stylesheets: Sequence[CSS]
    fonts: Any
    images: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pagination:
    """A laid-out document. `parts` are its HTML: head, sections, tail.

    `starts` has for page `i` the state its layout started from, and one more for the end. `glued` are the sections
    (from 0) that no page may part from the next. `running` are running elements by name and page (from 1). `reused`
    are the pages (from 0) taken over from the pagination before.
    """

    parts: tuple[str, ...]
    document: Document
    pages: tuple[Page, ...]
    starts: tuple[PageStart, ...]
    glued: frozenset[int]
    running: Running
    reused: frozenset[int] = frozenset()


def paginate(engine: Engine, parts: Sequence[str], before: Pagination | None = None) -> Pagination:
    """Lay a document out; `before` is a layout with the same CSS, of which the pages that still hold are taken over."""
    changed = _changed(before, parts) if before else None
    if before is None or changed is None:
        return _whole(engine, parts)
    first = _first_page(before, changed)
    meeting = _meeting_page(before, changed, first)
    stage = _Stage(engine, parts, _window(before, first, meeting), before.starts[: first + 1], before)
    stage.lay_out(until=meeting)
    if meeting is not None and stage.start_of(meeting)[:3] != before.starts[meeting][:3]:
        # The pages do not come out as they were: the last one again, and on to the end, with all that follows.
        kept, starts = stage.pages[:-1], stage.starts[:-1]
        window = range(max(0, _child_at(starts[-1])), len(parts) - 2)
        stage = _Stage(engine, parts, window, starts, before)
        stage.lay_out(until=None)
        stage.pages[:0] = kept
        meeting = None
    pages, starts = [*before.pages[:first], *stage.pages], stage.starts
    reused = set(range(first))
    if meeting is not None:
        reused |= set(range(meeting, len(before.pages)))
        pages, starts = [*pages, *before.pages[meeting:]], [*starts[:meeting], *before.starts[meeting:]]
    return Pagination(
        tuple(parts),
        before.document.copy(pages),
        tuple(pages),
        tuple(starts),
        before.glued,
        {**before.running, **stage.running},
        frozenset(reused),
    )


def _whole(engine: Engine, parts: Sequence[str]) -> Pagination:
    stage = _Stage(engine, parts, range(len(parts) - 2), (), None)
    stage.lay_out(until=None)
    (body,) = stage.root.children
    pairs = zip(body.children, body.children[1:], strict=False)
    glued = frozenset(number for number, (one, other) in enumerate(pairs) if _may_not_part(one, other))
    return Pagination(
        tuple(parts), stage.document(), tuple(stage.pages), tuple(stage.starts), glued, stage.running
    )


def _changed(before: Pagination, parts: Sequence[str]) -> range | None:
    """Return the span of sections that differ; None if more differs than the insides of some sections."""
    old = before.parts
    if len(old) != len(parts) or old[0] != parts[0] or old[-1] != parts[-1]:
        return None
    if any(page._page_box.fixed_boxes for page in before.pages):
        return None  # fixed boxes repeat on every page, so no page stands alone
    differing = [
        number for number, pair in enumerate(zip(old[1:-1], parts[1:-1], strict=True)) if pair[0] != pair[1]
    ]
    if not differing or any(_tag(old[number + 1]) != _tag(parts[number + 1]) for number in differing):
        return None
    return range(differing[0], differing[-1] + 1)


def _tag(part: str) -> str:
    match = _OPENING_TAG.match(part)
    return match[0] if match else ""


def _may_not_part(one: Any, other: Any) -> bool:
    """Whether no page may break between two boxes, so that a change in the second can move the first."""
    return bool(
        one.style["break_after"].startswith("avoid") or other.style["break_before"].startswith("avoid")
    )


def _first_page(before: Pagination, changed: range) -> int:
    """Return the last page that starts strictly before anything the change could move."""
    child = changed.start
    while child - 1 in before.glued:
        child -= 1
    return max((n for n in range(len(before.pages)) if _child_at(before.starts[n]) < child), default=0)


def _meeting_page(before: Pagination, changed: range, first: int) -> int | None:
    """Return the first page behind the change that starts in an unchanged section, if there is one."""
    behind = range(first + 1, len(before.pages))
    return next((n for n in behind if _child_at(before.starts[n]) >= changed.stop), None)


def _window(before: Pagination, first: int, meeting: int | None) -> range:
    """Return the sections from the start of page `first` up to the start of `meeting`, and what is glued there."""
    count = len(before.parts) - 2
    stop = count
    if meeting is not None:
        stop = _child_at(before.starts[meeting]) + 1
        while stop < count and stop - 1 in before.glued:
            stop += 1
    return range(max(0, _child_at(before.starts[first])), stop)


def _child_at(start: PageStart) -> int:
    """Return the number of the body's child at which a page starts; -1, before all of them, for the first page."""
    resume_at = start[0]
    return next(iter(resume_at[0])) if resume_at and resume_at[0] else -1


def _moved(start: PageStart, by: int) -> PageStart:
    """Return a page's start in a document with `by` more children before it."""
    if not by or not start[0] or not start[0][0]:
        return start
    ((child, inside),) = start[0][0].items()
    return ({0: {child + by: inside}}, *start[1:])


class _Stage:
    """The layout of a window of sections from one page on.

    The section before the window stands in it as an empty stub, for CSS that looks at the neighbour; it is never laid
    out, since the page starts behind it.
    """

    def __init__(
        self,
        engine: Engine,
        parts: Sequence[str],
        window: range,
        starts: Sequence[PageStart],
        before: Pagination | None,
    ) -> None:
        stub = [f"{_tag(parts[window.start])}</section>"] if window.start else []
        sections = parts[1 + window.start : 1 + window.stop]
        self._html = engine.parse("".join([parts[0], *stub, *sections, parts[-1]]))
        self._fonts = engine.fonts
        self._offset = window.start - len(stub)
        self._context, self.root = _prepare(self._html, engine)
        self._first = max(0, len(starts) - 1)
        self.pages: list[Page] = []
        if before is not None and starts:
            self._context.page_maker = [*starts[:-1], _moved(starts[-1], -self._offset)]
            box = before.pages[0]._page_box
            sizes = {"box": (before.pages[0].width, before.pages[0].height), "area": (box.width, box.height)}
            self._context.style_for.initial_page_sizes.update(sizes)
            for name, by_page in before.running.items():
                earlier = {page: boxes for page, boxes in by_page.items() if page <= self._first}
                self._context.running_elements[name] = defaultdict(list, earlier)

    def lay_out(self, until: int | None) -> None:
        """Lay out pages to the end, or up to the start of page `until`."""
        from weasyprint import Page
        from weasyprint.layout.page import remake_page

        boxes: list[Any] = []
        ended = False
        while not ended and self._first + len(boxes) != until:
            box, resume_at = remake_page(self._first + len(boxes), self._context, self.root, self._html)
            boxes.append(box)
            ended = resume_at is None
        _finish(self._context, boxes, self._first, self._html)
        self.pages = [Page(box) for box in boxes]

    @property
    def starts(self) -> list[PageStart]:
        """The starts of all pages of the document up to the end of this stage."""
        maker = self._context.page_maker
        return [*maker[: self._first], *(_moved(start, self._offset) for start in maker[self._first :])]

    def start_of(self, page: int) -> PageStart:
        """The start of a page; an impossible one if this stage ended before it."""
        starts = self.starts
        return starts[page] if page < len(starts) else ((),)

    @property
    def running(self) -> Running:
        return {name: dict(by_page) for name, by_page in self._context.running_elements.items()}

    def document(self) -> Document:
        from weasyprint import Document
        from weasyprint.document import DocumentMetadata
        from weasyprint.html import get_html_metadata

        metadata = DocumentMetadata(**get_html_metadata(self._html))
        return Document(self.pages, metadata, self._html.url_fetcher, self._fonts, {}, None)


def _prepare(html: HTML, engine: Engine) -> tuple[Any, Any]:
    """Return WeasyPrint's layout context, at the first page, and the root of the box tree."""
    from weasyprint import DEFAULT_OPTIONS, Document
    from weasyprint.css.counters import CounterStyle
    from weasyprint.formatting_structure.build import build_formatting_structure
    from weasyprint.layout import initialize_page_maker

    counters = CounterStyle()
    options = {**DEFAULT_OPTIONS, "stylesheets": engine.stylesheets, "cache": engine.images}
    context = Document._build_layout_context(html, engine.fonts, counters, {}, options)
    root = build_formatting_structure(
        html.etree_element,
        context.style_for,
        context.get_image_from_uri,
        html.base_url,
        context.target_collector,
        counters,
        context.footnotes,
    )
    initialize_page_maker(context, root)
    context.rendered_notes = []
    return context, root


def _finish(context: Any, boxes: Sequence[Any], first: int, html: HTML) -> None:
    """Give pages their margin boxes and backgrounds, as the end of WeasyPrint's layout_document does."""
    from weasyprint.layout import layout_fixed_boxes
    from weasyprint.layout.background import layout_backgrounds
    from weasyprint.layout.page import make_margin_boxes

    seen: list[Any] = []
    for box in boxes:
        for child in box.descendants():
            if child.bookmark_label:  # one bookmark for an element, though it be split over pages
                if any(child.element is each for each in seen):
                    child.bookmark_label = ""
                seen.append(child.element)
    for index, box in enumerate(boxes):
        root, *areas = box.children
        others = [*layout_fixed_boxes(context, boxes[:index], box)]
        others += [*root.children, *layout_fixed_boxes(context, boxes[index + 1 :], box)]
        root.children = others
        context.current_page = first + index + 1
        state = context.page_maker[context.current_page][3]
        has_margins = any(context.style_for(box.page_type, each) is not None for each in _MARGIN_BOXES)
        margins = make_margin_boxes(context, box, state) if has_margins else ()
        box.children = (root, *(area for area in areas if area.children), *margins)
        layout_backgrounds(box, context.get_image_from_uri)
