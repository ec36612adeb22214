"""What stands around a press sheet's trimmed area: crop and fold marks, colour bars, and how large it all is.

Lengths are in mm unless a name says points; positions count from the left and bottom edge of the trimmed sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from editor.core.paper import Form, SheetSide

POINTS = 72 / 25.4

MARK_GAP, MARK_LENGTH = 1.0, 5.0
"""Marks keep clear of the bleed, or they would show after a careless cut."""
_BAR = 3.0
_HAIRLINE = 0.25 * 25.4 / 72
NAME = "/CandorMarks"
"""The resource name of the registration colour, which prints on every plate."""

_BARS = (
    (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1),
    (0.5, 0, 0, 0), (0, 0.5, 0, 0), (0, 0, 0.5, 0), (0, 0, 0, 0.5), (0.5, 0.4, 0.4, 0),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """A press sheet's measures: trimmed size, bleed, and the border around the trim that the medium adds."""

    width: float
    height: float
    bleed: float

    @property
    def border(self) -> float:
        """From the trim to the medium's edge: bleed, marks, and a row for the slug line and the colour bars."""
        return self.bleed + MARK_GAP + MARK_LENGTH + 1 + _BAR + 1

    @property
    def row(self) -> float:
        """From the trim to the near edge of the slug line's and the colour bars' row."""
        return self.bleed + MARK_GAP + MARK_LENGTH + 1

    def box(self, beyond: float) -> tuple[float, float, float, float]:
        """Return the rectangle `beyond` mm outside the trim, in points from the medium's lower left corner."""
        near = (self.border - beyond) * POINTS
        return (
            round(near, 4),
            round(near, 4),
            round((self.border + self.width + beyond) * POINTS, 4),
            round((self.border + self.height + beyond) * POINTS, 4),
        )


def sheet_of(form: Form) -> Sheet:
    """Return the measures of a form's press sheets."""
    return Sheet(form.width, form.height, form.bleed)


def marks(form: Form, side: SheetSide, *, bars: bool) -> bytes:
    """Return the content that draws a side's marks, in a space whose unit is the mm and whose origin is the trim's
    lower left corner. `bars` adds colour bars in CMYK.
    """
    sheet = sheet_of(form)
    lines = [f"q {NAME} CS 1 SCN {_HAIRLINE:.4f} w"]
    lines += [f"{x1:g} {y1:g} m {x2:g} {y2:g} l S" for x1, y1, x2, y2 in _crop_marks(sheet)]
    lines.append("[1 0.6] 0 d")
    for x in dict.fromkeys(fold.x for fold in form.folds if fold.side is side.side):
        for start, end in _beyond(sheet, sheet.height):
            lines.append(f"{x:g} {start:g} m {x:g} {end:g} l S")
    lines.append("Q")
    if bars:
        lines.append("q")
        for number, inks in enumerate(_BARS):
            lines.append(f"{' '.join(f'{ink:g}' for ink in inks)} k")
            lines.append(f"{number * _BAR:g} {sheet.height + sheet.row:g} {_BAR:g} {_BAR:g} re f")
        lines.append("Q")
    return "\n".join(lines).encode()


def _beyond(sheet: Sheet, length: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return where marks before 0 and past `length` start and end."""
    near, far = sheet.bleed + MARK_GAP, sheet.bleed + MARK_GAP + MARK_LENGTH
    return (-far, -near), (length + near, length + far)


def _crop_marks(sheet: Sheet) -> Iterator[tuple[float, float, float, float]]:
    for x in (0.0, sheet.width):
        for start, end in _beyond(sheet, sheet.height):
            yield x, start, x, end
    for y in (0.0, sheet.height):
        for start, end in _beyond(sheet, sheet.width):
            yield start, y, end, y
