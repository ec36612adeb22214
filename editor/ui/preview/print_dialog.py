"""File > Print: shows the sheets, says how the paper turns, and hands over to the system's dialog."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from editor.check.gate import DRAFT_REQUIRED
from editor.core.paper import Form
from editor.render.products import Produced, Product
from editor.shell.preview_job import PreviewJob
from editor.shell.session import Session
from editor.ui.frame.icons import beside_words, icon
from editor.ui.frame.style import look_of, mark
from editor.ui.preview import print_paint as paint
from editor.ui.preview.printing import PrintThread, by_hand_hint, duplex_hint, has_printer, printer_for
from editor.ui.preview.words import left_out

_THUMBNAIL = 1.6  # pixels per mm
NO_PRINTER = (
    "No printer is installed on this computer. Save the printed sheets as a PDF instead, and print that "
    "where there is one."
)


class PrintDialog(QDialog):
    """Prints the session's brochure, marked as a draft where the clinic's policy asks for that (`draft`).

    sheets_wanted(): the user wants the PDF of the sheets instead; the dialog closed.
    """

    sheets_wanted = Signal()

    def __init__(
        self, session: Session, job: PreviewJob, parent: QWidget | None = None, *, draft: bool = False
    ) -> None:
        super().__init__(parent)
        self._draft = draft
        self._session, self._job = session, job
        self.form: Form = job.forms[session.brochure.form]
        self._pdf = b""
        self._waiting = False
        self._thread: PrintThread | None = None
        self.setWindowTitle("Print")
        self.setMinimumWidth(560)
        self._build()
        job.exported.connect(self._receive)
        job.failed.connect(self._fail)

    def _build(self) -> None:
        self.sheets = _Sheets()
        self.hint = mark(QLabel(duplex_hint(self.form), wordWrap=True), "subheading")
        self.by_hand = mark(QLabel(by_hand_hint(self.form), wordWrap=True), "quiet")
        self.draft_note = mark(QLabel(DRAFT_REQUIRED, wordWrap=True), "quiet")
        self.draft_note.setVisible(self._draft)
        self.status = QLabel(wordWrap=True)
        self.progress = QProgressBar(textVisible=False)
        self.progress.hide()
        self.pdf_button = beside_words(QPushButton(icon("file-output"), "Save as PDF…"))
        self.cancel_button = QPushButton("Cancel")
        self.print_button = mark(QPushButton("Print…"), "primary")
        self.print_button.setDefault(True)
        for button in (self.pdf_button, self.cancel_button):
            button.setAutoDefault(False)
        self.pdf_button.clicked.connect(self._want_sheets)
        self.cancel_button.clicked.connect(self.reject)
        self.print_button.clicked.connect(self._choose_printer)
        buttons = QHBoxLayout()
        buttons.addWidget(self.pdf_button)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.print_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(mark(QLabel("Print"), "heading"))
        column.addWidget(self.sheets, 1)
        column.addWidget(self.hint)
        column.addWidget(self.by_hand)
        column.addWidget(self.draft_note)
        column.addWidget(self.status)
        column.addWidget(self.progress)
        column.addLayout(buttons)

    def prepare(self) -> None:
        """Ask for the sheets and show them; printing is possible when they are there."""
        self._waiting = True
        self.print_button.setEnabled(False)
        self.progress.setRange(0, 0)
        self.progress.show()
        self._say("Preparing the sheets…")
        self._job.export(self._session.brochure, Product.SHEETS, draft=self._draft)

    def _receive(self, produced: Produced) -> None:
        if not self._waiting or produced.product is not Product.SHEETS:
            return
        self._waiting = False
        self.progress.hide()
        self._pdf = produced.parts[0][1]
        self.sheets.show_pdf(self._pdf)
        for label in (self.hint, self.by_hand):
            label.setVisible(self.sheets.count > 1)
        self._say(left_out(produced.oversets, self.form), "warning")
        if has_printer():
            self.print_button.setEnabled(True)
        else:
            self._say(NO_PRINTER, "warning")

    def _fail(self, sentence: str) -> None:
        if self._waiting:
            self._waiting = False
            self.progress.hide()
            self.sheets.say("")
            self._say(sentence, "error")

    def _choose_printer(self) -> None:
        printer = printer_for(self.form, self._session.brochure.title)
        dialog = QPrintDialog(printer, self)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, True)
        dialog.setMinMax(1, max(1, self.sheets.count))
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print on a printer that is set up; the dialog closes when it is done."""
        self.print_button.setEnabled(False)
        self.progress.show()
        self._say("Printing…")
        self._thread = PrintThread(self._pdf, printer, self)
        self._thread.drawn.connect(self._show_progress)
        self._thread.failed.connect(self._say_failure)
        self._thread.finished.connect(self._finish)
        self._failed = False
        self._thread.start()

    def _show_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _say_failure(self, sentence: str) -> None:
        self._failed = True
        self._say(sentence, "error")

    def _finish(self) -> None:
        self.progress.hide()
        if self._failed:
            self.print_button.setEnabled(True)
        else:
            self.accept()

    def _say(self, text: str, role: str = "quiet") -> None:
        mark(self.status, role)
        self.status.setText(text)
        self.status.setVisible(bool(text))

    def _want_sheets(self) -> None:
        self.reject()
        self.sheets_wanted.emit()

    def reject(self) -> None:
        """Close; what is being prepared is cancelled, and a print job stops before its next page."""
        if self._waiting:
            self._waiting = False
            self._job.cancel()
        if self._thread is not None and self._thread.isRunning():
            self._thread.finished.disconnect(self._finish)
            self._thread.requestInterruption()
            self._thread.wait()
        super().reject()


class _Sheets(QWidget):
    """The first two pages of a PDF, small, beside each other."""

    def __init__(self) -> None:
        super().__init__()
        self._images: list[tuple[bytes, QImage]] = []
        self.count = 0
        self.words = "Preparing the sheets…"
        self.setAccessibleName("The sheets as they will be printed")

    def sizeHint(self) -> QSize:
        return QSize(520, 220)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 180)

    def say(self, words: str) -> None:
        """Say something in the place of the sheets."""
        self.words = words
        self.update()

    def show_pdf(self, pdf: bytes) -> None:
        from editor.render.raster import draw_pages, page_count

        self.count = page_count(pdf)
        scale = _THUMBNAIL * self.devicePixelRatioF()
        self._images = []
        for page in draw_pages(pdf, scale):
            image = QImage(page.data, page.width, page.height, page.stride, QImage.Format.Format_RGB32)
            self._images.append((page.data, image))
            if len(self._images) == 2:
                break
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor(look_of(self).sunken))
        room = QRectF(self.rect()).adjusted(18, 18, -18, -18)
        cells = max(1, len(self._images))
        width = (room.width() - 18 * (cells - 1)) / cells
        for number, (_data, image) in enumerate(self._images):
            factor = min(width / image.width(), room.height() / image.height())
            place = QRectF(0, 0, image.width() * factor, image.height() * factor)
            place.moveCenter(QPointF(room.x() + number * (width + 18) + width / 2, room.center().y()))
            paint.draw_shadow(painter, place)
            painter.drawImage(place, image)
        if not self._images:
            painter.setPen(QColor(look_of(self).quiet))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.words)
