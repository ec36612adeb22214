"""Count words: every word of an article must be in its brochure."""

from __future__ import annotations

import html
import re
from collections import Counter

from editor.core.brochure import Brochure, texts_of

_WORD = re.compile(r"[^\W\d_]+")
# Marks of lists, steps, questions and contact lines, which the brochure expresses in other ways.
_MARK = re.compile(
    r"^[ \t>]*(?:(?:step|schritt)\s+\d+\s*[:.]|[QA]\s?[:.)]|o\t|(?:tel|phone|telefon|telephone"
    r"|e-?mail|web(?:site)?)\b\.?:?)"
    r"|^---\n.*?\n---\n|^\[\^[^\]\n]+\]:|\[\^[^\]\n]+\]|<(script|style)\b.*?</\1>|<!--.*?-->"
    r"|<[^<>]*>|\bdoi:|https?://doi.org/"
    r"|^ {0,3}\[[^\]\n]+\]:[^\n]*|\]\([^()\s]*|\]\[[^\]\n]+\]",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")


def words_of(text: str) -> Counter[str]:
    """Return the words of a text and how often each is there."""
    return Counter(_WORD.findall(html.unescape(text).casefold()))


def words_of_article(text: str) -> Counter[str]:
    """Return the words of an article without its markup."""
    return words_of(_MARK.sub(" ", _INVISIBLE.sub("", text.replace("\r\n", "\n"))))


def words_of_brochure(brochure: Brochure) -> Counter[str]:
    """Return the words of everything a brochure prints."""
    brand = brochure.brand
    texts = [brand.name, brand.address, brand.phone, brand.email, brand.web]
    texts += [text for section in brochure.sections for _, text in texts_of(section)]
    for each in brochure.references:
        texts += [each.authors, each.title, each.journal, each.locator, each.doi, each.url]
    return words_of("\n".join(texts))


def lost_words(text: str, brochure: Brochure) -> Counter[str]:
    """Return the words of an article that its brochure lacks."""
    return words_of_article(text) - words_of_brochure(brochure)
