"""Exported files: opened and verified before they replace anything, and written whole or not at all."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

from editor.core.record import ExportedFile
from editor.files.atomic import write_atomically
from editor.files.errors import FileError
from editor.render.products import Produced, Product

if TYPE_CHECKING:
    import pikepdf

    from editor.files.press_check import Assertion

_FONTS = ("/CIDFontType0", "/CIDFontType2", "/TrueType", "/Type1", "/Type3")


@dataclass(frozen=True, slots=True)
class ExportReport:
    """The written files, their size in bytes altogether, and sentences on what was left out.

    `exported` are the files as the document's record keeps them. `assertions` are what was checked in a file for the
    print shop and holds, as parts of a sentence.
    """

    files: tuple[Path, ...]
    size: int
    notes: tuple[str, ...]
    assertions: tuple[str, ...] = ()
    exported: tuple[ExportedFile, ...] = ()

    @property
    def assurance(self) -> str:
        """The assertions as one sentence; empty if there are none."""
        if not self.assertions:
            return ""
        from editor.files.press_check import PREFACE

        return f"{PREFACE}{'; '.join(self.assertions)}."


@dataclass(frozen=True, slots=True)
class AuditFiles:
    """The audit pack, ready to be written beside what was exported."""

    json: bytes
    pdf: bytes


def exported_files(produced: Produced, path: Path) -> tuple[ExportedFile, ...]:
    """Return names and hashes of the files that `save_export` will write for a product."""
    return tuple(_exported(_place(path, suffix), data) for suffix, data in produced.parts)


def save_export(produced: Produced, path: Path, audit: AuditFiles | None = None) -> ExportReport:
    """Verify what was produced and write it; FileError says what is wrong, and nothing is written then.

    `path` names the file; several files (pages as images) get `path`'s stem and a number, the audit pack "-audit".
    """
    for suffix, data in produced.parts:
        problem = _verify_png(data) if suffix.endswith(".png") else _VERIFY[produced.product](data)
        if problem:
            raise FileError(
                f"The exported {produced.product.value}{suffix} is not sound: {problem}. Nothing was written; "
                "undo the last change and try again, and tell us what the brochure had in it."
            )
    parts = [(_place(path, suffix), data) for suffix, data in produced.parts]
    if audit:
        problem = _verify_json(audit.json) or _verify_pdf(audit.pdf, tagged=True)
        if problem:
            raise FileError(
                f"The audit pack is not sound: {problem}. Nothing was written; try again without the audit pack."
            )
        parts += [(_place(path, "-audit.pdf"), audit.pdf), (_place(path, "-audit.json"), audit.json)]
    for file, _ in parts:
        _refuse_a_brochure(file)
    for file, data in reversed(parts):  # the audit pack first: no export without the one that was asked for
        write_atomically(file, data)
    press = produced.product is Product.PRESS
    found = _press_notes(produced.parts[0][1]) if press else ()
    return ExportReport(
        tuple(file for file, _ in parts),
        sum(len(data) for _, data in parts),
        (*produced.notes, *found),
        tuple(each.words for each in _press_assertions(produced.parts[0][1])) if press else (),
        tuple(_exported(file, data) for file, data in parts),
    )


def _exported(file: Path, data: bytes) -> ExportedFile:
    return ExportedFile(file.name, hashlib.sha256(data).hexdigest())


def _refuse_a_brochure(path: Path) -> None:
    """Raise FileError if a file is a brochure: replaced by what is made of it, text and record would be lost."""
    from editor.files.texts import is_brochure

    start = b""
    with (
        contextlib.suppress(OSError),
        path.open("rb") as file,
    ):  # none is there, or it cannot be replaced either
        start = file.read(100)
    if is_brochure(start, path.name):
        raise FileError(
            f"“{path.name}” is the name of a brochure, which an export must not replace. Nothing was written; choose "
            "another name."
        )


def _place(path: Path, suffix: str) -> Path:
    if suffix.startswith("."):
        return path
    known = path.suffix.lower() in (".html", ".htm", ".pdf", ".png")
    return path.with_name((path.stem if known else path.name) + suffix)


def _verify_pdf(data: bytes, *, tagged: bool) -> str:
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if not len(pdf.pages):
                return "it has no page"
            if tagged and ("/StructTreeRoot" not in pdf.Root or "/Lang" not in pdf.Root):
                return "it has no tags or no language"
            for font in _fonts(pdf):
                if not font.get("/FontDescriptor", {}).keys() & {"/FontFile", "/FontFile2", "/FontFile3"}:
                    return f"the font {font.get('/BaseFont', '')} is not embedded"
    except pikepdf.PdfError as error:
        return f"it cannot be opened ({error})"
    return ""


def _verify_press(data: bytes) -> str:
    from editor.files.press_findings import REMEDIES

    failing = [each for each in _press_assertions(data) if not each.holds]
    said = (f"not so: {each.words}" + (f" ({each.found})" if each.found else "") for each in failing)
    remedies = (REMEDIES[each.rule] for each in failing if each.rule in REMEDIES)
    return " ".join(filter(None, ("; ".join(said), *(f"({each.rstrip('.')})" for each in remedies))))


def _press_notes(data: bytes) -> tuple[str, ...]:
    """Return what a sound file for the print shop shows that may print badly."""
    from editor.files.press_findings import press_findings

    return tuple(each.message for each in press_findings(data))


@functools.lru_cache(maxsize=1)
def _press_assertions(data: bytes) -> tuple[Assertion, ...]:
    from editor.files.press_check import press_assertions

    return press_assertions(data)


def _fonts(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    import pikepdf

    for each in pdf.objects:
        if (
            isinstance(each, pikepdf.Dictionary)
            and each.get("/Type") == "/Font"
            and each.get("/Subtype") in _FONTS
        ):
            yield each


class _Addresses(HTMLParser):
    """Collects what a page would load, and whether it is whole."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.loads: list[str] = []
        self.seen: set[str] = set()
        self.css: list[str] = []

    def handle_data(self, data: str) -> None:
        if self.lasttag == "style":
            self.css.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        values = dict(attrs)
        self.css.append(values.get("style") or "")
        if tag == "link" and values.get("rel") == "canonical":
            return
        for name in ("src", "srcset", "data", "poster") + (("href",) if tag == "link" else ()):
            if values.get(name):
                self.loads.append(values[name] or "")


