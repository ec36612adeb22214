"""Preflight on facts alone: each rule found, and not found a hair beside its limit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor.check.findings import Finding, Level
from editor.check.preflight import PREFLIGHT_RULES, check_preflight
from editor.core.brochure import Brochure, Kind, Section, TypeFit
from editor.core.facts import (
    EdgeDistance,
    LayoutFacts,
    LineWidth,
    PlacedPicture,
    Spot,
    Substituted,
    TextSize,
)
from editor.files.resources import load_forms

FORM = load_forms()["tri-fold-a4"]
BROCHURE = Brochure("Hair", sections=(Section("a", Kind.TEXT, "Growth", text="Text"),))
TEXT = Spot("inside", 1, "a", "text")
IMAGE = Spot("inside", 1, "a", "image")


def found(brochure: Brochure = BROCHURE, **facts: object) -> tuple[Finding, ...]:
    return check_preflight(brochure, FORM, LayoutFacts(FORM.id, **facts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rule", "facts", "sound"),
    [
        (
            "image-resolution",
            {"pictures": (PlacedPicture(IMAGE, "x", 25.4, 25.4, 199, 400),)},
            {"pictures": (PlacedPicture(IMAGE, "x", 25.4, 25.4, 200, 200),)},
        ),
        ("text-small", {"sizes": (TextSize(TEXT, 5.9, "Hm"),)}, {"sizes": (TextSize(TEXT, 6.0, "Hm"),)}),
        ("hairline", {"lines": (LineWidth(TEXT, 0.2),)}, {"lines": (LineWidth(TEXT, 0.25),)}),
        (
            "text-unsafe",
            {"edges": (EdgeDistance(TEXT, 2.9, "Hm"),)},
            {"edges": (EdgeDistance(TEXT, 3.0, "Hm"),)},
        ),
        ("glyph-missing", {"substituted": (Substituted(TEXT, "→", "Candor Serif", "Candor Sans"),)}, {}),
    ],
)
def test_each_rule_is_found_and_not_found(
    rule: str, facts: dict[str, object], sound: dict[str, object]
) -> None:
    (finding,) = found(**facts)
    assert finding.rule == rule
    assert rule in PREFLIGHT_RULES
    assert (finding.section, finding.place) == ("a", "image" if rule == "image-resolution" else "text")
    assert finding.level is (Level.INFORMATION if rule == "glyph-missing" else Level.WARNING)
    assert found(**sound) == ()


def test_a_soft_picture_is_reported_once_where_it_is_softest_and_says_what_it_takes() -> None:
    pictures = tuple(
        PlacedPicture(replace(IMAGE, page=page), "x", width, width, 100, 50)
        for page, width in enumerate((25.4, 50.8))
    )
    (finding,) = found(pictures=pictures)
    assert "at 25 dots an inch" in finding.message
    assert "at least 800 × 400 pixels" in finding.message


def test_a_character_that_no_typeface_has_is_an_error_and_named() -> None:
    (finding,) = found(substituted=(Substituted(TEXT, "\u0f04" * 1 + "\ue000", "Candor Serif", ""),))
    assert finding.level is Level.ERROR
    assert "tibetan mark" in finding.message
    assert "u+e000" in finding.message


def test_many_characters_are_named_in_part() -> None:
    (finding,) = found(substituted=(Substituted(TEXT, "אבגדהוזחטיכ", "Candor Serif", ""),))
    assert "and 3 more" in finding.message
    assert finding.text == "אבגדהוזחטיכ"


def test_small_text_that_was_fitted_can_be_made_its_usual_size() -> None:
    facts = {"sizes": (TextSize(TEXT, 5.5, "Hm"),)}
    assert found(**facts)[0].fix == ""
    assert found(replace(BROCHURE, type_fit=TypeFit(size=0.9)), **facts)[0].fix == "usual-size"


def test_words_and_lines_of_drawings_are_told_apart_from_the_text() -> None:
    small, fine = found(sizes=(TextSize(IMAGE, 4.0, ""),), lines=(LineWidth(IMAGE, 0.1),))
    assert "Words in the drawing print at 4.0 pt" in small.message
    assert "finest line of the drawing prints 0.10 pt wide" in fine.message


def test_text_near_an_edge_names_the_panel() -> None:
    (finding,) = found(edges=(EdgeDistance(TEXT, -1, "Hm"),))
    assert f"on {FORM.page_name('inside', 1)} stands on the panel's edge" in finding.message


def test_what_belongs_to_a_section_that_is_gone_is_passed_over() -> None:
    assert found(sizes=(TextSize(replace(TEXT, section="gone"), 1, "Hm"),)) == ()
    assert found(sizes=(TextSize(replace(TEXT, section=""), 1, "Hm"),)) != ()
