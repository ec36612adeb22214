"""A drawn phone, tablet or desktop window around the web preview, as large as the pane lets it be."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from editor.ui.frame.style import look_of

MARGIN = 20
BEZEL = 10
BAR = 26


@dataclass(frozen=True, slots=True)
class Device:
    """A width the page is looked at in, in CSS pixels; `height` 0 takes what there is."""

    id: str
    name: str
    icon: str
    width: int
    height: int


PHONE = Device("phone", "Phone", "smartphone", 390, 844)
TABLET = Device("tablet", "Tablet", "tablet", 768, 1024)
DESKTOP = Device("desktop", "Desktop", "monitor", 1200, 0)
DEVICES = (PHONE, TABLET, DESKTOP)


class DeviceFrame(QWidget):
    """Holds the view. zoomed(factor): the page must be drawn at this factor to be as wide as the device."""

    zoomed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._device = PHONE
        self._screen = QRect()
        self._view: QWidget | None = None

    @property
    def device(self) -> Device:
        return self._device

    def set_view(self, view: QWidget) -> None:
        self._view = view
        view.setParent(self)
        view.show()
        self._place()

    def take_view(self) -> None:
        """Let go of the view; the frame is empty afterwards."""
        self._view = None

    def set_device(self, device: Device) -> None:
        self._device = device
        self._place()

    def zoom(self) -> float:
        """The largest factor, at most 1, at which the device's width fits."""
        device = self._device
        return min(1.0, max(0.25, (self.width() - 2 * (MARGIN + BEZEL)) / device.width))

    def _place(self) -> None:
        device, zoom = self._device, self.zoom()
        top = BAR if device is DESKTOP else BEZEL
        width = round(device.width * zoom)
        most = max(120, self.height() - 2 * MARGIN - top - BEZEL)
        height = min(most, round(device.height * zoom)) if device.height else most
        self._screen = QRect((self.width() - width) // 2, MARGIN + top, width, height)
        if self._view:
            self._view.setGeometry(self._screen)
            self.zoomed.emit(zoom)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = look_of(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.sunken))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        desktop = self._device is DESKTOP
        edge = 1 if desktop else BEZEL
        body = QRectF(self._screen).adjusted(-edge, -(BAR if desktop else BEZEL), edge, edge)
        painter.setPen(Qt.PenStyle.NoPen)
        for spread, alpha in ((2, 22), (5, 12), (10, 7)):
            painter.setBrush(QColor(0, 0, 0, alpha))
            painter.drawRoundedRect(
                body.adjusted(-spread, -spread * 0.5, spread, spread), 12 + spread, 12 + spread
            )
        radius = 8.0 if desktop else 14.0
        painter.setBrush(QColor(tokens.surface if desktop else "#20282a"))
        painter.setPen(QColor(tokens.line if desktop else "#3a4447"))
        painter.drawRoundedRect(body, radius, radius)
        if desktop:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.line_strong))
            for number in range(3):
                painter.drawEllipse(QRectF(body.x() + 12 + 15 * number, body.y() + BAR / 2 - 4, 8, 8))
