"""What an import does to a brochure: what is new, what is there, what would change."""

from dataclasses import replace

import pytest

from editor.core.brochure import Brochure, Reference
from editor.core.evidence_import.found import EvidenceError, Found
from editor.core.evidence_import.planning import Standing, offers, take

LEE = Reference(
    "lee", authors="Lee A", title="Hair and cells", year=2020, doi="10.9999/Lee", study="trial by hand"
)
NONE = Reference("imported")


def found(guessed: tuple[str, ...] = (), **fields: object) -> Found:
    return Found(replace(NONE, **fields), guessed=guessed)  # type: ignore[arg-type]


def test_a_new_one_gets_a_free_key() -> None:
    plan = offers([found(authors="Lee B", title="New", year=2020)] * 1, [replace(LEE, key="lee2020")])
    assert [(each.standing, each.key) for each in plan] == [(Standing.NEW, "lee2020b")]
    after = take(Brochure("t", references=(LEE,)), plan)
    assert [each.key for each in after.references] == ["lee", "lee2020b"]


@pytest.mark.parametrize(
    "fields",
    [
        {"doi": "10.9999/LEE"},
        {"title": "HAIR & cells!".replace("&", "and"), "year": 2020},
        {"title": "Haïr and cells", "year": 2020, "authors": "Lee A."},
    ],
)
def test_the_same_is_not_added_twice(fields: dict[str, object]) -> None:
    (plan,) = offers([found(**fields)], [LEE])
    assert (plan.standing, plan.key, plan.can_be_taken) == (Standing.THERE, "lee", False)


def test_another_year_or_another_doi_is_another_reference() -> None:
    plans = offers(
        [
            found(title="Hair and cells", year=2021),
            found(title="Hair and cells", year=2020, doi="10.9999/other"),
        ],
        [LEE],
    )
    assert [each.standing for each in plans] == [Standing.NEW, Standing.NEW]


def test_what_differs_updates_and_guesses_never_replace_what_was_written() -> None:
    new = found(("study", "people"), doi="10.9999/lee", journal="J Hair", year=2021, study="trial", people=38)
    (plan,) = offers([new], [LEE])
    assert plan.standing is Standing.DIFFERS
    assert not plan.is_taken_at_first
    assert plan.changes == (("journal", "", "J Hair"), ("year", 2020, 2021), ("people", None, 38))
    (after,) = take(Brochure("t", references=(LEE,)), [plan]).references
    assert after == replace(LEE, journal="J Hair", year=2021, people=38)


def test_twice_in_one_file_is_taken_once() -> None:
    plans = offers([found(title="Same", year=2020), found(title="same.", year=2020)], ())
    assert [each.standing for each in plans] == [Standing.NEW, Standing.TWICE]
    assert len(take(Brochure("t"), plans).references) == 1


def test_a_retracted_article_is_not_taken_unasked() -> None:
    (plan,) = offers([replace(found(title="x"), withdrawn=True)], ())
    assert plan.can_be_taken
    assert not plan.is_taken_at_first


def test_a_brochure_takes_no_more_than_it_can_keep() -> None:
    many = tuple(Reference(f"r{number}") for number in range(2_000))
    plans = offers([found(title="One more")], many)
    with pytest.raises(EvidenceError, match="2,001"):
        take(Brochure("t", references=many), plans)
