"""Skin in section, and follicles in it: the parts that the hair pictures share.

Colours mean the same in every picture: brown is hair, coral the dermal papilla, teal the bulge.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from draw import (
    Point,
    Profile,
    beside,
    cells,
    circle,
    cubic,
    normal,
    number,
    path,
    ribbon,
    sampled,
    smooth,
)
from palette import CORAL, HAIR, SAND, SKIN, SKIN_DEEP, SKIN_LIGHT, TEAL, WHITE, mix

EPIDERMIS = mix(SKIN, SKIN_DEEP, 0.35)
HORN = mix(SKIN_DEEP, HAIR, 0.12)
DERMIS = SKIN_LIGHT
FIBRE = mix(SKIN_LIGHT, SKIN, 0.62)
FAT = mix(SAND, SKIN_DEEP, 0.22)
LOBULE = mix(SAND, WHITE, 0.1)
CANAL = mix(SKIN_LIGHT, WHITE, 0.55)
CAPSULE = mix(SKIN_DEEP, HAIR, 0.1)
MATRIX = mix(SKIN_DEEP, HAIR, 0.55)
SHINE = mix(HAIR, SKIN_DEEP, 0.42)
MUSCLE = mix(CORAL, HAIR, 0.4)

Curve = Callable[[float], float]


def wave(level: float, height: float, length: float, phase: float = 0) -> Curve:
    """Return the curve of a gently waved line about y = level."""
    return lambda x: level + height * math.sin(2 * math.pi * x / length + phase)


@dataclass(frozen=True)
class Slab:
    """A block of skin: its sides, its surface, the two boundaries below that, and its bottom edge."""

    left: float
    right: float
    surface: Curve
    epidermis: Curve
    dermis: Curve
    bottom: float
    corner: float = 16


def slab(block: Slab, seed: int, lobule: float = 17, ridge: float = 5) -> list[str]:
    """Draw the layers: fat in lobules, dermis with fibres, epidermis with ridges and a horny edge."""
    chance = random.Random(seed)
    count = round((block.right - block.left) / 18)
    top = sampled(block.surface, block.left, block.right, count)
    middle = sampled(
        lambda x: block.epidermis(x) + ridge * math.sin(x / 5.4), block.left, block.right, count * 4
    )
    low = sampled(block.dermis, block.left, block.right, count)
    return [
        path(_base(low, block), FAT),
        *_lobules(block, lobule, chance),
        path(_between(middle, low), DERMIS),
        *_fibres(block, chance),
        path(_between(top, middle), EPIDERMIS),
        path(smooth(top), stroke=HORN, line=max(3.5, ridge)),
    ]


def _between(upper: Sequence[Point], lower: Sequence[Point]) -> str:
    return smooth(upper) + "L" + smooth(lower[::-1])[1:] + "Z"


def _base(edge: Sequence[Point], block: Slab) -> str:
    left, right, bottom = (number(v) for v in (block.left, block.right, block.bottom))
    above, inside = number(block.bottom - block.corner), number(block.left + block.corner)
    return (
        smooth(edge) + f"L{right} {above}Q{right} {bottom} {number(block.right - block.corner)} {bottom}"
        f"L{inside} {bottom}Q{left} {bottom} {left} {above}Z"
    )


def _lobules(block: Slab, size: float, chance: random.Random) -> list[str]:
    """Pack the fat with rounded cells that meet in thin membranes, as fat looks under a microscope."""
    top = min(y for _, y in sampled(block.dermis, block.left, block.right, 20)) - size * 0.5
    columns = round((block.right - block.left) / (size * 2))
    rows = max(2, round((block.bottom - top) / (size * 1.8)))
    wide, high = (block.right - block.left) / columns, (block.bottom - top) / rows
    seeds = [
        (
            block.left + wide * (column + (0.25 if row % 2 else 0.75) + chance.uniform(-0.2, 0.2)),
            top + high * (row + 0.5 + chance.uniform(-0.2, 0.2)),
        )
        for row in range(rows)
        for column in range(columns)
    ]
    return [
        path(
            "".join(cells(seeds, (block.left + 3, top, block.right - 3, block.bottom - 3), size * 0.1)),
            LOBULE,
        )
    ]


def _fibres(block: Slab, chance: random.Random) -> list[str]:
    """Draw collagen as short, nearly level strokes that thin out towards the epidermis."""
    strokes = []
    span = block.right - block.left
    for _ in range(round(span * (block.dermis(block.left) - block.epidermis(block.left)) / 3600)):
        x = chance.uniform(block.left + 10, block.right - 70)
        depth = chance.uniform(0.14, 0.93)
        y = block.epidermis(x) + (block.dermis(x) - block.epidermis(x)) * depth
        run, sag = chance.uniform(30, 60), chance.uniform(-7, 7)
        strokes.append(
            f"M{number(x)} {number(y)}q{number(run / 3)} {number(sag)} {number(run / 2)} {number(sag / 3)}"
            f"t{number(run / 2)} {number(-sag / 3)}"
        )
    return [path("".join(strokes), stroke=FIBRE, line=2)]


@dataclass(frozen=True)
class Follicle:
    """A follicle: `root` runs from its mouth down to its base, `shaft` from the mouth to the tip of the hair.

    `sheath`, `bulb` and `hair` are half widths.
    """

    root: tuple[Point, ...]
    shaft: tuple[Point, ...]
    sheath: float
    bulb: float
    hair: float

    @property
    def length(self) -> float:
        return sum(math.dist(a, b) for a, b in pairwise(self.root))

    def share(self, above_base: float) -> float:
        """Return the share of the root's length that lies `above_base` units above its base."""
        return 1 - above_base / self.length


