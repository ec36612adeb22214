"""The record: everything that was decided about this brochure, the newest first."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from editor.core.record import Entry, Record
from editor.core.record_words import KINDS, deed_of, kind_of, record_text, titles_of
from editor.files.atomic import write_atomically
from editor.files.errors import FileError
from editor.shell.record_book import RecordBook
from editor.shell.session import Session
from editor.ui.editing.fields import Choice
from editor.ui.frame.file_commands import say_error
from editor.ui.frame.style import look_of, mark
from editor.ui.review.who import plain_label
from editor.ui.review.words import counted, local_words

WORDS = "Entries are only ever added: a decision is taken back by another one, and both stay here."
EMPTY = "Nothing was decided yet. Approvals, comments, dismissed findings and exports will be listed here."


class RecordDialog(QDialog):
    """Shows the record, can narrow it to one kind, copy it and write it as text. `folder` is proposed for that."""

    def __init__(
        self, session: Session, book: RecordBook, folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Record")
        self.resize(620, 560)
        self._session, self._book, self._folder = session, book, folder
        self.kind = Choice(self)
        self.kind.set_choices([("", "Everything"), *((each, each) for each in KINDS)])
        self.kind.setAccessibleName("Show")
        self.kind.chosen.connect(lambda _: self.refresh())
        self.count = mark(QLabel(), "quiet")
        self.text = QTextBrowser(self)
        self.text.setOpenLinks(False)
        self.text.setAccessibleName("Entries, newest first")
        self.text.document().setDocumentMargin(10)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        self.copy = buttons.addButton("Copy", QDialogButtonBox.ButtonRole.ActionRole)
        self.save = buttons.addButton("Save as text…", QDialogButtonBox.ButtonRole.ActionRole)
        for button in (self.copy, self.save):
            button.setAutoDefault(False)
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._save)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(mark(QLabel("Record"), "heading"))
        row.addSpacing(8)
        row.addWidget(self.count)
        row.addStretch()
        row.addWidget(self.kind)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addLayout(row)
        column.addWidget(mark(plain_label(WORDS), "quiet"))
        column.addWidget(self.text, 1)
        column.addWidget(buttons)
        book.changed.connect(self.refresh)
        self.finished.connect(lambda _: book.changed.disconnect(self.refresh))
        self.refresh()

    @property
    def shown(self) -> Record:
        """The entries of the chosen kind."""
        kind = self.kind.value()
        return tuple(each for each in self._book.record if not kind or kind_of(each) == kind)

    def refresh(self) -> None:
        """Show the entries."""
        shown, titles = self.shown, titles_of(self._session.brochure)
        self.count.setText(counted(len(shown), "entry", "entries") if shown else "")
        lines = [self._html(each, titles) for each in reversed(shown)]
        nothing = EMPTY if not self._book.record else "There is no entry of this kind."
        self.text.setHtml("".join(lines) or f'<p style="color: {look_of(self).quiet}">{escape(nothing)}</p>')
        for button in (self.copy, self.save):
            button.setEnabled(bool(shown))

    def as_text(self) -> str:
        """Return the entries shown as text, newest first."""
        titles = titles_of(self._session.brochure)
        return record_text(self.shown, titles, self._book.record)

    def write(self, path: Path) -> None:
        """Write the entries shown as a text file; FileError if that fails."""
        write_atomically(path, self.as_text().encode())

    def _html(self, entry: Entry, titles: Mapping[str, str]) -> str:
        role = f", {escape(entry.person.role)}," if entry.person.role else ""
        deed = escape(deed_of(entry.act, titles, self._book.record))
        when = f'<span style="color: {look_of(self).quiet}; font-size: 11px">{local_words(entry)}</span>'
        return f'<p style="margin: 0 0 10px 0">{when}<br><b>{escape(entry.person.name)}</b>{role} {deed}</p>'

    def _copy(self) -> None:
        chosen = self.text.textCursor().selectedText().replace("\u2029", "\n").replace("\u2028", "\n")
        QGuiApplication.clipboard().setText(chosen or self.as_text())

    def _save(self) -> None:
        name = str(self._folder / "record.txt")
        path, _ = QFileDialog.getSaveFileName(self, "Save the record", name, "Text (*.txt)")
        if path:
            try:
                self.write(Path(path))
            except FileError as error:
                say_error(self, "The record was not written", str(error))
