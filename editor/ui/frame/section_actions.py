"""What can be done with sections, as actions that menus, toolbars and the outline share."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from editor.core.edits import change_section, delete_section, duplicate_section, insert_section, move_section
from editor.shell.session import Session
from editor.ui.frame.icons import icon
from editor.ui.frame.new_sections import KINDS, READY, NewSection


class SectionActions(QObject):
    """Actions on the selected section. rename_asked: the outline should let the title be typed."""

    rename_asked = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.duplicate = self._action("D&uplicate section", "copy", "Ctrl+D", self._duplicate)
        self.delete = self._action(
            "&Delete section", "trash-2", QKeySequence.StandardKey.Delete, self._delete
        )
        self.hide = self._action("&Hide section", "eye-off", "Ctrl+Shift+H", self._hide)
        self.up = self._action("Move section &up", "arrow-up", "Alt+Up", lambda: self._step(-1))
        self.down = self._action("Move section do&wn", "arrow-down", "Alt+Down", lambda: self._step(1))
        self.rename = self._action("&Rename section", "pencil", "F2", self.rename_asked.emit)
        session.selected.connect(self._refresh)
        session.changed.connect(self._refresh)
        self._refresh()

    @property
    def all(self) -> tuple[QAction, ...]:
        return (self.rename, self.duplicate, self.hide, self.up, self.down, self.delete)

    def fill_add_menu(self, menu: QMenu) -> None:
        """Fill a menu with every section that can be added; the purpose stands where shortcuts do."""
        for entry in KINDS:
            self._add_entry(menu, entry)
        menu.addSeparator()
        for entry in READY:
            self._add_entry(menu, entry)

    def add(self, entry: NewSection) -> None:
        """Put a fresh section behind the selected one and select it."""
        brochure = self.session.brochure
        section = entry.make()
        selection = self.session.selection
        index = brochure.index(selection) + 1 if selection else None
        self.session.apply(f"Add {entry.name.lower()}", lambda value: insert_section(value, section, index))
        self.session.select(section.id)

    def move_to(self, section_id: str, index: int) -> None:
        """Move a section so that it ends up at `index`."""
        self.session.apply("Move section", lambda value: move_section(value, section_id, index))

    def toggle_hidden(self, section_id: str) -> None:
        """Hide a section, or show it again."""
        hidden = not self.session.brochure.section(section_id).hidden
        words = "Hide section" if hidden else "Show section"
        self.session.apply(words, lambda value: change_section(value, section_id, hidden=hidden))

    def retitle(self, section_id: str, title: str) -> None:
        """Give a section another title."""
        self.session.apply("Rename section", lambda value: change_section(value, section_id, title=title))

    def _add_entry(self, menu: QMenu, entry: NewSection) -> None:
        action = menu.addAction(icon(entry.icon_name), f"{entry.name}\t{entry.purpose}")
        action.setStatusTip(entry.purpose)
        action.triggered.connect(lambda: self.add(entry))

    def _action(self, words: str, icon_name: str, keys: str | QKeySequence.StandardKey, slot) -> QAction:
        action = QAction(icon(icon_name), words, self)
        action.setShortcut(QKeySequence(keys))
        # Delete and Alt+Up belong to the text while the text is being edited.
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _=False: slot())
        plain = words.replace("&", "")
        action.setToolTip(f"{plain} ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})")
        return action

    def _duplicate(self) -> None:
        section_id = self.session.selection
        if section_id:
            self.session.apply("Duplicate section", lambda value: duplicate_section(value, section_id))
            sections = self.session.brochure.sections
            self.session.select(sections[self.session.brochure.index(section_id) + 1].id)

    def _delete(self) -> None:
        section_id = self.session.selection
        if section_id:
            self.session.apply("Delete section", lambda value: delete_section(value, section_id))

    def _hide(self) -> None:
        if self.session.selection:
            self.toggle_hidden(self.session.selection)

    def _step(self, by: int) -> None:
        section_id = self.session.selection
        if section_id:
            self.move_to(section_id, self.session.brochure.index(section_id) + by)

    def _refresh(self, *_: object) -> None:
        brochure, selection = self.session.brochure, self.session.selection
        index = brochure.index(selection) if any(each.id == selection for each in brochure.sections) else -1
        for action in self.all:
            action.setEnabled(index >= 0)
        self.up.setEnabled(index > 0)
        self.down.setEnabled(0 <= index < len(brochure.sections) - 1)
        hidden = index >= 0 and brochure.sections[index].hidden
        self.hide.setText("S&how section" if hidden else "&Hide section")
        self.hide.setIcon(icon("eye" if hidden else "eye-off"))


def owner_of(actions: SectionActions, widget: QWidget) -> None:
    """Let a widget answer the actions' keys."""
    widget.addActions(list(actions.all))
