"""Let WeasyPrint find the system's libraries without asking compilers where they are."""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loader_alone() -> Iterator[None]:
    """Within this context, import WeasyPrint: only the system's loader is asked for its libraries.

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
