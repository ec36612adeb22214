"""Where the program's own data lies, and the print forms in it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from editor.core.decode import DecodeError
from editor.core.paper import Form, decode_form
from editor.files.errors import FileError, reason


def resource_root() -> Path:
    """Return the folder with starters, forms and rule packs: in the installed wheel, else in the checkout."""
    return _data_root() / "resources"


def template_root() -> Path:
    """Return the folder with the themes."""
    return _data_root() / "templates"


def load_forms(extra: Path | None = None) -> dict[str, Form]:
    """Return the print forms by id, also those of a clinic's own folder, which may replace ours.

    FileError names the file and every mistake in it.
    """
    folders = [resource_root() / "forms"] + ([extra] if extra else [])
    forms: dict[str, Form] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.toml")):
            form = _load_form(path)
            forms[form.id] = form
    if not forms:
        raise FileError(
            f"There are no print forms in {folders[0]}: the installation is incomplete; install Candor again."
        )
    return forms


def read_toml(path: Path) -> dict[str, Any]:
    """Return a TOML file's content; FileError if it cannot be read or is not TOML."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise FileError(f"{path} could not be read: {reason(error)}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FileError(f"{path} is not a TOML file: {error}. Correct it or remove it.") from error


def mistakes_in(path: Path, error: DecodeError) -> FileError:
    """Return the error that says which mistakes a data file has."""
    return FileError(f"{path} has a mistake: {error}. Correct it or remove it.")


def _load_form(path: Path) -> Form:
    try:
        return decode_form(read_toml(path))
    except DecodeError as error:
        raise mistakes_in(path, error) from error


def _data_root() -> Path:
    package = Path(__file__).resolve().parent.parent
    installed = package / "_data"
    return installed if installed.is_dir() else package.parent
