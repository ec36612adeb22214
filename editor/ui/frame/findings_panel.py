"""The findings: what the checks say, with a way to each place. Folded away until it is wanted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.check.findings import Finding, Level, counts
from editor.check.fixes import fix_words
from editor.core.brochure import Brochure
from editor.shell.outline_model import name_of
from editor.ui.frame.icons import icon, pixmap
from editor.ui.frame.style import look_of, mark
from editor.ui.frame.tokens import Tokens

FINDING_ROLE = int(Qt.ItemDataRole.UserRole) + 1
FIX_HEIGHT = 20  # px
NOTHING = "Checked: nothing found."
EMPTY = "Here stands what to mend: text that does not fit, pictures without a description, missing sources."
LEVEL_ICONS = {Level.ERROR: "circle-x", Level.WARNING: "triangle-alert", Level.INFORMATION: "info"}
LEVEL_NAMES = {
    Level.ERROR: ("error", "errors"),
    Level.WARNING: ("warning", "warnings"),
    Level.INFORMATION: ("note", "notes"),
}


def summary(findings: Sequence[Finding]) -> str:
    """Return what was found in a few words, such as "2 errors, 1 note"."""
    found = counts(findings)
    words = [
        f"{found[level]} {LEVEL_NAMES[level][found[level] != 1]}" for level in LEVEL_NAMES if found[level]
    ]
    return ", ".join(words) if words else NOTHING


def leads_somewhere(finding: Finding) -> bool:
    """Whether there is a place to show: a section, the clinic's details or the references."""
    return bool(finding.section) or finding.place.partition(".")[0] in ("brand", "references")


def level_colour(level: Level, tokens: Tokens) -> str:
    """Return the colour a level has."""
    return {Level.ERROR: tokens.danger, Level.WARNING: tokens.warning}.get(level, tokens.info)


