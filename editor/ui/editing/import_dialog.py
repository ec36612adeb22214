"""What was read from files or pasted citations, to choose from before it goes into the brochure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.check.claims.worth import short
from editor.core.evidence_import.found import EvidenceError, Format, Found
from editor.core.evidence_import.planning import Offer, Standing, offers, take
from editor.core.evidence_import.reading import read_references
from editor.core.reference_text import summary
from editor.shell.session import Session
from editor.shell.tooltips import plain_tip
from editor.ui.editing.fields import Labelled
from editor.ui.editing.found_view import FoundView
from editor.ui.editing.two_lines import DIMS, SECOND, WARNS, TwoLines
from editor.ui.frame.style import mark

IMPORT = "Import references"
PAUSE = 150
"""Milliseconds after a key until what was pasted is read again."""
_HINT = "Nothing is looked up on the web: what the text does not say, you add afterwards."


class ImportDialog(QDialog):
    """Offers what was read; `taken` are the references that were added or updated, by key, once it is accepted."""

    def __init__(self, title: str, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(860, 620)
        self.session = session
        self.taken: dict[str, Found] = {}
        self._offers: tuple[Offer, ...] = ()
        self.status = QLabel(self)
        self.status.setWordWrap(True)
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self.list = QListWidget(self)
        self.list.setAccessibleName("References that were read")
        self.list.setItemDelegate(TwoLines(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view = FoundView(self)
        self.notes = QPlainTextEdit(self)
        self.notes.setReadOnly(True)
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(76)
        self.notes_row = Labelled("Not used", self.notes)
        self.all_button, self.none_button = QPushButton("Tick all", self), QPushButton("Tick none", self)
        for button, state in (
            (self.all_button, Qt.CheckState.Checked),
            (self.none_button, Qt.CheckState.Unchecked),
        ):
            mark(button, "quiet")
            button.clicked.connect(partial(self._tick_all, state))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setIcon(QIcon())
        self.add_button = QPushButton(self)
        mark(self.add_button, "primary")
        self.buttons.addButton(self.add_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.list.currentRowChanged.connect(self._show_row)
        self.list.itemChanged.connect(self._count)
        self._arrange()
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        self.show_found((), ())

    def _arrange(self) -> None:
        ticks = QHBoxLayout()
        ticks.addWidget(self.all_button)
        ticks.addWidget(self.none_button)
        ticks.addStretch(1)
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        left.addLayout(ticks)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addLayout(left, 1)
        columns.addWidget(self.view, 1)
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(16, 16, 16, 16)
        self.layout_.setSpacing(12)
        self.layout_.addWidget(self.status)
        self.layout_.addLayout(columns, 1)
        self.layout_.addWidget(self.notes_row)
        self.layout_.addWidget(self.buttons)

    def show_found(self, found: Sequence[Found], notes: Sequence[str], words: str = "") -> None:
        """Offer what was read. `notes` name what could not be used; `words` say where it is from."""
        self._offers = offers(found, self.session.brochure.references)
        with QSignalBlocker(self.list):
            self.list.clear()
            for offer in self._offers:
                self.list.addItem(_entry(offer))
        self.notes.setPlainText("\n".join(notes))
        self.notes_row.set_words(f"Not used, or read with a doubt ({len(notes)})" if notes else "Not used")
        self.notes_row.setVisible(bool(notes))
        several = len(self._offers) > 1
        self.all_button.setVisible(several)
        self.none_button.setVisible(several)
        self.show_status(words)
        if self._offers:
            self.list.setCurrentRow(0)
        self._show_row(self.list.currentRow())
        self._count()

    def show_status(self, words: str, *, error: bool = False) -> None:
        """Say something above the list."""
        self.status.setText(words)
        self.status.setVisible(bool(words))
        mark(self.status, "error" if error else "quiet")

    def chosen(self) -> list[Offer]:
        """Return the offers that are ticked."""
        return [
            offer
            for row, offer in enumerate(self._offers)
            if offer.can_be_taken and self.list.item(row).checkState() is Qt.CheckState.Checked
        ]

    def accept(self) -> None:
        """Take what is ticked as one step that can be undone."""
        chosen = self.chosen()
        if not chosen:
            return
        try:
            self.session.apply(IMPORT, partial(take, chosen=chosen))
        except EvidenceError as error:
            self.show_status(str(error), error=True)
            return
        self.session.break_merge()
        self.taken = {offer.key: offer.found for offer in chosen}
        super().accept()

    def _tick_all(self, state: Qt.CheckState) -> None:
        with QSignalBlocker(self.list):
            for row, offer in enumerate(self._offers):
                if offer.can_be_taken:
                    self.list.item(row).setCheckState(state)
        self._count()

    def _show_row(self, row: int) -> None:
        self.view.show_offer(self._offers[row] if 0 <= row < len(self._offers) else None)

    def _count(self) -> None:
        chosen = self.chosen()
        new = sum(offer.standing is Standing.NEW for offer in chosen)
        updates = len(chosen) - new
        words = [f"Add {new} reference{'' if new == 1 else 's'}"] if new or not updates else []
        words += [f"{'update' if new else 'Update'} {updates}"] if updates else []
        self.add_button.setText(", ".join(words) if chosen else "Add")
        self.add_button.setEnabled(bool(chosen))


class PasteDialog(ImportDialog):
    """Reads what is pasted while it is pasted."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("Paste citations", session, parent)
        self.box = QPlainTextEdit(self)
        self.box.setTabChangesFocus(True)
        self.box.setFixedHeight(116)
        self.box.setPlaceholderText(
            "Paste one or more citations here, as a journal, PubMed or a colleague wrote them; a DOI; or the text of a "
            "BibTeX, RIS, PubMed or CSL-JSON file"
        )
        self.layout_.insertWidget(0, Labelled("Citations", self.box))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.read)
        self.box.textChanged.connect(self._pause.start)
        self.show_status(_HINT)
        self.box.setFocus()

    def accept(self) -> None:
        """Read what was pasted a moment ago before it is taken."""
        if self._pause.isActive():
            self.read()
        super().accept()

    def read(self) -> None:
        """Show what is understood of the text."""
        self._pause.stop()
        text = self.box.toPlainText()
        if not text.strip():
            self.show_found((), (), _HINT)
            return
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)  # a long list takes seconds
        try:
            imported = read_references(text)
        except EvidenceError as error:
            self.show_found((), ())
            self.show_status(str(error), error=True)
            return
        finally:
            QApplication.restoreOverrideCursor()
        count = len(imported.found)
        kind = "citation" if imported.format is Format.CITATIONS else f"{imported.format} reference"
        words = f"{count} {kind}{'' if count == 1 else 's'} understood. {_HINT}" if count else ""
        self.show_found(imported.found, imported.notes, words)
        if not count:
            self.show_status("Nothing in this text could be read as a citation.", error=True)


