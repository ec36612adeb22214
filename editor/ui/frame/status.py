"""The status bar: whether the work is saved is always to be seen; beside it form, words and findings."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStatusBar, QWidget

from editor.shell.findings_job import Checked
from editor.shell.review_job import Reviewed
from editor.shell.saving import SaveState, State
from editor.ui.frame.findings_panel import summary
from editor.ui.frame.icons import pixmap
from editor.ui.frame.style import look_of, mark

HEIGHT = 28
"""In pixels. Qt would guess it before it knows the style sheet's font, and lay out and paint the whole window again."""


class Status(QStatusBar):
    """Passing messages stand between the saving state at the left and the facts at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setFixedHeight(HEIGHT)
        self._state: SaveState | None = None
        self.saving = QWidget(accessibleName="Saving")
        row = QHBoxLayout(self.saving)
        row.setContentsMargins(10, 4, 0, 4)
        row.setSpacing(0)
        self._symbol = mark(QLabel(), "symbol")
        self.saved = QLabel()
        row.addWidget(self._symbol)
        row.addWidget(self.saved)
        self.passing = QLabel()
        self.fill, self.findings, self.words, self.form = QLabel(), QLabel(), QLabel(), QLabel()
        self.review = QLabel()
        self.fill.setToolTip("How full the panel of the selected section is")
        self.addWidget(self.saving)
        self.addWidget(self.passing, 1)
        for label in (self.fill, self.review, self.findings, self.words, self.form):
            self.addPermanentWidget(label)
        self.form.setContentsMargins(0, 0, 8, 0)
        self._forget = QTimer(self, singleShot=True, interval=6000)
        self._forget.timeout.connect(self.passing.clear)

    def show_state(self, state: SaveState) -> None:
        """Say where the newest value is."""
        self._state = state
        failed = state.state is State.FAILED
        mark(self.saved, "error" if failed else "quiet")
        self.saved.setText(state.words)
        self.saved.setToolTip(state.why)
        self.saved.setAccessibleName(f"{state.state.value}. {state.why}")
        name = {State.SAVED: "check", State.SAVING: "loader-circle"}.get(state.state, "circle-alert")
        tokens = look_of(self)
        colour = tokens.danger if failed else tokens.accent if state.state is State.SAVED else tokens.quiet
        self._symbol.setPixmap(pixmap(name, 14, QColor(colour), self.devicePixelRatioF()))

    def restate(self) -> None:
        """Draw again in the colours of now."""
        if self._state:
            self.show_state(self._state)

    def show_checked(self, checked: Checked) -> None:
        """Say how many findings and words there are."""
        nothing = "No rule matched" if checked.complete else "Checking…"
        self.findings.setText(summary(checked.findings) if checked.findings else nothing)
        self.words.setText(f"{checked.words:,} words" if checked.words != 1 else "1 word")

    def show_fill(self, words: str, over: bool) -> None:
        """Say how full the panel of the selected section is."""
        mark(self.fill, "error" if over else "quiet")
        self.fill.setText(words)

    def show_review(self, reviewed: Reviewed) -> None:
        """Say how much is approved, once somebody has approved or commented on something."""
        done, parts = reviewed.approved, len(reviewed.status)
        words = "Approved" if done == parts else f"{done} of {parts} approved"
        self.review.setText(words if reviewed.begun else "")

    def show_form(self, name: str) -> None:
        """Say which print form the brochure has."""
        self.form.setText(name)

    def clear_document(self) -> None:
        """Show nothing of a document."""
        self._state = None
        self._symbol.clear()
        for label in (self.saved, self.fill, self.review, self.findings, self.words, self.form):
            label.setText("")

    def say(self, message: str) -> None:
        """Say something for a few seconds, beside the saving state: that must stay to be seen."""
        self.passing.setText(message)
        self._forget.start()