def planted(
    mouth: Point,
    base: Point,
    tip: Point,
    widths: tuple[float, float, float],
    bend: float = 0,
    curl: float = 0,
) -> Follicle:
    """Return a follicle from `base` through `mouth` to `tip`; `bend` bows it below the skin, `curl` above."""
    dx, dy = base[0] - mouth[0], base[1] - mouth[1]
    first = mouth[0] + dx * 0.34 + bend * 0.4, mouth[1] + dy * 0.34
    second = mouth[0] + dx * 0.72 + bend, mouth[1] + dy * 0.72
    reach = math.dist(mouth, tip) * 0.42 / math.dist(mouth, first)
    out = mouth[0] - (first[0] - mouth[0]) * reach, mouth[1] - (first[1] - mouth[1]) * reach
    near = tip[0] - curl, tip[1] + (mouth[1] - tip[1]) * 0.22
    root = cubic(mouth, first, second, base, 40)
    lip = mouth[0] - (first[0] - mouth[0]) * 0.1, mouth[1] - (first[1] - mouth[1]) * 0.1
    return Follicle((lip, *root), tuple(cubic(mouth, out, near, tip, 30)), *widths)


def _outer(f: Follicle) -> Profile:
    """Return the outline of the outer root sheath of a growing follicle: funnel, neck, bulb."""
    r = f.sheath
    return [
        (0.02, r * 1.9),
        (0.1, r * 1.12),
        (0.3, r * 0.98),
        (0.42, r * 1.12),
        (0.6, r),
        (f.share(f.bulb * 2.7), r),
        *round_end(f, f.bulb, f.bulb * 0.95),
    ]


def round_end(f: Follicle, half: float, height: float) -> list[tuple[float, float]]:
    """Return the knots of a rounded lower end of half width `half`, widest `height` above its base."""
    return [
        (f.share(height * up), half * across)
        for up, across in ((1.25, 0.95), (0.95, 1), (0.6, 0.94), (0.32, 0.78), (0.12, 0.5), (0.0, 0.12))
    ]


def wrapped(f: Follicle, outer: Profile, surface: Curve, canal: float, closed: float) -> list[str]:
    """Draw capsule, outer root sheath and canal inside the outline `outer`, cut off at the skin's surface.

    The canal reaches down to the share `closed`.
    """
    more = f.sheath * 0.16 + 1.2
    capsule = [(s, w + more * min(1, max(0, (s - 0.12) * 6))) for s, w in outer]
    inner: Profile = [
        (0.01, f.hair + canal * 1.9),
        (0.12, f.hair + canal * 0.8),
        (closed, f.hair + canal * 0.6),
    ]
    return [
        path(ribbon(_longer(f.root, more), capsule, 0.14, 1, 34, 1.5), CAPSULE),
        path(ribbon(f.root, outer, 0, 1, 34, 1.5, lambda x: surface(x) + 2.4), EPIDERMIS),
        path(ribbon(f.root, inner, 0, closed, 18, 1, lambda x: surface(x) - 3), CANAL),
    ]


