"""Pagination that starts where a change begins and stops where the pages are again as they were.

WeasyPrint lays a document out page by page; where a page starts depends only on what stands before that point and on
what could not be split from it. So after a change in one section, the pages before it and, once a page ends where it
ended before, the pages behind it are the pages of the layout before. This is what makes a keystroke cost one panel
instead of three. It needs WeasyPrint's inner functions, which is why its version is pinned; a test lays out at random
both ways and compares.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from weasyprint import CSS, HTML, Document, Page

# WeasyPrint's state between pages: where to resume, what the next page must be, its side, its counters, its remakes.
PageStart = tuple[Any, ...]
NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Pagination:
    """A laid-out document and, for page `i`, the state its layout started from; one more for the end.

    `reused` are the numbers (from 0) of the pages taken over from the pagination before.
    """

    document: Document
    pages: tuple[Page, ...]
    starts: tuple[PageStart, ...]
    reused: frozenset[int]


def paginate(
    html: HTML,
    stylesheets: Sequence[CSS],
    font_config: Any,
    images: dict[str, Any],
    before: Pagination | None = None,
    changed: range = range(0),
) -> Pagination:
    """Lay a document out.

    `before` is the layout of a document that differs only inside the body's children number `changed.start` up to
    `changed.stop`, with as many children; None lays everything out.
    """
    from weasyprint import Document, Page
    from weasyprint.document import DocumentMetadata
    from weasyprint.html import get_html_metadata
    from weasyprint.layout.page import remake_page

    if before is not None and any(page._page_box.fixed_boxes for page in before.pages):
        before = None  # fixed boxes repeat on every page, so no page stands alone
    context, root = _prepare(html, stylesheets, font_config, images)
    number = first = _first_page(before, root, changed) if before else 0
    if before is not None and first:
        context.page_maker = list(before.starts[: first + 1])
        context.style_for.initial_page_sizes.update(_sizes(before.pages[0]))
    boxes = []
    tail: Pagination | None = None
    while tail is None:
        box, resume_at = remake_page(number, context, root, html)
        boxes.append(box)
        number += 1
        if resume_at is None:
            break
        if before is not None and _meets(before, context.page_maker[number], number, changed):
            tail = before
    _finish(context, boxes, first, html)
    pages = [*(before.pages[:first] if before else ()), *map(Page, boxes)]
    starts = [
        *context.page_maker[:number],
        *(tail.starts[number:] if tail else context.page_maker[number : number + 1]),
    ]
    reused = {*range(first), *range(number, len(tail.pages) if tail else number)}
    pages += tail.pages[number:] if tail else ()
    metadata = DocumentMetadata(**get_html_metadata(html))
    document = Document(pages, metadata, html.url_fetcher, font_config, {}, None)
    return Pagination(document, tuple(pages), tuple(starts), frozenset(reused))


def _prepare(
    html: HTML, stylesheets: Sequence[CSS], font_config: Any, images: dict[str, Any]
) -> tuple[Any, Any]:
    """Return WeasyPrint's layout context, at the first page, and the root of the box tree."""
    from weasyprint import DEFAULT_OPTIONS, Document
    from weasyprint.css.counters import CounterStyle
    from weasyprint.formatting_structure.build import build_formatting_structure
    from weasyprint.layout import initialize_page_maker

    counters = CounterStyle()
    options = {**DEFAULT_OPTIONS, "stylesheets": stylesheets, "cache": images}
    context = Document._build_layout_context(html, font_config, counters, {}, options)
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


def _first_page(before: Pagination, root: Any, changed: range) -> int:
    """Return the last page of `before` that starts strictly before anything the change could move."""
    (body,) = root.children
    child = changed.start
    while child > 0 and _glued(body.children[child - 1], body.children[child]):
        child -= 1
    return max((n for n in range(len(before.pages)) if _child_at(before.starts[n]) < child), default=0)


def _glued(one: Any, other: Any) -> bool:
    """Whether no page may break between two boxes, so that a change in the second can move the first."""
    return bool(
        one.style["break_after"].startswith("avoid") or other.style["break_before"].startswith("avoid")
    )


def _child_at(start: PageStart) -> int:
    """Return the number of the body's child at which a page starts; before all of them for the first page."""
    resume_at = start[0]
    if not resume_at:
        return NOWHERE
    (inside,) = resume_at.values()
    return next(iter(inside)) if inside else NOWHERE


def _meets(before: Pagination, start: PageStart, number: int, changed: range) -> bool:
    """Whether page `number` starts as it did before and all that follows is unchanged."""
    return (
        number < len(before.pages)
        and start[:3] == before.starts[number][:3]
        and _child_at(start) >= changed.stop
    )


def _sizes(page: Page) -> dict[str, tuple[float, float]]:
    box = page._page_box
    return {"box": (page.width, page.height), "area": (box.width, box.height)}


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
        margins = make_margin_boxes(context, box, state)
        box.children = (root, *(area for area in areas if area.children), *margins)
        layout_backgrounds(box, context.get_image_from_uri)
