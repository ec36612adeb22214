"""What the formatting buttons and keys of the text editor do to Markdown, as functions.

Each takes a text and a selection (offsets in code points, start <= end) and returns a Change, or None where
the key keeps its usual meaning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

INDENT = " " * 4
"""One level of a list. Python-Markdown counts four spaces."""

_ITEM = re.compile(r"([ \t]*)(?:([-*+])|(\d{1,9})[.)])([ \t]+|$)")
_HEADING = re.compile(r"(#{1,6})[ \t]+")
_BLOCK = re.compile(r"\s*(?:[-*+]\s|\d{1,9}[.)]\s|#{1,6}\s|>|\|)")
_OPEN_CITATION = re.compile(r"\[\^([^\]\[\n]{0,60})\Z")
_BOLD = re.compile(r"(?<![\\*])\*\*(?=\S)(.+?)(?<=\S)\*\*(?!\*)", re.DOTALL)
_ITALIC = re.compile(r"(?<![\\*])(?:\*\*)?\*(?![*\s])(.+?)(?<![\s\\*])\*(?!\*[^*])", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Change:
    """Replace [start, end) by `text`; then the selection goes from `anchor` to `caret` in the new text."""

    start: int
    end: int
    text: str
    anchor: int
    caret: int

    def of(self, text: str) -> str:
        """Return the text after the change."""
        return text[: self.start] + self.text + text[self.end :]


def difference(before: str, after: str) -> tuple[int, int, str]:
    """Return (start, end, text): replacing [start, end) of `before` by `text` gives `after`."""
    shortest = min(len(before), len(after))
    start = 0
    while start < shortest and before[start] == after[start]:
        start += 1
    tail = 0
    while tail < shortest - start and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return start, len(before) - tail, after[start : len(after) - tail]


def toggle_emphasis(text: str, start: int, end: int, mark: str) -> Change:
    """Put `mark` ("**" or "*") around the selection, or the word at the caret, or take it away again.

    With no word there, a pair of marks is written with the caret in it. Several lines are marked one by one.
    """
    found = _emphasis_around(text, start, end, mark)
    if found:
        outer, inner = found
        kept = text[inner[0] : inner[1]]
        return Change(*outer, kept, *(_within(at, inner, outer[0]) for at in (start, end)))
    if start == end:
        start, end = _word_at(text, start)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        at = start + len(mark)
        return Change(start, end, mark * 2, at, at)
    marked = "\n".join(_marked_line(line, mark) for line in text[start:end].split("\n"))
    inside = len(mark) if marked == f"{mark}{text[start:end]}{mark}" else 0
    return Change(start, end, marked, start + inside, start + len(marked) - inside)


def toggle_heading(text: str, start: int, end: int) -> Change:
    """Make the selected lines headings, or plain lines again if they all are."""

    def change(lines: list[str]) -> list[str]:
        if all(_HEADING.match(line) for line in lines if line.strip()) and any(map(str.strip, lines)):
            return [_HEADING.sub("", line, count=1) for line in lines]
        return [line if _HEADING.match(line) else "## " + _unlisted(line) for line in lines]

    return _on_lines(text, start, end, change)


def toggle_list(text: str, start: int, end: int, *, ordered: bool) -> Change:
    """Make the selected lines entries of a list, or plain lines again if they all are that."""

    def change(lines: list[str]) -> list[str]:
        filled = [line for line in lines if line.strip()] or lines
        if all(_list_kind(line) == ("numbers" if ordered else "bullets") for line in filled):
            return [_unlisted(line) for line in lines]
        number, changed = 0, []
        for line in lines:
            if line.strip() or filled is lines:
                number += 1
                indent = line[: len(line) - len(line.lstrip())]
                plain = _HEADING.sub("", _unlisted(line).lstrip(), count=1)
                changed.append(f"{indent}{f'{number}. ' if ordered else '- '}{plain}")
        return changed

    return _with_blank_before(text, _on_lines(text, start, end, change))


def continue_list(text: str, start: int, end: int) -> Change | None:
    """Enter in a list begins the next entry; in an empty entry it ends the list. None outside lists."""
    begin, finish = _line_range(text, start, end)
    match = _ITEM.match(text[begin:finish])
    if match is None or start < begin + match.end() or "\n" in text[start:end]:
        return None
    if not text[begin + match.end() : finish].strip():
        if len(match[1]) >= len(INDENT):
            return indent(text, start, end, outwards=True)
        return Change(begin, finish, "", begin, begin)
    marker = f"{int(match[3]) + 1}. " if match[3] else f"{match[2]} "
    inserted = f"\n{match[1]}{marker}"
    at = start + len(inserted)
    if not match[3]:
        return Change(start, end, inserted, at, at)
    rest, after = _renumbered(text, finish, match[1], int(match[3]) + 2)
    return Change(start, after, inserted + text[end:finish].lstrip(" ") + rest, at, at)


def indent(text: str, start: int, end: int, *, outwards: bool = False) -> Change | None:
    """Move the selected entries of a list one level in or out; None if the lines are no list."""
    begin, finish = _line_range(text, start, end)
    if not all(_ITEM.match(line) for line in text[begin:finish].split("\n")):
        return None

    def change(lines: list[str]) -> list[str]:
        if outwards:
            return [re.sub(r"^(?: {1,4}|\t)", "", line) for line in lines]
        return [INDENT + line for line in lines]

    return _on_lines(text, start, end, change)


def link(text: str, start: int, end: int, label: str, address: str) -> Change:
    """Write a link in place of the selection."""
    shown = re.sub(r"([\[\]])", r"\\\1", label)
    written = f"[{shown}]({address})"
    return Change(start, end, written, start + len(written), start + len(written))


def cite(text: str, caret: int, key: str) -> Change:
    """Write a citation at the caret, in place of one that was begun by typing `[^`."""
    begun = open_citation(text, caret)
    start = caret - len(begun) - 2 if begun is not None else caret
    end = caret + 1 if begun is not None and text[caret : caret + 1] == "]" else caret
    written = f"[^{key}]"
    return Change(start, end, written, start + len(written), start + len(written))


def insert(text: str, start: int, end: int, pasted: str) -> Change:
    """Put pasted Markdown in place of the selection; headings, lists, tables, quotes get their own lines."""
    head, tail = text[:start].rpartition("\n")[2], text[end:].partition("\n")[0]
    first, last = pasted.partition("\n")[0], pasted.rpartition("\n")[2]
    if head.strip() and _BLOCK.match(first):
        pasted = "\n\n" + pasted
    if tail.strip() and (_BLOCK.match(last) or "\n\n" in pasted):
        pasted += "\n\n"
    at = start + len(pasted)
    return Change(start, end, pasted, at, at)


def open_citation(text: str, caret: int) -> str | None:
    """Return what stands between `[^` and the caret if a citation is being typed there, else None."""
    match = _OPEN_CITATION.search(text, 0, caret)
    return match[1] if match else None


def formats_at(text: str, start: int, end: int) -> frozenset[str]:
    """Return which of "bold", "italic", "heading", "bullets" and "numbers" hold at a selection."""
    begin, finish = _line_range(text, start, end)
    line = text[begin:finish].partition("\n")[0]
    found = {
        name for name, mark in (("bold", "**"), ("italic", "*")) if _emphasis_around(text, start, end, mark)
    }
    if _HEADING.match(line):
        found.add("heading")
    kind = _list_kind(line)
    return frozenset(found | {kind} if kind else found)


def _list_kind(line: str) -> str:
    match = _ITEM.match(line)
    return "" if match is None else "numbers" if match[3] else "bullets"


def _unlisted(line: str) -> str:
    match = _ITEM.match(line)
    return match[1] + line[match.end() :] if match else line


def _marked_line(line: str, mark: str) -> str:
    match = _ITEM.match(line) or _HEADING.match(line)
    head = match[0] if match else ""
    body = line[len(head) :]
    return f"{head}{mark}{body.strip()}{mark}" if body.strip() else line


def _emphasis_around(
    text: str, start: int, end: int, mark: str
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return (outer, inner) ranges of the emphasis around a selection, which may cover the marks."""
    if text[start - len(mark) : start + len(mark)] == mark * 2 and start == end:
        return (start - len(mark), end + len(mark)), (start, end)
    begin, finish = _paragraph_range(text, start, end)
    pattern = _BOLD if mark == "**" else _ITALIC
    for match in pattern.finditer(text, begin, finish):
        inner = match.span(1)
        outer = inner[0] - len(mark), inner[1] + len(mark)
        if outer[0] <= start and end <= outer[1]:
            return outer, inner
    return None


