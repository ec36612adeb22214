"""What opens a dialog on the open document. The dialogs are imported when they are first wanted."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from editor.ui.frame.main_window import MainWindow


class DocumentTools(QObject):
    """Opens dialogs over the window, on its open document."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def export(self) -> None:
        """Choose what to export and where."""
        from editor.ui.preview.export_dialog import ExportDialog

        view = self._window.view
        if view:
            ExportDialog(view.session, view.preview_job, view.document, self._window.services.preferences,
                         self._window).open()  # fmt: skip

    def print(self) -> None:
        """Print the sheets."""
        from editor.ui.preview.printing import print_brochure

        view = self._window.view
        if view:
            print_brochure(view.session, view.preview_job, self._window)

    def versions(self) -> None:
        """Earlier versions."""
        from editor.ui.frame.versions_dialog import VersionsDialog

        view = self._window.view
        if view:
            VersionsDialog(view.session, view.document, self._window).open()

    def document(self) -> None:
        """Title, language, audience and form of the brochure."""
        from editor.ui.editing.document_dialog import DocumentDialog

        view = self._window.view
        if view:
            DocumentDialog(view.session, self._window.services.forms, self._window).open()

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
            groups.append(("Preview", tab.actions()))
        KeysDialog(groups, window).open()

    def about(self) -> None:
        """Version, licence, and the works of others."""
        from editor.ui.frame.help import AboutDialog

        AboutDialog(self._window).open()


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
