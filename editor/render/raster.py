"""Pixels of PDF pages, drawn by PDFium."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pypdfium2


@dataclass(frozen=True, slots=True)
class Pixels:
    """`height` rows of `stride` bytes, each pixel four bytes B, G, R, unused."""

    data: bytes
    width: int
    height: int
    stride: int


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def draw_pages(pdf: bytes, pixels_per_mm: float, numbers: Iterable[int] | None = None) -> Iterator[Pixels]:
    """Yield the pixels of these pages (from 0; None for all) of a PDF at a scale."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number in range(len(document)) if numbers is None else numbers:
            page = document[number]
            bitmap = page.render(scale=pixels_per_mm * 25.4 / 72, prefer_bgrx=True, force_bitmap_format=_BGRX)
            yield Pixels(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)
            bitmap.close()
            page.close()
    finally:
        document.close()


_BGRX = pypdfium2.raw.FPDFBitmap_BGRx


def draw_png(pdf: bytes, dots_per_inch: float) -> Iterator[bytes]:
    """Yield every page of a PDF as a PNG file that carries its resolution."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            out = io.BytesIO()
            page.render(scale=dots_per_inch / 72).to_pil().save(
                out, "PNG", dpi=(dots_per_inch, dots_per_inch)
            )
            yield out.getvalue()
            page.close()
    finally:
        document.close()
