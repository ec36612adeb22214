"""Cases of exports: warm ones as from an open window, fit copy, and cold ones beside other programs."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from editor.core.brochure import Brochure
from editor.core.edits import change_section
from editor.core.paper import Form
from editor.files.resources import load_forms
from editor.render.products import Product
from tests.benchmarks.documents import write_document, write_plain_page
from tests.benchmarks.measure import Peer, Result, Target
from tests.benchmarks.processes import environment, in_turn, program
from tests.samples import Sample, starter

COLD_RUNS, WARM_RUNS = 7, 20
STARTER = "hair-restoration"


def warm_exports(home: Path) -> Iterator[Result]:
    """Time the starter's PDF after a changed word, as an open window exports it."""
    from editor.render.products import produce

    sample = starter(STARTER)
    typesetter, form = sample.typesetter(), sample.form
    for product in (Product.PDF, Product.SHEETS, Product.HTML):

        def write(brochure: Brochure, product: Product = product) -> None:
            produce(typesetter, brochure, form, product, draft=False, progress=lambda *step: None)

        targets = (Target(2, 150.0), Target(3, 120.0)) if product is Product.PDF else ()
        name = f"export {product.value}, warm, one word changed"
        yield Result(name, "ms", _after_words(sample, write, product.value), targets)


def press(home: Path) -> Iterator[Result]:
    """Time the starter's file for the print shop after a changed word, in CMYK by the profile Ghostscript brings."""
    from editor.render.press import press_pdf
    from editor.render.press_options import PressOptions
    from tests.presses import MADE, profile

    sample = starter(STARTER)
    typesetter, form, options = sample.typesetter(), sample.form, PressOptions(profile(), MADE)

    def write(brochure: Brochure) -> None:
        press_pdf(typesetter, typesetter.layout(brochure, form), options)

    yield Result(
        "export press, warm, one word changed",
        "ms",
        _after_words(sample, write, "press"),
        (Target(3, 250.0),),
    )


def _after_words(sample: Sample, make: Callable[[Brochure], object], word: str) -> tuple[float, ...]:
    """Time something done to a brochure after a word was added (ms); the first two times do not count.

    Every case has a word of its own: flows that another case laid out are known. Garbage is collected when nobody
    waits, as in the worker process.
    """
    section = next(each.id for each in sample.brochure.sections if each.kind == "benefit")
    times = []
    for run in range(WARM_RUNS + 2):
        text = sample.brochure.section(section).text + f" {word}{run}"
        changed = change_section(sample.brochure, section, text=text)
        gc.collect()
        gc.disable()
        start = time.perf_counter()
        make(changed)
        if run >= 2:
            times.append((time.perf_counter() - start) * 1000)
        gc.enable()
    return tuple(times)


def fit(home: Path) -> Iterator[Result]:
    """Time fit copy: on the starter, which has room, and on forms for which its text is a little too long."""
    forms = load_forms()
    for words, form in (
        ("the starter", starter(STARTER).form),
        ("the starter in a gate fold, too long", forms["gate-fold-a4"]),
        ("the starter as a handout of 5 pages", forms["handout-a4"]),
    ):
        yield Result(f"fit copy, {words}", "ms", _fitted(starter(STARTER), form), (Target(3, 1000.0),))


def _fitted(sample: Sample, form: Form) -> tuple[float, ...]:
    """Time fit copy in a window that shows the brochure; each time with another word, so that nothing is known yet."""
    from editor.render.fit_copy import fit_copy

    typesetter = sample.typesetter()
    first = next(each.id for each in sample.brochure.sections if each.kind == "text")
    times = []
    for run in range(7):
        brochure = sample.brochure
        for section in brochure.sections:
            if section.text or section.id == first:
                brochure = change_section(brochure, section.id, text=f"{section.text} {run}")
        typesetter.layout(brochure, form)
        start = time.perf_counter()
        assert fit_copy(typesetter, brochure, form).words
        if run >= 2:
            times.append((time.perf_counter() - start) * 1000)
    return tuple(times)


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
        "export pdf, cold", "ms", tuple(times["candor"]), (Target(2, ratio=("weasyprint", 1.4)),), peers=peers
    )