def _verify_html(data: bytes) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return "the page is not text in UTF-8"
    parser = _Addresses()
    parser.feed(text)
    if not text.rstrip().endswith("</html>") or not {"title", "main", "style"} <= parser.seen:
        return "the page is not whole"
    if "script" in parser.seen or "iframe" in parser.seen:
        return "the page has a script or a frame"
    outside = [each for each in parser.loads if not each.startswith("data:")]
    css = "\n".join(parser.css)
    outside += [each for each in re.findall(r"url\(\s*[\"']?([^\"')]+)", css) if not each.startswith("data:")]
    outside += re.findall(r"@import\s+([^;]+)", css)
    return f"the page would load {outside[0][:80]}" if outside else ""


def _verify_json(data: bytes) -> str:
    try:
        json.loads(data)
    except ValueError as error:
        return f"the JSON file cannot be read ({error})"
    return ""


def _verify_png(data: bytes) -> str:
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as image:
            image.verify()
    except (OSError, SyntaxError) as error:
        return f"the picture cannot be opened ({error})"
    return ""


_VERIFY: dict[Product, Callable[[bytes], str]] = {
    Product.HTML: _verify_html,
    Product.PDF: lambda data: _verify_pdf(data, tagged=True),
    Product.SHEETS: lambda data: _verify_pdf(data, tagged=False),
    Product.PNG: _verify_png,
    Product.PRESS: _verify_press,
}
