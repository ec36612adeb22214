"""Read plain text without markup, as it is pasted from a web page, an e-mail or a PDF, into blocks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from editor.core.article.blocks import Block, Entry, Shape, escaped, split_name
from editor.core.article.topics import Topic, topic_of

BULLET = r"[-*+•–—▪◦‣·●○■□➤►▶✓✔✅⁃∙](?=\s|$)|[•▪◦‣●■➤►✓✔✅](?=\S)|o(?=\t)"
NUMBER = r"\(?(?P<number>\d{1,2})[.)](?=\s|$)|\[(?P<source>\d{1,3})\](?=\s)"
_MARK = re.compile(rf"\s*(?:(?P<bullet>{BULLET})|{NUMBER})\s*")
STEP = re.compile(
    r"^(?:step|schritt|étape|etape|paso|stap|passo|fase|phase)\s+(?P<number>\d{1,2})\s*(?:[:.–—-]\s*|$)", re.IGNORECASE
)
RULE = re.compile(r"^\s*(?:[-_=*~–—•·]\s*){3,}$|^--$")
QUOTED = re.compile(
    r"^[“„«\"»](?P<text>.{15,}?)[”“»\"«]\s*(?:[-–—―]{1,2}\s*(?P<who>[^\s].{1,90}))?$|"
    r"^[“„«\"»](?P<inner>.{15,}?[.!?…])[”“»\"«]\s+\(?(?P<name>[A-ZÀ-Þ][^.!?()]{1,60})\)?$"
)
BYLINE = re.compile(r"^[-–—―]{1,2}\s*(?P<who>\S.{1,90})$")
_QUESTION = re.compile(r"^(?:Q|F|P|D|V|Question|Frage|Pregunta|Domanda|Vraag|Pergunta)\s?\d{0,2}\s?[.:)]\s*(?=\S)")
_ANSWER = re.compile(r"^(?:A|R|Answer|Antwort|Réponse|Respuesta|Risposta|Antwoord|Resposta)\s?\d{0,2}\s?[.:)]\s*(?=\S)")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}")
_CONTACT_LINE = re.compile(
    r"^(?:tel|phone|telephone|mobile|call|fax|telefon|tél|téléphone|teléfono|telefono|telefoon|telefone|e-?mail|web"
    r"|website|address|adresse|dirección|indirizzo|adres|endereço)\b\.?\s*:?\s.{0,80}\d|^(?:e-?mail|web|website)\b\s*:"
    r"|^\+?\(?\d[\d ()/.-]{6,20}$|^(?:https?://|www\.)\S+$|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b"
    r"|^(?:[A-Z]{1,2}-)?\d{5} [A-ZÀ-Þ][\w .-]{2,40}$|^\d{4} ?[A-Z]{2} [A-Z]\w+|,? [A-Z]{2} \d{5}$"
    r"|^\d{1,5}[a-z]? (?:[A-Z][\w'.]* ){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Square|Way|Place)\b"
    r"|^[A-ZÀ-Þ][\w .-]{2,40}(?:straße|strasse|str\.|weg|platz|allee|gasse) \d{1,4}[a-z]?$|^(?:rue|calle|via|rua) .{2,40}\d",
    re.IGNORECASE,
)
_SENTENCE_END = (".", "!", ",", ";", ":", "…", ".”", ".\"", ".)", ".“", ".»")
_WIDEST_WRAP = 100


@dataclass(frozen=True, slots=True)
class Unit:
    """One line of the article as meant: a paragraph, a heading or a list entry. `mark` is "-" or a number."""

    text: str
    mark: str = ""
    gap: bool = False
    indent: int = 0
    quoted: bool = False


def read_plain(text: str) -> tuple[Block, ...]:
    """Return the blocks of cleaned plain text. Texts in them are Markdown that prints what was written."""
    units = _joined(_lines(text))
    acronyms, casing = _casing(units)
    units = [replace(each, text=_sentence_case(each.text, acronyms, casing)) for each in units]
    return _Reader(units).blocks()


def is_headline(text: str) -> bool:
    """Say whether a line that stands alone reads like a heading: short, and no sentence."""
    if text.endswith(":"):
        return len(text.split()) <= 4 and text[:1].isupper()
    if text.endswith(_SENTENCE_END) or len(text) > 110 or len(text.split()) > 14 or text[:1].islower():
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
        if last and not unit.gap and not unit.mark and unit.quoted == last.quoted and _goes_on(last, unit, before, width):
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
    slack = 6 if not last.text.endswith((".", "!", "?", ":")) else 0
    return before + 1 + len(unit.text.split(" ", 1)[0]) > width - slack


def _wrap_width(units: Sequence[Unit]) -> int:
    """Return the width at which the text was broken into lines, or 0 where each line is a paragraph."""
    lengths = sorted(len(unit.text) + unit.indent for unit in units)
    if not lengths or lengths[int(len(lengths) * 0.95)] > _WIDEST_WRAP:
        return 0
    runs_on = broken = 0
    for this, following in zip(units, units[1:], strict=False):
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
        for word in words[1:]:
            counts.setdefault(word.casefold(), Counter())[word] += 1
    return acronyms, {word: forms.most_common(1)[0][0] for word, forms in counts.items()}


def _sentence_case(text: str, acronyms: set[str], casing: dict[str, str]) -> str:
    """Return a heading that is all capitals in sentence case, its acronyms and names as the text has them."""
    words = re.findall(r"[^\W\d_]{2,}", text)
    if not text.isupper() or not is_headline(text) or sum(map(len, words)) < 6 or all(w in acronyms for w in words):
        return text

    def cased(match: re.Match[str]) -> str:
        word = match[0]
        return word if word in acronyms else casing.get(word.casefold(), word.lower())

    lowered = re.sub(r"[^\W\d_]+", cased, text)
    return re.sub(r"[^\W\d_]", lambda first: first[0].upper(), lowered, count=1)


class _Reader:
    """Walks through the units once and gathers blocks."""

    def __init__(self, units: list[Unit]) -> None:
        self.units = units
        self.found: list[Block] = []
        self.headline = [not each.mark and not each.quoted and is_headline(each.text) for each in units]

    def blocks(self) -> tuple[Block, ...]:
        tail = self._contact_tail()
        at = 0
        readers: tuple[Callable[[int, int], int], ...] = (
            self._quote, self._list, self._named_run, self._question, self._headings,
        )
        while at < tail:
            for read in readers:
                after = read(at, tail)
                if after > at:
                    break
            else:
                self.found.append(Block(Shape.PARAGRAPH, escaped(self.units[at].text)))
                after = at + 1
            at = after
            at = self._below_topic(at, tail)
        if tail < len(self.units):
            self.found.append(Block(Shape.CONTACT, "\n".join(escaped(each.text) for each in self.units[tail:])))
        return tuple(self.found)

    def _contact_tail(self) -> int:
        """Return where the address and phone lines at the end begin that no heading announces."""
        at = len(self.units)
        while at > 1 and not self.units[at - 1].mark and (self.headline[at - 1] or is_contact_line(self.units[at - 1].text)):
            at -= 1
        tail = self.units[at:]
        first = next((i for i, unit in enumerate(tail) if is_contact_line(unit.text)), None)
        if first is None or any(topic_of(unit.text) is Topic.CONTACT for unit in self.units[max(0, at - 1) :]):
            return len(self.units)
        # The lines right above the first address line belong to it: the clinic's and the department's name.
        while first and not tail[first].gap and first > 0:
            first -= 1
        return at + first

    def _quote(self, at: int, end: int) -> int:
        unit = self.units[at]
        if unit.quoted:
            after = next((i for i in range(at, end) if not self.units[i].quoted), end)
            lines = [self.units[i].text for i in range(at, after)]
            byline = BYLINE.match(lines[-1]) if len(lines) > 1 else None
            text = "\n\n".join(escaped(line) for line in (lines[:-1] if byline else lines))
            self.found.append(Block(Shape.QUOTE, text, attribution=escaped(byline["who"]) if byline else ""))
            return after
        match = QUOTED.match(unit.text)
        if unit.mark or not match or len(unit.text.split()) < 4 or at == 0:
            return at
        who, after = match["who"] or match["name"] or "", at + 1
        if not who and after < end and not self.units[after].mark:
            byline = BYLINE.match(self.units[after].text)
            if byline and len(byline["who"].split()) <= 12:
                who, after = byline["who"], after + 1
        self.found.append(Block(Shape.QUOTE, escaped(match["text"] or match["inner"]), attribution=escaped(who)))
        return after

    def _list(self, at: int, end: int) -> int:
        """Read a run of bullets or numbers; entries may have paragraphs of their own below them."""
        bullets = self.units[at].mark == "-"
        if not self.units[at].mark:
            return at
        rows: list[list[Unit]] = []
        while at < end:
            unit = self.units[at]
            if unit.mark and (unit.mark == "-") == bullets:
                rows.append([unit])
            elif unit.mark or unit.quoted or not self._belongs(rows, at, end, bullets):
                break
            else:
                rows[-1].append(unit)
            at += 1
        self._flush(rows, bullets)
        return at

    def _belongs(self, rows: list[list[Unit]], at: int, end: int, bullets: bool) -> bool:
        """Say whether an unmarked line goes on with the last entry: the list must continue behind it."""
        if self.headline[at] and not self.units[at].indent:
            return False
        head = rows[-1][0]
        after = next((i for i in range(at, min(end, at + 4)) if self.units[i].mark or self.headline[i]), None)
        follows = after is not None and bool(self.units[after].mark) and (self.units[after].mark == "-") == bullets
        if follows and after is not None and not bullets:
            return int(self.units[after].mark) == int(head.mark) + 1
        entitled = is_headline(head.text)
        if follows:
            return entitled or self.units[at].indent > head.indent
        # The last entry has a text below its name, as those before it have.
        return entitled and len(rows) > 1 and len(rows[-1]) == 1 and all(len(row) > 1 for row in rows[:-1])

    def _flush(self, rows: list[list[Unit]], bullets: bool) -> None:
        entitled = len(rows) > 1 and all(is_headline(row[0].text) and len(row) > 1 for row in rows)
        words = sum(len(unit.text.split()) for row in rows for unit in row)
        if entitled and not bullets and words > 90 * len(rows):
            for row in rows:
                self.found.append(Block(Shape.HEADING, escaped(row[0].text), 2))
                self.found.extend(Block(Shape.PARAGRAPH, escaped(unit.text)) for unit in row[1:])
            return
        entries = tuple(_entry(row, bullets, entitled) for row in rows)
        self.found.append(Block(Shape.BULLETS if bullets else Shape.NUMBERS, entries=entries))

    def _named_run(self, at: int, end: int) -> int:
        """Read lines "Name: text" that follow each other: a list whose bullets were lost in the paste."""
        after = at
        while 0 < after < end and not self.units[after].mark and not self.units[after].quoted:
            named = re.match(r"[^:.!?]{2,60}:\s+\S", self.units[after].text)
            if not named or not split_name(self.units[after].text) or _QUESTION.match(self.units[after].text):
                break
            if _ANSWER.match(self.units[after].text) or is_contact_line(self.units[after].text):
                break
            after += 1
        if after - at < 2:
            return at
        self.found.append(Block(Shape.BULLETS, entries=tuple(Entry(escaped(u.text)) for u in self.units[at:after])))
        return after

    def _question(self, at: int, end: int) -> int:
        """Read "Q: ..." and "A: ..."."""
        unit = self.units[at]
        question, answer = _QUESTION.match(unit.text), _ANSWER.match(unit.text)
        if question and at + 1 < end and (_ANSWER.match(self.units[at + 1].text) or unit.text.endswith("?")):
            self.found.append(Block(Shape.HEADING, escaped(unit.text[question.end() :]), 2))
            return at + 1
        if answer and at and _QUESTION.match(self.units[at - 1].text):
            self.found.append(Block(Shape.PARAGRAPH, escaped(unit.text[answer.end() :])))
            return at + 1
        return at

    def _headings(self, at: int, end: int) -> int:
        """Read a run of lines that stand alone: the title, a heading, or a list whose bullets were lost."""
        after = next((i for i in range(at, end) if not self.headline[i]), end)
        run = self.units[at:after]
        followed = after < len(self.units)
        if at == 0 and run:
            self._heading(run[0], 1)
            run = run[1:]
            if len(run) == 1 and followed and not run[0].gap and self.units[after].gap and not topic_of(run[0].text):
                self.found.append(Block(Shape.PARAGRAPH, escaped(run[0].text)))
                return after
        if not run:
            return after
        if not followed and len(run) == 1:
            self.found.append(Block(Shape.PARAGRAPH, escaped(run[0].text)))
            return after
        self._heading(run[0], 2)
        last = run[-1] if followed and len(run) > 1 else None
        between = run[1:-1] if last else run[1:]
        if len(between) > 1:
            self.found.append(Block(Shape.BULLETS, entries=tuple(Entry(escaped(unit.text)) for unit in between)))
        elif between and followed:
            self._heading(between[0], 2)
        elif between:
            self.found.append(Block(Shape.PARAGRAPH, escaped(between[0].text)))
        if last:
            self._heading(last, 2)
        return after

    def _heading(self, unit: Unit, level: int) -> None:
        self.found.append(Block(Shape.HEADING, escaped(unit.text.removesuffix(":").rstrip()), level))

    def _below_topic(self, at: int, end: int) -> int:
        """Read what stands below a heading of contact or references, whose lines look like headings but are none."""
        last = self.found[-1] if self.found else None
        topic = topic_of(last.text) if last and last.shape is Shape.HEADING else None
        if topic not in (Topic.CONTACT, Topic.REFERENCES) or at >= end:
            return at
        after = at
        while after < end:
            new_topic = topic_of(self.units[after].text) if self.headline[after] else None
            if new_topic and (new_topic is not topic or after > at):
                break
            after += 1
        below = self.units[at:after]
        if topic is Topic.REFERENCES:
            entries = tuple(Entry(escaped(u.text), number=int(u.mark) if u.mark.isdigit() else None) for u in below)
            self.found.append(Block(Shape.BULLETS, entries=entries))
            return after
        groups: list[list[str]] = []
        for unit in below:
            if unit.gap or not groups:
                groups.append([])
            groups[-1].append(escaped(unit.text))
        self.found.extend(Block(Shape.PARAGRAPH, "\n".join(group)) for group in groups)
        return after


def _entry(row: list[Unit], bullets: bool, entitled: bool) -> Entry:
    number = None if bullets else int(row[0].mark)
    texts = [escaped(unit.text) for unit in row]
    if entitled:
        return Entry("\n\n".join(texts[1:]), texts[0].removesuffix(":"), number)
    return Entry("\n\n".join(texts), number=number)
