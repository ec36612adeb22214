"""Pasted citations: what is understood, what is left for the user to check, and that nothing gets lost."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.check.claims.evidence import STUDY_KINDS
from editor.core.brochure import Brochure, Reference, decode_brochure, encode_brochure
from editor.core.evidence_import.found import EvidenceError, Found
from editor.core.evidence_import.pasted import split_citations
from editor.core.evidence_import.reading import read_references
from tests.core.evidence.citations import ALL, HARVARD, OWN, VANCOUVER


def one(text: str) -> Found:
    (found,) = read_references(text).found
    return found


@pytest.mark.parametrize(("text", "fields"), ALL, ids=[text[:40] for text, _ in ALL])
def test_every_field_of_the_citations_known(text: str, fields: dict[str, object]) -> None:
    reference = one(text).reference
    assert {name: getattr(reference, name) for name in fields} == fields


def test_enough_citations_in_varied_styles() -> None:
    assert len(OWN) == 9
    assert len(ALL) >= 65


def test_what_is_not_said_is_said_to_be_missing() -> None:
    found = one(OWN[1][0])
    assert found.notes == ("The citation does not name the title; please add what you know.",)
    assert "Only the DOI" in one(OWN[8][0]).notes[0]
    assert "nothing is looked up" in one(OWN[8][0]).notes[0]


def test_what_was_read_from_the_title_is_marked_as_guessed() -> None:
    found = one(VANCOUVER[0][0])
    assert found.reference.study == "randomised trial"
    assert found.guessed == ("study",)
    assert one(VANCOUVER[7][0]).guessed == ("people",)


def test_words_that_fit_nowhere_are_named() -> None:
    found = one("Lee A, Kim B. Hair. J Hair. 2020;1:2-3. doi:10.9999/x. Zanzibar correspondence welcome")
    kept = " ".join(
        map(str, (found.reference.title, found.reference.journal, found.reference.locator, found.notes))
    )
    assert "zanzibar" in kept.lower()


def test_the_original_text_is_kept() -> None:
    assert one(f"  {HARVARD[1][0]}  ").original == HARVARD[1][0]


def test_several_citations_at_once() -> None:
    numbered = "\n".join(f"{number}. {text}" for number, (text, _) in enumerate(HARVARD, 1))
    assert len(read_references(numbered).found) == len(HARVARD)
    assert len(read_references("\n\n".join(text for text, _ in ALL)).found) == len(ALL)
    lines = "\n".join(text for text, _ in HARVARD)
    assert len(read_references(lines).found) == len(HARVARD)
    wrapped = HARVARD[0][0].replace(" ", "\n", 12)
    assert len(split_citations(wrapped)) == 1
    assert one(wrapped).reference == one(HARVARD[0][0]).reference


def test_lines_are_counted_from_one() -> None:
    assert [line for line, _ in split_citations("\n\nLee A. Hair. 2020\n\n\nKim B. Skin. 2021\n")] == [3, 6]


@pytest.mark.parametrize("text", ["", " \n\t", "﻿", "\x00\x01"])
def test_nothing_is_nothing(text: str) -> None:
    with pytest.raises(EvidenceError):
        raise_if_empty(text)


def raise_if_empty(text: str) -> None:
    if not read_references(text).found:
        raise EvidenceError("nothing")


def test_an_address_with_a_script_is_not_an_address() -> None:
    for text in (
        "Lee A. Hair. J Hair. 2020;1:2. javascript:alert(1)",
        "Lee A. Hair. 2020. data:text/html,<b>",
    ):
        assert one(text).reference.url == ""
    assert one("Lee A. <script>alert(1)</script> hair. J Hair. 2020;1:2.").reference.url == ""


def test_an_endless_citation_is_named_not_cut() -> None:
    found = read_references("Lee A. Hair. J Hair. 2020;1:2.\n\n" + "x" * 6_000)
    assert len(found.found) == 1
    assert "Line 3: 6,000 characters" in found.notes[0]


@pytest.mark.parametrize(
    "piece", ["Lee A, ", "A. ", "(2020) ", "“a” ", "10.1000/", "van der ", "1;1:", "[1] ", "Aa-", "n=3 "]
)
def test_no_text_is_read_for_ever(piece: str) -> None:
    """A pattern that goes back too often would not come to an end here."""
    text = "\n\n".join([(piece * 5_000)[:4_900]] * 4)
    with suppress(EvidenceError):
        assert len(read_references(text).found) <= 4


TEXT = st.text(
    st.characters(codec="utf-8") | st.sampled_from(list("()[]{}.,;:/-“”'\"\n &123LeA")), max_size=300
)


@given(st.lists(TEXT | st.sampled_from([text for text, _ in ALL]), max_size=4).map("\n\n".join))
def test_any_text_gives_references_that_decode_or_a_sentence(text: str) -> None:
    with suppress(EvidenceError):
        check_decodes(read_references(text).found)


def check_decodes(found: tuple[Found, ...]) -> None:
    for each in found:
        reference = Reference(
            "k", **{n: getattr(each.reference, n) for n in Reference.__slots__ if n != "key"}
        )
        brochure = Brochure("t", references=(reference,))
        assert decode_brochure(encode_brochure(brochure)) == brochure
        assert reference.study in ("", *STUDY_KINDS)


@given(st.sampled_from(["bib", "ris", "nbib", "json"]), TEXT, TEXT, TEXT)
def test_any_file_gives_references_that_decode_or_a_sentence(
    kind: str, one: str, two: str, three: str
) -> None:
    text = {
        "bib": f"@article{{{one}, title={{{two}}}, author={{{three}}}, doi={{{one}}}, url={{{two}}}, year={three}}}",
        "ris": f"TY  - JOUR\nTI  - {one}\nAU  - {two}\nDO  - {three}\nUR  - {one}\nPY  - {two}\nER  - \n{three}",
        "nbib": f"PMID- 1\nTI  - {one}\nAU  - {two}\nLID - {three} [doi]\nDP  - {two}\nPT  - {one}\nAB  - {three}",
        "json": f'[{{"title": "{one}", "DOI": "{two}", "author": [{{"family": "{three}"}}], "issued": {one!r}}}]',
    }[kind]
    with suppress(EvidenceError):
        check_decodes(read_references(text).found)
