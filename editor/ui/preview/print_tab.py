"""The print tab: the view with its toolbar, the notices above it, and the traffic with the preview job."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QToolButton, QVBoxLayout, QWidget

from editor.core.brochure import Brochure
from editor.core.placing import Place
from editor.render.preview import Overset, Preview
from editor.shell.preview_job import PreviewJob
from editor.shell.proof_job import ProofJob
from editor.shell.session import Session
from editor.ui.frame.icons import beside_words, icon
from editor.ui.frame.style import mark
from editor.ui.preview.arrangement import Mode
from editor.ui.preview.fitting import FitCopy
from editor.ui.preview.notice_bar import NoticeBar
from editor.ui.preview.pasteboard import Fit
from editor.ui.preview.print_view import PrintView
from editor.ui.preview.proof_bar import ProofBar
from editor.ui.preview.proofing import SoftProofing
from editor.ui.preview.section_menu import move_to_place, section_menu
from editor.ui.preview.words import overset_notice

SHARPEN_AFTER_MS = 120
WORDS_FROM = 570  # pixels: a narrower toolbar has icons alone
PLACE_FROM = 430  # a still narrower one only what is used all the time


class PrintTab(QWidget):
    """The live print preview of the session's brochure.

    laid_out(preview): a new preview is shown. fill_changed(words, over): how full the panel of the selected section
    is ("Inside left 86 %"), and whether its text is too long; "" if that is not known.
    """

    laid_out = Signal(object)
    fill_changed = Signal(str, bool)

    def __init__(self, session: Session, job: PreviewJob, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._job = session, job
        self.view = PrintView()
        self.overset_bar = NoticeBar()
        self.failure_bar = NoticeBar()
        self.fit_bar = NoticeBar()
        self.proof_bar = ProofBar()
        self.fit = FitCopy(session, job, self)
        self.proofing = SoftProofing(self.view, self.proof_bar, ProofJob(self))
        self._scale_timer = QTimer(self, singleShot=True)
        self._wanted_scale = 0.0
        self._asked_scale = 0.0
        self._make_actions()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bars = (self._make_toolbar(), self.proof_bar, self.failure_bar, self.overset_bar, self.fit_bar)
        for widget in bars:
            column.addWidget(widget)
        column.addWidget(self.view, 1)
        self._connect()
        self._show_empty_form(session.brochure)
        self.view.set_selection(session.selection, scroll=False)
        self._update_place()

    @property
    def preview(self) -> Preview | None:
        """The last preview that was shown."""
        return self.view.preview

    @property
    def for_menu(self) -> tuple[QAction, ...]:
        """The preview's commands for the View menu."""
        modes, zooms = (self.sheet, self.panels, self.proof), (self.zoom_in, self.zoom_out)
        return (*modes, *zooms, self.fit_width, self.fit_page, self.previous, self.next, self.folds)

    def _connect(self) -> None:
        job, session, view = self._job, self._session, self.view
        job.part_ready.connect(self._show_part)
        job.ready.connect(self._show)
        job.failed.connect(self._say_failure)
        session.selected.connect(view.set_selection)
        view.section_clicked.connect(session.select)
        view.scale_wanted.connect(self._want_scale)
        view.place_changed.connect(self._update_place)
        self._scale_timer.timeout.connect(self._ask_scale)
        self.overset_bar.acted.connect(self._go_to_overset)
        view.drag.dropped.connect(self._move_section)
        view.menu_wanted.connect(self._open_menu)
        self.fit.done.connect(lambda words: self.fit_bar.say(words, closable=True, tone="info"))
        self.fit.too_long.connect(lambda words: self.overset_bar.say(words, "Show me"))
        session.selected.connect(self._tell_fill)
        session.changed.connect(self._leave_fit)

    # What the job says

    def _show_part(self, preview: Preview) -> None:
        if self.view.preview is None or not self.view.preview.whole:
            self.view.show_preview(preview)

    def _show(self, preview: Preview) -> None:
        self.failure_bar.say("")
        self.view.show_preview(preview)
        notice = overset_notice(preview.oversets, preview.form)
        if notice != self.overset_bar.words:
            self.overset_bar.say(notice, "Show me")
        self.laid_out.emit(preview)
        self._tell_fill()
        self.proof_bar.show_form(preview.form)

    def _tell_fill(self) -> None:
        fit = self.view.fit_of(self._session.selection)
        self.fill_changed.emit(f"{fit.name}: {fit.words}" if fit else "", bool(fit and fit.lines_over))

    def _leave_fit(self) -> None:
        # What fitting did is old news once the user goes on.
        self.fit_bar.say("")

    def _say_failure(self, sentence: str) -> None:
        self.failure_bar.say(sentence, closable=True)

    def _go_to_overset(self) -> None:
        first = self._first_overset()
        if first:
            self.view.go_to_overset(first)

    def _first_overset(self) -> Overset | None:
        preview = self.view.preview
        return preview.oversets[0] if preview and preview.oversets else None

    # What the user does in the preview

    def _move_section(self, section_id: str, place: Place) -> None:
        if self.view.preview:
            self._session.select(section_id)
            self._session.break_merge()
            move_to_place(self._session, self.view.preview.form, section_id, place)

    def _open_menu(self, section_id: str, at: QPoint) -> None:
        form = self._job.forms.get(self._session.brochure.form)
        known = any(section.id == section_id for section in self._session.brochure.sections)
        if form and known:
            self._session.select(section_id)
            menu = section_menu(self._session, form, section_id, self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(at)

    # What the job is asked for

    def show_brochure(self, brochure: Brochure) -> None:
        """Ask for a preview of a brochure; the one shown stays until it comes."""
        self._show_empty_form(brochure)
        self._job.show(brochure)

    def _show_empty_form(self, brochure: Brochure) -> None:
        form = self._job.forms.get(brochure.form)
        if form:
            self.view.show_form(form)
            self.proof_bar.show_form(form)

    def _want_scale(self, pixels_per_mm: float) -> None:
        self._wanted_scale = pixels_per_mm
        # The very first pictures should come at the right size, as soon as that is known.
        self._scale_timer.start(SHARPEN_AFTER_MS if self._asked_scale else 0)

    def _ask_scale(self) -> None:
        if self.isVisible() and abs(self._wanted_scale - self._asked_scale) > 0.001:
            self._asked_scale = self._wanted_scale
            self._job.set_scale(self._wanted_scale)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)
        self._scale_timer.start(0)

    # Toolbar

    def _action(
        self, words: str, symbol: str, slot: object, *keys: object, checkable: bool = False
    ) -> QAction:
        action = QAction(icon(symbol), words, self, checkable=checkable)
        action.setShortcuts([QKeySequence(key) for key in keys])
        shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{words} ({shortcut})" if shortcut else words)
        (action.toggled if checkable else action.triggered).connect(slot)
        self.addAction(action)
        return action

    def _make_actions(self) -> None:
        view, make = self.view, self._action
        self.zoom_in = make("Zoom in", "zoom-in", view.zoom_in, "Ctrl++", "Ctrl+=")
        self.zoom_out = make("Zoom out", "zoom-out", view.zoom_out, "Ctrl+-")
        self.fit_width = make("Fit width", "move-horizontal", view.fit_width, "Ctrl+0")
        self.fit_page = make("Fit page", "maximize", view.fit_page, "Ctrl+9")
        self.previous = make("Previous page", "chevron-up", lambda: view.go(-1), "Alt+PgUp")
        self.next = make("Next page", "chevron-down", lambda: view.go(+1), "Alt+PgDown")
        self.folds = make("Fold lines", "fold-horizontal", view.set_folds, checkable=True)
        self.folds.setChecked(True)
        self.sheet = make("Sheet", "panels-top-left", self._choose_sheet, checkable=True)
        self.panels = make("Panels", "columns-3", self._choose_panels, checkable=True)
        self.proof = make("Proof", "ruler", self._choose_proof, checkable=True)
        modes = QActionGroup(self)
        for action in (self.sheet, self.panels, self.proof):
            modes.addAction(action)
        self.sheet.setToolTip("Show both sides of the sheet as they are printed")
        self.panels.setToolTip("Show single panels in reading order")
        self.proof.setToolTip(
            "Show bleed, trim and safe area, rulers, and the order in which readers see the panels"
        )
        self.folds.setToolTip("Show where the sheet is folded")
        self.sheet.setChecked(True)

    def _choose_sheet(self, chosen: bool) -> None:
        if chosen:
            self._set_mode(Mode.SHEET)

    def _choose_panels(self, chosen: bool) -> None:
        if chosen:
            self._set_mode(Mode.PANELS)

    def _choose_proof(self, chosen: bool) -> None:
        if chosen:
            self._set_mode(Mode.PROOF)

    def _set_mode(self, mode: Mode) -> None:
        self.folds.setEnabled(mode is not Mode.PANELS)
        self.proof_bar.setVisible(mode is Mode.PROOF)
        self.view.set_mode(mode)
        self.proofing.refresh()

    def _make_toolbar(self) -> QWidget:
        bar = mark(QWidget(), "toolbar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(2)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # words give way, see resizeEvent
        bar.setMinimumHeight(36)
        self._modes = [beside_words(self._button(each), 18) for each in (self.sheet, self.panels, self.proof)]
        for button in self._modes:
            row.addWidget(button)
        self._fold_button = self._button(self.folds)
        row.addWidget(self._fold_button)
        row.addSpacing(6)
        row.addStretch(1)
        self._place = QLabel(alignment=Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        mark(self._place, "quiet")
        row.addWidget(self._place)
        row.addWidget(self._button(self.previous))
        row.addWidget(self._button(self.next))
        row.addSpacing(6)
        row.addWidget(self._button(self.zoom_out))
        self._zoom = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._zoom.setFixedWidth(40)
        row.addWidget(self._zoom)
        for action in (self.zoom_in, self.fit_width, self.fit_page):
            row.addWidget(self._button(action))
        return bar

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        style = Qt.ToolButtonStyle
        beside = style.ToolButtonTextBesideIcon if self.width() >= WORDS_FROM else style.ToolButtonIconOnly
        for button in self._modes:
            button.setToolButtonStyle(beside)
        for widget in (self._place, self._fold_button):
            widget.setVisible(self.width() >= PLACE_FROM)

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setIconSize(QSize(18, 18))
        button.setAccessibleName(action.text())
        return button

    def _update_place(self) -> None:
        number, count = self.view.current_number
        board = self.view.current_board
        self.previous.setEnabled(number > 1)
        self.next.setEnabled(0 < number < count)
        self._zoom.setText(f"{self.view.zoom:.0%}")
        self.fit_width.setEnabled(self.view.fit is not Fit.WIDTH)
        self.fit_page.setEnabled(self.view.fit is not Fit.PAGE)
        if board is None:
            return
        self._place.setText(f"{number} of {count}")
        self._place.setToolTip(board.caption)
        if self.view.preview is None:
            spoken = "Print preview, being laid out"
        else:
            what = "panel" if self.view.mode is Mode.PANELS else "side"
            spoken = f"Print preview, {what} {number} of {count}, {board.caption}"
            spoken += "".join(f", {words}" for words in self.view.fills_on(board))
        if spoken != self.view.accessibleDescription():
            self.view.setAccessibleDescription(spoken)
