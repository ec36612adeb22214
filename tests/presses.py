"""Print shop's files to test: the profile that Ghostscript brings, and samples printed with it."""

from __future__ import annotations

import functools
import io
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf

from editor.core.brochure import Brand, Brochure, Kind, Section
from editor.files.profiles import load_profile
from editor.files.resources import load_forms
from editor.render.icc import Profile
from editor.render.press import press_pdf
from editor.render.press_options import Images, PressOptions
from tests.samples import Sample, sample

PROFILE = Path("/usr/share/color/icc/ghostscript/default_cmyk.icc")
MADE = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@functools.cache
def profile() -> Profile:
    """Return a true CMYK profile; `make setup` asks for Ghostscript, which brings it."""
    return load_profile(PROFILE)


@functools.cache
def pressed(name: str, form: str, *, rgb: bool = False, images: Images = Images.CMYK) -> bytes:
    """Return the print shop's file of a sample in a form. Kept, as many tests look at the same ones."""
    return print_sample(sample(name), form, rgb=rgb, images=images)[0]


def print_sample(
    chosen: Sample, form: str, *, rgb: bool = False, images: Images = Images.CMYK, draft: bool = False
) -> tuple[bytes, tuple[str, ...]]:
    """Return a sample's file for the print shop and the notes on it."""
    shape = load_forms()[form]
    placed = chosen.in_form(shape)
    typesetter = placed.typesetter()
    options = PressOptions(None if rgb else profile(), MADE, images, "For Easter")
    return press_pdf(typesetter, typesetter.layout(placed.brochure, shape, draft=draft), options)


def words(text: str, *, name: str, **brand: str) -> Sample:
    """Return a sample that has nothing but a text."""
    section = Section("text", Kind.TEXT, text=text)
    return Sample(name, Brochure("Words", brand=replace(Brand(), **brand), sections=(section,)), {})


def opened(data: bytes) -> pikepdf.Pdf:
    """Return a file to read."""
    return pikepdf.open(io.BytesIO(data))


def operators(data: bytes) -> list[tuple[str, tuple[float, ...]]]:
    """Return every operator of the file that sets a colour, with its numbers."""
    found = []
    with opened(data) as pdf:
        contents = [*pdf.pages, *(each for each in pdf.objects if _is_form(each))]
        for content in contents:
            for instruction in pikepdf.parse_content_stream(content):
                name = str(instruction.operator)
                if name in ("rg", "RG", "k", "K", "g", "G"):
                    found.append((name, tuple(round(float(each), 3) for each in instruction.operands)))  # type: ignore[union-attr]
    return found


def plates(path: Path) -> list[tuple[float, ...]]:
    """Return for every page how much of it each plate prints on (cyan, magenta, yellow, black), by Ghostscript."""
    done = subprocess.run(
        ["gs", "-q", "-dSAFER", "-o", "-", "-sDEVICE=inkcov", path],
        check=True,
        capture_output=True,
        text=True,
    )
    assert not done.stderr
    lines = [line for line in done.stdout.splitlines() if line.endswith("OK")]
    return [tuple(float(each) for each in line.split()[:4]) for line in lines]


def _is_form(each: pikepdf.Object) -> bool:
    return isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Form"
