"""Formatting Markdown. In the examples `|` is the caret, and `<` and `>` hold a selection."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core import writing
from editor.core.writing import Change


def _read(text: str) -> tuple[str, int, int]:
    if "|" in text:
        at = text.index("|")
        return text.replace("|", ""), at, at
    start = text.index("<")
    text = text.replace("<", "")
    end = text.index(">")
    return text.replace(">", ""), start, end


def _shown(text: str, change: Change | None) -> str | None:
    if change is None:
        return None
    new = change.of(text)
    if change.anchor == change.caret:
        return f"{new[: change.caret]}|{new[change.caret :]}"
    return f"{new[: change.anchor]}<{new[change.anchor : change.caret]}>{new[change.caret :]}"


def _check(change: Callable[[str, int, int], Change | None], before: str, after: str | None) -> None:
    text, start, end = _read(before)
    assert _shown(text, change(text, start, end)) == after


@pytest.mark.parametrize(
    ("mark", "before", "after"),
    [
        ("**", "a <word> b", "a **<word>** b"),
        ("**", "a **<word>** b", "a <word> b"),
        ("**", "a <**word**> b", "a <word> b"),
        ("**", "a **wo|rd** b", "a wo|rd b"),
        ("**", "a wo|rd b", "a **<word>** b"),
        ("**", "a | b", "a **|** b"),
        ("**", "a **|** b", "a | b"),
        ("**", "😀 <word > b", "😀 **<word>**  b"),
        ("*", "a <word> b", "a *<word>* b"),
        ("*", "a *wo|rd* b", "a wo|rd b"),
        ("*", "**bold wo|rd x** b", "**bold *<word>* x** b"),
        ("*", "***wo|rd***", "**wo|rd**"),
        ("**", "***wo|rd***", "*wo|rd*"),
        ("**", "- <one\n- two>", "- <one\n- two>"),
    ],
)
def test_emphasis(mark: str, before: str, after: str) -> None:
    if before == "- <one\n- two>":
        text, start, end = _read(before)
        assert writing.toggle_emphasis(text, start, end, mark).of(text) == "- **one**\n- **two**"
        return
    _check(lambda text, start, end: writing.toggle_emphasis(text, start, end, mark), before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a\nb|c\nd", "a\n## b|c\nd"),
        ("a\n## b|c\nd", "a\nb|c\nd"),
        ("<a\nb>", "<## a\n## b>"),
        ("|", "## |"),
        ("- a|", "## a|"),
    ],
)
def test_headings(before: str, after: str) -> None:
    _check(writing.toggle_heading, before, after)


@pytest.mark.parametrize(
    ("ordered", "before", "after"),
    [
        (False, "a|", "- a|"),
        (False, "- a|", "a|"),
        (True, "- a|", "1. a|"),
        (True, "<a\nb\n\nc>", "<1. a\n2. b\n3. c>"),
        (False, "|", "- |"),
        (False, "para\na|", "para\n\n- a|"),
        (False, "a|\npara", "- a|\n\npara"),
        (False, "- x\na|", "- x\n- a|"),
        (False, "## a|", "- a|"),
    ],
)
def test_lists(ordered: bool, before: str, after: str) -> None:
    _check(lambda text, start, end: writing.toggle_list(text, start, end, ordered=ordered), before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- a|", "- a\n- |"),
        ("- a|b", "- a\n- |b"),
        ("- a\n- |", "- a\n|"),
        ("- a\n    - |", "- a\n- |"),
        ("1. a|\n2. b\n    - in\n3. c\nrest", "1. a\n2. |\n3. b\n    - in\n4. c\nrest"),
        ("9. 😀|", "9. 😀\n10. |"),
        ("plain|", None),
        ("|- a", None),
    ],
)
def test_enter_in_lists(before: str, after: str | None) -> None:
    _check(writing.continue_list, before, after)


@pytest.mark.parametrize(
    ("outwards", "before", "after"),
    [
        (False, "- a|", "    - a|"),
        (True, "    - a|", "- a|"),
        (True, "- a|", "- a|"),
        (False, "<- a\n- b>", "<    - a\n    - b>"),
        (False, "plain|", None),
    ],
)
def test_indentation(outwards: bool, before: str, after: str | None) -> None:
    _check(lambda text, start, end: writing.indent(text, start, end, outwards=outwards), before, after)


def test_links_and_citations() -> None:
    _check(
        lambda t, s, e: writing.link(t, s, e, "a]b", "https://a.org"),
        "x <w> y",
        "x [a\\]b](https://a.org)| y",
    )
    _check(lambda t, s, e: writing.cite(t, e, "lee2020"), "done|.", "done[^lee2020]|.")
    _check(lambda t, s, e: writing.cite(t, e, "lee2020"), "done[^le|].", "done[^lee2020]|.")
    assert writing.open_citation("a [^le", 6) == "le"
    assert writing.open_citation("a [^le] b", 9) is None


@pytest.mark.parametrize(
    ("text", "formats"),
    [
        ("- **a|b**", {"bold", "bullets"}),
        ("1. *a|b*", {"italic", "numbers"}),
        ("## a|", {"heading"}),
        ("**a** b|", set()),
        ("***a|b***", {"bold", "italic"}),
    ],
)
def test_formats_at_the_caret(text: str, formats: set[str]) -> None:
    assert writing.formats_at(*_read(text)) == formats


@given(st.text("ab😀\n", max_size=20), st.text("ab😀\n", max_size=20))
def test_difference_rebuilds_the_text(before: str, after: str) -> None:
    start, end, text = writing.difference(before, after)
    assert before[:start] + text + before[end:] == after


@given(st.text("a *-1.\n😀", max_size=30), st.data())
def test_changes_keep_the_selection_inside(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    changes = [
        writing.toggle_emphasis(text, start, end, "**"),
        writing.toggle_emphasis(text, start, end, "*"),
        writing.toggle_heading(text, start, end),
        writing.toggle_list(text, start, end, ordered=True),
        writing.toggle_list(text, start, end, ordered=False),
        writing.continue_list(text, end, end),
        writing.indent(text, start, end),
    ]
    for change in filter(None, changes):
        assert 0 <= change.anchor <= change.caret <= len(change.of(text)), change
        assert change.of(text).count("😀") == text.count("😀")
