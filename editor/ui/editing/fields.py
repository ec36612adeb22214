"""Small parts that every form of the editor is made of."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from editor.shell.session import Session
from editor.ui.editing.undo_keys import UndoInWindow
from editor.ui.frame.icons import icon
from editor.ui.frame.style import mark

LINK_INSET = 7
"""Pixels of border and padding around a link's words (see frame.qss)."""
_COMES_BACK = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class LineField(UndoInWindow, QLineEdit):
    """One line of text as a view of a value; undo goes to the window.

    edited(text): the user changed it. left(): the focus went elsewhere.
    """

    edited = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(2000)
        self.textEdited.connect(self.edited)

    def show_text(self, text: str) -> None:
        """Show a text without reporting an edit, the caret kept."""
        if text != self.text():
            caret = self.cursorPosition()
            self.setText(text)
            self.setCursorPosition(min(caret, len(text)) if self.hasFocus() else 0)

    def contextMenuEvent(self, event: QEvent) -> None:
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            if action.objectName() in ("edit-undo", "edit-redo"):
                menu.removeAction(action)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _COMES_BACK:
            self.setCursorPosition(0)  # a long text is read from its beginning
        self.left.emit()


class Choice(QComboBox):
    """A list of (value, words) to choose from; chosen(value) when the user did. Never turned by the wheel."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._values: list[object] = []
        self.activated.connect(lambda row: self.chosen.emit(self._values[row]))

    def set_choices(self, choices: list[tuple[object, str]], icons: list[str] | None = None) -> None:
        """Say what there is to choose, with an icon for each if given."""
        if [words for _, words in choices] == [self.itemText(row) for row in range(self.count())]:
            self._values = [value for value, _ in choices]
            return
        self.clear()
        self._values = [value for value, _ in choices]
        for row, (_, words) in enumerate(choices):
            if icons:
                self.addItem(icon(icons[row]), words)
            else:
                self.addItem(words)

    def show_value(self, value: object) -> None:
        """Show a value as chosen; the first where it is not among the choices."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    def value(self) -> object:
        return self._values[self.currentIndex()]

    def wheelEvent(self, event: QEvent) -> None:
        event.ignore()


class Labelled(QWidget):
    """A field under its label, with an optional line of help below."""

    def __init__(
        self, words: str, field: QWidget, help_line: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.label = QLabel(self)
        self.label.setBuddy(field)
        mark(self.label, "caption")
        self.field = field
        self.help = QLabel(self)
        self.help.setWordWrap(True)
        mark(self.help, "help")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.label)
        layout.addWidget(field)
        layout.addWidget(self.help)
        self.set_words(words, help_line)

    def set_words(self, words: str, help_line: str = "") -> None:
        """Change the label and the line of help."""
        self.label.setText(words)
        self.field.setAccessibleName(words)
        self.field.setAccessibleDescription(help_line)
        self.help.setText(help_line)
        self.help.setVisible(bool(help_line))


def tool_button(name: str, words: str, parent: QWidget, shortcut: str = "") -> QToolButton:
    """Return a button of an icon alone; `words` are its name for screen readers and its tooltip."""
    button = QToolButton(parent)
    button.setIcon(icon(name))
    button.setAccessibleName(words)
    button.setToolTip(f"{words} ({QKeySequence(shortcut).toString()})" if shortcut else words)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def order_tabs(*widgets: QWidget) -> None:
    """Let Tab go through widgets in this order: Qt goes by when they were made."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)


def tab_into(late: QWidget, after: QWidget) -> None:
    """Let Tab come to the fields in `late`, made after the others, right behind `after`, or what stands before that."""
    fields = []
    each = late.nextInFocusChain()
    while each is not late:
        if late.isAncestorOf(each) and each.focusPolicy() & Qt.FocusPolicy.TabFocus:
            fields.append(each)
        each = each.nextInFocusChain()
    while not after.focusPolicy() & Qt.FocusPolicy.TabFocus:
        after = after.previousInFocusChain()
    order_tabs(after, *fields)


def link_row(*links: QWidget) -> QHBoxLayout:
    """Return a row of links whose words, not their focus marks, begin where the words above them do."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    row.addSpacing(-LINK_INSET)
    for link in links:
        row.addWidget(link)
    row.addStretch(1)
    return row


def heading(words: str, parent: QWidget | None = None) -> QLabel:
    """Return a small heading within a form."""
    label = QLabel(words, parent)
    mark(label, "subheading")
    return label


def add_undo(widget: QWidget, session: Session) -> None:
    """Give a window of its own the undo and redo of the session."""
    for words, key, act in (
        ("Undo", QKeySequence.StandardKey.Undo, session.undo_stack.undo),
        ("Redo", QKeySequence.StandardKey.Redo, session.undo_stack.redo),
    ):
        action = QAction(words, widget)
        action.setShortcuts(key)
        action.triggered.connect(act)
        widget.addAction(action)
