"""What `candor doctor` looks at: versions, system libraries, fonts, folders; what is missing and how to get
it.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import platform
import sqlite3
import sys
from collections.abc import Iterator
from ctypes.util import find_library
from dataclasses import dataclass

from editor import __version__
from editor.files.errors import FileError
from editor.files.resources import load_forms, resource_root, template_root
from editor.files.settings import forms_folder
from editor.files.starters import starters
from editor.files.workspace import Workspace
from editor.render.faces import FaceError, ensure_faces
from editor.render.kept_files import default_cache

NO_PANGO = (
    "The page layout needs the system library Pango, which is not here. On Debian and Ubuntu: "
    "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; on macOS: brew install pango."
)
_PACKAGES = (
    "PySide6",
    "weasyprint",
    "Markdown",
    "Jinja2",
    "nh3",
    "pypdfium2",
    "pikepdf",
    "pyphen",
    "mammoth",
    "pillow",
)
_LIBRARIES = (
    (("pango-1.0", "pango-1.0-0"), "lays the text out", "libpango-1.0-0"),
    (("pangoft2-1.0", "pangoft2-1.0-0"), "finds the fonts", "libpangoft2-1.0-0"),
    (("harfbuzz-subset", "harfbuzz-subset-0"), "makes writing a PDF 20 times faster", "libharfbuzz-subset0"),
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing looked at: whether it is sound, and what to say of it."""

    name: str
    sound: bool
    words: str


def examine() -> Iterator[Fact]:
    """Yield what was found; every fact that is not sound says how to mend it."""
    yield Fact("Candor", True, f"{__version__}, Python {platform.python_version()}, {platform.platform()}")
    yield Fact("SQLite", True, sqlite3.sqlite_version)
    for package in _PACKAGES:
        yield _package(package)
    for names, use, debian in _LIBRARIES:
        yield _library(names, use, debian)
    yield _fonts()
    yield _data()
    yield _folder()


def _package(name: str) -> Fact:
    try:
        return Fact(name, True, importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return Fact(
            name, False, f"the Python package is not installed; run: {sys.executable} -m pip install {name}"
        )


def _library(names: tuple[str, ...], use: str, debian: str) -> Fact:
    found = next((path for name in names if (path := find_library(name))), None)
    if found:
        return Fact(debian, True, f"{found}, {use}")
    return Fact(debian, False, f"not found; it {use}. On Debian and Ubuntu: apt install {debian}")


def _fonts() -> Fact:
    try:
        faces = ensure_faces(default_cache(), verify=True)
    except FaceError as error:
        return Fact("Typefaces", False, str(error))
    return Fact("Typefaces", True, f"{len(faces)} faces in {faces[0].path.parent}")


def _data() -> Fact:
    try:
        names = ", ".join(each.id for each in starters())
        themes = ", ".join(sorted(path.parent.name for path in template_root().glob("*/theme.toml")))
        forms = ", ".join(load_forms(forms_folder()))
        return Fact(
            "Data",
            True,
            f"starters {names}; forms {forms}; themes {themes}; in {resource_root()}, own forms in {forms_folder()}",
        )
    except FileError as error:
        return Fact("Data", False, str(error))


def _folder() -> Fact:
    workspace = Workspace.default()
    try:
        with workspace.catalogue():
            return Fact("Working copies", True, str(workspace.root))
    except FileError as error:
        return Fact("Working copies", False, str(error))
