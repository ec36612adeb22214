"""Read plain text without markup, as it is pasted from a web page, an e-mail or a PDF, into blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from editor.core.article.blocks import Block, Entry, Shape, escaped, split_name
from editor.core.article.lines import (
    BYLINE,
    BYLINE_OR_DATE,
    QUOTED,
    Unit,
    is_contact_line,
    is_headline,
    units_of,
)
from editor.core.article.topics import Topic, topic_of

_QUESTION = re.compile(
    r"^(?:Q|F|P|D|V|Question|Frage|Pregunta|Domanda|Vraag|Pergunta)\s?\d{0,2}\s?[.:)]\s*(?=\S)"
)
_ANSWER = re.compile(
    r"^(?:A|R|Answer|Antwort|Réponse|Respuesta|Risposta|Antwoord|Resposta)\s?\d{0,2}\s?[.:)]\s*(?=\S)"
)


def read_plain(text: str) -> tuple[Block, ...]:
    """Return the blocks of cleaned plain text. Texts in them are Markdown that prints what was written."""
    return _Reader(units_of(text)).blocks()


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
            self._quote,
            self._list,
            self._named_run,
            self._question,
            self._headings,
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
            self.found.append(
                Block(Shape.CONTACT, "\n".join(escaped(each.text) for each in self.units[tail:]))
            )
        return tuple(self.found)

    def _contact_tail(self) -> int:
        """Return where the address and phone lines at the end begin that no heading announces."""
        at = len(self.units)
        while (
            at > 1
            and not self.units[at - 1].mark
            and (self.headline[at - 1] or is_contact_line(self.units[at - 1].text))
        ):
            at -= 1
        tail = self.units[at:]
        first = next((i for i, unit in enumerate(tail) if is_contact_line(unit.text)), None)
        if first is None or any(
            topic_of(unit.text) is Topic.CONTACT for unit in self.units[max(0, at - 1) :]
        ):
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
            elif self._is_name(after, end):
                who, after = self.units[after].text, after + 1
        self.found.append(
            Block(Shape.QUOTE, escaped(match["text"] or match["inner"]), attribution=escaped(who))
        )
        return after

    def _is_name(self, at: int, end: int) -> bool:
        """Say whether the line below a quote names who said it: a few words, with nothing close below."""
        if not self.headline[at] or len(self.units[at].text.split()) > 5 or topic_of(self.units[at].text):
            return False
        follows = at + 1 < end and not QUOTED.match(self.units[at + 1].text) and not self.units[at + 1].gap
        return not self.units[at].gap and not follows

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
        follows = (
            after is not None and bool(self.units[after].mark) and (self.units[after].mark == "-") == bullets
        )
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
        self.found.append(
            Block(Shape.BULLETS, entries=tuple(Entry(escaped(u.text)) for u in self.units[at:after]))
        )
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
        # Below these headings short lines are no headings: the run ends with them.
        own = (
            i for i in range(at, after) if topic_of(self.units[i].text) in (Topic.CONTACT, Topic.REFERENCES)
        )
        after = next(own, after - 1) + 1
        run = self.units[at:after]
        followed = after < len(self.units)
        if at == 0 and run:
            self._heading(run[0], 1)
            run = run[1:]
            if run and (BYLINE_OR_DATE.search(run[0].text) or self._is_subtitle(run, after)):
                self.found.append(Block(Shape.PARAGRAPH, escaped(run[0].text)))
                run = run[1:]
        if not run:
            return after
        if not followed and len(run) == 1:
            self.found.append(Block(Shape.PARAGRAPH, escaped(run[0].text)))
            return after
        announced = len(run) > 2 and self.found[-1:] and self.found[-1].text.endswith(":")
        if not announced:
            self._heading(run[0], 2)
            run = run[1:]
        last = run[-1] if followed and run else None
        between = run[:-1] if last else run
        if len(between) > 1:
            entries = tuple(Entry(escaped(unit.text)) for unit in between)
            self.found.append(Block(Shape.BULLETS, entries=entries))
        elif between and followed:
            self._heading(between[0], 2)
        elif between:
            self.found.append(Block(Shape.PARAGRAPH, escaped(between[0].text)))
        if last:
            self._heading(last, 2)
        return after

    def _is_subtitle(self, run: Sequence[Unit], after: int) -> bool:
        """Say whether the only line below the title stands closer to it than to the text that follows."""
        alone = len(run) == 1 and after < len(self.units)
        return alone and not run[0].gap and self.units[after].gap and not topic_of(run[0].text)

    def _heading(self, unit: Unit, level: int) -> None:
        self.found.append(Block(Shape.HEADING, escaped(unit.text.removesuffix(":").rstrip()), level))

    def _below_topic(self, at: int, end: int) -> int:
        """Read the short lines below a heading of contact or references, which are no headings."""
        last = self.found[-1] if self.found else None
        topic = topic_of(last.text) if last and last.shape is Shape.HEADING else None
        if topic not in (Topic.CONTACT, Topic.REFERENCES) or at >= end:
            return at
        after = at
        while after < end:
            new_topic = topic_of(self.units[after].text) if self.headline[after] else None
            if new_topic and ": " not in self.units[after].text and (new_topic is not topic or after > at):
                break
            if (
                topic is Topic.REFERENCES
                and self.units[at].mark
                and not self.units[after].mark
                and self.units[after].gap
            ):
                break
            after += 1
        below = self.units[at:after]
        if topic is Topic.REFERENCES:
            entries = tuple(
                Entry(escaped(u.text), number=int(u.mark) if u.mark.isdigit() else None) for u in below
            )
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
