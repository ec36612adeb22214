"""Entries of a list with a second, quieter line: what it is about, or a warning."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.ui.frame.style import look_of

SECOND = Qt.ItemDataRole.UserRole + 1
"""The second line; entries without one are centred."""
WARNS = Qt.ItemDataRole.UserRole + 2
"""Whether the second line is a warning."""
DIMS = Qt.ItemDataRole.UserRole + 3
"""Whether the entry is there to be read only, and so quieter."""
_GAP = 2
_PAD = 6


class TwoLines(QStyledItemDelegate):
    """Draws entries with their second line below; check boxes and selection are the style's own."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        first, second = shown.text, index.data(SECOND) or ""
        shown.text = ""
        style = shown.widget.style() if shown.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        shown.text = first
        if index.data(DIMS):  # in line with those that have a box to tick
            shown.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        area = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, shown, shown.widget).adjusted(
            4, 0, -4, 0
        )
        look = look_of(shown.widget) if shown.widget else None
        enabled = bool(shown.state & QStyle.StateFlag.State_Enabled)
        metrics = shown.fontMetrics
        height = metrics.height() * (2 if second else 1) + (_GAP if second else 0)
        top = area.top() + max(0, (area.height() - height) // 2)
        painter.save()
        painter.setFont(shown.font)
        for number, words in enumerate(filter(None, (first, second))):
            if look:
                dims = number > 0 or index.data(DIMS)
                name = "disabled" if not enabled else "quiet" if dims else "text"
                name = "warning" if number and enabled and index.data(WARNS) else name
                painter.setPen(QColor(getattr(look, name)))
            line = QRect(
                area.left(), top + number * (metrics.height() + _GAP), area.width(), metrics.height()
            )
            elided = metrics.elidedText(words, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, elided)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        lines = 2 if index.data(SECOND) else 1
        height = option.fontMetrics.height() * lines + (_GAP if lines > 1 else 0) + 2 * _PAD
        return QSize(super().sizeHint(option, index).width(), height)
