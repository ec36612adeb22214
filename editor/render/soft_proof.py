"""How a page's pixels will look in the print shop's inks: a soft proof through its colour profile.

Colours that the press cannot print become the nearest that it can; white stays white (relative colorimetric, with
black point compensation), since the eye takes the paper for white.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from editor.render.icc import Profile

BAND = 160
"""Rows that are turned at a time: Pillow lets other threads run only while it turns colours, not while it copies."""

SoftProof = Callable[[bytes, int, int, int], bytes]
"""(pixels, width, height, stride) -> pixels, both rows of B, G, R, unused as in PageView."""


def soft_proof(profile: Profile) -> SoftProof:
    """Return the function that shows pixels as `profile` prints them. OSError if the profile cannot be used."""
    from PIL import ImageCms

    srgb = ImageCms.createProfile("sRGB")
    relative = ImageCms.Intent.RELATIVE_COLORIMETRIC
    transform: Any = ImageCms.buildProofTransform(
        srgb,
        srgb,
        ImageCms.ImageCmsProfile(io.BytesIO(profile.data)),
        "RGB",
        "RGB",
        renderingIntent=relative,
        proofRenderingIntent=relative,
        flags=ImageCms.Flags.SOFTPROOFING | ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    return lambda pixels, width, height, stride: _turned(transform, pixels, width, height, stride)


def _turned(transform: Any, pixels: bytes, width: int, height: int, stride: int) -> bytes:
    from PIL import Image, ImageCms

    out = []
    for top in range(0, height, BAND):
        rows = min(BAND, height - top)
        band = pixels[top * stride : (top + rows) * stride]
        image = Image.frombuffer("RGB", (width, rows), band, "raw", "BGRX", stride, 1)
        turned = ImageCms.applyTransform(image, transform)
        assert turned is not None
        padding = stride - 4 * width
        data = turned.tobytes("raw", "BGRX")
        if padding:
            row = 4 * width
            data = b"".join(data[at : at + row] + bytes(padding) for at in range(0, len(data), row))
        out.append(data)
    return b"".join(out)
