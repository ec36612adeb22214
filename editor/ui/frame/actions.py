"""The commands of the window as actions: words, icons and keys in one table. The window connects them."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence, QUndoGroup
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from editor.ui.frame.icons import icon

# name: (words, icon, keys, whether a document must be open)
COMMANDS: dict[str, tuple[str, str, str, bool]] = {
    "start": ("Start &screen", "house", "", False),
    "open": ("&Open…", "folder-open", "Ctrl+O", False),
    "import_": ("&Import article…", "file-input", "", False),
    "save": ("&Save", "save", "Ctrl+S", True),
    "save_as": ("Save &as…", "", "Ctrl+Shift+S", True),
    "clean_copy": ("Save a copy &without history…", "eraser", "", True),
    "versions": ("&Versions…", "history", "", True),
    "export": ("&Export…", "file-output", "Ctrl+E", True),
    "print": ("&Print…", "printer", "Ctrl+P", True),
    "close": ("&Close document", "", "Ctrl+W", True),
    "quit": ("&Quit", "", "Ctrl+Q", False),
    "document": ("&Brochure settings…", "sliders-horizontal", "Ctrl+,", True),
    "brand": ("&Brand…", "badge-check", "", True),
    "fit_copy": ("&Fit copy", "a-large-small", "Ctrl+Shift+J", True),
    "references": ("&References…", "library-big", "Ctrl+Shift+R", True),
    "findings": ("&Findings", "list-checks", "Ctrl+Shift+F", True),
    "review": ("&Review panel", "clipboard-check", "Ctrl+Shift+E", True),
    "approve_all": ("&Approve all…", "badge-check", "", True),
    "policy": ("Reviewers and &policy…", "users", "", True),
    "record": ("Re&cord…", "scroll-text", "", True),
    "who": ("Your &name…", "user-round-pen", "", False),
    "keys": ("&Keyboard shortcuts", "keyboard", "F1", False),
    "log": ("Open &log", "scroll-text", "", False),
    "about": ("&About Candor", "info", "", False),
}

# words, icon, keys, and the method of the text field
CLIPBOARD = (
    ("Cu&t", "scissors", "Ctrl+X", "cut"),
    ("&Copy", "copy", "Ctrl+C", "copy"),
    ("&Paste", "clipboard-paste", "Ctrl+V", "paste"),
    ("Paste as plain te&xt", "", "Ctrl+Shift+V", "paste_plain"),
    ("Select &all", "", "Ctrl+A", "selectAll"),
)


class WindowActions(QObject):
    """The actions by name (see COMMANDS), and undo and redo with words."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.by_name = {name: self._make(*what) for name, what in COMMANDS.items()}
        self.undo_group = QUndoGroup(self)
        self.undo = self.undo_group.createUndoAction(self, "Undo")
        self.redo = self.undo_group.createRedoAction(self, "Redo")
        for action, symbol, keys in (
            (self.undo, "undo-2", [QKeySequence("Ctrl+Z")]),
            (self.redo, "redo-2", [QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")]),
        ):
            action.setIcon(icon(symbol))
            action.setShortcuts(keys)
            action.changed.connect(lambda action=action: _retip(action))
            _retip(action)
        self.clipboard = tuple(self._make_clipboard(*what) for what in CLIPBOARD)
        self.set_document_open(False)

    def __getitem__(self, name: str) -> QAction:
        return self.by_name[name]

    def set_document_open(self, is_open: bool) -> None:
        """Enable what needs a document."""
        for name, (_, _, _, needs) in COMMANDS.items():
            if needs:
                self.by_name[name].setEnabled(is_open)

    def _make_clipboard(self, words: str, symbol: str, keys: str, method: str) -> QAction:
        """Make a command on the text being edited. Its keys are the text's own, here they are only told."""
        action = QAction(f"{words}\t{keys}", self)
        if symbol:
            action.setIcon(icon(symbol))
        action.triggered.connect(lambda: _ask_focus(method))
        return action

    def _make(self, words: str, symbol: str, keys: str, _needs: bool) -> QAction:
        action = QAction(words, self)
        if symbol:
            action.setIcon(icon(symbol))
        if keys:
            action.setShortcut(QKeySequence(keys))
        _retip(action)
        return action


def _ask_focus(method: str) -> None:
    """Let the field that has the focus cut, copy or paste; anything else does nothing."""
    field = QApplication.focusWidget()
    plain = "paste" if method == "paste_plain" and not hasattr(field, method) else method
    if isinstance(field, (QLineEdit, QPlainTextEdit)):
        getattr(field, plain)()


def _retip(action: QAction) -> None:
    """Let the tooltip say the words and the keys, also when the words change ("Undo Move section")."""
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    words = action.text().replace("&", "").rstrip("…")
    tip = f"{words} ({keys})" if keys else words
    if action.toolTip() != tip:
        action.setToolTip(tip)
