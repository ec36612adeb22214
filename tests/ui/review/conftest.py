"""The real window on a brochure, with somebody who works at it and the review open."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from editor.core.brochure import Person
from editor.files.document import Document
from editor.ui.frame.main_window import MainWindow
from editor.ui.frame.services import Services
from editor.ui.review.panel import ReviewPanel
from tests.ui.frame.conftest import BROCHURE, look, make_window, services

__all__ = ["look", "make_window", "services"]
ALEX = Person("Alex", "Marketing")
DOCTOR = Person("Dr A", "Medical director")


@pytest.fixture
def window(make_window: Callable[[], MainWindow], services: Services, qtbot: QtBot) -> MainWindow:
    services.preferences.put(services.preferences.value.with_person(ALEX))
    window = make_window()
    window.open_document(Document.create(services.workspace, BROCHURE, {}))
    window.show()
    window.commands["review"].trigger()
    return window


@pytest.fixture
def panel(window: MainWindow) -> ReviewPanel:
    panel = window.review.panel
    assert panel is not None
    assert panel.isVisible()
    return panel


def answer(what: Callable[[QDialog], None]) -> None:
    """Deal with the dialog that is opened next."""
    QTimer.singleShot(0, lambda: what(QApplication.activeModalWidget()))
