"""One piece of work in a thread of its own, so that a slow drive does not hold the window up."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, Signal

from editor.files.errors import FileError, reason

log = logging.getLogger(__name__)


class Task(QThread):
    """Runs `work` once. ended(the task) is emitted at its end: then `result` is there, or `refusal` says why not.

    `what` begins the sentence where the system refuses something ("The export could not be written"), `unknown` is said
    of an error that nobody foresaw; that one is logged.
    """

    ended = Signal(object)

    def __init__(
        self, work: Callable[[], object], what: str, unknown: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._work, self._what, self._unknown = work, what, unknown
        self.result: object | None = None
        self.refusal = ""

    def run(self) -> None:
        try:
            self.result = self._work()
        except FileError as error:
            self.refusal = str(error)
        except OSError as error:
            self.refusal = f"{self._what}: {reason(error)}. Choose another folder and try again."
        except Exception:
            log.exception("%s", self._what)
            self.refusal = self._unknown
        self.ended.emit(self)
