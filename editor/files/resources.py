"""Where the program's own data lies, and the print forms in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editor.files.errors import FileError, reason

# The rest is imported late: the window asks where the templates are before it loads anything else.
if TYPE_CHECKING:
    from editor.core.decode import DecodeError
    from editor.core.paper import Form


def resource_root() -> Path:
    """Return the folder with starters, forms and rule packs: in the installed wheel, else in the checkout."""
    return _data_root() / "resources"


def template_root() -> Path:
    """Return the folder with the themes."""
    return _data_root() / "templates"


def load_forms(
    extra: Path | None = None, refused: Callable[[FileError], None] | None = None
) -> dict[str, Form]:
    """Return the print forms by id, also those of a clinic's own folder, which may replace ours.

    FileError names the file and every mistake in it; with `refused`, that is told what is wrong with a clinic's file
    instead, and the file is passed over.
    """
    ours = resource_root() / "forms"
    forms = {form.id: form for form in map(_load_form, sorted(ours.glob("*.toml")))}
    if not forms:
        raise FileError(
            f"There are no print forms in {ours}: the installation is incomplete; install Candor again."
        )
    for path in sorted(extra.glob("*.toml")) if extra else ():
        try:
            form = _load_form(path)
        except FileError as error:
            if refused is None:
                raise
            refused(error)
        else:
            forms[form.id] = form
    return forms


def read_toml(path: Path) -> dict[str, Any]:
    """Return a TOML file's content; FileError if it cannot be read or is not TOML."""
    from editor.render.kept_files import default_cache, made_once

    try:
        data = path.read_bytes()
        return dict(made_once(default_cache(), "toml", data, lambda: _toml(data)))
    except OSError as error:
        raise FileError(f"{path} could not be read: {reason(error)}.") from error
    except (ValueError, RecursionError) as error:
        raise FileError(f"{path} is not a TOML file: {error}. Correct it or remove it.") from error


def mistakes_in(path: Path, error: DecodeError) -> FileError:
    """Return the error that says which mistakes a data file has."""
    return FileError(f"{path} has a mistake: {error}. Correct it or remove it.")


def _toml(data: bytes) -> dict[str, Any]:
    import tomllib  # slow, and here because most files were read before

    return tomllib.loads(data.decode())


def _load_form(path: Path) -> Form:
    from editor.core.decode import DecodeError
    from editor.core.form_check import decode_form

    try:
        return decode_form(read_toml(path))
    except DecodeError as error:
        raise mistakes_in(path, error) from error


def _data_root() -> Path:
    package = Path(__file__).resolve().parent.parent
    installed = package / "_data"
    return installed if installed.is_dir() else package.parent
