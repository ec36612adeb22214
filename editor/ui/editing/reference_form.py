"""The fields of one reference, a pasted citation read into them, and where it is cited."""

from __future__ import annotations

import re
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.core import edits
from editor.core.brochure import Reference
from editor.core.reference_text import cited_in, read_reference, suggested_key
from editor.shell.session import Session
from editor.ui.editing.fields import Labelled, LineField
from editor.ui.editing.growing_edit import GrowingEdit
from editor.ui.editing.kinds import KIND_FORMS
from editor.ui.editing.typing_run import TypingRun
from editor.ui.frame.style import mark

_WORDS = {
    "authors": ("Authors", "Lee A, Kim B"),
    "title": ("Title", ""),
    "journal": ("Journal or publisher", ""),
    "year": ("Year", "2024"),
    "locator": ("Volume, issue, pages", "12(3):45–50"),
    "doi": ("DOI", "10.1000/…"),
    "url": ("Web address", "https://"),
    "study": ("Kind of study", "randomised trial"),
    "people": ("People in the study", ""),
    "key": ("Short name for citing", "lee2024"),
}
_PLACES = {
    "authors": (0, 0, 2),
    "title": (1, 0, 2),
    "journal": (2, 0, 2),
    "locator": (3, 0, 1),
    "year": (3, 1, 1),
    "study": (4, 0, 1),
    "people": (4, 1, 1),
    "doi": (5, 0, 1),
    "url": (5, 1, 1),
    "key": (6, 0, 2),
}
_GROWING = ("authors", "title", "journal", "locator", "study")
_NUMBERS = ("year", "people")
_KEY_HELP = "Texts cite it as [^{key}]; change it here and they follow."


class ReferenceForm(QWidget):
    """Edits one reference of the session live. renamed(key): it has another key now."""

    renamed = Signal(str)

    def __init__(self, session: Session, run: TypingRun, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._run = session, run
        self.key = ""
        self._fresh = False
        self.fields: dict[str, LineField | GrowingEdit] = {
            name: GrowingEdit(self, single_line=True) if name in _GROWING else LineField(self)
            for name in _WORDS
        }
        self.rows = {name: Labelled(words, self.fields[name]) for name, (words, _) in _WORDS.items()}
        self.pasted = GrowingEdit(self, single_line=True, lines=2)
        self.pasted.setPlaceholderText("Paste a citation or a DOI here to fill in the fields")
        self.read_button = QPushButton("Fill in", self)
        self.read_button.setEnabled(False)
        self.read_button.setAutoDefault(False)
        self.paste_row = Labelled("From a pasted citation", self.pasted)
        self.paste_row.layout().addWidget(self.read_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.cited = QLabel(self)
        self.cited.setWordWrap(True)
        mark(self.cited, "help")
        self.fields["year"].setValidator(QIntValidator(1, 9999, self))
        self.fields["people"].setValidator(QIntValidator(0, 1_000_000_000, self))
        for name, field in self.fields.items():
            field.setPlaceholderText(_WORDS[name][1])
            field.left.connect(self._rename if name == "key" else run.end)
            if name != "key":
                field.edited.connect(partial(self._edit, name))
        self.fields["key"].returnPressed.connect(self._rename)
        self.pasted.edited.connect(lambda text: self.read_button.setEnabled(bool(text.strip())))
        self.read_button.clicked.connect(self.read_pasted)
        self._arrange()

    def _arrange(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        for name, (row, column, span) in _PLACES.items():
            grid.addWidget(self.rows[name], row, column, 1, span, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(12)
        layout.addWidget(self.paste_row)
        layout.addLayout(grid)
        layout.addWidget(self.cited)
        layout.addStretch(1)

    def show_reference(self, reference: Reference | None, *, fresh: bool = False) -> None:
        """Show a reference; the key of a fresh one follows its author and year until it is cited or named."""
        other = reference is None or reference.key != self.key
        self._fresh = fresh or (self._fresh and not other)
        self.key = reference.key if reference else ""
        self.setEnabled(reference is not None)
        if other:
            self.pasted.show_text("")
            self.read_button.setEnabled(False)
        reference = reference or Reference("none")
        empty = not (reference.title or reference.authors)
        self.paste_row.setVisible(empty or (self.paste_row.isVisible() and not other))
        for name, field in self.fields.items():
            value = getattr(reference, name) if self.key else ""
            if not (name == "url" and field.hasFocus()) and not (name == "key" and field.hasFocus()):
                field.show_text("" if value is None else str(value))
        self.rows["key"].set_words(_WORDS["key"][0], _KEY_HELP.format(key=self.key) if self.key else "")
        self._show_cited()

    def read_pasted(self) -> None:
        """Fill in what can be read from the pasted text with certainty."""
        found = read_reference(self.pasted.text())
        if not found or not self.key:
            return
        self._run.end()
        self.pasted.show_text("")
        self.read_button.setEnabled(False)
        self._change("Fill in reference", found, "")

    def _edit(self, name: str, text: str) -> None:
        value: object = text.strip() if name not in _GROWING else text
        if name in _NUMBERS:
            value = int(text) if text.strip().isdigit() else None
        if name == "doi":
            value = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", str(value), flags=re.IGNORECASE)
        if name == "url":
            good = not value or re.fullmatch(r"https?://[^\s<>\"']+", str(value))
            self.rows["url"].set_words("Web address", "" if good else "Must begin with https:// or http://")
            mark(self.rows["url"].help, "warning")
            if not good:
                return
        self._change("Edit reference", {name: value}, f"reference:{self.key}:{name}")

    def _change(self, words: str, fields: dict[str, object], merge: str) -> None:
        brochure = self._session.brochure
        reference = brochure.reference(self.key)
        if reference is None:
            return
        key = self.key
        if self._fresh and {"authors", "year"} & set(fields) and not cited_in(brochure, key):
            authors, year = fields.get("authors", reference.authors), fields.get("year", reference.year)
            if authors:
                taken = [each.key for each in brochure.references if each.key != key]
                fields = {**fields, "key": suggested_key(str(authors), year, taken)}
        old, self.key = self.key, str(fields.get("key", key))
        if self._fresh and merge:
            merge = f"reference:fresh:{next(iter(fields))}"
        self._run.apply(words, lambda value: edits.change_reference(value, old, **fields), merge)
        if self.key != old:
            self.renamed.emit(self.key)

    def _rename(self) -> None:
        """Give the reference the key typed, if it is a free one."""
        self._run.end()
        wanted = self.fields["key"].text().strip()
        if not self.key or wanted == self.key:
            self.fields["key"].show_text(self.key)
            return
        problem = ""
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}", wanted):
            problem = "Use letters, digits and . : _ - only, without spaces."
        elif self._session.brochure.reference(wanted):
            problem = f"Another reference is called {wanted} already."
        if problem:
            self.fields["key"].show_text(self.key)
            self.rows["key"].set_words(_WORDS["key"][0], problem)
            return
        self._fresh = False
        self._change("Rename reference", {"key": wanted}, "")

    def _show_cited(self) -> None:
        brochure = self._session.brochure
        found = cited_in(brochure, self.key) if self.key else ()
        names = [
            (each.title or KIND_FORMS[brochure.section(each.section).kind].name) + f" ({each.count}×)"
            for each in found
        ]
        self.cited.setText("Cited in: " + ", ".join(names) if names else "Not cited yet." if self.key else "")
