"""Where an export goes: the proposed file, a way to choose another, and what is written besides or replaced."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from editor.render.products import Product
from editor.ui.frame.style import mark
from editor.ui.preview.formats import Format


class ExportPlace(QWidget):
    """A file name that follows format and draft until the user writes one. changed(): it is another."""

    changed = Signal()

    def __init__(self, name: str, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stem, self._folder = file_stem(name), folder
        self._own_name = self._audit = False
        self._just_written: Path | None = None
        self._format: Format | None = None
        self.edit = QLineEdit()
        self.edit.setAccessibleName("File to write")
        self.edit.textEdited.connect(self._take_own_name)
        self.edit.textChanged.connect(self._describe)
        self.browse = QPushButton("Choose…")
        self.browse.setAutoDefault(False)
        self.browse.clicked.connect(self._choose)
        self.note = mark(QLabel(wordWrap=True), "quiet")
        row = QHBoxLayout()
        row.addWidget(self.edit, 1)
        row.addWidget(self.browse)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        label = mark(QLabel("Save as"), "subheading")
        label.setBuddy(self.edit)
        column.addWidget(label)
        column.addLayout(row)
        column.addWidget(self.note)

    @property
    def path(self) -> Path:
        """The file to be written, as it stands in the field."""
        return Path(self.edit.text().strip()).expanduser()

    @property
    def is_named(self) -> bool:
        """Whether there is a name."""
        return bool(self.edit.text().strip())

    def propose(self, chosen: Format, *, draft: bool, audit: bool) -> None:
        """Propose a name for a format, unless the user has written one for it."""
        if chosen is not self._format:
            self._own_name = False
        self._format, self._audit = chosen, audit
        if not self._own_name:
            mid = f"{chosen.ending}{'-draft' if draft else ''}"
            self.edit.setText(str(self._folder / f"{self._stem}{mid}{chosen.suffix}"))
        self._describe()

    def written(self, folder: Path) -> None:
        """Take note that files were written into a folder: the next ones go there too."""
        self._folder, self._just_written = folder, self.path
        self._describe()

    def _take_own_name(self) -> None:
        self._own_name = True

    def _choose(self) -> None:
        chosen = self._format
        if chosen is None:
            return
        what = f"{chosen.name} (*{chosen.suffix})"
        path, _ = QFileDialog.getSaveFileName(self, f"Export {chosen.name.lower()}", str(self.path), what)
        if path:
            self._own_name = True
            self.edit.setText(path if Path(path).suffix else path + chosen.suffix)

    def _describe(self) -> None:
        notes = []
        if self._format and self._format.product is Product.PNG:
            notes.append("Every panel becomes a file of its own; a number is added to its name.")
        elif self.is_named and self.path.is_file() and self.path != self._just_written:
            notes.append("There is a file of this name. It will be replaced.")
        if self._audit and self.is_named:
            stem = self.path.stem if self.path.suffix else self.path.name
            notes.append(f"Also written: {stem}-audit.pdf and {stem}-audit.json.")
        self.note.setText(" ".join(notes))
        self.note.setVisible(bool(notes))
        self.changed.emit()


def file_stem(name: str) -> str:
    """Return a name as the stem of a file that every system takes."""
    stem = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", name).strip(" .")
    return re.sub(r"\s+", " ", stem)[:80] or "Brochure"
