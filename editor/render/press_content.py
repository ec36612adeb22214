"""Colours and pictures in the content of a PDF: what WeasyPrint wrote in RGB, rewritten for the press.

WeasyPrint writes one operator a line and all text as hexadecimal, so a search by line finds every colour and nothing
else; what is written in the end is read again by a true parser (editor/files/press_check.py).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from editor.core.inks import BLACK_INK, Inks
from editor.render.colour import luminance
from editor.render.press_colour import hex_of

InksOf = Callable[[str], Inks]
Matrix = tuple[float, float, float, float, float, float]

_NUMBER = rb"-?\d*\.?\d+(?:e-?\d+)?"
_COLOUR = re.compile(rb"^(%s) (%s) (%s) (rg|RG)$" % ((_NUMBER,) * 3), re.MULTILINE)
_PLACING = re.compile(rb"^(?:(q)|(Q)|([-+\d.e ]+) cm|/(\S+) Do)$", re.MULTILINE)
_OVER, _OFF = "/CandorOver", "/CandorOff"


@dataclass(frozen=True, slots=True)
class Printed:
    """A picture in the file and the largest size it is printed at (points)."""

    name: str
    picture: pikepdf.Object
    width: float
    height: float

    @property
    def resolution(self) -> float:
        """Dots an inch where it is printed largest."""
        across = int(self.picture.Width) * 72 / max(self.width, 0.01)
        down = int(self.picture.Height) * 72 / max(self.height, 0.01)
        return min(across, down)


def separate(pdf: pikepdf.Pdf, inks_of: InksOf) -> None:
    """Rewrite every RGB colour of a PDF in inks; black alone overprints what lies below it.

    Pictures are left as they are; colours of a soft mask become grey, as a mask has no ink.
    """
    masks = set(_mask_streams(pdf))
    for each in pdf.objects:
        if isinstance(each, pikepdf.Stream):
            kind = (each.get("/Subtype"), each.get("/PatternType"))
            if kind[0] == "/Form" or kind[1] == 1:
                _separate_stream(each, inks_of, each.objgen in masks)
        elif isinstance(each, pikepdf.Dictionary) and "/ShadingType" in each:
            _separate_shading(each, inks_of)
    for page in pdf.pages:
        _separate_stream(page.Contents, inks_of, mask=False)
    for resources in _resources(pdf):
        states = resources.get("/ExtGState")
        if states is None:
            states = resources["/ExtGState"] = pikepdf.Dictionary()
        states[_OVER] = pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, op=True, OP=False, OPM=1)
        states[_OFF] = pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, op=False, OP=False, OPM=0)


def pictures(pdf: pikepdf.Pdf) -> list[Printed]:
    """Return every picture that the pages draw, with the largest size each is printed at."""
    if not any(isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image" for each in pdf.objects):
        return []  # most brochures have drawings alone, and reading all content costs as much as inking it
    largest: dict[tuple[int, int], Printed] = {}
    for page in pdf.pages:
        start: Matrix = (1, 0, 0, 1, 0, 0)
        for name, picture, matrix in _drawn(page.Contents, page.Resources, start, 0):
            width, height = math.hypot(*matrix[:2]), math.hypot(*matrix[2:4])
            known = largest.get(picture.objgen)
            if known is None or width * height > known.width * known.height:
                largest[picture.objgen] = Printed(name, picture, width, height)
    return list(largest.values())


def _separate_stream(stream: pikepdf.Object, inks_of: InksOf, mask: bool) -> None:
    group = stream.get("/Group")
    if group is not None and group.get("/CS") == "/DeviceRGB":
        group.CS = pikepdf.Name.DeviceGray if mask else pikepdf.Name.DeviceCMYK

    def inked(found: re.Match[bytes]) -> bytes:
        stroke = found[4] == b"RG"
        colour = hex_of((float(found[1]), float(found[2]), float(found[3])))
        if mask:
            return f"{luminance(colour):.4g} {'G' if stroke else 'g'}".encode()
        inks = inks_of(colour)
        words = " ".join(f"{each:g}" for each in inks)
        if stroke:
            return f"{words} K".encode()
        return f"{words} k\n{_OVER if inks == BLACK_INK else _OFF} gs".encode()

    stream.write(_COLOUR.sub(inked, stream.read_bytes()))


def _separate_shading(shading: pikepdf.Dictionary, inks_of: InksOf) -> None:
    if shading.get("/ColorSpace") == "/DeviceRGB":
        shading.ColorSpace = pikepdf.Name.DeviceCMYK
        _separate_function(shading.Function, inks_of)


def _separate_function(function: Any, inks_of: InksOf) -> None:
    if function.FunctionType == 3:
        for each in function.Functions:
            _separate_function(each, inks_of)
        return
    for end in ("/C0", "/C1"):
        red, green, blue = (float(each) for each in function[end])
        function[end] = pikepdf.Array([float(each) for each in inks_of(hex_of((red, green, blue)))])


def _mask_streams(pdf: pikepdf.Pdf) -> Iterator[tuple[int, int]]:
    """Yield the object numbers of all content that only masks."""
    for resources in _resources(pdf):
        for state in _values(resources.get("/ExtGState")):
            mask = state.get("/SMask")
            if isinstance(mask, pikepdf.Dictionary) and "/G" in mask:
                yield from _with_inner(mask.G)


def _with_inner(form: pikepdf.Object) -> Iterator[tuple[int, int]]:
    yield form.objgen
    for each in _values(form.get("/Resources", pikepdf.Dictionary()).get("/XObject")):
        if each.get("/Subtype") == "/Form":
            yield from _with_inner(each)


def _resources(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    found = [page.Resources for page in pdf.pages]
    found += [
        each.Resources
        for each in pdf.objects
        if isinstance(each, pikepdf.Stream)
        and (each.get("/Subtype") == "/Form" or "/PatternType" in each)
        and "/Resources" in each
    ]
    return list(
        {each.objgen if each.is_indirect else (0, number): each for number, each in enumerate(found)}.values()
    )


def _values(dictionary: Any) -> list[Any]:
    return [] if dictionary is None else [dictionary[key] for key in dictionary.keys()]  # noqa: SIM118


def _drawn(
    content: pikepdf.Object, resources: pikepdf.Object, start: Matrix, depth: int
) -> Iterator[tuple[str, pikepdf.Object, Matrix]]:
    """Yield every picture drawn by a content stream, also inside its groups and patterns, and the matrix it is in."""
    if depth > 12:
        return
    stack, matrix = [start], start
    objects = resources.get("/XObject", pikepdf.Dictionary())
    for found in _PLACING.finditer(content.read_bytes()):
        if found[1]:
            stack.append(matrix)
        elif found[2]:
            matrix = stack.pop() if len(stack) > 1 else start
        elif found[3]:
            numbers = [float(each) for each in found[3].split()]
            if len(numbers) == 6:
                a, b, c, d, e, f = numbers
                matrix = _times((a, b, c, d, e, f), matrix)
        elif found[4] and (name := "/" + found[4].decode("latin-1")) in objects:
            each = objects[name]
            if each.get("/Subtype") == "/Image":
                yield name, each, matrix
            elif "/Resources" in each:
                yield from _drawn(each, each.Resources, matrix, depth + 1)
    for pattern in _values(resources.get("/Pattern")):
        if pattern.get("/PatternType") == 1 and "/Resources" in pattern and depth == 0:
            a, b, c, d, e, f = (float(each) for each in pattern.get("/Matrix", [1, 0, 0, 1, 0, 0]))
            yield from _drawn(pattern, pattern.Resources, (a, b, c, d, e, f), depth + 1)


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
