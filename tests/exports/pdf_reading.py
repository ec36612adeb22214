"""What a PDF says, read by other programs than those that wrote it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf

MM = 25.4 / 72
_XHTML = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True, order=True)
class Word:
    """A word and its upper left corner on the page (mm)."""

    text: str
    x: float
    y: float


def words_of_pages(path: Path) -> list[list[Word]]:
    """Return the words of every page."""
    done = subprocess.run(["pdftotext", "-bbox", path, "-"], check=True, capture_output=True)
    pages = ElementTree.fromstring(done.stdout).iter(f"{_XHTML}page")
    return [
        [
            Word(word.text or "", float(word.get("xMin", "")) * MM, float(word.get("yMin", "")) * MM)
            for word in page.iter(f"{_XHTML}word")
        ]
        for page in pages
    ]


def text_of_pages(path: Path) -> list[str]:
    """Return the text of every page in the order it was written, without white space and soft hyphens."""
    done = subprocess.run(["pdftotext", "-raw", path, "-"], check=True, capture_output=True)
    return [squeezed(page) for page in done.stdout.decode().split("\f")[:-1]]


def tagged_text(path: Path) -> str:
    """Return the text as the tags order it, which is how a screen reader reads it, squeezed."""
    done = subprocess.run(["pdfinfo", "-struct-text", path], check=True, capture_output=True)
    lines = (line.strip() for line in done.stdout.decode().splitlines())
    return squeezed("".join(line[1:-1] for line in lines if line.startswith('"') and line.endswith('"')))


def squeezed(text: str) -> str:
    """Return a text without white space and hyphens, to compare it whatever its line breaks."""
    return "".join(each for each in text if not each.isspace() and each not in "-\u00ad\u2010\u2011")


def outline(pdf: pikepdf.Pdf) -> list[tuple[str, int]]:
    """Return the bookmarks as (title, page from 0)."""
    numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}

    def walk(items: Any) -> Iterator[tuple[str, int]]:
        for item in items:
            yield item.title, numbers[item.destination[0].objgen]
            yield from walk(item.children)

    with pdf.open_outline() as root:
        return list(walk(root.root))


def links(pdf: pikepdf.Pdf) -> tuple[list[str], list[tuple[int, str]]]:
    """Return the addresses of outer links, and of inner ones (page from 0, name of the destination)."""
    outer, inner = [], []
    for number, page in enumerate(pdf.pages):
        for each in page.get("/Annots", []):
            if "/A" in each:
                outer.append(str(each.A.URI))
            elif "/Dest" in each:
                inner.append((number, str(each.Dest)))
    return outer, inner


def destinations(pdf: pikepdf.Pdf) -> dict[str, int]:
    """Return the named destinations and the page (from 0) each lies on."""
    numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
    tree = pikepdf.NameTree(pdf.Root.Names.Dests)
    return {str(name): numbers[place[0].objgen] for name, place in tree.items()}


def fonts(pdf: pikepdf.Pdf) -> dict[str, tuple[str, bool]]:
    """Return (subtype, embedded) of every font by name, without the subset's prefix."""
    found = {}
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font":
            if "/DescendantFonts" in each:
                continue
            name = str(each.get("/BaseFont", "?")).lstrip("/").partition("+")[2]
            files = [key for key in each.get("/FontDescriptor", {}) if str(key).startswith("/FontFile")]
            found[name] = (str(each.Subtype), bool(files))
    return found


def size_mm(page: pikepdf.Page) -> tuple[float, float]:
    """Return width and height of a page as it is seen."""
    left, bottom, right, top = (float(each) * MM for each in page.trimbox)
    return right - left, top - bottom
