"""The case of the window: from the start of its process to its first page, and how much memory it takes."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.benchmarks.documents import write_document
from tests.benchmarks.measure import Peer, Result, Target
from tests.benchmarks.print_cases import COLD_RUNS, STARTER
from tests.benchmarks.processes import ROOT, environment, proportional_memory
from tests.samples import starter


def window(home: Path) -> Iterator[Result]:
    """Time the window from the start of its process, and weigh all its processes."""
    document = home / "window.brochure"
    write_document(starter(STARTER), document)
    seen: dict[str, list[float]] = {
        "window": [],
        "page": [],
        "pages": [],
        "memory": [],
        "bare": [],
        "bare memory": [],
    }
    for run in range(COLD_RUNS + 1):
        ours = _watched(["candor", str(document)], ("window", "page", "pages"), home)
        bare = _watched(["bare"], ("window",), home)
        if run:
            for name in ("window", "page", "pages", "memory"):
                seen[name].append(ours[name])
            seen["bare"].append(bare["window"])
            seen["bare memory"].append(bare["memory"])
    bare_window = (Peer("bare PySide6 window", tuple(seen["bare"])),)
    yield Result(
        "window painted and answering, cold",
        "ms",
        tuple(seen["window"]),
        (Target(2, 900),),
        peers=bare_window,
    )
    yield Result(
        "first page preview painted, cold", "ms", tuple(seen["page"]), (Target(2, 1600),), peers=bare_window
    )
    yield Result("all pages painted, cold", "ms", tuple(seen["pages"]), peers=bare_window)
    weight = (Peer("bare PySide6 window", tuple(seen["bare memory"])),)
    yield Result(
        "memory before the web tab, all processes",
        "MB",
        tuple(seen["memory"]),
        (Target(2, 200),),
        peers=weight,
    )


def _watched(arguments: list[str], events: tuple[str, ...], home: Path) -> Mapping[str, float]:
    """Start a window, wait for what it tells, weigh it and end it; return ms since the start, and MB."""
    command = [sys.executable, "-m", "tests.benchmarks.window_process", *arguments]
    start = time.monotonic()
    process = subprocess.Popen(
        command, env=environment(home), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert process.stdout is not None
        seen: dict[str, float] = {}
        while not set(events) <= seen.keys():
            line = process.stdout.readline()
            if not line:
                raise RuntimeError(f"the window ended before it told of {set(events) - seen.keys()}")
            told = json.loads(line)
            seen[told["what"]] = (told["at"] - start) * 1000
        time.sleep(1.5)  # until findings and the first saving are done
        seen["memory"] = proportional_memory(process.pid)
        return seen
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()  # type: ignore[union-attr]
