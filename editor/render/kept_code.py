"""Code that is compiled at run time, kept between starts.

Python keeps what modules compile to, but not what is compiled while they run: the methods that dataclasses writes for
each class, and PySide6's own modules, which it carries as text. That was a tenth of the time to the window.
"""

from __future__ import annotations

import builtins
import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from editor.render.kept_files import keep, place_of, read_kept


@contextmanager
def compiled_once(cache: Path, name: str) -> Iterator[None]:
    """Keep what is compiled in this context in the folder `cache`, for the next process that comes here as `name`."""
    place = place_of(cache, "code", name.encode())
    before: dict[Any, Any] = read_kept(place) or {}
    now: dict[Any, Any] = {}
    usual = builtins.compile

    def code_of(source: str | bytes, filename: str, mode: str) -> Any:
        key = (source, filename, mode)
        now[key] = now.get(key) or before.get(key) or usual(source, filename, mode, dont_inherit=True)
        return now[key]

    def compile_once(source: Any, filename: Any, mode: str, *options: Any, **named: Any) -> Any:
        if options or named or not isinstance(source, str | bytes):
            return usual(source, filename, mode, *options, **named)
        return code_of(source, filename, mode)

    def execute_once(source: str, names: dict[str, Any], local: dict[str, Any]) -> None:
        exec(code_of(source, "<string>", "exec"), names, local)

    builtins.compile = compile_once
    dataclasses.exec = execute_once  # type: ignore[attr-defined]
    try:
        yield
    finally:
        builtins.compile = usual
        del dataclasses.exec  # type: ignore[attr-defined]
        if now.keys() != before.keys():
            keep(place, now)
