"""Compressed streams and typefaces cut to the glyphs in use are kept: after a changed word most are as they were.

Compressing typefaces and pages was half of what writing a warm PDF took.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import Any

from editor.render.kept import Kept

MOST_STREAMS = 128
LARGEST = 1_000_000
"""Bytes, uncompressed; a larger stream is compressed each time, so that few of them cannot fill the memory."""


def keep_streams() -> None:
    """Let pydyf keep compressed streams and WeasyPrint typefaces, in this process; calling it again changes nothing."""
    import pydyf
    from weasyprint.pdf.fonts import Font

    usual = pydyf.Stream.data
    if hasattr(usual.fget, "usual"):
        return
    kept = Kept(MOST_STREAMS)

    def data(stream: Any) -> bytes:
        content = b"\n".join(map(pydyf._to_bytes, stream.stream))
        extra = pydyf.Dictionary(stream.extra.copy())
        if stream.compress:
            extra["Filter"] = "/FlateDecode"
            content = _compressed(content, kept)
        extra["Length"] = len(content)
        return b"\n".join((extra.data, b"stream", content, b"endstream"))

    data.usual = usual  # type: ignore[attr-defined]
    pydyf.Stream.data = property(data)
    Font._harfbuzz_subset = _cutting(Font._harfbuzz_subset)


def _cutting(usual: Any) -> Any:
    kept = Kept(MOST_STREAMS)

    def subset(font: Any, to_unicode: dict[int, str], hinting: bool) -> None:
        # A typeface's file begins with the checksums of all its tables.
        whole = font.file_content
        key = (whole[:1024], len(whole), font.index, frozenset(to_unicode), bool(font.missing), hinting)
        cut = kept.get(key)
        if cut is None:
            usual(font, to_unicode, hinting)
            kept.put(key, font.file_content)
        else:
            font.file_content = cut

    subset.usual = usual  # type: ignore[attr-defined]
    return subset


def _compressed(content: bytes, kept: Kept) -> bytes:
    if len(content) > LARGEST:
        return zlib.compress(content)
    key = hashlib.blake2b(content, digest_size=20).digest()
    known = kept.get(key)
    if known is None:
        known = zlib.compress(content)
        kept.put(key, known)
    return known  # type: ignore[no-any-return]
