"""What opens a dialog on the open document. The dialogs are imported when they are first wanted."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Qt
from PySide6.QtWidgets import QDialog

from editor.check.gate import Gate, gate
from editor.files.document import local_time
from editor.render.products import Product
from editor.ui.frame.file_commands import file_name_for, say_error

if TYPE_CHECKING:
    from editor.ui.frame.document_view import DocumentView
    from editor.ui.frame.main_window import MainWindow


class DocumentTools(QObject):
    """Opens dialogs over the window, on its open document."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def export(self, product: Product | None = None) -> None:
        """Choose what to export and where; `product` is proposed."""
        from editor.ui.preview.export_dialog import Desk, ExportDialog
        from editor.ui.preview.press_panel import PressPanel
        from editor.ui.review.who import ask_who

        view, preferences = self._window.view, self._window.services.preferences
        if view is None or not self._has_form():
            return
        view.saving.save_now()
        checked = view.findings_job.check_all()
        view.findings_job.measure()
        brochure, path = view.session.brochure, view.document.path
        version = next((each.name for each in view.document.versions() if each.name), "")
        press = PressPanel(preferences.value.press_profile, version)
        press.profile_chosen.connect(lambda profile: preferences.change(press_profile=profile))
        dialog = ExportDialog(
            Desk(
                view.session,
                view.preview_job,
                lambda over: ask_who(preferences, over),
                view.book,
                self._window.services.rules,
            ),
            checked,
            path.stem if path else file_name_for(brochure.title),
            _folder(preferences.value.export_folder, path),
            self._window,
            press,
        )
        dialog.go_to.connect(view.go_to)
        dialog.fix.connect(view.fix)
        view.checked.connect(dialog.show_checked)
        dialog.exported_to.connect(lambda folder: preferences.change(export_folder=folder))
        if product:
            dialog.choose(product)
        _show(dialog)

    def print(self) -> None:
        """Print the sheets."""
        from editor.ui.preview.preflight import BARRED
        from editor.ui.preview.print_dialog import PrintDialog

        view = self._window.view
        if view and self._has_form():
            stands = self._gate(view)
            if stands.barring:
                say_error(self._window, "Nothing can be printed", f"{BARRED} {stands.barring[0].message}")
                return
            dialog = PrintDialog(view.session, view.preview_job, self._window, draft=stands.draft_required)
            dialog.sheets_wanted.connect(lambda: self.export(Product.SHEETS))
            _show(dialog)
            dialog.prepare()

    def _gate(self, view: DocumentView) -> Gate:
        """Return what stands in the way of paper: a patient's consent that ended bars a print as it bars a file."""
        findings = view.findings_job.check().findings
        return gate(findings, view.session.brochure, view.book.record, local_time().date())

    def _has_form(self) -> bool:
        """Return whether the brochure can be laid out; if not, say what to do."""
        view = self._window.view
        if view and not view.form:
            words = f"There is no print form “{view.session.brochure.form}” on this computer. "
            say_error(self._window, "No print form", words + "Choose another under Format, Print form.")
        return bool(view and view.form)

    def versions(self) -> None:
        """Earlier versions."""
        from editor.ui.frame.versions_dialog import VersionsDialog

        view = self._window.view
        if view:
            _show(VersionsDialog(view.session, view.document, self._window))

    def document(self) -> None:
        """Title, language, audience and form of the brochure."""
        from editor.ui.editing.document_dialog import DocumentDialog

        view = self._window.view
        if view:
            services = self._window.services
            themes = list(theme_choices(services.template_root).items())
            _show(DocumentDialog(view.session, services.forms, themes, self._window))

    def fit_copy(self) -> None:
        """Choose text size and spacing so that everything fits its panels."""
        if self._window.view:
            self._window.view.preview.fit_copy()

    def brand(self) -> None:
        """The clinic's name, logo, colours and address."""
        if self._window.view:
            self._window.view.editor.edit_brand()

    def references(self) -> None:
        """The sources that the texts cite."""
        if self._window.view:
            self._window.view.editor.edit_references()

    def keys(self) -> None:
        """Every command that has a key."""
        from editor.ui.frame.help import KeysDialog

        window = self._window
        commands = window.commands
        groups = [("Window", [*commands.by_name.values(), commands.undo, commands.redo])]
        if window.view:
            tab = window.view.preview.print_tab
            groups.append(("Sections", list(window.view.section_actions.all)))
            groups.append(("Text", window.view.editor.actions()))
            groups.append(("Preview", tab.actions()))
        _show(KeysDialog(groups, window))

    def about(self) -> None:
        """Version, licence, and the works of others."""
        from editor.ui.frame.help import AboutDialog

        _show(AboutDialog(self._window))


def _show(dialog: QDialog) -> None:
    """Open a dialog over the window; it goes when it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def _folder(last: str, document: Path | None) -> Path:
    """Return where to export to: as last time, else beside the document, else the user's documents."""
    for folder in (Path(last) if last else None, document.parent if document else None):
        if folder and folder.is_dir():
            return folder
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def theme_choices(template_root: Path) -> dict[str, str]:
    """Return the names of the themes by id; a theme file that cannot be read is called by its id."""
    names = {}
    for path in sorted(template_root.glob("*/theme.toml")):
        try:
            names[path.parent.name] = str(
                tomllib.loads(path.read_text("utf-8")).get("name", path.parent.name)
            )
        except (OSError, ValueError):
            names[path.parent.name] = path.parent.name
    return names