def _within(at: int, inner: tuple[int, int], new_start: int) -> int:
    return new_start + min(max(at, inner[0]), inner[1]) - inner[0]


def _word_at(text: str, at: int) -> tuple[int, int]:
    start = end = at
    while start > 0 and (text[start - 1].isalnum() or text[start - 1] in "'’-_"):
        start -= 1
    while end < len(text) and (text[end].isalnum() or text[end] in "'’-_"):
        end += 1
    return (start, end) if start < at < end or start == end else (at, at)


def _line_range(text: str, start: int, end: int) -> tuple[int, int]:
    begin = text.rfind("\n", 0, start) + 1
    finish = text.find("\n", max(end, begin))
    return begin, len(text) if finish < 0 else finish


def _paragraph_range(text: str, start: int, end: int) -> tuple[int, int]:
    begin = text.rfind("\n\n", 0, start)
    finish = text.find("\n\n", end)
    return max(begin, 0), len(text) if finish < 0 else finish


def _on_lines(text: str, start: int, end: int, change: Callable[[list[str]], list[str]]) -> Change:
    """Change the selected lines. A caret keeps its distance from the line's end; a selection covers all."""
    begin, finish = _line_range(text, start, end)
    new = "\n".join(change(text[begin:finish].split("\n")))
    if start == end:
        at = max(begin, begin + len(new) - (finish - start))
        return Change(begin, finish, new, at, at)
    return Change(begin, finish, new, begin, begin + len(new))


