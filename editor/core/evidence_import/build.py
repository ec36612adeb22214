"""From a record's plain values to a reference, with a note for everything that could not be taken."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from editor.core.brochure import Reference
from editor.core.evidence_import.found import Found
from editor.core.evidence_import.guess import guess
from editor.core.evidence_import.names import joined
from editor.core.evidence_import.tidy import LIMITS, address_of, doi_of, locator, tidy, tidy_title, year_of

KEY = "imported"
_RETRACTED = re.compile(r"^\W*retract(?:ed|ion)\b", re.IGNORECASE)
_NAMES = {
    "authors": "authors",
    "title": "title",
    "journal": "journal",
    "locator": "volume and pages",
    "doi": "DOI",
    "url": "web address",
}


@dataclass(slots=True)
class Record:
    """The values of one record as text, whatever its format. `about` is for guessing only and is not kept."""

    line: int
    original: str
    authors: list[str] = field(default_factory=list)
    title: str = ""
    journal: str = ""
    year: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    dois: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    pubmed: str = ""
    types: list[str] = field(default_factory=list)
    abstract: str = ""
    keywords: list[str] = field(default_factory=list)


def built(record: Record) -> Found | str:
    """Return the reference of a record, or why there is none, as the end of a sentence."""
    notes: list[str] = []
    fields = {
        "authors": joined(list(map(tidy, record.authors))),
        "title": tidy_title(record.title),
        "journal": tidy(record.journal),
        "locator": locator(record.volume, record.issue, record.pages),
        "doi": next(filter(None, map(doi_of, (*record.dois, *record.urls))), ""),
        "url": _address(record, notes),
    }
    for name, limit in LIMITS.items():
        if len(fields[name]) > limit:
            notes.append(
                f"The {_NAMES[name]} had {len(fields[name]):,} characters and was left out; {limit:,} are allowed."
            )
            fields[name] = ""
    if any(map(str.strip, record.dois)) and not fields["doi"]:
        notes.append(f"“{_short(record.dois)}” is not a DOI and was left out.")
    findable = record.year and (fields["authors"] or (fields["journal"] and fields["locator"]))
    if not (fields["title"] or fields["doi"] or fields["url"] or findable):
        return "it has neither a title nor a DOI" + (f" ({notes[0]})" if notes else "")
    year = year_of(record.year)
    if record.year.strip() and year is None:
        notes.append(f"“{_short([record.year])}” is not a year and was left out.")
    guessed = guess(fields["title"], record.abstract, record.types, record.keywords)
    withdrawn = bool(_RETRACTED.match(fields["title"])) or any(
        tidy(each).lower() == "retracted publication" for each in record.types
    )
    if withdrawn:
        notes.insert(0, "The journal has retracted this article. Do not use it to back a claim.")
    reference = replace(
        Reference(KEY, fields["authors"], fields["title"], fields["journal"], year, fields["locator"]),
        doi=fields["doi"],
        url=fields["url"],
        study=guessed.study,
        people=guessed.people,
    )
    sure = ("study",) if guessed.stated else ()
    marks = tuple(name for name in ("study", "people") if getattr(reference, name) and name not in sure)
    return Found(reference, record.line, record.original, marks, tuple(notes), withdrawn)


def _address(record: Record, notes: list[str]) -> str:
    """Return the first address that is not a DOI's; note those that cannot be one."""
    fit = ""
    for text in filter(str.strip, record.urls):
        address = address_of(text)
        if not address:
            notes.append(f"“{_short([text])}” is not a web address (http or https) and was left out.")
        elif not fit and not re.match(r"https?://(?:dx\.|www\.)?doi\.org/", address):
            fit = address
    if not fit and record.pubmed and not any(map(doi_of, (*record.dois, *record.urls))):
        fit = f"https://pubmed.ncbi.nlm.nih.gov/{record.pubmed}/"
    return fit


def _short(texts: Iterable[str]) -> str:
    text = tidy(" ".join(texts))
    return text if len(text) <= 60 else text[:57] + "..."
