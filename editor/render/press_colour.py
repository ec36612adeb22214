"""From screen colours to printing inks.

A colour the clinic gave in inks is printed so, and what a theme mixed from it is mixed from those inks: a tint of a
brand colour is a tint in print too. Greys and the near-black that text is set in become black ink alone: text in four
inks blurs as soon as one plate is off by a hair. All else goes through the print shop's profile, which keeps pale
colours clean where a tint of a dark colour's inks would have a grey dot in it.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PIL import Image as Picture
from PIL import ImageCms

from editor.core.brochure import Brand
from editor.core.inks import BLACK_INK, NO_INK, Inks, mix_inks, parse_inks
from editor.render.colour import BLACK, WHITE, Mix
from editor.render.icc import Profile

RGB = tuple[float, float, float]
"""Red, green and blue, each from 0 to 1."""

_DARK, _NEUTRAL = 64, 16
"""Colours with no channel (0 to 255) above the one, and channels no further apart than the other, are black."""


@dataclass(frozen=True, slots=True)
class Inker:
    """Turns colours into inks. `given` has inks for `#rrggbb`; `mixes` says which colours were mixed from which."""

    profile: Profile
    given: Mapping[str, Inks]
    mixes: Mapping[str, Mix]

    def inks(self, colour: str) -> Inks:
        """Return the inks of a `#rrggbb` colour, each to the hundredth."""
        cyan, magenta, yellow, black = self._given(colour, 0) or self._neutral(colour) or self._other(colour)
        return round(cyan, 2), round(magenta, 2), round(yellow, 2), round(black, 2)

    def _given(self, colour: str, depth: int) -> Inks | None:
        """Return the inks of a colour that was given in inks or mixed from such with white and black."""
        if colour in self.given:
            return self.given[colour]
        if colour in (WHITE, BLACK):
            return NO_INK if colour == WHITE else BLACK_INK
        mix = self.mixes.get(colour)
        if mix is None or depth > 8:
            return None
        one, other = self._given(mix.one, depth + 1), self._given(mix.other, depth + 1)
        return mix_inks(one, other, mix.share) if one and other else None

    def _neutral(self, colour: str) -> Inks | None:
        """Return the black of a grey, and of what is nearly black."""
        channels = bytes.fromhex(colour[1:])
        if len(set(channels)) == 1:
            return 0.0, 0.0, 0.0, 1 - channels[0] / 255
        dark = max(channels) <= _DARK and max(channels) - min(channels) <= _NEUTRAL
        return BLACK_INK if dark else None

    def _other(self, colour: str) -> Inks:
        red, green, blue = bytes.fromhex(colour[1:])
        return through_profile(self.profile.data, (red, green, blue))


def inker(profile: Profile, brand: Brand, ink: str, mixes: Mapping[str, Mix]) -> Inker:
    """Return what turns a brochure's colours into inks. `ink` is the theme's text colour: black alone."""
    given = {ink: BLACK_INK}
    for colour, text in ((brand.accent, brand.accent_cmyk), (brand.colour, brand.colour_cmyk)):
        if inks := parse_inks(text):
            given[colour] = inks
    return Inker(profile, given, mixes)


def hex_of(rgb: RGB) -> str:
    """Return red, green and blue (0 to 1) as `#rrggbb`."""
    return "#" + "".join(f"{max(0, min(255, round(each * 255))):02x}" for each in rgb)


@functools.lru_cache(maxsize=4096)
def through_profile(profile: bytes, rgb: tuple[int, int, int]) -> Inks:
    """Return the inks a profile gives an sRGB colour (0 to 255 each)."""
    converted = apply(transform(b"", profile), Picture.new("RGB", (1, 1), rgb))
    cyan, magenta, yellow, black = converted.tobytes()
    return cyan / 255, magenta / 255, yellow / 255, black / 255


@functools.lru_cache(maxsize=16)
def transform(source: bytes, target: bytes) -> ImageCms.ImageCmsTransform:
    """Return the way from an RGB profile (empty: sRGB) to a CMYK one: relative colorimetric, black point compensated.

    A source that cannot be used counts as sRGB.
    """
    make: Callable[[ImageCms.ImageCmsProfile], ImageCms.ImageCmsTransform] = functools.partial(
        ImageCms.buildTransform,
        outputProfile=ImageCms.ImageCmsProfile(io.BytesIO(target)),
        inMode="RGB",
        outMode="CMYK",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    if source:
        try:
            return make(ImageCms.ImageCmsProfile(io.BytesIO(source)))
        except (OSError, ImageCms.PyCMSError):
            pass
    return make(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")))


def apply(change: ImageCms.ImageCmsTransform, picture: Picture.Image) -> Picture.Image:
    """Return a picture sent through a transform."""
    converted = ImageCms.applyTransform(picture, change)
    assert converted is not None  # only an in-place transform returns none
    return converted
