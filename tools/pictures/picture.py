"""A picture: its shapes and its labels, checked for legibility before it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from compact import compact
from draw import Point, circle, number, path, polygon
from outline import CAP_HEIGHT, outline, width
from palette import TEAL_DEEP, WHITE

PRINTED_WIDTH_MM = 84
SMALLEST_PT = 7.5
LABEL_SIZE = 33.0

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Label:
    """One line of text; `at` is its anchor, on the line halfway up its capitals."""

    text: str
    at: Point
    anchor: Anchor = "start"
    size: float = LABEL_SIZE
    weight: int = 500
    fill: str = TEAL_DEEP

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the text, descenders included."""
        across = width(self.text, self.size, self.weight)
        left = self.at[0] - {"start": 0, "middle": 0.5, "end": 1}[self.anchor] * across
        half = self.size * CAP_HEIGHT / 2
        return left, self.at[1] - half, left + across, self.at[1] + half + self.size * 0.21


@dataclass(frozen=True)
class Picture:
    """A static SVG: `shapes` are markup, drawn in order; `labels` are drawn last."""

    name: str
    size: tuple[int, int]
    shapes: Sequence[str]
    labels: Sequence[Label] = ()


def lines(words: Sequence[str], at: Point, anchor: Anchor = "start", size: float = LABEL_SIZE) -> list[Label]:
    """Return a label of several lines whose block is centred on `at`."""
    step = size * 1.16
    top = at[1] - step * (len(words) - 1) / 2
    return [Label(word, (at[0], top + step * i), anchor, size) for i, word in enumerate(words)]


def leader(*points: Point, stroke: str = TEAL_DEEP) -> str:
    """Return a leader line from a label to the thing it names, with a dot on the thing."""
    return path(polygon(points, closed=False), stroke=stroke, line=2.2) + circle(
        points[-1], 5.5, stroke, WHITE, 2
    )


def bracket(x: float, top: float, bottom: float, tick: float) -> str:
    """Return a bracket along `x` that spans a layer, its ticks `tick` units long (leftwards if below 0)."""
    ends = [(x + tick, top), (x, top), (x, bottom), (x + tick, bottom)]
    return path(polygon(ends, closed=False), stroke=TEAL_DEEP, line=2.2)


def plate(label: Label, fill: str) -> str:
    """Return a rounded patch behind a label that stands on a texture."""
    left, top, right, bottom = label.box
    return (
        f'<rect x="{number(left - 12)}" y="{number(top - 11)}" width="{number(right - left + 24)}"'
        f' height="{number(bottom - top + 15)}" rx="20" fill="{fill}"/>'
    )


def svg(picture: Picture) -> str:
    """Return the picture as SVG text. Raises ValueError if a label would not read well."""
    for problem in problems(picture):
        raise ValueError(f"{picture.name}: {problem}")
    across, down = picture.size
    body = "\n".join(
        [*picture.shapes, *(_label(picture.name, i, x) for i, x in enumerate(picture.labels, 1))]
    )
    body = re.sub(r' d="([^"]*)"', lambda found: f' d="{compact(found[1])}"', body)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{across}" height="{down}"'
        f' viewBox="0 0 {across} {down}">\n{body}\n</svg>\n'
    )


def problems(picture: Picture) -> Iterator[str]:
    """Yield one sentence for each label that would not read well at the printed width."""
    for label in picture.labels:
        points = label.size * PRINTED_WIDTH_MM / picture.size[0] * 72 / 25.4
        if points < SMALLEST_PT:
            yield f"the label {label.text!r} prints at {points:.1f} pt, below {SMALLEST_PT} pt."
        left, top, right, bottom = label.box
        if left < 0 or top < 0 or right > picture.size[0] or bottom > picture.size[1]:
            yield f"the label {label.text!r} leaves the picture: its box is {[round(v) for v in label.box]}."
    for a, b in combinations(picture.labels, 2):
        if a.box[0] < b.box[2] and b.box[0] < a.box[2] and a.box[1] < b.box[3] and b.box[1] < a.box[3]:
            yield f"the labels {a.text!r} and {b.text!r} overlap."


def _label(name: str, index: int, label: Label) -> str:
    """Return a label's outlines in a group that says, for maintainers, what it spells."""
    slug = re.sub(r"[^a-z0-9]+", "-", label.text.lower()).strip("-")
    baseline = label.at[1] + label.size * CAP_HEIGHT / 2
    d = outline(label.text, float(number(label.box[0])), baseline, label.size, label.weight)
    return (
        f'<g id="{name}-label-{index}-{slug}"><title>{label.text}</title>'
        f'<path d="{d}" fill="{label.fill}"/></g>'
    )
