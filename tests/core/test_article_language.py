"""The guess at a text's language, which decides whether the rules about words are asked."""

from __future__ import annotations

import pytest

from editor.core.article.language import guess_language


@pytest.mark.parametrize(
    "text",
    ["PRP has no side effects.", "No pain, no risk.", "We are the best", "In a nutshell: hair", ""],
)
def test_a_short_text_in_english_passes_for_no_other_language(text: str) -> None:
    assert guess_language(text) == "en-GB"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Nuestro tratamiento no tiene efectos secundarios.", "es-ES"),
        ("A clínica não tem efeitos secundários.", "pt-PT"),
        ("Il trattamento è senza rischio.", "it-IT"),
        ("De behandeling is veilig.", "nl-NL"),
        ("Unsere Behandlung heilt, und das ist gut.", "de-DE"),
        ("Le traitement est sans risque.", "fr-FR"),
    ],
)
def test_a_short_text_in_another_language_is_known(text: str, language: str) -> None:
    assert guess_language(text) == language
