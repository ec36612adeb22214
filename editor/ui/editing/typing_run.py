"""A run of typing is one undo step: until the user pauses for two seconds or leaves the field."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from editor.shell.session import Edit, Session

PAUSE = 2000
"""Milliseconds."""


class TypingRun(QObject):
    """Applies edits of texts to a session and ends the run after a pause."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(session.break_merge)

    def apply(self, words: str, edit: Edit, merge: str) -> None:
        """Apply an edit; those with the same `merge` that follow within the pause undo as one."""
        self._session.apply(words, edit, merge)
        self._pause.start()

    def end(self) -> None:
        """End the run: the field was left."""
        if self._pause.isActive():
            self._pause.stop()
            self._session.break_merge()
