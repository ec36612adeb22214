"""Formats of one tag a line: RIS, and MEDLINE as PubMed saves it (.nbib).

A reader of our own: rispy, the library for RIS, drops the last record where its ER is missing and all that stands
outside of records, without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from editor.core.evidence_import.build import Record
from editor.core.evidence_import.names import inverted

RIS_LINE = re.compile(r"^([A-Z][A-Z0-9])\s{0,3}-(?:\s(.*)|)$")
MEDLINE_LINE = re.compile(r"^([A-Z]{2,4})\s{0,3}- ?(.*)$")
_PATIENCE = 20
"""Notes on lines outside of records; more say nothing new."""


@dataclass(slots=True)
class _Tagged:
    line: int
    lines: list[str] = field(default_factory=list)
    values: dict[str, list[list[str]]] = field(default_factory=dict)
    ended: bool = False

    def all(self, *tags: str) -> list[str]:
        texts = (" ".join(lines) for tag in tags for lines in self.values.get(tag, []))
        return [text for text in texts if text.strip()]

    def first(self, *tags: str) -> str:
        return next(iter(self.all(*tags)), "")


def read_ris(text: str) -> tuple[list[Record], list[str]]:
    """Return the records of a RIS text, and notes on what stands outside of them."""
    notes: list[str] = []
    found = []
    for each in _records(text, RIS_LINE, "TY", "ER", notes):
        if not each.ended:
            notes.append(f"Line {each.line}: the entry does not end with “ER  -”; what is there was read.")
        found.append(_from_ris(each))
    return found, notes


def read_medline(text: str) -> tuple[list[Record], list[str]]:
    """Return the records of a PubMed file, and notes on what stands outside of them."""
    notes: list[str] = []
    return [_from_medline(each) for each in _records(text, MEDLINE_LINE, "PMID", "", notes)], notes


def _records(
    text: str, pattern: re.Pattern[str], start: str, end: str, notes: list[str]
) -> Iterator[_Tagged]:
    record: _Tagged | None = None
    tag = ""
    outside = 0
    for number, line in enumerate(text.split("\n"), 1):
        match = pattern.match(line.rstrip())
        if match and match[1] == start:
            if record:
                yield record
            record, tag = _Tagged(number, [line], {start: [[match[2] or ""]]}), start
        elif match and match[1] == end and record:
            record.ended = True
            record.lines.append(line)
            yield record
            record = None
        elif record:
            record.lines.append(line)
            if match:
                tag = match[1]
                record.values.setdefault(tag, []).append([match[2] or ""])
            elif line.strip():
                record.values[tag][-1].append(line.strip())
        elif line.strip():
            outside += 1
            if outside <= _PATIENCE:
                notes.append(
                    f"Line {number}: “{line.strip()[:60]}” stands outside of an entry and was not read."
                )
    if record:
        yield record
    if outside > _PATIENCE:
        notes.append(f"{outside - _PATIENCE} more lines stand outside of entries and were not read.")


def _from_ris(record: _Tagged) -> Record:
    start, end = record.first("SP"), record.first("EP")
    book = record.first("TY").strip().upper() in ("BOOK", "RPRT", "THES", "GOVDOC", "STAND")
    return Record(
        record.line,
        "\n".join(record.lines).strip(),
        authors=list(map(inverted, record.all("A1", "AU") or record.all("A2", "ED"))),
        title=record.first("TI", "T1", "CT", "BT"),
        journal=record.first(*(("PB",) if book else ()), "T2", "JF", "JO", "JA", "J2", "J1", "BT", "PB"),
        year=record.first("PY", "Y1", "DA"),
        volume=record.first("VL"),
        issue=record.first("IS", "CP"),
        pages=start
        if not end or end.strip() == start.strip() or "-" in start
        else f"{start.strip()}-{end.strip()}",
        dois=[
            *record.all("DO"),
            *(each for each in record.all("M3", "L3", "N1") if "10." in each and "/" in each),
        ],
        urls=[url for each in record.all("UR", "L2") for url in re.split(r"[;\s]+", each.strip()) if url],
        pubmed=_pubmed(record.all("AN", "C7", "M2"), record.all("DB", "DP")),
        types=record.all("PT", "M3"),
        abstract=" ".join(record.all("AB", "N2")),
        keywords=record.all("KW"),
    )


def _pubmed(numbers: list[str], databases: list[str]) -> str:
    """Return the PubMed number of a record that says it comes from there."""
    if not any(re.search(r"medline|pubmed|nlm", each, re.IGNORECASE) for each in databases):
        return ""
    return next((each.strip() for each in numbers if re.fullmatch(r"\s*\d{5,9}\s*", each)), "")


def _from_medline(record: _Tagged) -> Record:
    ids = record.all("LID", "AID")
    articles = [each.split(" ")[0] for each in ids if "[pii]" in each]
    return Record(
        record.line,
        "\n".join(record.lines).strip(),
        authors=record.all("AU", "CN") or list(map(inverted, record.all("FAU"))),
        title=record.first("TI", "BTI"),
        journal=record.first("TA", "JT", "CTI", "PB"),
        year=record.first("DP", "DEP", "EDAT"),
        volume=record.first("VI"),
        issue=record.first("IP"),
        pages=record.first("PG") or (articles[0] if articles and len(articles[0]) < 16 else ""),
        dois=[each for each in ids if "[doi]" in each],
        pubmed="".join(re.findall(r"^\s*(\d{1,9})\s*$", record.first("PMID"))[:1]),
        types=record.all("PT"),
        abstract=" ".join(record.all("AB")),
        keywords=[each.split("/")[0].strip("*") for each in record.all("MH")],
    )
