"""The editor on a small brochure, in a window that has undo, as the real one does."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QMainWindow

from editor.core.brochure import Brochure, Item, Kind, Reference, Section
from editor.files.resources import load_forms
from editor.shell.assets import MemoryAssets
from editor.shell.session import Session
from editor.ui.editing.fields import add_undo
from editor.ui.editing.section_editor import SectionEditor
from tests.ui.focus import show_active


@dataclass
class Stage:
    """What the tests act on."""

    window: QMainWindow
    session: Session
    editor: SectionEditor
    assets: MemoryAssets

    @property
    def section(self) -> Section:
        return self.session.brochure.section(self.session.selection)

    @property
    def text(self):
        return self.editor.form.texts["text"]

    def undo_words(self) -> str:
        return self.session.undo_stack.undoText()


BROCHURE = Brochure(
    "Test",
    sections=(
        Section("one", Kind.TEXT, title="One", text="Plain words."),
        Section(
            "two",
            Kind.STEPS,
            title="Two",
            items=(Item("a", "First", "one"), Item("b", "Second", "two"), Item("c", "Third", "three")),
        ),
        Section("three", Kind.QUOTE, text="Said", attribution="A. N. Other"),
        Section("contact", Kind.CONTACT, title="Contact"),
        Section("refs", Kind.REFERENCES),
    ),
    references=(
        Reference("lee2020", authors="Lee A", title="Hair and cells", year=2020),
        Reference("kim2019", authors="Kim B", title="Follicles", year=2019),
    ),
)


@pytest.fixture
def stage(qtbot) -> Stage:
    session, assets = Session(BROCHURE), MemoryAssets()
    window = QMainWindow()
    window.resize(440, 900)
    editor = SectionEditor(session, assets, window, forms=load_forms())
    window.setCentralWidget(editor)
    add_undo(window, session)
    qtbot.addWidget(window)
    show_active(qtbot, window)
    return Stage(window, session, editor, assets)