def _entry(offer: Offer) -> QListWidgetItem:
    reference, found = offer.found.reference, offer.found
    named = summary(reference) if reference.authors else reference.title or reference.journal or reference.doi
    entry = QListWidgetItem(named)
    flags = Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable
    entry.setFlags(flags | Qt.ItemFlag.ItemIsEnabled)
    if offer.can_be_taken:
        entry.setCheckState(Qt.CheckState.Checked if offer.is_taken_at_first else Qt.CheckState.Unchecked)
    about = short(reference)
    guessed = bool({"study", "people"} & set(found.guessed)) and about
    words = {
        Standing.NEW: [f"{about}, please confirm" if guessed else about],
        Standing.THERE: ["already there"],
        Standing.DIFFERS: ["already there, tick to update"],
        Standing.TWICE: ["twice in what was read"],
    }[offer.standing]
    if found.withdrawn:
        words.insert(0, "retracted by the journal")
    elif offer.can_be_taken and set(found.guessed) - {"study", "people"}:
        words.append("check what was understood")
    second = " · ".join(filter(None, words)) or "kind of study not said"
    entry.setData(SECOND, f"{second[:1].upper()}{second[1:]}")
    entry.setData(WARNS, found.withdrawn or (offer.can_be_taken and bool(found.guessed)))
    entry.setToolTip(plain_tip(reference.title))
    entry.setData(DIMS, not offer.can_be_taken)
    entry.setData(Qt.ItemDataRole.AccessibleTextRole, f"{named}. {second}")
    return entry
