"""The typefaces Candor prints with: static TrueType faces, made once and kept in a cache folder.

The fonts come from PyPI packages as variable fonts. A PDF writer has to instance those again for every
document, and some embed them as Type 3, which print shops refuse. So each face of `FACES` is pinned to its
place on the design axes once, and the result is an ordinary TrueType file.

HarfBuzz does the pinning (5 ms a face; fontTools took 5 to 25 s for the same one), and every character and
feature of the original stays. Neither HarfBuzz nor fontTools is imported when the cache is already filled.
"""

from __future__ import annotations

import atexit
import hashlib
import importlib.util
import json
import logging
import os
import shutil
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

SERIF = "Candor Serif"
DISPLAY = "Candor Display"
SANS = "Candor Sans"
FALLBACK = "Candor Fallback"

# Raise this when the code below makes other bytes from the same sources, so that old caches are left behind.
RECIPE = 1

# Cache folders of earlier versions that are kept, for an older Candor that may still be running.
KEPT_FOLDERS = 3

STYLE_NAMES = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}

# What a web page may ask for: shaping proper, small capitals, and the kinds of figures.
WEB_FEATURES = (
    "kern", "liga", "clig", "calt", "rlig", "ccmp", "locl", "mark", "mkmk",
    "smcp", "onum", "lnum", "pnum", "tnum", "sups",
)  # fmt: skip


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
    _fallback("normal", 400),
    _fallback("italic", 400),
    _fallback("normal", 700),
    _fallback("italic", 700),
)


