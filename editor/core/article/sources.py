"""Turn a list of sources into references, and the article's ways of citing them into ours.

Only what is certain to be authors and title is taken apart; where the parts would not hold every word of the
source, the whole of it stays together as the reference's title.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from editor.core.article.blocks import Entry, literal
from editor.core.brochure import Reference
from editor.core.evidence_import.citation import Parts, parts_of
from editor.core.evidence_import.names import joined
from editor.core.evidence_import.tidy import tidy_title

_LONGEST = 2_000
"""Characters of a source that is taken apart."""
_EMPTIED = re.compile(
    r"\(\s*\)|\[\s*\]|(?:(?:available|retrieved) (?:at|from)|doi|url)\s*:?\s*$", re.IGNORECASE
)
_CITED = re.compile(r"\\?\[(\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,9})\\?\](?!\(|:)")
_SUPERSCRIPT = re.compile(r"(?<=[^\W\d_]{3})([.,;]?)([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}(?:[,⁻–][⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}){0,4})(?!\w)")
_NOTE = re.compile(r"\[\^([^\]\n]{1,80})\]")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_OWN_WORDS = {
    "doi",
    "https",
    "http",
    "org",
    "dx",
    "pmid",
    "available",
    "from",
    "at",
    "and",
    "www",
    "retrieved",
}


class Sources:
    """The references of an article, and how its citations map to them."""

    def __init__(self, notes: Iterable[tuple[str, str]], listed: Iterable[Entry]) -> None:
        self.references: list[Reference] = []
        self.texts: dict[str, str] = {}  # the sources as they were written, by key
        self._keys: dict[str, str] = {}  # the article's own key or number -> ours
        for key, text in notes:
            self._add(text, key, key)
        for position, entry in enumerate(listed, 1):
            number = str(position if entry.number is None else entry.number)
            self._add(entry.text or entry.name, number, "")

    def _add(self, text: str, cited_as: str, wanted: str) -> None:
        text = literal(text)
        reference = parse_reference(text, "x")
        key = self._free(_slug(wanted) or _readable_key(reference))
        self.texts[key] = text
        self._keys.setdefault(cited_as.casefold(), key)
        self.references.append(replace(reference, key=key))

    def _free(self, key: str) -> str:
        taken = {each.key for each in self.references}
        return next(k for k in (key, *(f"{key}-{n}" for n in range(2, len(taken) + 3))) if k not in taken)

    def cite(self, text: str) -> str:
        """Return a text with its citations in our form: `[^key]`."""
        if not self.references:
            return text
        text = _NOTE.sub(lambda note: self._mark([note[1]]) or note[0], text)
        text = _CITED.sub(lambda cited: self._mark(_numbers(cited[1])) or cited[0], text)
        return _SUPERSCRIPT.sub(self._superscript, text) if re.search("[⁰¹²³⁴⁵⁶⁷⁸⁹]", text) else text

    def _superscript(self, match: re.Match[str]) -> str:
        marks = self._mark(_numbers(match[2].translate(_DIGITS)))
        return match[1] + marks if marks else match[0]

    def _mark(self, cited: list[str]) -> str:
        keys = [self._keys.get(each.casefold()) for each in cited]
        return "".join(f"[^{key}]" for key in keys) if all(keys) else ""


def parse_reference(text: str, key: str) -> Reference:
    """Return one source as a reference; every word of it is in one of the fields."""
    text = " ".join(text.split())
    parts = parts_of(text) if len(text) < _LONGEST else Parts()
    reference = Reference(
        key,
        joined(parts.authors),
        tidy_title(parts.title),
        parts.journal,
        int(parts.year) if parts.year else None,
        parts.locator,
        parts.doi,
        parts.url,
    )
    certain = reference.authors and reference.title and not {"authors", "title"} & set(parts.unsure)
    if certain and _holds_all(reference, text):
        return reference
    whole = Reference(key, title=_without_addresses(text, parts), doi=parts.doi, url=parts.url)
    return whole if _holds_all(whole, text) else Reference(key, title=text)


def _without_addresses(text: str, parts: Parts) -> str:
    for address in filter(None, (parts.doi, parts.url.removeprefix("https://"))):
        text = re.sub(
            rf"(?:https?://)?(?:(?:dx\.)?doi\.org/|doi\s*:?\s*)?{re.escape(address)}",
            "",
            text,
            flags=re.IGNORECASE,
        )
    text = _EMPTIED.sub("", text)
    return re.sub(r"(?:\s*[.,;])+\s*$", "", text.strip(" -–—"))


def _holds_all(reference: Reference, text: str) -> bool:
    fields = (
        reference.authors,
        reference.title,
        reference.journal,
        str(reference.year or ""),
        reference.locator,
        reference.doi,
        reference.url,
    )
    missing = Counter(_words(text)) - Counter(_words(" ".join(fields)))
    return set(missing) <= _OWN_WORDS


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _readable_key(reference: Reference) -> str:
    """Return a key such as gentile2017, or ref."""
    author = re.match(r"(?:[a-z]{1,4} )?([^\W\d_][\w'’-]+)", reference.authors)
    return _slug(f"{author[1]}{reference.year or ''}".lower()) if author else "ref"


def _slug(text: str) -> str:
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9_.:-]+", "-", ascii_text).strip("-_.:")[:56]


def _numbers(cited: str) -> list[str]:
    """Return the numbers of "1, 3-5" one by one."""
    numbers: list[str] = []
    for part in re.split(r"\s?[,;]\s?", cited):
        first, _, last = re.sub(r"\s?–\s?", "-", part).replace(" ", "").partition("-")
        if last and 0 < int(last) - int(first) < 30:
            numbers += [str(number) for number in range(int(first), int(last) + 1)]
        else:
            numbers += [each for each in (first, last) if each]
    return numbers
