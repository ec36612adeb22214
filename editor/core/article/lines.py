"""Lines of plain text as they were meant: marks taken off, wrapped lines joined, capitals put right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

BULLET = r"[-*+•–—▪◦‣·●○■□➤►▶✓✔✅⁃∙](?=\s|$)|[•▪◦‣●■➤►✓✔✅](?=\S)|o(?=\t)"
NUMBER = r"\(?(?P<number>\d{1,2})[.)](?=\s|$)|\[(?P<source>\d{1,3})\](?=\s)"
_MARK = re.compile(rf"\s*(?:(?P<bullet>{BULLET})|{NUMBER})\s*")
STEP = re.compile(
    r"^(?:step|schritt|étape|etape|paso|stap|passo|fase|phase)\s+(?P<number>\d{1,2})\s*(?:[:.–—-]\s*|$)",
    re.IGNORECASE,
)
RULE = re.compile(r"^\s*(?:[-_=*~–—•·]\s*){3,}$|^--$")
QUOTED = re.compile(
    r"^[“„«\"»](?P<text>.{15,}?)[”“»\"«]\s*(?:[-–—―]{1,2}\s*(?P<who>[^\s].{1,90}))?$|"
    r"^[“„«\"»](?P<inner>.{15,}?[.!?…])[”“»\"«]\s+\(?(?P<name>[A-ZÀ-Þ][^.!?()]{1,60})\)?$"
)
BYLINE = re.compile(r"^[-–—―]{1,2}\s*(?P<who>\S.{1,90})$")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}")
_CONTACT_LINE = re.compile(
    r"^(?:tel|phone|telephone|mobile|call|fax|telefon|tél|téléphone|teléfono|telefono|telefoon"
    r"|telefone|e-?mail|web"
    r"|website|address|adresse|dirección|indirizzo|adres|endereço)\b\.?\s*:?\s.{0,80}\d|^(?:e-?mail"
    r"|web|website)\b\s*:"
    r"|^\+?\(?\d[\d ()/.-]{6,20}$|^(?:https?://|www\.)\S+$|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b"
    r"|^(?:[A-Z]{1,2}-)?\d{5} [A-ZÀ-Þ][\w .-]{2,40}$|^\d{4} ?[A-Z]{2} [A-Z]\w+|,? [A-Z]{2} \d{5}$"
    r"|^\d{1,5}[a-z]? (?:[A-Z][\w'.]* ){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Square|Way|Place)\b"
    r"|^[A-ZÀ-Þ][\w .-]{2,40}(?:straße|strasse|str\.|weg|platz|allee|gasse) \d{1,4}[a-z]?$|^(?:rue"
    r"|calle|via|rua) .{2,40}\d",
    re.IGNORECASE,
)
_SENTENCE_END = (".", "!", ",", ";", ":", "…", ".”", '."', ".)", ".“", ".»")
# Who wrote it and when: a line between title and text on a web page.
BYLINE_OR_DATE = re.compile(
    r"^(?i:(?:written |reviewed )?by|von|par|por|di|door) [A-ZÀ-Þ][\w.'’-]+ [A-ZÀ-Þ]"
    r"|^(?i:last )?(?i:updated|published|reviewed)\b"
    r"|\b(?:19|20)\d\d$|(?i:\bmin(?:ute)?s? (?:read|lesezeit)\b)"
)
_CITATIONS_AT_END = re.compile(r"(?:\s?\[\^?[\w.:, –-]{1,80}\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})$")
_WIDEST_WRAP = 100


@dataclass(frozen=True, slots=True)
class Unit:
    """One line of the article as meant: a paragraph, a heading or a list entry. `mark` is "-" or a number."""

    text: str
    mark: str = ""
    gap: bool = False
    indent: int = 0
    quoted: bool = False


def units_of(text: str) -> list[Unit]:
    """Return the lines of cleaned plain text that are not empty, each as it was meant."""
    units = _joined(_lines(text))
    acronyms, casing = _casing(units)
    return [replace(each, text=_sentence_case(each.text, acronyms, casing)) for each in units]


def is_headline(text: str) -> bool:
    """Say whether a line that stands alone reads like a heading: short, and no sentence."""
    if text.endswith(":"):
        return len(text.split()) <= 4 and text[:1].isupper()
    if (
        _CITATIONS_AT_END.sub("", text).endswith(_SENTENCE_END)
        or len(text) > 110
        or len(text.split()) > 14
        or text[:1].islower()
    ):
        return False
    return bool(re.search(r"[^\W\d_]", text)) and not is_contact_line(text) and not QUOTED.match(text)


def is_contact_line(text: str) -> bool:
    """Say whether a short line is a part of an address, a phone number, an e-mail or web address."""
    if len(text) > 120 or len(text.split()) > 12 or text.endswith("."):
        return False
    return bool(_MAIL.search(text) or _CONTACT_LINE.search(text))


def _lines(text: str) -> list[Unit]:
    """Return the lines that are not empty, without their marks."""
    units: list[Unit] = []
    gap, pending = False, None
    for raw in text.split("\n"):
        line = re.sub(r"[ \t]+", " ", raw).strip(" ")
        if not line.strip() or RULE.match(line):
            gap = True
            continue
        quoted = line.startswith(">")
        line = line.lstrip("> ") if quoted else line
        indent = len(raw) - len(raw.lstrip())
        match = None if quoted else _MARK.match(raw)
        step = STEP.match(line)
        mark = ""
        if match and not _is_byline(line, units):
            mark = "-" if match["bullet"] else match["number"] or match["source"]
            line = re.sub(r"[ \t]+", " ", raw[match.end() :]).strip(" ")
        elif step:
            mark, line = step["number"], line[step.end() :]
        if mark and not line:
            pending = (mark, gap)
        elif line:
            if pending and not mark:
                mark, gap = pending
            units.append(Unit(line, mark, gap, indent, quoted))
            pending, gap = None, False
    return units


def _is_byline(line: str, units: list[Unit]) -> bool:
    """Say whether "– Jane Doe" names who said the quote above, and is no bullet."""
    quote = bool(units) and not units[-1].mark and units[-1].text.endswith(("”", '"', "“", "»", "«"))
    return quote and len(line.split()) <= 12 and bool(BYLINE.match(line))


def _joined(units: list[Unit]) -> list[Unit]:
    """Join the lines of paragraphs that were broken at a fixed width."""
    width = _wrap_width(units)
    if not width:
        return units
    joined: list[Unit] = []
    before = 0  # the length of the last line as it stood, which `joined` no longer knows
    for unit in units:
        last = joined[-1] if joined else None
        length = len(unit.text) + unit.indent
        if (
            last
            and not unit.gap
            and not unit.mark
            and unit.quoted == last.quoted
            and _goes_on(last, unit, before, width)
        ):
            glue = "" if re.search(r"\w-$", last.text) and unit.text[:1].islower() else " "
            joined[-1] = replace(last, text=last.text + glue + unit.text)
        else:
            joined.append(unit)
            length += 3 if unit.mark else 0
        before = length
    return joined


def _goes_on(last: Unit, unit: Unit, before: int, width: int) -> bool:
    if QUOTED.match(last.text) and BYLINE.match(unit.text):
        return False
    if unit.text[:1].islower() and not last.text.endswith((".", "!", "?", ":")):
        return True
    # The next line's first word would not have fitted on this one.
    return before + 1 + len(unit.text.split(" ", 1)[0]) > width


def _wrap_width(units: Sequence[Unit]) -> int:
    """Return the width at which the text was broken into lines, or 0 where each line is a paragraph."""
    lengths = sorted(len(unit.text) + unit.indent for unit in units)
    if not lengths or lengths[int(len(lengths) * 0.95)] > _WIDEST_WRAP:
        return 0
    runs_on = broken = 0
    for this, following in pairwise(units):
        if following.gap or following.mark or len(this.text) < 40:
            continue
        broken += 1
        runs_on += following.text[:1].islower() and not this.text.endswith((".", "!", "?", ":"))
    if runs_on < 2 and not (runs_on and broken <= 4):
        return 0
    return max(length for length in lengths if length <= _WIDEST_WRAP)


def _casing(units: Sequence[Unit]) -> tuple[set[str], dict[str, str]]:
    """Return the acronyms of the text and how its words are usually written within sentences."""
    acronyms: set[str] = set()
    counts: dict[str, Counter[str]] = {}
    for unit in units:
        if unit.text.isupper():
            continue
        words = re.findall(r"[^\W\d_]+", unit.text)
        acronyms.update(word for word in words if len(word) > 1 and word.isupper())
        for word in words[1:] if not is_headline(unit.text) else ():
            counts.setdefault(word.casefold(), Counter())[word] += 1
    return acronyms, {word: forms.most_common(1)[0][0] for word, forms in counts.items()}


def _sentence_case(text: str, acronyms: set[str], casing: dict[str, str]) -> str:
    """Return a heading that is all capitals in sentence case, its acronyms and names as the text has them."""
    words = re.findall(r"[^\W\d_]{2,}", text)
    if (
        not text.isupper()
        or not is_headline(text)
        or sum(map(len, words)) < 6
        or all(w in acronyms for w in words)
    ):
        return text

    def cased(match: re.Match[str]) -> str:
        word = match[0]
        return word if word in acronyms else casing.get(word.casefold(), word.lower())

    lowered = re.sub(r"[^\W\d_]+", cased, text)
    return re.sub(r"[^\W\d_]", lambda first: first[0].upper(), lowered, count=1)
