"""The outline: the sections of the brochure, at the left of the window."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QDragMoveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.shell.outline_model import OutlineModel
from editor.shell.session import Session
from editor.ui.frame.icons import icon
from editor.ui.frame.outline_delegate import SIDE, OutlineDelegate
from editor.ui.frame.section_actions import SectionActions, owner_of
from editor.ui.frame.style import look_of, mark


class OutlinePane(QWidget):
    """The list of sections with what can be done to them."""

    def __init__(
        self, session: Session, model: OutlineModel, actions: SectionActions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        mark(self, "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.session, self.model, self.actions_ = session, model, actions
        self.view = OutlineView(self)
        self.view.setModel(model)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._heading())
        layout.addWidget(self.view)
        layout.addLayout(self._buttons())
        owner_of(actions, self.view)
        self._connect()
        self._show_selection(session.selection)

    def edit_title(self) -> None:
        """Let the selected section's title be typed in place."""
        index = self.view.currentIndex()
        if index.isValid():
            self.view.setFocus()
            self.view.edit(index)

    def _connect(self) -> None:
        delegate = self.view.delegate
        self.model.move_asked.connect(self.actions_.move_to)
        self.actions_.rename_asked.connect(self.edit_title)
        delegate.eye_clicked.connect(self.actions_.toggle_hidden)
        delegate.titled.connect(self.actions_.retitle)
        self.view.selectionModel().currentChanged.connect(self._select)
        self.session.selected.connect(self._show_selection)
        self.model.rowsInserted.connect(lambda: self._show_selection(self.session.selection))
        self.view.customContextMenuRequested.connect(self._show_menu)

    def _heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(18, 10, 10, 6)
        row.addWidget(mark(QLabel("Sections"), "subheading"))
        row.addStretch()
        add = QToolButton()
        add.setText("Add")
        add.setIcon(icon("plus"))
        add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        add.setAccessibleName("Add section")
        add.setToolTip("Add a section behind the selected one")
        mark(add, "menu")
        menu = QMenu(add)
        self.actions_.fill_add_menu(menu)
        add.setMenu(menu)
        self.add_button = add
        row.addWidget(add)
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(10, 6, 10, 6)
        row.setSpacing(2)
        actions = self.actions_
        for action in (actions.up, actions.down, actions.duplicate, actions.hide):
            row.addWidget(_button(action))
        row.addStretch()
        row.addWidget(_button(actions.delete))
        return row

    def _select(self, current: QModelIndex, _previous: QModelIndex) -> None:
        section = self.model.section_at(current.row()) if current.isValid() else None
        if section:
            self.session.select(section.id)

    def _show_selection(self, section_id: str) -> None:
        row = self.model.row_of(section_id)
        if row < 0:
            self.view.clearSelection()
        elif self.view.currentIndex().row() != row or not self.view.selectionModel().hasSelection():
            self.view.setCurrentIndex(self.model.index(row))

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        actions = self.actions_
        menu.addActions([actions.rename, actions.duplicate, actions.hide])
        menu.addSeparator()
        menu.addActions([actions.up, actions.down])
        menu.addSeparator()
        menu.addAction(actions.delete)
        menu.addSeparator()
        adding = menu.addMenu(icon("plus"), "&Add section")
        actions.fill_add_menu(adding)
        menu.popup(self.view.viewport().mapToGlobal(place))


class OutlineView(QListView):
    """A list that shows where a dragged section will land."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.delegate = OutlineDelegate(self)
        self._drop_row = -1
        mark(self, "plain")
        self.setAccessibleName("Sections")
        self.setItemDelegate(self.delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 120)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        row = self._row_before(event.position().toPoint())
        possible = event.source() is self and self.model().canDropMimeData(
            event.mimeData(), Qt.DropAction.MoveAction, row, 0, QModelIndex()
        )
        event.setDropAction(Qt.DropAction.MoveAction)
        event.setAccepted(possible)
        self._show_drop(row if possible else -1)

    def dragLeaveEvent(self, event) -> None:
        super().dragLeaveEvent(event)
        self._show_drop(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        row = self._row_before(event.position().toPoint())
        self._show_drop(-1)
        self.setState(QAbstractItemView.State.NoState)
        if event.source() is self:
            event.setDropAction(Qt.DropAction.MoveAction)
            self.model().dropMimeData(event.mimeData(), Qt.DropAction.MoveAction, row, 0, QModelIndex())
            event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._drop_row < 0:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = QColor(look_of(self).accent)
        y = self._edge_above(self._drop_row)
        painter.setPen(QPen(accent, 2))
        painter.drawLine(SIDE + 8, y, self.viewport().width() - SIDE, y)
        painter.setBrush(QColor(look_of(self).window))
        painter.drawEllipse(QRectF(SIDE + 1, y - 3.5, 7, 7))

    def _row_before(self, place: QPoint) -> int:
        """Return the row that a section dropped here would stand before."""
        index = self.indexAt(place)
        if not index.isValid():
            return self.model().rowCount() if place.y() > 0 else 0
        return index.row() + (1 if place.y() > self.visualRect(index).center().y() else 0)

    def _edge_above(self, row: int) -> int:
        if row < self.model().rowCount():
            return max(2, self.visualRect(self.model().index(row, 0)).top())
        return self.visualRect(self.model().index(row - 1, 0)).bottom() if row else 2

    def _show_drop(self, row: int) -> None:
        if row != self._drop_row:
            self._drop_row = row
            self.viewport().update()


def _button(action) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setAccessibleName(action.text().replace("&", ""))
    action.changed.connect(lambda: button.setAccessibleName(action.text().replace("&", "")))
    return button
