from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.sentences import MAX_SENTENCE, sentences


def plain(text: str) -> list[str]:
    return [each.plain for each in sentences(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        (
            "A **risk**-free, risk‑free and risk-\nfree offer.",
            ["A risk free, risk free and risk free offer."],
        ),
        ("PRP *re*grows\nhair.[^a] It’s “new”—yes.", ["PRP regrows hair.", 'It\'s "new"–yes.']),
        (
            "See Dr. Best, e.g. at no. 1, etc. or St. John’s. Then go.",
            ["See Dr. Best, e.g. at no. 1, etc. or St. John's.", "Then go."],
        ),
        ("100&nbsp;% safe &amp; sound\\*", ["100 % safe & sound*"]),
        ("# Title\n- one\n- two\n\n1. three", ["Title", "one", "two", "three"]),
        ("[the page](https://x.example/a_b) and ![alt](y.png)end", ["the page and end"]),
        ("| a | b |\n|---|---|\n| c | d |", ["a", "b", "c", "d"]),
        ("> quoted\n> text", ["quoted text"]),
        ("<p>One</p><p>T<b>w</b>o<br>three</p>", ["One", "Two", "three"]),
        ("Zero\u200bwidth and ﬁne", ["Zerowidth and fine"]),
        ("snake_case 5 * 3", ["snake_case 5 3"]),
        ("", []),
        ("\n \n", []),
    ],
)
def test_a_text_as_it_is_read(text: str, wanted: list[str]) -> None:
    assert plain(text) == wanted


def test_a_citation_belongs_to_the_sentence_before_it() -> None:
    found = sentences("Hair grew.[^a][^b] It fell out [^c]. End.")
    assert [each.keys for each in found] == [("a", "b"), ("c",), ()]


def test_a_span_leads_back_to_the_source() -> None:
    text = "😀 A **risk**-free offer.\n\nIt’s *100&nbsp;%* safe."
    first, second = sentences(text)
    start = first.plain.index("risk free")
    assert text[slice(*first.span(start, start + 9))] == "risk**-free"
    assert text[slice(*second.span(0, 4))] == "It’s"
    assert text[second.start : second.end] == "It’s *100&nbsp;%* safe."


def test_blocks_and_headings_are_told_apart() -> None:
    found = sentences("# Title\n\nOne. Two.\n\nThree.")
    assert [(each.block, each.heading) for each in found] == [(0, True), (1, False), (1, False), (2, False)]


def test_endless_text_is_cut() -> None:
    assert max(map(len, plain("word " * 1000 + "x" * 3000))) <= MAX_SENTENCE


@given(st.text(st.sampled_from("aB é😀.!?*_`[]()^<>&;|#-\n\\’“İﬁ1\u00ad"), max_size=120))
def test_every_character_comes_from_the_source_in_order(text: str) -> None:
    before = 0
    for sentence in sentences(text):
        assert len(sentence.plain) == len(sentence.offsets) == len(sentence.plain.lower())
        assert sentence.plain == sentence.plain.strip(" ")
        assert list(sentence.offsets) == sorted(sentence.offsets)
        assert before <= sentence.start < sentence.end <= len(text)
        before = sentence.start
