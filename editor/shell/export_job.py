"""An export from the window: the worker makes the files, a thread checks and writes them, the record gets an entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from editor.core.fit import Overset
from editor.files.errors import FileError
from editor.render.press_options import PressOptions
from editor.render.products import Produced, Product
from editor.shell.preview_job import PreviewJob
from editor.shell.record_book import RecordBook
from editor.shell.task import Task

if TYPE_CHECKING:  # what finds claims is loaded when it is first wanted
    from editor.core.audit import Audit
    from editor.files.audit import Exporting
    from editor.files.export import AuditFiles, ExportReport

UNSEEN = (
    "Some text does not fit, which was not known before the pages were set. Nothing was written. Look at the list, "
    "which says where, and export again."
)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be exported and where to. `draft` and `reason` are as the user gave them.

    `press` is needed for the print shop's file.
    """

    exporting: Exporting
    product: Product
    path: Path
    draft: bool = False
    reason: str = ""
    audit: bool = False
    press: PressOptions | None = None

    @property
    def marked(self) -> bool:
        """Whether every page is marked as a draft."""
        return self.exporting.gate.marked(self.draft)


@dataclass(frozen=True, slots=True)
class Exported:
    """A finished export: the files, the text that had no room, and the number of its entry in the record.

    `note` says why there is no entry, if there is none.
    """

    report: ExportReport
    oversets: tuple[Overset, ...]
    entry: int | None
    note: str = ""


class ExportJob(QObject):
    """One export at a time. progress(words, done, total); writing(): it cannot be cancelled any more.

    finished(Exported) or failed(sentence): it is over.
    """

    progress = Signal(str, int, int)
    writing = Signal()
    finished = Signal(object)
    failed = Signal(str)

    def __init__(
        self,
        job: PreviewJob,
        book: RecordBook | None = None,
        own_rules: Path | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`own_rules` is the folder with the clinic's own rule packs; it need not be there."""
        super().__init__(parent)
        self._job, self._book, self._own_rules = job, book, own_rules
        self._order: Order | None = None
        self._produced: Produced | None = None
        self._audit: Audit | None = None
        self._task: Task | None = None
        self._then: Callable[[Any], None] = lambda result: None
        job.exported.connect(self._take_produced)
        job.audited.connect(self._take_pdf)
        job.progress.connect(self._pass_on)
        job.failed.connect(self._fail_unless_writing)

    @property
    def running(self) -> bool:
        """Whether an export is under way."""
        return self._order is not None

    def start(self, order: Order) -> None:
        """Export; the export before must be over."""
        self._order, self._produced, self._audit = order, None, None
        self._job.export(order.exporting.brochure, order.product, draft=order.marked, press=order.press)

    def cancel(self) -> None:
        """Stop; but what is being written is finished first, and entered in the record."""
        task = self._task
        if task is not None:
            task.wait()
            if self._then == self._enter:
                self._take_result(task)
            self._task = None
        if self._order is not None:
            self._order = None
            self._job.cancel()

    def _pass_on(self, words: str, done: int, total: int) -> None:
        if self._order is not None:
            self.progress.emit(words, done, total)

    def _take_produced(self, produced: Produced) -> None:
        order = self._order
        if order is None or self._produced is not None or produced.product is not order.product:
            return
        gate = order.exporting.gate
        if produced.oversets and not (gate.errors or order.marked):
            self._fail(UNSEEN)
            return
        self._produced = produced
        if order.audit:
            self.progress.emit("Making the audit pack", 0, 0)
            self._run(lambda: self._make_audit(order, produced), self._take_audit)
        else:
            self._save(None)

    def _take_audit(self, audit: Audit) -> None:
        if self._order is not None:
            self._audit = audit
            self._job.audit(audit)

    def _take_pdf(self, pdf: bytes) -> None:
        if self._order is not None and self._audit is not None:
            from editor.files.audit import audit_json
            from editor.files.export import AuditFiles

            self._save(AuditFiles(audit_json(self._audit), pdf))

    def _save(self, audit: AuditFiles | None) -> None:
        order, produced = self._order, self._produced
        if order is None or produced is None:
            return
        from editor.files import export

        self.writing.emit()
        self._run(lambda: export.save_export(produced, order.path, audit), self._enter)

    def _enter(self, report: Any) -> None:
        """Enter the export in the record: the files are written whatever becomes of that."""
        order, produced = self._order, self._produced
        if order is None or produced is None:
            return
        self._order = None
        entry, note = None, ""
        if self._book is not None:
            from editor.files.audit import act_of

            act = act_of(
                order.exporting, order.product.value, report.exported, draft=order.draft, reason=order.reason
            )
            try:
                entry = self._book.add(order.exporting.person, act).number
            except FileError as error:
                note = f"The export could not be entered in the document's record: {error}"
        self.finished.emit(Exported(report, produced.oversets, entry, note))

    def _fail_unless_writing(self, sentence: str) -> None:
        """Take a failure of the worker as the export's, unless a thread has it: then it is the preview's.

        The worker may still have the export before it; made later, that must not pass for the next one.
        """
        if self._task is None and self._order is not None:
            self._job.cancel()
            self._fail(sentence)

    def _fail(self, sentence: str) -> None:
        if self._order is not None:
            self._order = None
            self.failed.emit(sentence)

    def _make_audit(self, order: Order, produced: Produced) -> Audit:
        from editor.files.audit import act_of, audit_of
        from editor.files.export import exported_files
        from editor.shell.claims_job import load_packs

        packs, _ = load_packs(self._own_rules)
        exporting = replace(order.exporting, packs=packs)
        files = exported_files(produced, order.path)
        act = act_of(exporting, order.product.value, files, draft=order.draft, reason=order.reason)
        return audit_of(exporting, act)

    def _run(self, work: Callable[[], object], then: Callable[[Any], None]) -> None:
        self._then = then
        self._task = Task(
            work,
            "The export could not be written",
            "The export could not be checked and written. Nothing was changed; please try again.",
            self,
        )
        self._task.ended.connect(self._take_result)
        self._task.start()

    def _take_result(self, task: Task) -> None:
        """Go on with what a thread did, unless another export was begun meanwhile."""
        if task is not self._task:
            return
        self._task = None
        if task.refusal:
            self._fail(task.refusal)
        else:
            self._then(task.result)
