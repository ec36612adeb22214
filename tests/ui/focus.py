"""Windows that have the focus."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


def show_active(qtbot: QtBot, window: QWidget) -> None:
    """Show a window and wait until keys go to it.

    It is asked for again and again: a screen without a window manager forgets what is asked of a window that does not
    stand yet.
    """
    with qtbot.waitExposed(window):
        window.show()

    def is_active() -> bool:
        window.activateWindow()
        return window.isActiveWindow()

    qtbot.waitUntil(is_active)
