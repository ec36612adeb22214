"""The print preview: the real pages on their sheets, marked: the selection, how full, and what does not fit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from editor.core.fit import PanelFit
from editor.core.paper import Form, pages_in_order
from editor.render.preview import Overset, PageView, Preview, SectionBox
from editor.ui.frame.style import look_of
from editor.ui.preview import print_paint as paint
from editor.ui.preview.arrangement import CAPTION, Board, Key, Slot, pages_per_region
from editor.ui.preview.feet import draw_foot, foot_of
from editor.ui.preview.pasteboard import Pasteboard
from editor.ui.preview.pictures import Picture, Pictures, draw_image
from editor.ui.preview.proof_paint import draw_offcut, draw_proof_lines, draw_rulers, draw_turning_edge
from editor.ui.preview.section_drag import SectionDrag
from editor.ui.preview.words import overset_label, region_name

_AROUND = 12  # how far marks reach over what they mark, in pixels
_ROOM_MM, _ROOM_PIXELS = 1.2, 5.0  # between a section and its outline, whichever is more
_BAND = 8.0  # the hatched band below a panel whose text is cut off


class PrintView(Pasteboard):
    """Shows Preview values.

    section_clicked(section id): the user clicked into a section. `drag.dropped` is emitted when one was dragged to
    another place, menu_wanted(section id, global point) when its menu was asked for. pictures_changed(): there are
    new pixels.
    painted(generation): the pixels of the preview that `show_preview` numbered so are on the screen. It is
    emitted from the paint event: do not change widgets in a slot that is connected directly.
    """

    section_clicked = Signal(str)
    painted = Signal(int)
    menu_wanted = Signal(str, QPoint)
    pictures_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = Pictures()
        self._preview: Preview | None = None
        self._selection = ""
        self._hover = ""
        self._folds = True
        self._generation = 0
        self._unpainted = 0
        self._pressed = ""
        self._fits: dict[Key, PanelFit] = {}
        self._numbers: dict[Key, int] = {}
        self._proofs: dict[Key, Picture] | None = None
        self.drag = SectionDrag(self)
        self.setAccessibleName("Print preview")

    # What is shown

    @property
    def preview(self) -> Preview | None:
        return self._preview

    def show_form(self, form: Form) -> None:
        """Show the empty panels of a form, until its first preview comes."""
        if self._preview is None and form is not self._form:
            self._form = form
            self._relayout(None)

    def show_preview(self, preview: Preview) -> int:
        """Show a preview; only what changed is painted again.

        Returns the generation that `painted` will name.
        """
        before, old = self._preview, self._boxes(self._selection)
        self._preview = preview
        anchor = self._anchor(QPointF(self._middle().x(), 0))
        other_form = self._form is not None and self._form.id != preview.form.id
        self._form, self._pages = preview.form, preview.pages
        changed = self._pictures.take(preview)
        fits, self._fits = self._fits, {(fit.region, fit.page): fit for fit in preview.fits}
        self._count_pages()
        self._generation += 1
        self._unpainted = self._generation
        moved = self._relayout(None if other_form else anchor)
        if moved or before is None or before.oversets != preview.oversets:
            self.viewport().update()
        else:
            self._update_changed(changed, old, fits)
        if changed:
            self.pictures_changed.emit()
        return self._generation

    def _count_pages(self) -> None:
        """Number the pages in the order a reader meets them; the blank pages of a booklet count."""
        order = pages_in_order(self._form, pages_per_region(self._form, self._pages))
        self._numbers = {(each.region, each.page): number for number, each in enumerate(order, 1) if each}

    def _update_changed(self, changed: set[Key], old: list[QRectF], fits: dict[Key, PanelFit]) -> None:
        slots = list(self._arrangement.slots())
        rects = [slot.rect.adjusted(-1, -1, 1, 1) for slot in slots if slot.key in changed]
        new = self._boxes(self._selection)
        if old != new:
            rects += [rect.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND) for rect in old + new]
        for slot in slots:
            if fits.get(slot.key) != self._fits.get(slot.key):
                rects.append(self._foot(slot, self._arrangement.board(slot.key)))
        view = QRectF(self.viewport().rect())
        seen = False
        for rect in rects:
            there = rect.translated(self.origin())
            seen = seen or there.intersects(view)
            self.viewport().update(there.toAlignedRect())
        if not seen:
            self._tell_painted()

    def set_selection(self, section_id: str, scroll: bool = True) -> None:
        """Mark a section; with `scroll`, bring it into view if none of it is."""
        if section_id == self._selection:
            return
        old = self._boxes(self._selection)
        self._selection = section_id
        boxes = self._boxes(section_id)
        self._update_rects(old + boxes)
        view = QRectF(self.viewport().rect()).translated(-self.origin())
        if scroll and boxes and not any(view.intersects(box.adjusted(8, 8, -8, -8)) for box in boxes):
            self.show_rect(boxes[0])

    def set_proofs(self, proofs: dict[Key, Picture] | None) -> None:
        """Show these pictures in place of the pages' own, as ink on paper would look; None for the pages' own."""
        before, self._proofs = self._proofs or {}, proofs
        for slot in self._arrangement.slots():
            if before.get(slot.key) is not (proofs or {}).get(slot.key):
                self.viewport().update(slot.rect.translated(self.origin()).toAlignedRect())

    def image_of(self, key: Key) -> QImage | None:
        """Return the picture of a page that is shown; None if there is none yet."""
        proof = self._proofs.get(key) if self._proofs else None
        return proof.image if proof else self._pictures.image(key)

    def pictures(self) -> dict[Key, Picture]:
        """Return the pages' own pictures."""
        found = {key: self._pictures.picture(key) for key in ((p.region, p.page) for p in self._pages)}
        return {key: picture for key, picture in found.items() if picture}

    def set_folds(self, shown: bool) -> None:
        """Draw the fold lines over the sheets, or not."""
        self._folds = shown
        self.viewport().update()

    def go_to_overset(self, overset: Overset) -> None:
        """Show where a region's text does not fit: its first page too many, else its last panel."""
        keys = [(page.region, page.page) for page in self._pages if page.region == overset.region]
        over = [
            (page.region, page.page) for page in self._pages if page.overset and page.region == overset.region
        ]
        if keys:
            self.go_to((over or keys[-1:])[0])

    def fit_of(self, section_id: str) -> PanelFit | None:
        """Return how full the panel is on which a section ends; None if that is not known."""
        keys = [
            (page.region, page.page)
            for page in self._pages
            if any(box.section == section_id for box in page.boxes)
        ]
        known = [self._fits[key] for key in keys if key in self._fits]
        # Of a section that does not fit, the region's last panel tells how much of it is over.
        last = [fit for fit in self._fits.values() if keys and fit.region == keys[-1][0]]
        over = len(known) < len(keys)
        return (last if over else known)[-1] if (last if over else known) else None

    def fills_on(self, board: Board) -> list[str]:
        """Say how full the panels of a board are."""
        fits = [self._fits[slot.key] for slot in board.slots if slot.key in self._fits]
        return [f"{fit.name} {fit.words}" for fit in fits] if len(fits) > 1 else [fit.words for fit in fits]

    def page(self, key: Key) -> PageView | None:
        """Return a page of the preview, or None."""
        return next((page for page in self._pages if (page.region, page.page) == key), None)

    # Sections

    def section_at(self, at: QPointF) -> str:
        """Return the section at a point of the viewport, the innermost of several; "" for none."""
        part = self.part_at(at)
        return part[1].section if part else ""

    def part_at(self, at: QPointF) -> tuple[Slot, SectionBox] | None:
        """Return the part of a section at a point of the viewport and where its page stands, or None."""
        point = at - self.origin()
        slot = self.slot_at(at)
        page = self.page(slot.key) if slot else None
        if slot is None or page is None:
            return None
        hits = [box for box in page.boxes if self.place_of(slot, box).contains(point)]
        return (slot, min(hits, key=lambda box: box.width * box.height)) if hits else None

    def slot_at(self, at: QPointF) -> Slot | None:
        """Return the page's place at a point of the viewport, or None."""
        point = at - self.origin()
        return next((slot for slot in self._arrangement.slots() if slot.rect.contains(point)), None)

    def place_of(self, slot: Slot, box: SectionBox) -> QRectF:
        """Return where a section's outline lies on the pasteboard."""
        scale = self._arrangement.scale
        room = max(_ROOM_MM * scale, _ROOM_PIXELS)
        place = QRectF(box.x * scale, box.y * scale, box.width * scale, box.height * scale)
        place = place.translated(slot.rect.topLeft()).adjusted(-room, -room, room, room)
        return place.intersected(slot.rect.adjusted(2, 2, -2, -2))

    def _boxes(self, section_id: str) -> list[QRectF]:
        if not section_id:
            return []
        pages = {(page.region, page.page): page for page in self._pages}
        return [
            self.place_of(slot, box)
            for slot in self._arrangement.slots()
            if slot.key in pages
            for box in pages[slot.key].boxes
            if box.section == section_id
        ]

    def _update_rects(self, rects: list[QRectF]) -> None:
        for rect in rects:
            around = rect.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
            self.viewport().update(around.translated(self.origin()).toAlignedRect())

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        inks = paint.Inks.of(look_of(self))
        painter.fillRect(event.rect(), inks.board)
        origin = self.origin().toPoint()
        painter.translate(origin)
        dirty = QRectF(event.rect()).translated(-origin.x(), -origin.y())
        oversets = {each.region: each for each in self._preview.oversets} if self._preview else {}
        for board in self._arrangement.boards:
            if board.outer.adjusted(-20, -CAPTION - 8, 20, 40).intersects(dirty):
                self._paint_board(painter, board, dirty, inks, oversets)
        if self._hover != self._selection and not self.drag.is_dragging:
            for rect in self._boxes(self._hover):
                paint.draw_hover(painter, rect, inks)
        for rect in self._boxes(self._selection):
            paint.draw_selection(painter, rect, inks)
        if self.drag.is_dragging:
            region = self.drag.region
            targets = [slot for slot in self._arrangement.slots() if slot.key[0] == region]
            words = f"Move to {region_name(region, self._form)}" if region else "Move here"
            self.drag.paint(painter, targets, words, inks, self.font())
        painter.end()
        self._tell_painted()

    def _paint_board(
        self, painter: QPainter, board: Board, dirty: QRectF, inks: paint.Inks, oversets: dict[str, Overset]
    ) -> None:
        if not board.rect.contains(dirty):
            paint.draw_shadow(painter, board.bled)
            if board.side:
                draw_offcut(painter, board)
        painter.fillRect(board.rect, paint.PAPER)
        for slot in board.slots:
            image = self.image_of(slot.key)
            if slot.rect.adjusted(-2, -2, 2, 2).intersects(dirty):
                if image is not None:
                    self._paint_page(painter, image, slot)
                elif self._preview is None or not self._preview.whole:
                    paint.draw_skeleton(painter, slot.rect)
        if self._folds:
            paint.draw_folds(painter, board, inks)
        if board.overset:
            paint.draw_overset_edge(painter, board.rect, inks)
        self._paint_marks(painter, board, dirty, inks, oversets)
        if dirty.top() < board.outer.top():
            paint.draw_caption(painter, board, inks, self.font(), self._caption(board, oversets))

    def _paint_marks(
        self, painter: QPainter, board: Board, dirty: QRectF, inks: paint.Inks, oversets: dict[str, Overset]
    ) -> None:
        """Draw what stands on and around the pages: where text is cut off, names and meters, the proof's lines."""
        for slot in () if board.overset else board.slots:
            if self._ends_cut_off(slot.key, oversets):
                paint.draw_overflow_end(painter, slot.rect, inks)
            if self._foot(slot, board).intersects(dirty):
                self._paint_foot(painter, slot, board, inks)
        if board.side and self._form:
            draw_proof_lines(painter, board, self._form)
            if not board.rect.contains(dirty):
                draw_rulers(painter, board, self._form, self.font(), inks)
            if self._arrangement.turns(board):
                draw_turning_edge(painter, board, self.font(), inks)

    def _foot(self, slot: Slot, board: Board) -> QRectF:
        """Return the line below a panel for its name and its meter."""
        overset = {each.region: each for each in self._preview.oversets} if self._preview else {}
        band = _BAND if self._ends_cut_off(slot.key, overset) else 0.0
        return foot_of(slot.rect, max(board.bleed, band))

    def _paint_foot(self, painter: QPainter, slot: Slot, board: Board, inks: paint.Inks) -> None:
        draw_foot(
            painter,
            self._foot(slot, board),
            self.font(),
            inks,
            name=slot.name if len(board.slots) > 1 else "",
            number=self._numbers.get(slot.key, 0) if board.side else 0,
            fit=self._fits.get(slot.key),
        )

    def _paint_page(self, painter: QPainter, image: QImage, slot: Slot) -> None:
        # Draw in the viewport's own coordinates, so that pixels fall on device pixels.
        painter.save()
        offset = painter.transform()
        painter.resetTransform()
        draw_image(painter, image, slot.rect.translated(offset.dx(), offset.dy()))
        painter.restore()

    def _ends_cut_off(self, key: Key, oversets: dict[str, Overset]) -> bool:
        """Whether a page is the last panel of a region whose text does not fit but takes no page too many."""
        overset = oversets.get(key[0])
        if overset is None or any(page.overset for page in self._pages if page.region == key[0]):
            return False
        return key[1] == max(page.page for page in self._pages if page.region == key[0])

    def _caption(self, board: Board, oversets: dict[str, Overset]) -> str:
        """Return what stands above a board."""
        region = board.slots[0].key[0] if board.slots else ""
        if board.overset and region in oversets and self._form:
            first = min(page.page for page in self._pages if page.overset and page.region == region)
            if board.slots[0].key[1] > first:
                return "Does not fit either"
            return overset_label(oversets[region], self._form)
        return board.caption

    def _tell_painted(self) -> None:
        if self._unpainted:
            generation, self._unpainted = self._unpainted, 0
            self.painted.emit(generation)

    # Pointer

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            if self.drag.move(event.position()):
                return
        elif self.drag.is_dragging:  # it was let go of where nobody told us
            self.drag.cancel()
        self._set_hover(self.section_at(event.position()))
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = self.section_at(event.position())
            self.drag.press(self._pressed, event.position())
            event.accept()
        else:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mouseReleaseEvent(event)
            return
        event.accept()
        if self.drag.release():
            self._hover = ""
            return
        section = self.section_at(event.position())
        if section and section == self._pressed:
            self.set_selection(section, scroll=False)
            self.section_clicked.emit(section)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.drag.is_dragging:
            self._pressed = ""
            self.drag.cancel()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        section, at = self.section_at(QPointF(event.pos())), event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            section, boxes = self._selection, self._boxes(self._selection)
            if boxes:
                at = self.viewport().mapToGlobal((boxes[0].center() + self.origin()).toPoint())
        if section:
            self.menu_wanted.emit(section, at)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            self._set_hover("")
        return super().viewportEvent(event)

    def _set_hover(self, section: str) -> None:
        if section != self._hover:
            self._update_rects(self._boxes(self._hover) + self._boxes(section))
            self._hover = section
            shape = Qt.CursorShape.PointingHandCursor if section else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
