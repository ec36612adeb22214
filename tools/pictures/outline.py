"""Text to outlines: labels become paths, so that a picture needs no font wherever it is shown.

The face is Inter from the fontpkg_inter package, instanced at one weight. Lengths are in picture units.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import fontpkg_inter
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

CHARACTERS = "".join(map(chr, range(0x20, 0x7F))) + "–—’‘“”·×"
CAP_HEIGHT = 0.727


@dataclass(frozen=True)
class Face:
    """A static face: its glyphs, the map from characters to them, and its kerning in font units."""

    font: TTFont
    glyphs: Any
    names: dict[int, str]
    kerning: dict[tuple[str, str], int]
    units: int


@cache
def face(weight: int) -> Face:
    """Return Inter at `weight` (100 to 900), cut down to the characters that labels use."""
    font = TTFont(fontpkg_inter.ROOT / "files" / "Inter[opsz,wght].ttf")
    options = Options()
    options.layout_features = ["kern"]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(text=CHARACTERS)
    subsetter.subset(font)
    static = instantiateVariableFont(font, {"wght": weight, "opsz": 14})
    return Face(
        static, static.getGlyphSet(), static.getBestCmap(), dict(_pairs(static)), static["head"].unitsPerEm
    )


def _pairs(font: TTFont) -> Iterator[tuple[tuple[str, str], int]]:
    """Yield the pair kerning of `font`, backwards, so that the first subtable that has a pair wins."""
    if "GPOS" not in font:
        return
    glyphs = font.getGlyphOrder()
    for lookup in reversed(font["GPOS"].table.LookupList.Lookup):
        for subtable in reversed(lookup.SubTable):
            table = getattr(subtable, "ExtSubTable", subtable)
            if table.LookupType != 2:
                continue
            if table.Format == 1:
                yield from _single_pairs(table)
            else:
                yield from _class_pairs(table, glyphs)


def _single_pairs(table: Any) -> Iterator[tuple[tuple[str, str], int]]:
    for first, pairs in zip(table.Coverage.glyphs, table.PairSet, strict=True):
        for record in pairs.PairValueRecord:
            yield (first, record.SecondGlyph), _advance(record.Value1)


def _class_pairs(table: Any, glyphs: list[str]) -> Iterator[tuple[tuple[str, str], int]]:
    for first in table.Coverage.glyphs:
        row = table.Class1Record[table.ClassDef1.classDefs.get(first, 0)].Class2Record
        for second in glyphs:
            value = _advance(row[table.ClassDef2.classDefs.get(second, 0)].Value1)
            if value:
                yield (first, second), value


def _advance(value: Any) -> int:
    return int(getattr(value, "XAdvance", 0) or 0) if value else 0


def _placed(text: str, weight: int) -> Iterator[tuple[str, int, int]]:
    """Yield (glyph name, x, advance) in font units for each character of `text`."""
    inter = face(weight)
    x = 0
    before = ""
    for character in text:
        if ord(character) not in inter.names:
            raise ValueError(
                f"The label {text!r} has the character {character!r}, which is not in CHARACTERS."
            )
        name = inter.names[ord(character)]
        x += inter.kerning.get((before, name), 0)
        advance = int(inter.font["hmtx"][name][0])
        yield name, x, advance
        x += advance
        before = name


def width(text: str, size: float, weight: int = 500) -> float:
    """Return how wide `text` sets at `size`, in picture units."""
    end = 0
    for _, x, advance in _placed(text, weight):
        end = x + advance
    return end * size / face(weight).units


def outline(text: str, x: float, y: float, size: float, weight: int = 500) -> str:
    """Return SVG path data for `text` set from `x` on the baseline `y`, with y growing downwards."""
    inter = face(weight)
    scale = size / inter.units
    pen = SVGPathPen(inter.glyphs, ntos=lambda value: f"{value:.1f}".removesuffix(".0"))
    for name, offset, _ in _placed(text, weight):
        inter.glyphs[name].draw(TransformPen(pen, (scale, 0, 0, -scale, x + offset * scale, y)))
    return str(pen.getCommands())
