"""Turn a list of sources into references, and the article's ways of citing them into ours.

Only what is recognised for certain is taken apart; where the parts would not hold every word of the source,
the whole of it stays together as the reference's title.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from editor.core.article.blocks import Entry, literal
from editor.core.brochure import Reference

_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi\s*:?\s*)?\b(10\.\d{4,9}/[^\s\"<>]+)", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>\"']+|\bwww\.[^\s<>\"']+")
_TRAILING = ".,;:)]}"
_INITIALS = r"(?:[A-ZÀ-Þ]{1,3}(?![\w])|(?:[A-ZÀ-Þ]\.[ -]?){1,4})"
_AUTHOR = rf"(?:(?:[a-z]{{1,4}} )?[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)?,? {_INITIALS}|et al\.?)"
_AUTHORS = rf"{_AUTHOR}(?:(?:,? (?:&|and|und|et) |, |; ){_AUTHOR})*(?:,? et al\.?)?"
_YEAR = r"(?:19|20)\d\d"
_PATTERNS = (
    # Vancouver: Gentile P, Garcovich S. Title. Journal. 2017;6(1):1-9.
    re.compile(
        rf"^(?P<authors>{_AUTHORS})[.:]? (?P<title>[^.?!]{{8,}}[.?!])"
        rf" (?P<journal>[A-Z][^.;\d]{{2,}}(?:\. [A-Z][^.;\d]*)*)\.?,? "
        rf"(?P<year>{_YEAR})(?: [A-Z][a-z]{{2}}(?: \d{{1,2}})?)?(?:;\s*(?P<locator>[^.]+))?\.?$"
    ),
    # APA: Gentile, P., & Garcovich, S. (2017). Title. Journal, 6(1), 1-9.
    re.compile(
        rf"^(?P<authors>{_AUTHORS})\.? \((?P<year>{_YEAR})\)[.:,]? (?P<title>[^.?!]{{8,}}[.?!])"
        rf" (?P<journal>[A-Z][^.,;\d]{{2,}})"
        r"(?:[,;.] (?P<locator>[^.]*\d[^.]*))?\.?$"
    ),
    # Only the beginning is certain: Gentile P, et al. (2017) and the rest
    re.compile(rf"^(?P<authors>{_AUTHORS})\.? \((?P<year>{_YEAR})\)[.:,]? (?P<title>\S.{{8,}})$"),
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
    rest, doi, url = text, "", ""
    found = _DOI.search(rest)
    if found:
        doi = found[1].rstrip(_TRAILING)
        rest = (rest[: found.start()] + rest[found.start() + len(found[0].rstrip(_TRAILING)) :]).strip()
    address = _URL.search(rest)
    if address:
        url = address[0].rstrip(_TRAILING)
        rest = (rest[: address.start()] + rest[address.start() + len(url) :]).strip()
        url = url if url.startswith("http") else f"https://{url}"
    rest = re.sub(
        r"\(\s*\)|\[\s*\]|(?:(?:available|retrieved) (?:at|from)|doi|url)\s*:?\s*$",
        "",
        rest,
        flags=re.IGNORECASE,
    )
    rest = re.sub(r"(?:\s*[.,;])+\s*$", lambda end: "." if "." in end[0] else "", rest.strip(" -–—"))
    for pattern in _PATTERNS:
        match = pattern.match(rest) if len(rest) < 2000 else None
        if match:
            parts = {name: (value or "").strip() for name, value in match.groupdict().items()}
            year = int(parts.pop("year"))
            parts["title"] = parts["title"].removesuffix(".")
            parts["authors"] = (
                parts["authors"].removesuffix(".") if "et al" in parts["authors"] else parts["authors"]
            )
            reference = Reference(
                key,
                parts["authors"],
                parts["title"],
                parts.get("journal", ""),
                year,
                parts.get("locator", ""),
                doi,
                url,
            )
            if _holds_all(reference, text):
                return reference
    whole = Reference(key, title=rest.removesuffix("."), doi=doi, url=url)
    return whole if _holds_all(whole, text) else Reference(key, title=text)


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
