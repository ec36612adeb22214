"""The parts of a brochure that are approved, as a list: what is outside the sections, then the sections in order."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from editor.core.approval import State
from editor.core.record_words import FRAME_NAME
from editor.shell.outline_model import name_of
from editor.shell.review_job import Reviewed
from editor.shell.tooltips import plain_tip
from editor.ui.frame.icons import pixmap
from editor.ui.frame.style import look_of, mark
from editor.ui.review.words import STATE_ICONS, counted, state_words

PART_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ROW_HEIGHT = 44
ICON = 16


@dataclass(frozen=True, slots=True)
class PartRow:
    """What one row shows. `comments` counts those that are open."""

    section: str
    name: str
    state: State
    words: str
    comments: int


def rows_of(reviewed: Reviewed) -> tuple[PartRow, ...]:
    """Return the rows for a brochure whose status was looked at."""
    names = {section.id: name_of(section) for section in reviewed.brochure.sections}
    return tuple(
        PartRow(
            section_id,
            names.get(section_id, FRAME_NAME),
            status.state,
            state_words(reviewed, section_id),
            reviewed.comments.get(section_id, 0),
        )
        for section_id, status in reviewed.status.items()
    )


class PartsModel(QAbstractListModel):
    """The rows. Parts that only changed keep the list, its scroll and its selection."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[PartRow, ...] = ()

    def put(self, rows: tuple[PartRow, ...]) -> None:
        """Show other rows."""
        if [each.section for each in rows] != [each.section for each in self.rows]:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            return
        before, self.rows = self.rows, rows
        for number, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(number), self.index(number))

    def row_of(self, section_id: str) -> int:
        """Return the row of a part, or -1."""
        return next((number for number, each in enumerate(self.rows) if each.section == section_id), -1)

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        comments = f", {counted(row.comments, 'open comment')}" if row.comments else ""
        answers = {
            PART_ROLE: row,
            int(Qt.ItemDataRole.DisplayRole): row.name,
            int(Qt.ItemDataRole.ToolTipRole): plain_tip(f"{row.name}. {row.words}{comments}"),
            int(Qt.ItemDataRole.AccessibleTextRole): f"{row.name}: {row.words}{comments}",
        }
        return answers.get(int(role))


class PartsDelegate(QStyledItemDelegate):
    """Draws the state as an icon, the part's name, where it stands in words, and a bubble if there are comments."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(120, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        tokens, row = look_of(option.widget), index.data(PART_ROLE)
        ground = option.rect.adjusted(8, 1, -8, -1)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            focused = selected and option.widget.hasFocus()
            painter.setPen(QColor(tokens.accent) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent_soft if selected else tokens.hover))
            painter.drawRoundedRect(ground, 6, 6)
        scale = painter.device().devicePixelRatioF()
        name, colour = STATE_ICONS[row.state]
        middle = ground.center().y() - ICON // 2 + 1
        ink = QColor(getattr(tokens, colour))
        painter.drawPixmap(ground.left() + 10, middle, pixmap(name, ICON, ink, scale))
        right = ground.right() - 10
        small = QFont(option.font)
        small.setPixelSize(11)
        if row.comments:
            words = str(row.comments)
            right -= QFontMetrics(small).horizontalAdvance(words)
            painter.setFont(small)
            painter.setPen(QColor(tokens.info))
            painter.drawText(
                QRect(right, ground.top(), 60, ground.height()), Qt.AlignmentFlag.AlignVCenter, words
            )
            right -= ICON + 3
            bubble = pixmap("message-square-text", ICON, QColor(tokens.info), scale)
            painter.drawPixmap(right, middle, bubble)
            right -= 8
        text = QRect(ground.left() + 36, ground.top() + 4, right - ground.left() - 36, 17)
        medium = QFont(option.font)
        medium.setWeight(QFont.Weight.Medium)
        words_colour = tokens.warning if colour == "warning" else tokens.quiet
        for font, ink_name, words, line in (
            (medium, tokens.text, row.name, text),
            (small, words_colour, row.words, text.translated(0, 17)),
        ):
            painter.setFont(font)
            painter.setPen(QColor(ink_name))
            shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()


class PartsView(QListView):
    """The list of parts."""

    def __init__(self, model: PartsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, "plain")
        self.setModel(model)
        self.setItemDelegate(PartsDelegate(self))
        self.setAccessibleName("Parts to approve")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 3 * ROW_HEIGHT)
