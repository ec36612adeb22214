"""References from a text in any of the formats known; which it is, its content says."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from editor.core.evidence_import.bibtex import read_bibtex
from editor.core.evidence_import.build import Record, built
from editor.core.evidence_import.csl import read_csl
from editor.core.evidence_import.found import MAX_BYTES, MAX_FOUND, EvidenceError, Format, Found, Imported
from editor.core.evidence_import.pasted import read_citations
from editor.core.evidence_import.tagged import read_medline, read_ris

T = TypeVar("T")
Reader = Callable[[str], tuple[list[Record], list[str]]]
_READERS: dict[Format, Reader] = {
    Format.BIBTEX: read_bibtex,
    Format.RIS: read_ris,
    Format.MEDLINE: read_medline,
    Format.CSL: read_csl,
}
_EXPORT = "In the program it comes from, export the references as BibTeX, RIS or CSL-JSON, and import that."
_STARTS = (
    (Format.RIS, re.compile(r"^TY\s{0,3}-\s", re.MULTILINE)),
    (Format.MEDLINE, re.compile(r"^PMID\s{0,3}-\s?\d", re.MULTILINE)),
    (Format.BIBTEX, re.compile(r"^[ \t]*@[A-Za-z]{2,40}[ \t]*[{(]", re.MULTILINE)),
)
_OTHERS = (
    (re.compile(r"<(?:\?xml|!doctype|html|xml|pubmed)", re.IGNORECASE), "This is XML or a web page."),
    (re.compile(r"%0 \w", re.IGNORECASE), "This is EndNote's own format."),
    (
        re.compile(r"(?:FN \w.*\n)(?:VR .*\n)?(?:.*\n){0,3}?PT ", re.IGNORECASE),
        "This is Web of Science's own format.",
    ),
)


def detect(text: str) -> Format:
    """Return the format of a text by its content. EvidenceError for formats that are known but not read."""
    start = text.lstrip("\ufeff \t\r\n")
    for pattern, what in _OTHERS:
        if pattern.match(start):
            raise EvidenceError(f"{what} {_EXPORT}")
    if re.match(r"[\[{]\s*[{\"\]}]", start):
        return Format.CSL
    found = [(match.start(), format_) for format_, words in _STARTS if (match := words.search(text))]
    return min(found)[1] if found else Format.CITATIONS


def read_references(text: str) -> Imported:
    """Return the references in a text: a file's content, or what was pasted.

    Entries that cannot be used are named in the notes. EvidenceError if nothing can be used at all, if it is too large
    or has too many entries.
    """
    if len(text) > MAX_BYTES:
        raise EvidenceError(f"This is larger than {MAX_BYTES // 1_000_000} MB. Import a part of it.")
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    if not text.strip():
        raise EvidenceError("There is nothing in it.")
    format_ = detect(text)
    if format_ is Format.CITATIONS:
        citations, notes = read_citations(text)
        return Imported(format_, _bounded(citations), tuple(notes))
    records, notes = _READERS[format_](text)
    found: list[Found] = []
    for number, record in enumerate(_bounded(records), 1):
        result = built(record)
        where = f"Line {record.line}" if record.line else f"Entry {number}"
        if isinstance(result, str):
            notes.append(f"{where}: the entry was not used, because {result}.")
        else:
            found.append(result)
    if not found:
        why = f" {notes[0]}" if notes else ""
        raise EvidenceError(f"No reference was found in this {format_} text.{why}")
    return Imported(format_, tuple(found), tuple(notes))


def _bounded(entries: Sequence[T]) -> tuple[T, ...]:
    if len(entries) > MAX_FOUND:
        raise EvidenceError(f"It has {len(entries):,} references; {MAX_FOUND:,} can be imported at once.")
    return tuple(entries)
