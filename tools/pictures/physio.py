"""The labelled pictures of the physiotherapy starter."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from draw import (
    Point,
    Profile,
    along,
    beside,
    between,
    circle,
    cubic,
    lozenge,
    normal,
    path,
    polygon,
    ribbon,
    smooth,
)
from palette import CORAL, HAIR, MIST, SAND, SKIN, SKIN_DEEP, SKIN_LIGHT, TEAL, TEAL_DEEP, WHITE, mix
from picture import Label, Picture, bracket, leader

NEAR = TEAL
FAR = mix(TEAL, MIST, 0.5)
DISC = mix(SKIN_DEEP, SKIN, 0.35)
WOOD = mix(SKIN_DEEP, SAND, 0.45)


def limb(points: Sequence[Point], start: float, end: float, colour: str) -> str:
    """Draw a limb as a rounded ribbon that narrows from half width `start` to `end`, through its joints."""
    shapes = []
    spans = list(pairwise(points))
    for i, (a, b) in enumerate(spans):
        w0 = start + (end - start) * i / len(spans)
        w1 = start + (end - start) * (i + 1) / len(spans)
        shapes.append(path(ribbon([a, between(a, b, 0.5), b], [(0, w0), (1, w1)], steps=2), colour))
        shapes.append(circle(a, w0, colour))
        shapes.append(circle(b, w1, colour))
    return "".join(shapes)


def torso(hip: Point, neck: Point, bulge: float, colour: str) -> tuple[str, list[Point]]:
    """Draw a trunk from hip to neck with a gentle S; return it and the line of its spine."""
    dx, dy = neck[0] - hip[0], neck[1] - hip[1]
    side = (dy, -dx)
    low = hip[0] + dx * 0.33 - side[0] * bulge, hip[1] + dy * 0.33 - side[1] * bulge
    high = hip[0] + dx * 0.7 + side[0] * bulge * 1.5, hip[1] + dy * 0.7 + side[1] * bulge * 1.5
    line = cubic(hip, low, high, neck, 24)
    shape = ribbon(line, [(0, 18), (0.3, 17), (0.68, 25), (0.88, 19), (1, 8)], steps=14)
    return path(shape, colour) + circle(hip, 19, colour), line


def person(
    hip: Point, neck: Point, head: Point, arm: Sequence[Point], leg: Sequence[Point], far_leg: Sequence[Point]
) -> list[str]:
    """Draw a figure in side view, its spine marked."""
    head = between(neck, head, 0.86)
    trunk, line = torso(hip, neck, 0.1, NEAR)
    back = [*(beside(line, 0.02 + 0.96 * i / 14, 0) for i in range(15)), between(neck, head, 0.34)]
    return [
        limb(far_leg, 16, 8, FAR),
        _foot(far_leg[-1], FAR),
        limb(leg, 18, 9, NEAR),
        _foot(leg[-1], NEAR),
        limb([neck, between(neck, head, 0.6)], 10, 10, NEAR),
        trunk,
        circle(head, 30, NEAR),
        limb(arm, 10, 7, mix(TEAL_DEEP, TEAL, 0.35)),
        path(smooth(back), stroke=CORAL, line=4.5),
        *(circle(along(back, i / 8), 5.2, CORAL, WHITE, 1.8) for i in range(9)),
    ]


def _foot(ankle: Point, colour: str) -> str:
    x, y = ankle
    return limb([(x - 1, y + 4), (x + 40, y + 9)], 8, 5, colour)


def posture() -> Picture:
    """Sitting, standing and lifting, with the line of the spine marked in each figure."""
    floor = 448.0
    sit = person(
        (140, 312),
        (146, 158),
        (160, 92),
        [(150, 184), (168, 256), (236, 268)],
        [(140, 314), (246, 316), (240, 436)],
        [(144, 312), (260, 312), (266, 436)],
    )
    stand = person(
        (500, 252),
        (502, 100),
        (514, 38),
        [(506, 126), (512, 196), (532, 254)],
        [(500, 254), (504, 346), (496, 436)],
        [(502, 254), (516, 344), (518, 436)],
    )
    lift = person(
        (762, 316),
        (846, 196),
        (896, 146),
        [(840, 220), (862, 292), (892, 340)],
        [(762, 318), (854, 334), (808, 436)],
        [(768, 316), (872, 328), (832, 436)],
    )
    shapes = [
        path(f"M20 {floor + 8}L980 {floor + 8}", stroke=mix(TEAL, MIST, 0.55), line=3),
        *_chair(),
        *sit,
        *stand,
        *_box(),
        *lift,
    ]
    labels = []
    for x, name, hint in (
        (172, "Sitting", "feet supported"),
        (506, "Standing", "weight on both feet"),
        (836, "Lifting", "load held close"),
    ):
        labels.append(Label(name, (x, 496), "middle", 35, 650))
        labels.append(Label(hint, (x, 536), "middle"))
    return Picture("posture", (1000, 560), shapes, labels)


def _chair() -> list[str]:
    legs = polygon([(92, 350), (80, 452)], False) + polygon([(200, 350), (212, 452)], False)
    return [
        path(legs, stroke=WOOD, line=7),
        path(polygon([(88, 344), (208, 344)], False), stroke=WOOD, line=11),
        path(smooth([(88, 342), (82, 284), (92, 226), (86, 172)]), stroke=WOOD, line=10),
    ]


def _box() -> list[str]:
    return [
        f'<rect x="878" y="312" width="90" height="80" rx="7" fill="{WOOD}"/>',
        f'<rect x="914" y="312" width="18" height="80" fill="{mix(WOOD, WHITE, 0.45)}"/>',
    ]


REGIONS = (
    ("Neck", "7 cervical", 7, mix(TEAL, MIST, 0.3)),
    ("Upper back", "12 thoracic", 12, TEAL),
    ("Lower back", "5 lumbar", 5, TEAL_DEEP),
)


def spine() -> Picture:
    """A spine from the side in its regions, with two vertebrae and their disc enlarged."""
    line = [
        *cubic((150, 34), (112, 96), (112, 130), (150, 200), 30),
        *cubic((150, 200), (226, 330), (216, 420), (158, 524), 40)[1:],
        *cubic((158, 524), (118, 596), (108, 656), (134, 716), 30)[1:],
    ]
    shapes, marks = _column(line)
    labels: list[Label] = []
    for (name, count, _, _), (top, bottom) in zip(REGIONS, marks, strict=True):
        middle = (top + bottom) / 2
        labels += [Label(name, (340, middle - 20), size=35, weight=650), Label(count, (340, middle + 20))]
        shapes.append(bracket(314, top + 4, bottom - 4, -7))
    shapes += _sacrum()
    labels += [
        Label("Sacrum", (340, 784), size=35, weight=650),
        Label("Coccyx", (340, 866), size=35, weight=650),
    ]
    shapes += [leader((328, 784), (196, 784)), leader((328, 866), (221, 866))]
    shapes += _closeup()
    shapes += [
        leader((748, 208), (748, 322)),
        leader((640, 430), (690, 430)),
        leader((954, 632), (954, 456), (880, 456)),
    ]
    labels += [
        Label("Vertebra", (748, 184), "middle"),
        Label("Disc", (630, 430), "end"),
        Label("Nerve", (996, 658), "end"),
    ]
    return Picture("spine", (1000, 900), shapes, labels)


def _column(line: Sequence[Point]) -> tuple[list[str], list[tuple[float, float]]]:
    """Draw the 24 vertebrae with their discs and spines; return the top and bottom of each region too."""
    sizes = [(0.58 + 0.42 * i / 23) for i in range(24)]
    total = sum(sizes)
    shapes: list[str] = [path(ribbon(line, [(0, 18), (1, 38)], 0, 1, 40), DISC)]
    marks = []
    done, i = 0.0, 0
    for _, _, count, tone in REGIONS:
        top = along(line, done / total)[1]
        for _ in range(count):
            share = (done + sizes[i] / 2) / total
            centre, across = along(line, share), normal(line, share)
            half = 46 * sizes[i]
            shapes.append(_process(centre, across, half, tone))
            shapes.append(path(lozenge(centre, across, half, 17 * sizes[i]), tone))
            done += sizes[i]
            i += 1
        marks.append((top, along(line, done / total)[1]))
    return shapes, marks


def _process(centre: Point, across: Point, half: float, tone: str) -> str:
    """Draw the spinous process, which points backwards and down."""
    ax, ay = across
    start = centre[0] - ax * half * 0.6, centre[1] - ay * half * 0.6
    knee = centre[0] - ax * half * 1.55, centre[1] - ay * half * 1.55 + half * 0.12
    tip = centre[0] - ax * half * 2.05, centre[1] - ay * half * 2.05 + half * 0.5
    line = cubic(start, knee, knee, tip, 10)
    return path(
        ribbon(line, [(0, half * 0.22), (0.6, half * 0.17), (0.85, half * 0.15), (1, half * 0.03)], steps=8),
        mix(tone, WHITE, 0.35),
    )


def _sacrum() -> list[str]:
    sacrum = cubic((142, 730), (164, 770), (212, 796), (222, 846), 16)
    tail = cubic((223, 854), (222, 868), (214, 880), (192, 890), 8)
    bands = [(beside(sacrum, s, -w), beside(sacrum, s, w)) for s, w in ((0.28, 28), (0.48, 22), (0.68, 15))]
    return [
        path(ribbon(sacrum, [(0, 33), (0.07, 40), (0.7, 20), (0.95, 12), (1, 8)], steps=16), SKIN_DEEP),
        *(path(polygon(band, False), stroke=SKIN, line=3) for band in bands),
        path(ribbon(tail, [(0, 8), (0.5, 8), (1, 1.5)], steps=8), mix(SKIN_DEEP, HAIR, 0.3)),
    ]


def _closeup() -> list[str]:
    """Two vertebrae, the disc between them and the nerve that leaves beside it, in a round window."""
    shapes = [circle((815, 430), 176, SAND)]
    cord = cubic((868, 262), (863, 380), (863, 480), (868, 598), 16)
    shapes.append(path(ribbon(cord, [(0, 13), (1, 13)]), mix(CORAL, SKIN_LIGHT, 0.55)))
    for y in (338, 522):
        stalk = cubic((796, y - 12), (850, y - 20), (892, y - 12), (928, y + 48), 16)
        half: Profile = [(0, 24), (0.3, 17), (0.58, 21), (0.86, 15), (0.95, 11), (0.99, 4), (1, 1)]
        shapes.append(path(ribbon(stalk, half, 0, 1, 26, 1.4), mix(TEAL, MIST, 0.4)))
        shapes += _body((748, y))
    root = cubic((863, 396), (862, 424), (868, 440), (892, 468), 16)
    return [
        *shapes,
        path(lozenge((748, 430), (-1, 0), 80, 30), DISC),
        path(lozenge((752, 430), (-1, 0), 40, 14), mix(DISC, WHITE, 0.5)),
        path(ribbon(root, [(0, 1), (0.35, 9), (0.75, 8), (0.95, 6), (1, 2)], steps=20), CORAL),
    ]


def _body(centre: Point) -> list[str]:
    """A vertebral body from the side: broad at its two plates, waisted between them."""
    x, y = centre
    right = [
        (x + 68, y - 62),
        (x + 77, y - 52),
        (x + 73, y - 38),
        (x + 65, y),
        (x + 73, y + 38),
        (x + 77, y + 52),
    ]
    right += [(x + 68, y + 62), (x, y + 57)]
    left = [(2 * x - u, 2 * y - v) for u, v in right]
    plates = [[(x - 60, y + s * 49), (x, y + s * 45), (x + 60, y + s * 49)] for s in (-1, 1)]
    return [
        path(smooth([*right, *left], closed=True), TEAL),
        path("".join(smooth(p) for p in plates), stroke=mix(TEAL, MIST, 0.45), line=3),
    ]
