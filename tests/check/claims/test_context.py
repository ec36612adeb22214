from __future__ import annotations

import pytest

from editor.check.claims.checker import check_text
from editor.check.findings import Level
from editor.files.rule_packs import load_rule_packs

PACKS = load_rule_packs()


def level(text: str, rule: str) -> Level | None:
    found = [each.level for each in check_text(text, PACKS, jurisdictions=()).findings if each.rule == rule]
    return found[0] if found else None


@pytest.mark.parametrize(
    "text",
    [
        "We cannot promise that results are permanent.",
        "PRP is not a cure, a miracle or a permanent fix.",
        "No treatment, including ours, is permanent.",
        "It is unknown whether the result is permanent.",
        "Permanent results are unproven.",
        "Permanent results have not been shown.",
        "Nobody knows if it is permanent.",
    ],
)
def test_denied(text: str) -> None:
    assert level(text, "C03") is None


@pytest.mark.parametrize(
    "text",
    [
        "It does not hurt, and the result is permanent.",
        "It is not quick, but permanent.",
        "Not only quick: permanent.",
        "No doubt the result is permanent.",
        "You will not believe your permanent results.",
        "There is no surgery, yet the result is permanent.",
        "Do not miss our permanent solution.",
        "With no surgery and permanent results",
        "PERMANENT *results*",
        "Is it permanent? Yes.",
    ],
)
def test_claimed_in_spite_of_a_no(text: str) -> None:
    assert level(text, "C03") is Level.ERROR


@pytest.mark.parametrize(
    "text",
    [
        "Is it permanent?",
        "Beware of permanent results.",
        "Be wary of clinics that offer permanent results.",
        "If a clinic offers permanent results, ask for evidence.",
        "The word “permanent” sells.",
    ],
)
def test_asked_or_warned_of(text: str) -> None:
    assert level(text, "C03") is Level.INFORMATION


def test_a_no_of_its_own_is_no_denial() -> None:
    assert level("There are no side effects.", "C04") is Level.ERROR
    assert level("No needles and no side effects.", "C04") is Level.ERROR
    assert level("No treatment is without side effects.", "C04") is None
    assert level("Natural does not mean no side effects.", "C04") is None


def test_absolutely_safe_is_graver() -> None:
    assert level("It is safe.", "C06") is Level.WARNING
    assert level("It is absolutely safe.", "C06") is Level.ERROR


@pytest.mark.parametrize(
    "text",
    [
        "Ready for permanent results?",
        "Why not choose permanent results?",
        "Aren't you longing for permanent results?",
        "Do you want permanent results?",
        "You will see permanent results.",
        "The results are permanent, so why not try?",
    ],
)
def test_a_question_that_sells_is_a_claim(text: str) -> None:
    assert level(text, "C03") is Level.ERROR


@pytest.mark.parametrize(
    "text",
    [
        "Do you want to know if it is permanent?",
        "Do you want permanent results? There are none.",
        "Are you looking for a permanent fix? Sadly, nobody has one.",
        "Patients often ask about permanent results.",
        "Is the result permanent, and what does it cost?",
        "You will see that some adverts speak of permanent results.",
    ],
)
def test_a_question_that_asks_or_is_denied_is_none(text: str) -> None:
    assert level(text, "C03") in (None, Level.INFORMATION)


@pytest.mark.parametrize(
    ("text", "rule"),
    [("Side effects? None.", "C04"), ("And the risks? Zero.", "C05"), ("Pain? None whatsoever.", "C07")],
)
def test_a_flat_no_is_a_promise(text: str, rule: str) -> None:
    assert level(text, rule) in (Level.ERROR, Level.WARNING)
    assert level(text.replace("None", "Some").replace("Zero", "Many"), rule) is None


def test_a_list_of_diseases_is_read_with_its_heading() -> None:
    assert level("We treat:\n\n- asthma\n- lupus\n- alopecia", "C24") is Level.ERROR
    assert level("## Our cells help with\n\n- asthma\n- lupus\n- alopecia", "C24") is Level.ERROR
    assert level("Tell us if you have:\n\n- asthma\n- lupus\n- alopecia", "C24") is None
    assert level("We treat:\n\n- asthma\n- alopecia", "C24") is None


def test_of_two_things_one_is_rather_done() -> None:
    assert level("We would rather tell the truth than sell a permanent fix.", "C03") is None
    assert level("“Permanent” is a word that we avoid.", "C03") in (None, Level.INFORMATION)
