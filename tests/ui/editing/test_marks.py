"""Underlined words as values."""

from __future__ import annotations

import pytest

from editor.check.findings import ClaimFinding, Finding, Level
from editor.ui.editing.marks import Mark, marks_in, moved, stretches


def claim(rule: str, start: int, end: int, level: Level = Level.ERROR) -> ClaimFinding:
    return ClaimFinding(rule, level, "a", 1, "", "No.", "", "text", start, end)


def test_a_claim_is_marked_exactly_where_it_is() -> None:
    second = claim("C01", 10, 14)
    assert marks_in("cure, not cure", [second]) == (Mark(10, 14, second),)
    assert marks_in("cure", [claim("S12", 0, 0), claim("C01", 9, 12)]) == ()


def test_other_findings_are_marked_from_their_line_on() -> None:
    found = Finding("citation-unresolved", Level.ERROR, "a", 2, "[^x]", "No.", "", "text")
    assert marks_in("a[^y]\nb[^x]", [found]) == (Mark(7, 11, found),)
    assert marks_in("[^x]", [found]) == ()


@pytest.mark.parametrize(
    ("after", "span"),
    [
        ("We do cure it.", (6, 10)),
        ("We cure it now.", (3, 7)),
        ("We cured it.", (3, 7)),
        ("We cuure it.", (3, 8)),
        ("We it.", None),
        ("", None),
    ],
)
def test_marks_move_with_their_words(after: str, span: tuple[int, int] | None) -> None:
    marks = moved([Mark(3, 7, claim("C01", 3, 7))], "We cure it.", after)
    assert [(each.start, each.end) for each in marks] == ([span] if span else [])


def test_marks_that_overlap_become_stretches_that_do_not() -> None:
    note, error = claim("C06", 0, 10, Level.INFORMATION), claim("C01", 4, 20)
    found = stretches([Mark(0, 10, note), Mark(4, 20, error), Mark(30, 31, note)])
    assert [(each.start, each.end, each.level) for each in found] == [
        (0, 4, Level.INFORMATION),
        (4, 10, Level.ERROR),
        (10, 20, Level.ERROR),
        (30, 31, Level.INFORMATION),
    ]
    assert found[1].findings == (error, note)
