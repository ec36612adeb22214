"""A dialog that is as high as what it shows, and scrolls where a screen is too small for that."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from editor.ui.frame.style import mark

HIGHEST = 760  # px; screens of 800 px are in use, and a window has a frame
WIDTH = 720  # px


class ScrolledDialog(QDialog):
    """`page` holds what scrolls, `foot` what always stays in sight; subclasses fill their layouts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page, self.foot = mark(QWidget(), "page"), QWidget()
        self.column, self.foot_column = QVBoxLayout(self.page), QVBoxLayout(self.foot)
        self.column.setContentsMargins(24, 20, 24, 12)
        self.column.setSpacing(12)
        self.foot_column.setContentsMargins(24, 12, 24, 18)
        self.foot_column.setSpacing(10)
        self.scroll = QScrollArea(widgetResizable=True, frameShape=QFrame.Shape.NoFrame)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows what has the focus
        self.scroll.setWidget(self.page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.scroll, 1)
        whole.addWidget(mark(QFrame(), "line"))
        whole.addWidget(self.foot)
        self.setMinimumWidth(WIDTH)
        for part in (self.page, self.foot):
            part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what is shown: words that wrap do not make a window higher by themselves."""
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, self._wanted_height(WIDTH))

    def _fit(self) -> None:
        self.resize(self.width(), self._wanted_height(self.width()))

    def _wanted_height(self, width: int) -> int:
        needed = _height(self.page, width) + _height(self.foot, width) + 1
        screen = self.screen()
        most = min(HIGHEST, screen.availableGeometry().height() - 40) if screen else HIGHEST
        return min(needed, most)


def _height(widget: QWidget, width: int) -> int:
    """Return the height that a widget's layout needs at a width."""
    layout = widget.layout()
    return (
        layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
    )