def _longer(points: tuple[Point, ...], more: float) -> tuple[Point, ...]:
    """Return a polyline carried on by `more` units in its last direction."""
    (x0, y0), (x1, y1) = points[-3], points[-1]
    reach = more / math.dist(points[-3], points[-1])
    return (*points, (x1 + (x1 - x0) * reach, y1 + (y1 - y0) * reach))


def bulb(f: Follicle, colour: str = HAIR) -> list[str]:
    """Draw the matrix, which makes the hair, and the dermal papilla it sits on."""
    b = f.bulb
    matrix: Profile = [
        (f.share(b * 2.9), f.hair * 0.9),
        *((share, half * 0.76) for share, half in round_end(f, b, b * 0.95)),
    ]
    papilla: Profile = [
        (f.share(b * 1.62), 0.4),
        (f.share(b * 0.85), b * 0.42),
        (f.share(b * 0.22), b * 0.2),
        (1, b * 0.26),
    ]
    hair: Profile = [(f.share(b * 3.1), f.hair), (f.share(b * 2.5), f.hair * 0.86), (f.share(b * 1.66), 0.4)]
    return [
        path(ribbon(f.root, matrix, f.share(b * 3), f.share(b * 0.07), 24, 1.5), MATRIX),
        path(ribbon(f.root, hair, f.share(b * 3.15), f.share(b * 1.66), 12), colour),
        path(ribbon(f.root, papilla, f.share(b * 1.62), 1, 16), CORAL),
    ]


def shaft(f: Follicle, above_base: float, colour: str = HAIR, club: bool = False) -> list[str]:
    """Draw the hair from `above_base` units above the base to its tip, with a club end if it rests."""
    start = f.share(above_base)
    inside = [beside(f.root, start + (0.02 - start) * i / 20, 0) for i in range(20)]
    whole = [*inside, *f.shaft]
    span = sum(math.dist(a, b) for a, b in pairwise(whole))
    foot: Profile = [(0, f.hair)]
    if club:
        h = f.hair
        foot = [
            (up * h / span, h * across)
            for up, across in ((0, 0.1), (0.25, 0.9), (0.7, 1.4), (1.5, 1.7), (2.6, 1.55), (6, 1))
        ]
    profile: Profile = [*foot, (0.66, f.hair), (1, f.hair * 0.16)]
    bent = ribbon(whole[::-1], [(1 - s, w) for s, w in profile[::-1]], steps=30, late=1.8 if club else 1)
    shapes = [path(bent, colour)]
    if f.hair >= 3:
        gleam = [beside(whole, i / 24, -f.hair * 0.36) for i in range(2, 20)]
        thin: Profile = [(0, 0.2), (0.3, f.hair * 0.17), (0.7, f.hair * 0.15), (1, 0.1)]
        shapes.append(path(ribbon(gleam, thin), mix(colour, SKIN_DEEP, 0.5)))
    return shapes


def growing(
    f: Follicle, surface: Curve, canal: float, colour: str = HAIR, wash: tuple[str, float] | None = None
) -> list[str]:
    """Draw a follicle in its growth phase, with its hair.

    `wash` is the colour of something in the canal, and the share of the root down to which it reaches.
    """
    shapes = wrapped(f, _outer(f), surface, canal, f.share(f.bulb * 1.9))
    if wash:
        inside: Profile = [
            (0.01, f.hair + canal * 1.9),
            (0.12, f.hair + canal * 0.8),
            (wash[1], f.hair * 0.6),
        ]
        shapes.append(path(ribbon(f.root, inside, 0, wash[1], 18, 1, lambda x: surface(x) - 3), wash[0]))
    return [*shapes, *shaft(f, f.bulb * 3.1, colour), *bulb(f, colour)]


