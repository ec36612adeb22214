"""What is declared of a before-and-after picture, written into its caption."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from editor.core.brochure import Comparison
from editor.core.comparison_text import with_declaration

DECLARED = Comparison(date(2026, 5, 3), date(2026, 11, 9), "one transplant", True, True)


def test_english() -> None:
    assert with_declaration("One patient.", DECLARED, "en-GB") == (
        "One patient. Before: 3 May 2026; after: 9 November 2026. Treatment: one transplant. "
        "Both pictures were taken under the same conditions, and neither was edited."
    )
    assert "Before: May 3, 2026; after: November 9, 2026." in with_declaration("", DECLARED, "en-US")


def test_german() -> None:
    assert with_declaration("", DECLARED, "de-DE") == (
        "Vorher: 3. Mai 2026; nachher: 9. November 2026. Behandlung: one transplant. "
        "Beide Bilder wurden unter denselben Bedingungen aufgenommen, keines wurde bearbeitet."
    )


@pytest.mark.parametrize("language", ["en-GB", "en-US", "de-DE", "fr-FR", "es-ES", "it-IT", "nl-NL", "sv-SE"])
def test_writing_twice_is_writing_once_and_corrections_replace(language: str) -> None:
    caption = with_declaration("One patient.", DECLARED, language)
    assert with_declaration(caption, DECLARED, language) == caption
    later = replace(DECLARED, after_on=date(2026, 12, 31), procedure="two transplants", unedited=False)
    corrected = with_declaration(caption, later, language)
    assert corrected == with_declaration("One patient.", later, language)
    assert "one transplant" not in corrected


def test_only_what_is_declared_is_written() -> None:
    assert with_declaration("One  patient.", Comparison(), "en-GB") == "One  patient."
    assert with_declaration("", Comparison(before_on=date(2026, 5, 3)), "en-GB") == ""
    assert with_declaration("", Comparison(procedure="PRP. "), "en-GB") == "Treatment: PRP."
    assert with_declaration("", Comparison(unedited=True), "en-GB") == "Neither picture was edited."


def test_what_is_declared_no_longer_goes() -> None:
    caption = with_declaration("One patient.", DECLARED, "en-GB")
    undated = replace(DECLARED, same_conditions=False, unedited=False)
    assert with_declaration(caption, undated, "en-GB") == (
        "One patient. Before: 3 May 2026; after: 9 November 2026. Treatment: one transplant."
    )
    assert with_declaration(caption, Comparison(), "en-GB") == "One patient."


def test_a_procedure_with_full_stops_is_written_once() -> None:
    declared = replace(DECLARED, procedure="Approx. 3 ml by Dr. Lee")
    caption = with_declaration("One patient.", declared, "en-GB")
    assert with_declaration(caption, declared, "en-GB") == caption


def test_sentences_stay_where_the_writer_put_them() -> None:
    caption = "Neither picture was edited. One  patient."
    assert with_declaration(caption, Comparison(unedited=True), "en-GB") == caption


def test_the_writers_own_words_stay() -> None:
    own = "Treatment: rest\nBefore: a while; after: long"
    assert with_declaration(own, DECLARED, "en-GB").startswith(
        "Treatment: rest Before: a while; after: long "
    )
