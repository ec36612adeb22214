"""What an article is made of once its line breaks, bullets and heading marks are understood."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from editor.core.paste import escaped as escaped_line


class Shape(Enum):
    """What a block is."""

    HEADING = auto()
    PARAGRAPH = auto()
    BULLETS = auto()
    NUMBERS = auto()
    QUOTE = auto()
    CONTACT = auto()  # address and phone lines at the end that no heading announces
    VERBATIM = auto()  # a table or code: Markdown that is passed on as it is


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list. `text` is Markdown; `name` is set where the entry has a heading of its own."""

    text: str
    name: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One block. `text` is Markdown (one line for a heading); `level` is a heading's, from 1."""

    shape: Shape
    text: str = ""
    level: int = 0
    entries: tuple[Entry, ...] = ()
    attribution: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """An article as blocks in reading order.

    `fields` are the front matter's values, `notes` the Markdown footnotes as (key, text).
    """

    blocks: tuple[Block, ...]
    fields: tuple[tuple[str, str], ...] = ()
    notes: tuple[tuple[str, str], ...] = ()

    def field(self, *names: str) -> str:
        """Return the first front matter value that is there under one of these names, else an empty text."""
        values = dict(self.fields)
        return next((values[name] for name in names if values.get(name)), "")


# How far a list's further lines are indented: Python-Markdown wants four columns.
_INDENT = "    "
_ESCAPED = re.compile(r"\\([\\`*_\[\]{}|()#+.!>-])")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\(\s*<?([^()\s<>]*)>?(?:\s+\"[^\"]*\")?\s*\)")
_EMPHASIS = re.compile(r"(?<![\\\w*_])(\*{1,3}|_{1,3})(?=\S)([^*_\n]+?)(?<=[^\s\\])\1(?![\w*_])")
_NAMED = (
    # **Name:** text, **Name** - text, **Name.** text
    re.compile(r"^(?:\*\*|__)(?P<name>[^*_\n]{1,80}?)[:.]?(?:\*\*|__)\s*[:–—-]?\s*(?P<text>.*)$", re.DOTALL),
    re.compile(r"^(?P<name>[^:.!?\n]{2,60}?)\s?:\s+(?P<text>\S.*)$", re.DOTALL),
    re.compile(r"^(?P<name>[^:.!?,;–—\n]{2,50}?)\s+(?:[–—]|--?)\s+(?P<text>\S.*)$", re.DOTALL),
)


def escaped(text: str) -> str:
    """Return plain text as Markdown that prints it literally; each line is taken by itself."""
    return "\n".join(escaped_line(line, at_line_start=True) for line in text.split("\n"))


def literal(markdown: str) -> str:
    """Return the words of inline Markdown: without emphasis; links as their words and address."""
    text = _LINK.sub(lambda link: link[1] if link[1] == link[2] else f"{link[1]} {link[2]}".strip(), markdown)
    for _ in range(3):
        text = _EMPHASIS.sub(r"\2", text)
    return " ".join(html.unescape(_ESCAPED.sub(r"\1", text)).split())


def one_line(markdown: str) -> str:
    """Return inline Markdown without line breaks."""
    return " ".join(markdown.split())


def split_name(text: str) -> tuple[str, str] | None:
    """Split "Name: text" (also with a bold name or a dash); None where an entry has no name."""
    for pattern in _NAMED:
        match = pattern.match(text)
        if match and len(match["name"].split()) <= 8:
            return match["name"].strip(" :"), match["text"].strip()
    return None


def markdown_of(blocks: Iterable[Block]) -> str:
    """Write blocks as Markdown; headings start at the third level, as they stand within a section."""
    blocks = tuple(blocks)
    top = min((each.level for each in blocks if each.shape is Shape.HEADING), default=0)
    return "\n\n".join(_markdown(block, top) for block in blocks).strip("\n")


def _markdown(block: Block, top: int) -> str:
    if block.shape is Shape.HEADING:
        return "#" * min(6, 3 + block.level - top) + " " + block.text
    if block.shape is Shape.QUOTE:
        text = f"{block.text}\n\n— {block.attribution}" if block.attribution else block.text
        return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
    if block.entries:
        return "\n".join(_entry(entry, index, block) for index, entry in enumerate(block.entries, 1))
    return block.text


def _entry(entry: Entry, index: int, block: Block) -> str:
    mark = "-" if block.shape is Shape.BULLETS else f"{index if entry.number is None else entry.number}."
    text = f"**{entry.name}:** {entry.text}" if entry.name and entry.text else entry.name or entry.text
    return f"{mark} " + text.replace("\n", "\n" + _INDENT)
