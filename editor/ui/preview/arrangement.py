"""Where sheets, panels and overset pages stand on the pasteboard: plain geometry, no widgets.

Panels and sheets scale with the zoom; captions and gaps keep their size in pixels. So an arrangement belongs
to one scale (logical pixels per millimetre), and is cheap enough to be made anew for every preview.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRectF

from editor.core.paper import Form, Shape, SheetSide, sheet_sides
from editor.render.preview import PageView

MARGIN = 28.0
CAPTION = 24.0
GAP = 30.0
OVERSET_GAP = 46.0

Key = tuple[str, int]


class Mode(StrEnum):
    """What the print preview shows: the imposed sides of the sheet, or one panel after the other."""

    SHEET = "sheet"
    PANELS = "panels"


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of one page (a region's id and the page in it)."""

    key: Key
    name: str
    rect: QRectF
    overset: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    """A piece of paper: a side of the sheet, a single panel, or a page that does not fit.

    `folds` are x in pixels.
    """

    caption: str
    rect: QRectF
    slots: tuple[Slot, ...]
    folds: tuple[float, ...] = ()
    overset: bool = False


@dataclass(frozen=True, slots=True)
class Arrangement:
    """All boards and how large the pasteboard is (logical pixels)."""

    scale: float
    width: float
    height: float
    boards: tuple[Board, ...]

    def slots(self) -> Iterator[Slot]:
        for board in self.boards:
            yield from board.slots

    def slot(self, key: Key) -> Slot | None:
        """Return the place of a page, or None if it has none."""
        return next((slot for slot in self.slots() if slot.key == key), None)

    def board(self, key: Key) -> Board | None:
        """Return the board on which a page stands, or None."""
        return next((board for board in self.boards if any(slot.key == key for slot in board.slots)), None)


def arrange(form: Form, pages: Iterable[PageView], mode: Mode, scale: float, room: float) -> Arrangement:
    """Arrange a form's pages at `scale` in a window `room` pixels wide. Without pages, the empty panels."""
    shown = tuple(pages)
    boards = _panels(form, shown, scale, room) if mode is Mode.PANELS else _sheets(form, shown, scale)
    return _centred(boards, scale, room)


def fit_scale(form: Form, mode: Mode, room: QRectF, whole: bool) -> float:
    """Return the scale at which the widest board (with `whole`: all of the largest board) fits the room."""
    sizes = [(form.width, form.height)]
    if mode is Mode.PANELS:
        sizes = [(panel.width, panel.height) for panel in form.panels]
    scale = (room.width() - 2 * MARGIN) / max(width for width, _ in sizes)
    if whole:
        scale = min(scale, (room.height() - MARGIN - CAPTION) / max(height for _, height in sizes))
    return max(scale, 0.1)


def _pages_per_region(form: Form, pages: Iterable[PageView]) -> dict[str, int]:
    counts = dict.fromkeys((region.id for region in form.regions), 0)
    for page in pages:
        counts[page.region] = max(counts.get(page.region, 0), page.page + 1)
    return counts


def _sheets(form: Form, pages: tuple[PageView, ...], scale: float) -> list[Board]:
    boards: list[Board] = []
    top = MARGIN
    for number, side in enumerate(sheet_sides(form, _pages_per_region(form, pages))):
        rect = QRectF(0, top + CAPTION, form.width * scale, form.height * scale)
        slots = tuple(
            Slot(
                (placed.region, placed.page),
                form.page_name(placed.region, placed.page),
                QRectF(
                    rect.x() + placed.panel.x * scale,
                    rect.y() + placed.panel.y * scale,
                    placed.panel.width * scale,
                    placed.panel.height * scale,
                ),
            )
            for placed in side.placements
        )
        folds = tuple(rect.x() + fold.x * scale for fold in form.folds if fold.side is side.side)
        boards.append(Board(side_name(form, side, number), rect, slots, folds))
        top = round(rect.bottom() + GAP)
        below = _overset_below(form, pages, side, rect, scale)
        boards += below
        top = max([top, *(board.rect.bottom() + GAP for board in below)])
    return boards


