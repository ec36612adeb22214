"""The cases: each takes a home folder and returns results."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from editor.core.edits import change_section
from editor.render.products import Product
from tests.benchmarks.claims import claims
from tests.benchmarks.documents import Typing, typings, write_document, write_plain_page
from tests.benchmarks.measure import Peer, Result
from tests.benchmarks.processes import (
    ROOT,
    environment,
    in_turn,
    program,
    proportional_memory,
)
from tests.samples import Sample, starter

KEYS, COLD_RUNS, WARM_RUNS = 48, 7, 20
STARTER = "hair-restoration"
_TARGETS = {"three-panel": (100.0, 150.0), "one-panel": (60.0, 90.0)}


def keystrokes(home: Path) -> Iterator[Result]:
    """Time keys in the real window, and their parts."""
    for number, typing in enumerate(typings()):
        path = home / f"typing-{number}.brochure"
        write_document(typing.sample, path)
        command = ["tests.benchmarks.typing_process", str(path), typing.section, str(KEYS)]
        times = json.loads(_python(command, home))
        target = next((each for name, each in _TARGETS.items() if name in typing.name), (None, None))
        whole = Peer("WeasyPrint, warm, whole document", _whole_document(typing.sample))
        yield Result(typing.name, "ms", tuple(times["total"]), *target, peers=(whole,))
        for part, words in (
            ("gui", "key to request"),
            ("worker", "request to answer"),
            ("paint", "answer to pixels"),
        ):
            yield Result(f"   {words}", "ms", tuple(times[part]))
        for words, values in _worker_parts(typing).items():
            yield Result(f"   in the worker: {words}", "ms", tuple(values))


def _python(arguments: list[str], home: Path) -> str:
    command = [sys.executable, "-m", *arguments]
    done = subprocess.run(
        command, env=environment(home), cwd=ROOT, capture_output=True, check=False, timeout=300
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)} failed: {done.stderr.decode(errors='replace')[-2000:]}")
    return done.stdout.decode()


def _worker_parts(typing: Typing, runs: int = 16, warm_up: int = 4) -> dict[str, list[float]]:
    """Time what the worker does for a key, in this process."""
    from editor.files.resources import template_root
    from editor.render import pdf, worker

    sample, form = typing.sample, typing.sample.form
    renderer = worker._Renderer(template_root(), dict(sample.assets))
    times: dict[str, list[float]] = {"lay out": [], "write": [], "draw": [], "pickle": []}
    taken = dict.fromkeys(times, 0.0)
    owners = (
        (renderer.typesetter, "layout", "lay out"),
        (pdf, "pages_pdf", "write"),
        (worker, "_pixels", "draw"),
    )
    brochure = sample.brochure
    with _timed(owners, taken):
        for run in range(runs + warm_up):
            text = brochure.section(typing.section).text + ("e" if run % 6 else " m")
            brochure = change_section(brochure, typing.section, text=text)
            taken.update(dict.fromkeys(taken, 0.0))
            preview: Any = renderer.answer(worker.ShowRequest(run, brochure, form, 4.0, {}), None)  # type: ignore[arg-type]
            start = time.perf_counter()
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


def warm_exports(home: Path) -> Iterator[Result]:
    """Time the starter's PDF after a changed word, as an open window exports it."""
    from editor.render.products import produce

    sample = starter(STARTER)
    typesetter, brochure = sample.typesetter(), sample.brochure
    section = next(each.id for each in brochure.sections if each.kind == "benefit")
    for product in (Product.PDF, Product.SHEETS, Product.HTML):
        times = []
        for run in range(WARM_RUNS + 2):
            text = brochure.section(section).text + f" word{run}"
            changed = change_section(brochure, section, text=text)
            start = time.perf_counter()
            produce(typesetter, changed, sample.form, product, draft=False, progress=lambda *step: None)
            if run >= 2:
                times.append((time.perf_counter() - start) * 1000)
        target = 150.0 if product is Product.PDF else None
        yield Result(f"export {product.value}, warm, one word changed", "ms", tuple(times), target)


def cold_export(home: Path) -> Iterator[Result]:
    """Time `candor export` from the start of a process, beside other programs with the same page."""
    sample = starter(STARTER)
    document, folder = home / "starter.brochure", home / "plain"
    folder.mkdir(exist_ok=True)
    write_document(sample, document)
    page = write_plain_page(sample, folder)
    out = home / "out"
    out.mkdir(exist_ok=True)
    script = program("candor")
    start = [script] if script else [sys.executable, "-m", "editor"]
    ours = [*start, "export", str(document), "--to", "pdf", "-o", str(out / "candor.pdf")]
    commands: dict[str, list[str]] = {"candor": ours}
    if weasyprint := program("weasyprint"):
        options = ["--pdf-variant", "pdf/ua-1", "--quiet"]
        commands["weasyprint"] = [weasyprint, *options, str(page), str(out / "weasyprint.pdf")]
    if chromium := program("chromium") or program("google-chrome"):
        options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        options += [f"--user-data-dir={home / 'chromium'}", f"--print-to-pdf={out / 'chromium.pdf'}"]
        commands["chromium"] = [chromium, *options, page.as_uri()]
    if office := program("soffice") or program("libreoffice"):
        options = [
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(out),
            f"-env:UserInstallation={home.as_uri()}/lo",
        ]
        commands["libreoffice"] = [office, *options, str(page)]
    times = in_turn(commands, environment(home), COLD_RUNS)
    for name in commands:
        made = out / ("page.pdf" if name == "libreoffice" else f"{name}.pdf")
        assert made.read_bytes().startswith(b"%PDF"), f"{name} wrote no PDF"
    peers = tuple(Peer(name, tuple(values)) for name, values in times.items() if name != "candor")
    yield Result(
        "export pdf, cold", "ms", tuple(times["candor"]), target_ratio=("weasyprint", 1.4), peers=peers
    )


def window(home: Path) -> Iterator[Result]:
    """Time the window from the start of its process, and weigh all its processes."""
    document = home / "window.brochure"
    write_document(starter(STARTER), document)
    seen: dict[str, list[float]] = {"window": [], "page": [], "memory": [], "bare": [], "bare memory": []}
    for run in range(COLD_RUNS + 1):
        ours = _watched(["candor", str(document)], ("window", "page"), home)
        bare = _watched(["bare"], ("window",), home)
        if run:
            for name in ("window", "page", "memory"):
                seen[name].append(ours[name])
            seen["bare"].append(bare["window"])
            seen["bare memory"].append(bare["memory"])
    bare_window = (Peer("bare PySide6 window", tuple(seen["bare"])),)
    yield Result("window painted and answering, cold", "ms", tuple(seen["window"]), 900, peers=bare_window)
    yield Result("first page preview painted, cold", "ms", tuple(seen["page"]), 1600, peers=bare_window)
    weight = (Peer("bare PySide6 window", tuple(seen["bare memory"])),)
    yield Result("memory before the web tab, all processes", "MB", tuple(seen["memory"]), 200, peers=weight)


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


CASES: dict[str, Callable[[Path], Iterator[Result]]] = {
    "keystroke": keystrokes,
    "warm": warm_exports,
    "cold": cold_export,
    "window": window,
    "claims": claims,
}
