"""The window: the start screen or an open document, with menus, toolbar and status bar around it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QTimer, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import QApplication, QMainWindow, QMessageBox, QStackedWidget

from editor.core.edits import change_brochure, change_form
from editor.files.document import Document, Outcome, PublishResult
from editor.files.errors import FileError
from editor.files.settings import Settings
from editor.shell.render_process import RenderProcess
from editor.ui.frame.actions import WindowActions
from editor.ui.frame.document_view import DocumentView
from editor.ui.frame.file_commands import FileCommands, say_error
from editor.ui.frame.menus import Menus, form_choices, make_toolbar
from editor.ui.frame.review_commands import ReviewCommands
from editor.ui.frame.services import Services
from editor.ui.frame.status import Status
from editor.ui.frame.tools import DocumentTools, theme_choices

if TYPE_CHECKING:
    from editor.shell.thumbnails import ThumbnailJob
    from editor.ui.frame.start_screen import StartScreen


class MainWindow(QMainWindow):
    """One window. `view` is the open document, None while the start screen is shown."""

    def __init__(self, services: Services, process: RenderProcess | None = None) -> None:
        """`process` is a render worker that was started early, for the first document."""
        super().__init__()
        self.services, self._early_process = services, process
        self.view: DocumentView | None = None
        self.setWindowTitle("Candor")
        self.commands = WindowActions(self)
        self.menus = Menus(self, self.commands)
        self.toolbar = make_toolbar(self, self.commands, self.menus)
        self.addToolBar(self.toolbar)
        self.status = Status(self)
        self.setStatusBar(self.status)
        self.files = FileCommands(self, services.workspace, services.preferences)
        self.tools = DocumentTools(self)
        self.review = ReviewCommands(self)
        self.pages = QStackedWidget()
        self.setCentralWidget(self.pages)
        self.start: StartScreen | None = None
        self.thumbnails: ThumbnailJob | None = None
        services.guard.rescue = self.rescue
        services.look.dress(self)
        self._connect()
        self._restore_window()

    # Documents

    def open_document(self, document: Document, notes: str = "") -> None:
        """Show a document in place of what is shown now."""
        if not self.close_document():
            document.close()
            return
        if self.thumbnails:
            self.thumbnails.close()
        services = self.services
        process, self._early_process = self._early_process, None
        view = DocumentView(
            document,
            services.forms,
            services.template_root,
            services.preferences,
            process,
            rules=services.rules,
        )
        self.view = view
        self.review.follow(view)
        self.pages.addWidget(view)
        self.pages.setCurrentWidget(view)
        kept = services.preferences.value
        view.restore_splitters(_decoded(kept.splitters))
        view.preview.restore(kept.zoom, kept.web_width)
        if notes:
            view.notice.say(notes, closable=True)
        self._connect_view(view)
        self.commands.set_document_open(True)
        self.toolbar.show()
        self.status.show()
        self.status.show_state(view.saving.state)
        self._show_facts()
        view.findings_job.check()
        view.outline.view.setFocus()

    def close_document(self) -> bool:
        """Save and close the open document; False if it cannot be saved and the user keeps it open."""
        view = self.view
        if view is None:
            return True
        if not view.saving.save_now() and not self._may_lose(view):
            return False
        self._keep_layout()
        view.shut()
        self.view = None
        self.menus.clear_document()
        self.commands.undo_group.removeStack(view.session.undo_stack)
        self.commands.set_document_open(False)
        self.status.clear_document()
        self.pages.removeWidget(view)
        view.deleteLater()
        return True

    def show_start(self) -> None:
        """Show the start screen; an open document is closed, which loses nothing."""
        if not self.close_document():
            return
        if self.start is None:
            self._make_start()
        self.toolbar.hide()
        self.status.hide()
        self.setWindowTitle("Candor")
        self.pages.setCurrentWidget(self.start)
        self._refresh_start()
        # What needs the disk or the renderer comes after the first painting.
        QTimer.singleShot(0, self._fill_start)

    def rescue(self) -> bool | None:
        """Save now, after a failure; return whether all is safe, None if nothing is open."""
        return self.view.saving.save_now() if self.view else None

    # The start screen

    def _make_start(self) -> None:
        # Here, as a document that is opened needs nothing of this.
        from editor.files.starters import starters
        from editor.shell.thumbnails import ThumbnailJob
        from editor.ui.frame.start_screen import StartScreen

        services = self.services
        try:
            found = starters()
        except FileError as error:
            found, sentence = (), str(error)
            QTimer.singleShot(0, lambda: say_error(self, "A starter cannot be used", sentence))
        self._starters = found
        self.start = StartScreen(found)
        self.pages.addWidget(self.start)
        self.thumbnails = ThumbnailJob(services.template_root, services.forms, services.cache, self)
        self.thumbnails.ready.connect(self.start.show_picture)
        start, files = self.start, self.files
        start.begin.connect(files.begin)
        start.open_path.connect(files.open_path)
        start.forget_path.connect(
            lambda path: services.preferences.put(services.preferences.value.without_recent(path))
        )
        start.open_asked.connect(files.ask_open)
        start.import_asked.connect(files.ask_import)
        start.recover.connect(files.recover)
        start.discard.connect(files.ask_discard)
        files.left.connect(self._fill_start)

    def _refresh_start(self) -> None:
        if self.start:
            self.start.show_recent(self.services.preferences.value.recent)

    def _fill_start(self) -> None:
        if self.start is None or self.view is not None:
            return
        try:
            self.start.show_recoverable(self.services.workspace.recoverable())
        except FileError as error:
            self.status.say(str(error))
        self.thumbnails.start(self._starters)

    # Connections

    def _connect(self) -> None:
        does = {
            "start": self.show_start, "open": self.files.ask_open, "import_": self.files.ask_import,
            "save": self._save, "save_as": self._save_as, "close": self.show_start, "quit": self.close,
            "findings": self._toggle_findings, "log": self._open_log, "versions": self.tools.versions,
            "export": self.tools.export, "print": self.tools.print, "document": self.tools.document,
            "brand": self.tools.brand, "references": self.tools.references, "keys": self.tools.keys,
            "about": self.tools.about, "fit_copy": self.tools.fit_copy,
            "review": self.review.toggle, "approve_all": self.review.approve_all, "who": self.review.who,
            "policy": self.review.policy, "record": self.review.record, "clean_copy": self._save_clean_copy,
        }  # fmt: skip
        for name, what in does.items():
            self.commands[name].triggered.connect(lambda _=False, what=what: what())
        services = self.services
        self.files.opened.connect(self.open_document)
        services.preferences.changed.connect(self._follow_preferences)
        services.look.changed.connect(self._follow_look)
        self.menus.new.aboutToShow.connect(self._show_starters)
        self.menus.theme.aboutToShow.connect(self._show_themes)
        self.menus.form.aboutToShow.connect(self._show_forms)
        self.menus.look.aboutToShow.connect(lambda: self.menus.show_looks(services.look, self._choose_look))
        self.menus.show_starters((), self.files.begin)
        self.menus.clear_document()
        self._follow_preferences(services.preferences.value)

    def _connect_view(self, view: DocumentView) -> None:
        stack = view.session.undo_stack
        self.commands.undo_group.addStack(stack)
        self.commands.undo_group.setActiveStack(stack)
        tab = view.preview.print_tab
        self.menus.show_document(
            view.section_actions.all,
            view.section_actions.fill_add_menu,
            tab.for_menu,
        )
        view.saving.changed.connect(self.status.show_state)
        view.saving.published.connect(self._published)
        view.checked.connect(self.status.show_checked)
        view.review_job.done.connect(self.status.show_review)
        self.status.show_review(view.review_job.newest)
        view.preview.fill_changed.connect(self.status.show_fill)
        view.preview.set_press_profile(self.services.preferences.value.press_profile)
        view.session.changed.connect(self._show_facts)

    def _show_facts(self, before: object = None, after: object = None) -> None:
        view = self.view
        if view is None:
            return
        brochure, path = view.session.brochure, view.document.path
        self.setWindowTitle(f"{path.stem if path else brochure.title or 'Untitled'} — Candor")
        self.status.show_form(view.form.name if view.form else f"Unknown form “{brochure.form}”")

    # Saving

    def _save(self) -> None:
        view = self.view
        if view is None:
            return
        view.session.break_merge()
        if view.document.path is None or view.document.read_only:
            self._save_as()
        else:
            view.saving.publish_now(version="Saved")

    def _save_as(self) -> None:
        view = self.view
        path = self.files.ask_place(view.document, view.session.brochure.title) if view else None
        if view and path:
            view.saving.publish_as(path)

    def _save_clean_copy(self) -> None:
        """Write a copy without earlier versions and record, such as after a patient withdrew a consent."""
        view = self.view
        path = (
            self.files.ask_place(view.document, f"{view.session.brochure.title} (no history)", new=True)
            if view
            else None
        )
        if view and path and view.saving.save_now():
            view.notice.say(self.files.copy_without_history(view.document, path), closable=True)

    def _published(self, result: PublishResult) -> None:
        view = self.view
        if view is None:
            return
        if result.outcome is not Outcome.PUBLISHED:
            view.notice.say(result.notice, closable=True)
        elif result.path:
            self.services.preferences.opened(result.path)
            self.status.say(f"Written to {result.path.name}")
        self._show_facts()

    def _may_lose(self, view: DocumentView) -> bool:
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("Not saved")
        box.setText("The last changes are not saved.")
        box.setInformativeText(f"{view.saving.state.why} Close and lose them?")
        lose = box.addButton("Close and lose them", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton("Keep open", QMessageBox.ButtonRole.RejectRole))
        box.exec()
        return box.clickedButton() is lose

    # Choices

    def _show_starters(self) -> None:
        from editor.files.starters import starters

        self.menus.show_starters(starters(), self.files.begin)

    def _show_forms(self) -> None:
        if self.view:
            chosen = self.view.session.brochure.form
            self.menus.show_choices(
                self.menus.form, form_choices(self.services.forms), chosen, self._choose_form
            )

    def _choose_form(self, form: str) -> None:
        if self.view:
            self.view.session.apply("Change print form", lambda value: change_form(value, form))

    def _show_themes(self) -> None:
        if self.view:
            chosen = self.view.session.brochure.theme
            themes = theme_choices(self.services.template_root)
            self.menus.show_choices(self.menus.theme, themes, chosen, self._choose_theme)

    def _choose_theme(self, theme: str) -> None:
        if self.view:
            self.view.session.apply("Change theme", lambda value: change_brochure(value, theme=theme))

    def _choose_look(self, choice: str) -> None:
        self.services.look.choose(choice)
        self.services.preferences.change(appearance=choice)

    def _toggle_findings(self) -> None:
        if self.view:
            self.view.findings.toggle()

    def _open_log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.services.guard.log_path)))

    def _follow_preferences(self, settings: Settings) -> None:
        self.menus.show_recent(map(Path, settings.recent), self.files.open_path)
        if self.view:
            self.view.preview.set_press_profile(settings.press_profile)
        self._refresh_start()

    def _follow_look(self) -> None:
        self.status.restate()
        if self.view:
            self.view.findings_job.check()

    # The window itself

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.close_document():
            event.ignore()
            return
        self.services.preferences.change(window=_encoded(self.saveGeometry()))
        if self.thumbnails:
            self.thumbnails.close()
        event.accept()

    def event(self, event: QEvent) -> bool:
        # Qt would hide the saving state behind the hint of a menu.
        if event.type() is QEvent.Type.StatusTip:
            self.status.say(event.tip())
            return True
        return super().event(event)

    def _restore_window(self) -> None:
        state = _decoded(self.services.preferences.value.window)
        if state.isEmpty() or not self.restoreGeometry(state):
            room = QApplication.primaryScreen().availableSize()
            self.resize(min(1440, room.width()), min(900, room.height()))
        self.setMinimumSize(900, 560)

    def _keep_layout(self) -> None:
        if self.view:
            zoom, width = self.view.preview.look
            state = _encoded(self.view.splitter_state())
            self.services.preferences.change(splitters=state, zoom=zoom, web_width=width)


def _encoded(state: QByteArray) -> str:
    return state.toBase64().toStdString()


def _decoded(text: str) -> QByteArray:
    return QByteArray.fromBase64(text.encode())
