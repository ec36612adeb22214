"""The cases by name: each takes a home folder and returns results."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks.claims import claims
from tests.benchmarks.measure import Result
from tests.benchmarks.print_cases import cold_export, fit, press, warm_exports
from tests.benchmarks.typing_cases import keystrokes, sizes
from tests.benchmarks.window_cases import window

CASES: dict[str, Callable[[Path], Iterator[Result]]] = {
    "keystroke": keystrokes,
    "size": sizes,
    "warm": warm_exports,
    "press": press,
    "fit": fit,
    "claims": claims,
    "cold": cold_export,
    "window": window,
}
