"""Previews with drawn pixels, and a job that sends them when a test says so: no worker, no layout."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QImage

from editor.core.audit import Audit
from editor.core.brochure import Brochure, Kind, Section
from editor.core.fit import Overset
from editor.core.paper import Form
from editor.files.resources import load_forms
from editor.render.press_options import PressOptions
from editor.render.preview import PageView, Preview, SectionBox
from editor.render.products import Product
from editor.shell.session import Session

SCALE = 2.0


class FakeJob(QObject):
    """What the pane needs of a PreviewJob; it notes what it was asked for."""

    ready = Signal(object)
    part_ready = Signal(object)
    web_ready = Signal(str)
    exported = Signal(object)
    audited = Signal(object)
    fitted = Signal(object)
    progress = Signal(str, int, int)
    failed = Signal(str)
    busy = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.forms = load_forms()
        self.shown: list[Brochure] = []
        self.scales: list[float] = []
        self.webs: list[Brochure] = []
        self.exports: list[tuple[Product, bool]] = []
        self.presses: list[PressOptions | None] = []
        self.audits: list[Audit] = []
        self.cancelled = 0
        self.fitted_for: list[Brochure] = []

    def show(self, brochure: Brochure) -> None:
        self.shown.append(brochure)

    def set_scale(self, pixels_per_mm: float) -> None:
        self.scales.append(pixels_per_mm)

    def web(self, brochure: Brochure) -> None:
        self.webs.append(brochure)

    def export(
        self,
        _brochure: Brochure,
        product: Product,
        *,
        draft: bool = False,
        press: PressOptions | None = None,
    ) -> None:
        self.exports.append((Product(product), draft))
        self.presses.append(press)

    def audit(self, audit: Audit) -> None:
        self.audits.append(audit)

    def fit_copy(self, brochure: Brochure) -> None:
        self.fitted_for.append(brochure)

    def cancel(self) -> None:
        self.cancelled += 1


@pytest.fixture
def job() -> FakeJob:
    return FakeJob()


@pytest.fixture
def form() -> Form:
    return load_forms()["tri-fold-a4"]


@pytest.fixture
def session() -> Session:
    sections = [Section("cover", Kind.COVER, title="Cover")]
    sections += [Section(name, Kind.TEXT, title=name.title()) for name in ("first", "second", "third")]
    return Session(Brochure("Sample", sections=tuple(sections)))


def pixels(width: int, height: int, colour: str) -> tuple[bytes, int]:
    """Return the bytes of one colour and their stride, which is wider than the rows need."""
    image = QImage(width + 3, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return bytes(image.constBits()), image.bytesPerLine()


Pages = Callable[..., Preview]


@pytest.fixture
def preview(form: Form) -> Pages:
    """Return a maker of previews: one page a panel, sections "first" to "third" one each inside."""
    inside = dict(zip(("inside-1", "inside-2", "inside-3"), ("first", "second", "third"), strict=True))

    def make(colour: str = "#ffffff", *, scale: float = SCALE, overset: int = 0, only: str = "") -> Preview:
        pages = []
        for region in form.regions:
            for number in range(len(region.panels) + (overset if region.id == "inside" else 0)):
                panel = form.panel(region.panels[min(number, len(region.panels) - 1)])
                width, height = round(panel.width * scale), round(panel.height * scale)
                over = number >= len(region.panels)
                section = "" if over else {**inside, "cover": "cover"}.get(panel.id, "")
                boxes = (SectionBox(section, 10, 20, panel.width - 20, 50),) if section else ()
                page = PageView(region.id, number, panel, over, 0.5, boxes, None, 0, 0, 0)
                if not only or panel.id == only:
                    data, stride = pixels(width, height, colour)
                    page = replace(page, pixels=data, width=width, height=height, stride=stride)
                pages.append(page)
        oversets = (Overset("inside", "third", overset, 12 * overset),) if overset else ()
        return Preview(form, tuple(pages), oversets, ())

    return make
