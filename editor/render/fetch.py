"""The only way anything gets into a layout: pictures of the document and Candor's own typefaces.

Every other address is refused and noted. Nothing is ever fetched from a network.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

from editor.render.page import MARK

_SVG = "image/svg+xml"
_SVG_START = re.compile(rb"<svg\b(?![^>]*\sfont-family=)")


class AssetFetcher(URLFetcher):  # type: ignore[misc]
    """Resolve `asset:<sha256>` through `asset_of` and file: addresses of the faces; note and refuse all else."""

    def __init__(self, asset_of: Callable[[str], bytes | None], faces: frozenset[Path]) -> None:
        super().__init__(allowed_protocols=())
        self._asset_of = asset_of
        self._faces = faces
        self.notes: list[str] = []

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if url.startswith(MARK):
            data = self._asset_of(url.removeprefix(MARK))
            if data is not None:
                media_type = _media_type(data)
                drawn = _with_our_font(data) if media_type == _SVG else data
                return URLFetcherResponse(url, drawn, {"Content-Type": media_type})
            self.notes.append("A picture is missing in the document; add it again.")
        elif url.startswith("file:") and (path := Path(unquote(urlsplit(url).path))) in self._faces:
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": "font/ttf"})
        else:
            self.notes.append(f"The address {url[:120]} is not part of the document and was left out.")
        raise ValueError(f"refused: {url[:120]}")


def _media_type(data: bytes) -> str:
    if data.startswith(b"\x89PNG"):
        return "image/png"
    if data.startswith(b"\xff\xd8"):
        return "image/jpeg"
    if data[:4] == b"RIFF":
        return "image/webp"
    return _SVG


def _with_our_font(svg: bytes) -> bytes:
    """Let words in a drawing that names no font be set in ours instead of whatever the system has."""
    return _SVG_START.sub(rb'<svg font-family="Candor Sans"', svg, count=1)