def resting(f: Follicle, surface: Curve, canal: float, strand: float) -> list[str]:
    """Draw a follicle that has stopped growing: a club hair on a strand of cells `strand` units long.

    The papilla, packed into a ball, hangs at the end of the strand.
    """
    r = f.sheath
    foot = f.share(strand)
    outer: Profile = [
        (0.02, r * 1.9),
        (0.13, r * 1.08),
        (0.3, r),
        (f.share(strand + r * 2.4), r),
        (f.share(strand + r * 1.1), r * 1.16),
        (foot, r * 0.5),
        (1, r * 0.4),
    ]
    below = beside(f.root, 1, 0)
    ball = r * 0.6
    dx, dy = (
        beside(f.root, 1, 0)[0] - beside(f.root, 0.94, 0)[0],
        beside(f.root, 1, 0)[1] - beside(f.root, 0.94, 0)[1],
    )
    unit = math.hypot(dx, dy)
    centre = below[0] + dx / unit * ball * 0.62, below[1] + dy / unit * ball * 0.62
    return [
        circle(centre, ball + 3.4, CAPSULE),
        *wrapped(f, outer, surface, canal, f.share(strand + r * 1.5)),
        *shaft(f, strand + r * 0.75, club=True),
        circle(centre, ball, CORAL),
    ]


def bulge(f: Follicle, at: float, size: float, side: float = 1) -> str:
    """Draw the bulge as a teal swelling on one side of the root sheath, centred at a share of the root."""
    half = size / f.length
    outer = [
        beside(f.root, at + half * t, side * (f.sheath * 0.98 + size * 0.34 * (1 - t * t) ** 1.5))
        for t in (-1, -0.66, -0.33, 0, 0.33, 0.66, 1)
    ]
    inner = [
        beside(f.root, at + half * t, side * f.sheath * (0.6 + 0.2 * t**4)) for t in (0.85, 0.3, -0.3, -0.85)
    ]
    return path(smooth([*outer, *inner], closed=True), TEAL)


def gland(mouth: Point, direction: Point, size: float) -> list[str]:
    """Draw a sebaceous gland: a duct from `mouth` towards `direction` that opens into a cluster of lobes."""
    dx, dy = direction
    lobes = [(1.5, 0.1, 0.62), (2.25, -0.35, 0.7), (2.2, 0.62, 0.72), (3.0, 0.1, 0.68), (2.9, 0.95, 0.55)]
    centres = [
        ((mouth[0] + (dx * a - dy * b) * size, mouth[1] + (dy * a + dx * b) * size), r * size)
        for a, b, r in lobes
    ]
    edge, fill, light = mix(SKIN_DEEP, HAIR, 0.15), mix(SAND, SKIN, 0.55), mix(SAND, WHITE, 0.35)
    duct = f"M{number(mouth[0])} {number(mouth[1])}L{number(centres[1][0][0])} {number(centres[1][0][1])}"
    return [
        path(duct, stroke=edge, line=size * 0.72),
        *(circle(c, r + 2.2, edge) for c, r in centres),
        path(duct, stroke=fill, line=size * 0.72 - 4.4),
        *(circle(c, r, fill) for c, r in centres),
        *(circle((c[0] - r * 0.1, c[1] - r * 0.15), r * 0.6, light) for c, r in centres),
    ]


def muscle(start: Point, end: Point, sag: float, half: float) -> list[str]:
    """Draw the arrector pili muscle as a spindle with a few fibres."""
    middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2 + sag
    spine = cubic(start, middle, middle, end, 30)
    profile: Profile = [(0, half * 0.55), (0.4, half), (0.85, half * 0.6), (1, half * 0.25)]
    fibres = [smooth([beside(spine, i / 12, half * k) for i in range(1, 11)]) for k in (-0.38, 0, 0.38)]
    return [
        path(ribbon(spine, profile), MUSCLE),
        path("".join(fibres), stroke=mix(MUSCLE, SKIN, 0.45), line=1.6),
    ]


def edge_of(f: Follicle, share: float, factor: float) -> Point:
    """Return the point `factor` sheath widths off the root at `share` of its length."""
    return beside(f.root, share, f.sheath * factor)


def outward(f: Follicle, share: float) -> Point:
    """Return the direction that leaves the root to its right at `share`."""
    return normal(f.root, share)
