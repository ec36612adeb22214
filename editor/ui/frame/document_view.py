"""An open document: outline, editor and preview side by side, and the jobs that serve them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from editor.check.findings import Finding
from editor.check.fixes import FIT_COPY
from editor.core.paper import Form
from editor.core.record import Entry
from editor.files.document import Document
from editor.shell.claims_job import ClaimsJob
from editor.shell.findings_job import Checked, FindingsJob
from editor.shell.outline_model import OutlineModel, ReviewMark
from editor.shell.preferences import Preferences
from editor.shell.preview_job import PreviewJob
from editor.shell.record_book import RecordBook
from editor.shell.render_process import RenderProcess
from editor.shell.review_job import Reviewed, ReviewJob
from editor.shell.saving import SaveJob
from editor.shell.session import Session
from editor.ui.editing.section_editor import SectionEditor
from editor.ui.frame.findings_panel import FindingsPanel
from editor.ui.frame.outline import OutlinePane
from editor.ui.frame.section_actions import SectionActions
from editor.ui.frame.splitter import Splitter
from editor.ui.frame.style import mark
from editor.ui.preview.notice_bar import NoticeBar
from editor.ui.preview.pane import PreviewPane

if TYPE_CHECKING:
    from editor.ui.review.finding_actions import FindingActions

# Shares of the window's width. The preview is the product's point, so it gets the most.
SHARES = {1280: (268, 436, 576), 1920: (300, 640, 980)}

FINDINGS_SHARE = 0.42
"""Of the middle's height, for the list when it is opened."""


