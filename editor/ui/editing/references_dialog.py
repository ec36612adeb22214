"""The brochure's references: a list, and the fields of the one chosen in it."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from editor.core import edits
from editor.core.brochure import Reference
from editor.core.reference_text import cited_in, matches, suggested_key, summary
from editor.shell.session import Session
from editor.ui.editing.reference_form import ReferenceForm
from editor.ui.editing.value_dialog import ValueDialog
from editor.ui.frame.icons import beside_words, icon
from editor.ui.frame.style import mark

_KEY = Qt.ItemDataRole.UserRole
ADD = "Add reference"


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
        self.resize(820, 680)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText("Find by author, title or year")
        self.search.setAccessibleName("Find a reference")
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName("References")
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.add_button = QPushButton(icon("plus"), "New reference", self)
        self.delete_button = QPushButton(icon("trash-2"), "Delete…", self)
        for button in (self.add_button, self.delete_button):
            button.setAutoDefault(False)
            mark(beside_words(button), "quiet")
        self.form = ReferenceForm(session, self.run, self.today, self)
        self.form.renamed.connect(self._select)
        self.search.textChanged.connect(self.refresh)
        self.list.currentItemChanged.connect(self._chosen)
        self.add_button.clicked.connect(self.add)
        self.delete_button.clicked.connect(self.delete)
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
        buttons = QHBoxLayout()
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.delete_button)
        buttons.addStretch(1)
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
        self.run.end()
        empty = [key for key in self._added if self.session.brochure.reference(key) == Reference(key)]
        for key in reversed(empty):
            stack = self.session.undo_stack
            if stack.undoText() == ADD:
                stack.undo()
            if self.session.brochure.reference(key):
                self.session.apply("Remove empty reference", partial(edits.delete_reference, key=key))
        self._added.clear()
        super().done(result)

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
