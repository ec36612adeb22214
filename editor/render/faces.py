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
import json
import logging
import os
import shutil
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from editor.render.face_data import (
    DISPLAY,
    FACES,
    FALLBACK,
    SANS,
    SERIF,
    Face,
    FaceError,
    FaceFile,
    package_error,
    package_folder,
)
from editor.render.kept_files import write_whole

__all__ = [
    "DISPLAY", "FACES", "FALLBACK", "SANS", "SERIF", "WEB_FEATURES", "Face", "FaceError", "FaceFile",
    "ensure_faces", "font_face_css", "missing_characters", "read_coverage", "subset_woff2",
]  # fmt: skip

log = logging.getLogger(__name__)

# Raise this when face_making.py makes other bytes from the same sources, so that old caches are left behind.
RECIPE = 1

# Cache folders of earlier versions that are kept, for an older Candor that may still be running.
KEPT_FOLDERS = 3

# What a web page gets unless it asks for more: shaping proper, small capitals, old-style figures.
WEB_FEATURES = (
    "kern", "liga", "clig", "calt", "rlig", "ccmp", "locl", "mark", "mkmk", "smcp", "onum", "pnum",
    "lnum", "tnum", "sups",
)  # fmt: skip


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
    from editor.render import face_making

    made = face_making.make_all(faces, progress)
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

    `features` are the OpenType features the page uses; the glyphs they reach are kept too. The copyright
    and licence records stay in the font, as its licence asks. Raises FaceError if the file cannot be read.
    """
    from editor.render import face_making

    characters = set(map(ord, text)) | set(map(ord, unicodedata.normalize("NFC", text)))
    if basic_ascii:
        characters.update(range(0x20, 0x7F))
    return face_making.make_woff2(file.path, file.face, characters, features)


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
        folder = package_folder(package)
        digest.update(_bytes_or_nothing(folder / "metadata.json"))  # has the version and source commit
        for file in dict.fromkeys(face.file for face in faces if face.package == package):
            try:
                digest.update(f"{file} {os.stat(folder / file).st_size}".encode())
            except OSError:
                raise package_error(package, f"lacks the file {Path(file).name}") from None
    for module, version in (("uharfbuzz", "_version.py"), ("fontTools", "__init__.py")):
        digest.update(_bytes_or_nothing(package_folder(module) / version))
    return digest.hexdigest()[:20]


def _bytes_or_nothing(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _is_whole(folder: Path, files: Sequence[FaceFile], verify: bool) -> bool:
    """Whether every file of the manifest is there with its size, and with `verify` its SHA-256."""
    try:
        manifest = json.loads((folder / "manifest.json").read_bytes())
        if not {file.path.name for file in files} <= manifest.keys():
            return False
        for name, (size, sha256) in manifest.items():
            if os.stat(folder / name).st_size != size:
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
        write_whole(folder / name, data)
    manifest = {name: (len(data), hashlib.sha256(data).hexdigest()) for name, data in contents.items()}
    write_whole(folder / "manifest.json", json.dumps(manifest, indent=0).encode())


def _prune(cache: Path, keep: str) -> None:
    """Remove the oldest folders that earlier versions left."""
    others = [path for path in cache.glob("faces-*") if path.name != keep]
    for path in sorted(others, key=lambda path: path.stat().st_mtime, reverse=True)[KEPT_FOLDERS:]:
        shutil.rmtree(path, ignore_errors=True)