class DocumentView(QWidget):
    """Everything that belongs to one open document. checked(Checked): findings and words are up to date."""

    checked = Signal(object)

    def __init__(
        self,
        document: Document,
        forms: Mapping[str, Form],
        template_root: Path,
        preferences: Preferences,
        process: RenderProcess | None = None,
        parent: QWidget | None = None,
        *,
        rules: Path | None = None,
    ) -> None:
        """`rules` is the folder with rule packs of the clinic's own."""
        super().__init__(parent)
        self._preferences = preferences
        self.document, self.forms = document, forms
        self._splitters: QByteArray | None = None
        self._findings_height = 0  # px, as the user left it
        self.session = Session(document.brochure, self)
        self.book = RecordBook(document, self)
        self.saving = SaveJob(self.session, document, self)
        self.preview_job = PreviewJob(template_root, forms, document.get, self, process=process)
        self.findings_job = FindingsJob(
            self.session, forms, document.get, self, book=self.book, claims=ClaimsJob(rules, self)
        )
        self.review_job = ReviewJob(self.session, self.book, self)
        self.outline_model = OutlineModel(self.session, forms, self)
        self.section_actions = SectionActions(self.session, self)
        self.notice = NoticeBar()
        self.outline = OutlinePane(self.session, self.outline_model, self.section_actions)
        self.editor = SectionEditor(self.session, document, forms=forms)
        self.findings = FindingsPanel()
        self.preview = PreviewPane(self.session, self.preview_job)
        self._lay_out()
        self._connect()
        if document.notice:
            self.notice.say(document.notice, closable=True)

    @property
    def form(self) -> Form | None:
        """The brochure's print form, None if it is not known here."""
        return self.forms.get(self.session.brochure.form)

    def go_to(self, section_id: str, place: str, start: int = 0, end: int = 0) -> None:
        """Show a section and put the cursor into one of its fields, or open the clinic's details or the references.

        The words [start, end) of the field, in code points, are selected; "references.<key>" opens one reference.
        """
        if section_id:
            self.desk.setCurrentWidget(self.editor)
            self.session.select(section_id)
            self.editor.focus_text(place, start, end)
        head, _, key = place.partition(".")
        if head == "brand":
            self.editor.edit_brand()
        elif head == "references" and not section_id:
            self.editor.edit_references(key)

    def fix(self, finding: Finding) -> None:
        """Mend what was found, as one step that undo takes back."""
        if finding.fix == FIT_COPY:
            self.preview.fit_copy()
            return
        self.finding_actions.fix(finding)

    @cached_property
    def finding_actions(self) -> FindingActions:
        """What can be done about findings; made when somebody first wants to."""
        from editor.ui.review.finding_actions import FindingActions

        actions = FindingActions(
            self.session, self.findings_job, self.book, self._preferences, self._new_reference, self
        )
        actions.shown.connect(self.go_to)
        actions.refused.connect(lambda words: self.notice.say(words, closable=True))
        return actions

    def _fill_menu(self, menu: QMenu, found: Finding | tuple[Finding, ...]) -> None:
        if isinstance(found, Finding):
            self.finding_actions.fill_one(menu, found)
        else:
            self.finding_actions.fill(menu, found)

    def _make_room_for_findings(self, is_open: bool) -> None:
        """Give an opened list the room it had, or enough for some findings; a folded one none but its line's.

        A splitter keeps a hole where a child became lower by itself.
        """
        height, line = self.middle.height(), self.findings.minimumSizeHint().height()
        if not is_open:
            self._findings_height = self.middle.sizes()[1]
            self.middle.setSizes([height - line, line])
        elif self.findings.model.rowCount():
            wanted = max(self._findings_height, round(height * FINDINGS_SHARE))
            self.middle.setSizes([height - wanted, wanted])

    def _take_back(self, entry: Entry) -> None:
        self.finding_actions.take_back(entry)

    def _new_reference(self) -> str:
        return self.editor.edit_references(new=True)

    def splitter_state(self) -> QByteArray:
        """Return how the panes stand, to be given to restore_splitters later."""
        return self.splitter.saveState()

    def restore_splitters(self, state: QByteArray) -> None:
        """Let the panes stand as they did, or in good proportion if there is no such state."""
        self._splitters = state
        if not self.isVisible():
            return  # how wide the window will be is known when it is shown
        if state.isEmpty() or not self.splitter.restoreState(state):
            width = self.width() or 1280
            shares = SHARES[1920 if width > 1600 else 1280]
            self.splitter.setSizes([share * width // sum(shares) for share in shares])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._splitters is not None:
            self.restore_splitters(self._splitters)
            self._splitters = None

    def shut(self) -> bool:
        """End the jobs and let go of the document; return whether all work is kept."""
        self.findings_job.close()
        self.review_job.close()
        self.preview_job.close()
        kept = self.saving.close()
        self.preview.close_engine()
        return kept

    def _lay_out(self) -> None:
        self.middle = Splitter(Qt.Orientation.Vertical)
        self.middle.setChildrenCollapsible(False)
        self.desk = QStackedWidget()  # the editor, or the review in its place
        self.desk.addWidget(self.editor)
        self.middle.addWidget(self.desk)
        self.middle.addWidget(self.findings)
        self.middle.setStretchFactor(0, 1)
        self.middle.setStretchFactor(1, 0)
        self.splitter = Splitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        for widget, least, stretch in ((self.outline, 230, 0), (self.middle, 320, 2), (self.preview, 320, 3)):
            widget.setMinimumWidth(least)
            self.splitter.addWidget(widget)
            self.splitter.setStretchFactor(self.splitter.count() - 1, stretch)
        for splitter in (self.splitter, self.middle):
            splitter.setHandleWidth(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self.splitter, 1)
        mark(self, "pane")

    def _connect(self) -> None:
        self.preview.laid_out.connect(self.findings_job.laid_out)
        self.book.changed.connect(self.saving.publish_soon)
        self.findings_job.done.connect(self._show_findings)
        self.findings_job.facts_wanted.connect(self.preview_job.facts)
        self.preview_job.facts_found.connect(self.findings_job.measured)
        self.review_job.done.connect(self._show_review)
        self.review_job.look()
        self.findings.go_to.connect(self.go_to)
        self.findings.fix.connect(self.fix)
        self.findings_job.refused.connect(lambda words: self.notice.say(words, closable=True))
        self.findings.unfolded.connect(self._make_room_for_findings)
        self.findings.taken_back.connect(self._take_back)
        self.findings.menu_opening.connect(self._fill_menu)
        self.editor.about_findings.connect(self.findings_job.check_if_due)
        self.editor.menu_opening.connect(self._fill_menu)

    def _show_review(self, reviewed: Reviewed) -> None:
        ids = (reviewed.status.keys() | reviewed.comments.keys()) if reviewed.begun else set()
        self.outline_model.set_review({each: _review_mark(reviewed, each) for each in ids})

    def _show_findings(self, checked: Checked) -> None:
        self.outline_model.set_findings(checked.findings)
        self.outline_model.set_overset(checked.overset)
        self.editor.show_findings(checked.findings, checked.brochure or self.session.brochure)
        self.findings.put(
            checked.findings,
            self.session.brochure,
            checked.verdict,
            self.book.record,
            complete=checked.complete,
        )
        self.checked.emit(checked)


def _review_mark(reviewed: Reviewed, section_id: str) -> ReviewMark:
    status = reviewed.status.get(section_id)
    return ReviewMark(status.state if status else None, reviewed.comments.get(section_id, 0))
