"""One citation as text, taken apart: authors, title, journal, year, volume and pages, DOI, address.

No style is asked for: the authors are read from the front, the year with volume and pages from the back, and what
lies between is split into title and journal. What is uncertain is named, and nothing that was read gets lost.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from editor.core.evidence_import.author_block import authors_of
from editor.core.evidence_import.tidy import address_of, doi_of, trimmed

_Y = r"(?P<year>(?:19|20)\d\d)"
_MONTH = (
    r"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?|Spring|Summer|Autumn|Fall|Winter)"
)
_DATE = rf"(?:,? +(?:{_MONTH}(?:[ /–-]{_MONTH})?(?: +\d{{1,2}})?|\d{{1,2}} +{_MONTH}))?"
_P = r"(?P<pages>[A-Za-z]{0,8}-?\d[\w.]*(?: ?[-–—‐] ?[A-Za-z]{0,4}\d\w*)?(?:, ?[A-Za-z]?\d+[-–]\d+)?)"
_V = r"(?P<volume>[A-Z]?\d{1,4}[A-Z]?)"
_I = r"(?P<issue>[^()]{1,24})"
_FRONT = r"(?:^|[.,;]? +|(?<=[.,;]))"

# Year with volume and pages at the end of a citation, the most telling first.
_TAILS = tuple(
    re.compile(_FRONT + each + r"\W*$")
    for each in (
        rf"\(?{_Y}\)?{_DATE} ?; ?(?P<locator>[^;]{{1,90}}?)",  # 2020 Aug;9(8):839-849 (Vancouver, AMA, NLM)
        rf"{_Y}: ?{_V} ?\({_I}\): ?{_P}",
        rf"{_Y}, ?{_V}(?: ?\({_I}\))?, ?(?:pp?\. ?)?{_P}",  # 2023, 12, 951 (MDPI)
        rf"vol\.? ?{_V}(?:, ?(?:no|issue|iss)\.? ?(?P<issue>\w+))?,(?: {_MONTH})? {_Y}, pp?\. ?{_P}",  # MLA 9
        rf"vol\.? ?{_V}(?:, ?(?:no|issue|iss)?\.? ?(?P<issue>\w+))?,? \((?:\d{{1,2}} )?(?:{_MONTH} )?{_Y}\)"
        rf"(?:: ?{_P})?",
        rf"vol\.? ?{_V}(?:, ?(?:no|issue|iss|number)\.? ?(?P<issue>\w+))?(?:, ?(?:pp?|art(?:icle)?)\.? ?{_P})?"
        rf"(?:, ?(?:{_MONTH} )?{_Y})?",  # IEEE
        rf"{_V},? ?(?:no\.? ?(?P<issue>\w+))? ?\((?:{_MONTH} )?{_Y}\)(?:: ?{_P})?",  # Chicago
        rf"{_Y}, ?pp?\. ?{_P}",  # of a book or a conference
        rf"(?P<volume>{_Y}): ?{_P}",  # 2020:7397162
        # APA, Nature
        rf"{_V} ?(?:\({_I}\))?[,:] ?(?:pp?\.? ?|[Aa]rticle (?:no\.? ?|ID ?)?|Art\. ?)?{_P}(?: ?\({_Y}\))?",
        rf"{_V} ?\({_I}\)",
        rf"(?:\d{{1,2}} )?{_MONTH} {_Y}",
        rf"\(?{_Y}{_DATE}\)?",
    )
)
_YEAR_HERE = re.compile(rf"[ .,]*\(?{_Y}[a-z]?{_DATE}\)?(?:[.,:;]+|(?<=\)))(?: +|$)")
_NO_YEAR = re.compile(r"^\((?:in press|forthcoming|submitted|n\.? ?d\.?|no date)\)[.,:]? *", re.IGNORECASE)
_ABBREVIATED = re.compile(r"[A-Z][\w-]{0,9}\.?")
_NUMBERED = re.compile(r"^(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3}[.)]|[•*–-])\s+")
_QUOTED = re.compile(
    r"^(?P<open>[“\"‘']+)(?P<title>.{4,600}?)(?P<end>[,.?!]?[”\"’']+[,.]?|[”\"’']+(?= in ))(?= |$)"
)
_LABELS = re.compile(
    r"\b(?:doi|available (?:from|at|online)(?: at)?|retrieved from|url|https?)\s*:?\s*(?=[\s.,;)\]]|$)",
    re.IGNORECASE,
)
_MONTHS = rf"(?:\d{{1,2}} )?{_MONTH}(?: \d{{1,2}})?,? \d{{4}}"
_ASIDES = tuple(
    re.compile(each, re.IGNORECASE)
    for each in (
        r"\[Internet\]|\[Online\]|\[Epub ahead of print\]|Online ahead of print\.?|\[Article\]|\[journal article\]",
        r"\bEpub \d{4}(?: [A-Z][a-z]{2})?(?: \d{1,2})?(?:-\d{1,2})?\.?",
        rf"[\[(]?\b(?:last )?(?:accessed|retrieved|cited|viewed):?(?: on)? "
        rf"(?:{_MONTHS}|\d{{4}}(?: {_MONTH} ?\d{{0,2}})?"
        r"|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})[\])]?(?:,? from)?[.,]?",
        rf"\bPublished (?:online )?(?:{_MONTHS}|\d{{4}} {_MONTH} \d{{1,2}})\.?",
        r"\[(?:DOI|PubMed|PMC free article|Google ?Scholar|Cross ?Ref|Scopus|Web of Science)\]",
        r"\bpii: ?[\w()-]+\.?",
        r"\bPMCID: ?PMC\d+[.;]?",
    )
)
_PUBLISHED = re.compile(r"\bPublished (?:online )?[^.]{0,20}?\b((?:19|20)\d\d)\b", re.IGNORECASE)
_ELLIPSIS = re.compile(r"(?:\. ?){3,}")
_RETRACTED = re.compile(r"^\W*(retracted|withdrawn)(?: article)?\W+", re.IGNORECASE)
_PMID = re.compile(r"\b(?:PMID|PubMed(?: ID)?):? ?(\d{5,9})\b[.;]?", re.IGNORECASE)
_TRIAL = re.compile(r"\bNCT\d{8}\b|\bISRCTN\d{6,8}\b|\bACTRN\d{14}\b")
_DOI_TEXT = re.compile(
    r"(?:https?://)?(?:dx\.|www\.)?(?:doi\.org/|doi\s*:?\s*)?\b10\.\d{4,9}/[^\s\"“”]+", re.IGNORECASE
)
_URL_TEXT = re.compile(r"(?:https?://|\bwww\.)[^\s<>\"'“”]+", re.IGNORECASE)
_OWN_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a al an and art article at available doi epub et from http https id in iss issue no num number of on online "
        "org p pages pmid pp pubmed retracted retrieved the url vol volume www",
    )
)

# A year's letter, a month, the number before a citation, a page's first half.
_OWN_FORMS = re.compile(rf"\d{{4}}[a-z]|{_MONTH}|\d{{1,3}}|[a-z]", re.IGNORECASE)


@dataclass(slots=True)
class Parts:
    """A citation's parts as text; `unsure` names those to look at, `left` what was taken for something else."""

    authors: list[str] = field(default_factory=list)
    title: str = ""
    journal: str = ""
    year: str = ""
    locator: str = ""
    doi: str = ""
    url: str = ""
    pubmed: str = ""
    unsure: tuple[str, ...] = ()
    left: str = ""


