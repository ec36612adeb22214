"""The pasteboard: scrolling and zooming over sheets and panels, and which of them the user is looking at."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QNativeGestureEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from editor.core.paper import Form
from editor.render.preview import PageView
from editor.ui.preview.arrangement import CAPTION, Arrangement, Board, Key, Mode, arrange, fit_scale

MINIMUM_ZOOM, MAXIMUM_ZOOM = 0.15, 4.0
STEPS = (0.15, 0.25, 0.33, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
# About 300 dpi: beyond it a sheet's pixels cost more memory than they show.
SHARPEST = 12.0


class Fit(Enum):
    """How the scale follows the size of the view."""

    WIDTH = auto()
    PAGE = auto()
    FREE = auto()


class Pasteboard(QAbstractScrollArea):
    """A scrollable, zoomable area of boards. What is on the boards is drawn by the class that inherits.

    scale_wanted(pixels per mm): pictures at this resolution would be sharp now (device pixels).
    place_changed(): another board is the one being looked at, or its name or the zoom changed.
    """

    scale_wanted = Signal(float)
    place_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setMouseTracking(True)
        self._form: Form | None = None
        self._pages: tuple[PageView, ...] = ()
        self._mode = Mode.SHEET
        self._fit = Fit.WIDTH
        self._scale = 1.0
        self._arrangement = Arrangement(1.0, 0, 0, ())
        self._current: Key | None = None
        self._going = False

    # What is shown

    @property
    def arrangement(self) -> Arrangement:
        return self._arrangement

    @property
    def mode(self) -> Mode:
        return self._mode

    @property
    def fit(self) -> Fit:
        return self._fit

    @property
    def zoom(self) -> float:
        """The zoom as a fraction of the printed size on this screen."""
        return self._scale * 25.4 / self.logicalDpiX()

    def set_mode(self, mode: Mode) -> None:
        """Show sides of the sheet or single panels; the page being looked at stays in sight."""
        if mode is not self._mode:
            self._mode = mode
            current = self._current
            self._relayout(None)
            if current:
                self.go_to(current)

    # Zoom

    def zoom_in(self) -> None:
        self._step(+1)

    def zoom_out(self) -> None:
        self._step(-1)

    def fit_width(self) -> None:
        self._fit = Fit.WIDTH
        self._relayout(self._anchor(self._middle()))

    def fit_page(self) -> None:
        """Show the whole of the side or panel being looked at."""
        self._fit = Fit.PAGE
        current = self._current
        self._relayout(None)
        if current:
            self.go_to(current)

    def set_zoom(self, zoom: float, at: QPointF | None = None) -> None:
        """Zoom to a fraction of the printed size; the point `at` of the viewport stays where it is."""
        zoom = min(max(zoom, MINIMUM_ZOOM), MAXIMUM_ZOOM)
        anchor = self._anchor(at or self._middle())
        self._fit = Fit.FREE
        self._scale = zoom * self.logicalDpiX() / 25.4
        self._relayout(anchor)

    def _step(self, direction: int) -> None:
        now = self.zoom
        if direction > 0:
            self.set_zoom(next((step for step in STEPS if step > now * 1.02), MAXIMUM_ZOOM))
        else:
            self.set_zoom(next((step for step in reversed(STEPS) if step < now * 0.98), MINIMUM_ZOOM))

    # Getting about

    @property
    def current_board(self) -> Board | None:
        """The board being looked at."""
        return self._arrangement.board(self._current) if self._current else None

    @property
    def current_number(self) -> tuple[int, int]:
        """Which board of how many is being looked at, from 1; (0, 0) if there is none."""
        boards = self._arrangement.boards
        board = self.current_board
        return (boards.index(board) + 1, len(boards)) if board else (0, 0)

    def go(self, step: int) -> None:
        """Go to the next (1) or previous (-1) board."""
        boards = self._arrangement.boards
        number = self.current_number[0] - 1 + step
        if boards and 0 <= number < len(boards):
            self.go_to(boards[number].slots[0].key)

    def go_to(self, key: Key) -> None:
        """Scroll a page's board into view, its upper edge first."""
        board = self._arrangement.board(key)
        if board is None:
            return
        room = QRectF(self.viewport().rect())
        x = board.rect.center().x() - room.width() / 2
        outer = board.outer
        y = outer.top() - CAPTION - 10 if outer.height() + 50 > room.height() else None
        y = outer.center().y() - room.height() / 2 if y is None else y
        y = 0.0 if y < CAPTION + 10 else y
        self._scroll_to(x, y)
        self._set_current(key)

    def show_rect(self, rect: QRectF) -> None:
        """Scroll a part of the pasteboard into view if it is not wholly visible."""
        view = QRectF(self.viewport().rect()).translated(-self.origin())
        wanted = rect.adjusted(-24, -24, 24, 24)
        if view.contains(rect):
            return
        x, y = view.x(), view.y()
        if wanted.left() < view.left() or wanted.right() > view.right():
            x = wanted.left() if wanted.width() > view.width() else wanted.center().x() - view.width() / 2
        if wanted.top() < view.top() or wanted.bottom() > view.bottom():
            y = wanted.top() if wanted.height() > view.height() else wanted.center().y() - view.height() / 2
        self._scroll_to(x, y)
        self._look()

    def _scroll_to(self, x: float, y: float) -> None:
        self._going = True
        self.horizontalScrollBar().setValue(round(x))
        self.verticalScrollBar().setValue(round(y))
        self._going = False

    def _set_current(self, key: Key | None) -> None:
        if key != self._current:
            self._current = key
            self.place_changed.emit()

    def _look(self) -> None:
        """Find the board of which the largest share is in sight, the upper one if several are wholly."""
        view = QRectF(self.viewport().rect()).translated(-self.origin())
        best, share = None, 0.0
        for board in self._arrangement.boards:
            seen = board.rect.intersected(view)
            part = max(
                seen.width() * seen.height() / (board.rect.width() * board.rect.height()),
                0.9 * seen.height() / view.height(),
            )
            if seen.isValid() and part > share + 0.01:
                best, share = board, part
        if best:
            self._set_current(best.slots[0].key)

    # Geometry

    def origin(self) -> QPointF:
        """Return where the pasteboard begins in the viewport; a low one stands in the middle."""
        spare = max(0.0, (self.viewport().height() - self._arrangement.height) / 2)
        return QPointF(-self.horizontalScrollBar().value(), spare - self.verticalScrollBar().value())

    def _middle(self) -> QPointF:
        return QRectF(self.viewport().rect()).center()

    def _anchor(self, at: QPointF) -> tuple[QPointF, Key, QPointF] | None:
        """Remember which point of which board (mm) lies at a point of the viewport."""
        point = at - self.origin()
        boards = self._arrangement.boards
        if not boards:
            return None
        board = min(boards, key=lambda each: _distance(each.rect, point))
        return at, board.slots[0].key, (point - board.rect.topLeft()) / self._arrangement.scale

    def _room(self) -> QRectF:
        """Return the viewport's size beside a scroll bar, there or not, so that a fit cannot flicker."""
        size = self.maximumViewportSize()
        return QRectF(0, 0, size.width() - self.verticalScrollBar().sizeHint().width(), size.height())

    def _relayout(self, anchor: tuple[QPointF, Key, QPointF] | None) -> bool:
        """Arrange the boards anew; return whether anything moved. The anchored point stays where it was."""
        if self._form is None:
            return False
        room = self._room()
        if self._fit is not Fit.FREE:
            self._scale = fit_scale(self._form, self._mode, room, whole=self._fit is Fit.PAGE)
        new = arrange(self._form, self._pages, self._mode, self._scale, room.width())
        moved = new != self._arrangement
        self._arrangement = new
        if moved:
            self._set_ranges()
            if anchor:
                self._restore(anchor)
            self.viewport().update()
            self.scale_wanted.emit(min(self._scale * self.devicePixelRatioF(), SHARPEST))
        if self._current is None or new.board(self._current) is None:
            self._current = None
            self._look()
        self.place_changed.emit()
        return moved

    def _restore(self, anchor: tuple[QPointF, Key, QPointF]) -> None:
        at, key, offset = anchor
        board = self._arrangement.board(key)
        if board:
            point = board.rect.topLeft() + offset * self._arrangement.scale - at
            self._scroll_to(point.x(), point.y())

    def _set_ranges(self) -> None:
        room = self._room()
        for bar, length, page in (
            (self.horizontalScrollBar(), self._arrangement.width, room.width()),
            (self.verticalScrollBar(), self._arrangement.height, room.height()),
        ):
            bar.setRange(0, max(0, round(length - page)))
            bar.setPageStep(round(page * 0.9))
            bar.setSingleStep(36)

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        top = QPointF(self._middle().x(), 0)
        # At its beginning the pasteboard stays there.
        if not self._relayout(self._anchor(top) if self.verticalScrollBar().value() else None):
            self._set_ranges()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(dx, dy)
        if not self._going:
            self._look()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turns = event.angleDelta().y() / 120
            if turns:
                self.set_zoom(self.zoom * 1.12**turns, event.position())
            event.accept()
            return
        super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        pinch = isinstance(event, QNativeGestureEvent)
        if pinch and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            self.set_zoom(self.zoom * (1 + event.value()), event.position())
            return True
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self.scale_wanted.emit(min(self._scale * self.devicePixelRatioF(), SHARPEST))
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar = self.verticalScrollBar()
            bar.setValue(bar.minimum() if event.key() == Qt.Key.Key_Home else bar.maximum())
            return
        super().keyPressEvent(event)


def _distance(rect: QRectF, point: QPointF) -> float:
    dx = max(rect.left() - point.x(), 0.0, point.x() - rect.right())
    dy = max(rect.top() - point.y(), 0.0, point.y() - rect.bottom())
    return dx * dx + dy * dy
