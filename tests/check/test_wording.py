"""Edits of the words that a rule found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor.check.findings import ClaimFinding, Level
from editor.check.wording import can_replace, cited, replaced
from editor.core.brochure import Brochure, Image, Item, Kind, Section, texts_of
from editor.core.places import with_text
from editor.core.sentences import sentences


def case(
    text: str, words: str, place: str = "text", section: Section | None = None
) -> tuple[Brochure, ClaimFinding]:
    """Return a brochure with one text, and the finding about words in it, given in plain text."""
    brochure = Brochure("T", sections=(section or Section("a", Kind.TEXT, "Title"),))
    brochure = with_text(brochure, "a", place, text)
    sentence = next(each for each in sentences(text) if words in each.plain)
    first = sentence.plain.index(words)
    start, end = sentence.span(first, first + len(words))
    found = ClaimFinding(
        "C01", Level.ERROR, "a", 1, words, "No.", "", place, start, end, sentence=sentence.plain
    )
    return brochure, found


@pytest.mark.parametrize(
    ("text", "words", "wording", "after"),
    [
        ("We cure hair loss.", "cure", "treat", "We treat hair loss."),
        ("Guaranteed results.", "Guaranteed", "likely", "Likely results."),
        ("It is guaranteed.", "guaranteed", "Likely", "It is likely."),
        ("It is guaranteed.", "guaranteed", "PRP", "It is PRP."),
        ("😀 We cure it.", "cure", "treat", "😀 We treat it."),
        ("**Risk**-free care.", "Risk free", "low risk", "**Low risk** care."),
        ("A **risk-free care** for you.", "A risk free", "a low-risk", "**A low-risk care** for you."),
        ("We **cure** it.", "cure", "treat", "We **treat** it."),
        ("No risk[^a] at all.", "No risk at", "little risk", "Little risk[^a] all."),
    ],
)
def test_a_wording_takes_the_place_of_the_words(text: str, words: str, wording: str, after: str) -> None:
    brochure, found = case(text, words)
    assert replaced(brochure, found, wording).sections[0].text == after


def test_words_that_reach_into_a_link_are_left_alone() -> None:
    brochure, found = case("A [cure](https://a.b) for all.", "cure for")
    assert not can_replace(brochure, found)
    assert replaced(brochure, found, "help for") is brochure


def test_words_that_are_gone_are_left_alone() -> None:
    brochure, found = case("We cure hair loss.", "cure")
    moved = with_text(brochure, "a", "text", "First, we cure hair loss.")
    assert replaced(moved, found, "treat") is moved
    assert cited(moved, found, "lee") is moved
    gone = replace(brochure, sections=())
    assert replaced(gone, found, "treat") is gone


@pytest.mark.parametrize(
    ("text", "words", "after"),
    [
        ("We cure it. And more.", "cure", "We cure it.[^lee] And more."),
        ("We cure it.[^kim] And more.", "cure", "We cure it.[^kim][^lee] And more."),
        ("**We cure it.** And more.", "cure", "**We cure it.**[^lee] And more."),
        ("- We cure it\n- And more", "cure", "- We cure it[^lee]\n- And more"),
        ("We cure it.[^lee]", "cure", "We cure it.[^lee]"),
    ],
)
def test_a_reference_is_cited_at_the_end_of_the_sentence(text: str, words: str, after: str) -> None:
    brochure, found = case(text, words)
    assert cited(brochure, found, "lee").sections[0].text == after


def test_a_title_is_backed_in_the_text_below_it() -> None:
    section = Section("a", Kind.BENEFITS, items=(Item("i", "x", "It does. Really."), Item("j", "x")))
    brochure, found = case("A cure", "cure", "items.i.title", section)
    assert (
        dict(texts_of(cited(brochure, found, "lee").sections[0]))["items.i.text"] == "It does.[^lee] Really."
    )
    brochure, found = case("A cure", "cure", "items.j.title", section)
    assert dict(texts_of(cited(brochure, found, "lee").sections[0]))["items.j.title"] == "A cure[^lee]"


def test_every_place_can_be_written() -> None:
    picture = Image("a" * 64, "image/png", 1, 1, "alt", caption="caption")
    section = Section("a", Kind.QUOTE, image=picture)
    for place in ("title", "lead", "text", "attribution", "image", "image.caption"):
        brochure, found = case("A cure.", "cure", place, section)
        assert replaced(brochure, found, "help") == with_text(brochure, "a", place, "A help.")
    own = Brochure("Cure")
    for place in ("title", "description", "brand.tagline"):
        assert with_text(own, "", place, "x") != own
