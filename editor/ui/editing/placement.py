"""What a section is for and where it goes in the printed form."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from editor.core.brochure import Section
from editor.core.paper import Form
from editor.ui.editing.fields import Choice, Labelled
from editor.ui.editing.kinds import ROLE_WORDS


class PlacementFields(QWidget):
    """Role, region, "start on a new panel" and "keep with next".

    changed(words, field, value): the user chose; `words` name the change for undo.
    """

    changed = Signal(str, str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.role = Choice(self)
        self.role.set_choices(list(ROLE_WORDS))
        self.region = Choice(self)
        self.new_panel = QCheckBox("Start on a new panel", self)
        self.keep = QCheckBox("Keep on one panel with the next section", self)
        self.role.chosen.connect(lambda value: self.changed.emit("Change purpose", "role", value))
        self.region.chosen.connect(lambda value: self.changed.emit("Move to region", "region", value))
        self.new_panel.clicked.connect(lambda on: self.changed.emit("Start on a new panel", "new_panel", on))
        self.keep.clicked.connect(lambda on: self.changed.emit("Keep with next", "keep_with_next", on))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        help_line = "Readers and rules look for these; the checks remind you where one is missing."
        layout.addWidget(Labelled("What this section tells the reader about", self.role, help_line, self))
        layout.addWidget(Labelled("Where it is printed", self.region, "", self))
        layout.addWidget(self.new_panel)
        layout.addWidget(self.keep)

    def show_section(self, section: Section, form: Form | None) -> None:
        """Show a section's placement in a form; without a form there is only "Automatic"."""
        choices: list[tuple[object, str]] = [(None, "Automatic")]
        if form:
            automatic = form.region_of(replace(section, region=None)).name
            choices = [(None, f"Automatic ({automatic})"), *((each.id, each.name) for each in form.regions)]
        if section.region and section.region not in [value for value, _ in choices]:
            choices.append((section.region, "Automatic here, chosen for another form"))
        self.region.set_choices(choices)
        self.region.show_value(section.region)
        self.role.show_value(section.role)
        self.new_panel.setChecked(section.new_panel)
        self.keep.setChecked(section.keep_with_next)
