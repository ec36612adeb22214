"""The labelled pictures of the physiotherapy starter."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from draw import Point, along, beside, between, circle, cubic, normal, number, path, polygon, ribbon, smooth
from palette import CORAL, HAIR, MIST, SAND, SKIN, SKIN_DEEP, SKIN_LIGHT, TEAL, TEAL_DEEP, WHITE, mix
from physio_cover import lozenge
from picture import Label, Picture, leader

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
    trunk, line = torso(hip, neck, 0.1, NEAR)
    back = [*(beside(line, 0.02 + 0.96 * i / 14, 0) for i in range(15)), between(neck, head, 0.34)]
    return [
        limb(far_leg, 16, 8, FAR),
        _foot(far_leg[-1], FAR),
        limb(leg, 18, 9, NEAR),
        _foot(leg[-1], NEAR),
        limb([neck, between(neck, head, 0.6)], 9, 9, NEAR),
        trunk,
        circle(head, 31, NEAR),
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
        (140, 312), (146, 158), (160, 92),
        [(150, 184), (168, 256), (236, 268)],
        [(140, 314), (246, 316), (240, 436)],
        [(144, 312), (260, 312), (266, 436)],
    )
    stand = person(
        (500, 252), (502, 100), (514, 38),
        [(506, 126), (512, 196), (532, 254)],
        [(500, 254), (504, 346), (496, 436)],
        [(502, 254), (516, 344), (518, 436)],
    )
    lift = person(
        (762, 316), (846, 196), (896, 146),
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
        *cubic((158, 524), (112, 606), (100, 650), (136, 716), 30)[1:],
    ]
    shapes, marks = _column(line)
    labels: list[Label] = []
    for (name, count, _, _), (top, bottom) in zip(REGIONS, marks, strict=True):
        middle = (top + bottom) / 2
        labels += [Label(name, (340, middle - 20), size=35, weight=650), Label(count, (340, middle + 20))]
        shapes.append(_bracket(314, top + 4, bottom - 4))
    shapes += _sacrum()
    labels += [Label("Sacrum", (340, 784), size=35, weight=650), Label("Coccyx", (340, 866), size=35, weight=650)]
    shapes += [leader((328, 784), (196, 784)), leader((328, 866), (206, 866))]
    shapes += _closeup()
    shapes += [
        leader((752, 208), (752, 330)),
        leader((648, 430), (694, 430)),
        leader((952, 628), (952, 452), (872, 452)),
    ]
    labels += [
        Label("Vertebra", (752, 184), "middle"),
        Label("Disc", (638, 430), "end"),
        Label("Nerve", (994, 654), "end"),
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
    return path(ribbon(line, [(0, half * 0.22), (0.6, half * 0.17), (0.85, half * 0.15), (1, half * 0.03)], steps=8), mix(tone, WHITE, 0.35))


def _sacrum() -> list[str]:
    sacrum = cubic((142, 730), (164, 770), (212, 796), (222, 846), 16)
    tail = cubic((223, 854), (222, 868), (214, 880), (192, 890), 8)
    bands = [(beside(sacrum, s, -w), beside(sacrum, s, w)) for s, w in ((0.28, 28), (0.48, 22), (0.68, 15))]
    return [
        path(ribbon(sacrum, [(0, 40), (0.12, 42), (0.7, 20), (0.95, 12), (1, 8)], steps=16), SKIN_DEEP),
        *(path(polygon(band, False), stroke=SKIN, line=3) for band in bands),
        path(ribbon(tail, [(0, 8), (0.5, 8), (1, 1.5)], steps=8), mix(SKIN_DEEP, HAIR, 0.3)),
    ]


def _closeup() -> list[str]:
    """Two vertebrae, the disc between them and the nerve that leaves beside it, in a round window."""
    shapes = [circle((815, 430), 172, MIST)]
    cord = cubic((866, 268), (862, 380), (862, 480), (868, 592), 16)
    shapes.append(path(ribbon(cord, [(0, 12), (1, 12)]), mix(CORAL, SKIN_LIGHT, 0.45)))
    back = mix(TEAL_DEEP, MIST, 0.28)
    for y in (340, 520):
        stalk = cubic((800, y - 14), (860, y - 20), (900, y - 8), (934, y + 44), 16)
        shapes.append(path(ribbon(stalk, [(0, 20), (0.4, 17), (0.6, 20), (0.92, 13), (1, 4)], steps=16), back))
        shapes.append(path(lozenge((752, y), (-1, 0), 76, 74), TEAL_DEEP))
    root = cubic((860, 408), (862, 436), (872, 446), (884, 462), 12)
    disc = lozenge((752, 430), (-1, 0), 80, 28)
    core = lozenge((752, 430), (-1, 0), 42, 15)
    return [
        *shapes,
        path(disc, DISC),
        path(core, mix(DISC, WHITE, 0.45)),
        path(ribbon(root, [(0, 8), (0.5, 9), (1, 5)]), CORAL),
    ]


def _bracket(x: float, top: float, bottom: float) -> str:
    return path(polygon([(x - 7, top), (x, top), (x, bottom), (x - 7, bottom)], False), stroke=TEAL_DEEP, line=2.2)
