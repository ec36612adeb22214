"""Where sheets, panels and overset pages stand on the pasteboard: plain geometry, no widgets.

Panels and sheets scale with the zoom; captions and gaps keep their size in pixels. So an arrangement belongs
to one scale (logical pixels per millimetre), and is cheap enough to be made anew for every preview.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QRectF

from editor.core.paper import Form, Placement, Shape, SheetSide, Side, sheet_sides
from editor.render.preview import PageView

MARGIN = 28.0
CAPTION = 24.0
GAP = 30.0
OVERSET_GAP = 46.0
RULER = 20.0
PAIR_GAP = 8.0

Key = tuple[str, int]


class Mode(StrEnum):
    """What the print preview shows: the imposed sides of the sheet, one panel after the other, or a proof: the
    sides with bleed, rulers and the order in which a reader sees the panels.
    """

    SHEET = "sheet"
    PANELS = "panels"
    PROOF = "proof"


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

    `folds` are x in pixels. In a proof `side` says which side of the sheet it is, and there is room for rulers around
    `bleed` pixels of bleed.
    """

    caption: str
    rect: QRectF
    slots: tuple[Slot, ...]
    folds: tuple[float, ...] = ()
    overset: bool = False
    side: Side | None = None
    bleed: float = 0.0

    @property
    def bled(self) -> QRectF:
        """The paper with its bleed."""
        return self.rect.adjusted(-self.bleed, -self.bleed, self.bleed, self.bleed)

    @property
    def outer(self) -> QRectF:
        """All that belongs to the paper: in a proof also bleed and rulers."""
        room = RULER if self.side else 0.0
        return self.bled.adjusted(-room, -room, room, 0)


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

    def turns(self, board: Board) -> bool:
        """Whether a side of a sheet has another on its back (an odd last page has none)."""
        sides = [each for each in self.boards if each.side]
        number = sides.index(board)
        return number % 2 == 1 or number + 1 < len(sides)

    def board(self, key: Key) -> Board | None:
        """Return the board on which a page stands, or None."""
        return next((board for board in self.boards if any(slot.key == key for slot in board.slots)), None)


def arrange(form: Form, pages: Iterable[PageView], mode: Mode, scale: float, room: float) -> Arrangement:
    """Arrange a form's pages at `scale` in a window `room` pixels wide. Without pages, the empty panels."""
    shown = tuple(pages)
    if mode is Mode.PANELS:
        boards = _panels(form, shown, scale, room)
    else:
        boards = _sheets(form, shown, scale, is_proof=mode is Mode.PROOF)
    return _centred(boards, scale, room)


def fit_scale(form: Form, mode: Mode, room: QRectF, whole: bool) -> float:
    """Return the scale at which the widest board (with `whole`: all of the largest board) fits the room."""
    sizes = [(form.width, form.height)]
    wide, high = 2 * MARGIN, MARGIN + CAPTION
    if mode is Mode.PANELS:
        sizes = [(panel.width, panel.height) for panel in form.panels]
    elif mode is Mode.PROOF:
        columns = 2 if _beside(form) else 1
        sizes = [(columns * (form.width + 2 * form.bleed), form.height + 2 * form.bleed)]
        wide += columns * 2 * RULER + (columns - 1) * PAIR_GAP
        high += RULER
    scale = (room.width() - wide) / max(width for width, _ in sizes)
    if whole:
        scale = min(scale, (room.height() - high) / max(height for _, height in sizes))
    return max(scale, 0.1)


def _beside(form: Form) -> bool:
    """Whether a proof shows the sides of a sheet beside each other; those of a wide sheet stand below each other."""
    return form.width < form.height


def pages_per_region(form: Form, pages: Iterable[PageView]) -> dict[str, int]:
    """Return how many pages each region came out with, by region id."""
    counts = dict.fromkeys((region.id for region in form.regions), 0)
    for page in pages:
        counts[page.region] = max(counts.get(page.region, 0), page.page + 1)
    return counts


def _sheets(form: Form, pages: tuple[PageView, ...], scale: float, is_proof: bool) -> list[Board]:
    boards: list[Board] = []
    bleed, ruler = (form.bleed * scale, RULER) if is_proof else (0.0, 0.0)
    left, top, lowest = 0.0, MARGIN, 0.0
    for number, side in enumerate(sheet_sides(form, pages_per_region(form, pages))):
        if is_proof and _beside(form) and side.side is Side.INSIDE:
            left = boards[-1].outer.right() + PAIR_GAP
        else:
            left, top = 0.0, max(top, lowest)
        rect = QRectF(
            left + bleed + ruler, top + CAPTION + bleed + ruler, form.width * scale, form.height * scale
        )
        slots = tuple(_slot(form, placed, rect, scale) for placed in side.placements)
        slots = slots or (Slot(("", number), "", rect),)  # of a booklet's side both pages may be blank
        folds = tuple(rect.x() + fold.x * scale for fold in form.folds if fold.side is side.side)
        shown = side.side if is_proof else None
        board = Board(side_name(form, side, number), rect, slots, folds, side=shown, bleed=bleed)
        below = _overset_below(form, pages, side, board, scale)
        boards += [board, *below]
        lowest = max([lowest, *(round(each.outer.bottom() + GAP) for each in (board, *below))])
    return boards


def _slot(form: Form, placed: Placement, sheet: QRectF, scale: float) -> Slot:
    panel, name = placed.panel, form.page_name(placed.region, placed.page)
    place = QRectF(panel.x * scale, panel.y * scale, panel.width * scale, panel.height * scale)
    return Slot((placed.region, placed.page), name, place.translated(sheet.topLeft()))


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
    form: Form, pages: tuple[PageView, ...], side: SheetSide, on: Board, scale: float
) -> list[Board]:
    """Place pages that do not fit below their region's last panel, several of them beside each other."""
    placed: list[QRectF] = []
    boards: list[Board] = []
    sheet, bleed = on.rect, on.bleed
    here = {placement.region: placement.panel for placement in side.placements}
    for region, last in here.items():
        over = [page for page in pages if page.overset and page.region == region]
        width, height = last.width * scale, last.height * scale
        columns = max(1, int((sheet.width() + GAP) // (width + GAP)))
        row = min(len(over), columns) * (width + GAP) - GAP
        left = round(sheet.x() + max(0.0, min((last.x + last.width) * scale - row, sheet.width() - row)))
        top = round(sheet.bottom() + OVERSET_GAP + (bleed + RULER if on.side else 0))
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
    wide = max((board.outer.right() for board in boards), default=0.0)
    high = max((board.outer.bottom() for board in boards), default=0.0)
    width = max(wide + 2 * MARGIN, room)
    shift = round((width - wide) / 2)
    moved = tuple(
        replace(
            board,
            rect=board.rect.translated(shift, 0),
            slots=tuple(replace(slot, rect=slot.rect.translated(shift, 0)) for slot in board.slots),
            folds=tuple(x + shift for x in board.folds),
        )
        for board in boards
    )
    return Arrangement(scale, width, high + MARGIN, moved)