def parts_of(text: str) -> Parts:
    """Take one citation, on one line, apart."""
    parts = Parts()
    rest = _taken_out(_NUMBERED.sub("", text.strip(), count=1), parts)
    retracted = _RETRACTED.match(rest)
    rest = rest[retracted.end() :] if retracted else rest
    if not rest:
        return parts
    parts.authors, at, certain = authors_of(rest)
    names, rest = rest[:at], rest[at:].strip()
    unsure = set() if certain else {"authors"}
    rest = _NO_YEAR.sub("", rest)
    match = _YEAR_HERE.match(rest)
    if match and parts.authors:
        parts.year = match["year"]
        rest = rest[match.end() :].strip()
    tail = _tail(rest, bool(parts.year))
    if tail:
        _read_tail(tail, parts)
        middle = rest[: tail.start()] + ("." if tail[0][:1] == "." else "")
    else:
        middle = rest
    unsure |= _split(middle.strip(), parts)
    if retracted:
        parts.title = f"{retracted[1].upper()}: {parts.title}"
    if not parts.year and parts.title:
        unsure.add("year")
    if not parts.locator:
        trial = _TRIAL.search(text)
        parts.locator = trial[0] if trial else ""
    parts.unsure = tuple(sorted(unsure))
    parts.left = _left_over(text, names, parts)
    return parts


