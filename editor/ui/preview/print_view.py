"""The print preview: the real pages on their sheets, marked: the selection and what does not fit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from editor.core.paper import Form
from editor.render.preview import Overset, PageView, Preview, SectionBox
from editor.ui.frame.style import look_of
from editor.ui.preview import print_paint as paint
from editor.ui.preview.arrangement import CAPTION, Board, Key, Mode, Slot
from editor.ui.preview.pasteboard import Pasteboard
from editor.ui.preview.pictures import Pictures, draw_image
from editor.ui.preview.words import overset_label

_AROUND = 12  # how far marks reach over what they mark, in pixels
_ROOM_MM, _ROOM_PIXELS = 1.2, 5.0  # between a section and its outline, whichever is more


class PrintView(Pasteboard):
    """Shows Preview values.

    section_clicked(section id): the user clicked into a section.
    painted(generation): the pixels of the preview that `show_preview` numbered so are on the screen. It is
    emitted from the paint event: do not change widgets in a slot that is connected directly.
    """

    section_clicked = Signal(str)
    painted = Signal(int)

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
        self._generation += 1
        self._unpainted = self._generation
        moved = self._relayout(None if other_form else anchor)
        if moved or before is None or before.oversets != preview.oversets:
            self.viewport().update()
        else:
            self._update_changed(changed, old, before)
        return self._generation

    def _update_changed(self, changed: set[Key], old: list[QRectF], before: Preview) -> None:
        rects = [
            slot.rect.adjusted(-1, -1, 1, 1) for slot in self._arrangement.slots() if slot.key in changed
        ]
        new = self._boxes(self._selection)
        if old != new:
            rects += [rect.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND) for rect in old + new]
        if self._mode is Mode.PANELS:
            fills = {(page.region, page.page): page.fill for page in before.pages}
            for page in self._pages:
                board = self._arrangement.board((page.region, page.page))
                if board and fills.get((page.region, page.page)) != page.fill:
                    rects.append(
                        QRectF(board.rect.x(), board.rect.y() - CAPTION, board.rect.width(), CAPTION)
                    )
        view = QRectF(self.viewport().rect())
        seen = False
        for rect in rects:
            there = rect.translated(self._origin())
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
        view = QRectF(self.viewport().rect()).translated(-self._origin())
        if scroll and boxes and not any(view.intersects(box.adjusted(8, 8, -8, -8)) for box in boxes):
            self.show_rect(boxes[0])

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

    def page(self, key: Key) -> PageView | None:
        """Return a page of the preview, or None."""
        return next((page for page in self._pages if (page.region, page.page) == key), None)

    # Sections

    def section_at(self, at: QPointF) -> str:
        """Return the section at a point of the viewport, the innermost of several; "" for none."""
        point = at - self._origin()
        for slot in self._arrangement.slots():
            page = self.page(slot.key) if slot.rect.contains(point) else None
            if page:
                hits = [box for box in page.boxes if self._place(slot, box).contains(point)]
                if hits:
                    return min(hits, key=lambda box: box.width * box.height).section
        return ""

    def _place(self, slot: Slot, box: SectionBox) -> QRectF:
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
            self._place(slot, box)
            for slot in self._arrangement.slots()
            if slot.key in pages
            for box in pages[slot.key].boxes
            if box.section == section_id
        ]

    def _update_rects(self, rects: list[QRectF]) -> None:
        for rect in rects:
            around = rect.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
            self.viewport().update(around.translated(self._origin()).toAlignedRect())

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        inks = paint.Inks.of(look_of(self))
        painter.fillRect(event.rect(), inks.board)
        origin = self._origin().toPoint()
        painter.translate(origin)
        dirty = QRectF(event.rect()).translated(-origin.x(), -origin.y())
        oversets = {each.region: each for each in self._preview.oversets} if self._preview else {}
        for board in self._arrangement.boards:
            if board.rect.adjusted(-20, -CAPTION - 8, 20, 40).intersects(dirty):
                self._paint_board(painter, board, dirty, inks, oversets)
        if self._hover != self._selection:
            for rect in self._boxes(self._hover):
                paint.draw_hover(painter, rect, inks)
        for rect in self._boxes(self._selection):
            paint.draw_selection(painter, rect, inks)
        painter.end()
        self._tell_painted()

    def _paint_board(
        self, painter: QPainter, board: Board, dirty: QRectF, inks: paint.Inks, oversets: dict[str, Overset]
    ) -> None:
        if not board.rect.contains(dirty):
            paint.draw_shadow(painter, board.rect)
        painter.fillRect(board.rect, paint.PAPER)
        for slot in board.slots:
            image = self._pictures.image(slot.key)
            if slot.rect.adjusted(-2, -2, 2, 2).intersects(dirty):
                if image is not None:
                    self._paint_page(painter, image, slot)
                elif self._preview is None:
                    paint.draw_skeleton(painter, slot.rect)
            if len(board.slots) > 1 and dirty.bottom() > board.rect.bottom():
                paint.draw_panel_name(painter, slot.rect, slot.name, inks, self.font())
        if self._folds:
            paint.draw_folds(painter, board, inks)
        if board.overset:
            paint.draw_overset_edge(painter, board.rect, inks)
        for slot in board.slots:
            if not board.overset and self._ends_cut_off(slot.key, oversets):
                paint.draw_overflow_end(painter, slot.rect, inks)
        if dirty.top() < board.rect.top():
            caption, note = self._caption(board, oversets)
            paint.draw_caption(painter, board, inks, self.font(), caption, note)

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

    def _caption(self, board: Board, oversets: dict[str, Overset]) -> tuple[str, str]:
        """Return a board's name and a note to stand quietly behind it."""
        region = board.slots[0].key[0]
        if board.overset and region in oversets and self._form:
            first = min(page.page for page in self._pages if page.overset and page.region == region)
            if board.slots[0].key[1] > first:
                return "Does not fit either", ""
            return overset_label(oversets[region], self._form), ""
        page = self.page(board.slots[0].key)
        if self._mode is Mode.PANELS and page and page.boxes:
            return board.caption, f"{min(100, round(page.fill * 100))}% full"
        return board.caption, ""

    def _tell_painted(self) -> None:
        if self._unpainted:
            generation, self._unpainted = self._unpainted, 0
            self.painted.emit(generation)

    # Pointer

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._set_hover(self.section_at(event.position()))
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = self.section_at(event.position())
            event.accept()
        else:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mouseReleaseEvent(event)
            return
        event.accept()
        section = self.section_at(event.position())
        if section and section == self._pressed:
            self.set_selection(section, scroll=False)
            self.section_clicked.emit(section)

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
