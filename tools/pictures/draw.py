"""Curves and SVG elements: points in, markup out. Lengths are in picture units, y grows downwards."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

Point = tuple[float, float]
Profile = Sequence[tuple[float, float]]
Controls = tuple[Point, Point, Point, Point]


def number(value: float) -> str:
    """Return `value` with at most one decimal, in the shortest spelling SVG reads."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def between(a: Point, b: Point, share: float) -> Point:
    """Return the point `share` of the way from `a` to `b`."""
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def cubic(a: Point, b: Point, c: Point, d: Point, count: int = 24) -> list[Point]:
    """Return `count` + 1 points along the cubic Bezier curve from `a` to `d`."""

    def at(t: float) -> Point:
        s = 1 - t
        weights = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
        return (
            sum(w * p[0] for w, p in zip(weights, (a, b, c, d), strict=True)),
            sum(w * p[1] for w, p in zip(weights, (a, b, c, d), strict=True)),
        )

    return [at(i / count) for i in range(count + 1)]


def along(points: Sequence[Point], share: float) -> Point:
    """Return the point at `share` (0 to 1) of the length of a polyline."""
    lengths = [math.dist(a, b) for a, b in pairwise(points)]
    rest = share * sum(lengths)
    for (a, b), length in zip(pairwise(points), lengths, strict=True):
        if rest <= length:
            return between(a, b, rest / length if length else 0)
        rest -= length
    return points[-1]


def normal(points: Sequence[Point], share: float) -> Point:
    """Return the unit normal at `share` of the length, a quarter turn clockwise from the way ahead."""
    a, b = along(points, max(0, share - 0.01)), along(points, min(1, share + 0.01))
    length = math.dist(a, b) or 1
    return -(b[1] - a[1]) / length, (b[0] - a[0]) / length


def beside(points: Sequence[Point], share: float, offset: float) -> Point:
    """Return the point `offset` units off the polyline at `share` of its length."""
    (x, y), (nx, ny) = along(points, share), normal(points, share)
    return x + nx * offset, y + ny * offset


def eased(profile: Profile, share: float) -> float:
    """Return the value of a profile of (share, value) knots at `share`.

    Between knots it is a monotone cubic: smooth, and never outside the values of the two knots beside it.
    """
    if share <= profile[0][0] or len(profile) == 1:
        return profile[0][1]
    for i, ((s0, v0), (s1, v1)) in enumerate(pairwise(profile)):
        if share <= s1:
            h = s1 - s0
            t = (share - s0) / h
            m0, m1 = _tangent(profile, i) * h, _tangent(profile, i + 1) * h
            return (
                v0 * (1 + 2 * t) * (1 - t) ** 2
                + m0 * t * (1 - t) ** 2
                + v1 * t * t * (3 - 2 * t)
                + m1 * t * t * (t - 1)
            )
    return profile[-1][1]


def _tangent(profile: Profile, i: int) -> float:
    """Return the slope at knot `i`: the harmonic mean of the slopes beside it, level at a peak."""
    slopes = [(v1 - v0) / (s1 - s0) for (s0, v0), (s1, v1) in pairwise(profile)]
    if i == 0 or i == len(slopes):
        return slopes[min(i, len(slopes) - 1)]
    before, after = slopes[i - 1], slopes[i]
    return 2 * before * after / (before + after) if before * after > 0 else 0


def smooth(points: Sequence[Point], closed: bool = False) -> str:
    """Return path data for the Catmull-Rom curve through `points`, written as cubic Beziers."""
    last = len(points)
    if closed:
        ring = [points[-1], *points, points[0], points[1]]
    else:
        ring = [points[0], *points, points[-1]]
        last -= 1
    parts = [f"M{number(points[0][0])} {number(points[0][1])}"]
    for i in range(1, last + 1):
        p0, p1, p2, p3 = ring[i - 1 : i + 3]
        c1 = p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6
        c2 = p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6
        parts.append("C" + " ".join(number(v) for v in (*c1, *c2, *p2)))
    return "".join(parts) + ("Z" if closed else "")


