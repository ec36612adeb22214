"""A card that stands for one thing to export: icon, name, and what it is for.

Cards in a group exclude each other.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from editor.ui.frame.icons import pixmap
from editor.ui.frame.style import look_of

_PADDING, _ICON = 14, 22


class FormatCard(QAbstractButton):
    """A checkable card. Arrow keys go from card to card, space chooses."""

    def __init__(self, name: str, purpose: str, symbol: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.purpose, self.symbol = purpose, symbol
        self.setText(name)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.setAccessibleDescription(purpose)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(260, self.heightForWidth(260))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(80, width - 3 * _PADDING - _ICON), 1000)
        text = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, self.purpose)
        return 2 * _PADDING + self.fontMetrics().height() + 4 + text.height()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = look_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        width = 2 if chosen or self.hasFocus() else 1
        edge = tokens.line_strong if self.underMouse() else tokens.line
        if chosen or self.hasFocus():
            edge = tokens.text if self.hasFocus() else tokens.accent
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(tokens.accent_soft if chosen else tokens.surface))
        inset = 2 if width == 2 else 1
        painter.drawRoundedRect(self.rect().adjusted(inset, inset, -inset, -inset), 8, 8)
        colour = QColor(tokens.accent_strong if chosen else tokens.quiet)
        drawn = pixmap(self.symbol, _ICON, colour, self.devicePixelRatioF())
        painter.drawPixmap(_PADDING, _PADDING, drawn)
        left = 2 * _PADDING + _ICON
        line = self.fontMetrics().height()
        strong = QFont(self.font())
        strong.setWeight(QFont.Weight.DemiBold)
        painter.setFont(strong)
        painter.setPen(QColor(tokens.text if self.isEnabled() else tokens.disabled))
        painter.drawText(QRect(left, _PADDING, self.width() - left - _PADDING, line), 0, self.text())
        painter.setFont(self.font())
        painter.setPen(QColor(tokens.quiet if self.isEnabled() else tokens.disabled))
        rest = QRect(left, _PADDING + line + 4, self.width() - left - _PADDING, self.height())
        painter.drawText(rest, Qt.TextFlag.TextWordWrap, self.purpose)
        painter.end()

    def enterEvent(self, event: object) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: object) -> None:
        super().leaveEvent(event)
        self.update()
