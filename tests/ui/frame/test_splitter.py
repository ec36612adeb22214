"""A splitter does not paint what is in it because the pointer came."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QHoverEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.frame.splitter import Splitter


class Counting(QWidget):
    painted = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        self.painted += 1


def test_the_pointer_makes_it_paint_nothing(qtbot: QtBot) -> None:
    splitter, pane = Splitter(), Counting()
    qtbot.addWidget(splitter)
    splitter.addWidget(pane)
    splitter.setStyleSheet("QSplitter::handle:hover { background: red; }")
    splitter.resize(200, 200)
    with qtbot.waitExposed(splitter):
        splitter.show()
    qtbot.waitUntil(lambda: pane.painted > 0)
    qtbot.wait(50)
    before = pane.painted
    for kind in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
        at = QPointF(100, 100)
        QApplication.sendEvent(splitter, QHoverEvent(kind, at, at, at))
        qtbot.wait(50)
    assert pane.painted == before
