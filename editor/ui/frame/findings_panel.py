"""The findings: what the checks say, with a way to each place. Folded away until it is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from editor.check.findings import ClaimFinding, Finding, Level
from editor.check.verdict import Verdict
from editor.core.brochure import Brochure
from editor.core.record import Record
from editor.shell.findings_job import OLD_PAGES
from editor.ui.frame.elided import Elided
from editor.ui.frame.findings_model import (
    FINDING_ROLE,
    NOTHING,
    ROW_ROLE,
    FindingsModel,
    leads_somewhere,
    summary,
)
from editor.ui.frame.findings_view import LEVEL_ICONS, FindingsDelegate, FindingsView
from editor.ui.frame.icons import icon, pixmap
from editor.ui.frame.style import look_of, mark
from editor.ui.review.finding_words import level_colour

__all__ = ["FINDING_ROLE", "NOTHING", "FindingsPanel", "leads_somewhere", "summary"]
CHECKING = "Checking…"
EMPTY = (
    "What to correct is listed here: claims without a source, text that does not fit, pictures without a "
    "description."
)


class FindingsPanel(QWidget):
    """A line that says what was found, and under it the list.

    go_to(section id, place, start, end): one was chosen; the words are [start, end) in code points, if they are known.
    fix(Finding): one is to be mended. taken_back(Entry): a decision is to hold no longer.
    menu_opening(QMenu, Finding): a menu about a finding opens; put more into it.
    unfolded(is open): the list was unfolded, or folded away.
    """

    go_to = Signal(str, str, int, int)
    fix = Signal(object)
    taken_back = Signal(object)
    menu_opening = Signal(object, object)
    unfolded = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = FindingsModel(self)
        self.view = _list_view(self.model)
        self.view.clicked.connect(self._toggle)
        self.view.activated.connect(self._go)
        self.view.doubleClicked.connect(self._go)
        self.view.go.connect(self._go)
        self.view.fix.connect(self.fix)
        self.view.taken_back.connect(self.taken_back)
        self.view.menu_opening.connect(self.menu_opening)
        self.empty = mark(QLabel(EMPTY, wordWrap=True), "quiet")
        self.empty.setContentsMargins(18, 0, 12, 12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(mark(QFrame(), "line"))
        column.addWidget(self._heading())
        column.addWidget(self.view, 1)
        column.addWidget(self.empty)
        column.addStretch()
        self._was_open = False
        self._came_from: QWidget | None = None
        self.set_open(False)

    @property
    def is_open(self) -> bool:
        return self.fold.isChecked()

    def set_open(self, is_open: bool) -> None:
        """Show or fold away the list; what was found stays said in the line."""
        self.fold.setChecked(is_open)
        self.fold.setIcon(icon("chevron-down" if is_open else "chevron-up"))
        self.fold.setToolTip("Fold the findings away" if is_open else "Show the findings")
        self.fold.setAccessibleName(self.fold.toolTip())
        self.view.setVisible(is_open and self.model.rowCount() > 0)
        self.empty.setVisible(is_open and self.model.rowCount() == 0)
        self.setMaximumHeight(16_777_215 if is_open else self.minimumSizeHint().height())
        self.setMinimumHeight(150 if is_open and self.model.rowCount() else 0)
        self.updateGeometry()
        if is_open is not self._was_open:
            self._was_open = is_open
            self.unfolded.emit(is_open)

    def toggle(self) -> None:
        """Open the list and go into it, or fold it away and go back to where the focus was."""
        there = self.view.hasFocus()
        before = QApplication.focusWidget()
        self.set_open(not self.is_open)
        if self.view.isVisible():
            self._came_from = before
            if not self.view.currentIndex().isValid():
                self.view.setCurrentIndex(self.model.index(0))
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif there and self._came_from is not None and isValid(self._came_from):
            self._came_from.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def put(
        self,
        findings: Sequence[Finding],
        brochure: Brochure,
        verdict: Verdict | None = None,
        record: Record = (),
        *,
        complete: bool = True,
    ) -> None:
        """Show findings, and from verdict and record what was dismissed, lowered and skipped.

        While not `complete`, the rules about claims have not been asked yet.
        """
        # What only waits for a moment is not worth a row that comes and goes with every key.
        skipped = tuple(each for each in verdict.skipped if each != OLD_PAGES) if verdict and complete else ()
        verdict = replace(verdict, skipped=skipped) if verdict else None
        self.model.put(findings, brochure, verdict, record)
        self.line.setText(summary(findings) if complete else CHECKING)
        self.line.setToolTip(
            "\n".join(("Not checked:", *(f"{each}." for each in skipped))) if skipped else ""
        )
        worst = min((each.level for each in findings), key=list(Level).index, default=None)
        tokens = look_of(self)
        colour = QColor(level_colour(worst, tokens) if worst else tokens.accent if complete else tokens.quiet)
        name = LEVEL_ICONS[worst] if worst else "circle-check" if complete else "loader-circle"
        self.badge.setPixmap(pixmap(name, 16, colour, self.devicePixelRatioF()))
        self.set_open(self.is_open)

    def _heading(self) -> QWidget:
        heading = QWidget()
        row = QHBoxLayout(heading)
        row.setContentsMargins(18, 5, 10, 5)
        row.setSpacing(8)
        self.badge = QLabel()
        self.badge.setFixedSize(16, 16)
        self.line = mark(Elided(CHECKING), "quiet")
        self.fold = mark(QToolButton(checkable=True), "fold")
        self.fold.clicked.connect(self.set_open)
        row.addWidget(mark(QLabel("Findings"), "subheading"))
        row.addSpacing(4)
        row.addWidget(self.badge)
        row.addWidget(self.line, 1)
        row.addWidget(self.fold)
        return heading

    def _go(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if row and row.finding:
            words = row.finding if isinstance(row.finding, ClaimFinding) else None
            start, end = (words.start, words.end) if words else (0, 0)
            place = row.finding.place
            if place == "references" and not row.finding.section and row.finding.text:
                place = f"references.{row.finding.text}"  # its words are the reference's key
            self.go_to.emit(row.finding.section, place, start, end)

    def _toggle(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if row and row.fold:
            self.model.toggle(row.fold)
            at = next((number for number, each in enumerate(self.model.rows) if each.fold is row.fold), 0)
            self.view.setCurrentIndex(self.model.index(at))


def _list_view(model: FindingsModel) -> FindingsView:
    view = FindingsView()
    mark(view, "plain")
    view.setModel(model)
    delegate = FindingsDelegate(view)
    delegate.clicked.connect(view.act)
    delegate.menu_wanted.connect(view.open_menu)
    view.setItemDelegate(delegate)
    view.setMouseTracking(True)
    view.setAccessibleName("Findings")
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
    return view
