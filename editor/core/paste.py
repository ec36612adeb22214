"""What is pasted becomes our Markdown: HTML from office programs and web pages, and plain text.

Markdownify and similar libraries were considered: they leave raw tags in the text, know nothing of Word's
lists, and don't escape what would be taken for markup. Here every character of the source stays literal, and
only structure becomes markup.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from editor.core.decode import MAX_TEXT
from editor.core.pasted_html import BLOCK_TAGS, Node, Span, has_blocks, is_hidden, parse, spans, styled
from editor.core.pasted_lists import Entry, bullet_entry, list_lines, word_entry

_BULLET_LINE = re.compile(r"^([ \t]*)[•●▪◦‣⁃·\uf0b7\uf0a7][ \t\u00a0]+", re.MULTILINE)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b\u2060\ufeff\ue000\ue001\ufdd0\ufdd1]")
_SPACES = re.compile(r"[ \t\r\n\f\u00a0]+")
_OPENING_BRACKET = re.compile(r"\[(?![^\[\]^\\]*\](?=[\s.,;)]))")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_UNDERSCORE = re.compile(r"(?<!\w)_|_(?!\w)")
_LINE_START = re.compile(r"^(?:#|[-+](?=\s)|>|:(?=\s)|(?:=+|-+)(?=\s*$)|(\d{1,9})(?=[.)]\s))")


def markdown_from_html(html: str) -> str:
    """Return a fragment of HTML as Markdown: headings, lists, links, tables, quotes, bold and italic text.

    Pictures, scripts and looks are dropped; text stays literal. At most MAX_TEXT characters come back.
    """
    root = parse(html)
    levels = sorted({int(tag[1]) for tag in _tags(root) if re.fullmatch("h[1-6]", tag)})
    blocks = _Blocks({level: min(2 + index, 4) for index, level in enumerate(levels)}).of(root, Span(""))
    return "\n\n".join(blocks).strip("\n")[:MAX_TEXT]


def markdown_from_plain(text: str) -> str:
    """Return plain text with our newlines, "- " for typed bullets, and no control characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    text = _CONTROL.sub("", text).encode("utf-8", "replace").decode("utf-8")
    text = re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)
    return _BULLET_LINE.sub(r"\1- ", text)[:MAX_TEXT]


def one_line(text: str) -> str:
    """Return a text as one line, for fields that have no more."""
    return " ".join(markdown_from_plain(text).split())


def _tags(node: Node) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, Node):
            yield child.tag
            yield from _tags(child)


