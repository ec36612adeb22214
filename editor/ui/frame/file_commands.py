"""Opening, beginning, importing and saving documents: the dialogs, and what is said when something fails."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from editor.files.clean_copy import save_without_history
from editor.files.document import SUFFIX, Document, Outcome
from editor.files.errors import FileError
from editor.files.workspace import Recoverable, Workspace
from editor.shell.preferences import Preferences

BROCHURES = f"Candor brochures (*{SUFFIX})"
ARTICLES = "Articles (*.md *.markdown *.txt)"


class FileCommands(QObject):
    """opened(Document, notes): show this document. left(): what can be recovered changed."""

    opened = Signal(object, str)
    left = Signal()

    def __init__(self, window: QWidget, workspace: Workspace, preferences: Preferences) -> None:
        super().__init__(window)
        self._window, self._workspace, self._preferences = window, workspace, preferences

    def begin(self, starter_id: str) -> None:
        """Begin an untitled brochure from a starter."""
        from editor.files.starters import load_starter

        self.take(lambda: Document.create(self._workspace, *load_starter(starter_id)))

    def open_path(self, path: Path) -> None:
        """Open a document file."""
        self.take(lambda: Document.open(self._workspace, path))

    def take(self, make: Callable[[], Document]) -> None:
        """Show the document that a function opens or makes, or say why it cannot."""
        document = self._try(lambda: (make(), ""))
        if document and document.path:
            self._preferences.opened(document.path)

    def ask_open(self) -> None:
        """Let the user choose a document and open it."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, "Open a brochure", self._folder(), f"{BROCHURES};;All files (*)"
        )
        if name:
            self.open_path(Path(name))

    def ask_import(self) -> None:
        """Let the user choose an article and make a brochure of it."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, "Import an article", self._folder(), f"{ARTICLES};;All files (*)"
        )
        if name:
            self.import_path(Path(name))

    def import_path(self, path: Path) -> None:
        """Make an untitled brochure of an article."""

        def make() -> tuple[Document, str]:
            from editor.files.importing import import_file

            imported = import_file(path)
            document = Document.create(self._workspace, imported.brochure, imported.assets)
            return document, " ".join(imported.notes)

        self._try(make)

    def recover(self, left: Recoverable) -> None:
        """Open work that was left behind."""
        self._try(lambda: (Document.recover(self._workspace, left), ""))

    def ask_discard(self, left: Recoverable) -> None:
        """Delete work that was left behind, if the user means it."""
        title = left.title or "Untitled"
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("Discard recovered work")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(f"Discard the recovered work on “{title}”?")
        kept = (
            f" {left.document.name} stays as it is." if left.document else " It is not saved anywhere else."
        )
        box.setInformativeText(f"This cannot be undone.{kept}")
        discard = box.addButton("Discard", QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton("Keep", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.exec()
        if box.clickedButton() is discard:
            try:
                self._workspace.discard(left)
            except FileError as error:
                say_error(self._window, "It was not discarded", str(error))
            self.left.emit()

    def copy_without_history(self, document: Document, path: Path) -> str:
        """Write a copy that holds nothing but the brochure as it is now; return what came of it, for the user."""
        try:
            result = save_without_history(document, self._workspace, path)
        except FileError as error:
            return str(error)
        if result.outcome is Outcome.FAILED:
            return result.notice
        return (
            f"“{path.name}” holds the brochure as it is now: no earlier versions, no record, no other pictures. "
            "This document is as it was; delete it if nobody may have what it remembers."
        )

    def ask_place(self, document: Document, title: str, *, new: bool = False) -> Path | None:
        """Ask where to save a document, or a `new` one; None if the user thought better of it."""
        path = document.path or Path(self._folder()) / f"{file_name_for(title)}{SUFFIX}"
        if new:
            path = path.with_name(f"{file_name_for(title)}{SUFFIX}")
        name, _ = QFileDialog.getSaveFileName(self._window, "Save the brochure as", str(path), BROCHURES)
        if not name:
            return None
        chosen = Path(name)
        return chosen if chosen.suffix else chosen.with_suffix(SUFFIX)

    def _folder(self) -> str:
        kept = self._preferences.value.document_folder
        if kept and Path(kept).is_dir():
            return kept
        return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)

    def _try(self, make: Callable[[], tuple[Document, str]]) -> Document | None:
        try:
            document, notes = make()
        except FileError as error:
            say_error(self._window, "This could not be opened", str(error))
            return None
        self.opened.emit(document, notes)
        return document


def file_name_for(title: str) -> str:
    """Return a file name that every system allows, made of a title."""
    words = re.sub(r'[\x00-\x1f<>:"/\\|?*]+', " ", title)
    return " ".join(words.split()).strip(". ")[:80] or "Brochure"


def say_error(parent: QWidget | None, heading: str, sentence: str) -> None:
    """Tell the user in one sentence what went wrong."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(heading)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(heading)
    box.setInformativeText(sentence)
    QGuiApplication.restoreOverrideCursor()
    box.exec()
