"""How a row of the outline is drawn, and how its title is typed and its eye clicked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from editor.check.findings import Level
from editor.core.approval import State
from editor.shell.outline_model import (
    BADGE_ROLE,
    KIND_NAMES,
    OVERSET_ROLE,
    REGION_ROLE,
    REVIEW_ROLE,
    ROLE_NAMES,
    SECTION_ROLE,
    TITLED_ROLE,
    Badge,
    ReviewMark,
)
from editor.ui.frame.icons import pixmap
from editor.ui.frame.new_sections import icon_of
from editor.ui.frame.style import look_of
from editor.ui.frame.tokens import Tokens

ROW_HEIGHT = 44
SIDE = 8  # from the pane's edge to a row's ground
PAD = 10  # within a row
ICON = 16
SMALL = 12
REVIEW_ICONS = {
    State.APPROVED: ("circle-check", "accent"),
    State.CHANGED: ("pencil-line", "warning"),
    State.EXPIRED: ("clock-alert", "warning"),
}
"""How a section's review is drawn, as (icon, name of the colour); one that nobody has looked at is not marked."""


class OutlineDelegate(QStyledItemDelegate):
    """Draws rows. eye_clicked(section id): hide or show; titled(section id, title): a title was typed."""

    eye_clicked = Signal(str)
    titled = Signal(str, str)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(120, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        tokens = look_of(option.widget)
        section = index.data(SECTION_ROLE)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = selected and option.widget is not None and option.widget.hasFocus()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = _ground(option.rect)
        _draw_ground(painter, row, tokens, selected, hovered, focused)
        scale = painter.device().devicePixelRatioF()
        ink = QColor(
            tokens.disabled if section.hidden else tokens.accent_strong if selected else tokens.quiet
        )
        place = QPoint(row.left() + PAD, row.center().y() - ICON // 2 + 1)
        painter.drawPixmap(place, pixmap(icon_of(section), ICON, ink, scale))
        right = self._draw_marks(painter, row, index, tokens, hovered, scale)
        text = QRect(row.left() + PAD + ICON + PAD, row.top(), 0, row.height())
        text.setRight(right)
        self._draw_words(painter, text, option, index, tokens)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex) -> QWidget:
        field = QLineEdit(parent)
        field.setAccessibleName("Section title")
        field.setPlaceholderText(
            index.data(Qt.ItemDataRole.DisplayRole) if not index.data(TITLED_ROLE) else ""
        )
        return field

    def setEditorData(self, editor: QWidget, index: QModelIndex) -> None:
        editor.setText(index.data(Qt.ItemDataRole.EditRole))

    def setModelData(self, editor: QWidget, model: object, index: QModelIndex) -> None:
        self.titled.emit(index.data(SECTION_ROLE).id, editor.text().strip())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        row = _ground(option.rect)
        left = row.left() + PAD + ICON + 2
        editor.setGeometry(left, row.top() + 4, row.right() - left - 4, row.height() - 8)

    def editorEvent(
        self, event: QEvent, model: object, option: QStyleOptionViewItem, index: QModelIndex
    ) -> bool:
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
            on_eye = event.button() == Qt.MouseButton.LeftButton and _eye(_ground(option.rect)).contains(
                event.position().toPoint()
            )
            if on_eye and event.type() is QEvent.Type.MouseButtonRelease:
                self.eye_clicked.emit(index.data(SECTION_ROLE).id)
            return on_eye
        return False

    def _draw_marks(
        self, painter: QPainter, row: QRect, index: QModelIndex, tokens: Tokens, hovered: bool, scale: float
    ) -> int:
        """Draw what stands at the right end of a row; return where the words must end."""
        section, badge = index.data(SECTION_ROLE), index.data(BADGE_ROLE)
        eye = _eye(row)
        right = row.right() - PAD
        if section.hidden or hovered:
            name = "eye-off" if section.hidden else "eye"
            at = QPoint(eye.center().x() - ICON // 2 + 1, eye.center().y() - ICON // 2 + 1)
            painter.drawPixmap(at, pixmap(name, ICON, QColor(tokens.quiet), scale))
            right = eye.left() - 4
        if badge.count:
            right = _draw_badge(painter, row, right, badge, tokens) - 6
        if index.data(OVERSET_ROLE):
            at = QPoint(right - ICON, row.center().y() - ICON // 2 + 1)
            painter.drawPixmap(at, pixmap("scissors-line-dashed", ICON, QColor(tokens.danger), scale))
            right -= ICON + 6
        if index.data(REVIEW_ROLE).comments:
            at = QPoint(right - ICON, row.center().y() - ICON // 2 + 1)
            painter.drawPixmap(at, pixmap("message-square-text", ICON, QColor(tokens.info), scale))
            right -= ICON + 6
        return right

    def _draw_words(
        self,
        painter: QPainter,
        place: QRect,
        option: QStyleOptionViewItem,
        index: QModelIndex,
        tokens: Tokens,
    ) -> None:
        section = index.data(SECTION_ROLE)
        titled = index.data(TITLED_ROLE)
        title, caption = QFont(option.font), QFont(option.font)
        title.setItalic(not titled)
        title.setWeight(QFont.Weight.Medium if titled else QFont.Weight.Normal)
        caption.setPixelSize(11)
        kind = ROLE_NAMES[section.role] if section.role else KIND_NAMES[section.kind]
        where = "Hidden" if section.hidden else index.data(REGION_ROLE)
        lines = (
            (title, index.data(Qt.ItemDataRole.DisplayRole), tokens.text if titled else tokens.quiet),
            (
                caption,
                " · ".join(dict.fromkeys(filter(None, (kind if titled else "Untitled", where)))),
                tokens.quiet,
            ),
        )
        upper = QRect(place.left(), place.top() + 4, place.width(), 17)
        lower = upper.translated(0, 17)
        lower.setLeft(lower.left() + _draw_review(painter, lower, index.data(REVIEW_ROLE), tokens))
        for (font, words, colour), line in zip(lines, (upper, lower), strict=True):
            painter.setFont(font)
            painter.setPen(QColor(tokens.quiet if section.hidden else colour))
            shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)


def _ground(rect: QRect) -> QRect:
    return rect.adjusted(SIDE, 1, -SIDE, -1)


def _eye(row: QRect) -> QRect:
    return QRect(row.right() - 30, row.top() + 6, 28, row.height() - 12)


def _draw_ground(
    painter: QPainter, row: QRect, tokens: Tokens, selected: bool, hovered: bool, focused: bool
) -> None:
    if not (selected or hovered):
        return
    painter.setPen(QColor(tokens.accent) if focused else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.accent_soft if selected else tokens.hover))
    painter.drawRoundedRect(QRectF(row).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)


def _draw_review(painter: QPainter, line: QRect, review: ReviewMark, tokens: Tokens) -> int:
    """Draw a section's review at the start of a line; return how much of the line it takes."""
    if review.state not in REVIEW_ICONS:
        return 0
    name, colour = REVIEW_ICONS[review.state]
    scale = painter.device().devicePixelRatioF()
    at = QPoint(line.left(), line.center().y() - SMALL // 2 + 1)
    painter.drawPixmap(at, pixmap(name, SMALL, QColor(getattr(tokens, colour)), scale))
    return SMALL + 4


def _draw_badge(painter: QPainter, row: QRect, right: int, badge: Badge, tokens: Tokens) -> int:
    """Draw the number of findings in its level's colour; return its left edge."""
    ground, ink = {
        Level.ERROR: (tokens.danger_soft, tokens.danger),
        Level.WARNING: (tokens.warning_soft, tokens.warning),
    }.get(badge.level, (tokens.info_soft, tokens.info))
    font = QFont(painter.font())
    font.setPixelSize(11)
    font.setWeight(QFont.Weight.DemiBold)
    words = str(badge.count) if badge.count < 100 else "99+"
    width = max(18, QFontMetrics(font).horizontalAdvance(words) + 11)
    pill = QRect(right - width, row.center().y() - 8, width, 18)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(pill, 9, 9)
    painter.setFont(font)
    painter.setPen(QColor(ink))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)
    return pill.left()
