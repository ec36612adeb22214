"""Drawing of the print preview: paper, folds, and marks of selection and of text that does not fit."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPen

from editor.ui.frame.tokens import LIGHT, Tokens
from editor.ui.preview.arrangement import CAPTION, Board

PAPER = QColor("#ffffff")
_SHADOW = ((1, 34), (2, 16), (4, 8), (7, 5), (11, 3))


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of the pasteboard and of the marks on it."""

    board: QColor
    caption: QColor
    quiet: QColor
    accent: QColor
    danger: QColor
    fold: QColor
    meter: QColor

    @classmethod
    def of(cls, tokens: Tokens) -> Inks:
        """Derive them from the window's look.

        Marks on the paper are the light look's: paper is always white.
        """
        return cls(
            board=QColor(tokens.sunken),
            caption=QColor(tokens.text),
            quiet=QColor(tokens.quiet),
            accent=QColor(LIGHT.accent),
            danger=QColor(tokens.danger),
            fold=QColor(40, 60, 70, 120),
            meter=QColor(tokens.accent),
        )


def draw_shadow(painter: QPainter, rect: QRectF) -> None:
    """Draw the soft shadow of a sheet."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    for spread, alpha in _SHADOW:
        painter.setBrush(QColor(0, 0, 0, alpha))
        shade = rect.adjusted(-spread * 0.7, -spread * 0.4, spread * 0.7, spread)
        painter.drawRoundedRect(shade, spread, spread)
    painter.restore()


def draw_caption(painter: QPainter, board: Board, inks: Inks, font: QFont, name: str) -> None:
    """Write a name above a board's left edge."""
    outer = board.outer
    height = CAPTION - (10 if board.overset else 6)
    line = QRectF(outer.x(), outer.y() - CAPTION, max(outer.width(), 60), height)
    strong = sized(font, 12)
    strong.setWeight(QFont.Weight.DemiBold)
    painter.setFont(strong)
    painter.setPen(inks.danger if board.overset else inks.caption)
    text = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(line.width()))
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, text)


def sized(font: QFont, pixels: int) -> QFont:
    """Return the font at another size."""
    sized = QFont(font)
    sized.setPixelSize(pixels)
    return sized


def draw_folds(painter: QPainter, board: Board, inks: Inks) -> None:
    """Draw the fold lines as dashed hairlines that reach a little over the paper."""
    pen = QPen(inks.fold, 0)
    pen.setDashPattern([6, 5])
    painter.setPen(pen)
    for x in board.folds:
        painter.drawLine(QLineF(x, board.rect.top(), x, board.rect.bottom()))
    painter.setPen(QPen(inks.quiet, 0))
    for x in board.folds:
        painter.drawLine(QLineF(x, board.rect.top() - 7, x, board.rect.top() - 2))
        painter.drawLine(QLineF(x, board.rect.bottom() + 2, x, board.rect.bottom() + 7))


def draw_overset_edge(painter: QPainter, rect: QRectF, inks: Inks) -> None:
    """Frame a page that will not print with a red hatched band outside its edge."""
    band = 7.0
    frame = QPainterPath()
    frame.addRect(rect.adjusted(-band, -band, band, band))
    frame.addRect(rect)
    pale = QColor(inks.danger)
    pale.setAlpha(40)
    painter.fillPath(frame, pale)
    painter.save()
    painter.setClipPath(frame, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(inks.danger, 1.4))
    outer = rect.adjusted(-band, -band, band, band)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    step, height = 7.0, outer.height()
    lines = []
    start = outer.left() - height
    while start < outer.right():
        lines.append(QLineF(QPointF(start, outer.bottom()), QPointF(start + height, outer.top())))
        start += step
    painter.drawLines(lines)
    painter.restore()
    painter.setPen(QPen(inks.danger, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect)


def draw_overflow_end(painter: QPainter, rect: QRectF, inks: Inks) -> None:
    """Mark the lower edge of a panel whose text is cut off: the hatched band below it."""
    band = QRectF(rect.x(), rect.bottom() + 1, rect.width(), 7)
    brush = QBrush(inks.danger, Qt.BrushStyle.BDiagPattern)
    pale = QColor(inks.danger)
    pale.setAlpha(40)
    painter.fillRect(band, pale)
    painter.fillRect(band, brush)


def draw_selection(painter: QPainter, rect: QRectF, inks: Inks) -> None:
    """Mark a section: a 2 px outline and a soft tint around it, which leaves its own text alone."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    halo = QColor(inks.accent)
    for width, alpha in ((8, 26), (5, 34)):
        halo.setAlpha(alpha)
        painter.setPen(QPen(halo, width))
        painter.drawRoundedRect(rect.adjusted(-width / 2, -width / 2, width / 2, width / 2), 4, 4)
    for colour, width in ((QColor(255, 255, 255, 200), 4), (inks.accent, 2)):  # seen on dark pictures too
        painter.setPen(QPen(colour, width))
        painter.drawRoundedRect(rect, 3, 3)
    painter.restore()


def draw_hover(painter: QPainter, rect: QRectF, inks: Inks) -> None:
    """Hint at the section below the pointer: a thin outline."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = QColor(inks.accent)
    colour.setAlpha(150)
    painter.setPen(QPen(colour, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect, 3, 3)
    painter.restore()


def draw_skeleton(painter: QPainter, rect: QRectF) -> None:
    """Fill a panel that is being laid out for the first time with pale bars where text will be."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#eceef0"))
    margin = rect.width() * 0.09
    width, step = rect.width() - 2 * margin, rect.height() * 0.036
    top = rect.top() + margin
    painter.drawRoundedRect(QRectF(rect.x() + margin, top, width * 0.62, step * 0.9), 2, 2)
    top += step * 2.2
    for number in range(9):
        share = (1.0, 0.96, 0.98, 0.55)[number % 4]
        painter.drawRoundedRect(QRectF(rect.x() + margin, top, width * share, step * 0.42), 2, 2)
        top += step * (1.6 if number % 4 == 3 else 1.0)
    painter.restore()
