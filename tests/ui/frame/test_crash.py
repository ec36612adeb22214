"""The program fails, the work does not: one dialog, honest words, a log."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from editor.core.edits import change_brochure
from editor.ui.frame.crash import NOT_SAVED, SAVED, CrashDialog, CrashGuard, start_log
from editor.ui.frame.main_window import MainWindow


@pytest.fixture
def guard(qapp: object, tmp_path: Path) -> Iterator[CrashGuard]:
    guard = CrashGuard(tmp_path / "candor.log")
    yield guard
    if guard.dialog:
        guard.dialog.close()


def _fail(guard: CrashGuard, words: str = "boom") -> None:
    try:
        raise ValueError(words)
    except ValueError as error:
        guard.catch(type(error), error, error.__traceback__)


def _dialog(guard: CrashGuard, qtbot: QtBot) -> CrashDialog:
    qtbot.waitUntil(lambda: guard.dialog is not None)
    return guard.dialog


@pytest.mark.parametrize(("safe", "words"), [(True, SAVED), (False, NOT_SAVED)])
def test_it_says_the_work_is_saved_only_if_it_is(
    guard: CrashGuard, qtbot: QtBot, safe: bool, words: str
) -> None:
    guard.rescue = lambda: safe
    _fail(guard)
    assert words in _dialog(guard, qtbot).message.text()


def test_a_rescue_that_fails_itself_is_not_called_saved(guard: CrashGuard, qtbot: QtBot) -> None:
    def rescue() -> bool:
        raise OSError("no disk")

    guard.rescue = rescue
    _fail(guard)
    assert NOT_SAVED in _dialog(guard, qtbot).message.text()


def test_failures_in_a_row_share_one_dialog(guard: CrashGuard, qtbot: QtBot) -> None:
    _fail(guard, "first")
    dialog = _dialog(guard, qtbot)
    _fail(guard, "second")
    qtbot.waitUntil(lambda: "second" in dialog.details.toPlainText())
    assert guard.dialog is dialog
    assert "first" in dialog.details.toPlainText()


def test_a_failure_in_a_thread_is_shown_by_the_window(guard: CrashGuard, qtbot: QtBot) -> None:
    thread = threading.Thread(target=_fail, args=(guard,))
    thread.start()
    thread.join()
    assert "ValueError: boom" in _dialog(guard, qtbot).details.toPlainText()


def test_details_are_folded_and_can_be_copied(guard: CrashGuard, qtbot: QtBot) -> None:
    _fail(guard)
    dialog = _dialog(guard, qtbot)
    assert not dialog.details.isVisible()
    dialog.fold.click()
    assert dialog.details.isVisible()
    dialog.copy.click()
    assert "ValueError: boom" in QGuiApplication.clipboard().text()


def test_the_log_has_the_traceback(tmp_path: Path, guard: CrashGuard) -> None:
    root = logging.getLogger()
    before = list(root.handlers), root.level
    path = start_log(tmp_path / "log")
    try:
        _fail(guard)
    finally:
        for handler in [each for each in root.handlers if each not in before[0]]:
            handler.close()
            root.removeHandler(handler)
        root.setLevel(before[1])
    assert "ValueError: boom" in path.read_text("utf-8")


def test_a_failure_saves_the_open_brochure(window: MainWindow, qtbot: QtBot) -> None:
    guard = window.services.guard
    window.view.session.apply("Edit", lambda value: change_brochure(value, title="Typed just now"))
    _fail(guard)
    dialog = _dialog(guard, qtbot)
    assert SAVED in dialog.message.text()
    assert window.view.document.brochure.title == "Typed just now"
    dialog.close()
