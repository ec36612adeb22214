"""What becomes of an export: progress, the sentence at its end, and ways to the files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from editor.core.paper import Form
from editor.shell.export_job import Exported
from editor.ui.frame.icons import beside_words, icon
from editor.ui.frame.style import mark
from editor.ui.preview.assurance import Assurance
from editor.ui.preview.words import left_out, size_of


class ExportOutcome(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files: tuple[Path, ...] = ()
        self.progress = QProgressBar(textVisible=False)
        self.status = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.show_folder = beside_words(QPushButton(icon("folder-open"), "Show in folder"))
        self.open = beside_words(QPushButton(icon("external-link"), "Open"))
        for button, slot in ((self.show_folder, self._open_folder), (self.open, self._open_file)):
            button.setAutoDefault(False)
            button.clicked.connect(slot)
        self.assurance = Assurance()
        row = QHBoxLayout()
        row.addWidget(self.show_folder)
        row.addWidget(self.open)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.status)
        column.addWidget(self.progress)
        column.addWidget(self.assurance)
        column.addLayout(row)
        self.clear()

    def clear(self) -> None:
        """Say nothing."""
        self._say("")

    def fail(self, sentence: str) -> None:
        """Say why there is no export."""
        self._say(sentence, "error")

    def say(self, sentence: str) -> None:
        """Say something that is neither good nor bad."""
        self._say(sentence)

    def work(self, words: str, done: int = 0, total: int = 0) -> None:
        """Show how far it is; without a total, that it goes on."""
        if not self.progress.isVisibleTo(self):
            self._say(f"{words}…")
            self.progress.show()
        self.status.setText(f"{words}…")
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def finish(self, exported: Exported, form: Form | None) -> None:
        """Say what was written, and offer ways to it."""
        report = exported.report
        self._say(saved_words(exported, form))
        self._files = report.files
        self.show_folder.show()
        self.open.show()
        self.assurance.put(report.assertions)

    def _say(self, text: str, role: str = "") -> None:
        mark(self.status, role)
        self.status.setText(text)
        self.status.setVisible(bool(text))
        for widget in (self.progress, self.show_folder, self.open):
            widget.hide()
        self.assurance.put(())
        self.setVisible(bool(text))

    def _open_folder(self) -> None:
        if self._files:
            self._open_or_say(self._files[0].parent)

    def _open_file(self) -> None:
        if self._files:
            self._open_or_say(self._files[0])

    def _open_or_say(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.status.setText(f"No program could be started for it. You find it here: {path}")


def saved_words(exported: Exported, form: Form | None) -> str:
    """Return what was written and what is to be known of it, a line each."""
    report = exported.report
    count = len(report.files)
    files = "1 file" if count == 1 else f"{count} files"
    more = f" and {count - 1} more" if count > 1 else ""
    saved = (
        f"Saved “{report.files[0].name}”{more} in {report.files[0].parent} "
        f"({files}, {size_of(report.size)}, checked)."
    )
    entered = f"Entered in the document’s record as number {exported.entry}." if exported.entry else ""
    missing = left_out(exported.oversets, form) if form else ""
    return "\n".join(each for each in (saved, missing, *report.notes, exported.note, entered) if each)
