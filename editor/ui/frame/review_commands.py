"""The commands of the review on the open document. Panel and dialogs are made when they are first wanted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Qt
from PySide6.QtWidgets import QDialog

from editor.check.findings import Finding
from editor.ui.frame.document_view import DocumentView

if TYPE_CHECKING:
    from editor.ui.frame.main_window import MainWindow
    from editor.ui.review.deeds import ReviewDeeds
    from editor.ui.review.panel import ReviewPanel


class ReviewCommands(QObject):
    """Shows the review in the editor's place and opens its dialogs. `panel` is that of the open document."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.panel: ReviewPanel | None = None
        self._deeds: ReviewDeeds | None = None
        window.commands["review"].setCheckable(True)

    def follow(self, view: DocumentView) -> None:
        """Begin with another document, in its editor."""
        self.panel = self._deeds = None
        self._window.commands["review"].setChecked(False)
        view.desk.currentChanged.connect(self._desk_turned)

    def toggle(self) -> None:
        """Show the review in the editor's place, or the editor again."""
        view = self._window.view
        if view:
            is_shown = self.panel is not None and view.desk.currentWidget() is self.panel
            view.desk.setCurrentWidget(view.editor if is_shown else self._panel(view))
            if self.panel and not is_shown:
                self.panel.list.setFocus()

    def approve_all(self) -> None:
        """Approve the whole brochure, with the review in sight."""
        view = self._window.view
        if view:
            view.desk.setCurrentWidget(self._panel(view))
            self._deeds_of(view).approve_all()

    def policy(self) -> None:
        """Who has to approve, and whether exports are drafts until then."""
        from editor.ui.review.policy_dialog import PolicyDialog

        if self._window.view:
            _show(PolicyDialog(self._window.view.session, self._window))

    def record(self) -> None:
        """Everything that was decided."""
        from editor.ui.review.record_dialog import RecordDialog

        view = self._window.view
        if view:
            place = QStandardPaths.StandardLocation.DocumentsLocation
            folder = (
                view.document.path.parent
                if view.document.path
                else Path(QStandardPaths.writableLocation(place))
            )
            _show(RecordDialog(view.session, view.book, folder, self._window))

    def who(self) -> None:
        """Name and role of the one who works here."""
        from editor.ui.review.who import change_who

        view = self._window.view
        known = view.session.brochure.policy.reviewers if view else ()
        change_who(self._window.services.preferences, self._window, known)

    def _findings(self) -> tuple[Finding, ...]:
        view = self._window.view
        return view.findings.model.findings if view else ()

    def _findings_now(self) -> tuple[Finding, ...]:
        """Return what stands after checking everything, which may take a moment: it is asked before an approval."""
        view = self._window.view
        return view.findings_job.check_all().findings if view else ()

    def _deeds_of(self, view: DocumentView) -> ReviewDeeds:
        from editor.ui.review.deeds import ReviewDeeds

        if self._deeds is None:
            preferences = self._window.services.preferences
            self._deeds = ReviewDeeds(view.session, view.book, preferences, self._findings_now, view)
        return self._deeds

    def _panel(self, view: DocumentView) -> ReviewPanel:
        from editor.ui.review.panel import ReviewPanel

        if self.panel is None:
            preferences = self._window.services.preferences
            self.panel = panel = ReviewPanel(
                view.session, view.review_job, self._deeds_of(view), preferences, self._findings
            )
            panel.closed.connect(lambda: view.desk.setCurrentWidget(view.editor))
            panel.edit_asked.connect(lambda section: view.go_to(section, "title"))
            panel.policy_asked.connect(self.policy)
            panel.record_asked.connect(self.record)
            view.checked.connect(lambda _: panel.refresh())
            view.desk.addWidget(panel)
        return self.panel

    def _desk_turned(self) -> None:
        view = self._window.view
        if view:
            shown = self.panel is not None and view.desk.currentWidget() is self.panel
            self._window.commands["review"].setChecked(shown)
            view.review_job.watch(shown)


def _show(dialog: QDialog) -> None:
    """Open a dialog over the window; it goes when it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
