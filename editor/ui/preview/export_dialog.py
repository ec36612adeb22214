"""The export dialog: what to export, where to, what stands in the way, progress, and the finished files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.check.gate import DRAFT_REQUIRED, Gate, gate
from editor.check.verdict import Verdict
from editor.core.brochure import Person
from editor.core.record import Record
from editor.files.document import Clock, local_time
from editor.render.products import Product
from editor.shell.export_job import Exported, ExportJob, Order
from editor.shell.findings_job import Checked
from editor.shell.preview_job import PreviewJob
from editor.shell.record_book import RecordBook
from editor.shell.session import Session
from editor.ui.editing.fields import order_tabs
from editor.ui.frame.style import mark
from editor.ui.preview.export_outcome import ExportOutcome
from editor.ui.preview.export_place import ExportPlace
from editor.ui.preview.format_choice import FormatChoice
from editor.ui.preview.formats import Format
from editor.ui.preview.preflight import Preflight
from editor.ui.preview.press_panel import PressPanel
from editor.ui.preview.scrolled_dialog import ScrolledDialog

OVERRIDE = "Say why it is exported all the same. Your name and the errors are kept with the reason."
Who = Callable[[QWidget], Person | None]
"""Says who exports, asking if need be; None if the question was cancelled."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The document to export from, and who does it. Without a `book` nothing is entered in a record.

    `own_rules` is the folder of the clinic's own rule packs; it need not be there.
    """

    session: Session
    job: PreviewJob
    who: Who
    book: RecordBook | None = None
    own_rules: Path | None = None
    clock: Clock = local_time

    @property
    def record(self) -> Record:
        """The document's record."""
        return self.book.record if self.book is not None else ()


