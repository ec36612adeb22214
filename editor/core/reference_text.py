"""References as text: keys, one-line summaries, searching, and reading a pasted citation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from editor.core.brochure import Brochure, Reference, texts_of
from editor.core.citations import citations

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")
_INITIALS = re.compile(r"[A-Z]{1,3}|(?:[A-Z]\.-?)+")
_YEAR = re.compile(r"\b(19[5-9]\d|20\d\d)\b")
# "Lee A, Kim B. Title. Journal. 2020;12(3):45-50." as PubMed and most journals print it (Vancouver style).
_VANCOUVER = re.compile(
    r"(?P<authors>[^.]{2,400})\.\s+(?P<title>[^.?!]{8,400}[.?!])\s+(?P<journal>[A-Z][^.;\d]{1,120}?)\.?\s+"
    r"(?P<year>(?:19|20)\d\d)(?:\s+[A-Z][a-z]{2}(?:\s+\d{1,2})?)?\s*(?:;\s*(?P<locator>[^.]{1,60}))?(?:\.|$)"
)
# "Lee, A., & Kim, B. (2020). Title. Journal, 12(3), 45-50." (APA style).
_APA = re.compile(
    r"(?P<authors>.{2,400}?)\s*\((?P<year>(?:19|20)\d\d)[a-z]?\)\.\s+(?P<title>[^.?!]{8,400}[.?!])\s+"
    r"(?P<journal>[A-Z][^.,\d]{1,120}),\s*(?P<locator>[^.]{1,60})(?:\.|$)"
)


@dataclass(frozen=True, slots=True)
class Cited:
    """Where a reference is cited: a section and how often."""

    section: str
    title: str
    count: int


def first_author(authors: str) -> str:
    """Return the first author without initials: "Lee" of "Lee A, Kim B" and of "Lee, A., & Kim, B.".

    A name without initials stays whole: it may be an organisation's.
    """
    first = re.split(r"[,;&(]|\bet al\b|\band\b", authors.strip())[0].strip(" .")
    words = first.split()
    while len(words) > 1 and _INITIALS.fullmatch(words[-1]):
        words.pop()
    return " ".join(words)


def suggested_key(authors: str, year: int | None, taken: Iterable[str]) -> str:
    """Return a free key such as "lee2020", "lee2020b" where that is taken, "source" without an author."""
    last = first_author(authors).rpartition(" ")[2]
    name = unicodedata.normalize("NFKD", last).encode("ascii", "ignore").decode().lower()
    base = (re.sub(r"[^a-z0-9]", "", name)[:40] or "source") + (str(year) if year else "")
    used = set(taken)
    if base not in used:
        return base
    letters = [chr(code) for code in range(ord("b"), ord("z") + 1)]
    more = [*letters, *(f"-{number}" for number in range(27, len(used) + 28))]
    return next(base + tail for tail in more if base + tail not in used)


def summary(reference: Reference) -> str:
    """Return a reference in one line: "Lee 2020 · Title", with its key where no author is known."""
    name = first_author(reference.authors)
    lead = f"{name} {reference.year or ''}".strip() if name else reference.key
    return " · ".join(filter(None, (lead, reference.title)))


def matches(reference: Reference, typed: str) -> bool:
    """Say whether every typed word begins or is in the key, an author, the title or the year."""
    text = f"{reference.key} {reference.authors} {reference.title} {reference.year or ''}".lower()
    return all(word in text for word in typed.lower().split())


def cited_in(brochure: Brochure, key: str) -> tuple[Cited, ...]:
    """Return the sections that cite a reference, in order."""
    found = []
    for section in brochure.sections:
        count = sum(cited == key for _, text in texts_of(section) for cited, _, _ in citations(text))
        if count:
            found.append(Cited(section.id, section.title, count))
    return tuple(found)


def read_reference(text: str) -> dict[str, str | int]:
    """Read a pasted citation and return the fields of a Reference that are certain.

    Only the whole shape of a known style is split into authors, title and journal; otherwise the text goes
    into the title as it is, so that nothing is guessed wrong and nothing is lost.
    """
    text = " ".join(text.split())
    fields: dict[str, str | int] = {}
    doi = _DOI.search(text)
    if doi:
        fields["doi"] = _trimmed(doi[0])
    address = next(
        (_trimmed(found[0]) for found in _ADDRESS.finditer(text) if "doi.org/" not in found[0]), ""
    )
    if address:
        fields["url"] = address
    rest = re.sub(
        r"\b(doi|pmid|pmcid|available (from|at)|epub[^.]*)\s*:?\s*(?=\.|\s|$)",
        "",
        _remainder(text),
        flags=re.I,
    )
    rest = re.sub(r"\b(PMID|PMCID):?\s*\w+", "", rest).strip(" .;,")
    for style in (_VANCOUVER, _APA):
        match = style.match(rest + ".")
        if match:
            found = {name: value.strip(" .,;") for name, value in match.groupdict().items() if value}
            year = int(found.pop("year"))
            question = match["title"].strip()
            found["title"] = question if question[-1] in "?!" else found["title"]
            return {**found, "year": year, **fields}
    years = set(_YEAR.findall(rest))
    if len(years) == 1:
        fields["year"] = int(years.pop())
    return {"title": rest, **fields} if rest else fields


def _remainder(text: str) -> str:
    return _DOI.sub(" ", _ADDRESS.sub(" ", text)).replace("doi:", " ").replace("https://doi.org/", " ")


def _trimmed(text: str) -> str:
    text = text.rstrip(".,;:'\"")
    return text.rstrip(")") if text.count("(") < text.count(")") else text
