"""Importing PySide6 without what it does at every start and Candor does not need."""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from editor.render.kept_files import made_once


def load_qt(cache: Path) -> None:
    """Import PySide6's widgets; `cache` is the folder for what can be made again."""
    with _compiled_once(cache):
        import PySide6.QtWidgets  # noqa: F401
    # PySide6 also reads the source of every module that is imported from now on, in case that asks for snake_case or
    # true_property, which none here does: 5 % of the time to the window.
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


@contextmanager
def _compiled_once(cache: Path) -> Iterator[None]:
    """Keep what is compiled in this context.

    PySide6 carries a dozen modules as text and compiles them at every start: 4 % of the time to the window.
    """
    usual = builtins.compile

    def compile_once(source: Any, filename: Any, mode: str, *options: Any, **named: Any) -> Any:
        if options or named or not isinstance(source, str | bytes):
            return usual(source, filename, mode, *options, **named)
        text = source if isinstance(source, bytes) else source.encode()
        made_of = f"{filename}\0{mode}\0".encode() + text
        return made_once(cache, "code", made_of, lambda: usual(source, filename, mode))

    builtins.compile = compile_once
    try:
        yield
    finally:
        builtins.compile = usual
