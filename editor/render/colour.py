"""Colours as `#rrggbb` texts: mixing, and the contrast that WCAG 2.1 defines."""

from __future__ import annotations

from dataclasses import dataclass

WHITE, BLACK = "#ffffff", "#000000"


@dataclass(frozen=True, slots=True)
class Mix:
    """A colour made of others: `share` (0 to 1) of `one` and the rest of `other`."""

    one: str
    other: str
    share: float

    @property
    def result(self) -> str:
        """The mixed colour."""
        return mix(self.one, self.other, self.share)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(one: str, other: str, share: float) -> str:
    """Return `share` (0 to 1) of `one` with the rest of `other`."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def luminance(colour: str) -> float:
    """Return the relative luminance, 0 for black to 1 for white."""

    def linear(channel: int) -> float:
        value = channel / 255
        return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

    red, green, blue = map(linear, _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21; text needs 4.5, large text 3."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str, background: str, ratio: float = 4.5) -> str:
    """Return `colour` moved towards black or white just far enough to be readable on `background`."""
    return readable_mix(colour, background, ratio).result


def readable_mix(colour: str, background: str, ratio: float = 4.5) -> Mix:
    """Return how `readable` mixes its colour."""
    towards = BLACK if luminance(background) > 0.18 else WHITE
    for step in range(20, 0, -1):
        candidate = Mix(colour, towards, step / 20)
        if contrast(candidate.result, background) >= ratio:
            return candidate
    return Mix(colour, towards, 0.0)


def text_on(background: str) -> str:
    """Return white or near-black, whichever reads better on `background`."""
    return max((WHITE, "#14211f"), key=lambda colour: contrast(colour, background))
