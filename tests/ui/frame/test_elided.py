"""A line that has no room is shortened with dots, never cut off."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from editor.ui.frame.elided import Elided

WORDS = "15 errors, 5 warnings, 12 notes"


def test_a_line_without_room_is_shortened_and_told_in_full(qtbot: QtBot) -> None:
    label = Elided(WORDS)
    qtbot.addWidget(label)
    label.resize(600, 20)
    label.show()
    assert (label.shown, label.toolTip()) == (WORDS, "")
    label.resize(90, 20)
    assert label.shown.endswith("…")
    assert label.text() == label.toolTip() == WORDS
    label.resize(600, 20)
    assert label.toolTip() == ""


def test_a_tooltip_of_its_own_stays(qtbot: QtBot) -> None:
    label = Elided("/home/somebody/brochures/spring", mode=Qt.TextElideMode.ElideMiddle)
    qtbot.addWidget(label)
    label.setToolTip("Not checked")
    label.resize(90, 20)
    label.show()
    assert label.toolTip() == "Not checked"
    assert "…" in label.shown[1:-1]