def _taken_out(text: str, parts: Parts) -> str:
    """Take out what is recognised wherever it stands: DOI, address, PubMed's number, when somebody looked."""
    found = _DOI_TEXT.search(text)
    if found:
        parts.doi = doi_of(found[0])
        text = _without(text, found, found[0].find(parts.doi) + len(parts.doi))
    found = _URL_TEXT.search(text)
    if found:
        address = trimmed(found[0])
        parts.url = address_of(address)
        text = _without(text, found, len(address)) if parts.url else text
    found = _PMID.search(text)
    if found:
        parts.pubmed = found[1]
        text = _PMID.sub(" ", text)
    published = _PUBLISHED.search(text)
    parts.year = published[1] if published else ""
    for each in _ASIDES:
        text = each.sub(" ", text)
    text = _ELLIPSIS.sub("… ", text)
    text = _LABELS.sub(" ", text)
    text = re.sub(r"\(\s*\)|\[\s*\]|<\s*>", " ", text)
    text = re.sub(r"\s+([.,;:])", r"\1", " ".join(text.split()))
    text = re.sub(r"(?:[,;:]\s*)+(?=\.)|(?<=\.)(?:\s*[.:])+(?=\s|$)", "", text)
    return text.strip(" ,;:|")


def _without(text: str, found: re.Match[str], length: int) -> str:
    return f"{text[: found.start()]} {text[found.start() + length :]}"


def _tail(rest: str, year_known: bool) -> re.Match[str] | None:
    for pattern in _TAILS:
        match = pattern.search(rest, max(0, len(rest) - 200))
        groups = match.groupdict() if match else {}
        if match and (year_known or groups.get("year") or groups.get("pages")):
            return match
    return None


def _read_tail(tail: re.Match[str], parts: Parts) -> None:
    found = {name: (value or "").strip(" .,;") for name, value in tail.groupdict().items()}
    parts.year = found.get("year") or parts.year
    if found.get("locator"):
        parts.locator = re.sub(r"\s*([:(])\s*", r"\1", found["locator"])
        return
    lead = found.get("volume", "") + (f"({found['issue']})" if found.get("issue") else "")
    pages = found.get("pages", "")
    parts.locator = f"{lead}:{pages}" if lead and pages else lead or pages


def _split(middle: str, parts: Parts) -> set[str]:
    """Split what lies between authors and tail into title and journal; return what is uncertain."""
    quoted = _QUOTED.match(middle)
    if quoted:
        mark = re.search(r"[?!]", quoted["end"])
        parts.title = quoted["title"] + (mark[0] if mark else "")
        parts.journal = _journal(middle[quoted.end() :])
        return set() if parts.journal else {"journal"}
    segments = [each for each in re.split(r"(?<=[.?!])\s+(?=[^\Wa-z_])", middle) if each.strip(" .")]
    if not segments:
        return {"title", "journal"}
    if len(segments) == 1:
        whole = segments[0].strip(" ,;")
        if (parts.locator or parts.authors) and _looks_like_a_journal(whole):
            parts.journal = whole.rstrip(".")
            return {"title"}
        parts.title = whole
        return {"title", "journal"} if parts.locator or not parts.authors else {"journal"}
    first = len(segments) - 1
    if _ABBREVIATED.fullmatch(segments[-1].strip(" ,")):
        while first > 1 and _is_abbreviation(segments[first - 1]):
            first -= 1
    parts.title = " ".join(segments[:first]).strip(" ,")
    parts.journal = _journal(" ".join(segments[first:]))
    doubtful = len(segments[:first]) > 1 or not _looks_like_a_journal(parts.journal, 120)
    return {"title", "journal"} if doubtful else set()


def _is_abbreviation(segment: str) -> bool:
    return segment.endswith(".") and bool(_ABBREVIATED.fullmatch(segment)) and len(segment) <= 10


def _journal(text: str) -> str:
    text = re.sub(r"^(?:in:?|in)\s+(?=[A-Z])", "", text.strip(" ,.;:"), flags=re.IGNORECASE)
    return text.strip(" ,;:*_").removesuffix(".")


def _looks_like_a_journal(text: str, longest: int = 80) -> bool:
    """Tell whether all words but the small ones begin with a capital, as in "Stem Cells Transl Med"."""
    words = re.findall(r"[^\W\d_][\w'’.-]*", text)
    small = {
        "of",
        "the",
        "and",
        "for",
        "in",
        "de",
        "et",
        "der",
        "und",
        "für",
        "on",
        "to",
        "a",
        "an",
        "di",
        "la",
    }
    lower = [each for each in words if not each[0].isupper() and each.lower() not in small]
    return bool(words) and len(text) <= longest and (not lower or (longest > 100 and len(words) <= 5))


def _left_over(text: str, names: str, parts: Parts) -> str:
    """Return the words of a citation that are in none of its parts, so that nothing goes missing unseen."""
    for each in _ASIDES:
        text = each.sub(" ", text)
    kept = " ".join(
        (names, parts.title, parts.journal, parts.year, parts.locator, parts.doi, parts.url, parts.pubmed)
    )
    missing = Counter(_words(text)) - Counter(_words(kept))
    return ", ".join(word for word in missing if word not in _OWN_WORDS and not _OWN_FORMS.fullmatch(word))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
