"""The real window on a workspace of the test's own; the render worker never answers: it has its own tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.core.brochure import Brochure, Kind, Section
from editor.files.document import Document
from editor.files.resources import load_forms, template_root
from editor.files.workspace import Workspace
from editor.render.kept_files import default_cache
from editor.shell.preferences import Preferences
from editor.shell.render_process import RenderProcess
from editor.ui.frame.crash import CrashGuard
from editor.ui.frame.main_window import MainWindow
from editor.ui.frame.services import Services
from editor.ui.frame.style import Look
from tests.ui.focus import show_active

BROCHURE = Brochure(
    "Hair",
    sections=(
        Section("cover", Kind.COVER, title="Your hair"),
        Section("grow", Kind.TEXT, title="How hair grows", text="Slowly."),
        Section("nature", Kind.BENEFIT, title="Natural outcome", text="It depends."),
        Section("contact", Kind.CONTACT, title="Contact"),
    ),
)


class SilentProcess(RenderProcess):
    """Takes requests and never answers."""

    def start(self) -> None:
        pass

    def send(self, request: object) -> None:
        pass


@pytest.fixture(scope="session")
def look(qapp: QApplication) -> Look:
    return Look(qapp, "light")


@pytest.fixture
def services(look: Look, tmp_path: Path) -> Iterator[Services]:
    guard = CrashGuard(tmp_path / "candor.log")
    yield Services(
        workspace=Workspace(tmp_path / "data"),
        preferences=Preferences(tmp_path / "settings.json"),
        forms=load_forms(),
        template_root=template_root(),
        cache=default_cache(),
        look=look,
        guard=guard,
    )
    look.choose("light")


@pytest.fixture
def make_window(services: Services, qtbot: QtBot) -> Iterator[Callable[[], MainWindow]]:
    made: list[MainWindow] = []

    def make() -> MainWindow:
        window = MainWindow(services, SilentProcess(template_root()))
        made.append(window)
        qtbot.addWidget(window)
        window.resize(1280, 800)
        return window

    yield make
    for window in made:
        window.close()


@pytest.fixture
def window(make_window: Callable[[], MainWindow], services: Services, qtbot: QtBot) -> MainWindow:
    """The window on an untitled document."""
    window = make_window()
    window.open_document(Document.create(services.workspace, BROCHURE, {}))
    show_active(qtbot, window)
    return window
