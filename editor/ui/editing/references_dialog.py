"""The brochure's references: a list, and the fields of the one chosen in it."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from editor.check.claims.worth import short, warning
from editor.core import edits
from editor.core.brochure import Reference
from editor.core.evidence_import.found import Found
from editor.core.reference_text import cited_in, matches, suggested_key, summary
from editor.files.errors import FileError
from editor.shell.session import Session
from editor.ui.editing.reference_form import ReferenceForm
from editor.ui.editing.two_lines import SECOND, WARNS, TwoLines
from editor.ui.editing.value_dialog import ValueDialog
from editor.ui.frame.icons import beside_words, icon
from editor.ui.frame.style import mark

if TYPE_CHECKING:
    from editor.ui.editing.import_dialog import ImportDialog

_KEY = Qt.ItemDataRole.UserRole
ADD = "Add reference"
IMPORT = "Import references"


class ReferenceList(QListWidget):
    """The list of references, onto which files can be dragged: dropped(paths)."""

    dropped = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _paths(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if _paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = _paths(event.mimeData())
        if paths:
            event.acceptProposedAction()
            # The other program waits until this returns, and a window opens now.
            QTimer.singleShot(0, self, lambda: self.dropped.emit(paths))


def _paths(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class ReferencesDialog(ValueDialog):
    """Edits the references. `key` is the one shown; with `new` a fresh one is added at once."""

    def __init__(
        self,
        session: Session,
        parent: QWidget | None = None,
        *,
        key: str = "",
        new: bool = False,
        today: date | None = None,
    ) -> None:
        super().__init__("References", session, parent)
        self.today = today or datetime.now().astimezone().date()
        self.resize(900, 740)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText("Find by author, title or year")
        self.search.setAccessibleName("Find a reference")
        self.search.setClearButtonEnabled(True)
        self.list = ReferenceList(self)
        self.list.setAccessibleName("References")
        self.list.setItemDelegate(TwoLines(self.list))
        self.list.dropped.connect(self.import_files)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.add_button = QPushButton(icon("plus"), "New reference", self)
        self.delete_button = QPushButton(icon("trash-2"), "Delete…", self)
        self.import_button = QPushButton(icon("file-input"), "Import…", self)
        self.paste_button = QPushButton(icon("clipboard-paste"), "Paste citations…", self)
        self.notice = QLabel(self)
        self.notice.setWordWrap(True)
        self.notice.setTextFormat(Qt.TextFormat.PlainText)
        self.notice.hide()
        mark(self.notice, "error")
        for button in (self.add_button, self.delete_button, self.import_button, self.paste_button):
            button.setAutoDefault(False)
            mark(beside_words(button), "quiet")
        self.form = ReferenceForm(session, self.run, self.today, self)
        self.form.renamed.connect(self._select)
        self.search.textChanged.connect(self.refresh)
        self.list.currentItemChanged.connect(self._chosen)
        self.add_button.clicked.connect(self.add)
        self.delete_button.clicked.connect(self.delete)
        self.import_button.clicked.connect(self.ask_for_files)
        self.paste_button.clicked.connect(self.paste)
        self._arrange()
        self._wanted = key
        self._added: list[str] = []
        self.refresh()
        if new or not session.brochure.references:
            self.add()

    @property
    def key(self) -> str:
        """The key of the reference shown, empty if there is none."""
        return self.form.key

    def _arrange(self) -> None:
        left = QVBoxLayout()
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        left.addWidget(self.notice)
        buttons = QGridLayout()
        buttons.setSpacing(2)
        for row, pair in enumerate(
            ((self.add_button, self.delete_button), (self.import_button, self.paste_button))
        ):
            for column, button in enumerate(pair):
                buttons.addWidget(button, row, column, Qt.AlignmentFlag.AlignLeft)
        buttons.setColumnStretch(2, 1)
        left.addLayout(buttons)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        mark(self.form, "page")
        scroll.setWidget(self.form)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addLayout(left, 2)
        columns.addWidget(scroll, 3)
        self._layout.addLayout(columns, 1)
        self.add_close()

    def refresh(self) -> None:
        """Show the references that match what is searched, and the chosen one."""
        brochure = self.session.brochure
        chosen = self._wanted or self.key
        found = [each for each in brochure.references if matches(each, self.search.text())]
        self.list.blockSignals(True)
        row_before = self.list.currentRow()
        shown = [self.list.item(row).data(_KEY) for row in range(self.list.count())]
        if shown != [each.key for each in found]:
            self.list.clear()
            for reference in found:
                entry = QListWidgetItem(self.list)
                entry.setData(_KEY, reference.key)
        for row, reference in enumerate(found):
            entry = self.list.item(row)
            cited = sum(each.count for each in cited_in(brochure, reference.key))
            empty = reference == Reference(reference.key)
            entry.setText("New reference" if empty else summary(reference))
            entry.setToolTip(f"Cited {cited}×" if cited else "Not cited")
            warns = warning(reference, self.today)
            about = " · ".join(filter(None, (short(reference), warns))) or "kind of study not said"
            entry.setData(SECOND, "" if empty else f"{about[:1].upper()}{about[1:]}")
            entry.setData(WARNS, bool(warns))
            entry.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.text()}. {about}")
            if reference.key == chosen:
                self.list.setCurrentRow(row)
        if found and self.list.currentRow() < 0:
            self.list.setCurrentRow(max(0, min(row_before, len(found) - 1)))
        self.list.blockSignals(False)
        self._show()

    def add(self) -> None:
        """Add an empty reference and show it."""
        self.run.end()
        self.search.clear()
        key = suggested_key("", None, [each.key for each in self.session.brochure.references])
        self._wanted = key
        self._added.append(key)
        self.session.apply(ADD, partial(edits.insert_reference, reference=Reference(key)))
        self.form.show_reference(self.session.brochure.reference(key), fresh=True)
        self.form.pasted.setFocus()

    def done(self, result: int) -> None:
        """Close. New references that were left empty go again, without a trace in the undo menu if possible."""
        self._drop_empty()
        super().done(result)

    def _drop_empty(self) -> None:
        self.run.end()
        empty = [key for key in self._added if self.session.brochure.reference(key) == Reference(key)]
        for key in reversed(empty):
            stack = self.session.undo_stack
            if stack.undoText() == ADD:
                stack.undo()
            if self.session.brochure.reference(key):
                self.session.apply("Remove empty reference", partial(edits.delete_reference, key=key))
        self._added.clear()

    def ask_for_files(self) -> None:
        """Let the user choose files of references, and offer what is in them."""
        from editor.files.evidence import SUFFIXES

        kinds = f"References ({' '.join('*' + suffix for suffix in SUFFIXES)});;All files (*)"
        names, _ = QFileDialog.getOpenFileNames(self, "Import references", "", kinds)
        if names:
            self.import_files([Path(name) for name in names])

    def import_files(self, paths: list[Path]) -> None:
        """Offer the references in files; those that cannot be read are named, and the others offered."""
        from editor.files.evidence import import_references
        from editor.ui.editing.import_dialog import ImportDialog

        found: list[Found] = []
        notes: list[str] = []
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            for path in paths:
                try:
                    imported = import_references(path)
                except FileError as error:
                    notes.append(str(error))
                    continue
                found += imported.found
                where = f"{path.name}: " if len(paths) > 1 else ""
                notes += [where + note for note in imported.notes]
        finally:
            QApplication.restoreOverrideCursor()
        self.notice.setText("\n".join(notes))
        self.notice.setVisible(not found)
        if found:
            dialog = ImportDialog(IMPORT, self.session, self)
            names = f"“{paths[0].name}”" if len(paths) == 1 else f"{len(paths)} files"
            count = "1 reference" if len(found) == 1 else f"{len(found):,} references"
            dialog.show_found(found, notes, f"{count} in {names}. Tick those you want in the brochure.")
            self._finish(dialog)

    def paste(self) -> None:
        """Let the user paste citations."""
        from editor.ui.editing.import_dialog import PasteDialog

        self.notice.hide()
        self._finish(PasteDialog(self.session, self))

    def _finish(self, dialog: ImportDialog) -> None:
        self._drop_empty()
        dialog.exec()
        taken = dialog.taken
        dialog.deleteLater()
        if taken:
            self.form.remember_origins(taken)
            self.search.clear()
            self._select(next(iter(taken)))

    def delete(self) -> None:
        """Delete the chosen reference; asks first if texts cite it."""
        key, brochure = self.key, self.session.brochure
        reference = brochure.reference(key)
        if reference is None:
            return
        cited = cited_in(brochure, key)
        if cited:
            count = sum(each.count for each in cited)
            times = "once" if count == 1 else f"{count} times"
            question = (
                f"“{summary(reference)}” is cited {times}.\n\nIf you delete it, those citations stay in the "
                "text without a source and are marked in red until you change them."
            )
            yes = QMessageBox.StandardButton.Discard
            box = QMessageBox(QMessageBox.Icon.Warning, "Delete reference", question, yes, self)
            box.setTextFormat(Qt.TextFormat.PlainText)
            box.button(yes).setText("Delete")
            box.addButton(QMessageBox.StandardButton.Cancel)
            box.setDefaultButton(QMessageBox.StandardButton.Cancel)
            if box.exec() != yes:
                return
        self.run.end()
        keys = [each.key for each in brochure.references if each.key != key]
        self._wanted = keys[min(self.list.currentRow(), len(keys) - 1)] if keys else ""
        self.session.apply("Delete reference", partial(edits.delete_reference, key=key))

    def _select(self, key: str) -> None:
        self._wanted = key
        self.refresh()

    def _chosen(self) -> None:
        self.run.end()
        self._wanted = ""
        self._show()

    def _show(self) -> None:
        entry = self.list.currentItem()
        self._wanted = ""
        reference = self.session.brochure.reference(entry.data(_KEY)) if entry else None
        self.form.show_reference(reference)
        self.delete_button.setEnabled(reference is not None)
