"""What a drawing (SVG) puts on paper: it is drawn once more, onto a stream that only takes measure."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pydyf
from weasyprint.pdf.stream import Stream

if TYPE_CHECKING:
    from weasyprint.images import SVGImage

_ACROSS = 1000.0
"""Drawings are measured at this width (CSS pixels); what they are made of grows with them."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The finest line and the smallest text of a drawing, as a share of its width; None if it has none."""

    line: float | None
    text: float | None


@functools.lru_cache(maxsize=32)
def measured(image: SVGImage, ratio: float) -> Drawn:
    """Return what a drawing is drawn with whose height is `ratio` times its width."""
    lines: list[float] = []
    texts: list[float] = []
    image.draw(_Tape(lines, texts, 1 / _ACROSS), _ACROSS, _ACROSS * ratio, None)
    return Drawn(min(lines, default=None), min(texts, default=None))


class _Tape(Stream):  # type: ignore[misc]
    """Takes what is drawn like any stream of the engine and notes sizes; groups share the lists."""

    def __init__(self, lines: list[float], texts: list[float], scale: float) -> None:
        names = ("ExtGState", "XObject", "Pattern", "Shading", "ColorSpace", "Font")
        resources = pydyf.Dictionary({name: pydyf.Dictionary() for name in names})
        super().__init__({}, (0, 0, 0, 0), resources, {}, None, {}, None)
        self._lines, self._texts, self._outer = lines, texts, scale

    def clone(self, **given: Any) -> _Tape:
        group = _Tape(self._lines, self._texts, self._scale())
        group.extra = given.get("extra", group.extra)
        return group

    def set_line_width(self, width: float) -> None:
        self._lines.append(width * self._scale())
        super().set_line_width(width)

    def set_font_size(self, font: Any, size: float) -> None:
        if not any(each.bitmap and each.hash == font for each in self._fonts.values()):
            self._texts.append(size * self._scale())
        super().set_font_size(font, size)

    def _scale(self) -> float:
        """Return how much larger things are drawn than they say, across and down taken together."""
        return self._outer * math.sqrt(abs(self.ctm.determinant))
