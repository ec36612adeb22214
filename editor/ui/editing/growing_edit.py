"""A text field that is as high as its text, and that is a view of a value.

It has no undo of its own: Ctrl+Z goes to the window, whose undo swaps whole values.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QImage,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from editor.core.decode import MAX_TEXT
from editor.core.writing import Change, difference
from editor.ui.editing.undo_keys import UndoInWindow
from editor.ui.editing.utf16 import to_points, to_units

MANY_BLOCKS = 400
"""A text with more paragraphs scrolls in itself, so that a key does not cost more and more."""
PICTURE_SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".svg", ".gif", ".bmp", ".tif", ".tiff")
MAX_PICTURE_FILE = 80_000_000


class GrowingEdit(UndoInWindow, QPlainTextEdit):
    """Plain text without scroll bars. With `single_line` it wraps but has no line breaks.

    edited(text): the user changed the text. left(): what was typed is complete, as the
    focus goes elsewhere or a paste follows.
    caret_moved(rectangle): where the caret is now, in this widget.
    picture_offered(data, name): the user pasted or dropped a picture.
    """

    edited = Signal(str)
    left = Signal()
    caret_moved = Signal(QRect)
    picture_offered = Signal(bytes, str)

    def __init__(self, parent: QWidget | None = None, *, single_line: bool = False, lines: int = 1) -> None:
        super().__init__(parent)
        self.single_line = single_line
        self._lines = lines
        self._value = ""
        self._showing = False
        self._composing = False
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(2)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._on_text_changed)
        self.cursorPositionChanged.connect(self._on_caret_moved)
        self._fit()

    # The value

    def text(self) -> str:
        """Return the text. Unlike toPlainText it keeps no-break spaces."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def show_text(self, text: str) -> bool:
        """Show a text without reporting an edit and say whether it was another one.

        Only what differs is replaced; the caret goes behind the change, as after an undo.
        """
        current = self.text()
        if text == current:
            self._value = text
            return False
        if self._composing:
            QGuiApplication.inputMethod().reset()
            current = self.text()
        start, end, new = difference(current, text)
        self._showing = True
        cursor = self._replace(current, start, end, new)
        self.setTextCursor(cursor)
        self._showing = False
        self._value = text
        self._fit()
        return True

    def caret_rectangle(self) -> QRect:
        """Return where the caret is, in this widget."""
        return self.cursorRect().translated(self.viewport().pos())

    def selection(self) -> tuple[str, int, int]:
        """Return the text and the selected range in code points."""
        text, cursor = self.text(), self.textCursor()
        return text, to_points(text, cursor.selectionStart()), to_points(text, cursor.selectionEnd())

    def select(self, start: int, end: int) -> None:
        """Select a range in code points."""
        text, cursor = self.text(), self.textCursor()
        cursor.setPosition(to_units(text, start))
        cursor.setPosition(to_units(text, end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def change(self, change: Change) -> None:
        """Make a change as if the user had typed it, and select what it says."""
        before = self.text()
        if len(before) + len(change.text) - (change.end - change.start) > MAX_TEXT:
            QApplication.beep()
            return
        cursor = self.textCursor()
        cursor.beginEditBlock()
        self._replace(before, change.start, change.end, change.text)
        cursor.endEditBlock()
        after = self.text()
        cursor.setPosition(to_units(after, change.anchor))
        cursor.setPosition(to_units(after, change.caret), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _replace(self, text: str, start: int, end: int, new: str) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(to_units(text, start))
        cursor.setPosition(to_units(text, end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(new)
        return cursor

    def _on_text_changed(self) -> None:
        if self._showing:
            return
        self._fit()
        text = self.text()
        if text != self._value:
            self._value = text
            self.edited.emit(text)

    def _on_caret_moved(self) -> None:
        if self.hasFocus() and not self._showing:
            self.caret_moved.emit(self.caret_rectangle())

    # Keys and input methods

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.keyCombination() == QKeySequence("Ctrl+Shift+V")[0]:
            self.paste_plain()
        elif self.single_line and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        elif event.text().isprintable() and event.text() and len(self._value) >= MAX_TEXT:
            QApplication.beep()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
            event.ignore()
        else:
            super().wheelEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:  # a list or menu over the text
            self.left.emit()

    # Clipboard

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy Markdown as it stands; Qt would add HTML, which would come back escaped."""
        mime = QMimeData()
        mime.setText(self.textCursor().selectedText().replace("\u2029", "\n").replace("\u2028", "\n"))
        return mime

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasHtml() or source.hasImage() or bool(_picture_files(source))

    def insertFromMimeData(self, source: QMimeData) -> None:
        files = _picture_files(source)
        if files:
            self._offer_file(files[0])
            return
        text = self.text_from(source)
        if text:
            self.left.emit()
            self.insert_text(text)
        elif source.hasImage():
            data = _png(source.imageData())
            if data:
                self.picture_offered.emit(data, "picture.png")

    def text_from(self, source: QMimeData) -> str:
        """Return what to insert for pasted or dropped data."""
        return _plain(source.text()) if source.hasText() else ""

    def paste_plain(self) -> None:
        """Paste the clipboard's text without any formatting."""
        self.left.emit()
        self.insert_text(_plain(QApplication.clipboard().text()))

    def insert_text(self, text: str) -> None:
        """Insert text in place of the selection, as if typed."""
        _, start, end = self.selection()
        if self.single_line:
            from editor.core.paste import one_line

            text = one_line(text)
        caret = start + len(text)
        self.change(Change(start, end, text, caret, caret))

    def _offer_file(self, path: Path) -> None:
        try:
            if path.stat().st_size <= MAX_PICTURE_FILE:
                self.picture_offered.emit(path.read_bytes(), path.name)
                return
        except OSError:
            pass
        QApplication.beep()

    # Height

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        document = self.document()
        line = self.fontMetrics().lineSpacing()
        huge = document.blockCount() > MANY_BLOCKS
        policy = Qt.ScrollBarPolicy
        wanted_policy = policy.ScrollBarAsNeeded if huge else policy.ScrollBarAlwaysOff
        if wanted_policy is not self.verticalScrollBarPolicy():
            self.setVerticalScrollBarPolicy(wanted_policy)
        height = 40.0 * line if huge else 0.0
        if not huge:
            layout, block = document.documentLayout(), document.begin()
            while block.isValid():
                height += layout.blockBoundingRect(block).height()
                block = block.next()
        chrome = max(self.height() - self.viewport().height(), 0) + 2 * document.documentMargin()
        wanted = round(max(height, self._lines * line) + chrome) + 1
        if wanted != self.height() or self.minimumHeight() != wanted:
            self.setFixedHeight(wanted)
        if not huge:
            self.verticalScrollBar().setValue(0)


def _plain(text: str) -> str:
    from editor.core.paste import markdown_from_plain  # here: it brings an HTML parser, and most never paste

    return markdown_from_plain(text)


def _picture_files(source: QMimeData) -> list[Path]:
    """Return the picture files in data that is nothing but local files."""
    paths = [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in PICTURE_SUFFIXES]


def _png(image: object) -> bytes:
    if not isinstance(image, QImage) or image.isNull():
        return b""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())
