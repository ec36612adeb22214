"""References as text: keys, one-line summaries and searching."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from editor.core.brochure import Brochure, Reference, texts_of
from editor.core.citations import citations

_INITIALS = re.compile(r"[A-Z]{1,3}|(?:[A-Z]\.-?)+")


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
