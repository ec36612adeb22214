"""SVG drawings that are drawn again and again: what they are drawn with is kept.

WeasyPrint goes through a drawing's elements, and parses the text of its paths slowly, at every writing of a page. With
the pictures of our starters that was two thirds of what a keystroke and three quarters of what a PDF cost.
"""

from __future__ import annotations

import re
from typing import Any
from weakref import WeakKeyDictionary

from editor.render.svg_path import path_operators

MOST_SIZES = 8
"""Sizes in which one drawing is kept: it may stand in several forms and zooms."""
_NAME = re.compile(rb"/(\S+) ?(\S*)")
_ALPHA = re.compile(rb"([aA])([0-9.]+)")
_MARKERS = ("marker", "marker-start", "marker-mid", "marker-end")


def keep_paths() -> None:
    """Let WeasyPrint keep what paths are drawn with, in this process; calling it again changes nothing."""
    import pydyf
    from weasyprint import svg

    draw = svg.TAGS["path"]
    if hasattr(draw, "kept"):
        return
    kept: WeakKeyDictionary[Any, tuple[float, bytes]] = WeakKeyDictionary()

    def draw_kept(image: Any, node: Any, font_size: float) -> None:
        if any(node.get(name) for name in _MARKERS):
            draw(image, node, font_size)  # markers need the vertices that drawing finds
            return
        operators = image.stream.stream
        known = kept.get(node)
        if known is None or known[0] != font_size:
            written = path_operators(node.get("d", ""))
            if written is None:
                start = len(operators)
                draw(image, node, font_size)
                written = b"\n".join(map(pydyf._to_bytes, operators[start:]))
                del operators[start:]
            known = kept[node] = (font_size, written)
        operators.append(known[1])
        node.vertices.clear()

    draw_kept.kept = kept  # type: ignore[attr-defined]
    svg.TAGS["path"] = draw_kept


def keep_drawings() -> None:
    """Let WeasyPrint keep whole drawings, in this process; calling it again changes nothing.

    Only those without text, patterns, gradients and groups: what they are drawn with needs nothing of the PDF it goes
    into but states of opacity, which have the same names everywhere.
    """
    from weasyprint.svg import SVG

    usual = SVG.draw
    if hasattr(usual, "usual"):
        return
    kept: WeakKeyDictionary[Any, dict[tuple[float, float], tuple[bytes, dict[str, Any]]]] = (
        WeakKeyDictionary()
    )

    def draw_kept(svg: Any, stream: Any, width: float, height: float, base_url: str, context: Any) -> None:
        sizes = kept.setdefault(svg, {})
        drawn = sizes.get((width, height))
        if drawn is None:
            start = len(stream.stream)
            _forget_state(stream)
            usual(svg, stream, width, height, base_url, context)
            drawn = _alone(stream.stream[start:])
            if drawn:
                while len(sizes) >= MOST_SIZES:
                    sizes.pop(next(iter(sizes)))
                sizes[width, height] = drawn
            return
        operators, states = drawn
        stream._resources["ExtGState"].update(states)
        stream.stream.append(operators)
        _forget_state(stream)

    draw_kept.usual = usual  # type: ignore[attr-defined]
    SVG.draw = draw_kept


def _forget_state(stream: Any) -> None:
    """Let a stream not rely on what it set before, as it does at the end of a saved state."""
    stream._current_color = stream._current_color_stroke = None
    stream._current_alpha = stream._current_alpha_stroke = None


def _alone(written: list[Any]) -> tuple[bytes, dict[str, Any]] | None:
    """Return what was written and the opacity states it names; None if it names anything else of its PDF."""
    import pydyf

    operators = b"\n".join(map(pydyf._to_bytes, written))
    states = {}
    for name, operator in _NAME.findall(operators):
        alpha = _ALPHA.fullmatch(name)
        if operator != b"gs" or alpha is None:
            return None
        states[name.decode()] = pydyf.Dictionary({"CA" if alpha[1] == b"A" else "ca": float(alpha[2])})
    return operators, states
