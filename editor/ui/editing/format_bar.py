"""The row of formatting buttons above the fields. It works on the text field that was used last."""

from __future__ import annotations

from collections.abc import Sequence

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from editor.core.brochure import Reference
from editor.core.reference_text import summary
from editor.shell.tooltips import plain_tip
from editor.ui.editing.citing import NEW
from editor.ui.editing.fields import tool_button
from editor.ui.editing.markdown_edit import MarkdownEdit
from editor.ui.frame.icons import icon
from editor.ui.frame.style import mark

_BUTTONS = (
    ("bold", "bold", "Bold", "Ctrl+B"),
    ("italic", "italic", "Italic", "Ctrl+I"),
    ("heading", "heading", "Heading", ""),
    ("bullets", "list", "Bulleted list", "Ctrl+Shift+8"),
    ("numbers", "list-ordered", "Numbered list", "Ctrl+Shift+7"),
    ("link", "link", "Link", "Ctrl+K"),
)


class FormatBar(QWidget):
    """Bold, italic, heading, lists, link and citation.

    new_reference_wanted(): chosen in the citation menu; answer with the target's `cite`.
    """

    new_reference_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, "toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Formatting")
        self._target: MarkdownEdit | None = None
        self._references: tuple[Reference, ...] = ()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 4)
        layout.setSpacing(2)
        self.buttons: dict[str, QToolButton] = {}
        for command, drawing, words, shortcut in _BUTTONS:
            button = tool_button(drawing, words, self, shortcut)
            button.setCheckable(command != "link")
            button.clicked.connect(lambda _=False, command=command: self._do(command))
            self.buttons[command] = button
            if command in ("heading", "link"):
                layout.addSpacing(4)
                layout.addWidget(_divider(self))
                layout.addSpacing(4)
            layout.addWidget(button)
        self.cite_button = QToolButton(self)
        self.cite_button.setIcon(icon("book-marked"))
        self.cite_button.setText("Cite")
        self.cite_button.setToolTip("Cite a source (type [^ in the text)")
        self.cite_button.setAccessibleName("Cite a source")
        self.cite_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.cite_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.cite_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        mark(self.cite_button, "menu")
        self._menu = QMenu(self.cite_button)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.cite_button.setMenu(self._menu)
        layout.addWidget(self.cite_button)
        layout.addStretch(1)
        self.set_target(None)

    def set_references(self, references: Sequence[Reference]) -> None:
        """Say what the citation menu offers."""
        self._references = tuple(references)

    def target(self) -> MarkdownEdit | None:
        """Return the text field that the buttons work on, None if there is none any more."""
        if self._target is not None and not shiboken6.isValid(self._target):
            self._target = None
        return self._target

    def set_target(self, edit: MarkdownEdit | None) -> None:
        """Let the buttons work on this field."""
        old = self.target()
        if edit is not old and old is not None:
            old.cursorPositionChanged.disconnect(self.refresh)
        if edit is not None and edit is not old:
            edit.cursorPositionChanged.connect(self.refresh)
        self._target = edit
        for command, button in self.buttons.items():
            button.setEnabled(edit is not None and edit.can(command))
        self.cite_button.setEnabled(edit is not None)
        self.refresh()

    def refresh(self) -> None:
        """Show which formats hold at the caret."""
        target = self.target()
        formats = target.formats() if target else frozenset()
        for command, button in self.buttons.items():
            button.setChecked(command in formats)

    def _do(self, command: str) -> None:
        target = self.target()
        if target:
            target.format(command)
        self.refresh()

    def _fill_menu(self) -> None:
        self._menu.clear()
        for reference in self._references:
            words = self.fontMetrics().elidedText(summary(reference), Qt.TextElideMode.ElideRight, 340)
            action = self._menu.addAction(words.replace("&", "&&"))
            action.setToolTip(plain_tip(reference.title))
            action.triggered.connect(lambda _=False, key=reference.key: self._cite(key))
        if self._references:
            self._menu.addSeparator()
        self._menu.addAction(icon("plus"), NEW, self.new_reference_wanted)

    def _cite(self, key: str) -> None:
        target = self.target()
        if target:
            target.cite(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leads back to the text."""
        target = self.target()
        if event.key() == Qt.Key.Key_Escape and target:
            target.setFocus()
        else:
            super().keyPressEvent(event)


def _divider(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    line.setFixedSize(1, 16)
    line.setAutoFillBackground(True)
    line.setBackgroundRole(QPalette.ColorRole.Mid)
    return line
