"""Take pictures of the real window on the display there is: `python tools/screenshots.py OUT [NAME...]`.

NAME picks pictures by a part of their names. Data, settings and log go to a temporary folder.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

SIZES = {"1280": (1280, 800), "1920": (1920, 1080)}
PATIENCE = 30.0  # seconds for one page preview on a slow machine


def main() -> int:
    """Save the pictures."""
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    out, names = Path(sys.argv[1]), sys.argv[2:]
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CANDOR_DATA"] = os.environ["CANDOR_CONFIG"] = folder
        _Camera(out, names).run()
    return 0


class _Camera:
    def __init__(self, out: Path, names: list[str]) -> None:
        from editor import app
        from editor.ui.frame.crash import CrashGuard, start_log

        self.out, self.names = out, names
        self.app = app.application()
        self.window = app.make_window(self.app, CrashGuard(start_log(Path(os.environ["CANDOR_DATA"]))))
        self.painted = 0

    def run(self) -> None:
        window, look = self.window, self.window.services.look
        window.show_start()
        window.show()
        for choice in ("light", "dark"):
            look.choose(choice)
            for name, size in SIZES.items():
                self.take(f"start-{choice}-{name}", size, self._thumbnails_there)
        window.files.begin("hair-restoration")
        window.view.preview.laid_out.connect(self._count)
        for choice in ("light", "dark"):
            look.choose(choice)
            for name, size in SIZES.items():
                self.take(f"window-{choice}-{name}", size, lambda: self.painted > 0)
        look.choose("light")
        self.dialogs()
        window.close()

    def dialogs(self) -> None:
        """Save pictures of the dialogs at their own size."""
        for name in ("export", "versions", "document", "keys", "about"):
            if not self._wanted(f"dialog-{name}"):
                continue
            getattr(self.window.tools, name)()
            self._wait(lambda: False, 0.6)
            dialog = self.app.activeModalWidget()
            if dialog is not None:
                dialog.grab().save(str(self.out / f"dialog-{name}.png"))
                dialog.close()

    def take(self, name: str, size: tuple[int, int], is_ready: Callable[[], bool]) -> None:
        """Save a picture of the window at a size, once it shows what it should."""
        if not self._wanted(name):
            return
        self.window.resize(*size)
        self._wait(is_ready, PATIENCE)
        if self.window.view:
            from PySide6.QtCore import QByteArray

            self.window.view.restore_splitters(QByteArray())
        self._wait(lambda: False, 1.2)
        self.window.grab().save(str(self.out / f"{name}.png"))

    def _wanted(self, name: str) -> bool:
        return not self.names or any(part in name for part in self.names)

    def _thumbnails_there(self) -> bool:
        return all(card._picture is not None for card in self.window.start.cards.values())

    def _count(self, _preview: object) -> None:
        self.painted += 1

    def _wait(self, is_ready: Callable[[], bool], seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until and not is_ready():
            self.app.processEvents()
            time.sleep(0.01)


if __name__ == "__main__":
    sys.exit(main())
