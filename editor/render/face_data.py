"""Which typefaces Candor has, and from which package each is made."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from pathlib import Path

SERIF = "Candor Serif"
DISPLAY = "Candor Display"
SANS = "Candor Sans"
FALLBACK = "Candor Fallback"

STYLE_NAMES = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}


class FaceError(Exception):
    """A typeface cannot be made or read; the message is a sentence for the user, with the remedy."""


@dataclass(frozen=True, slots=True)
class Face:
    """One static face: what CSS calls it, and where on which variable font it lies."""

    family: str
    style: str  # "normal" or "italic"
    weight: int  # CSS weight, a key of STYLE_NAMES
    package: str  # import name of the package that carries the variable font
    file: str  # the font's path inside the package
    axes: tuple[tuple[str, float], ...]  # every axis of the font and its value

    @property
    def style_name(self) -> str:
        """For example "SemiBold Italic"."""
        name = STYLE_NAMES[self.weight]
        if self.style == "normal":
            return name
        return "Italic" if name == "Regular" else f"{name} Italic"

    @property
    def postscript_name(self) -> str:
        """For example "CandorSerif-SemiBoldItalic"; also the stem of the file name."""
        return f"{self.family}-{self.style_name}".replace(" ", "")


@dataclass(frozen=True, slots=True)
class FaceFile:
    """A face and its TrueType file in the cache."""

    face: Face
    path: Path


def _serif(family: str, style: str, weight: int, opsz: float) -> Face:
    file = "SourceSerif4-Italic[opsz,wght].ttf" if style == "italic" else "SourceSerif4[opsz,wght].ttf"
    axes = (("opsz", opsz), ("wght", float(weight)))
    return Face(family, style, weight, "fontpkg_source_serif_4", f"files/{file}", axes)


def _sans(style: str, weight: int) -> Face:
    file = "Inter-Italic[opsz,wght].ttf" if style == "italic" else "Inter[opsz,wght].ttf"
    axes = (("opsz", 14.0), ("wght", float(weight)))
    return Face(SANS, style, weight, "fontpkg_inter", f"files/{file}", axes)


def _fallback(style: str, weight: int) -> Face:
    file = "NotoSans-Italic[wdth,wght].ttf" if style == "italic" else "NotoSans[wdth,wght].ttf"
    axes = (("wdth", 100.0), ("wght", float(weight)))
    return Face(FALLBACK, style, weight, "fontpkg_noto_sans", f"files/{file}", axes)


# The families have names of our own because the SIL Open Font License forbids a changed font to bear a
# Reserved Font Name ("Source" is one), and so that a copy of the original installed on the computer, which
# may be another version, is never taken in their stead.
FACES: tuple[Face, ...] = (
    # Body text is set at 9 to 11 pt: sturdier and looser than the default, which is drawn for 20 pt.
    _serif(SERIF, "normal", 400, 10),
    _serif(SERIF, "italic", 400, 10),
    _serif(SERIF, "normal", 600, 10),
    _serif(SERIF, "italic", 600, 10),
    _serif(SERIF, "normal", 700, 10),
    _serif(SERIF, "italic", 700, 10),
    # Headings and cover titles, 16 to 40 pt: finer hairlines, tighter fit.
    _serif(DISPLAY, "normal", 400, 40),
    _serif(DISPLAY, "italic", 400, 40),
    _serif(DISPLAY, "normal", 600, 40),
    _sans("normal", 400),
    _sans("italic", 400),
    _sans("normal", 500),
    _sans("normal", 600),
    _sans("normal", 700),
    _sans("italic", 700),
    # More letters (phonetic, historic, Devanagari) but hardly an arrow or sign: Candor Sans has those, so a
    # serif text's stack is Serif, Sans, Fallback.
    _fallback("normal", 400),
    _fallback("italic", 400),
    _fallback("normal", 700),
    _fallback("italic", 700),
)


def package_folder(package: str) -> Path:
    """Where a package is installed, found without importing it."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise package_error(package, "is not installed")
    return Path(next(iter(spec.submodule_search_locations)))


def package_error(package: str, trouble: str) -> FaceError:
    distribution = package.replace("_", "-")
    return FaceError(
        f"Candor cannot prepare its typefaces because the package {distribution} {trouble}. "
        f"Install it again with: pip install --force-reinstall {distribution}"
    )
