"""The menu bar and the toolbar, made of the window's actions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMainWindow, QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from editor.core.paper import Form
from editor.ui.frame.actions import WindowActions
from editor.ui.frame.icons import icon
from editor.ui.frame.style import Look, mark

if TYPE_CHECKING:
    from editor.files.starters import Starter

LOOKS = {"system": "As the &system", "light": "&Light", "dark": "&Dark"}


class Menus:
    """The menu bar, with the menus whose content changes: recent files, insert, form, theme and view."""

    def __init__(self, window: QMainWindow, actions: WindowActions) -> None:
        bar = window.menuBar()
        self.file = bar.addMenu("&File")
        self.edit = bar.addMenu("&Edit")
        self.insert = bar.addMenu("&Insert")
        self.format = bar.addMenu("F&ormat")
        self.review = bar.addMenu("&Review")
        self.view = bar.addMenu("&View")
        self.help = bar.addMenu("&Help")
        self.new = QMenu("&New from starter", window)
        self.new.setIcon(icon("file-plus"))
        self.recent = QMenu("Open &recent", window)
        self.form = QMenu("Print &form", window)
        self.form.setIcon(icon("columns-3"))
        self.theme = QMenu("&Theme", window)
        self.theme.setIcon(icon("palette"))
        self.look = QMenu("&Appearance", window)
        self.look.setIcon(icon("sun-moon"))
        self._fill(actions)

    def _fill(self, actions: WindowActions) -> None:
        self.file.addMenu(self.new)
        self.file.addAction(actions["open"])
        self.file.addMenu(self.recent)
        _add(
            self.file,
            actions,
            "import_",
            "",
            "save",
            "save_as",
            "clean_copy",
            "versions",
            "",
            "export",
            "print",
            "",
        )
        _add(self.file, actions, "document", "", "start", "close", "quit")
        self.edit.addActions([actions.undo, actions.redo])
        self.edit.addSeparator()
        self.edit.addActions(actions.clipboard)
        self.format.addMenu(self.form)
        self.format.addMenu(self.theme)
        _add(self.format, actions, "fit_copy", "", "brand", "references", "document")
        _add(self.review, actions, "review", "", "approve_all", "policy", "record", "", "who")
        self.view.addMenu(self.look)
        _add(self.view, actions, "findings")
        _add(self.help, actions, "keys", "log", "", "about")

    def show_starters(self, starters: Iterable[Starter], begin: Callable[[str], None]) -> None:
        """List the starters under File > New."""
        self.new.clear()
        for starter in starters:
            action = self.new.addAction(starter.name)
            action.setStatusTip(starter.summary)
            action.triggered.connect(lambda _=False, ident=starter.id: begin(ident))

    def show_recent(self, paths: Iterable[Path], open_path: Callable[[Path], None]) -> None:
        """List the recent documents."""
        self.recent.clear()
        for number, path in enumerate(paths, 1):
            action = self.recent.addAction(f"&{number % 10} {path.stem}")
            action.setStatusTip(str(path))
            action.setToolTip(str(path))
            action.triggered.connect(lambda _=False, path=path: open_path(path))
        self.recent.setEnabled(bool(self.recent.actions()))

    def show_choices(
        self, menu: QMenu, choices: Mapping[str, str], chosen: str, choose: Callable[[str], None]
    ) -> None:
        """List choices of which one is ticked."""
        menu.clear()
        group = QActionGroup(menu)
        for ident, words in choices.items():
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(ident == chosen)
            action.setActionGroup(group)
            action.triggered.connect(lambda _=False, ident=ident: choose(ident))

    def show_looks(self, look: Look, choose: Callable[[str], None]) -> None:
        """List light, dark and as the system."""
        self.show_choices(self.look, LOOKS, look.choice, choose)

    def show_document(
        self, sections: tuple[QAction, ...], add: Callable[[QMenu], None], view: tuple[QAction, ...]
    ) -> None:
        """Fill in what the open document brings: commands on sections, new sections, and the preview's."""
        self.clear_document()
        separator = self.edit.addSeparator()
        self.edit.addActions(list(sections))
        add(self.insert)
        self.insert.menuAction().setEnabled(True)
        other = self.view.addSeparator()
        self.view.addActions(list(view))
        self._lent = [(self.edit, (separator, *sections)), (self.view, (other, *view))]

    def clear_document(self) -> None:
        """Take the document's commands out again."""
        for menu, actions in getattr(self, "_lent", []):
            for action in actions:
                menu.removeAction(action)
        self._lent: list[tuple[QMenu, tuple[QAction, ...]]] = []
        self.insert.clear()
        self.insert.menuAction().setEnabled(False)


def form_choices(forms: Mapping[str, Form]) -> dict[str, str]:
    """Return the forms' names by id."""
    return {form.id: form.name for form in sorted(forms.values(), key=lambda form: form.name)}


def make_toolbar(window: QMainWindow, actions: WindowActions, menus: Menus) -> QToolBar:
    """Return the toolbar: going back, undo and redo at the left; what completes the work at the right."""
    bar = QToolBar("Tools", window)
    bar.setObjectName("tools")
    bar.setMovable(False)
    bar.setIconSize(QSize(16, 16))
    bar.toggleViewAction().setVisible(False)
    for action in (actions["start"], None, actions.undo, actions.redo, None):
        bar.addAction(action) if action else bar.addSeparator()
    for action in (actions["brand"], actions["references"]):
        bar.addAction(action)
        _worded(bar, action)
    bar.addWidget(_form_button(menus))
    spacer = QWidget()
    spacer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    bar.addWidget(spacer)
    bar.addAction(actions["review"])
    _worded(bar, actions["review"], "Review")
    bar.addAction(actions["print"])
    _worded(bar, actions["print"])
    bar.addWidget(_export_button(actions["export"]))
    for action in bar.actions():
        if action.isSeparator():  # a class PySide6 does not know: it would load all widgets' to look for it
            continue
        button = bar.widgetForAction(action)
        if isinstance(button, QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(button.accessibleName() or action.text().replace("&", "").rstrip("…"))
    return bar


def _form_button(menus: Menus) -> QToolButton:
    button = QToolButton()
    button.setText(" Form")
    button.setIcon(icon("columns-3"))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setMenu(menus.form)
    button.setToolTip("The paper the brochure is printed on, and how it is folded")
    button.setAccessibleName("Print form")
    return mark(button, "menu")


def _export_button(action: QAction) -> QToolButton:
    """Return the one button in the accent colour; the icon of the menu would not be seen on it."""
    button = QToolButton()
    button.setText(" Export")
    button.setIcon(icon("file-output", "on-accent"))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setToolTip(action.toolTip())
    button.setAccessibleName("Export")
    button.clicked.connect(action.trigger)
    action.enabledChanged.connect(button.setEnabled)
    button.setEnabled(action.isEnabled())
    return mark(button, "primary")


def _worded(bar: QToolBar, action: QAction, words: str = "") -> None:
    button = bar.widgetForAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    # Qt leaves hardly any room between icon and words.
    action.setIconText(" " + (words or action.text().replace("&", "").rstrip("…")))


def _add(menu: QMenu, actions: WindowActions, *names: str) -> None:
    for name in names:
        menu.addAction(actions[name]) if name else menu.addSeparator()
