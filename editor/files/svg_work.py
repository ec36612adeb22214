"""How much work a drawing is once every reference is followed.

A few kilobytes of <use> elements that use each other can stand for billions of shapes, and patterns can
contain themselves: a renderer that follows them hangs or overflows its stack.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

MAX_WORK = 20_000
"""Shapes, as long as they are simple. WeasyPrint draws 5,000 a second, or 200 kB of path data."""
_CHARACTERS_A_SHAPE = 40
MAX_DEPTH = 80
_TARGET = re.compile(r"url\(\s*[\"']?#([\w.:-]+)", re.IGNORECASE)
_MARKERS = ("marker", "marker-start", "marker-mid", "marker-end")


class _TooMuch(Exception):
    """The text says what the drawing is, as the end of 'The drawing “name” '."""


def check_work(root: ET.Element) -> str:
    """Say why a drawing cannot be drawn in reasonable time ("refers to itself"); empty if it can."""
    try:
        _Work(root).of(root, 1)
    except _TooMuch as problem:
        return str(problem)
    return ""


class _Work:
    """Counts shapes, each element once; references are followed, results remembered."""

    def __init__(self, root: ET.Element) -> None:
        self.by_id: dict[str, ET.Element] = {}
        for element in root.iter():
            self.by_id.setdefault(element.get("id", ""), element)
        self.rules = [
            (set(re.findall(r"[.#]?[\w-]+|\*", selector)), tuple(_TARGET.findall(body)), "marker" in body)
            for style in root.iter("style")
            for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", style.text or "")
            if "url(" in body.lower()
        ]
        self.known: dict[ET.Element, tuple[int, int]] = {}
        self.open: set[ET.Element] = set()

    def of(self, element: ET.Element, depth: int) -> tuple[int, int]:
        """Return (shapes, depth) of an element with all it draws."""
        if element in self.known:
            return self.known[element]
        if element in self.open:
            raise _TooMuch("refers to itself")
        if depth > MAX_DEPTH:
            raise _TooMuch("is nested too deeply to be drawn")
        self.open.add(element)
        outline = len(element.get("d", "")) + len(element.get("points", ""))
        shapes, deepest = 1 + outline // _CHARACTERS_A_SHAPE, 0
        parts = [(child, 1) for child in element]
        parts += [(self.by_id[name], times) for name, times in self._targets(element) if name in self.by_id]
        for part, times in parts:
            part_shapes, part_depth = self.of(part, depth + 1)
            shapes += part_shapes * times
            deepest = max(deepest, part_depth)
        if shapes > MAX_WORK:
            raise _TooMuch("is too intricate to be printed")
        if deepest >= MAX_DEPTH:
            raise _TooMuch("is nested too deeply to be drawn")
        self.open.discard(element)
        self.known[element] = shapes, deepest + 1
        return shapes, deepest + 1

    def _targets(self, element: ET.Element) -> Iterator[tuple[str, int]]:
        """Yield the id of everything an element draws by reference, and how often it does so at most."""
        href = element.get("xlink:href", "")
        if href.startswith("#"):
            yield href[1:], 1
        # A marker is drawn at every vertex, and a vertex takes some characters.
        vertices = 2 + len(element.get("d", "") + element.get("points", "")) // 4
        for name, value in element.attrib.items():
            if name != "xlink:href" and "url(" in value.lower():
                marks = name in _MARKERS or (name == "style" and "marker" in value)
                yield from ((target, vertices if marks else 1) for target in _TARGET.findall(value))
        if self.rules:
            names = {element.tag, "*", "#" + element.get("id", "")}
            names |= {"." + each for each in element.get("class", "").split()}
            for selectors, targets, marks in self.rules:
                if names & selectors:
                    yield from ((target, vertices if marks else 1) for target in targets)
