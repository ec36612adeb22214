"""Preflight on the file that the print shop would get: what its assertions say, and text in rich black."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf

from editor.check.findings import Finding, Level
from editor.files.press_check import press_assertions

PDF_X = "ISO 15930-7 (PDF/X-4)"
PRACTICE = "Common practice of print shops"
REMEDIES = {
    "rgb-left": (
        "Colours in the print shop's file are in RGB and would print in chance colours. Give the clinic's colours in "
        "inks under Brand, and replace pictures that came from another program."
    ),
    "font-not-embedded": (
        "Typefaces are missing in the print shop's file, so other ones would be printed. Replace drawings that bring "
        "their own text by ones whose text is outlines."
    ),
}
_BLACK, _OTHERS = 0.8, 0.1
"""Text is rich black with at least so much black, and more than so much of the other inks together."""
_SHOWS = ("Tj", "TJ", "'", '"')

Inks = tuple[float, ...]


def press_findings(data: bytes) -> tuple[Finding, ...]:
    """Return what is wrong with a file for the print shop."""
    return tuple(_findings(data))


def _findings(data: bytes) -> Iterator[Finding]:
    failing = [each for each in press_assertions(data) if not each.holds]
    for each in failing:
        what = f" ({each.found})" if each.found else ""
        message = (
            REMEDIES.get(each.rule)
            or f"The print shop's file is not as it must be: not so: {each.words}{what}."
        )
        yield Finding(each.rule or "press-file", Level.ERROR, "", 0, each.found, message, PDF_X)
    if any(each.words == "the file opens" for each in failing):
        return
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for inks in dict.fromkeys(_rich_text(pdf)):
            mixed = " ".join(f"{round(100 * each)}" for each in inks)
            message = (
                f"Text prints in black and other inks ({mixed}: cyan, magenta, yellow, black). It blurs as soon as one "
                "plate is off by a hair. Give the clinic's colour in inks under Brand with black alone (0 0 0 100)."
            )
            yield Finding("rich-black-text", Level.WARNING, "", 0, mixed, message, PRACTICE, "brand.colour")


def _rich_text(pdf: pikepdf.Pdf) -> Iterator[Inks]:
    """Yield the inks of every run of text that is rich black."""
    for page in pdf.pages:
        yield from _rich_in(page)
    for each in pdf.objects:
        if isinstance(each, pikepdf.Stream) and (
            each.get("/Subtype") == "/Form" or each.get("/PatternType") == 1
        ):
            yield from _rich_in(each)


def _rich_in(content: Any) -> Iterator[Inks]:
    stack: list[Inks] = []
    inks: Inks = ()
    for instruction in pikepdf.parse_content_stream(content):
        name = str(instruction.operator)
        if name == "q":
            stack.append(inks)
        elif name == "Q":
            inks = stack.pop() if stack else ()
        elif name == "k":
            operands: Any = instruction.operands
            inks = tuple(round(float(each), 2) for each in operands)
        elif name in ("g", "rg", "cs", "sc", "scn"):
            inks = ()
        elif name in _SHOWS and len(inks) == 4 and inks[3] >= _BLACK and sum(inks[:3]) > _OTHERS:
            yield inks