class FindingsModel(QAbstractListModel):
    """The findings as rows, the gravest first and else in the order of the sections."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.findings: tuple[Finding, ...] = ()
        self._names: dict[str, str] = {}

    def put(self, findings: Sequence[Finding], brochure: Brochure) -> None:
        """Show other findings; equal ones leave the list, its scroll and its selection alone."""
        names = {section.id: name_of(section) for section in brochure.sections}
        place = {section.id: number for number, section in enumerate(brochure.sections)}
        levels = list(Level)
        ordered = tuple(
            sorted(findings, key=lambda each: (levels.index(each.level), place.get(each.section, -1)))
        )
        if ordered != self.findings or names != self._names:
            self.beginResetModel()
            self.findings, self._names = ordered, names
            self.endResetModel()

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.findings)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.findings):
            return None
        finding = self.findings[index.row()]
        if role == FINDING_ROLE:
            return finding
        if role == Qt.ItemDataRole.DisplayRole:
            return finding.message
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{finding.message}\nRule: {finding.rule}" + (
                f" ({finding.source})" if finding.source else ""
            )
        if role == Qt.ItemDataRole.AccessibleTextRole:
            mend = f" Can be mended: {fix_words(finding)}." if finding.fix else ""
            return f"{LEVEL_NAMES[finding.level][0]}, {self.section_name(finding)}: {finding.message}{mend}"
        return None

    def section_name(self, finding: Finding) -> str:
        """Return where a finding is, in words."""
        return self._names.get(finding.section, "Whole brochure")


class FindingsDelegate(QStyledItemDelegate):
    """Draws a level icon, the section, the message, which wraps, and under it what mends it.

    fix(Finding): what mends it was clicked.
    """

    fix = Signal(object)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        width = option.widget.viewport().width() if option.widget else 320
        words = index.data(Qt.ItemDataRole.DisplayRole)
        box = QFontMetrics(option.font).boundingRect(
            QRect(0, 0, max(80, width - 60), 1000), Qt.TextFlag.TextWordWrap, words
        )
        return QSize(100, box.height() + 32 + (FIX_HEIGHT if index.data(FINDING_ROLE).fix else 0))

    def fix_rect(self, option: QStyleOptionViewItem, index: QModelIndex) -> QRect:
        """Return where the words of what mends a finding stand in its row; an empty one if nothing does."""
        words = fix_words(index.data(FINDING_ROLE))
        if not words:
            return QRect()
        width = QFontMetrics(option.font).horizontalAdvance(words) + 22
        return QRect(option.rect.left() + 44, option.rect.bottom() - FIX_HEIGHT - 3, width, FIX_HEIGHT)

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: QModelIndex
    ) -> bool:
        if isinstance(event, QMouseEvent):
            within = self.fix_rect(option, index).contains(event.position().toPoint())
            hand = Qt.CursorShape.PointingHandCursor if within else Qt.CursorShape.ArrowCursor
            option.widget.viewport().setCursor(hand)
            released = event.type() is QEvent.Type.MouseButtonRelease
            if within and released and event.button() is Qt.MouseButton.LeftButton:
                self.fix.emit(index.data(FINDING_ROLE))
                return True
        return super().editorEvent(event, model, option, index)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        tokens, finding = look_of(option.widget), index.data(FINDING_ROLE)
        ground = option.rect.adjusted(8, 1, -8, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = option.state & QStyle.StateFlag.State_Selected
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(
                QColor(tokens.accent) if selected and option.widget.hasFocus() else Qt.PenStyle.NoPen
            )
            painter.setBrush(QColor(tokens.accent_soft if selected else tokens.hover))
            painter.drawRoundedRect(ground, 6, 6)
        colour = QColor(level_colour(finding.level, tokens))
        scale = painter.device().devicePixelRatioF()
        painter.drawPixmap(
            ground.left() + 10, ground.top() + 7, pixmap(LEVEL_ICONS[finding.level], 16, colour, scale)
        )
        text = ground.adjusted(36, 6, -8, -4)
        caption = QFont(option.font)
        caption.setPixelSize(11)
        painter.setFont(caption)
        painter.setPen(QColor(tokens.quiet))
        name = QFontMetrics(caption).elidedText(
            index.model().section_name(finding), Qt.TextElideMode.ElideRight, text.width()
        )
        painter.drawText(text, Qt.AlignmentFlag.AlignTop, name)
        painter.setFont(option.font)
        painter.setPen(QColor(tokens.text))
        painter.drawText(text.adjusted(0, 16, 0, 0), Qt.TextFlag.TextWordWrap, finding.message)
        mend = self.fix_rect(option, index)
        if not mend.isEmpty():
            accent = QColor(tokens.accent)
            painter.drawPixmap(mend.left(), mend.top() + 3, pixmap("wand-sparkles", 14, accent, scale))
            painter.setPen(accent)
            words = mend.adjusted(20, 0, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, fix_words(finding))
        painter.restore()


class FindingsView(QListView):
    """The list, with a menu on each finding, also by the keyboard. go(index), fix(Finding): what was chosen."""

    go = Signal(QModelIndex)
    fix = Signal(object)

    def menu_for(self, index: QModelIndex) -> QMenu:
        """Return what can be done with a finding."""
        menu, finding = QMenu(self), index.data(FINDING_ROLE)
        if leads_somewhere(finding):
            menu.addAction(icon("locate"), "Show me", lambda: self.go.emit(index))
        if finding.fix:
            menu.addAction(icon("wand-sparkles"), fix_words(finding), lambda: self.fix.emit(finding))
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        menu = self.menu_for(index)
        if not menu.isEmpty():
            at = self.visualRect(index).center() if by_key else event.pos()
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.viewport().mapToGlobal(at))


class FindingsPanel(QWidget):
    """A line that says what was found, and under it the list.

    go_to(section id, place): one was chosen. fix(Finding): one is to be mended.
    """

    go_to = Signal(str, str)
    fix = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = FindingsModel(self)
        self.view = _list_view(self.model)
        self.view.activated.connect(self._go)
        self.view.doubleClicked.connect(self._go)
        self.view.go.connect(self._go)
        self.view.fix.connect(self.fix)
        self.empty = mark(QLabel(EMPTY, wordWrap=True), "quiet")
        self.empty.setContentsMargins(18, 0, 12, 12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(mark(QFrame(), "line"))
        column.addWidget(self._heading())
        column.addWidget(self.view, 1)
        column.addWidget(self.empty)
        column.addStretch()
        self.set_open(False)

    @property
    def is_open(self) -> bool:
        return self.fold.isChecked()

    def set_open(self, is_open: bool) -> None:
        """Show or fold away the list; what was found stays said in the line."""
        self.fold.setChecked(is_open)
        self.fold.setIcon(icon("chevron-down" if is_open else "chevron-up"))
        self.fold.setToolTip("Fold the findings away" if is_open else "Show the findings")
        self.fold.setAccessibleName(self.fold.toolTip())
        self.view.setVisible(is_open and self.model.rowCount() > 0)
        self.empty.setVisible(is_open and self.model.rowCount() == 0)
        self.setMaximumHeight(16_777_215 if is_open else self.minimumSizeHint().height())
        self.setMinimumHeight(150 if is_open and self.model.rowCount() else 0)
        self.updateGeometry()

    def put(self, findings: Sequence[Finding], brochure: Brochure) -> None:
        """Show findings."""
        self.model.put(findings, brochure)
        self.line.setText(summary(findings))
        worst = min((each.level for each in findings), key=list(Level).index, default=None)
        colour = QColor(level_colour(worst, look_of(self)) if worst else look_of(self).accent)
        name = LEVEL_ICONS[worst] if worst else "circle-check"
        self.badge.setPixmap(pixmap(name, 16, colour, self.devicePixelRatioF()))
        self.set_open(self.is_open)

    def _heading(self) -> QWidget:
        heading = QWidget()
        row = QHBoxLayout(heading)
        row.setContentsMargins(18, 5, 10, 5)
        row.setSpacing(8)
        self.badge = QLabel()
        self.badge.setFixedSize(16, 16)
        self.line = mark(QLabel("Checking…"), "quiet")
        self.line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.fold = mark(QToolButton(checkable=True), "fold")
        self.fold.clicked.connect(self.set_open)
        row.addWidget(mark(QLabel("Findings"), "subheading"))
        row.addSpacing(4)
        row.addWidget(self.badge)
        row.addWidget(self.line, 1)
        row.addWidget(self.fold)
        return heading

    def _go(self, index: QModelIndex) -> None:
        finding = index.data(FINDING_ROLE)
        if finding:
            self.go_to.emit(finding.section, finding.place)


def _list_view(model: FindingsModel) -> FindingsView:
    view = FindingsView()
    mark(view, "plain")
    view.setModel(model)
    delegate = FindingsDelegate(view)
    delegate.fix.connect(view.fix)
    view.setItemDelegate(delegate)
    view.setMouseTracking(True)
    view.setAccessibleName("Findings")
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
    return view
