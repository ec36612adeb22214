"""The anatomical pictures of the hair-restoration starter."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from draw import Point, along, beside, cubic, ellipse, path, polygon, ribbon, sampled, smooth
from palette import CORAL, HAIR, MIST, SAND, SKIN, SKIN_DEEP, SKIN_LIGHT, TEAL, TEAL_DEEP, WHITE, mix
from picture import Label, Picture, bracket, leader, lines, plate
from skin import (
    LOBULE,
    Curve,
    Follicle,
    Slab,
    bulge,
    edge_of,
    gland,
    growing,
    muscle,
    planted,
    resting,
    slab,
    wave,
)


def follicle() -> Picture:
    """One follicle in a block of skin; layers named on the left, structures on the right."""
    surface = wave(196, 4, 420, 0.6)
    block = Slab(262, 700, surface, wave(246, 3, 420, 0.4), wave(590, 7, 520, 0.8), 872)
    f = planted((478, 197), (402, 770), (604, 24), (30, 64, 13), bend=-6, curl=70)
    site = 0.46
    grip = edge_of(f, site, -1.1)
    artery = cubic((262, 836), (380, 806), (520, 856), (700, 808), 24)
    shapes = [
        *slab(block, 3, 15, 6),
        *_vessels(f, artery),
        *muscle(grip, (676, 262), 12, 15),
        *gland(edge_of(f, 0.22, -0.7), (0.98, 0.02), 31),
        *growing(f, surface, 8),
        *_loops(f),
        bulge(f, site, 42, -1),
    ]
    labels: list[Label] = []
    for words, y, to in (
        (["Hair shaft"], None, beside(f.shaft, 0.6, 0)),
        (["Sebaceous", "gland"], 238, (572, 302)),
        (["Arrector pili", "muscle"], None, (600, 352)),
        (["Bulge"], None, edge_of(f, site, -1.15)),
        (["Hair matrix"], None, beside(f.root, f.share(112), -22)),
        (["Dermal papilla"], None, beside(f.root, f.share(56), 0)),
        (["Blood vessels"], None, along(artery, 0.84)),
    ):
        level = to[1] if y is None else y
        labels += lines(words, (738, level))
        shapes.append(leader((728, level), *_elbow(level, to)))
    for words, top, bottom in (
        (["Epidermis"], 196, 246),
        (["Dermis"], 250, 588),
        (["Fat below", "the skin"], 592, 872),
    ):
        middle = (top + bottom) / 2
        labels += lines(words, (222, middle), "end")
        shapes.append(bracket(242, top + 2, bottom - 2, 9))
    return Picture("follicle", (1000, 900), shapes, labels)


def _elbow(y: float, to: Point) -> tuple[Point, ...]:
    return (to,) if abs(to[1] - y) < 1 else ((712, y), to)


def _vessels(f: Follicle, artery: Sequence[Point]) -> list[str]:
    """An artery and a vein through the fat, each with a branch up to the base of the follicle."""
    x, y = f.root[-1]
    vein = cubic((262, 856), (400, 830), (540, 870), (700, 832), 24)
    up = cubic((x - 80, 824), (x - 26, 820), (x - 5, 812), (x - 5, y - 4), 12)
    down = cubic((x + 6, y - 4), (x + 6, 806), (x + 34, 836), (x + 96, 848), 12)
    deep = mix(TEAL, TEAL_DEEP, 0.5)
    return [
        path(smooth(vein), stroke=deep, line=9),
        path(smooth(down), stroke=deep, line=5),
        path(smooth(artery), stroke=CORAL, line=9),
        path(smooth(up), stroke=CORAL, line=5),
    ]


def _loops(f: Follicle) -> list[str]:
    """Fine capillary loops in the papilla."""
    shapes = []
    for reach, out in ((0.95, 6), (1.22, 2.5)):
        up = [beside(f.root, f.share(f.bulb * reach * i / 6), -out * min(1, i / 2)) for i in range(6)]
        down = [
            beside(f.root, f.share(f.bulb * reach * i / 6), out * min(1, i / 2)) for i in range(5, -1, -1)
        ]
        shapes.append(path(smooth([*up, *down]), stroke=mix(CORAL, SKIN_LIGHT, 0.6), line=1.8))
    return shapes


def _wide_slab(
    surface: Curve, depth: tuple[float, float, float], right: float = 1000, corner: float = 14
) -> Slab:
    epidermis, dermis, bottom = depth
    return Slab(0, right, surface, wave(epidermis, 2, 380, 0.5), wave(dermis, 4, 460, 0.9), bottom, corner)


def cycle() -> Picture:
    """Growth, transition, rest and new growth, side by side in one strip of skin."""
    surface = wave(192, 3, 500, 0.4)
    grow = planted((122, 190), (104, 428), (196, 16), (15, 32, 7), curl=40)
    shift = planted((372, 190), (356, 392), (446, 16), (15, 0, 7), curl=40)
    rest = planted((622, 190), (611, 326), (696, 16), (15, 0, 7), curl=40)
    new = planted((872, 190), (856, 408), (884, 138), (14, 29, 4.4), curl=4)
    shapes = slab(_wide_slab(surface, (218, 352, 456)), 11, 13, 4)
    shapes += [*growing(grow, surface, 5), *resting(shift, surface, 5, 62), *resting(rest, surface, 5, 9)]
    shapes += [*growing(new, surface, 8), *_shed((842, 168), (934, 20))]
    for f in (grow, shift, rest, new):
        shapes.append(bulge(f, 86 / f.length, 18, -1))
    grip = edge_of(grow, 86 / grow.length, -1.15)
    ball = shift.root[-1][0] - 1, shift.root[-1][1] + 6
    labels = [
        Label("Bulge", (196, grip[1])),
        Label("Dermal papilla", (406, ball[1])),
    ]
    shapes += [leader((188, grip[1]), grip), plate(labels[1], LOBULE), leader((398, ball[1]), ball)]
    for i, (name, plain) in enumerate(
        (("Anagen", "growth"), ("Catagen", "transition"), ("Telogen", "rest"), ("Anagen", "new growth"))
    ):
        x = 118 + 250 * i
        labels.append(Label(name, (x, 494), "middle", 35, 650))
        labels.append(Label(plain, (x, 534), "middle"))
        if i:
            shapes.append(_arrow((x - 144, 494), (x - 106, 494)))
    return Picture("hair-cycle", (1000, 560), shapes, labels)


def _shed(club: Point, tip: Point) -> list[str]:
    """A club hair that has left its follicle."""
    line = cubic(club, (club[0] + 6, club[1] - 60), (tip[0] - 60, tip[1] + 26), tip, 24)
    tint = mix(HAIR, SKIN_DEEP, 0.45)
    profile = [(0, 1), (0.3, 5.6), (0.76, 5.8), (0.9, 9), (0.95, 9.8), (0.975, 8), (0.99, 4.6), (1, 0.6)]
    return [path(ribbon(line[::-1], profile, steps=30, late=1.8), tint)]


def _arrow(start: Point, end: Point) -> str:
    x, y = end
    return path(
        polygon([start, end], False) + polygon([(x - 9, y - 8), (x, y), (x - 9, y + 8)], False),
        stroke=CORAL,
        line=3.2,
    )


def miniaturisation() -> Picture:
    """A thick terminal hair and three ever smaller follicles, down to a fine vellus hair."""
    surface = wave(178, 3, 500, 0.4)
    steps = (
        planted((122, 176), (102, 404), (206, 14), (16.5, 34, 8.2), curl=42),
        planted((372, 176), (356, 354), (438, 44), (13.5, 26, 5.8), curl=34),
        planted((622, 176), (610, 312), (662, 92), (10.5, 19, 3.6), curl=20),
        planted((872, 176), (864, 258), (890, 134), (7.5, 12, 1.9), curl=10),
    )
    shapes = slab(_wide_slab(surface, (202, 332, 430)), 5, 13, 4)
    for i, f in enumerate(steps):
        shapes += growing(f, surface, 2 + f.hair * 0.45, mix(HAIR, SKIN_DEEP, 0.13 * i))
    papilla = beside(steps[0].root, steps[0].share(18), -1)
    labels = [
        Label("Dermal papilla", (170, papilla[1])),
        Label("Terminal hair", (20, 484)),
        Label("Vellus hair", (980, 484), "end"),
    ]
    shapes += [plate(labels[0], LOBULE), leader((162, papilla[1]), papilla)]
    shapes.append(_wedge(268, 776, 484))
    return Picture("miniaturisation", (1000, 520), shapes, labels)


def _wedge(left: float, right: float, y: float) -> str:
    """An arrow that thins out as the hairs above it do."""
    tail = polygon([(left, y - 8), (right - 12, y - 1.4), (right - 12, y + 1.4), (left, y + 8)])
    return path(tail, CORAL) + path(
        polygon([(right - 18, y - 9), (right - 8, y), (right - 18, y + 9)], False), stroke=CORAL, line=3.2
    )


def scalp() -> Picture:
    """The layers of the scalp, with a product on the surface and a fine needle in the dermis."""
    surface = wave(196, 3, 430, 0.4)
    block = _wide_slab(surface, (218, 344, 440), 716, 0)
    follicles = [
        planted((x, 194), (x - 22, 408 - dip), (x + 66, 84 + dip), (11, 23, 4.8), curl=30)
        for x, dip in ((88, 0), (204, 8), (324, 2), (556, 8), (664, 0))
    ]
    film = mix(TEAL, MIST, 0.3)
    shapes = [*_deep(716), *slab(block, 8, 12, 4), *_depot((446, 290)), _film(surface, film)]
    for i, f in enumerate(follicles):
        shapes += growing(f, surface, 4.5, wash=(mix(TEAL, MIST, 0.45), 0.36) if i < 2 else None)
    shapes += _needle((448, 286), (532, 16))
    labels = [Label("Topical product", (30, 34)), Label("Fine injection", (574, 34))]
    shapes.append(leader((176, 58), (176, surface(176) - 6)))
    shapes.append(leader((564, 34), (526, 34)))
    for text, y, top, bottom in (
        ("Epidermis", 208, 198, 218),
        ("Dermis", 282, 222, 342),
        ("Fat layer", 392, 346, 438),
        ("Fibrous layer", 456, 442, 470),
        ("Skull", 520, 484, 556),
    ):
        labels.append(Label(text, (752, y)))
        shapes.append(bracket(728, top + 2, bottom - 2, -7))
    return Picture("scalp-section", (1000, 560), shapes, labels)


def _deep(right: float) -> list[str]:
    """Under the fat: the fibrous layer, a thin loose layer, and the skull with its spongy bone."""
    chance = random.Random(4)
    bone = mix(SAND, WHITE, 0.2)
    shapes = [
        path(polygon([(0, 400), (right, 400), (right, 490), (0, 490)]), mix(SKIN_LIGHT, SAND, 0.5)),
        path(polygon([(0, 400), (right, 400), (right, 470), (0, 470)]), mix(SKIN, SKIN_DEEP, 0.55)),
        path(f"M0 484L{right} 484L{right} 540Q{right} 558 {right - 18} 558L18 558Q0 558 0 540Z", bone),
        path(f"M0 484L{right} 484", stroke=mix(SAND, SKIN_DEEP, 0.6), line=4),
    ]
    pores = [
        (x + chance.uniform(-7, 7), y + chance.uniform(-4, 4)) for y in (512, 535) for x in range(24, 700, 31)
    ]
    tint = mix(SAND, SKIN_DEEP, 0.28)
    strands = "".join(
        smooth([(x, y + chance.uniform(-1.5, 1.5)) for x in range(6 + shift, 712, 88)])
        for shift, y in ((0, 448), (30, 456), (8, 463))
    )
    shapes.insert(2, path(strands, stroke=mix(SKIN, SKIN_DEEP, 0.15), line=1.8))
    return [*shapes, *(ellipse(p, chance.uniform(5, 9), chance.uniform(3, 5), 0, tint) for p in pores)]


def _depot(centre: Point) -> list[str]:
    """Where the injected fluid lies."""
    return [
        ellipse(centre, 52, 26, -6, mix(SKIN_LIGHT, TEAL, 0.2)),
        ellipse(centre, 36, 17, -6, mix(SKIN_LIGHT, TEAL, 0.36)),
    ]


def _film(surface: Curve, colour: str) -> str:
    """A film of product on the skin."""
    top = sampled(
        lambda x: surface(x) - 2 - 9 * max(0, math.sin(math.pi * (x - 44) / 212)) ** 0.7, 44, 256, 20
    )
    low = sampled(lambda x: surface(x) + 2, 44, 256, 12)
    return path(smooth(top) + "L" + smooth(low[::-1])[1:] + "Z", colour)


def _needle(tip: Point, end: Point) -> list[str]:
    """A fine needle, its hub and the end of its barrel."""
    line = [tip, end]
    steel = mix(TEAL_DEEP, MIST, 0.4)
    return [
        path(ribbon(line, [(0, 0.3), (0.05, 2.2), (1, 2.2)], 0, 0.7, 10), steel),
        path(
            polygon([beside(line, s, w) for s, w in ((0.64, -4), (0.64, 4), (0.74, 10), (0.74, -10))]), TEAL
        ),
        path(
            polygon([beside(line, s, w) for s, w in ((0.74, -15), (0.74, 15), (1, 15), (1, -15))]),
            MIST,
            TEAL,
            3,
        ),
        path(
            polygon([beside(line, s, w) for s, w in ((0.76, -9), (0.76, 9), (0.9, 9), (0.9, -9))]),
            mix(TEAL, MIST, 0.5),
        ),
    ]
