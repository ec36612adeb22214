"""Draws the rows of the findings list, and what can be clicked in them."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QListView, QMenu, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.check.findings import Level
from editor.check.fixes import fix_words
from editor.ui.frame.findings_model import FINDING_ROLE, ROW_ROLE, Row, leads_somewhere
from editor.ui.frame.icons import icon, pixmap
from editor.ui.frame.style import look_of
from editor.ui.review.finding_words import decided_words, level_colour

FIX_HEIGHT = 20  # px
FOLD_HEIGHT = 30
LEFT, RIGHT, TOP = 44, 40, 7  # px around a row's words; at the right stands the menu's button
CAPTION = 16
LEVEL_ICONS = {Level.ERROR: "circle-x", Level.WARNING: "triangle-alert", Level.INFORMATION: "info"}
TAKE_BACK, TAKE_BACK_RULE = "Count it again", "Take it seriously again"


def link_words(row: Row) -> str:
    """Return what one click does with a row, "" if nothing."""
    if row.entry:
        return TAKE_BACK if row.finding else TAKE_BACK_RULE
    return fix_words(row.finding) if row.finding else ""


class FindingsDelegate(QStyledItemDelegate):
    """Draws a level icon, where and by which rule, the message, which wraps, and under it what mends it.

    clicked(Row): the words of what mends it. menu_wanted(QModelIndex): the three dots.
    """

    clicked = Signal(object)
    menu_wanted = Signal(QModelIndex)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        row: Row = index.data(ROW_ROLE)
        if row.fold:
            return QSize(100, FOLD_HEIGHT)
        width = (option.widget.viewport().width() if option.widget else 320) - LEFT - RIGHT
        height = TOP + _height(option.font, width, index.data()) + 8
        height += CAPTION if index.model().caption(row) else 0
        height += _height(_small(option.font), width, decided_words(row.entry)) + 2 if row.entry else 0
        return QSize(100, height + (FIX_HEIGHT if link_words(row) else 0))

    def fix_rect(self, option: QStyleOptionViewItem, index: QModelIndex) -> QRect:
        """Return where the words of what mends a finding stand in its row; an empty one if nothing does."""
        words = link_words(index.data(ROW_ROLE))
        if not words:
            return QRect()
        width = QFontMetrics(option.font).horizontalAdvance(words) + 22
        return QRect(option.rect.left() + LEFT, option.rect.bottom() - FIX_HEIGHT - 4, width, FIX_HEIGHT)

    def menu_rect(self, option: QStyleOptionViewItem, index: QModelIndex) -> QRect:
        """Return where the three dots stand that open the menu of a finding."""
        row: Row = index.data(ROW_ROLE)
        if row.finding is None or row.entry:
            return QRect()
        return QRect(option.rect.right() - RIGHT + 4, option.rect.top() + 4, 24, 24)

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: QModelIndex
    ) -> bool:
        if isinstance(event, QMouseEvent):
            at = event.position().toPoint()
            on_link = self.fix_rect(option, index).contains(at)
            on_menu = self.menu_rect(option, index).contains(at)
            hand = on_link or on_menu or index.data(ROW_ROLE).fold
            shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
            option.widget.viewport().setCursor(shape)
            released = event.type() is QEvent.Type.MouseButtonRelease
            if released and event.button() is Qt.MouseButton.LeftButton and (on_link or on_menu):
                if on_menu:
                    self.menu_wanted.emit(index)
                else:
                    self.clicked.emit(index.data(ROW_ROLE))
                return True
        return super().editorEvent(event, model, option, index)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        tokens, row = look_of(option.widget), index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = option.rect.adjusted(8, 1, -8, -1)
        selected = option.state & QStyle.StateFlag.State_Selected
        hovered = option.state & QStyle.StateFlag.State_MouseOver
        if selected or hovered:
            edge = QColor(tokens.accent) if selected and option.widget.hasFocus() else Qt.PenStyle.NoPen
            painter.setPen(edge)
            painter.setBrush(QColor(tokens.accent_soft if selected else tokens.hover))
            painter.drawRoundedRect(ground, 6, 6)
        if row.fold:
            self._paint_fold(painter, option, index)
        else:
            self._paint_row(painter, option, index)
            dots = self.menu_rect(option, index)
            if (selected or hovered) and not dots.isEmpty():
                scale = painter.device().devicePixelRatioF()
                painter.drawPixmap(dots.topLeft() + QPoint(4, 4), _icon("ellipsis", tokens.quiet, scale))
        painter.restore()

    def _paint_fold(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        tokens, row, rect = look_of(option.widget), index.data(ROW_ROLE), option.rect
        scale = painter.device().devicePixelRatioF()
        name = "chevron-down" if row.fold in index.model().open else "chevron-right"
        painter.drawPixmap(rect.left() + 18, rect.top() + 7, _icon(name, tokens.quiet, scale))
        painter.setPen(QColor(tokens.quiet))
        painter.setFont(option.font)
        painter.drawText(rect.adjusted(LEFT, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, row.words)

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        tokens, row = look_of(option.widget), index.data(ROW_ROLE)
        scale = painter.device().devicePixelRatioF()
        name, stands = _symbol(row), row.finding is not None and row.entry is None
        colour = level_colour(row.finding.level, tokens) if stands else tokens.quiet
        if name:
            painter.drawPixmap(
                option.rect.left() + 18, option.rect.top() + TOP + 1, _icon(name, colour, scale)
            )
        text = option.rect.adjusted(LEFT, TOP, -RIGHT, -4)
        small = _small(option.font)
        caption = index.model().caption(row)
        if caption:
            painter.setFont(small)
            painter.setPen(QColor(tokens.quiet))
            elided = QFontMetrics(small).elidedText(caption, Qt.TextElideMode.ElideRight, text.width())
            painter.drawText(text, Qt.AlignmentFlag.AlignTop, elided)
            text.setTop(text.top() + CAPTION)
        painter.setFont(option.font)
        painter.setPen(QColor(tokens.text if stands else tokens.quiet))
        painter.drawText(text, Qt.TextFlag.TextWordWrap, index.data())
        if row.entry:
            text.setTop(text.top() + _height(option.font, text.width(), index.data()) + 2)
            painter.setFont(small)
            painter.setPen(QColor(tokens.quiet))
            painter.drawText(text, Qt.TextFlag.TextWordWrap, decided_words(row.entry))
        self._paint_link(painter, option, index)

    def _paint_link(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        link, row = self.fix_rect(option, index), index.data(ROW_ROLE)
        if link.isEmpty():
            return
        tokens, scale = look_of(option.widget), painter.device().devicePixelRatioF()
        marked = option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver)
        # On a marked ground the plain accent has too little contrast.
        ink = QColor(tokens.accent_strong if marked else tokens.accent)
        name = "rotate-ccw" if row.entry else "wand-sparkles"
        painter.drawPixmap(link.left(), link.top() + 3, pixmap(name, 14, ink, scale))
        painter.setFont(option.font)
        painter.setPen(ink)
        painter.drawText(link.adjusted(20, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, link_words(row))


class FindingsView(QListView):
    """The list, with a menu on each finding, also by the keyboard.

    go(index): a row was chosen. fix(Finding): it is to be mended. taken_back(Entry): a decision is to hold no longer.
    menu_opening(QMenu, Finding): a menu about a finding opens; put more into it.
    """

    go = Signal(QModelIndex)
    fix = Signal(object)
    taken_back = Signal(object)
    menu_opening = Signal(object, object)

    def menu_for(self, index: QModelIndex) -> QMenu:
        """Return what can be done with a row."""
        menu, row = QMenu(self), index.data(ROW_ROLE)
        finding = index.data(FINDING_ROLE)
        if finding is not None and leads_somewhere(finding):
            menu.addAction(icon("locate"), "Show me", lambda: self.go.emit(index))
        if row.entry:
            menu.addAction(icon("rotate-ccw"), link_words(row), lambda: self.act(row))
        elif finding is not None:
            before = len(menu.actions())
            self.menu_opening.emit(menu, finding)
            if finding.fix and len(menu.actions()) == before:
                menu.addAction(icon("wand-sparkles"), fix_words(finding), lambda: self.fix.emit(finding))
        return menu

    def act(self, row: Row) -> None:
        """Do what the words under a row say."""
        if row.entry:
            self.taken_back.emit(row.entry)
        elif row.finding:
            self.fix.emit(row.finding)

    def open_menu(self, index: QModelIndex, at: QPoint | None = None) -> None:
        """Open the menu of a row, at a point of the viewport or in its middle."""
        menu = self.menu_for(index)
        if menu.isEmpty():
            menu.deleteLater()
            return
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(at if at is not None else self.visualRect(index).center()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the rows out again where their words wrap otherwise: Qt does so only if the height changes."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            self.open_menu(index, None if by_key else event.pos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt, control = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        wanted = (enter and event.modifiers() == alt) or (
            event.key() == Qt.Key.Key_Period and event.modifiers() == control
        )
        current = self.currentIndex()
        if wanted and current.isValid():
            self.open_menu(current)
        elif current.isValid() and current.data(ROW_ROLE).fold and (enter or event.key() == Qt.Key.Key_Space):
            self.clicked.emit(current)
        else:
            super().keyPressEvent(event)


def _symbol(row: Row) -> str:
    """Return the name of a row's icon, "" if it has none."""
    if row.entry:
        return "circle-slash" if row.finding else "trending-down"
    return LEVEL_ICONS[row.finding.level] if row.finding else ""


def _icon(name: str, colour: str, scale: float) -> QPixmap:
    return pixmap(name, 16, QColor(colour), scale)


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPixelSize(11)
    return small


def _height(font: QFont, width: int, words: str) -> int:
    room = QRect(0, 0, max(80, width), 10_000)
    return QFontMetrics(font).boundingRect(room, Qt.TextFlag.TextWordWrap, words).height()
