"""Taking metadata (where a photo was taken, by whom, thumbnails) out of pictures without encoding them
again.

Only what a picture needs to be drawn is kept, by an allow-list; colour profiles belong to that. Whatever
follows the end of the picture goes too: phones hide whole second photos there.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_CHUNKS = frozenset(
    (
        b"IHDR",
        b"PLTE",
        b"IDAT",
        b"IEND",
        b"tRNS",
        b"cHRM",
        b"gAMA",
        b"iCCP",
        b"sBIT",
        b"sRGB",
        b"pHYs",
        b"bKGD",
        b"cICP",
    )
)
_WEBP_CHUNKS = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"))
_WEBP_EXIF_OR_XMP = 0x0C
_SOS, _EOI, _APP0, _APP2, _APP14, _COM = 0xDA, 0xD9, 0xE0, 0xE2, 0xEE, 0xFE


def strip(data: bytes, media_type: str) -> bytes:
    """Return a PNG, JPEG or WebP without metadata; ValueError if it is not built as such a file is."""
    pieces = {"image/png": _png, "image/jpeg": _jpeg, "image/webp": _webp}[media_type]
    return b"".join(pieces(data))


def _png(data: bytes) -> Iterator[bytes]:
    if not data.startswith(_PNG_SIGNATURE):
        raise ValueError("no PNG signature")
    yield _PNG_SIGNATURE
    position = len(_PNG_SIGNATURE)
    kind = b""
    while kind != b"IEND":
        length, kind = struct.unpack(">I4s", _take(data, position, 8))
        chunk = _take(data, position, 12 + length)
        if kind in _PNG_CHUNKS:
            yield chunk
        position += len(chunk)


def _webp(data: bytes) -> Iterator[bytes]:
    form, size, name = struct.unpack("<4sI4s", _take(data, 0, 12))
    if form != b"RIFF" or name != b"WEBP":
        raise ValueError("no WebP signature")
    kept = list(_webp_chunks(_take(data, 0, min(len(data), 8 + size))))
    yield struct.pack("<4sI4s", b"RIFF", 4 + sum(map(len, kept)), b"WEBP")
    yield from kept


def _webp_chunks(data: bytes) -> Iterator[bytes]:
    position = 12
    while position + 8 <= len(data):
        kind, length = struct.unpack("<4sI", _take(data, position, 8))
        body = _take(data, position + 8, length)
        if kind == b"VP8X":
            body = bytes([body[0] & ~_WEBP_EXIF_OR_XMP]) + body[1:]
        if kind in _WEBP_CHUNKS:
            yield struct.pack("<4sI", kind, length) + body + b"\0" * (length % 2)
        position += 8 + length + length % 2


def _jpeg(data: bytes) -> Iterator[bytes]:
    if not data.startswith(b"\xff\xd8"):
        raise ValueError("no JPEG signature")
    yield b"\xff\xd8"
    position = 2
    while True:
        marker, position = _jpeg_marker(data, position)
        if marker == _EOI:
            yield b"\xff\xd9"
            return
        (length,) = struct.unpack(">H", _take(data, position, 2))
        segment = _take(data, position, max(2, length))
        position += len(segment)
        if _jpeg_keeps(marker, segment[2:]):
            yield bytes((0xFF, marker)) + segment
        if marker == _SOS:
            end = _jpeg_scan_end(data, position)
            yield data[position:end]
            position = end


def _jpeg_marker(data: bytes, position: int) -> tuple[int, int]:
    """Return the marker at a position, fill bytes skipped, and where what follows it begins."""
    if _take(data, position, 2)[0] != 0xFF:
        raise ValueError("a JPEG marker is missing")
    while data[position : position + 1] == b"\xff":
        position += 1
    return _take(data, position, 1)[0], position + 1


def _jpeg_keeps(marker: int, body: bytes) -> bool:
    if marker == _APP0:
        return body.startswith(b"JFIF\0") and len(body) == 14  # longer ones carry a thumbnail
    if marker == _APP2:
        return body.startswith(b"ICC_PROFILE\0")
    if marker == _APP14:
        return body.startswith(b"Adobe")  # says how the colours are coded
    return not (_APP0 <= marker <= 0xEF or marker == _COM)


def _jpeg_scan_end(data: bytes, position: int) -> int:
    """Return where the coded picture data end: at the first marker that is neither stuffing nor a restart."""
    while True:
        position = data.find(b"\xff", position)
        if position < 0 or position + 1 >= len(data):
            raise ValueError("the JPEG does not end")
        following = data[position + 1]
        if following and not 0xD0 <= following <= 0xD7 and following != 0xFF:
            return position
        position += 1 if following == 0xFF else 2


def _take(data: bytes, position: int, length: int) -> bytes:
    piece = data[position : position + length]
    if len(piece) < length:
        raise ValueError("the picture ends too early")
    return piece
