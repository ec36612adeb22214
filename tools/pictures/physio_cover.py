"""The cover art of the physiotherapy starter: a spine in a field of flowing bands."""

from __future__ import annotations

import random
from itertools import pairwise

from draw import Point, along, blade, cubic, lozenge, normal, number, path, smooth
from palette import CORAL, MIST, SAND, SKIN, SKIN_DEEP, SKIN_LIGHT, TEAL, TEAL_DEEP, WHITE, mix
from picture import Picture

WIDE, HIGH = 1000, 1400
CHANNEL = (-92, 112)
# The side view of a back, from above the neck to the sacrum, leaving the picture at both ends.
SPINE = (
    (668, -120),
    (612, 20),
    (584, 140),
    (612, 270),
    (668, 420),
    (694, 570),
    (676, 720),
    (612, 870),
    (548, 1010),
    (530, 1130),
    (574, 1260),
    (660, 1380),
    (740, 1500),
)


def flow(shift: float) -> list[Point]:
    """Return a line `shift` units to the right of the spine, which bends less the farther off it runs."""
    bend = 1 / (1 + (abs(shift) / 620) ** 1.4)
    return [(612 + (x - 612) * bend + shift, y + shift * 0.12) for x, y in SPINE]


def cover() -> Picture:
    """Bands from deep teal to warm sand that follow a spine, whose vertebrae are drawn as smooth lozenges."""
    bands = (
        (-900, mix(TEAL_DEEP, "#000000", 0.25)),
        (-500, TEAL_DEEP),
        (-385, mix(TEAL_DEEP, TEAL, 0.6)),
        (-275, mix(TEAL, MIST, 0.2)),
        (-180, mix(TEAL, MIST, 0.5)),
        (CHANNEL[0], mix(TEAL, MIST, 0.86)),
        (CHANNEL[1], SAND),
        (200, SKIN_LIGHT),
        (285, mix(SKIN_LIGHT, SKIN, 0.7)),
        (380, mix(SKIN, SKIN_DEEP, 0.35)),
        (900, SKIN),
    )
    shapes = []
    chance = random.Random(2)
    for (left, colour), (right, following) in pairwise(bands):
        edge = flow(left)
        shapes.append(path(smooth(edge) + f"L1300 1600L1300 -300L{number(edge[0][0])} -300Z", colour))
        if left in (-900, CHANNEL[0]):
            continue
        light = mix(following, WHITE, 0.25) if left < 0 else mix(colour, SKIN_DEEP, 0.42)
        reach = min(right, left + 200) - left
        count = round(reach / 12)
        for i in range(count):
            share = (i + 0.5 + chance.uniform(-0.3, 0.3)) / count
            tone = mix(colour, light, 0.2 + 0.5 * share)
            shapes.append(path(smooth(flow(left + reach * share)), stroke=tone, line=chance.uniform(1.2, 3)))
    return Picture("physio-cover", (WIDE, HIGH), [*shapes, *vertebrae()])


def vertebrae() -> list[str]:
    """Draw the vertebrae and their spines, smaller towards the neck, one of them in the accent colour."""
    fine = _dense(flow(0))
    bodies, spines = [], []
    share, i = 0.02, 0
    while share < 0.98:
        size = 0.6 + 0.5 * share
        (x, y), (ax, ay) = along(fine, share), normal(fine, share)
        half = 66 * size
        tone = CORAL if i == 14 else mix(TEAL_DEEP, TEAL, 0.25)
        bodies.append(path(lozenge((x, y), (ax, ay), half, 35 * size), tone))
        root = x - ax * half * 0.8, y - ay * half * 0.8
        knee = x - ax * half * 1.5, y - ay * half * 1.5
        tip = x - ax * half * 2.15 + ay * half * 0.2, y - ay * half * 2.15 + half * 0.62
        spines.append(path(blade((root, knee, knee, tip), 8.5 * size), mix(tone, MIST, 0.42)))
        share += 0.044 * size + 0.0035
        i += 1
    return [*spines, *bodies]


def _dense(points: list[Point]) -> list[Point]:
    """Return the Catmull-Rom curve through `points`, the one that `smooth` draws, as a fine polyline."""
    out: list[Point] = []
    for p0, p1, p2, p3 in zip(
        [points[0], *points], points, points[1:], [*points[2:], points[-1]], strict=False
    ):
        first = p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6
        second = p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6
        out += cubic(p1, first, second, p2, 8)[:-1]
    return [*out, points[-1]]
