"""The document's record for the window: what was decided, and who decides now."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from editor.core.brochure import Person
from editor.core.record import Act, Entry, Record
from editor.files.document import Document


class RecordBook(QObject):
    """changed(): an entry was added."""

    changed = Signal()

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document

    @property
    def record(self) -> Record:
        """All entries, oldest first."""
        return self._document.record

    def add(self, person: Person, act: Act) -> Entry:
        """Add an entry, which is durable when this returns; FileError if the document cannot be written."""
        entry = self._document.decide(person, act)
        self.changed.emit()
        return entry
