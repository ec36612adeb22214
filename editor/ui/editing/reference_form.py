"""The fields of one reference, a pasted citation read into them, what it is worth, and where it is cited."""

from __future__ import annotations

import re
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.check.claims.evidence import STUDY_KINDS
from editor.check.claims.worth import Grade, is_due, worth
from editor.core import edits
from editor.core.brochure import Reference
from editor.core.evidence_import.found import EvidenceError, Found
from editor.core.evidence_import.reading import read_references
from editor.core.evidence_import.tidy import doi_of
from editor.core.reference_text import cited_in, suggested_key
from editor.shell.session import Session
from editor.ui.editing.day_field import DayField
from editor.ui.editing.fields import Labelled, LineField, heading
from editor.ui.editing.growing_edit import GrowingEdit
from editor.ui.editing.kinds import KIND_FORMS
from editor.ui.editing.origin_card import OriginCard
from editor.ui.editing.suggested_field import SuggestedField
from editor.ui.editing.typing_run import TypingRun
from editor.ui.frame.style import mark

ROUTES = ("topical", "injected", "oral", "surgical")
_WORDS = {
    "authors": ("Authors", "Lee A, Kim B"),
    "title": ("Title", ""),
    "journal": ("Journal or publisher", ""),
    "locator": ("Volume, issue, pages", "12(3):45–50"),
    "year": ("Year", "2024"),
    "doi": ("DOI", "10.1000/…"),
    "url": ("Web address", "https://"),
    "study": ("Kind of study", "Choose, or describe it"),
    "people": ("People in the study", ""),
    "product": ("Product that was studied", "platelet-rich plasma"),
    "route": ("How it was given", "topical"),
    "outcome": ("What was measured", "hair density after 6 months"),
    "funding": ("Who paid for it", ""),
    "key": ("Short name for citing", "lee2024"),
}
_PLACES = {
    "authors": (0, 0, 2),
    "title": (1, 0, 2),
    "journal": (2, 0, 2),
    "locator": (3, 0, 1),
    "year": (3, 1, 1),
    "doi": (4, 0, 1),
    "url": (4, 1, 1),
    "study": (6, 0, 2),
    "people": (7, 0, 1),
    "route": (7, 1, 1),
    "product": (8, 0, 1),
    "funding": (8, 1, 1),
    "outcome": (9, 0, 2),
    "expires_on": (10, 0, 1),
    "key": (10, 1, 1),
}
_GROWING = ("authors", "title", "journal", "locator", "outcome")
_NUMBERS = ("year", "people")
_KEY_HELP = "Texts cite it as [^{key}]; change it here and they follow."
_ROLES = {Grade.THIN: "warning", Grade.NONE: "warning"}


