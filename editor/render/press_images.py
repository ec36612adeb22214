"""Pictures for the press: in its inks or tagged with what their colours mean, and no finer than it prints."""

from __future__ import annotations

import functools
import io
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pikepdf
from PIL import Image as Picture

from editor.core.facts import LEAST_RESOLUTION
from editor.render.icc import srgb_profile
from editor.render.press_colour import apply, transform
from editor.render.press_content import Printed
from editor.render.press_options import Images

FINEST = 450
"""Dots an inch above which a picture is made smaller: no press shows more."""
_QUALITY = 94


@dataclass(frozen=True, slots=True)
class _Made:
    """A converted picture: its stream's bytes, filter and size."""

    data: bytes
    filter: str
    width: int
    height: int
    mode: str


def prepare_pictures(
    pdf: pikepdf.Pdf,
    printed: Iterable[Printed],
    target: bytes | None,
    images: Images,
    profile_of: Callable[[str], bytes],
) -> None:
    """Convert or tag the RGB pictures of a PDF and make those finer than FINEST smaller; masks come with them.

    `target` is the CMYK profile; None leaves RGB pictures of sRGB as they are, for an RGB file. `profile_of` gives
    the embedded profile of a picture by its name in the file, empty if it has none.
    """
    tagged: dict[bytes, pikepdf.Object] = {}
    for each in printed:
        rgb = each.picture.get("/ColorSpace") == "/DeviceRGB"
        source = _profile_in(each.picture) or profile_of(each.name) if rgb else b""
        size = _wanted_size(each)
        to_inks = bool(rgb and target and images is Images.CMYK)
        if to_inks or size != (int(each.picture.Width), int(each.picture.Height)):
            _rewrite(each.picture, size, source, (target or b"") if to_inks else b"")
            mask = each.picture.get("/SMask")
            if mask is not None and (int(mask.Width) > size[0] or int(mask.Height) > size[1]):
                _rewrite(mask, size, b"", b"")
        if rgb and not to_inks and (target or source):
            source = source or srgb_profile().data
            if source not in tagged:
                tagged[source] = pdf.make_stream(source, N=3)
            each.picture.ColorSpace = pikepdf.Array([pikepdf.Name.ICCBased, tagged[source]])


def soft_pictures(printed: Iterable[Printed]) -> Iterator[tuple[str, int]]:
    """Yield (name in the file, dots an inch) of the pictures that are too coarse where they are printed."""
    for each in printed:
        if each.resolution < LEAST_RESOLUTION:
            yield each.name, round(each.resolution)


def _wanted_size(each: Printed) -> tuple[int, int]:
    width, height = int(each.picture.Width), int(each.picture.Height)
    share = min(1.0, FINEST / max(each.resolution, 1))
    return (width, height) if share > 0.98 else (max(1, round(width * share)), max(1, round(height * share)))


def _rewrite(stream: pikepdf.Object, size: tuple[int, int], source: bytes, target: bytes) -> None:
    jpeg = stream.get("/Filter") == "/DCTDecode"
    data = stream.read_raw_bytes() if jpeg else stream.read_bytes()
    mode = {"/DeviceRGB": "RGB", "/DeviceCMYK": "CMYK"}.get(str(stream.get("/ColorSpace")), "L")
    made = _made(data, mode, jpeg, (int(stream.Width), int(stream.Height)), size, source, target)
    stream.write(made.data, filter=pikepdf.Name(made.filter))
    stream.Width, stream.Height = made.width, made.height
    if "/Decode" in stream:
        del stream.Decode
    if made.mode == "CMYK":
        stream.ColorSpace = pikepdf.Name.DeviceCMYK
        if jpeg:
            stream.Decode = pikepdf.Array([1, 0] * 4)  # Pillow writes CMYK the way Adobe does: inverted


@functools.lru_cache(maxsize=48)
def _made(
    data: bytes,
    mode: str,
    jpeg: bool,
    before: tuple[int, int],
    size: tuple[int, int],
    source: bytes,
    target: bytes,
) -> _Made:
    picture: Picture.Image
    if jpeg:
        picture = Picture.open(io.BytesIO(data))
        picture = picture if picture.mode in ("L", "RGB", "CMYK") else picture.convert("RGB")
    else:
        picture = Picture.frombytes(mode, before, data)
    if size != picture.size:
        picture = picture.resize(size, Picture.Resampling.LANCZOS, reducing_gap=3.0)
    if target:
        picture = apply(transform(source, target), picture.convert("RGB"))
    if jpeg:
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=_QUALITY, subsampling=0)
        return _Made(out.getvalue(), "/DCTDecode", *picture.size, picture.mode)
    return _Made(zlib.compress(picture.tobytes(), 6), "/FlateDecode", *picture.size, picture.mode)


def _profile_in(stream: pikepdf.Object) -> bytes:
    """Return the profile inside a JPEG's own bytes."""
    if stream.get("/Filter") != "/DCTDecode":
        return b""
    with Picture.open(io.BytesIO(stream.read_raw_bytes())) as picture:
        return picture.info.get("icc_profile") or b""
