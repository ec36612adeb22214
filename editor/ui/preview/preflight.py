"""What to know before exporting: how many findings there are, the gravest of them, and a way to each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.check.findings import Finding, Level, counts
from editor.check.fixes import fix_words
from editor.check.gate import Gate
from editor.ui.frame.findings_model import LEVEL_NAMES, leads_somewhere, quoted
from editor.ui.frame.findings_view import LEVEL_ICONS
from editor.ui.frame.icons import pixmap
from editor.ui.frame.style import look_of, mark
from editor.ui.preview.words import listed
from editor.ui.review.finding_words import level_colour

SHOWN = 3
"""Findings that stand there before somebody asks for all."""
MOST = 60
NAMED = 3
"""Rules named that could not be checked."""
NOTHING = "Checked: no rule matched. This is not legal advice."
BARRED = "Nothing can be exported or printed, not even a draft, while a patient’s consent has ended or was withdrawn."


def summary(findings: Iterable[Finding]) -> str:
    """Return "2 errors and 1 warning were found.", or that no rule matched."""
    number = counts(findings)
    parts = [f"{n} {LEVEL_NAMES[level][n != 1]}" for level in LEVEL_NAMES if (n := number[level])]
    if not parts:
        return NOTHING
    many = sum(number.values()) != 1
    return f"{listed(parts)} {'were' if many else 'was'} found."


def advice(gate: Gate, *, draft: bool) -> str:
    """Return what the findings mean for the export, "" if nothing is to be said."""
    if gate.barring:
        return BARRED
    if gate.errors and gate.marked(draft):
        return "Errors do not stand in the way of a draft."
    if gate.errors:
        what = "error" if len(gate.errors) == 1 else "errors"
        return f"Correct the {what}, mark every page as a draft, or export with a reason, which is kept."
    return "You can export all the same." if gate.findings else ""


def unchecked(skipped: Sequence[str]) -> str:
    """Return what could not be checked as a sentence, "" if all was."""
    more = f" And {len(skipped) - NAMED} more." if len(skipped) > NAMED else ""
    return f"Not checked: {'; '.join(skipped[:NAMED])}.{more}" if skipped else ""


class Preflight(QFrame):
    """The summary with the gravest findings, and all of them when they are asked for.

    go_to(section id, place): the user wants to see one. fix(Finding): one is to be mended. drawn(): there are other
    `stops` now.
    """

    go_to = Signal(str, str)
    fix = Signal(object)
    drawn = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, "card")
        self._gate = Gate()
        self._all = False
        self._buttons: list[QWidget] = []
        self.skipped = mark(QLabel(wordWrap=True), "quiet")
        self._symbol = QLabel()
        self.summary = mark(QLabel(wordWrap=True), "subheading")
        self.advice = mark(QLabel(wordWrap=True), "quiet")
        self.more = mark(QPushButton(), "link")
        self.more.setAutoDefault(False)
        self.more.clicked.connect(self._show_all)
        self._rest = mark(QLabel(wordWrap=True), "quiet")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.summary)
        words.addWidget(self.advice)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._symbol, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(self._rows)
        indented = QHBoxLayout()
        indented.setContentsMargins(20, 0, 0, 0)
        indented.addWidget(self.more)
        indented.addStretch(1)
        column.addLayout(indented)
        column.addWidget(self._rest)
        column.addWidget(self.skipped)
        self.put(self._gate)

    def put(self, gate: Gate, *, draft: bool = False, skipped: Sequence[str] = ()) -> None:
        """Show what stands in the way of an export, or does not, and what could not be checked (Verdict.skipped)."""
        self.skipped.setText(unchecked(skipped))
        self.skipped.setVisible(bool(skipped))
        self.advice.setText(advice(gate, draft=draft))
        self.advice.setVisible(bool(self.advice.text()))
        mark(self.advice, "error" if gate.barring else "quiet")
        if gate != self._gate or not self.summary.text():
            self._gate, self._all = gate, False
            self._draw()

    def _show_all(self) -> None:
        self._all = True
        self._draw()

    def _draw(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        self._buttons = []
        findings = self._gate.findings
        self.summary.setText(summary(findings))
        self._draw_symbol(findings)
        shown = findings[: MOST if self._all else SHOWN]
        for finding in shown:
            self._rows.addWidget(self._row(finding))
        self.more.setText(f"Show all {len(findings)}")
        self.more.setVisible(not self._all and len(findings) > SHOWN)
        left = len(findings) - len(shown)
        self._rest.setText(f"And {left} more in the list of findings." if self._all and left > 0 else "")
        self._rest.setVisible(bool(self._rest.text()))
        self.drawn.emit()

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        return [*self._buttons, self.more]

    def _draw_symbol(self, findings: tuple[Finding, ...]) -> None:
        tokens = look_of(self)
        name, colour = "circle-check", tokens.accent
        if findings:
            name, colour = LEVEL_ICONS[findings[0].level], level_colour(findings[0].level, tokens)
        self._symbol.setPixmap(pixmap(name, 18, QColor(colour), self.devicePixelRatioF()))

    def _row(self, finding: Finding) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(26, 0, 0, 0)
        line.setSpacing(8)
        symbol = QLabel()
        colour = QColor(level_colour(finding.level, look_of(self)))
        symbol.setPixmap(pixmap(LEVEL_ICONS[finding.level], 14, colour, self.devicePixelRatioF()))
        symbol.setAccessibleName(LEVEL_NAMES[finding.level][0])
        symbol.setContentsMargins(0, 7, 0, 0)
        line.addWidget(symbol, 0, Qt.AlignmentFlag.AlignTop)
        said = f"{quoted(finding.text)}: " if finding.text and finding.level is not Level.INFORMATION else ""
        text = QLabel(f"{said}{finding.message}", wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        text.setContentsMargins(0, 6, 0, 0)  # its first line stands where the words on the buttons do
        line.addWidget(text, 1, Qt.AlignmentFlag.AlignTop)
        if finding.fix:
            button = _link(fix_words(finding), finding)
            button.clicked.connect(lambda: self.fix.emit(finding))
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            self._buttons.append(button)
        if leads_somewhere(finding):
            button = _link("Show me", finding)
            button.clicked.connect(lambda: self.go_to.emit(finding.section, finding.place))
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            self._buttons.append(button)
        return row


def _link(words: str, finding: Finding) -> QPushButton:
    button = mark(QPushButton(words), "link")
    button.setAccessibleName(f"{words}: {finding.message}")
    button.setAutoDefault(False)
    return button
