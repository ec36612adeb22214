"""Drawing of the proof: bleed, trim and safe area, rulers in millimetres, and the edge to turn the sheet over."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from editor.core import facts
from editor.core.paper import Form, Side
from editor.ui.preview.arrangement import RULER, Board
from editor.ui.preview.print_paint import Inks, sized

BLEED, TRIM, SAFE, TURN = QColor("#d3302f"), QColor("#111111"), QColor("#1769c2"), QColor("#7a3fb0")
# Paper outside the trim; nothing is drawn on it here.
_OFFCUT = QColor("#fbeeee")
_HALO = QColor(255, 255, 255, 170)
_LABEL_ROOM, _TICK_ROOM = 30.0, 5.0
_LABEL_STEPS = (10, 20, 50, 100, 200)


def draw_offcut(painter: QPainter, board: Board) -> None:
    """Fill the paper outside the trim, before anything is drawn on the board."""
    painter.fillRect(board.bled, _OFFCUT)


def draw_proof_lines(painter: QPainter, board: Board, form: Form) -> None:
    """Draw the edge of the bleed, the trim, and the safe area of each panel, by which preflight goes too."""
    scale = board.rect.width() / form.width
    inset = facts.SAFE * scale
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(BLEED, 1))
    painter.drawRect(board.bled)
    painter.setPen(QPen(TRIM, 1))
    painter.drawRect(board.rect)
    for slot in board.slots:
        safe = slot.rect.adjusted(inset, inset, -inset, -inset)
        # Around it, not on it: letters stand right at the edge.
        for pen, around in ((QPen(SAFE, 1), 1), (QPen(_HALO, 1), 2)):
            painter.setPen(pen)
            painter.drawRect(safe.toAlignedRect().adjusted(-around, -around, around - 1, around - 1))
    painter.restore()


def draw_turning_edge(painter: QPainter, board: Board, font: QFont, inks: Inks) -> None:
    """Mark the edge over which the sheet is turned to its other side: the outside's right, the inside's left."""
    rect = board.rect
    x = rect.right() if board.side is Side.OUTSIDE else rect.left()
    pen = QPen(TURN, 2)
    pen.setDashPattern([5, 2, 1, 2])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.save()
    painter.setPen(pen)
    painter.drawLine(QLineF(x, rect.top(), x, rect.bottom()))
    if board.side is Side.OUTSIDE:
        painter.setFont(sized(font, 11))
        painter.setPen(inks.quiet)
        painter.translate(board.bled.right() + RULER / 2, rect.center().y())
        painter.rotate(90)
        half = rect.height() / 2
        painter.drawText(
            QRectF(-half, -10, 2 * half, 20), Qt.AlignmentFlag.AlignCenter, "Turn over this edge"
        )
    painter.restore()


def draw_rulers(painter: QPainter, board: Board, form: Form, font: QFont, inks: Inks) -> None:
    """Draw rulers along the top and the left, in millimetres from the trimmed corner."""
    scale = board.rect.width() / form.width
    painter.save()
    painter.setFont(sized(font, 9))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    above = QPointF(board.rect.x(), board.bled.y() - 3)
    beside = QPointF(board.bled.x() - 3, board.rect.y())
    label = next((step for step in _LABEL_STEPS if step * scale >= _LABEL_ROOM), _LABEL_STEPS[-1])
    step = next(each for each in (1, 5, 10, 50) if each * scale >= _TICK_ROOM or each == 50)
    for vertical, corner, length in ((False, above, form.width), (True, beside, form.height)):
        painter.save()
        painter.translate(corner)
        if vertical:
            painter.rotate(90)
        _draw_ruler(painter, length, scale, (step, label), inks, upward=not vertical)
        painter.restore()
    painter.restore()


def _draw_ruler(
    painter: QPainter, length: float, scale: float, steps: tuple[int, int], inks: Inks, upward: bool
) -> None:
    """Draw a ruler along x, its ticks standing up or hanging down from 0."""
    step, label = steps
    sign = -1 if upward else 1
    ticks = []
    for mm in range(0, int(length) + 1, step):
        tall = 8 if mm % label == 0 else 5 if mm % (5 * step) == 0 else 3
        ticks.append(QLineF(mm * scale, 0, mm * scale, sign * tall))
    line = QColor(inks.quiet)
    line.setAlpha(170)
    painter.setPen(QPen(line, 0))
    painter.drawLines([*ticks, QLineF(0, 0, length * scale, 0)])
    painter.setPen(inks.quiet)
    for mm in range(0, int(length) + 1, label):
        place = QRectF(mm * scale + 2, -RULER + 3 if upward else 5, 30, 12)
        if mm * scale + 20 < length * scale:
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, str(mm))
