"""Take pictures of the real window on the display there is: `python tools/screenshots.py OUT [--all] [NAME...]`.

Writes the pictures that the README shows; with --all the start screen, other sizes and the dialogs too. NAME picks
pictures by a part of their names. Data, settings and log go to a temporary folder.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image

SIZES = {"1280": (1280, 800), "1920": (1920, 1080)}
PATIENCE = 30.0  # seconds for one page preview on a slow machine
SHEET_SCALE = 110 / 25.4  # pixels per mm
MOST_BYTES = 500_000
DIALOGS = ("export", "print", "versions", "document", "brand", "references", "keys", "about")


def main() -> int:
    """Save the pictures."""
    arguments = [each for each in sys.argv[1:] if each != "--all"]
    if not arguments:
        print(__doc__)
        return 2
    out, names = Path(arguments[0]), arguments[1:]
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CANDOR_DATA"] = os.environ["CANDOR_CONFIG"] = folder
        _Camera(out, names, everything="--all" in sys.argv).run()
    return 0


class _Camera:
    def __init__(self, out: Path, names: list[str], *, everything: bool) -> None:
        from editor import app
        from editor.ui.frame.crash import CrashGuard, start_log

        self.out, self.names, self.everything = out, names, everything
        self.app = app.application()
        self.window = app.make_window(self.app, CrashGuard(start_log(Path(os.environ["CANDOR_DATA"]))))
        self.laid_out = 0

    def run(self) -> None:
        window, look = self.window, self.window.services.look
        look.choose("light")
        if self.everything:
            self.start_screen()
        window.files.begin("hair-restoration")
        window.view.preview.laid_out.connect(self._count)
        window.show()
        self.take("window-1280", SIZES["1280"])
        self.sheets()
        look.choose("dark")
        self.take("window-1920-dark", SIZES["1920"])
        if self.everything:
            self.take("window-1280-dark", SIZES["1280"])
            look.choose("light")
            self.take("window-1920", SIZES["1920"])
            self.dialogs()
        look.choose("light")
        import claims_pictures
        import print_pictures

        print_pictures.take(window, self.out, self._wanted)
        claims_pictures.take(window, self.out, self._wanted)
        window.close()

    def start_screen(self) -> None:
        """Save pictures of the start screen, once its thumbnails are there."""
        window = self.window
        window.show_start()
        window.show()
        for choice in ("dark", "light"):
            window.services.look.choose(choice)
            for size, pixels in SIZES.items():
                if self._wanted(name := f"start-{size}-{choice}"):
                    window.resize(*pixels)
                    self._wait(self._thumbnails_there, PATIENCE)
                    self._wait(lambda: False, 0.3)
                    self._save(window.grab(), name)

    def dialogs(self) -> None:
        """Save pictures of the dialogs at their own size."""
        from PySide6.QtCore import QTimer

        for name in DIALOGS:
            if self._wanted(f"dialog-{name}"):
                QTimer.singleShot(4000 if name == "print" else 600, lambda name=name: self._keep_dialog(name))
                getattr(self.window.tools, name)()
                self._wait(lambda: self.app.activeModalWidget() is None, 6)

    def sheets(self) -> None:
        """Save both sides of the tri-fold as they are printed."""
        from editor.render.products import Produced, Product
        from editor.render.raster import draw_pages

        names = ("tri-fold-outside", "tri-fold-inside")
        if not any(map(self._wanted, names)):
            return
        made: list[Produced] = []
        view = self.window.view
        view.preview_job.exported.connect(made.append)
        view.preview_job.export(view.session.brochure, Product.SHEETS)
        self._wait(lambda: bool(made), PATIENCE)
        for name, page in zip(names, draw_pages(made[0].parts[0][1], SHEET_SCALE), strict=True):
            size = (page.width, page.height)
            picture = Image.frombuffer("RGB", size, page.data, "raw", "BGRX", page.stride, 1)
            _write(picture, self.out / f"{name}.png")

    def take(self, name: str, size: tuple[int, int]) -> None:
        """Save a picture of the window at a size, once it shows sharp pages."""
        if not self._wanted(name):
            return
        from PySide6.QtCore import QByteArray

        self.window.resize(*size)
        self._wait(lambda: self.laid_out > 0, PATIENCE)
        self._wait(lambda: False, 0.3)
        self.window.view.restore_splitters(QByteArray())
        self._wait(lambda: False, 2.5)
        self._save(self.window.grab(), name)

    def _keep_dialog(self, name: str) -> None:
        dialog = self.app.activeModalWidget()
        if dialog is not None:
            self._save(dialog.grab(), f"dialog-{name}")
            dialog.close()

    def _save(self, pixels: object, name: str) -> None:
        from PySide6.QtCore import QBuffer, QIODevice

        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        pixels.save(buffer, "PNG")
        _write(Image.open(io.BytesIO(buffer.data().data())).convert("RGB"), self.out / f"{name}.png")

    def _wanted(self, name: str) -> bool:
        return not self.names or any(part in name for part in self.names)

    def _thumbnails_there(self) -> bool:
        return all(card.has_picture for card in self.window.start.cards.values())

    def _count(self, _preview: object) -> None:
        self.laid_out += 1

    def _wait(self, is_ready: Callable[[], bool], seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until and not is_ready():
            self.app.processEvents()
            time.sleep(0.01)


def _write(picture: Image.Image, path: Path) -> None:
    """Write a PNG; one that is large for a repository gets a palette of 256 colours."""
    picture.save(path, optimize=True)
    if path.stat().st_size > MOST_BYTES:
        picture.quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
