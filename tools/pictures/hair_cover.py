"""The cover art and the ornament of the hair-restoration starter: strands that grow out of a calm horizon."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

from draw import Controls, between, blade, circle, cubic, number, path, ribbon, sampled, smooth
from palette import CORAL, MIST, SAND, SKIN, SKIN_DEEP, SKIN_LIGHT, TEAL, TEAL_DEEP, mix
from picture import Picture

WIDE, HIGH = 1000, 1400
SKY = tuple(mix(mix(TEAL_DEEP, "#000000", 0.3), mix(TEAL_DEEP, TEAL, 0.2), i / 4) for i in range(5))


def horizon(x: float) -> float:
    """Return the height of the scalp at `x`: the top of a very large, slightly off-centre circle."""
    return 1118 + 2600 - math.sqrt(2600**2 - (x - 330) ** 2)


@dataclass(frozen=True)
class Lock:
    """A lock of hair between two edge strands, each given by its Bezier points from root to tip."""

    first: Controls
    last: Controls
    count: int
    body: str
    light: str


LOCKS = (
    Lock(
        ((-330, 1180), (-300, 560), (180, 190), (1130, 20)),
        ((110, 1150), (110, 700), (470, 330), (1130, 190)),
        24,
        mix(TEAL_DEEP, TEAL, 0.12),
        mix(TEAL_DEEP, TEAL, 0.75),
    ),
    Lock(
        ((-110, 1160), (-90, 690), (330, 400), (1130, 130)),
        ((330, 1140), (310, 820), (600, 560), (1130, 400)),
        24,
        mix(TEAL_DEEP, TEAL, 0.42),
        mix(TEAL, MIST, 0.28),
    ),
    Lock(
        ((130, 1140), (90, 830), (470, 600), (1130, 330)),
        ((580, 1150), (550, 930), (760, 760), (1130, 610)),
        23,
        mix(TEAL_DEEP, TEAL, 0.8),
        mix(TEAL, MIST, 0.58),
    ),
    Lock(
        ((360, 1140), (310, 930), (640, 760), (1130, 540)),
        ((800, 1190), (780, 1050), (900, 920), (1130, 810)),
        22,
        mix(TEAL, MIST, 0.3),
        mix(SAND, MIST, 0.5),
    ),
    Lock(
        ((610, 1150), (570, 1010), (800, 890), (1130, 740)),
        ((1060, 1240), (1040, 1150), (1080, 1080), (1140, 1010)),
        20,
        mix(TEAL, MIST, 0.78),
        mix(SAND, "#ffffff", 0.4),
    ),
)


def strands(lock: Lock, seed: int) -> list[str]:
    """Draw a lock: its body, and over it fine strands that part and gather a little, as hair does."""
    chance = random.Random(seed)
    numbers = [[number(v) for v in p] for p in (*lock.first, *lock.last[::-1])]
    flat = [" ".join(p) for p in numbers]
    body = f"M{flat[0]}C{flat[1]} {flat[2]} {flat[3]}L{flat[4]}C{flat[5]} {flat[6]} {flat[7]}Z"
    shapes = [path(body, lock.body)]
    for i in range(lock.count):
        share = (i + 0.5) / lock.count
        drift = [share + chance.uniform(-k, k) / lock.count for k in (0.15, 0.7, 1.0, 1.3)]
        a, b, c, d = (
            between(p, q, min(0.99, max(0.01, s)))
            for p, q, s in zip(lock.first, lock.last, drift, strict=True)
        )
        # Strands towards the lower edge catch the light; the upper edge lies in the shade of the lock behind.
        tone = mix(lock.body, lock.light, 0.25 + 0.75 * share * chance.uniform(0.55, 1))
        shapes.append(path(blade((a, b, c, d), chance.uniform(1.3, 2.7)), tone))
    return shapes


def cover() -> Picture:
    """Layered locks in a long curve over a soft skin horizon, with a few follicles below it."""
    shapes = [f'<rect width="{WIDE}" height="{HIGH}" fill="{SKY[0]}"/>']
    for i, tone in enumerate(SKY[1:]):
        shapes.append(circle((330, 3718), 3718 - 250 - 190 * i, tone))
    for i, lock in enumerate(LOCKS):
        shapes += strands(lock, i)
    accent = ((248, 1130), (218, 800), (540, 560), (1120, 348))
    shapes += [path(blade(accent, 3), CORAL), *_ground(), *_roots()]
    return Picture("hair-cover", (WIDE, HIGH), shapes)


def _ground() -> list[str]:
    """The skin: three calm bands that follow the horizon."""
    shapes = []
    edge = sampled(horizon, 0, WIDE, 12)
    for depth, colour in (
        (0, mix(SKIN, SKIN_DEEP, 0.55)),
        (15, SKIN),
        (62, SKIN_LIGHT),
        (196, mix(SKIN_LIGHT, SAND, 0.7)),
    ):
        top = smooth([(x, y + depth) for x, y in edge])
        shapes.append(path(f"{top}L{WIDE} {HIGH}L0 {HIGH}Z", colour))
    return shapes


def _roots() -> list[str]:
    """A few follicles under the horizon, drawn as simply as they can be."""
    shapes = []
    for i, x in enumerate((96, 248, 400, 552, 704, 856)):
        y = horizon(x)
        lit = i == 1
        line = cubic((x, y - 8), (x - 1, y + 40), (x - 6, y + 90), (x - 18, y + 148), 24)
        sheath = [
            (0, 17),
            (0.05, 14),
            (0.15, 8.5),
            (0.58, 8.5),
            (0.83, 18),
            (0.91, 17.5),
            (0.97, 11),
            (1, 1.5),
        ]
        hair = [(0, 3), (0.52, 3), (0.8, 11), (0.89, 12), (0.95, 9), (0.985, 1)]
        papilla = [(0.74, 0.4), (0.86, 5.2), (0.94, 3.2), (0.98, 3)]
        shapes.append(path(ribbon(line, sheath, 0, 1, 34, 1.5, horizon), mix(SKIN, SKIN_DEEP, 0.4)))
        shapes.append(
            path(ribbon(line, hair, 0, 0.985, 30, 1.5, lambda u: horizon(u) - 3), mix(TEAL_DEEP, TEAL, 0.3))
        )
        shapes.append(path(ribbon(line, papilla, 0.74, 0.98, 12), CORAL if lit else SKIN_DEEP))
    return shapes


def divider() -> Picture:
    """Three strands and three follicle dots: a small ornament between sections."""
    shapes = []
    for x, reach, tone in ((92, 84, TEAL), (104, 66, mix(TEAL, MIST, 0.35)), (116, 48, CORAL)):
        tip = x + reach, 41 - reach * 0.4
        shapes.append(
            path(blade(((x, 40), (x - 4, 41 - reach * 0.22), (x + reach * 0.3, tip[1] + 1), tip), 1.8), tone)
        )
    shapes.append(path("M0 40L240 40", stroke=mix(TEAL, MIST, 0.55), line=1.4))
    return Picture("hair-divider", (240, 48), shapes)
