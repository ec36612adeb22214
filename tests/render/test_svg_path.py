"""Path data become the same operators, to a thousandth, as the layout engine's own."""

from __future__ import annotations

import re
from collections import deque
from pathlib import Path
from types import SimpleNamespace

import pydyf
import pytest

from editor.render.svg_path import path_operators


def theirs(data: str) -> list[float]:
    """What WeasyPrint draws a path with: every number, without the point at the origin it begins with."""
    from weasyprint.svg.path import path

    stream = pydyf.Stream()
    image = SimpleNamespace(stream=stream, point=lambda x, y, _: (float(x), float(y)))
    path(image, SimpleNamespace(get=lambda *_: data, vertices=deque()), 10)
    text = b"\n".join(map(pydyf._to_bytes, stream.stream[1:])).decode()
    return numbers(text)


def numbers(operators: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+\.?\d*", operators)]


@pytest.mark.parametrize(
    "data",
    [
        "M1 2L3 4z",
        "m1,2 3,4 5-6zl1 1",
        "M0 0H5v-3h-2V9Z",
        "M1 1C2 3 4 5 6 7 8 9 10 11 12 13",
        "m1 1c.5-.5 1-1 2 0q1 2 3 3Q 4 4 9 9z",
    ],
)
def test_the_operators_are_those_of_the_engine(data: str) -> None:
    ours = path_operators(data)
    assert ours is not None
    assert numbers(ours.decode()) == pytest.approx(theirs(data), abs=2e-3)


@pytest.mark.parametrize(
    "data", ["M1 1A2 2 0 0 1 3 3", "M1 1S2 2 3 3", "L1 1", "", "M1", "M1 1C2 3", "M1e3 2L3 4"]
)
def test_what_it_does_not_know_is_left_to_the_engine(data: str) -> None:
    assert path_operators(data) is None


def test_the_starters_drawings_are_drawn_the_same(root: Path) -> None:
    seen = 0
    for drawing in root.glob("resources/starters/*/*.svg"):
        for data in re.findall(r'\sd="([^"]+)"', drawing.read_text())[:60]:
            ours = path_operators(data)
            if ours is not None:  # a few have arcs
                assert numbers(ours.decode()) == pytest.approx(theirs(data), abs=0.02)
                seen += 1
    assert seen > 200
