"""The text editor for Markdown: formatting, lists, citations, pasting, underlined findings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QDialog, QMenu, QTextEdit, QToolTip, QWidget

from editor.check.findings import Finding
from editor.core import writing
from editor.core.brochure import Reference
from editor.ui.editing.citing import CitationPicker
from editor.ui.editing.growing_edit import GrowingEdit
from editor.ui.editing.highlighter import MarkdownHighlighter
from editor.ui.editing.marks import Mark, Stretch, stretches
from editor.ui.editing.utf16 import to_points, to_units
from editor.ui.frame.style import look_of
from editor.ui.review.finding_words import level_colour, tooltip

_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
# The digits of Ctrl+Shift+8 and 7 arrive as what Shift makes of them on the user's keyboard.
_KEYS = {
    (_CONTROL, Qt.Key.Key_B): "bold",
    (_CONTROL, Qt.Key.Key_I): "italic",
    (_CONTROL, Qt.Key.Key_K): "link",
    **{
        (_CONTROL | _SHIFT, key): "bullets"
        for key in (Qt.Key.Key_8, Qt.Key.Key_Asterisk, Qt.Key.Key_ParenLeft)
    },
    **{(_CONTROL | _SHIFT, key): "numbers" for key in (Qt.Key.Key_7, Qt.Key.Key_Ampersand, Qt.Key.Key_Slash)},
}
_BLOCK_COMMANDS = ("heading", "bullets", "numbers")
_FINDING_KEYS = frozenset(
    {
        (_CONTROL, Qt.Key.Key_Period),
        (Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Return),
        (Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Enter),
    }
)


class MarkdownEdit(GrowingEdit):
    """Edits Markdown.

    new_reference_wanted(): the user chose "New reference..." while citing; answer with `cite`.
    about_findings(): what was found is about to be asked for; answer with `set_findings` if there is news.
    menu_opening(QMenu, findings): a menu about findings opens; put actions into it.
    """

    new_reference_wanted = Signal()
    about_findings = Signal()
    menu_opening = Signal(object, object)

    def __init__(self, parent: QWidget | None = None, *, single_line: bool = False, lines: int = 1) -> None:
        super().__init__(parent, single_line=single_line, lines=lines)
        self._marks: tuple[Mark, ...] = ()
        self._stretches: tuple[Stretch, ...] = ()
        self._highlighter = MarkdownHighlighter(self.document(), look_of(self))
        self._picker = CitationPicker(self)
        self._picker.chosen.connect(self.cite)
        self._picker.new_wanted.connect(self.new_reference_wanted)

    # Formatting

    def can(self, command: str) -> bool:
        """Say whether a command makes sense here: fields of one line have no headings and lists."""
        return not (self.single_line and command in _BLOCK_COMMANDS)

    def format(self, command: str) -> None:
        """Do "bold", "italic", "heading", "bullets", "numbers" or "link" to the selection."""
        if not self.can(command):
            return
        text, start, end = self.selection()
        if command == "bold":
            self.change(writing.toggle_emphasis(text, start, end, "**"))
        elif command == "italic":
            self.change(writing.toggle_emphasis(text, start, end, "*"))
        elif command == "heading":
            self.change(writing.toggle_heading(text, start, end))
        elif command in ("bullets", "numbers"):
            self.change(writing.toggle_list(text, start, end, ordered=command == "numbers"))
        elif command == "link":
            self._ask_for_link(text, start, end)
        self.setFocus()

    def formats(self) -> frozenset[str]:
        """Return the formats at the caret."""
        return writing.formats_at(*self.selection())

    def cite(self, key: str) -> None:
        """Write a citation at the caret."""
        text, _, end = self.selection()
        self.change(writing.cite(text, end, key))
        self.setFocus()

    def _ask_for_link(self, text: str, start: int, end: int) -> None:
        from editor.ui.editing.link_dialog import LinkDialog

        dialog = LinkDialog(" ".join(text[start:end].split()), self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.change(writing.link(text, start, end, dialog.label(), dialog.address()))
        dialog.deleteLater()

    # References and findings

    def set_references(self, references: Sequence[Reference]) -> None:
        """Say which references can be cited."""
        self._picker.set_references(references)
        self._highlighter.set_known(frozenset(each.key for each in references))

    def set_findings(self, marks: Sequence[Mark]) -> None:
        """Underline what was found in the text as it is now; replaces earlier marks."""
        if tuple(marks) != self._marks:
            self._marks = tuple(marks)
            self._underline()

    def findings(self) -> list[tuple[str, str]]:
        """Return (underlined text, tooltip) of what is underlined now."""
        return [(each.cursor.selectedText(), each.format.toolTip()) for each in self.extraSelections()]

    def findings_at(self, place: int) -> tuple[Finding, ...]:
        """Return what was found at a place in code points, its words' end included."""
        found = [each for each in self._stretches if each.start <= place <= each.end]
        inside = [each for each in found if place < each.end]
        return (inside or found)[0].findings if found else ()

    def open_findings(self) -> bool:
        """Open the menu of what can be done about the words at the caret; return whether there is anything."""
        self.about_findings.emit()
        findings = self.findings_at(self.selection()[2])
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if findings:
            self.menu_opening.emit(menu, findings)
        at = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        if menu.isEmpty():
            menu.deleteLater()
            QToolTip.showText(at, "Nothing was found at these words.", self)
            return False
        menu.popup(at)
        menu.setActiveAction(next(each for each in menu.actions() if each.isEnabled()))
        return True

    def _underline(self) -> None:
        text, self._stretches = self.text(), stretches(self._marks)
        tokens, selections = look_of(self), []
        for each in self._stretches:
            selection = QTextEdit.ExtraSelection()
            style = QTextCharFormat()
            style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            style.setUnderlineColor(QColor(level_colour(each.level, tokens)))
            style.setToolTip(tooltip(each.findings, tokens))
            selection.format = style
            selection.cursor = QTextCursor(self.document())
            selection.cursor.setPosition(to_units(text, each.start))
            selection.cursor.setPosition(to_units(text, each.end), QTextCursor.MoveMode.KeepAnchor)
            selections.append(selection)
        self.setExtraSelections(selections)

    def _place_at(self, point: QPoint) -> int:
        """Return the place in code points at a point of the viewport; -1 beside the text."""
        cursor = self.cursorForPosition(point)
        line = self.cursorRect(cursor)
        if not line.adjusted(-12, -2, 12, 2).contains(point):
            return -1
        return to_points(self.text(), cursor.position())

    def _tooltip_at(self, event: QHelpEvent) -> str:
        findings = self.findings_at(self._place_at(self.viewport().mapFrom(self, event.pos())))
        return tooltip(findings, look_of(self)) if findings else ""

    # Events

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            key = (event.modifiers(), event.key())
            if key in _KEYS or key in _FINDING_KEYS:
                event.accept()
                return True
        if event.type() == QEvent.Type.ToolTip and (words := self._tooltip_at(event)):
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_highlighter"):
            self._highlighter.set_tokens(look_of(self))
            self._underline()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._picker.takes(event):
            event.ignore()
            return
        command = _KEYS.get((event.modifiers(), event.key()))
        if command:
            self.format(command)
        elif (event.modifiers(), event.key()) in _FINDING_KEYS:
            self.open_findings()
        elif not self._list_key(event):
            super().keyPressEvent(event)
            text, _, end = self.selection()
            self._picker.update(writing.open_citation(text, end), opens=bool(event.text()))

    def _list_key(self, event: QKeyEvent) -> bool:
        """Enter, Tab and Shift+Tab in lists. Elsewhere Tab moves the focus, as everywhere in the window."""
        if self.single_line:
            return False
        change = None
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (
            _SHIFT | _CONTROL
        ):
            change = writing.continue_list(*self.selection())
        elif event.key() == Qt.Key.Key_Tab and not event.modifiers():
            change = writing.indent(*self.selection())
        elif event.key() == Qt.Key.Key_Backtab:
            change = writing.indent(*self.selection(), outwards=True)
        if change is None:
            return False
        self.change(change)
        return True

    def focusNextPrevChild(self, forwards: bool) -> bool:
        # Qt asks this before keyPressEvent: a list keeps the key, everything else lets go of it.
        if self._picker.is_open() or (not self.single_line and writing.indent(*self.selection())):
            return False
        return super().focusNextPrevChild(forwards)

    def text_from(self, source: QMimeData) -> str:
        # Only those who paste wait for the HTML parser to load.
        from editor.core.paste import markdown_from_html

        text = markdown_from_html(source.html()) if source.hasHtml() and not self.single_line else ""
        return text or ("" if source.hasHtml() and source.hasImage() else super().text_from(source))

    def insert_text(self, text: str) -> None:
        if self.single_line:
            super().insert_text(text)
        else:
            self.change(writing.insert(*self.selection(), text))

    def menu_at(self, point: QPoint, *, by_key: bool = False) -> QMenu:
        """Return the menu at a point of this widget, or at the caret: for what was found there, then for the text."""
        self.about_findings.emit()
        place = self.selection()[2] if by_key else self._place_at(self.viewport().mapFrom(self, point))
        menu, findings = QMenu(self), self.findings_at(place)
        if findings:
            self.menu_opening.emit(menu, findings)
            menu.addSeparator()
        standard = self.createStandardContextMenu(point)
        standard.setParent(menu, standard.windowFlags())  # its entries live as long as ours
        for action in standard.actions():
            if action.objectName() not in ("edit-undo", "edit-redo"):
                menu.addAction(action)
        plain = menu.addAction("Paste as plain text", self.paste_plain)
        plain.setShortcut(QKeySequence("Ctrl+Shift+V"))
        plain.setEnabled(self.canPaste())
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.menu_at(event.pos(), by_key=event.reason() is QContextMenuEvent.Reason.Keyboard)
        menu.exec(event.globalPos())
        menu.deleteLater()
