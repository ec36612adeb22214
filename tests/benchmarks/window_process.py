"""The measured window: starts as `candor open` does, tells when it has painted what, and stays until it is ended.

    python -m tests.benchmarks.window_process candor FILE | bare

Prints one JSON object a line, with the monotonic clock's seconds. Nothing in the program itself is changed or added.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow


def tell(what: str) -> None:
    """Say that something has happened now."""
    print(json.dumps({"what": what, "at": time.monotonic()}), flush=True)


def watch(window: QMainWindow) -> object:
    """Tell of a window's first paint (when events are answered after it), of its first page painted, and of all pages.

    Only this window's own events are looked at: to see those of all widgets would take a tenth of the time measured.
    """
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        told: set[str]

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint:
                window.removeEventFilter(self)
                self.told = set()
                self.tell_once("window")
                if view := getattr(window, "view", None):
                    self.pages = view.preview.print_tab.view
                    self.pages.painted.connect(self.painted)
            return False

        def painted(self, generation: int) -> None:
            self.tell_once("page")
            if self.pages.preview.whole:
                self.tell_once("pages")

        def tell_once(self, what: str) -> None:
            if what not in self.told:
                self.told.add(what)
                QTimer.singleShot(0, lambda: tell(what))

    watcher = Watch(window)
    window.installEventFilter(watcher)
    return watcher


def candor(path: str) -> None:
    """Run the program on a file."""
    from editor import app

    make = app.make_window

    def make_window(*arguments: Any) -> QMainWindow:
        window = make(*arguments)
        watch(window)
        return window

    app.make_window = make_window
    app.run(Path(path))


def bare() -> None:
    """Show the least that PySide6 can show."""
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    watcher = watch(window)
    window.setCentralWidget(QLabel("Hello"))
    window.resize(1280, 800)
    window.show()
    app.exec()
    del watcher


if __name__ == "__main__":
    candor(sys.argv[2]) if sys.argv[1] == "candor" else bare()
