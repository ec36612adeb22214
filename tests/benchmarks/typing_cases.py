"""Cases of typing: keys in the real window, and what they cost the render worker in documents of every size."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from editor.core.edits import change_section
from tests.benchmarks.documents import (
    Typing,
    booklet,
    leaflet,
    typings,
    write_document,
    write_plain_page,
)
from tests.benchmarks.measure import Peer, Result, Target
from tests.benchmarks.processes import ROOT, environment
from tests.samples import Listener, Sample

KEYS = 48
BOOKLETS = (1, 6, 16, 30)
"""Pages inside a booklet; with cover and back the last one is the largest there is."""
_TARGETS = {
    "three-panel": (Target(2, 100.0, 150.0), Target(3, 80.0, 120.0)),
    "one-panel": (Target(2, 60.0, 90.0), Target(3, 45.0, 70.0)),
}


def keystrokes(home: Path) -> Iterator[Result]:
    """Time keys in the real window, and their parts."""
    for number, typing in enumerate(typings()):
        path = home / f"typing-{number}.brochure"
        write_document(typing.sample, path)
        command = ["tests.benchmarks.typing_process", str(path), typing.section, str(KEYS)]
        times = json.loads(_python(command, home))
        targets = next((each for name, each in _TARGETS.items() if name in typing.name), ())
        whole = Peer("WeasyPrint, warm, whole document", _whole_document(typing.sample))
        yield Result(typing.name, "ms", tuple(times["total"]), targets, peers=(whole,))
        for part, words in (
            ("gui", "key to request"),
            ("worker", "request to answer"),
            ("paint", "answer to pixels"),
        ):
            yield Result(f"   {words}", "ms", tuple(times[part]))
        for words, values in worker_parts(typing).items():
            yield Result(f"   in the worker: {words}", "ms", tuple(values))


def _python(arguments: list[str], home: Path) -> str:
    command = [sys.executable, "-m", *arguments]
    done = subprocess.run(
        command, env=environment(home), cwd=ROOT, capture_output=True, check=False, timeout=300
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)} failed: {done.stderr.decode(errors='replace')[-2000:]}")
    return done.stdout.decode()


def worker_parts(typing: Typing, runs: int = 16, warm_up: int = 4) -> dict[str, list[float]]:
    """Time what the worker does for a key, in this process."""
    from editor.files.resources import template_root
    from editor.render import pdf, worker

    sample, form = typing.sample, typing.sample.form
    renderer = worker._Renderer(template_root(), dict(sample.assets))
    times: dict[str, list[float]] = {"lay out": [], "write": [], "draw": [], "pickle": []}
    taken = dict.fromkeys(times, 0.0)
    owners = ((pdf, "pages_pdf", "write"), (worker, "_pixels", "draw"))
    brochure = sample.brochure
    with _timed(owners, taken):
        for run in range(runs + warm_up):
            text = brochure.section(typing.section).text + ("e" if run % 6 else " m")
            brochure = change_section(brochure, typing.section, text=text)
            taken.update(dict.fromkeys(taken, 0.0))
            begun = time.perf_counter()
            preview: Any = renderer.answer(worker.ShowRequest(run, brochure, form, 4.0, {}), Listener())  # type: ignore[arg-type]
            start = time.perf_counter()
            taken["lay out"] = start - begun - taken["write"] - taken["draw"]
            pickle.loads(pickle.dumps(preview))
            taken["pickle"] = time.perf_counter() - start
            if run >= warm_up:
                for name, seconds in taken.items():
                    times[name].append(seconds * 1000)
    return times


@contextmanager
def _timed(owners: tuple[tuple[Any, str, str], ...], taken: dict[str, float]) -> Iterator[None]:
    """Add up the time spent in functions for as long as the context lasts."""

    def timed(function: Callable[..., Any], name: str) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            start = time.perf_counter()
            try:
                return function(*arguments, **options)
            finally:
                taken[name] += time.perf_counter() - start

        return call

    originals = [(owner, name, getattr(owner, name)) for owner, name, _ in owners]
    for owner, name, part in owners:
        setattr(owner, name, timed(getattr(owner, name), part))
    try:
        yield
    finally:
        for owner, name, original in originals:
            setattr(owner, name, original)


def _whole_document(sample: Sample, runs: int = 5) -> tuple[float, ...]:
    """Time plain WeasyPrint setting and writing the whole document in a warm process."""
    import tempfile

    import weasyprint

    times = []
    with tempfile.TemporaryDirectory(prefix="candor-bench-") as folder:
        page = write_plain_page(sample, Path(folder))
        for run in range(runs + 1):
            start = time.perf_counter()
            weasyprint.HTML(filename=str(page)).write_pdf()
            if run:
                times.append((time.perf_counter() - start) * 1000)
    return tuple(times)


def sizes(home: Path) -> Iterator[Result]:
    """Time what the worker does for a key in the middle of booklets of every size, beside leaflets of equal text."""
    for pages in BOOKLETS:
        typing = booklet(pages)
        total = _sums(worker_parts(typing))
        whole = pages + 2
        name = f"key in the worker, booklet of {whole} pages"
        if pages < BOOKLETS[-1]:
            yield Result(name, "ms", total)
            continue
        flow = Peer("a leaflet's flow as long as the section", _sums(worker_parts(leaflet(typing))))
        yield Result(name, "ms", total, (Target(3, ratio=(flow.name, 2.0)),), peers=(flow,))


def _sums(parts: dict[str, list[float]]) -> tuple[float, ...]:
    return tuple(sum(each) for each in zip(*parts.values(), strict=True))
