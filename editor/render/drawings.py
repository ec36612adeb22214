"""SVG drawings that are drawn again and again: the operators of each path are kept.

WeasyPrint parses a path's text, slowly, at every writing of a page. With the pictures of our starters that was two
thirds of what a keystroke and three quarters of what a PDF cost.
"""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from editor.render.svg_path import path_operators

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
