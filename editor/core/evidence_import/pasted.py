"""Pasted citations: one or several, in whatever style, or a DOI alone."""

from __future__ import annotations

import re
from dataclasses import replace

from editor.core.evidence_import.build import Record, built
from editor.core.evidence_import.citation import Parts, parts_of
from editor.core.evidence_import.found import Found
from editor.core.evidence_import.tidy import tidy
from editor.core.record_words import listed

LONGEST = 5_000
"""Characters of one citation."""
_START = re.compile(r"^\s*(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3}[.)]|[•*])\s+\S")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BACK = re.compile(r"\b10\.\d{4,9}/\S|https?://|\bPMID|;\s?\d|\d\s?[-–]\s?\d|\d\(\d|\bNCT\d{8}")
_NAMES = {
    "authors": "the authors",
    "title": "the title",
    "journal": "the journal",
    "year": "the year",
}


def read_citations(text: str) -> tuple[list[Found], list[str]]:
    """Return what was understood of every citation in a text, and notes on those that are none."""
    found: list[Found] = []
    notes: list[str] = []
    for line, citation in split_citations(text):
        if len(citation) > LONGEST:
            notes.append(
                f"Line {line}: {len(citation):,} characters without a break are no citation; it was not used."
            )
            continue
        result = _read(line, citation)
        if result:
            found.append(result)
        else:
            notes.append(f"Line {line}: nothing in it could be read as a citation.")
    return found, notes


def split_citations(text: str) -> list[tuple[int, str]]:
    """Return (line from 1, citation on one line).

    A citation is a paragraph, a numbered entry, or a line that is whole by itself.
    """
    groups: list[tuple[int, list[str]]] = []
    fresh = True
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            fresh = True
        elif fresh or _START.match(line):
            groups.append((number, [line]))
            fresh = False
        else:
            groups[-1][1].append(line)
    citations: list[tuple[int, str]] = []
    for number, lines in groups:
        if len(lines) > 1 and all(map(_is_whole, lines)):
            citations += [(number + at, line) for at, line in enumerate(lines)]
        else:
            citations.append((number, re.sub(r"(?<=doi\.org/) ", "", " ".join(map(str.strip, lines)))))
    return [(number, tidied) for number, citation in citations if (tidied := tidy(citation))]


def _is_whole(line: str) -> bool:
    """Tell whether a line is a citation by itself: it begins like one and has what stands at the end of one."""
    line = line.strip()
    alone = re.fullmatch(r"(?:https?://\S+|(?:doi:?\s*)?10\.\d{4,9}/\S+)", line, re.IGNORECASE)
    begins = (
        line[:1].isupper()
        or line[:1] in "[(“\"‘'"
        or bool(re.match(r"(?:van|von|de|del|di|da|la|le) ", line))
    )
    return bool(alone) or (
        len(line) > 25 and begins and bool(_YEAR.search(line) or "doi" in line) and bool(_BACK.search(line))
    )


def _read(line: int, citation: str) -> Found | None:
    parts = parts_of(citation)
    result = built(
        Record(
            line,
            citation,
            authors=parts.authors,
            title=parts.title,
            journal=parts.journal,
            year=parts.year,
            pages=parts.locator,
            dois=[parts.doi],
            urls=[parts.url],
            pubmed=parts.pubmed,
            # A remark such as "(n = 38)" may stand behind the citation itself.
            abstract=re.sub(r"^.*\b(?:19|20)\d\d\b", "", citation),
            types=["clinical trial protocol"] if parts.locator.startswith(("NCT", "ISRCTN", "ACTRN")) else [],
        )
    )
    if isinstance(result, str):
        return None
    return replace(
        result,
        guessed=(*(name for name in parts.unsure if getattr(parts, name)), *result.guessed),
        notes=(*_notes(parts), *result.notes),
    )


def _notes(parts: Parts) -> tuple[str, ...]:
    if parts.doi and not parts.title and not parts.authors:
        return (
            "Only the DOI is known: nothing is looked up on the web. Add authors, title and year yourself.",
        )
    notes = []
    for empty, sentence in (
        (True, "The citation does not name {}; please add what you know."),
        (False, "Please check {}: the citation leaves it open."),
    ):
        names = [_NAMES[name] for name in parts.unsure if (not getattr(parts, name)) is empty]
        if names:
            notes.append(sentence.format(listed(names)))
    if parts.left:
        notes.append(f"Not taken over: {parts.left}.")
    return tuple(notes)
