"""Lists among pasted paragraphs: Word's list paragraphs and paragraphs that begin with a typed bullet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from editor.core.pasted_html import Node

INDENT = " " * 4
_LEVEL = re.compile(r"\blevel(\d)")
_NUMBER = re.compile(r"\(?(\d{1,4}|[a-z]|[ivx]{1,5})[.)]", re.IGNORECASE)
_BULLETS = "•●▪◦‣⁃·\uf0b7\uf0a7"
_LEADING = re.compile(rf"\s*(?:[{_BULLETS}§–-]|o(?=\s{{2}}|\u00a0)|\(?\d{{1,4}}[.)])\s+")
_TYPED_BULLET = re.compile(rf"\s*[{_BULLETS}]\s+")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list: level from 0, its number or None for a bullet, and its blocks of Markdown."""

    level: int
    number: int | None
    blocks: list[str]


@dataclass(frozen=True, slots=True)
class Found:
    """A paragraph recognised as a list entry, and its content without the marker."""

    level: int
    number: int | None
    content: Node


def list_lines(entries: list[Entry]) -> Iterator[str]:
    """Yield the lines of a list. Levels never jump; numbers count on within a level."""
    depth: list[int] = []
    counts: list[int | None] = []
    for entry in entries:
        while len(depth) > 1 and entry.level < depth[-1]:
            depth.pop()
            counts.pop()
        ordered = entry.number is not None
        if not depth or entry.level > depth[-1]:
            depth.append(entry.level)
            counts.append(entry.number)
        elif ordered != (counts[-1] is not None):
            counts[-1] = entry.number
            yield ""
        elif counts[-1] is not None:
            counts[-1] += 1
        indent = INDENT * (len(depth) - 1)
        marker = "- " if counts[-1] is None else f"{counts[-1]}. "
        first, *rest = entry.blocks
        lines = first.split("\n")
        yield indent + marker + lines[0]
        yield from (indent + INDENT + line for line in lines[1:])
        for block in rest:
            yield ""
            yield from ((indent + INDENT + line).rstrip() for line in block.split("\n"))


def word_entry(node: Node) -> Found | None:
    """Return a Word list paragraph, told by its class or style; mso-list:Ignore tells its marker."""
    listed = node.style.get("mso-list", "")
    if listed == "none" or not (listed or "msolistparagraph" in node.classes):
        return None
    level = _LEVEL.search(listed)
    depth = int(level[1]) - 1 if level else 0
    marker = _take_marker(node)
    if marker is None:
        match = _LEADING.match(_text(node))
        if match is None and not listed:
            return None
        marker = match[0].strip() if match else ""
        content = _without(node, len(match[0]) if match else 0)
    else:
        content = _unmarked(node)
    number = _NUMBER.fullmatch(marker.strip())
    return Found(max(0, depth), _value(number[1]) if number else None, content)


def bullet_entry(node: Node) -> Found | None:
    """Return a paragraph that begins with a typed bullet and has no line break."""
    match = _TYPED_BULLET.match(_text(node))
    if match is None or any(isinstance(child, Node) and child.tag == "br" for child in node.children):
        return None
    return Found(0, None, _without(node, len(match[0])))


def _is_marker(node: Node) -> bool:
    return node.style.get("mso-list") == "ignore"


def _take_marker(node: Node) -> str | None:
    for child in node.children:
        if isinstance(child, Node):
            found = _text(child) if _is_marker(child) else _take_marker(child)
            if found is not None:
                return found
    return None


def _unmarked(node: Node) -> Node:
    children: list[Node | str] = []
    for child in node.children:
        if isinstance(child, str):
            children.append(child)
        elif not _is_marker(child):
            children.append(_unmarked(child))
    return Node(node.tag, node.attributes, children)


def _text(node: Node) -> str:
    return "".join(child if isinstance(child, str) else _text(child) for child in node.children)


def _without(node: Node, count: int) -> Node:
    """Return a copy of an element without its first `count` characters."""
    children: list[Node | str] = []
    for child in node.children:
        length = len(child) if isinstance(child, str) else len(_text(child))
        if count <= 0:
            children.append(child)
        elif isinstance(child, str):
            children.append(child[count:])
        else:
            children.append(_without(child, count))
        count -= min(count, length)
    return Node(node.tag, node.attributes, children)


def _value(marker: str) -> int:
    """Return the number a list begins with: 3 for "3.", and 1 for letters and Roman numerals."""
    return int(marker) if marker.isdigit() else 1