class ReferenceForm(QWidget):
    """Edits one reference of the session live. renamed(key): it has another key now."""

    renamed = Signal(str)

    def __init__(self, session: Session, run: TypingRun, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._run, self._today = session, run, today
        self.key = ""
        self._fresh = False
        self._origins: dict[str, Found] = {}
        self.fields = {name: self._made(name) for name in _WORDS}
        self.rows = {name: Labelled(words, self.fields[name]) for name, (words, _) in _WORDS.items()}
        self.expires = DayField("Look at it again after", self)
        self.rows["expires_on"] = Labelled("Look at it again after", self.expires)
        self.pasted = GrowingEdit(self, single_line=True, lines=2)
        self.pasted.setPlaceholderText("Paste a citation or a DOI here to fill in the fields")
        self.read_button = QPushButton("Fill in", self)
        self.read_button.setEnabled(False)
        self.read_button.setAutoDefault(False)
        self.paste_row = Labelled("From a pasted citation", self.pasted)
        self.paste_row.layout().addWidget(self.read_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.origin = OriginCard(self)
        self.worth = QLabel(self)
        self.cited = QLabel(self)
        for label in (self.worth, self.cited):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            mark(label, "help")
        self._connect()
        self._arrange()

    def _made(self, name: str) -> LineField | GrowingEdit | SuggestedField:
        if name == "study":
            return SuggestedField(STUDY_KINDS, self)
        if name == "route":
            return SuggestedField(ROUTES, self)
        return GrowingEdit(self, single_line=True) if name in _GROWING else LineField(self)

    def _connect(self) -> None:
        self.fields["year"].setValidator(QIntValidator(1, 9999, self))
        self.fields["people"].setValidator(QIntValidator(0, 1_000_000_000, self))
        for name, field in self.fields.items():
            field.setPlaceholderText(_WORDS[name][1])
            field.left.connect(self._rename if name == "key" else self._run.end)
            if name != "key":
                field.edited.connect(partial(self._edit, name))
        self.expires.changed.connect(self._expire)
        self.fields["key"].returnPressed.connect(self._rename)
        self.pasted.edited.connect(lambda text: self.read_button.setEnabled(bool(text.strip())))
        self.read_button.clicked.connect(self.read_pasted)
        self.origin.done.connect(self._forget_origin)

    def _arrange(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        for name, (row, column, span) in _PLACES.items():
            grid.addWidget(self.rows[name], row, column, 1, span, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(heading("The evidence in it", self), 5, 0, 1, 2)
        self.rows["study"].layout().addWidget(self.worth)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(12)
        layout.addWidget(self.origin)
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
            self.paste_row.set_words("From a pasted citation")
            self.read_button.setEnabled(False)
        reference = reference or Reference("none")
        empty = not (reference.title or reference.authors)
        self.paste_row.setVisible(empty or (self.paste_row.isVisible() and not other))
        for name, field in self.fields.items():
            value = getattr(reference, name) if self.key else ""
            if not (name in ("url", "key", "doi") and field.hasFocus()):
                field.show_text("" if value is None else str(value))
        self.expires.show_value(reference.expires_on)
        self.rows["key"].set_words(_WORDS["key"][0], _KEY_HELP.format(key=self.key) if self.key else "")
        self.origin.show_found(self._origins.get(self.key))
        self._show_worth(reference)
        self._show_cited()

    def remember_origins(self, origins: dict[str, Found]) -> None:
        """Show with these references, until the window closes, the text they were read from."""
        self._origins.update(origins)

    def read_pasted(self) -> None:
        """Fill in what can be read from the pasted text; it stays in view for checking."""
        if not self.key:
            return
        try:
            found = read_references(self.pasted.text()).found[0]
        except (EvidenceError, IndexError) as error:
            words = str(error) or "Nothing in it could be read as a citation. Fill in the fields by hand."
            self.paste_row.set_words("From a pasted citation", words)
            return
        empty = Reference(found.reference.key)
        fields = {
            name: getattr(found.reference, name)
            for name in (*_WORDS,)
            if name != "key" and getattr(found.reference, name) != getattr(empty, name)
        }
        self._run.end()
        self.pasted.show_text("")
        self.read_button.setEnabled(False)
        self._origins[self.key] = found
        self._change("Fill in reference", fields, "")
        self.origin.show_found(self._origins.get(self.key))

    def _edit(self, name: str, text: str) -> None:
        value: object = text.strip() if name not in _GROWING else text
        if name in _NUMBERS:
            value = int(text) if text.strip().isdecimal() else None
        if name == "doi":
            value = doi_of(text) or re.sub(
                r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", str(value), flags=re.I
            )
        if name == "url":
            good = not value or re.fullmatch(r"https?://[^\s<>\"']+", str(value))
            self.rows["url"].set_words("Web address", "" if good else "Must begin with https:// or http://")
            mark(self.rows["url"].help, "warning")
            if not good:
                return
        self._change("Edit reference", {name: value}, f"reference:{self.key}:{name}")

    def _expire(self, day: date | None) -> None:
        self._change("Edit reference", {"expires_on": day}, f"reference:{self.key}:expires_on")

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
        if self.key != old and old in self._origins:
            self._origins[self.key] = self._origins.pop(old)
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

    def _forget_origin(self) -> None:
        self._origins.pop(self.key, None)
        self.origin.show_found(None)

    def _show_worth(self, reference: Reference) -> None:
        found = worth(reference)
        self.worth.setText(found.words if self.key else "")
        mark(self.worth, _ROLES.get(found.grade, "help"))
        due = is_due(reference, self._today)
        words = "That day has passed. Look whether it is still the best that is known." if due else ""
        self.rows["expires_on"].set_words("Look at it again after", words)
        mark(self.rows["expires_on"].help, "warning")

    def _show_cited(self) -> None:
        brochure = self._session.brochure
        found = cited_in(brochure, self.key) if self.key else ()
        names = [
            (each.title or KIND_FORMS[brochure.section(each.section).kind].name) + f" ({each.count}×)"
            for each in found
        ]
        self.cited.setText("Cited in: " + ", ".join(names) if names else "Not cited yet." if self.key else "")
