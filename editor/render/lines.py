"""Lines of text that were set before are not set again.

How a text breaks into a line, and what is drawn for it, depends only on the text, its style and the room there is.
After a key nearly all lines of a page are as they were, though WeasyPrint sets and draws the page anew: that was half
of what a key cost. Lines are kept with the fonts they were set in, the ones used last up to a bound.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from editor.render.styles import kept_with

MOST_LINES = 6_000
"""Kept lines of each sort, about 1 kB each; a page has some hundred."""

STYLE = (
    "direction", "font_family", "font_feature_settings", "font_kerning", "font_language_override", "font_size",
    "font_stretch", "font_style", "font_variant_alternates", "font_variant_caps", "font_variant_east_asian",
    "font_variant_ligatures", "font_variant_numeric", "font_variant_position", "font_variation_settings", "font_weight",
    "hyphenate_character", "hyphenate_limit_chars", "hyphenate_limit_zone", "hyphens", "lang", "letter_spacing",
    "overflow_wrap", "tab_size", "text_decoration_line", "white_space", "word_break", "word_spacing",
)  # fmt: skip
"""The properties that setting or drawing a line asks for. A test watches that it asks for no other."""

_GLYPHS = re.compile(rb"<([0-9a-f]+)>")


@dataclass(slots=True)
class _Run:
    """What is drawn in one font and size, and what the font must know of its glyphs in the PDF it goes into.

    `holder` is a Pango layout in that font: while it is there, `font`, a pointer, leads somewhere.
    """

    font: Any
    holder: Any
    size: float = 0.0
    operators: bytes = b""
    widths: dict[int, int] = field(default_factory=dict)
    to_unicode: dict[int, str] = field(default_factory=dict)


def keep_lines() -> None:
    """Let WeasyPrint keep lines, in this process; calling it again changes nothing."""
    from weasyprint import draw
    from weasyprint.layout import inline, preferred
    from weasyprint.text import line_break

    if hasattr(inline.split_first_line, "usual"):
        return
    split = _splitting(line_break.split_first_line)
    inline.split_first_line = preferred.split_first_line = split
    draw.draw_text = _drawing(draw.draw_text)


def _splitting(usual: Any) -> Any:
    def split_first_line(
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> Any:
        key = (text, max_width, justification_spacing, is_line_start, minimum, _look(style))
        lines = kept_with(style.font_config, "candor_lines", MOST_LINES)
        line = lines.get(key)
        if line is None:
            line = usual(text, style, context, max_width, justification_spacing, is_line_start, minimum)
            lines.put(key, (_copied(line[0]), *line[1:]))
            return line
        return _copied(line[0]), *line[1:]

    split_first_line.usual = usual  # type: ignore[attr-defined]
    return split_first_line


def _drawing(usual: Any) -> Any:
    def draw_text(
        stream: Any, box: Any, offset_x: float, text_overflow: str, block_ellipsis: Any = "none"
    ) -> None:
        style, layout = box.style, box.pango_layout
        plain = (
            style["text_decoration_line"] == "none" and text_overflow == "clip" and block_ellipsis == "none"
        )
        if not plain or style["visibility"] != "visible" or not box.text.strip():
            usual(stream, box, offset_x, text_overflow, block_ellipsis)
            return
        key = (layout.text, layout.justification_spacing, _look(style))
        lines = kept_with(style.font_config, "candor_drawn", MOST_LINES)
        runs = lines.get(key)
        fonts = _fonts(stream, runs) if runs else None
        if fonts is None:
            recorder = _Recorder(stream, layout)
            usual(recorder, box, offset_x, text_overflow, block_ellipsis)
            if runs := recorder.runs():
                lines.put(key, runs)
            return
        stream.set_color(style["color"])
        stream.begin_text()
        stream.set_text_matrix(1, 0, 0, -1, box.position_x, box.position_y + box.baseline)
        for font, run in zip(fonts, runs, strict=True):
            stream.set_font_size(font.hash, run.size)
            stream.stream.append(run.operators)
        stream.end_text()

    draw_text.usual = usual  # type: ignore[attr-defined]
    return draw_text


def _look(style: Any) -> object:
    """Return what stands for the values of STYLE: the same object for all styles that have the same ones."""
    look = style.__dict__.get("look")
    if look is None:
        values = tuple(
            frozenset(value) if isinstance(value, set) else value for value in map(style.__getitem__, STYLE)
        )
        looks = kept_with(style.font_config, "candor_looks", MOST_LINES)
        look = looks.get(values)
        if look is None:
            look = object()
            looks.put(values, look)
        style.__dict__["look"] = look
    return look


def _copied(layout: Any) -> Any:
    """Return a copy of a Layout that is not active, and so has no pointers: drawing writes into it."""
    copy = object.__new__(type(layout))
    copy.__dict__.update(layout.__dict__)
    return copy


def _fonts(stream: Any, runs: tuple[_Run, ...]) -> list[Any] | None:
    """Return the fonts of a PDF for these runs, knowing their glyphs.

    None if a glyph has another width there, by rounding at another size: the runs were spaced with the width they had.
    """
    fonts = [stream.add_font(run.font)[0] for run in runs]
    for font, run in zip(fonts, runs, strict=True):
        if any(font.widths.get(glyph, width) != width for glyph, width in run.widths.items()):
            return None
    for font, run in zip(fonts, runs, strict=True):
        font.widths |= run.widths
        for glyph, text in run.to_unicode.items():
            font.to_unicode.setdefault(glyph, text)
    return fonts


class _Recorder:
    """A stream that notes how a line of text is drawn in it."""

    def __init__(self, stream: Any, layout: Any) -> None:
        self._stream, self._layout = stream, layout
        self._parts: list[tuple[_Run, Any, int]] = []
        self._end = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def add_font(self, pango_font: Any) -> Any:
        """Note that what follows is in another font."""
        font, size = self._stream.add_font(pango_font)
        self._next = _Run(pango_font, self._layout.layout), font
        return font, size

    def set_font_size(self, name: str, size: float) -> None:
        """Note where a run begins."""
        self._stream.set_font_size(name, size)
        run, font = self._next
        run.size = size
        self._parts.append((run, font, len(self._stream.stream)))

    def end_text(self) -> None:
        """Note where the last run ends."""
        self._end = len(self._stream.stream)
        self._stream.end_text()

    def runs(self) -> tuple[_Run, ...] | None:
        """Return what was drawn; None if it is not only glyphs that another PDF would have too."""
        import pydyf

        ends = [start for _, _, start in self._parts[1:]] + [self._end]
        for (run, font, start), end in zip(self._parts, ends, strict=False):
            written = self._stream.stream[start:end]
            if written and written[-1].endswith(b" Tf"):
                written.pop()  # the next run's
            run.operators = b"\n".join(map(pydyf._to_bytes, written))
            glyphs = {
                int(found[at : at + 4], 16)
                for found in _GLYPHS.findall(run.operators)
                for at in range(0, len(found), 4)
            }
            if (
                font.bitmap
                or font.png
                or font.svg
                or font.colr
                or any(each >= font.glyph_count for each in glyphs)
            ):
                return None
            run.widths = {glyph: font.widths[glyph] for glyph in glyphs}
            run.to_unicode = {glyph: font.to_unicode[glyph] for glyph in glyphs}
        return tuple(run for run, _, _ in self._parts)
