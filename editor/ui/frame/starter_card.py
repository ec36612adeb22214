"""A card of the start screen: pages of a starter, its name, what it is for."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from editor.files.starters import Starter
from editor.ui.frame.style import look_of

DESK = 176  # height of the part with the pages
WORDS = 84


class StarterCard(QAbstractButton):
    """Begins a brochure from a starter when clicked, or by Enter or Space."""

    def __init__(self, starter: Starter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.starter = starter
        self._picture: QImage | None = None
        self.setText(starter.name)
        self.setAccessibleName(f"New brochure: {starter.name}")
        self.setAccessibleDescription(starter.summary)
        self.setToolTip(starter.summary)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_picture(self, picture: QImage) -> None:
        """Show the starter's pages."""
        self._picture = picture
        self.update()

    @property
    def has_picture(self) -> bool:
        return self._picture is not None

    def sizeHint(self) -> QSize:
        return QSize(300, DESK + WORDS)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, DESK + WORDS)

    def keyPressEvent(self, event) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = look_of(self)
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        card = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(card, 8, 8)
        painter.save()
        painter.setClipRect(QRectF(card.left(), card.top(), card.width(), DESK))
        painter.setBrush(QColor(tokens.sunken))
        painter.drawRoundedRect(card, 8, 8)
        self._draw_pages(painter, card)
        painter.restore()
        self._draw_words(painter, card)
        raised = self.underMouse() or self.isDown()
        pen = QPen(
            QColor(tokens.accent if self.hasFocus() else tokens.line_strong if raised else tokens.line)
        )
        pen.setWidthF(2 if self.hasFocus() else 1)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(card, 8, 8)

    def _draw_pages(self, painter: QPainter, card: QRectF) -> None:
        tokens = look_of(self)
        room = QRectF(card.left() + 18, card.top() + 20, card.width() - 36, DESK - 20)
        if self._picture is None:
            painter.setBrush(QColor(tokens.surface))
            width = (room.width() - 16) / 3
            for number in range(3):
                painter.drawRect(
                    QRectF(room.left() + number * (width + 8), room.top(), width, room.height() + 40)
                )
            return
        # The pages run out below, so that their type stays large enough to be seen.
        ratio = self._picture.height() / self._picture.width()
        place = QRectF(room.left(), room.top(), room.width(), room.width() * ratio)
        painter.drawImage(place, self._picture)

    def _draw_words(self, painter: QPainter, card: QRectF) -> None:
        tokens = look_of(self)
        words = QRect(
            round(card.left()) + 16, round(card.top()) + DESK + 12, round(card.width()) - 32, WORDS - 20
        )
        name = QFont(self.font())
        name.setWeight(QFont.Weight.DemiBold)
        painter.setFont(name)
        painter.setPen(QColor(tokens.text))
        painter.drawText(words, Qt.AlignmentFlag.AlignTop, self.starter.name)
        painter.setFont(self.font())
        painter.setPen(QColor(tokens.quiet))
        summary = words.adjusted(0, QFontMetrics(name).lineSpacing() + 4, 0, 0)
        painter.drawText(summary, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop, self.starter.summary)