class _Blocks:
    """Turns elements into blocks of Markdown. `levels` maps heading levels of the source to ours."""

    def __init__(self, levels: dict[int, int]) -> None:
        self._levels = levels

    def of(self, node: Node, style: Span) -> list[str]:
        """Return the blocks in an element; neighbouring inline content makes a paragraph."""
        blocks: list[str] = []
        inline: list[Node | str] = []
        entries: list[Entry] = []

        def flush() -> None:
            if inline:
                blocks.extend(_paragraph(list(spans(Node("p", {}, list(inline)), style))))
                inline.clear()
            if entries:
                blocks.append("\n".join(list_lines(entries)))
                entries.clear()

        for child in node.children:
            if isinstance(child, Node) and is_hidden(child):
                continue
            if isinstance(child, str) or not (child.tag in BLOCK_TAGS or has_blocks(child)):
                if entries and isinstance(child, str) and not child.strip():
                    continue
                if entries:
                    flush()
                inline.append(child)
                continue
            entry = self._entry(child, style)
            if entry is None or inline:
                flush()
            if entry:
                entries.append(entry)
            else:
                blocks += self._block(child, style)
        flush()
        return blocks

    def _entry(self, node: Node, style: Span) -> Entry | None:
        """Return a Word list paragraph, or one that begins with a typed bullet, as an entry of a list."""
        if node.tag != "p" or has_blocks(node):
            return None
        found = word_entry(node) or bullet_entry(node)
        if found is None:
            return None
        text = " ".join(inline_markdown(spans(found.content, styled(node, style))).split("\n"))
        return Entry(found.level, found.number, [text]) if text else None

    def _block(self, node: Node, style: Span) -> list[str]:
        style = styled(node, style)
        if re.fullmatch("h[1-6]", node.tag) or "msotitle" in node.classes:
            level = self._levels.get(int(node.tag[1]) if node.tag[1:].isdigit() else 1, 2)
            plain = (Span(span.text, address=span.address) for span in spans(node, style))
            title = " ".join(inline_markdown(plain).split("\n"))
            return [f"{'#' * level} {title}"] if title else []
        if node.tag in ("ul", "ol"):
            lines = list(list_lines(self._list(node, style, 0)))
            return ["\n".join(lines)] if lines else []
        if node.tag == "blockquote":
            text = "\n\n".join(self.of(node, style))
            return ["\n".join(f"> {line}".rstrip() for line in text.split("\n"))] if text else []
        if node.tag == "table":
            return self._table(node, style)
        if node.tag == "pre":
            lines = "".join(span.text for span in spans(node, style)).split("\n")
            return ["\n".join(escaped(" ".join(line.split()), True) for line in lines if line.strip())]
        if node.tag == "dt":
            return [f"**{text}**" for text in _paragraph(Span(s.text) for s in spans(node, style))]
        if node.tag == "hr":
            return []
        return self.of(node, style)

    def _list(self, node: Node, style: Span, level: int) -> list[Entry]:
        """Return the entries of a list and of the lists in it; `level` counts from 0."""
        start = node.attributes.get("start", "1")
        number = int(start) if start.isdigit() and len(start) < 7 else 1
        entries: list[Entry] = []
        for child in node.children:
            if not isinstance(child, Node) or is_hidden(child):
                continue
            if child.tag in ("ul", "ol"):
                entries += self._list(child, style, level + 1)
                continue
            nested = [each for each in child.children if isinstance(each, Node) and each.tag in ("ul", "ol")]
            own = Node("li", child.attributes, [each for each in child.children if each not in nested])
            blocks = self.of(own, styled(child, style))
            if blocks:
                entries.append(Entry(level, number if node.tag == "ol" else None, blocks))
                number += 1
            for each in nested:
                entries += self._list(each, style, level + 1 if blocks else level)
        return entries

    def _table(self, node: Node, style: Span) -> list[str]:
        rows = [row for row in _rows(node) if row]
        columns = max((len(row) for row in rows), default=0)
        if columns < 2:
            return [block for row in rows for cell in row for block in self.of(cell, styled(cell, style))]
        lines = []
        for row in rows:
            cells = [_cell(cell, style) for cell in row]
            lines.append("| " + " | ".join(cells + [""] * (columns - len(cells))) + " |")
        lines.insert(1, "|" + " --- |" * columns)
        return ["\n".join(lines)] if any(line.strip("| ") for line in lines[:1] + lines[2:]) else []


def _rows(node: Node) -> Iterator[list[Node]]:
    for child in node.children:
        if not isinstance(child, Node):
            continue
        if child.tag != "tr":
            yield from _rows(child)
            continue
        row: list[Node] = []
        for cell in child.children:
            if isinstance(cell, Node) and cell.tag in ("td", "th"):
                across = cell.attributes.get("colspan", "1")
                row += [
                    cell,
                    *(Node("td") for _ in range(min(int(across), 20) - 1 if across.isdigit() else 0)),
                ]
        yield row


def _cell(cell: Node, style: Span) -> str:
    runs = list(spans(cell, styled(cell, style)))
    if cell.tag == "th":
        runs = [Span(run.text, address=run.address) for run in runs]
    return " ".join(inline_markdown(runs).split("\n")).replace("|", "\\|")