def polygon(points: Sequence[Point], closed: bool = True) -> str:
    """Return path data for straight lines through `points`."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + ("Z" if closed else "")


def ribbon(
    points: Sequence[Point],
    profile: Profile,
    start: float = 0,
    end: float = 1,
    steps: int = 14,
    late: float = 1,
    below: Callable[[float], float] | None = None,
) -> str:
    """Return a closed shape along `points` between two shares of its length; `profile` gives half its width.

    With `late` over 1 the steps lie closer together towards the end, where a shape is rounded off.
    With `below`, no point rises above the curve y = below(x): the shape is cut off there.
    """
    shares = [start + (end - start) * (1 - (1 - i / steps) ** late) for i in range(steps + 1)]
    right = [beside(points, s, eased(profile, s)) for s in shares]
    left = [beside(points, s, -eased(profile, s)) for s in reversed(shares)]
    if below is not None:
        right, left = ([(x, max(y, below(x))) for x, y in side] for side in (right, left))
    return smooth(right) + "L" + smooth(left)[1:] + "Z"


def path(d: str, fill: str = "none", stroke: str | None = None, line: float = 2) -> str:
    """Return a path element; a stroke has round caps and joins."""
    if stroke is None:
        return f'<path d="{d}" fill="{fill}"/>'
    return (
        f'<path d="{d}" fill="{fill}" stroke="{stroke}" stroke-width="{number(line)}"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
    )


def circle(
    centre: Point, radius: float, fill: str = "none", stroke: str | None = None, line: float = 2
) -> str:
    """Return a circle element."""
    edge = f' stroke="{stroke}" stroke-width="{number(line)}"' if stroke else ""
    x, y, r = (number(v) for v in (*centre, radius))
    return f'<circle cx="{x}" cy="{y}" r="{r}" fill="{fill}"{edge}/>'


def ellipse(centre: Point, rx: float, ry: float, turn: float, fill: str, stroke: str | None = None) -> str:
    """Return an ellipse element turned by `turn` degrees."""
    x, y = number(centre[0]), number(centre[1])
    edge = f' stroke="{stroke}" stroke-width="1.5"' if stroke else ""
    return (
        f'<ellipse cx="{x}" cy="{y}" rx="{number(rx)}" ry="{number(ry)}"'
        f' transform="rotate({number(turn)} {x} {y})" fill="{fill}"{edge}/>'
    )


def sampled(edge: Callable[[float], float], left: float, right: float, count: int) -> list[Point]:
    """Return `count` + 1 points of the curve y = edge(x) from `left` to `right`."""
    return [
        (left + (right - left) * i / count, edge(left + (right - left) * i / count)) for i in range(count + 1)
    ]


def cells(seeds: Sequence[Point], bounds: tuple[float, float, float, float], gap: float) -> list[str]:
    """Return the rounded Voronoi cells of `seeds` inside `bounds` (left, top, right, bottom)."""
    left, top, right, bottom = bounds
    frame = [(left, top), (right, top), (right, bottom), (left, bottom)]
    shapes = []
    for seed in seeds:
        corners = frame
        for other in sorted(seeds, key=lambda p: math.dist(p, seed))[1:14]:
            corners = _nearer(corners, seed, other)
        middle = sum(x for x, _ in corners) / len(corners), sum(y for _, y in corners) / len(corners)
        shrunk = [between(p, middle, min(0.6, gap / (math.dist(p, middle) or 1))) for p in corners]
        shapes.append(_rounded(shrunk))
    return shapes


def _nearer(corners: Sequence[Point], seed: Point, other: Point) -> list[Point]:
    """Cut away the part of a polygon that is nearer to `other` than to `seed`."""

    def side(p: Point) -> float:
        return math.dist(p, other) ** 2 - math.dist(p, seed) ** 2

    kept: list[Point] = []
    for a, b in pairwise([*corners, corners[0]]):
        if side(a) >= 0:
            kept.append(a)
        if (side(a) >= 0) != (side(b) >= 0):
            kept.append(between(a, b, side(a) / (side(a) - side(b))))
    return kept


def _rounded(corners: Sequence[Point]) -> str:
    """Return a polygon with its corners rounded off a third of the way along its edges."""
    parts = []
    for before, corner, after in zip(
        [corners[-1], *corners[:-1]], corners, [*corners[1:], corners[0]], strict=True
    ):
        a, b = between(corner, before, 0.42), between(corner, after, 0.42)
        parts.append(f"{number(a[0])} {number(a[1])}Q{' '.join(number(v) for v in (*corner, *b))}")
    return "M" + "L".join(parts) + "Z"


def blade(controls: Controls, half: float) -> str:
    """Return one tapered strand, `half` units in half width at its root and nearly nothing at its tip."""
    sides = []
    for sign in (1, -1):
        side = []
        for i, width in enumerate((half, half * 0.95, half * 0.7, 0.25)):
            before, after = controls[max(0, i - 1)], controls[min(3, i + 1)]
            length = math.dist(before, after) or 1
            nx, ny = -(after[1] - before[1]) / length, (after[0] - before[0]) / length
            side.append((controls[i][0] + nx * width * sign, controls[i][1] + ny * width * sign))
        sides.append(side)
    there = " ".join(number(v) for p in sides[0][1:] for v in p)
    back = " ".join(number(v) for p in sides[1][2::-1] for v in p)
    end = " ".join(number(v) for v in sides[1][3])
    return f"M{number(sides[0][0][0])} {number(sides[0][0][1])}C{there}L{end}C{back}Z"


def lozenge(centre: Point, across: Point, half: float, high: float) -> str:
    """Return a rounded, slightly waisted block `half` units to each side and `high` units up and down."""
    ring = []
    for i in range(16):
        angle = 2 * math.pi * i / 16
        c, s = math.cos(angle), math.sin(angle)
        u = math.copysign(abs(c) ** 0.5, c) * half
        v = math.copysign(abs(s) ** 0.6, s) * high * (0.8 + 0.2 * abs(c) ** 2)
        ring.append((centre[0] + across[0] * u - across[1] * v, centre[1] + across[1] * u + across[0] * v))
    return smooth(ring, closed=True)
