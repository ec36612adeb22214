"""Highlighting of Markdown, paragraph by paragraph: an edit costs its own paragraph only."""

from __future__ import annotations

import re
from itertools import groupby

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
_TABLE_MARK = re.compile(r"\||(?<=\|)[\s:-]*-[\s:|-]*(?=\|)")

# What a character is; one can be several things, such as bold and italic.
_IS_HEADING, _IS_QUOTE, _IS_BOLD, _IS_ITALIC, _IS_MARK = 1, 2, 4, 8, 16
_IS_MARKER, _IS_LINK, _IS_CITED, _IS_UNKNOWN = 32, 64, 128, 256


class MarkdownHighlighter(QSyntaxHighlighter):
    """Colours headings, emphasis, lists, quotes, tables, links and citations; unknown citations in red."""

    def __init__(self, document: QTextDocument, tokens: Tokens) -> None:
        super().__init__(document)
        self._known: frozenset[str] = frozenset()
        self._formats = _formats(tokens)
        self._mixed: dict[int, QTextCharFormat] = {}

    def set_tokens(self, tokens: Tokens) -> None:
        """Use the colours of another look."""
        self._formats = _formats(tokens)
        self._mixed = {}
        self.rehighlight()

    def set_known(self, keys: frozenset[str]) -> None:
        """Say which references there are."""
        if keys != self._known:
            self._known = keys
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        if not text:
            return
        flags = [0] * len(text)
        _mark_line(text, flags)
        for pattern, name in ((_BOLD, _IS_BOLD), (_ITALIC, _IS_ITALIC)):
            for match in pattern.finditer(text):
                _lay(flags, *match.span(2), name)
                _lay(flags, *match.span(1), _IS_MARK)
                _lay(flags, *match.span(3), _IS_MARK)
        for match in _LINK.finditer(text):
            _lay(flags, *match.span(), _IS_MARK)
            _lay(flags, *match.span(2), _IS_LINK)
        for match in CITATION.finditer(text):
            _lay(flags, *match.span(), _IS_CITED if match[1] in self._known else _IS_UNKNOWN)
        narrow = text.isascii() or max(text) <= "\uffff"
        at = 0
        for value, run in groupby(flags):
            end = at + len(list(run))
            if value:
                start, stop = (at, end) if narrow else (to_units(text, at), to_units(text, end))
                self.setFormat(start, stop - start, self._format(value))
            at = end

    def _format(self, flags: int) -> QTextCharFormat:
        """Return the format of a run of characters that is several things at once."""
        found = self._mixed.get(flags)
        if found is None:
            found = QTextCharFormat()
            for bit, made in self._formats.items():
                if flags & bit:
                    found.merge(made)
            self._mixed[flags] = found
        return found


def _mark_line(text: str, flags: list[int]) -> None:
    if match := _HEADING.match(text):
        _lay(flags, *match.span(2), _IS_HEADING)
        _lay(flags, *match.span(1), _IS_MARK)
    elif match := _ITEM.match(text):
        _lay(flags, *match.span(1), _IS_MARKER)
    elif match := _QUOTE.match(text):
        _lay(flags, *match.span(1), _IS_MARKER)
        _lay(flags, *match.span(2), _IS_QUOTE)
    elif _TABLE.match(text):
        for match in _TABLE_MARK.finditer(text):
            _lay(flags, *match.span(), _IS_MARK)


def _lay(flags: list[int], start: int, end: int, flag: int) -> None:
    """Say that a range of characters is something, beside what it is already."""
    for at in range(start, end):
        flags[at] |= flag


def _formats(tokens: Tokens) -> dict[int, QTextCharFormat]:
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

    return {  # a later one wins where two say different things
        _IS_HEADING: made(tokens.accent_strong, bold=True),
        _IS_QUOTE: made(tokens.quiet, italic=True),
        _IS_BOLD: made(bold=True),
        _IS_ITALIC: made(italic=True),
        _IS_MARK: made(tokens.quiet),
        _IS_MARKER: made(tokens.accent, bold=True),
        _IS_LINK: made(tokens.accent),
        _IS_CITED: made(tokens.accent_strong, tokens.accent_soft),
        _IS_UNKNOWN: made(tokens.danger, tokens.danger_soft),
    }