def _paragraph(runs: Iterable[Span]) -> list[str]:
    """Return a paragraph as blocks: its text, or a list where every line begins with a typed bullet."""
    text = inline_markdown(runs)
    lines = text.split("\n")
    if all(_BULLET_LINE.match(line) for line in lines):
        return ["\n".join(_BULLET_LINE.sub("- ", line) for line in lines)]
    return [text] if text else []


def inline_markdown(runs: Iterable[Span]) -> str:
    """Return runs of text as Markdown without blocks; a line break is a newline."""
    text = ""
    for address, group in groupby(_tidied(runs), attrgetter("address")):
        label = _marked(list(group))
        text += _wrapped(label, "[", f"]({address})") if address else label
    lines = (" ".join(part for part in line.split(" ") if part) for line in text.split("\n"))
    return "\n".join(line for line in map(_safe_start, lines) if line)


def _tidied(runs: Iterable[Span]) -> list[Span]:
    """Collapse white space, also over the borders of runs, and merge neighbours of one style."""
    tidy: list[Span] = []
    spaced = True
    for run in runs:
        if run.text == "\n":
            tidy.append(run)
            spaced = True
            continue
        text = _SPACES.sub(_space, _CONTROL.sub("", run.text))
        text = text.lstrip(" ") if spaced else text
        if text:
            spaced = text.endswith(" ")
            like = replace(tidy[-1], address="") if text == " " and tidy else run
            tidy.append(replace(like, text=text))
    styles = groupby(tidy, lambda run: (run.bold, run.italic, run.address))
    return [Span("".join(run.text for run in group), *style) for style, group in styles]


def _space(match: re.Match[str]) -> str:
    """A lone no-break space beside a figure belongs there ("5 mg"); all others are an editor's habit."""
    text = match.string
    around = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
    return "\u00a0" if match[0] == "\u00a0" and len(around) == 2 and any(c.isdigit() for c in around) else " "


def _marked(runs: list[Span]) -> str:
    """Return runs of one link address with their emphasis; bold may hold italics.

    Marks of two styles that touch would be read as one mark, so there the second style gives way.
    """
    text = ""
    for bold, grouped in groupby(runs, attrgetter("bold")):
        group = list(grouped)
        inner = ""
        for run in group:
            literal = escaped(run.text)
            marked = _wrapped(literal, "*", "*") if run.italic else literal
            inner += literal if _touch(inner, marked) else marked
        marked = _wrapped(inner, "**", "**") if bold else inner
        text += "".join(escaped(run.text) for run in group) if _touch(text, marked) else marked
    return text


def _touch(text: str, marked: str) -> bool:
    return text.endswith("*") and marked.startswith("*")


def _wrapped(text: str, opening: str, closing: str) -> str:
    """Put marks around text, but not around the white space at its ends, where they would not count."""
    inner = text.strip(" \n")
    before, _, after = text.partition(inner)
    return f"{before}{opening}{inner}{closing}{after}" if inner else text


def escaped(text: str, at_line_start: bool = False) -> str:
    """Return text so that Markdown takes every character literally."""
    text = re.sub(r"\\(?=[" + re.escape(string.punctuation) + "])", r"\\\\", text)
    text = re.sub(r"[*`]", r"\\\g<0>", text)
    text = _UNDERSCORE.sub(r"\\_", text)
    text = _OPENING_BRACKET.sub(r"\\[", text)
    text = _ENTITY.sub("&amp;", text).replace("<", "&lt;")
    return _safe_start(text) if at_line_start else text


def _safe_start(line: str) -> str:
    """Escape what would make a line a heading, a list, a quote or a rule."""
    line = line.strip(" ")
    match = _LINE_START.match(line)
    if match is None:
        return line
    if line[0] in "=:":  # which a backslash does not escape
        return f"&#{ord(line[0])};{line[1:]}"
    at = match.end(1) if match[1] else 0
    return f"{line[:at]}\\{line[at:]}"
