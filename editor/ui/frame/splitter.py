"""The splitter between panes."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QSplitter


class Splitter(QSplitter):
    """A splitter whose handles alone are painted when the pointer comes or goes.

    Because the style sheet colours a handle under the pointer, Qt would paint the splitter with all that is in it.
    """

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            return True
        return super().event(event)
