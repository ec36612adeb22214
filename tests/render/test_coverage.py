"""Which characters the typefaces can draw."""

from __future__ import annotations

import pytest

from editor.render.faces import (
    DISPLAY,
    FALLBACK,
    SANS,
    SERIF,
    FaceFile,
    ensure_faces,
    missing_characters,
    read_coverage,
)
from editor.render.kept_files import default_cache


@pytest.fixture(scope="module")
def made() -> tuple[FaceFile, ...]:
    return ensure_faces(default_cache())


def test_missing_characters_are_listed_with_their_names(made: tuple[FaceFile, ...]) -> None:
    coverage = read_coverage(made)
    assert set(coverage) == {SERIF, DISPLAY, SANS, FALLBACK}
    assert missing_characters(coverage, [SERIF], "b漢a漢★") == {
        "漢": "CJK UNIFIED IDEOGRAPH-6F22",
        "★": "BLACK STAR",
    }
    assert list(missing_characters(coverage, [SERIF, SANS, FALLBACK], "漢★ʃ")) == ["漢"]
    assert missing_characters(coverage, [SERIF], "\ue000") == {"\ue000": "U+E000"}
    with pytest.raises(KeyError):
        missing_characters(coverage, ["Comic Sans"], "a")


@pytest.mark.parametrize(
    "text", ["", "a\u00adb\u200d\u2060\ufeff", "\t\r\n\u2028\u202f\u3000", "e\u0301 ✓\ufe0f"]
)
def test_invisible_and_composed_characters_are_not_missing(made: tuple[FaceFile, ...], text: str) -> None:
    assert missing_characters(read_coverage(made), [SERIF], text) == {}


def test_a_letter_whose_parts_exist_is_not_missing() -> None:
    coverage = {"F": frozenset(map(ord, "a\u0301"))}
    assert missing_characters(coverage, ["F"], "á") == {}
    assert list(missing_characters(coverage, ["F"], "à")) == ["à"]


def test_clinic_text_is_covered_by_the_serif_stack(made: tuple[FaceFile, ...]) -> None:
    text = "“£50–€60 ≥ 1½ × 2 µm” ±5 °C №1 ™®©†‡§ • → ✓ ● ■ α β ≈ ≤ ≠ ∞ ″ ′ … ‰ H₂O m² ñ ç ł ő ș ț Ω Ж ‑"
    assert missing_characters(read_coverage(made), [SERIF, SANS, FALLBACK], text) == {}