def side_name(form: Form, side: SheetSide, number: int) -> str:
    """Name a side of a sheet as the user knows it; whole pages go by their number."""
    if form.shape is Shape.PAGE or len(form.panels) == 1:
        return f"Page {number + 1}"
    if form.binding:
        return f"Sheet {side.sheet + 1}, {side.side.value}"
    if not form.folds and len(side.placements) == 1:
        return side.placements[0].panel.name
    return side.side.value.capitalize()


def _overset_below(
    form: Form, pages: tuple[PageView, ...], side: SheetSide, sheet: QRectF, scale: float
) -> list[Board]:
    """Place pages that do not fit below their region's last panel, several of them beside each other."""
    placed: list[QRectF] = []
    boards: list[Board] = []
    here = {placement.region: placement.panel for placement in side.placements}
    for region, last in here.items():
        over = [page for page in pages if page.overset and page.region == region]
        width, height = last.width * scale, last.height * scale
        columns = max(1, int((sheet.width() + GAP) // (width + GAP)))
        row = min(len(over), columns) * (width + GAP) - GAP
        left = round(max(0.0, min((last.x + last.width) * scale - row, sheet.width() - row)))
        top = round(sheet.bottom() + OVERSET_GAP)
        start = QRectF(left, top, max(row, 1), height)
        while any(start.intersects(other) for other in placed):
            start.translate(0, height + OVERSET_GAP)
        for number, page in enumerate(over):
            x, y = number % columns, number // columns
            rect = QRectF(left + x * (width + GAP), start.top() + y * (height + OVERSET_GAP), width, height)
            placed.append(rect)
            boards.append(_single(form, page, rect))
    return boards


def _panels(form: Form, pages: tuple[PageView, ...], scale: float, room: float) -> list[Board]:
    boards: list[Board] = []
    left, top, row = 0.0, MARGIN + CAPTION, 0.0
    limit = max(room - 2 * MARGIN, 1.0)
    for page in pages or _blank(form):
        width, height = page.panel.width * scale, page.panel.height * scale
        if left and left + width > limit + 0.5:
            left, top, row = 0.0, top + row + GAP + CAPTION, 0.0
        boards.append(_single(form, page, QRectF(left, top, width, height)))
        left += round(width + GAP)
        row = max(row, round(height))
    return boards


def _blank(form: Form) -> tuple[PageView, ...]:
    """Return pages without content for a form that has not been laid out yet."""
    return tuple(
        PageView(region.id, number, form.panel(panel), False, 0.0, (), None, 0, 0, 0)
        for region in form.regions
        for number, panel in enumerate(region.panels)
    )


def _single(form: Form, page: PageView, rect: QRectF) -> Board:
    name = page_name(form, page)
    return Board(name, rect, (Slot((page.region, page.page), name, rect, page.overset),), (), page.overset)


def page_name(form: Form, page: PageView) -> str:
    """Name a page as the user knows it: by its panel, or by its number where pages are added as needed."""
    return form.page_name(page.region, page.page)


def _centred(boards: list[Board], scale: float, room: float) -> Arrangement:
    wide = max((board.rect.right() for board in boards), default=0.0)
    high = max((board.rect.bottom() for board in boards), default=0.0)
    width = max(wide + 2 * MARGIN, room)
    shift = round((width - wide) / 2)
    moved = tuple(
        Board(
            board.caption,
            board.rect.translated(shift, 0),
            tuple(Slot(s.key, s.name, s.rect.translated(shift, 0), s.overset) for s in board.slots),
            tuple(x + shift for x in board.folds),
            board.overset,
        )
        for board in boards
    )
    return Arrangement(scale, width, high + MARGIN, moved)
