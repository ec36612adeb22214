"""The measured typing: the real window, a real text field, real keys, one at a time.

    python -m tests.benchmarks.typing_process FILE SECTION KEYS

Prints one JSON object with the milliseconds of every key: from the key to the request on its way (gui), to the answer
(worker), to the new pixels painted (paint), and all together (total).
"""

from __future__ import annotations

import itertools
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

WARM_UP = 12
PAUSE_MS = 40  # between the pixels of one key and the next key
TYPED = "Most people notice it slowly, and most of them wonder what could help. "


class Typist:
    """Types into the window's text field and waits for pixels."""

    def __init__(self, path: Path) -> None:
        from editor import app
        from editor.ui.frame.crash import CrashGuard, log_folder, start_log

        process = app._process_of(app._spawn_worker())
        self.app = app.application()
        guard = CrashGuard(start_log(log_folder()), self.app)
        self.window = app.make_window(self.app, guard, process)
        self.marks: dict[str, float] = {}
        send = process.send

        def sent(request: Any) -> None:
            self.marks["sent"] = time.perf_counter()
            send(request)

        process.send = sent  # type: ignore[method-assign]
        process.answered.connect(lambda *answer: self.marks.setdefault("answered", time.perf_counter()))
        self.window.resize(1440, 900)
        self.window.files.open_path(path)
        view = self.window.view
        assert view is not None, "the document was not opened"
        self.view = view
        view.preview.painted.connect(lambda generation: self.marks.setdefault("painted", time.perf_counter()))
        self.window.show()
        self.wait_until(
            lambda: bool(view.preview.preview and view.preview.preview.whole), "the first preview"
        )
        self.pause(1500)

    def wait_until(self, done: Callable[[], bool], what: str) -> None:
        """Run the event loop until something is so."""
        from PySide6.QtCore import QEventLoop

        end = time.monotonic() + 30
        while not done():
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 100)
            if time.monotonic() > end:
                raise TimeoutError(what)

    def pause(self, milliseconds: int) -> None:
        """Run the event loop for a while, as between two keys."""
        from PySide6.QtTest import QTest

        QTest.qWait(milliseconds)

    def field(self, section: str) -> Any:
        """Show a section in editor and preview, and return its text field with the caret at the end."""
        from PySide6.QtGui import QTextCursor

        self.view.session.select(section)
        self.pause(500)
        edit = self.view.editor.form.texts["text"]
        edit.setFocus()
        edit.moveCursor(QTextCursor.MoveOperation.End)
        self.pause(500)
        return edit

    def type(self, edit: Any, character: str) -> dict[str, float]:
        """Type a character and return the parts of the time until it is seen (ms)."""
        from PySide6.QtTest import QTest

        self.pause(PAUSE_MS)
        self.marks.clear()
        start = time.perf_counter()
        QTest.keyClicks(edit, character)
        self.wait_until(lambda: "painted" in self.marks, "the pixels of a key")
        preview = self.view.preview.preview
        assert preview is not None
        assert character == " " or any(page.pixels for page in preview.pages), "a key changed no page"
        sent, answered, painted = (self.marks[name] for name in ("sent", "answered", "painted"))
        parts = {"gui": sent - start, "worker": answered - sent, "paint": painted - answered}
        return {name: seconds * 1000 for name, seconds in {**parts, "total": painted - start}.items()}


def main(path: str, section: str, keys: str) -> None:
    """Type, and print what was measured."""
    typist = Typist(Path(path))
    edit = typist.field(section)
    before = typist.view.session.brochure.section(section).text
    measured: list[dict[str, float]] = []
    typed = ""
    for character in itertools.cycle(TYPED):
        # A space at the end of a text is not printed: it is typed but does not count.
        parts = typist.type(edit, character)
        if character != " ":
            measured.append(parts)
        typed += character
        if len(measured) == WARM_UP + int(keys):
            break
    assert typist.view.session.brochure.section(section).text == before + typed
    measured = measured[WARM_UP:]
    print(json.dumps({name: [each[name] for each in measured] for name in measured[0]}), flush=True)
    typist.view.shut()


if __name__ == "__main__":
    main(*sys.argv[1:])
