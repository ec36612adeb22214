"""The pictures of the guide's chapters on print, taken by tools/screenshots.py: the window, and sheets."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.files.profiles import load_profile
from editor.render.press_options import PressOptions
from editor.render.products import Produced, Product
from editor.render.raster import draw_pages

if TYPE_CHECKING:
    from editor.ui.frame.main_window import MainWindow

NAMES = ("drag", "proof-view", "press-sheet", "booklet-spread")
SCREEN, WIDE = (1500, 1000), (1900, 1180)
SCALE = 110 / 25.4  # pixels per mm
MOST_BYTES = 600_000
PROFILE = Path("/usr/share/color/icc/ghostscript/default_cmyk.icc")
MADE = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
DRAGGED, BEFORE = "natural-outcome", "alternatives"


def take(window: MainWindow, out: Path, is_wanted: Callable[[str], bool]) -> None:
    """Save the pictures that are wanted, of a window with the hair brochure."""
    pictures = _Pictures(window, out)
    for name in NAMES:
        if is_wanted(name):
            getattr(pictures, name.replace("-", "_"))()


class _Pictures:
    def __init__(self, window: MainWindow, out: Path) -> None:
        self.window, self.out = window, out
        self.tab = window.view.preview.print_tab
        window.resize(*SCREEN)
        self._wait(3)

    def drag(self) -> None:
        """Save the inside while a section is dragged over it."""
        view = self.tab.view
        view.go_to(("inside", 0))
        self._wait(1)
        start, end, port = self._at(DRAGGED, 15), self._at(BEFORE, 1), view.viewport()
        QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
        for part in (0.1, 0.5, 1.0):
            QTest.mouseMove(port, start + (end - start) * part)
            self._wait(0.1)
        QApplication.processEvents()
        board = view.arrangement.board(("inside", 0)).rect.translated(view.origin())
        shot = port.grab(board.adjusted(-24, -30, 24, 34).toAlignedRect())
        QTest.keyClick(view, Qt.Key.Key_Escape)
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)
        self._save_pixmap(shot, "drag")

    def proof_view(self) -> None:
        """Save the preview as a proof."""
        self.window.resize(*WIDE)
        self.tab.proof.trigger()
        self._wait(0.5)
        self.tab.fit_width.trigger()
        self.tab.view.set_selection("")
        self._wait(0.5)
        self.tab.view.go_to(("cover", 0))
        self._wait(2.5)
        self._save_pixmap(self.tab.grab(), "proof-view")
        self.tab.sheet.trigger()
        self.window.resize(*SCREEN)

    def press_sheet(self) -> None:
        """Save the outside as the print shop gets it, with its marks."""
        made = self._made(Product.PRESS, press=PressOptions(load_profile(PROFILE), MADE))
        self._save(next(self._drawn(made.parts[0][1], [0])), "press-sheet")

    def booklet_spread(self) -> None:
        """Save the middle spread of the booklet, which is one side of its inner sheet."""
        view = self.window.view
        brochure = replace(view.session.brochure, form="booklet-a5")
        made = self._made(Product.SHEETS, brochure)
        self._save(next(self._drawn(made.parts[0][1], [3])), "booklet-spread")

    def _made(self, product: Product, brochure: object = None, **options: object) -> Produced:
        made: list[Produced] = []
        view = self.window.view
        view.preview_job.exported.connect(made.append)
        view.preview_job.export(brochure or view.session.brochure, product, **options)
        until = time.monotonic() + 30
        while not made and time.monotonic() < until:
            self._wait(0.05)
        view.preview_job.exported.disconnect(made.append)
        return made[0]

    def _drawn(self, pdf: bytes, numbers: list[int]) -> Iterator[Image.Image]:
        for page in draw_pages(pdf, SCALE, numbers):
            size = (page.width, page.height)
            yield Image.frombuffer("RGB", size, page.data, "raw", "BGRX", page.stride, 1)

    def _at(self, section: str, below: float) -> QPoint:
        """Return where in the viewport a point of a section is, so many mm below its beginning."""
        view = self.tab.view
        for page in view.preview.pages:
            for box in page.boxes:
                if box.section == section:
                    corner = view.arrangement.slot((page.region, page.page)).rect.topLeft()
                    inner = QPointF(box.x + 20, box.y + below) * view.arrangement.scale
                    return (corner + inner + view.origin()).toPoint()
        raise KeyError(section)

    def _save_pixmap(self, pixels: object, name: str) -> None:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        pixels.save(buffer, "PNG")
        self._save(Image.open(io.BytesIO(buffer.data().data())).convert("RGB"), name)

    def _save(self, picture: Image.Image, name: str) -> None:
        path = self.out / f"{name}.png"
        picture.save(path, optimize=True)
        if path.stat().st_size > MOST_BYTES:
            picture.quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
                path, optimize=True
            )

    def _wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            QApplication.processEvents()
            time.sleep(0.01)
