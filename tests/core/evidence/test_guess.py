"""The kind of study and the number of people, only where they are plainly said."""

import pytest

from editor.check.claims.evidence import STUDY_KINDS, StudyKind, study_kind
from editor.core.evidence_import.guess import guess


@pytest.mark.parametrize(
    ("title", "study"),
    [
        ("Plasma for hair loss: a randomised, placebo-controlled trial", "randomised trial"),
        ("A non-randomized controlled trial of foam", "controlled trial"),
        ("Meta-analysis of randomized trials of plasma", "meta-analysis of randomised trials"),
        ("A meta-analysis of cohort studies", "review"),
        ("Randomised feeding of mice", "animal study"),
        ("Cells in vitro", "laboratory study"),
        ("Protocol for a randomised trial", "trial registration"),
        ("Hair in an open-label pilot", "single-arm trial"),
        ("Controlled release of oil", ""),
        ("Hair and what we know", ""),
        ("Strategies for pigs", "animal study"),
    ],
)
def test_the_kind_of_study(title: str, study: str) -> None:
    assert guess(title).study == study
    assert study in ("", *STUDY_KINDS)
    assert study == "" or study_kind(study) is not StudyKind.UNKNOWN


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("We enrolled 1,234 healthy adult men.", 1234),
        ("Thirty-eight patients were randomised.", 38),
        ("Of 120 patients screened, 38 patients were randomised.", 38),
        ("n = 38", 38),
        ("N = 38 (n = 19, n = 19)", 38),
        ("n = 19 and n = 21", None),
        ("12 patients here and 14 patients there", None),
        ("40% of patients", None),
        ("In 2020 patients said", None),
        ("nobody", None),
    ],
)
def test_the_number_of_people(text: str, people: int | None) -> None:
    assert guess("Hair", text).people == people


def test_animals_are_not_people() -> None:
    assert guess("Foam in mice, n = 12").people is None


def test_the_database_is_believed_over_the_title() -> None:
    said = guess("Hair", types=["Journal Article", "Randomized Controlled Trial"])
    assert (said.study, said.stated) == ("randomised trial", True)
    assert guess("A trial in mice", types=["Randomized Controlled Trial"]).study == "animal study"
    assert guess("Hair", keywords=["Animals", "Mice"]).study == "animal study"
