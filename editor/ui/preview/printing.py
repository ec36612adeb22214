"""Printing: a printer set up for a form, and the sheets' real PDF drawn onto it page by page."""

from __future__ import annotations

import logging

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF, QThread, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from editor.core.paper import Form

DPI = 300
log = logging.getLogger(__name__)


def has_printer() -> bool:
    """Whether this computer knows any printer."""
    return bool(QPrinterInfo.availablePrinterNames())


def printer_for(form: Form, name: str, info: QPrinterInfo | None = None) -> QPrinter:
    """Return a printer set up for a form: paper, orientation, no scaling, both sides if there are two.

    `name` is what the print queue shows.
    """
    printer = (
        QPrinter(info, QPrinter.PrinterMode.HighResolution)
        if info
        else QPrinter(QPrinter.PrinterMode.HighResolution)
    )
    printer.setDocName(name)
    short, long = sorted((form.width, form.height))
    size = QPageSize(QSizeF(short, long), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    wide = form.width > form.height
    printer.setPageLayout(
        QPageLayout(
            size,
            QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait,
            QMarginsF(),
            QPageLayout.Unit.Millimeter,
        )
    )
    printer.setFullPage(True)
    printer.setDuplex(duplex_of(form))
    printer.setColorMode(QPrinter.ColorMode.Color)
    return printer


def duplex_of(form: Form) -> QPrinter.DuplexMode:
    """Return how the paper turns between a form's sides."""
    modes = {
        "short-edge": QPrinter.DuplexMode.DuplexShortSide,
        "long-edge": QPrinter.DuplexMode.DuplexLongSide,
    }
    return modes[form.duplex]


def duplex_hint(form: Form) -> str:
    """Say how to print on both sides, so that inside and outside fit together."""
    edge = form.duplex.replace("-", " ")
    return f"Print on both sides, turn on the {edge}, at actual size (100 %)."


def by_hand_hint(form: Form) -> str:
    """Say what to do with a printer that prints on one side only."""
    edge = form.duplex.replace("-", " ")
    return (
        "If your printer prints on one side only, print page 1 first, put the sheet back turned over its "
        f"{edge}, then print page 2."
    )


class PrintThread(QThread):
    """Draws a PDF onto a printer at 300 dpi, one page in memory at a time.

    drawn(pages done, pages in all); failed(sentence). `requestInterruption` stops it before the next page.
    """

    drawn = Signal(int, int)
    failed = Signal(str)

    def __init__(self, pdf: bytes, printer: QPrinter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pdf, self._printer = pdf, printer

    def run(self) -> None:
        from editor.render.raster import page_count

        try:
            numbers = _pages_to_print(self._printer, page_count(self._pdf))
            self._draw(numbers)
        except Exception:
            log.exception("Printing failed.")
            self.failed.emit("Printing failed. Export the printed sheets as a PDF and print that instead.")

    def _draw(self, numbers: range) -> None:
        from editor.render.raster import draw_pages

        painter = QPainter()
        if not painter.begin(self._printer):
            self.failed.emit("The printer did not accept the job. See that it is switched on, and try again.")
            return
        paper = self._printer.paperRect(QPrinter.Unit.DevicePixel)
        started = False
        for number, page in enumerate(draw_pages(self._pdf, DPI / 25.4)):
            if self.isInterruptionRequested():
                self._printer.abort()
                break
            if number not in numbers:
                continue
            if started:
                self._printer.newPage()
            started = True
            image = QImage(page.data, page.width, page.height, page.stride, QImage.Format.Format_RGB32)
            millimetre = self._printer.logicalDpiX() / 25.4
            size = QSizeF(page.width, page.height) * (25.4 / DPI) * millimetre
            painter.drawImage(QRectF(paper.topLeft(), size), image)
            self.drawn.emit(number - numbers.start + 1, len(numbers))
        painter.end()


def _pages_to_print(printer: QPrinter, count: int) -> range:
    """Return the pages chosen in the print dialog, from 0; all of them if none were."""
    first, last = printer.fromPage(), printer.toPage()
    return range(max(0, first - 1), min(last, count)) if last else range(count)
