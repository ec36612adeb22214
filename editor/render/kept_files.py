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
    """Return what `make` makes of `made_of`, which is numbers, text, bytes, code, and tuples and dicts of these.

    It is made at the first call and read from the folder `cache` later. A damaged file is made again; where nothing can
    be written, or the value is of another kind, it is made each time.
    """
    path = cache / name / hashlib.sha256(sys.version.encode() + made_of).hexdigest()[:20]
    with suppress(OSError):
        sealed = path.read_bytes()
        if sealed[:32] == hashlib.sha256(sealed[32:]).digest():
            return marshal.loads(sealed[32:])
    value = make()
    with suppress(OSError, ValueError):
        data = marshal.dumps(value)
        _write(path, hashlib.sha256(data).digest() + data)
    return value


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, beside = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
    os.replace(beside, path)
    for old in sorted(path.parent.iterdir(), key=lambda each: each.stat().st_mtime)[:-MOST]:
        old.unlink()
