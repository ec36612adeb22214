"""A decision taken in the window reaches the user's file like an edit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from editor.core.brochure import Person
from editor.core.record import Comment
from editor.files.document import Document
from editor.files.published import unpack
from editor.ui.frame.main_window import MainWindow
from editor.ui.frame.services import Services
from tests.ui.frame.conftest import BROCHURE


def test_a_decision_is_published_at_the_next_pause(
    make_window: Callable[[], MainWindow], services: Services, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "clinic.brochure"
    document = Document.create(services.workspace, BROCHURE, {})
    document.publish_as(path)
    window = make_window()
    window.open_document(document)
    view = window.view
    assert view
    with qtbot.waitSignal(view.saving.published):
        view.book.add(Person("Ada", "doctor"), Comment("", "Who wrote this?"))
    published = unpack(path.read_bytes(), path.name)
    published.database.close()
    assert published.record == view.book.record
