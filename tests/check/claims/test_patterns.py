from __future__ import annotations

import re

import pytest

from editor.check.claims.patterns import PatternError, beginnings, compiled, expand, refuse_slow


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+b", "(?:a*)*b", "(?:a|a)*b", r"\w*\w*\w*x", ".*.*.*x", "(?:ab?){0,40}c", "(x)\\1", "(", "a?", "x*",
        "(?:a|b|ab|ba)+$", "a" * 5_000,
    ],
)  # fmt: skip
def test_a_pattern_that_could_hang_or_cannot_be_read_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        refuse_slow(pattern)


@pytest.mark.parametrize(
    "pattern", ["cures?", r"restor\w+ hair", "(?:no|zero) risks?", "a.{0,40}b", r"\d+ ?%"]
)
def test_a_plain_pattern_is_accepted(pattern: str) -> None:
    refuse_slow(expand(pattern, {}))


def test_what_is_accepted_ends_soon_on_the_worst_text() -> None:
    pattern = re.compile(expand("a.{0,90}a.{0,90}b", {}))
    refuse_slow(pattern.pattern)
    assert pattern.search("a" * 1_000) is None


def test_words_and_gaps_are_filled_in() -> None:
    pattern = compiled((expand("restores<0-2> <hair>", {"hair": "hair|locks"}),))
    assert pattern is not None
    assert pattern.search("it restores your lost locks")
    assert not pattern.search("it restores your long lost old hair")
    assert not pattern.search("it restores you. hair")
    with pytest.raises(PatternError, match="not in the table"):
        expand("<nothing>", {})
    with pytest.raises(PatternError, match="circle"):
        expand("<a>", {"a": "<b>", "b": "<a>"})


def test_whole_words_only_and_hyphens_read_as_spaces() -> None:
    pattern = compiled(("cure", "risk-free", "[a-c]x", "£5"))
    assert pattern is not None
    assert [each[0] for each in pattern.finditer("secure cure cured risk free bx £5 £50")] == [
        "cure",
        "risk free",
        "bx",
        "£5",
    ]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("cur(?:e|ed)", "cured"),
        ("(?:re ?)?grow", "re grow"),
        (r"\d+ in \d+", "8 in 10"),
        ("[#£]1", "#1"),
        ("(?>no|zero) x", "zero x"),
        ("something long (?:a|b)|other", "other"),
        ("(?:a )?(?:b )?(?:cured)", "cured"),
        (r"(?:un|re){0,2}(?:tie|do)[ab]{2}\d", "redoab7"),
    ],
)
def test_beginnings_never_hide_a_match(pattern: str, text: str) -> None:
    found, letters = compiled((pattern,)), beginnings(pattern)
    assert found is not None
    assert found.match(text)
    assert letters is None or any(text.startswith(each) for each in letters)
