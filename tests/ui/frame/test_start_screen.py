"""The start screen: starters, recent documents and work that was left behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from editor.core.edits import change_brochure
from editor.files.document import Document
from editor.files.starters import Starter
from editor.files.workspace import Recoverable
from editor.ui.frame.main_window import MainWindow
from editor.ui.frame.services import Services
from editor.ui.frame.start_screen import StartScreen
from tests.ui.frame.conftest import BROCHURE

STARTERS = tuple(Starter(ident, ident.title(), "For a test.", Path()) for ident in ("hair", "back"))


def _screen(qtbot: QtBot) -> StartScreen:
    screen = StartScreen(STARTERS)
    qtbot.addWidget(screen)
    screen.resize(1000, 700)
    screen.show()
    return screen


def test_a_card_begins_a_brochure_by_mouse_and_by_key(qtbot: QtBot) -> None:
    screen = _screen(qtbot)
    begun: list[str] = []
    screen.begin.connect(begun.append)
    qtbot.mouseClick(screen.cards["hair"], Qt.MouseButton.LeftButton)
    qtbot.keyClick(screen.cards["back"], Qt.Key.Key_Return)
    assert begun == ["hair", "back"]


def test_a_card_draws_a_placeholder_and_then_the_pages(qtbot: QtBot) -> None:
    screen = _screen(qtbot)
    card = screen.cards["hair"]
    before = card.grab().toImage()
    picture = QImage(60, 40, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    screen.show_picture("hair", picture)
    after = card.grab().toImage()
    assert before != after
    assert after.pixelColor(after.width() // 2, 60) == Qt.GlobalColor.red


def test_recent_documents_that_are_gone_can_only_be_forgotten(qtbot: QtBot, tmp_path: Path) -> None:
    here, gone = tmp_path / "Here.brochure", tmp_path / "Gone.brochure"
    here.write_bytes(b"")
    screen = _screen(qtbot)
    screen.show_recent([str(here), str(gone)])
    buttons = {each.text(): each for each in screen.findChildren(QPushButton)}
    assert buttons["Here"].isEnabled()
    assert not buttons["Gone"].isEnabled()
    assert "not found" in [each.text() for each in screen.findChildren(QLabel)]
    removers = {each.accessibleName(): each for each in screen.findChildren(QToolButton)}
    with qtbot.waitSignal(screen.forget_path) as forgotten:
        removers["Take Gone off the list"].click()
    assert forgotten.args == [gone]


def test_left_behind_work_is_offered(qtbot: QtBot) -> None:
    screen = _screen(qtbot)
    left = Recoverable(Path("copy"), "Hair", Path("Hair.brochure"), datetime(2026, 11, 12, 14, 5, tzinfo=UTC))
    screen.show_recoverable([left])
    buttons = {each.accessibleName(): each for each in screen.findChildren(QPushButton)}
    with qtbot.waitSignal(screen.recover) as recovered:
        buttons["Open the recovered Hair"].click()
    assert recovered.args == [left]
    with qtbot.waitSignal(screen.discard):
        buttons["Discard Hair"].click()


def test_the_window_offers_untitled_work_from_before(
    make_window: Callable[[], MainWindow], services: Services, qtbot: QtBot
) -> None:
    document = Document.create(services.workspace, BROCHURE, {})
    document.save(change_brochure(BROCHURE, title="Left behind"))
    document.close()
    window = make_window()
    window.show_start()
    window.show()
    words = lambda: " ".join(each.text() for each in window.start.findChildren(QLabel))  # noqa: E731
    qtbot.waitUntil(lambda: "Recovered: “Left behind”" in words())
    window.files.recover(services.workspace.recoverable()[0])
    assert window.view.session.brochure.title == "Left behind"
    assert "recovered" in window.view.notice.words
