"""The export dialog: what to export, where to, what to know before, progress, and the finished files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QEvent, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.check.findings import Finding
from editor.files.export import ExportReport
from editor.render.products import Produced, Product
from editor.shell.findings_job import Checked
from editor.shell.preview_job import PreviewJob
from editor.shell.session import Session
from editor.ui.frame.icons import beside_words, icon
from editor.ui.frame.style import mark
from editor.ui.preview.assurance import Assurance
from editor.ui.preview.format_card import FormatCard
from editor.ui.preview.formats import FORMATS, Format
from editor.ui.preview.preflight import Preflight
from editor.ui.preview.press_panel import PressPanel
from editor.ui.preview.saving import SaveThread
from editor.ui.preview.words import left_out, size_of


class ExportDialog(QDialog):
    """Exports the session's brochure.

    `name` is the stem of the proposed file name, `folder` where it goes, `press` asks what the print shop wants.

    go_to(section id, place): the user wants to see a finding; the dialog has closed. fix(Finding): one is to be
    mended. exported_to(folder): files were written there; remember it for the next time.
    """

    go_to = Signal(str, str)
    fix = Signal(object)
    exported_to = Signal(str)

    def __init__(
        self,
        session: Session,
        job: PreviewJob,
        findings: Iterable[Finding],
        name: str,
        folder: Path,
        parent: QWidget | None = None,
        press: PressPanel | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._job = session, job
        self._stem, self._folder = file_stem(name), folder
        self._own_name = False
        self._running = False
        self._left_out = ""
        self._saver: SaveThread | None = None
        self.report: ExportReport | None = None
        self.setWindowTitle("Export")
        self.setMinimumWidth(720)
        self.preflight = Preflight(findings)
        self.press = press or PressPanel()
        self._build()
        job.exported.connect(self._save)
        job.progress.connect(self._show_progress)
        job.failed.connect(self._fail)
        self.preflight.go_to.connect(self._leave_for)
        self.preflight.fix.connect(self.fix)
        self.press.changed.connect(self._enable_export)
        self.choose(Product.PDF)

    @property
    def format(self) -> Format:
        """What is chosen."""
        return next(each for each in FORMATS if self.cards[each.product].isChecked())

    @property
    def path(self) -> Path:
        """The file to be written, as it stands in the field."""
        return Path(self.path_edit.text().strip()).expanduser()

    def choose(self, product: Product) -> None:
        """Choose what to export, as a click on its card does."""
        self.cards[product].setChecked(True)
        self.cards[product].setFocus()
        self._choose_format()

    def show_checked(self, checked: Checked) -> None:
        """Show what a newer check found."""
        self.preflight.put(checked.findings)

    # Building

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(mark(QLabel("Export"), "heading"))
        column.addLayout(self._make_cards())
        column.addWidget(self.press)
        self.draft = QCheckBox("Mark every page as a draft")
        self.draft.toggled.connect(self._propose)
        column.addWidget(self.draft)
        column.addLayout(self._make_place())
        column.addWidget(self.preflight)
        column.addWidget(self._make_outcome())
        column.addStretch(1)
        column.addLayout(self._make_buttons())

    def _make_cards(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(10)
        self.cards: dict[Product, FormatCard] = {}
        group = QButtonGroup(self)
        for number, each in enumerate(FORMATS):
            card = FormatCard(each.name, each.purpose, each.icon)
            self.cards[each.product] = card
            group.addButton(card)
            # Three for the screen share the first row, two for paper the second.
            place = (0, 2 * number, 1, 2) if number < 3 else (1, 3 * (number - 3), 1, 3)
            grid.addWidget(card, *place)
        for column in range(6):
            grid.setColumnStretch(column, 1)
        group.buttonClicked.connect(self._choose_format)
        return grid

    def _make_place(self) -> QVBoxLayout:
        self.path_edit = QLineEdit()
        self.path_edit.setAccessibleName("File to write")
        self.path_edit.textEdited.connect(self._edit_path)
        self.path_edit.textChanged.connect(self._describe_path)
        self._browse = QPushButton("Choose…")
        self._browse.setAutoDefault(False)
        self._browse.clicked.connect(self._choose_path)
        row = QHBoxLayout()
        row.addWidget(self.path_edit, 1)
        row.addWidget(self._browse)
        self._path_note = mark(QLabel(wordWrap=True), "quiet")
        column = QVBoxLayout()
        column.setSpacing(4)
        label = mark(QLabel("Save as"), "subheading")
        label.setBuddy(self.path_edit)
        column.addWidget(label)
        column.addLayout(row)
        column.addWidget(self._path_note)
        return column

    def _make_outcome(self) -> QWidget:
        self.progress = QProgressBar(textVisible=False)
        self.status = QLabel(wordWrap=True)
        self._show_folder = beside_words(QPushButton(icon("folder-open"), "Show in folder"))
        self._open = beside_words(QPushButton(icon("external-link"), "Open"))
        for button, slot in ((self._show_folder, self._open_folder), (self._open, self._open_file)):
            button.setAutoDefault(False)
            button.clicked.connect(slot)
        row = QHBoxLayout()
        row.addWidget(self._show_folder)
        row.addWidget(self._open)
        row.addStretch(1)
        self.assurance = Assurance()
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.status)
        column.addWidget(self.progress)
        column.addWidget(self.assurance)
        column.addLayout(row)
        for widget in (self.progress, self.status, self._show_folder, self._open):
            widget.hide()
        return box

    def _make_buttons(self) -> QHBoxLayout:
        self.cancel_button = QPushButton("Cancel")
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self._cancel)
        self.export_button = mark(QPushButton("Export"), "primary")
        self.export_button.setDefault(True)
        self.export_button.clicked.connect(self.start)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.export_button)
        return row

    # Choosing

    def _choose_format(self, _button: object = None) -> None:
        for_press = self.format.product is Product.PRESS
        self.press.setVisible(for_press)
        if for_press:
            self.press.search()
        self.preflight.show_for(self.format.product)
        self._own_name = False
        self._propose()

    def _propose(self) -> None:
        """Propose a file name, unless the user has written one."""
        if not self._own_name:
            chosen = self.format
            draft = "-draft" if self.draft.isChecked() else ""
            self.path_edit.setText(str(self._folder / f"{self._stem}{chosen.ending}{draft}{chosen.suffix}"))
        self._show_outcome()

    def _edit_path(self) -> None:
        self._own_name = True

    def _describe_path(self) -> None:
        note = ""
        if self.format.product is Product.PNG:
            note = "Every panel becomes a file of its own; a number is added to its name."
        elif self.path_edit.text().strip() and self.path.is_file():
            note = "There is a file of this name. It will be replaced."
        self._path_note.setText(note)
        self._path_note.setVisible(bool(note))
        self._enable_export()

    def event(self, event: QEvent) -> bool:
        """Be as high as what is shown needs: words that wrap do not make a window higher by themselves."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.resize(self.width(), self.layout().totalHeightForWidth(self.width()))
        return handled

    def _enable_export(self) -> None:
        lacking = self.format.product is Product.PRESS and not self.press.is_ready
        named = bool(self.path_edit.text().strip())
        self.export_button.setEnabled(named and not lacking and not self._running)

    def _choose_path(self) -> None:
        chosen = self.format
        what = f"{chosen.name} (*{chosen.suffix})"
        path, _ = QFileDialog.getSaveFileName(self, f"Export {chosen.name.lower()}", str(self.path), what)
        if path:
            self._own_name = True
            self.path_edit.setText(path if Path(path).suffix else path + chosen.suffix)

    # Exporting

    def start(self) -> None:
        """Export what is chosen."""
        self._set_running(True)
        self._show_outcome("Preparing…")
        product = self.format.product
        press = self.press.options() if product is Product.PRESS else None
        self._job.export(self._session.brochure, product, draft=self.draft.isChecked(), press=press)

    def _show_progress(self, words: str, done: int, total: int) -> None:
        if self._running:
            self.progress.setRange(0, total)
            self.progress.setValue(done)
            self.status.setText(f"{words}…")

    def _save(self, produced: Produced) -> None:
        if not self._running or produced.product is not self.format.product:
            return
        form = self._job.forms.get(self._session.brochure.form)
        self._left_out = left_out(produced.oversets, form) if form else ""
        self.status.setText("Checking and writing…")
        self.progress.setRange(0, 0)
        self.cancel_button.setEnabled(False)
        self._saver = SaveThread(produced, self.path, self)
        self._saver.saved.connect(self._finish)
        self._saver.refused.connect(self._fail)
        self._saver.start()

    def _finish(self, report: ExportReport) -> None:
        self._set_running(False)
        self.report = report
        folder = report.files[0].parent
        self._folder = folder
        self.exported_to.emit(str(folder))
        count = len(report.files)
        files = "1 file" if count == 1 else f"{count} files"
        saved = f"Saved “{report.files[0].name}” in {folder} ({files}, {size_of(report.size)}, checked)."
        if count > 1:
            saved = saved.replace("” in ", "” and so on in ", 1)
        self._show_outcome("\n".join(each for each in (saved, self._left_out, *report.notes) if each))
        self._show_folder.show()
        self._open.show()
        self.assurance.put(report.assertions)
        self.cancel_button.setText("Close")
        self._describe_path()

    def _fail(self, sentence: str) -> None:
        if self._running:
            self._set_running(False)
            self._show_outcome(sentence, role="error")

    def _cancel(self) -> None:
        if self._running:
            self._set_running(False)
            self._job.cancel()
            self._show_outcome("Cancelled. Nothing was written.")
        else:
            self.reject()

    def _set_running(self, running: bool) -> None:
        self._running = running
        inputs = (*self.cards.values(), self.press, self.draft, self.path_edit, self._browse, self.preflight)
        for widget in inputs:
            widget.setEnabled(not running)
        self.cancel_button.setEnabled(True)
        self.cancel_button.setText("Cancel")
        self._enable_export()
        self.progress.setRange(0, 0)

    def _show_outcome(self, text: str = "", role: str = "") -> None:
        mark(self.status, role)
        self.status.setText(text)
        self.status.setVisible(bool(text))
        self.progress.setVisible(self._running)
        self._show_folder.hide()
        self._open.hide()
        self.assurance.put(())

    # Afterwards

    def _open_folder(self) -> None:
        if self.report:
            self._open_or_say(self.report.files[0].parent)

    def _open_file(self) -> None:
        if self.report:
            self._open_or_say(self.report.files[0])

    def _open_or_say(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.status.setText(f"No program could be started for it. You find it here: {path}")

    def _leave_for(self, section: str, place: str) -> None:
        self.reject()
        self.go_to.emit(section, place)

    def reject(self) -> None:
        """Close; an export that is running is cancelled, a file that is being written is finished first."""
        if self._running:
            self._running = False
            if self._saver is None or self._saver.isFinished():
                self._job.cancel()
        if self._saver is not None:
            self._saver.wait()
        self.press.close_job()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.reject()
        event.accept()


def file_stem(name: str) -> str:
    """Return a name as the stem of a file that every system takes."""
    stem = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", name).strip(" .")
    return re.sub(r"\s+", " ", stem)[:80] or "Brochure"
