"""The measured window: starts as `candor open` does, tells when it has painted what, and stays until it is ended.

    python -m tests.benchmarks.window_process candor FILE | bare

Prints one JSON object a line, with the monotonic clock's seconds. Nothing in the program itself is changed or added.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def tell(what: str) -> None:
    """Say that something has happened now."""
    print(json.dumps({"what": what, "at": time.monotonic()}), flush=True)


def watch(app: QApplication) -> object:
    """Tell of the first paint of a window (when events are answered after it) and of the first page painted."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QMainWindow

    class Watch(QObject):
        windows = 0
        pages = 0

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            kind = event.type()
            if kind is QEvent.Type.Paint:
                if not self.windows and isinstance(watched, QMainWindow):
                    Watch.windows = 1
                    QTimer.singleShot(0, lambda: tell("window"))
            elif kind is QEvent.Type.Show and not self.pages and type(watched).__name__ == "PrintView":
                Watch.pages = 1
                watched.painted.connect(self.page)  # type: ignore[attr-defined]
            return False

        def page(self, generation: int) -> None:
            if Watch.pages == 1:
                Watch.pages = 2
                QTimer.singleShot(0, lambda: tell("page"))

    watcher = Watch(app)
    app.installEventFilter(watcher)
    return watcher


def candor(path: str) -> None:
    """Run the program on a file."""
    from editor import app

    make = app.application

    def application() -> QApplication:
        made = make()
        watch(made)
        return made

    app.application = application
    app.run(Path(path))


def bare() -> None:
    """Show the least that PySide6 can show."""
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    app = QApplication(sys.argv[:1])
    watcher = watch(app)
    window = QMainWindow()
    window.setCentralWidget(QLabel("Hello"))
    window.resize(1280, 800)
    window.show()
    app.exec()
    del watcher


if __name__ == "__main__":
    candor(sys.argv[2]) if sys.argv[1] == "candor" else bare()