class ExportDialog(ScrolledDialog):
    """Exports a brochure and enters that in its record.

    `checked` is what the last check found, `name` the stem of the proposed file name, `folder` where it goes, `press`
    asks what the print shop wants.

    go_to(section id, place): the user wants to see a finding; the dialog has closed. fix(Finding): one is to be
    mended. exported_to(folder): files were written there; remember it for the next time.
    """

    go_to = Signal(str, str)
    fix = Signal(object)
    exported_to = Signal(str)

    def __init__(
        self,
        desk: Desk,
        checked: Checked,
        name: str,
        folder: Path,
        parent: QWidget | None = None,
        press: PressPanel | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._verdict: Verdict = checked.verdict
        self.gate = Gate()
        self.job = ExportJob(desk.job, desk.book, desk.own_rules, self)
        self.choice = FormatChoice()
        self.cards = self.choice.cards
        self.place = ExportPlace(name, folder)
        self.outcome = ExportOutcome()
        self.preflight = Preflight()
        self.press = press or PressPanel()
        self.setWindowTitle("Export")
        self._build()
        self._connect()
        self.choose(Product.PDF)

    @property
    def format(self) -> Format:
        """What is chosen."""
        return self.choice.format

    @property
    def is_draft(self) -> bool:
        """Whether every page will be marked as a draft: the user wishes it, or the clinic's policy."""
        return self.gate.marked(self.draft.isChecked())

    @property
    def path(self) -> Path:
        """The file to be written, as it stands in the field."""
        return self.place.path

    def choose(self, product: Product) -> None:
        """Choose what to export, as a click on its card does."""
        self.cards[product].setChecked(True)
        self.cards[product].setFocus()
        self._choose_format()

    def show_checked(self, checked: Checked) -> None:
        """Show what a newer check found; while rules are still being made ready, what the last one did."""
        if checked.complete:
            self._verdict = checked.verdict
            self._judge()

    # Building

    def _build(self) -> None:
        self.column.addWidget(mark(QLabel("Export"), "heading"))
        self.column.addWidget(self.choice)
        self.column.addWidget(self.press)
        self.column.addLayout(self._make_options())
        self.column.addWidget(self.place)
        self.column.addWidget(self.preflight)
        self.column.addStretch(1)
        self.foot_column.addWidget(self.outcome)
        self.foot_column.addLayout(self._make_buttons())

    def _make_options(self) -> QVBoxLayout:
        self.draft = QCheckBox("Mark every page as a draft")
        self.draft_note = mark(QLabel(DRAFT_REQUIRED, wordWrap=True), "quiet")
        self.audit = QCheckBox("Add the audit pack (PDF and JSON)")
        self.audit.setToolTip(
            "Claims with what backs them, findings, decisions, approvals and rule packs, for whoever asks later."
        )
        column = QVBoxLayout()
        column.setSpacing(4)
        for widget in (self.draft, self.draft_note, self.audit):
            column.addWidget(widget)
        return column

    def _make_buttons(self) -> QHBoxLayout:
        self.cancel_button = QPushButton("Cancel")
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self._cancel)
        self.export_button = mark(QPushButton("Export"), "primary")
        self.export_button.setDefault(True)
        self.export_button.clicked.connect(self.start)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.export_button)
        return row

    def _connect(self) -> None:
        self.job.progress.connect(self.outcome.work)
        self.job.writing.connect(self._let_it_write)
        self.job.finished.connect(self._finish)
        self.job.failed.connect(self._fail)
        self.choice.chosen.connect(self._choose_format)
        self.draft.toggled.connect(self._choose_options)
        self.audit.toggled.connect(self._choose_options)
        self.preflight.drawn.connect(self._order_tabs)
        self.preflight.go_to.connect(self._leave_for)
        self.preflight.fix.connect(self.fix)
        self.press.changed.connect(self._show_state)
        self.place.changed.connect(self._show_state)
        if self._desk.book is not None:
            self._desk.book.changed.connect(self._judge)

    def _order_tabs(self) -> None:
        outcome = (self.outcome.show_folder, self.outcome.open)
        order_tabs(self.place.browse, *self.preflight.stops, *outcome, self.cancel_button, self.export_button)

    # Choosing

    def _choose_format(self) -> None:
        for_press = self.format.product is Product.PRESS
        self.press.setVisible(for_press)
        if for_press:
            self.press.search()
        self._judge()
        self._choose_options()

    def _choose_options(self) -> None:
        self._propose()
        if not self.job.running:
            self.outcome.clear()
        self._show_state()

    def _propose(self) -> None:
        self.place.propose(self.format, draft=self.is_draft, audit=self.audit.isChecked())

    def _judge(self) -> None:
        """See what stands in the way of the chosen format."""
        if self.job.running:
            return
        on_paper = self.format.product is not Product.HTML
        required = self.gate.draft_required
        self.gate = gate(
            self._verdict.findings,
            self._desk.session.brochure,
            self._desk.record,
            self._desk.clock().date(),
            on_paper=on_paper,
        )
        if self.gate.draft_required != required:
            self._propose()
        self._show_state()

    def _show_state(self) -> None:
        """Let the draft's box, the list and the button say what may be done."""
        required = self.gate.draft_required
        self.draft.setVisible(not required)
        self.draft_note.setVisible(required)
        self.preflight.put(self.gate, draft=self.is_draft, skipped=self._verdict.skipped)
        despite = 0 if self.is_draft or self.gate.barring else len(self.gate.errors)
        count = "1 error" if despite == 1 else f"{despite} errors"
        self.export_button.setText(f"Export despite {count}…" if despite else "Export")
        mark(self.export_button, "danger" if despite else "primary")
        lacking = self.format.product is Product.PRESS and not self.press.is_ready
        possible = self.place.is_named and not lacking and not self.job.running and not self.gate.barring
        self.export_button.setEnabled(possible)

    # Exporting

    def start(self) -> None:
        """Export what is chosen; with errors, once a reason was given."""
        if self.gate.barring:
            return
        reason = "" if self.gate.lets_pass(draft=self.is_draft) else self._ask_reason()
        person = self._desk.who(self) if reason is not None else None
        if person is not None:
            self._order(person, reason or "")

    def _ask_reason(self) -> str | None:
        from editor.ui.review.who import ask_reason

        count = len(self.gate.errors)
        title = "Export despite an error" if count == 1 else f"Export despite {count} errors"
        return ask_reason(title, OVERRIDE, self)

    def _order(self, person: Person, reason: str) -> None:
        from editor.files.audit import Exporting  # with what finds claims, which takes long to load

        brochure, product = self._desk.session.brochure, self.format.product
        exporting = Exporting(
            brochure,
            self._desk.job.forms[brochure.form],
            self._verdict,
            self.gate,
            self._desk.record,
            (),
            person,
            self._desk.clock(),
            product is not Product.HTML,
        )
        order = Order(exporting, product, self.path, self.is_draft, reason, self.audit.isChecked())
        if product is Product.PRESS:
            order = replace(order, press=self.press.options())
        self.outcome.work("Preparing")
        self.job.start(order)
        self._set_running(True)

    def _let_it_write(self) -> None:
        self.outcome.work("Checking and writing")
        self.cancel_button.setEnabled(False)

    def _finish(self, exported: Exported) -> None:
        self._set_running(False)
        folder = exported.report.files[0].parent
        self.place.written(folder)
        self.outcome.finish(exported, self._desk.job.forms.get(self._desk.session.brochure.form))
        self.cancel_button.setText("Close")
        self.exported_to.emit(str(folder))

    def _fail(self, sentence: str) -> None:
        self._set_running(False)
        self.outcome.fail(sentence)

    def _cancel(self) -> None:
        if not self.job.running:
            self.reject()
            return
        self.job.cancel()
        self._set_running(False)
        self.outcome.say("Cancelled. Nothing was written.")

    def _set_running(self, running: bool) -> None:
        for widget in (self.choice, self.press, self.draft, self.audit, self.place, self.preflight):
            widget.setEnabled(not running)
        self.cancel_button.setEnabled(True)
        self.cancel_button.setText("Cancel")
        self._judge()
        self._show_state()

    # Leaving

    def _leave_for(self, section: str, place: str) -> None:
        self.reject()
        self.go_to.emit(section, place)

    def reject(self) -> None:
        """Close; an export that is running is cancelled, a file that is being written is finished first."""
        self.job.cancel()
        self.press.close_job()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.reject()
        event.accept()
