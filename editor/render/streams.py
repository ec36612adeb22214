"""Compressed streams of a PDF are kept: after a changed word most of them are as they were.

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
    """Let pydyf keep compressed streams, in this process; calling it again changes nothing."""
    import pydyf

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


def _compressed(content: bytes, kept: Kept) -> bytes:
    if len(content) > LARGEST:
        return zlib.compress(content)
    key = hashlib.blake2b(content, digest_size=20).digest()
    known = kept.get(key)
    if known is None:
        known = zlib.compress(content)
        kept.put(key, known)
    return known  # type: ignore[no-any-return]
