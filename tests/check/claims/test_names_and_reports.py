"""Names that are words of a claim, and claims that a sentence only reports of others."""

from __future__ import annotations

import pytest

from editor.check.claims.names import is_name
from editor.check.claims.reports import is_rejected_quotation, is_reported


def at(sentence: str, words: str) -> tuple[int, int]:
    start = sentence.index(words)
    return start, start + len(words)


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Miracle Adeyemi, our practice nurse, takes the blood.", "Miracle"),
        ("Ask for Miracle at the front desk.", "Miracle"),
        ("Nurse Hope Miracle will call you.", "Miracle"),
        ("Our porter, Victor Cure, will help you.", "Cure"),
        ("The clinic is in Miracle House.", "Miracle"),
    ],
)
def test_a_name(sentence: str, word: str) -> None:
    assert is_name(sentence, *at(sentence, word))


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Miracle Serum is here, and our nurse has it.", "Miracle"),
        ("Discover the Magic of growth factors with our team.", "Magic"),
        ("Our doctors work with miracle cells.", "miracle"),
        ("Safe And Painless With Our Team", "Safe"),
        ("MIRACLE HAIR, says our nurse", "MIRACLE"),
    ],
)
def test_no_name(sentence: str, word: str) -> None:
    assert not is_name(sentence, *at(sentence, word))


def test_what_others_are_warned_of_is_reported() -> None:
    told = "the fda has warned about clinics that promise a cure."
    ours = "the fda has warned about other clinics; our cells are a cure."
    assert is_reported(told, told.index("cure"))
    assert not is_reported(ours, ours.index("cure"))
    assert not is_reported("the fda likes a cure.", 15)


def test_a_quotation_is_rejected_or_not() -> None:
    rejected = 'we do not use "painless" in a leaflet.'
    praised = 'doctors call it "painless" every day.'
    listed = 'words like "safe", "best" and "painless"'
    assert is_rejected_quotation(rejected, *at(rejected, "painless"))
    assert is_rejected_quotation(listed, *at(listed, "painless"))
    assert not is_rejected_quotation(praised, *at(praised, "painless"))
    assert not is_rejected_quotation("we do not use painless", 14, 22)
