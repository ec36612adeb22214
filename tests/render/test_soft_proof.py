from __future__ import annotations

import pytest

from editor.render.soft_proof import BAND, soft_proof
from tests.presses import profile


def proofed(red: int, green: int, blue: int) -> tuple[int, int, int]:
    done = soft_proof(profile())(bytes((blue, green, red, 0)) * 4, 2, 2, 8)
    return done[2], done[1], done[0]


def test_colours_that_ink_cannot_show_become_duller() -> None:
    assert max(proofed(0, 0, 255)) < 220
    assert min(proofed(0, 255, 0)) > 40


def test_paper_stays_white_and_grey_stays_grey() -> None:
    assert proofed(255, 255, 255) == (255, 255, 255)
    assert proofed(128, 128, 128) == pytest.approx((128, 128, 128), abs=8)


def test_rows_and_their_padding_keep_their_places() -> None:
    width, height, stride = 3, BAND + 7, 20
    white, black = bytes((255, 255, 255, 0)), bytes(4)
    rows = [(white if row % 2 else black) * width + b"\x11" * 8 for row in range(height)]
    done = soft_proof(profile())(b"".join(rows), width, height, stride)
    assert len(done) == height * stride
    lights = [done[row * stride + 4 * (width - 1)] for row in range(height)]
    assert lights[1::2] == [255] * (height // 2)
    assert max(lights[0::2]) < 90