def _with_blank_before(text: str, change: Change) -> Change:
    """A list needs an empty line before and after it, unless there are other entries."""
    if _list_kind(change.text) == "":
        return change
    before = text[: change.start].rstrip("\n").rpartition("\n")[2]
    after = text[change.end :].lstrip("\n").partition("\n")[0]
    head = tail = ""
    if before.strip() and not _list_kind(before) and not text[: change.start].endswith("\n\n"):
        head = "\n"
    if after.strip() and not _list_kind(after) and not text[change.end :].startswith("\n\n"):
        tail = "\n"
    moved = len(head)
    return Change(
        change.start, change.end, head + change.text + tail, change.anchor + moved, change.caret + moved
    )


def _renumbered(text: str, at: int, indentation: str, number: int) -> tuple[str, int]:
    """Return the entries that follow from `at`, counted on from `number`, and where they end."""
    written, end = "", at
    for line in _lines_from(text, at):
        match = _ITEM.match(line)
        deeper = line.startswith(indentation + INDENT)
        if not deeper and not (match and match[3] and match[1] == indentation):
            break
        if not deeper and match:
            line = f"{indentation}{number}.{line[match.start(4) :]}"  # noqa: PLW2901
            number += 1
        written += "\n" + line
        end = text.find("\n", end + 1)
        end = len(text) if end < 0 else end
    return written, end


def _lines_from(text: str, at: int) -> Iterator[str]:
    return iter(text[at + 1 :].split("\n")) if at < len(text) else iter(())
