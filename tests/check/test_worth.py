"""What a reference is worth, in words."""

from datetime import date

import pytest

from editor.check.claims.evidence import STUDY_KINDS, backs_benefit
from editor.check.claims.worth import Grade, is_due, short, warning, worth
from editor.core.brochure import Reference

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("study", STUDY_KINDS)
def test_every_kind_has_words_that_agree_with_the_rules(study: str) -> None:
    reference = Reference("k", study=study)
    found = worth(reference)
    assert found.words.endswith(".")
    assert (found.grade is Grade.NONE) is not backs_benefit(reference)
    assert ("backs no benefit" in warning(reference, TODAY)) is not backs_benefit(reference)
    assert short(reference) == study


def test_few_people_are_thin_evidence() -> None:
    assert worth(Reference("k", study="randomised trial", people=29)).grade is Grade.THIN
    assert worth(Reference("k", study="randomised trial", people=30)).grade is Grade.GOOD
    assert "Only 1 person" in worth(Reference("k", study="trial", people=1)).words
    assert worth(Reference("k")).grade is Grade.UNKNOWN
    assert short(Reference("k", people=1234)) == "1,234 people"


def test_a_reference_is_due_after_its_day() -> None:
    assert is_due(Reference("k", expires_on=date(2026, 11, 22)), TODAY)
    assert not is_due(Reference("k", expires_on=TODAY), TODAY)
    assert not is_due(Reference("k"), TODAY)


def test_a_warning_says_why_to_label_a_study() -> None:
    assert warning(Reference("a", study="single-arm trial", people=65), TODAY) == "no comparison: say so"
    assert warning(Reference("a", study="single-arm trial", people=27), TODAY) == "label it as small"
    assert warning(Reference("a", study="randomised trial", people=300), TODAY) == ""
