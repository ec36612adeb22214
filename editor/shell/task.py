"""One piece of work in a thread of its own, so that a slow drive does not hold the window up."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, Signal

from editor.files.errors import FileError, reason

log = logging.getLogger(__name__)


class Task(QThread):
    """Runs `work`; done(result) or failed(sentence) is emitted once, then the thread ends.

    `what` begins the sentence where the system refuses something ("The export"), `unknown` is said of an error that
    nobody foresaw; that one is logged.
    """

    done = Signal(object)
    failed = Signal(str)

    def __init__(
        self, work: Callable[[], object], what: str, unknown: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._work, self._what, self._unknown = work, what, unknown
        self.result: object | None = None
        """What `work` returned, once the thread has ended well."""

    def run(self) -> None:
        try:
            self.result = self._work()
        except FileError as error:
            self.failed.emit(str(error))
        except OSError as error:
            self.failed.emit(f"{self._what}: {reason(error)}. Choose another folder and try again.")
        except Exception:
            log.exception("%s", self._what)
            self.failed.emit(self._unknown)
        else:
            self.done.emit(self.result)
