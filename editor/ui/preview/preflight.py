"""What to know before exporting: how many findings there are, the gravest of them, and a way to each."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.check.findings import Finding, Level, counts
from editor.check.fit import FIT_RULES
from editor.check.fixes import fix_words
from editor.check.preflight import PREFLIGHT_RULES
from editor.render.products import Product
from editor.ui.frame.findings_panel import leads_somewhere
from editor.ui.frame.icons import pixmap
from editor.ui.frame.style import look_of, mark
from editor.ui.preview.words import listed

SHOWN = 3
_PAPER = {*FIT_RULES, *PREFLIGHT_RULES} - {"glyph-missing"}
"""Rules of paper: a web page has no panels, and its pictures and lines are not printed."""
_GRAVITY = (Level.ERROR, Level.WARNING, Level.INFORMATION)
_WORDS = {
    Level.ERROR: ("problem", "problems"),
    Level.WARNING: ("warning", "warnings"),
    Level.INFORMATION: ("remark", "remarks"),
}


def concerns(findings: Iterable[Finding], product: Product) -> tuple[Finding, ...]:
    """Return what concerns a product, the gravest first."""
    about = [each for each in findings if not (product is Product.HTML and each.rule in _PAPER)]
    return tuple(sorted(about, key=lambda each: (_GRAVITY.index(each.level), each.rule != "overset")))


def summary(findings: Iterable[Finding]) -> str:
    """Return "2 problems and 1 warning were found.", or that nothing was."""
    number = counts(findings)
    parts = [f"{n} {_WORDS[level][n != 1]}" for level in _GRAVITY if (n := number[level])]
    if not parts:
        return "Checked: nothing was found that keeps this from being exported."
    many = sum(number.values()) != 1
    return f"{listed(parts)} {'were' if many else 'was'} found. You can export all the same."


class Preflight(QFrame):
    """The summary with the gravest findings.

    go_to(section id, place): the user wants to see one. fix(Finding): one is to be mended.
    """

    go_to = Signal(str, str)
    fix = Signal(object)

    def __init__(self, findings: Iterable[Finding], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, "card")
        self._findings = tuple(findings)
        self._product: Product | None = None
        self._symbol = QLabel()
        self.summary = mark(QLabel(wordWrap=True), "subheading")
        self._more = mark(QLabel(wordWrap=True), "quiet")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._symbol, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.summary, 1)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(self._rows)
        column.addWidget(self._more)

    def show_for(self, product: Product) -> None:
        """Show what concerns a product."""
        self._product = product
        while (item := self._rows.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        findings = concerns(self._findings, product)
        self.summary.setText(summary(findings))
        self._draw_symbol(findings)
        for finding in findings[:SHOWN]:
            self._rows.addWidget(self._row(finding))
        rest = len(findings) - SHOWN
        self._more.setText(f"And {rest} more in the list of findings." if rest > 0 else "")
        self._more.setVisible(rest > 0)

    def put(self, findings: Iterable[Finding]) -> None:
        """Show other findings: the brochure was checked again."""
        if self._findings != (now := tuple(findings)):
            self._findings = now
            if self._product is not None:
                self.show_for(self._product)

    def _draw_symbol(self, findings: tuple[Finding, ...]) -> None:
        tokens = look_of(self)
        name, colour = "circle-check", tokens.accent
        if findings:
            grave = findings[0].level is Level.ERROR
            name, colour = "triangle-alert", tokens.danger if grave else tokens.warning
        self._symbol.setPixmap(pixmap(name, 18, QColor(colour), self.devicePixelRatioF()))

    def _row(self, finding: Finding) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(26, 0, 0, 0)
        text = QLabel(finding.message, wordWrap=True)
        line.addWidget(text, 1)
        if finding.fix:
            button = _link(fix_words(finding), finding)
            button.clicked.connect(lambda: self.fix.emit(finding))
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        if leads_somewhere(finding):
            button = _link("Show me", finding)
            button.clicked.connect(lambda: self.go_to.emit(finding.section, finding.place))
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row


def _link(words: str, finding: Finding) -> QPushButton:
    button = mark(QPushButton(words), "link")
    button.setAccessibleName(f"{words}: {finding.message}")
    button.setAutoDefault(False)
    return button
