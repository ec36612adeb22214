"""Let WeasyPrint load quickly: it finds the system's libraries and learns their functions without long ways round."""

from __future__ import annotations

import ast
import ctypes.util
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from editor.render.kept_files import made_once

_NAME = "candor_engine"
_SELDOM_NEEDED = ("fontTools.subset", "fontTools.varLib.instancer")
"""What WeasyPrint needs for variable typefaces and where HarfBuzz cannot subset; loading it takes 0.1 s."""
_SHEETS_NOT_ASKED_FOR = ("Presentational hints", "PDF forms")
"""How WeasyPrint's style sheets begin that Candor's pages never ask for; parsing them takes 0.05 s."""


def load_engine(cache: Path) -> None:
    """Import WeasyPrint; OSError if a library of the system is missing.

    `cache` is the folder for what can be made again.
    """
    with (
        _loader_alone(),
        _kept_declarations(cache),
        _loaded_later(*_SELDOM_NEEDED),
        _sheets_left_out(*_SHEETS_NOT_ASKED_FOR),
    ):
        import weasyprint  # noqa: F401

        from editor.render.hyphenation import keep_patterns
    keep_patterns(cache)


@contextmanager
def _loader_alone() -> Iterator[None]:
    """Let only the system's loader be asked for libraries.

    WeasyPrint tries the names other systems have first. For each of those Python would start ldconfig, gcc and ld:
    fifty processes, 0.4 s of every start. Linux's loader finds the names that Linux has by itself.
    """
    if sys.platform != "linux":
        yield
        return
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


@contextmanager
def _kept_declarations(cache: Path) -> Iterator[None]:
    """Let C declarations be read from tables that cffi made of them at the first start.

    Parsing them takes 0.2 s of every start, and then 10 ms for every C type that is used the first time, arrays of
    each length among them: another 0.3 s until the first page stands. With cffi's tables both take nothing.
    """
    import cffi

    usual = cffi.FFI
    cffi.FFI = lambda: _tabled_class()(cache, usual)
    try:
        yield
    finally:
        cffi.FFI = usual


@contextmanager
def _sheets_left_out(*beginnings: str) -> Iterator[None]:
    """Let style sheets that begin so be parsed as empty ones."""
    import tinycss2

    parse = tinycss2.parse_stylesheet

    def parse_unless_left_out(source: str, *options: Any) -> Any:
        return parse("" if any(words in source[:60] for words in beginnings) else source, *options)

    tinycss2.parse_stylesheet = parse_unless_left_out
    try:
        yield
    finally:
        tinycss2.parse_stylesheet = parse


@contextmanager
def _loaded_later(*names: str) -> Iterator[None]:
    """Let modules that are imported in this context be loaded when something in them is called."""
    stubs = {name: _Later(name) for name in names if name not in sys.modules}
    sys.modules.update(stubs)
    try:
        yield
    finally:
        for name, stub in stubs.items():
            if sys.modules.get(name) is stub:
                del sys.modules[name]


class _Later(ModuleType):
    """Stands for a module, of which only functions and classes are asked."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)

        def called(*arguments: Any, **options: Any) -> Any:
            return getattr(import_module(self.__name__), name)(*arguments, **options)

        return called


def _tabled_class() -> Any:
    import _cffi_backend

    class TabledFFI(_cffi_backend.FFI):  # type: ignore[misc]
        """An FFI whose declarations come from tables."""

        def __init__(self, cache: Path, usual: Any) -> None:
            self._cache, self._usual = cache, usual

        def cdef(self, source: str) -> None:
            """Declare what C source says; once only, as cffi's tables are for one module."""
            super().__init__(_NAME, **_tables(source, self._cache, self._usual))

    return TabledFFI


def _tables(source: str, cache: Path, usual: Any) -> dict[str, Any]:
    """Return cffi's tables for C declarations, made and kept if they are not yet."""
    import cffi

    made_of = f"{cffi.__version__} {source}".encode()
    return dict(made_once(cache, "engine", made_of, lambda: _made(source, usual)))


def _made(source: str, usual: Any) -> dict[str, Any]:
    """Return the tables, read from the Python source that cffi writes, which is never run."""
    from cffi.recompiler import Recompiler

    ffi = usual()
    ffi.cdef(source)
    compiler = Recompiler(ffi, _NAME, target_is_python=True)
    compiler.collect_type_table()
    compiler.collect_step_tables()
    out = io.StringIO()
    compiler.write_source_to_f(out, None)
    call: Any = ast.parse(out.getvalue()).body[-1]
    return {each.arg: ast.literal_eval(each.value) for each in call.value.keywords}
