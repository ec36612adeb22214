"""Foreign field values as clean text, numbers and addresses that a brochure takes."""

from __future__ import annotations

import html
import re
import unicodedata
from urllib.parse import unquote, urlsplit

LIMITS = {
    "authors": 6_000,
    "title": 1_000,
    "journal": 400,
    "locator": 200,
    "doi": 300,
    "url": 2_000,
}
"""Characters that a field may have. Longer ones are no such thing, and are reported, never cut."""

_TAGS = re.compile(
    r"</?(?:i|b|u|em|strong|sub|sup|span|sc|scp|br|p|bold|italic|inf|(?:jats|mml):\w{1,30})(?:\s[^<>]{0,300})?/?>",
    re.IGNORECASE,
)
# Written in DOIs as they are; quotes, spaces and control characters never are.
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d{1,9})*/[^\s\"“”]+")
_DOI_PREFIX = re.compile(
    r"^(?:https?://(?:dx\.|www\.)?doi\.org/|doi\s*:?\s*(?:https?://(?:dx\.)?doi\.org/)?)", re.I
)
_YEAR = re.compile(r"(?<!\d)(1[6-9]\d\d|20\d\d)(?!\d)")
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")


def tidy(text: str) -> str:
    """Return text on one line without markup, entities, control characters and invisible characters."""
    text = _TAGS.sub("", html.unescape(text))
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = []
    for character in unicodedata.normalize("NFC", text):
        category = unicodedata.category(character)
        if category in ("Zs", "Zl", "Zp") or character in "\t\n\r\f\v\x85":
            kept.append(" ")
        elif category not in ("Cc", "Cf", "Cs", "Co", "Cn"):
            kept.append(character)
    return " ".join("".join(kept).split())


def tidy_title(text: str) -> str:
    """Return a title without the full stop and the brackets of a translated title around it."""
    text = tidy(text)
    if text.startswith("[") and text.rstrip(".").endswith("]") and text.count("[") == 1:
        text = text.rstrip(".")[1:-1]
    return text[:-1].rstrip() if text.endswith(".") and not text.endswith("..") else text


def doi_of(text: str) -> str:
    """Return the DOI in a field, without "doi:" or its address; "" if there is none."""
    text = tidy(text)
    if "%2f" in text.lower():
        text = tidy(unquote(text))
    match = _DOI.search(text)
    return trimmed(match[0]) if match else ""


def same_doi(one: str, other: str) -> bool:
    """Tell whether two DOIs are the same; their case does not count."""
    return (
        bool(one) and _DOI_PREFIX.sub("", one.strip()).lower() == _DOI_PREFIX.sub("", other.strip()).lower()
    )


def address_of(text: str) -> str:
    """Return a web address (http or https, with a host) that a brochure takes; "" if it is none."""
    text = "".join(tidy(text).split())
    if text.lower().startswith("www."):
        text = f"https://{text}"
    text = re.sub(r"^https?://", lambda scheme: scheme[0].lower(), text, flags=re.IGNORECASE)
    try:
        host = urlsplit(text).hostname
    except ValueError:
        return ""
    return text if host and _ADDRESS.fullmatch(text) else ""


def year_of(text: str) -> int | None:
    """Return the first year in a field such as "2020 Aug" or "2020/08/01"."""
    match = _YEAR.search(text)
    return int(match[1]) if match else None


def locator(volume: str, issue: str, pages: str) -> str:
    """Return volume, issue and pages as printed: "9(8):839-849"."""
    volume, issue = tidy(volume), tidy(issue)
    pages = re.sub(r"\s*(?:--+|[‐-―−])\s*", "-", tidy(pages))
    lead = volume + (f"({issue})" if issue else "")
    return f"{lead}:{pages}" if lead and pages else lead or pages


def trimmed(text: str) -> str:
    """Return an address or DOI without the punctuation of the sentence it stood in."""
    before = ""
    while before != text:
        before = text
        text = text.rstrip(".,;:'\"’”»…")
        for opens, closes in ("()", "[]", "{}", "<>"):
            if text.endswith(closes) and text.count(opens) < text.count(closes):
                text = text[:-1]
    return text
