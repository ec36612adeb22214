from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from editor.core.word_diff import Change, Stretch, word_diff

SAME, ADDED, REMOVED = Change.SAME, Change.ADDED, Change.REMOVED
words = st.lists(
    st.sampled_from(["hair", "don’t", "grow", ".", "!", "\n", "\n\n", " ", "1", "é", "\u2003"])
).map("".join)


def _joined(stretches: tuple[Stretch, ...], *changes: Change) -> str:
    return "".join(each.text for each in stretches if each.change in changes)


@given(st.text() | words, st.text() | words)
def test_both_texts_can_be_read_from_it(before: str, after: str) -> None:
    diff = word_diff(before, after)
    assert _joined(diff, SAME, REMOVED) == before
    assert _joined(diff, SAME, ADDED) == after
    assert all(each.text for each in diff)
    assert all(one.change is not other.change for one, other in itertools.pairwise(diff))


@given(words)
def test_the_same_text_has_no_change(text: str) -> None:
    assert word_diff(text, text) == ((Stretch(SAME, text),) if text else ())


def test_one_word_is_shown_in_its_sentence() -> None:
    assert word_diff("It cures hair loss. Ask us.", "It may help in hair loss. Ask us.") == (
        Stretch(SAME, "It"),
        Stretch(REMOVED, " cures"),
        Stretch(ADDED, " may help in"),
        Stretch(SAME, " hair loss. Ask us."),
    )


def test_a_word_taken_from_the_end_leaves_the_others_alone() -> None:
    assert word_diff("Hair grows fast.", "Hair grows.") == (
        Stretch(SAME, "Hair grows"),
        Stretch(REMOVED, " fast"),
        Stretch(SAME, "."),
    )


def test_a_paragraph_in_between_is_added_as_a_whole() -> None:
    diff = word_diff("One.\n\nThree.", "One.\n\nTwo is new.\n\nThree.")
    assert diff == (Stretch(SAME, "One."), Stretch(ADDED, "\n\nTwo is new."), Stretch(SAME, "\n\nThree."))


def test_a_change_in_a_sentence_without_end_is_found_however_long_it_is() -> None:
    text = "a b c " * 2000
    assert word_diff(text + "x" + text, text + "y" + text) == (
        Stretch(SAME, text.rstrip()),
        Stretch(REMOVED, " x" + "a"),
        Stretch(ADDED, " y" + "a"),
        Stretch(SAME, text[1:]),
    )


def test_a_long_text_that_was_written_anew_counts_as_replaced() -> None:
    before, after = " ".join(map(str, range(600))), " ".join(map(str, range(600, 0, -1)))
    assert [each.change for each in word_diff(before, after)] == [REMOVED, ADDED]
