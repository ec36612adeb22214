"""What stands below a panel: its number in the reader's order, its name, and a slim meter of how full it is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from editor.core.fit import PanelFit
from editor.ui.preview.print_paint import Inks, sized

FOOT = 26.0
BAR_WIDTH, BAR_HEIGHT = 44.0, 4.0
SPACE = 8.0
NUMBER = 18.0


def foot_of(panel: QRectF, below: float = 0.0) -> QRectF:
    """Return the line below a panel; `below` is what else stands under its edge (bleed, a hatched band), in pixels."""
    return QRectF(panel.x(), panel.bottom() + below + 3, panel.width(), FOOT - 4)


def draw_foot(
    painter: QPainter,
    line: QRectF,
    font: QFont,
    inks: Inks,
    *,
    name: str = "",
    number: int = 0,
    fit: PanelFit | None = None,
) -> None:
    """Draw what there is room for, centred: the meter's bar goes first where a panel is narrow, then the name."""
    small = sized(font, 11)
    metrics = QFontMetricsF(small)
    words = fit.words if fit else ""
    widths = {
        "number": NUMBER if number else 0.0,
        "name": metrics.horizontalAdvance(name),
        "bar": BAR_WIDTH if fit else 0.0,
        "words": metrics.horizontalAdvance(words),
    }
    shown = [part for part, width in widths.items() if width]
    for part in ("bar", "name"):
        if part in shown and _total(widths, shown) > line.width() - 4:
            shown.remove(part)
    painter.save()
    painter.setFont(small)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    left = line.center().x() - _total(widths, shown) / 2
    for part in shown:
        place = QRectF(left, line.y(), widths[part] + 1, line.height())
        if part == "number":
            draw_number(painter, place, number, inks, small)
        elif part == "bar" and fit:
            _draw_bar(painter, place, fit, inks)
        else:
            text = name if part == "name" else words
            over = part == "words" and fit is not None and fit.lines_over > 0
            painter.setPen(inks.danger if over else inks.quiet)
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        left += widths[part] + SPACE
    painter.restore()


def _total(widths: dict[str, float], shown: list[str]) -> float:
    return sum(widths[part] for part in shown) + SPACE * max(0, len(shown) - 1)


def _draw_bar(painter: QPainter, place: QRectF, fit: PanelFit, inks: Inks) -> None:
    bar = QRectF(place.x(), place.center().y() - BAR_HEIGHT / 2, BAR_WIDTH, BAR_HEIGHT)
    painter.setPen(Qt.PenStyle.NoPen)
    track = QColor(inks.quiet)
    track.setAlpha(70)
    painter.setBrush(track)
    painter.drawRoundedRect(bar, 2, 2)
    share = 1.0 if fit.lines_over else min(1.0, max(0.0, fit.fill))
    if share > 0:
        painter.setBrush(inks.danger if fit.lines_over else inks.meter)
        painter.drawRoundedRect(
            QRectF(bar.x(), bar.y(), max(BAR_HEIGHT, bar.width() * share), BAR_HEIGHT), 2, 2
        )


def draw_number(painter: QPainter, place: QRectF, number: int, inks: Inks, font: QFont) -> None:
    """Draw a number in a circle at the left of a place."""
    circle = QRectF(place.x(), place.center().y() - NUMBER / 2, NUMBER, NUMBER)
    painter.setPen(QPen(inks.caption, 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(circle.adjusted(0.6, 0.6, -0.6, -0.6))
    strong = QFont(font)
    strong.setWeight(QFont.Weight.DemiBold)
    painter.setFont(strong)
    painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(number))
    painter.setFont(font)
