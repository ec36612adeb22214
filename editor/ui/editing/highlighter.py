"""Highlighting of Markdown, paragraph by paragraph: an edit costs its own paragraph only."""

from __future__ import annotations

import re

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from editor.core.citations import CITATION
from editor.ui.editing.utf16 import to_units
from editor.ui.frame.tokens import Tokens

_HEADING = re.compile(r"(#{1,6}\s+)(.*)")
_ITEM = re.compile(r"(\s*(?:[-*+]|\d{1,9}[.)]))(?:\s|$)")
_QUOTE = re.compile(r"(\s*>+)(.*)")
_TABLE = re.compile(r"\s*\|.*\|\s*$")
_BOLD = re.compile(r"(?<![\\*])(\*\*)(?=\S)(.+?)(?<=\S)(\*\*)")
_ITALIC = re.compile(r"(?<![\\*])(?:\*\*)?(\*)(?![*\s])(.+?)(?<![\s\\*])(\*)(?!\*[^*])")
_LINK = re.compile(r"(?<!\\)(\[)([^\[\]^][^\[\]]*)(\]\()([^()\s]*)(\))")


class MarkdownHighlighter(QSyntaxHighlighter):
    """Colours headings, emphasis, lists, quotes, tables, links and citations; unknown citations in red."""

    def __init__(self, document: QTextDocument, tokens: Tokens) -> None:
        super().__init__(document)
        self._known: frozenset[str] = frozenset()
        self._formats = _formats(tokens)

    def set_tokens(self, tokens: Tokens) -> None:
        """Use the colours of another look."""
        self._formats = _formats(tokens)
        self.rehighlight()

    def set_known(self, keys: frozenset[str]) -> None:
        """Say which references there are."""
        if keys != self._known:
            self._known = keys
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        if not text:
            return
        self._text, self._plain = text, text.isascii()
        self._line(text)
        for pattern, name in ((_BOLD, "bold"), (_ITALIC, "italic")):
            for match in pattern.finditer(text):
                self._add(match.start(2), match.end(2), name)
                self._add(match.start(1), match.end(1), "mark")
                self._add(match.start(3), match.end(3), "mark")
        for match in _LINK.finditer(text):
            self._add(match.start(), match.end(), "mark")
            self._add(match.start(2), match.end(2), "link")
        for match in CITATION.finditer(text):
            self._add(match.start(), match.end(), "citation" if match[1] in self._known else "unknown")

    def _line(self, text: str) -> None:
        if match := _HEADING.match(text):
            self._add(match.start(2), match.end(), "heading")
            self._add(0, match.end(1), "mark")
        elif match := _ITEM.match(text):
            self._add(0, match.end(1), "marker")
        elif match := _QUOTE.match(text):
            self._add(0, match.end(1), "marker")
            self._add(match.start(2), match.end(), "quote")
        elif _TABLE.match(text):
            for match in re.finditer(r"\||(?<=\|)[\s:-]*-[\s:|-]*(?=\|)", text):
                self._add(match.start(), match.end(), "mark")

    def _add(self, start: int, end: int, name: str) -> None:
        """Lay a format over what is there, so that bold may hold italics. Offsets in code points."""
        if not self._plain:
            start, end = to_units(self._text, start), to_units(self._text, end)
        wanted = self._formats[name]
        at = start
        while at < end:
            old = self.format(at)
            run = at + 1
            while run < end and self.format(run) == old:
                run += 1
            old.merge(wanted)
            self.setFormat(at, run - at, old)
            at = run


def _formats(tokens: Tokens) -> dict[str, QTextCharFormat]:
    def made(
        colour: str = "", ground: str = "", *, bold: bool = False, italic: bool = False
    ) -> QTextCharFormat:
        made = QTextCharFormat()
        if colour:
            made.setForeground(QColor(colour))
        if ground:
            made.setBackground(QColor(ground))
        if bold:
            made.setFontWeight(QFont.Weight.DemiBold)
        if italic:
            made.setFontItalic(True)
        return made

    return {
        "heading": made(tokens.accent_strong, bold=True),
        "bold": made(bold=True),
        "italic": made(italic=True),
        "mark": made(tokens.quiet),
        "marker": made(tokens.accent, bold=True),
        "quote": made(tokens.quiet, italic=True),
        "link": made(tokens.accent),
        "citation": made(tokens.accent_strong, tokens.accent_soft),
        "unknown": made(tokens.danger, tokens.danger_soft),
    }
