"""The folder for what can be made again, and what takes long to work out: kept there in sealed files."""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

MOST = 60
"""Files of one name that are kept; the oldest go."""


def default_cache(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder for what can be made again: CANDOR_CACHE if set, else this platform's cache folder."""
    chosen = environ.get("CANDOR_CACHE", "").strip()
    if chosen:
        return Path(chosen).expanduser().absolute()
    import platformdirs

    return Path(platformdirs.user_cache_path("candor", appauthor=False))


def made_once(cache: Path, name: str, made_of: bytes, make: Callable[[], Any]) -> Any:
    """Return what `make` makes of `made_of`, which is numbers, text, bytes, and tuples and dicts of these.

    It is made at the first call and read from the folder `cache` later. A damaged file is made again; where nothing can
    be written, or the value is of another kind, it is made each time.
    """
    path = place_of(cache, name, made_of)
    kept = read_kept(path)
    if kept is not None:
        return kept
    value = make()
    keep(path, value)
    return value


def place_of(cache: Path, name: str, made_of: bytes) -> Path:
    """Return where what is made of something is kept by this version of Python."""
    return cache / name / hashlib.sha256(sys.version.encode() + made_of).hexdigest()[:20]


def read_kept(path: Path) -> Any:
    """Return what was kept, None if nothing was, if that is damaged, or if somebody else could have written it."""
    with suppress(OSError, AttributeError), path.open("rb") as file:
        kind = os.fstat(file.fileno())
        if os.name == "posix" and (kind.st_uid != os.geteuid() or kind.st_mode & 0o022):
            return None
        sealed = file.read()
        if sealed[:32] == hashlib.sha256(sealed[32:]).digest():
            return marshal.loads(sealed[32:])
    return None


def keep(path: Path, value: Any) -> None:
    """Keep a value, if it can be kept."""
    with suppress(OSError, ValueError):
        data = marshal.dumps(value)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, hashlib.sha256(data).digest() + data)
        for old in sorted(path.parent.iterdir(), key=lambda each: each.stat().st_mtime)[:-MOST]:
            old.unlink()


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    handle, temporary = tempfile.mkstemp(prefix=".", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
