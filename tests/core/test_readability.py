from __future__ import annotations

import pytest

from editor.core.readability import Counts, counts, reading_grade, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("hair", 1),
        ("make", 1),
        ("moved", 1),
        ("about", 2),
        ("apple", 2),
        ("needed", 2),
        ("follicle", 3),
        ("medicine", 3),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_short_words_are_easier_than_long_ones() -> None:
    easy = reading_grade(counts(["We look at your hair and tell you what we see."] * 5))
    hard = reading_grade(
        counts(["Regenerative interventions necessitate individualised dermatological evaluation."] * 5)
    )
    assert easy is not None
    assert hard is not None
    assert easy < 4
    assert hard > 15


def test_flesch_kincaid_by_hand() -> None:
    grade = reading_grade(Counts(sentences=4, words=40, syllables=60))
    assert grade == pytest.approx(0.39 * 10 + 11.8 * 1.5 - 15.59)


def test_a_few_words_have_no_grade() -> None:
    assert reading_grade(counts(["Too short to say."])) is None
