"""Dragging a section of the print preview to another place: before or behind another section, or in another region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication

from editor.core.placing import Place
from editor.ui.preview.arrangement import Slot
from editor.ui.preview.drop_place import Drop, drop_at
from editor.ui.preview.print_paint import Inks, sized

if TYPE_CHECKING:
    from editor.ui.preview.print_view import PrintView

_EDGE, _SCROLL_STEP, _SCROLL_MS = 28, 14, 16
_MOST_GHOST = 130.0  # pixels: what is carried must not hide where it goes
_PALE = 0.94
_RING = 4.0
_LABEL = QRectF(14, 18, 260, 30)  # where the label stands, from the pointer


class SectionDrag(QObject):
    """One drag at a time. dropped(section id, Place): the user let go of a section there.

    While the pointer is at the upper or lower edge the pasteboard scrolls, so that the sheet's other side is in reach.
    """

    dropped = Signal(str, Place)

    def __init__(self, view: PrintView) -> None:
        super().__init__(view)
        self._view = view
        self._section = ""
        self._pressed_at = QPointF()
        self._at = QPointF()
        self._from = ""
        self._ghost: QImage | None = None
        self.drop: Drop | None = None
        self.is_dragging = False
        self._timer = QTimer(self, interval=_SCROLL_MS)
        self._timer.timeout.connect(self._scroll)

    @property
    def region(self) -> str:
        """The other region that the section would go to; "" if it stays in its own."""
        region = self.drop.place.region if self.drop else ""
        return region if region != self._from else ""

    def press(self, section: str, at: QPointF) -> None:
        """Take note of what may become a drag."""
        self._section, self._pressed_at = section, at

    def move(self, at: QPointF) -> bool:
        """Follow the pointer; return whether a section is being dragged."""
        if not self.is_dragging:
            far = (at - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
            if not self._section or not far or not self._pick_up():
                return False
        view, drop, old = self._view, self.drop, self._extent()
        self._at = at
        self._aim()
        near = min(at.y(), view.viewport().height() - at.y()) < _EDGE
        if near and not self._timer.isActive():
            self._timer.start()
        elif not near:
            self._timer.stop()
        if drop != self.drop:
            view.viewport().update()
        else:
            for rect in (old, self._extent()):
                view.viewport().update(rect.translated(view.origin()).toAlignedRect())
        return True

    def release(self) -> bool:
        """Let go; return whether that ended a drag."""
        was, section, drop = self.is_dragging, self._section, self.drop
        self.cancel()
        if was and drop:
            self.dropped.emit(section, drop.place)
        return was

    def cancel(self) -> None:
        """Forget the drag; nothing moves."""
        self._timer.stop()
        self._section, self.drop = "", None
        if self.is_dragging:
            self.is_dragging = False
            self._ghost = None
            self._view.viewport().unsetCursor()
            self._view.viewport().update()

    def _pick_up(self) -> bool:
        """Begin to drag: carry a pale picture of the section. False if the preview has it no more."""
        found = self._view.part_at(self._pressed_at)
        if found is None or found[1].section != self._section:
            return False
        slot, box = found
        place = self._view.place_of(slot, box)
        image = self._view.image_of(slot.key)
        self._from, self.is_dragging = slot.key[0], True
        if image is not None:
            share = image.width() / slot.rect.width()
            cut = place.translated(-slot.rect.topLeft())
            scaled = QRectF(cut.x() * share, cut.y() * share, cut.width() * share, cut.height() * share)
            self._ghost = image.copy(scaled.toAlignedRect())
            self._ghost.setDevicePixelRatio(share)
        self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        return True

    def _aim(self) -> None:
        view = self._view
        pages = view.preview.pages if view.preview else ()
        self.drop = drop_at(view.arrangement, pages, self._at - view.origin(), self._section, self._from)
        shape = Qt.CursorShape.DragMoveCursor if self.drop else Qt.CursorShape.ClosedHandCursor
        self._view.viewport().setCursor(shape)

    def _scroll(self) -> None:
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + (_SCROLL_STEP if self._at.y() > _EDGE else -_SCROLL_STEP))
        self._aim()
        self._view.viewport().update()

    # Painting

    def paint(self, painter: QPainter, targets: list[Slot], words: str, inks: Inks, font: QFont) -> None:
        """Mark where it would go (`targets` are the panels of another region), and draw what is carried."""
        if not self.is_dragging:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tint = QColor(inks.accent)
        tint.setAlpha(34)
        for slot in targets:
            painter.setBrush(tint)
            painter.setPen(QPen(inks.accent, 2))
            painter.drawRoundedRect(slot.rect.adjusted(2, 2, -2, -2), 4, 4)
        point = self._at - self._view.origin()
        if self._ghost is not None:
            self._draw_ghost(painter, inks)
        if self.drop and self.drop.line:
            _draw_line(painter, self.drop.line, inks)
        if self.drop:
            _draw_label(painter, point + _LABEL.topLeft(), words, inks, sized(font, 12))
        painter.restore()

    def _ghost_place(self) -> QRectF:
        """Return where on the pasteboard the carried picture is drawn."""
        point, size = self._at - self._view.origin(), self._ghost.deviceIndependentSize()
        shrink = min(1.0, _MOST_GHOST / max(size.height(), size.width(), 1.0))
        corner = point + _LABEL.bottomLeft()
        return QRectF(corner.x(), corner.y() + 6, size.width() * shrink, size.height() * shrink)

    def _extent(self) -> QRectF:
        """Return the part of the pasteboard on which the carried picture and the label are drawn."""
        label = _LABEL.translated(self._at - self._view.origin())
        return (label if self._ghost is None else label.united(self._ghost_place())).adjusted(-3, -3, 3, 3)

    def _draw_ghost(self, painter: QPainter, inks: Inks) -> None:
        place = self._ghost_place()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setOpacity(_PALE)
        painter.drawImage(place, self._ghost)
        painter.setPen(QPen(inks.accent, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place, 3, 3)
        painter.setOpacity(1)


def _draw_line(painter: QPainter, line: QLineF, inks: Inks) -> None:
    """Draw where the section would be put in: a line with a ring at its beginning, as lists have it."""
    painter.setPen(QPen(inks.accent, 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(line.p1() + QPointF(_RING, 0), line.p2())
    painter.setPen(QPen(inks.accent, 2))
    painter.setBrush(QColor("#ffffff"))
    painter.drawEllipse(line.p1(), _RING, _RING)


def _draw_label(painter: QPainter, at: QPointF, words: str, inks: Inks, font: QFont) -> None:
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    text = painter.fontMetrics().size(0, words)
    chip = QRectF(at.x(), at.y(), text.width() + 18, text.height() + 8)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(inks.accent)
    painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
    painter.setPen(QColor("#ffffff"))
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, words)
