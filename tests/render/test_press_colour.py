"""Colours as inks: what was given, what was mixed from it, black, and the rest through the profile."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.brochure import Brand
from editor.core.inks import BLACK_INK, NO_INK, mix_inks, parse_inks
from editor.render.colour import Mix, mix, readable, readable_mix
from editor.render.press_colour import Inker, inker
from tests.presses import profile

BRAND = Brand(colour="#0f4c4a", accent="#d9694c", colour_cmyk="90 40 50 30")
TINT = Mix("#0f4c4a", "#ffffff", 0.2)


def made(brand: Brand = BRAND) -> Inker:
    deep = Mix("#0f4c4a", "#000000", 0.5)
    nested = Mix(deep.result, "#ffffff", 0.1)
    return inker(profile(), brand, "#1f2b2a", {each.result: each for each in (TINT, deep, nested)})


def test_given_inks_and_their_tints() -> None:
    inks = made()
    assert inks.inks("#0f4c4a") == (0.9, 0.4, 0.5, 0.3)
    assert inks.inks(TINT.result) == (0.18, 0.08, 0.1, 0.06)
    shade = mix("#0f4c4a", "#000000", 0.5)
    assert inks.inks(shade) == (0.45, 0.2, 0.25, 0.65)
    assert inks.inks(mix(shade, "#ffffff", 0.1)) == pytest.approx((0.045, 0.02, 0.025, 0.065), abs=0.006)


def test_without_given_inks_a_tint_goes_through_the_profile_and_stays_clean() -> None:
    cyan, magenta, _, black = made(Brand()).inks(TINT.result)
    assert cyan > magenta
    assert black < 0.03


@pytest.mark.parametrize(
    ("colour", "inks"),
    [
        ("#000000", BLACK_INK),
        ("#1f2b2a", BLACK_INK),
        ("#14211f", BLACK_INK),
        ("#ffffff", NO_INK),
        ("#999999", (0.0, 0.0, 0.0, 0.4)),
    ],
)
def test_black_and_greys_are_black_ink_alone(colour: str, inks: tuple[float, ...]) -> None:
    assert made().inks(colour) == inks


def test_a_dark_blue_is_no_black() -> None:
    assert made().inks("#101840")[0] > 0.5


def test_mixes_in_a_circle_end() -> None:
    circle = Inker(
        profile(), {}, {"#102030": Mix("#405060", "#708090", 0.5), "#405060": Mix("#102030", "#708090", 0.5)}
    )
    assert all(0 <= each <= 1 for each in circle.inks("#102030"))


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_inks_are_shares_in_hundredths(rgb: tuple[int, ...]) -> None:
    for each in made().inks("#" + bytes(rgb).hex()):
        assert 0 <= each <= 1
        assert each == round(each, 2)


@pytest.mark.parametrize(
    ("text", "inks"),
    [
        ("80 30 45 20", (0.8, 0.3, 0.45, 0.2)),
        ("0 0 0 100", (0, 0, 0, 1)),
        ("12.5 0 0 0", (0.125, 0, 0, 0)),
        ("80 30 45", None),
        ("80 30 45 101", None),
        ("80,30,45,20", None),
        ("80  30 45 20", None),
        ("-1 0 0 0", None),
        ("1e1 0 0 0", None),
        ("8 1.2.3 0 0", None),
        ("٨ 0 0 0", None),
    ],
)
def test_inks_are_four_percentages(text: str, inks: tuple[float, ...] | None) -> None:
    assert parse_inks(text) == inks


def test_a_mix_of_inks_is_between_them() -> None:
    assert mix_inks((1, 0, 0.5, 0), NO_INK, 0.5) == (0.5, 0, 0.25, 0)


def test_what_is_readable_is_how_it_is_mixed() -> None:
    for colour in ("#ffd400", "#0f4c4a", "#777777"):
        assert readable_mix(colour, "#ffffff", 7).result == readable(colour, "#ffffff", 7)