def default_cache(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder for what can be made again: CANDOR_CACHE if set, else this platform's cache folder."""
    chosen = environ.get("CANDOR_CACHE", "").strip()
    if chosen:
        return Path(chosen).expanduser().absolute()
    import platformdirs

    return Path(platformdirs.user_cache_path("candor", appauthor=False))


def ensure_faces(
    cache: Path,
    progress: Callable[[int, int], None] | None = None,
    *,
    verify: bool = False,
    faces: Sequence[Face] = FACES,
) -> tuple[FaceFile, ...]:
    """The files of all faces, made first if the cache lacks them or holds damaged ones.

    `progress(done, total)` is called while faces are made. A normal call compares file sizes with the
    cache's manifest; `verify` reads and hashes every file. Several processes may make the same cache at
    once: they write the same bytes. If `cache` cannot be written, the faces go to a temporary folder that
    lives as long as this process, so keep the result. Raises FaceError.
    """
    name = f"faces-{_digest(faces)}"
    folder = cache / name
    found = tuple(FaceFile(face, folder / f"{face.postscript_name}.ttf") for face in faces)
    if _is_whole(folder, found, verify):
        return found
    if (folder / "manifest.json").exists():
        log.warning("The typefaces in %s were damaged and are made again.", folder)
    made = _make_all(faces, progress)
    try:
        _write_all(folder, made)
        _prune(cache, keep=name)
        return found
    except OSError as error:
        log.warning("The cache folder %s cannot be written (%s); using a temporary folder.", cache, error)
    try:
        spare = Path(tempfile.mkdtemp(prefix="candor-"))
        atexit.register(shutil.rmtree, spare, ignore_errors=True)
        _write_all(spare, made)
    except OSError as error:
        raise FaceError(
            f"The typefaces could not be saved: neither {cache} nor the temporary folder can be written "
            f"({error}). Free some space there, or set CANDOR_CACHE to a folder you may write to, "
            "and start Candor again."
        ) from error
    return tuple(FaceFile(face, spare / f"{face.postscript_name}.ttf") for face in faces)


def font_face_css(faces: Iterable[FaceFile], url_of: Callable[[FaceFile], str]) -> str:
    """One @font-face rule a line; `url_of` gives a file: or data: URL, or a name the page's server knows."""
    return "".join(
        f'@font-face {{ font-family: "{file.face.family}"; font-style: {file.face.style}; '
        f'font-weight: {file.face.weight}; src: url("{_css_string(url_of(file))}") }}\n'
        for file in faces
    )


def subset_woff2(
    file: FaceFile, text: str, *, features: Iterable[str] = WEB_FEATURES, basic_ascii: bool = True
) -> bytes:
    """A WOFF2 font with the characters of `text` (and of ASCII), for embedding in a web page.

    `features` are the OpenType features the page uses; glyphs only they reach are kept. The copyright and
    licence records stay in the font, as its licence asks. Raises FaceError if the file cannot be read.
    """
    from fontTools.ttLib import TTFont

    characters = set(map(ord, text)) | set(map(ord, unicodedata.normalize("NFC", text)))
    if basic_ascii:
        characters.update(range(0x20, 0x7F))
    plain = _subset(_open(file.path, file.face), file.face, characters, features)
    font = TTFont(BytesIO(plain), recalcBBoxes=False, recalcTimestamp=False)
    font.flavor = "woff2"
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def read_coverage(files: Sequence[FaceFile]) -> dict[str, frozenset[int]]:
    """The code points that every face of a family can draw, by family name. Raises FaceError."""
    path = files[0].path.parent / "coverage.json"
    try:
        ranges = json.loads(path.read_bytes())
        return {
            family: frozenset(point for first, last in spans for point in range(first, last + 1))
            for family, spans in ranges.items()
        }
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise FaceError(
            f"The list of characters in {path} cannot be read. Delete the folder {path.parent}; "
            "Candor makes it again when it starts."
        ) from error


def missing_characters(
    coverage: Mapping[str, frozenset[int]], families: Sequence[str], text: str
) -> dict[str, str]:
    """The characters of `text` that no face of `families` can draw, each with its Unicode name.

    In order of appearance. Controls, joiners and variation selectors are never drawn, so never missing; a
    letter with accents counts as there if its parts are. Raises KeyError for an unknown family.
    """
    covered = frozenset().union(*(coverage[family] for family in families))
    missing: dict[str, str] = {}
    for char in dict.fromkeys(unicodedata.normalize("NFC", text)):
        if ord(char) in covered or _is_invisible(char):
            continue
        if all(ord(part) in covered for part in unicodedata.normalize("NFD", char)):
            continue
        missing[char] = unicodedata.name(char, f"U+{ord(char):04X}")
    return missing


def _is_invisible(char: str) -> bool:
    selector = "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
    return selector or unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp", "Zs")


def _css_string(text: str) -> str:
    """`text` safe inside a quoted CSS string, also where that stands in an HTML style element."""
    return "".join(f"\\{ord(char):x} " if char in '"\\<' or char < " " else char for char in text)


# The cache folder


def _digest(faces: Sequence[Face]) -> str:
    """Names all that the made files depend on: the recipe, the faces, the fonts and the tools."""
    digest = hashlib.sha256(f"{RECIPE} {tuple(faces)!r}".encode())
    for package in dict.fromkeys(face.package for face in faces):
        folder = _package_folder(package)
        digest.update(_bytes_or_nothing(folder / "metadata.json"))  # has the version and source commit
        for file in dict.fromkeys(face.file for face in faces if face.package == package):
            digest.update(f"{file} {_source(package, file).stat().st_size}".encode())
    for module, version in (("uharfbuzz", "_version.py"), ("fontTools", "__init__.py")):
        digest.update(_bytes_or_nothing(_package_folder(module) / version))
    return digest.hexdigest()[:20]


def _bytes_or_nothing(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _package_folder(package: str) -> Path:
    """Where a package is installed, found without importing it."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise _package_error(package, "is not installed")
    return Path(next(iter(spec.submodule_search_locations)))


def _source(package: str, file: str) -> Path:
    path = _package_folder(package) / file
    if not path.is_file():
        raise _package_error(package, f"lacks the file {Path(file).name}")
    return path


def _package_error(package: str, trouble: str) -> FaceError:
    distribution = package.replace("_", "-")
    return FaceError(
        f"Candor cannot prepare its typefaces because the package {distribution} {trouble}. "
        f"Install it again with: pip install --force-reinstall {distribution}"
    )


def _is_whole(folder: Path, files: Sequence[FaceFile], verify: bool) -> bool:
    """Whether every file of the manifest is there with its size, and with `verify` its SHA-256."""
    try:
        manifest = json.loads((folder / "manifest.json").read_bytes())
        if not {file.path.name for file in files} <= manifest.keys():
            return False
        for name, (size, sha256) in manifest.items():
            if (folder / name).stat().st_size != size:
                return False
            if verify and hashlib.sha256((folder / name).read_bytes()).hexdigest() != sha256:
                return False
    except (OSError, ValueError, TypeError, AttributeError):
        return False
    return True


def _write_all(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write the files and, when they are all in place, the manifest that vouches for them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in contents.items():
        _write(folder / name, data)
    manifest = {name: (len(data), hashlib.sha256(data).hexdigest()) for name, data in contents.items()}
    _write(folder / "manifest.json", json.dumps(manifest, indent=0).encode())


def _write(path: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(prefix=".", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _prune(cache: Path, keep: str) -> None:
    """Remove the oldest folders that earlier versions left."""
    others = [path for path in cache.glob("faces-*") if path.name != keep]
    for path in sorted(others, key=lambda path: path.stat().st_mtime, reverse=True)[KEPT_FOLDERS:]:
        shutil.rmtree(path, ignore_errors=True)


# Making the faces. Types of uharfbuzz are Any here: it is imported only when something is made.


def _make_all(faces: Sequence[Face], progress: Callable[[int, int], None] | None) -> dict[str, bytes]:
    """File name -> content of every face, and of coverage.json."""
    contents: dict[str, bytes] = {}
    coverage: dict[str, set[int]] = {}
    for done, face in enumerate(faces):
        if progress:
            progress(done, len(faces))
        variable = _open(_source(face.package, face.file), face)
        contents[f"{face.postscript_name}.ttf"] = _name(_subset(variable, face, None, None), face)
        characters = set(variable.unicodes)
        coverage[face.family] = coverage.get(face.family, characters) & characters
    spans = {family: _ranges(points) for family, points in coverage.items()}
    contents["coverage.json"] = json.dumps(spans, separators=(",", ":")).encode()
    if progress:
        progress(len(faces), len(faces))
    return contents


def _open(path: Path, face: Face) -> Any:
    """The HarfBuzz face in `path`, which is not empty."""
    import uharfbuzz

    try:
        opened = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
    except (OSError, uharfbuzz.HarfBuzzError) as error:
        raise FaceError(f"The typeface {face.family} cannot be read from {path} ({error}).") from error
    if opened.glyph_count == 0 or not opened.unicodes:
        raise _package_error(face.package, f"holds a damaged font ({Path(face.file).name})")
    return opened


def _subset(
    opened: Any, face: Face, characters: Iterable[int] | None, features: Iterable[str] | None
) -> bytes:
    """The font with only these characters and features (None: all), static and without hinting.

    Printers and current screens ignore hinting, and the sources carry next to none.
    """
    import uharfbuzz

    request = uharfbuzz.SubsetInput()
    flags = uharfbuzz.SubsetFlags
    request.flags = flags.NO_HINTING | flags.NOTDEF_OUTLINE
    request.name_id_set.set({0, 1, 2, 3, 4, 5, 6, 7, 13, 14, 16, 17})
    _choose(request.unicode_set, characters)
    tags = None if features is None else [int.from_bytes(tag.encode(), "big") for tag in features]
    _choose(request.layout_feature_tag_set, tags)
    request.layout_feature_tag_set.discard(int.from_bytes(b"aalt", "big"))  # a glyph palette's, large
    request.drop_table_tag_set.add(int.from_bytes(b"STAT", "big"))  # describes axes that are gone
    axes = {axis.tag for axis in opened.axis_infos}
    if axes and axes != dict(face.axes).keys():
        raise _package_error(face.package, f"holds another font than expected ({Path(face.file).name})")
    for tag, value in face.axes if axes else ():
        request.pin_axis_location(opened, tag, value)
    try:
        return bytes(request.subset(opened).blob.data)
    except (RuntimeError, uharfbuzz.HarfBuzzError) as error:
        raise _package_error(face.package, f"holds a damaged font ({Path(face.file).name})") from error


def _choose(chosen: Any, values: Iterable[int] | None) -> None:
    """Make a HarfBuzz set hold `values`, or everything if None."""
    chosen.clear()
    if values is None:
        chosen.invert()
    else:
        chosen.set(values)


def _name(data: bytes, face: Face) -> bytes:
    """The font under our family name, with the weight and style bits that belong to it."""
    from fontTools.ttLib import TTFont

    # lazy, and without recalculation, so that tables we don't touch are copied byte for byte.
    font: Any = TTFont(BytesIO(data), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    italic, bold = face.style == "italic", face.weight == 700
    linked = ("Bold Italic" if italic else "Bold") if bold else ("Italic" if italic else "Regular")
    plain = face.weight in (400, 700)  # these four share a family in programs that know only bold and italic
    family = face.family if plain else f"{face.family} {STYLE_NAMES[face.weight]}"
    full = f"{face.family} {face.style_name}"
    names = font["name"]
    version = names.getDebugName(5) or "Version 1"
    names.names = [record for record in names.names if record.nameID in (0, 5, 7, 13, 14)]
    for name_id, text in (
        (1, family), (2, linked), (3, f"{version};{face.postscript_name}"), (4, full),
        (6, face.postscript_name), (16, face.family), (17, face.style_name),
    ):  # fmt: skip
        names.setName(text, name_id, 3, 1, 0x409)
    os2 = font["OS/2"]
    os2.usWeightClass = face.weight
    kept = os2.fsSelection & ~0b1100001  # clear italic, bold, regular; keep the line metrics' bit
    os2.fsSelection = kept | italic | bold << 5 | (not italic and not bold) << 6
    font["head"].macStyle = bold | italic << 1
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def _ranges(points: Iterable[int]) -> list[tuple[int, int]]:
    """First and last of every run of neighbouring numbers."""
    spans: list[tuple[int, int]] = []
    for point in sorted(points):
        if spans and spans[-1][1] == point - 1:
            spans[-1] = (spans[-1][0], point)
        else:
            spans.append((point, point))
    return spans
