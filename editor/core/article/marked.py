"""Read Markdown into blocks. What stays text stays Markdown; only structure is taken out."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import nh3

from editor.core.article.blocks import Article, Block, Entry, Shape, split_name
from editor.core.article.lines import BULLET, BYLINE, NUMBER, RULE, is_headline

_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*(?:\{[^{}]*\})?$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-{2,})[ \t]*$")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_ITEM = re.compile(
    rf"^(?P<indent>[ \t]*)(?P<mark>(?P<bullet>{BULLET})|{NUMBER})(?P<space>[ \t]*)(?P<rest>.*)$"
)
_NOTE = re.compile(r"^ {0,3}\[\^([^\]\n]{1,80})\]:[ \t]*(.*)$")
_ADDRESS = re.compile(r"^ {0,3}\[([^\]^\n][^\]\n]{0,200})\]:[ \t]*<?(\S+?)>?(?:[ \t]+[\"'(].*[\"')])?[ \t]*$")
_TABLE_RULE = re.compile(r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_FRONT = re.compile(r"\A\s*---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z][\w-]{0,40})[ \t]*:[ \t]*(.*)$")
_BOLD_LINE = re.compile(r"^(\*\*|__)(?!\s)([^*_\n]{1,110})(?<!\s)\1:?$")
_CODE = re.compile(
    r"(^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}(?P=fence)[^\n]*$|\Z)"
    r"|(?P<tick>`+)[^`\n]+(?P=tick))",
    re.DOTALL | re.MULTILINE,
)
_TAG = re.compile(
    r"<(?:/?[a-zA-Z][a-zA-Z0-9-]*(?=[\s/>])[^<>]*|!--.*?--|!doctype[^<>]*)>", re.DOTALL | re.IGNORECASE
)
_HIDDEN = re.compile(r"<(script|style|template)\b[^<>]*>.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]+|[\w.+-]{1,64}@[\w-]+\.[\w.-]+)>")
_BLOCK_TAGS = re.compile(
    "p|div|section|article|header|footer|main|aside|nav|ul|ol|table|tr|blockquote|figure|figcaption|dl|dt|dd|hr"
    "|details|summary|center"
)
_INLINE_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}

# Strong signs of Markdown; a text that has one is read as Markdown unless the caller says otherwise.
_SIGNS = re.compile(
    r"^#{1,6} \S|^ {0,3}(?:`{3}|~{3})|\[[^\]\n]+\]\([^)\s]+[^)\n]*\)|^\[\^[^\]\n]+\]:"
    r"|\[\^[\w.:-]+\]|^\S[^\n]*\n(?:={3,}|-{3,})[ \t]*$"
    r"|\*\*[^\s*][^*\n]*\*\*|^\|[^\n]+\|[ \t]*\n\|[ \t:|-]+\|[ \t]*$",
    re.MULTILINE,
)
_WEAK_SIGNS = re.compile(
    r"(?<![\w*])\*[^\s*][^*\n]*\*(?![\w*])|(?<!\w)_[^\s_][^_\n]*_(?!\w)|^> ", re.MULTILINE
)


def looks_like_markdown(text: str, name: str = "") -> bool:
    """Say whether a cleaned text is Markdown; a file name that ends like one makes weaker signs count."""
    if _SIGNS.search(text) or _front_matter(text)[0]:
        return True
    return name.casefold().endswith((".md", ".markdown", ".mdown", ".mkd")) and bool(_WEAK_SIGNS.search(text))


def read_marked(text: str) -> Article:
    """Return the blocks, front matter and footnotes of cleaned Markdown."""
    fields, text = _front_matter(text)
    reader = _Reader(_without_tags(text).split("\n"))
    blocks = tuple(_resolved(block, reader.addresses) for block in _entitled(list(reader.blocks())))
    notes = tuple((key, _linked(note, reader.addresses)) for key, note in reader.notes)
    return Article(blocks, fields, notes)


def _front_matter(text: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """Return simple "key: value" lines between two rules at the top, and the text below them."""
    match = _FRONT.match(text)
    if not match:
        return (), text
    found: list[tuple[str, str]] = []
    for line in match[1].split("\n"):
        pair = _FIELD.match(line)
        if pair:
            found.append((pair[1].casefold(), pair[2].strip().strip("\"'")))
        elif line.strip() and not line.startswith((" ", "\t", "-", "#")):
            return (), text  # prose between two rules, no front matter
    return (tuple(found), text[match.end() :]) if found else ((), text)


def _without_tags(text: str) -> str:
    """Return Markdown with its HTML turned into Markdown or taken out; the text stays."""
    if "<" not in text:
        return text
    parts: list[str] = []
    at = 0
    for code in _CODE.finditer(text):
        parts += [_untagged(text[at : code.start()]), code[0]]
        at = code.end()
    return "".join([*parts, _untagged(text[at:])])


def _untagged(text: str) -> str:
    text = _AUTOLINK.sub(
        lambda link: f"[{link[1]}]({'mailto:' if '@' in link[1] and ':' not in link[1] else ''}{link[1]})",
        text,
    )
    return _TAG.sub(_tag, _HIDDEN.sub("", text))


def _tag(match: re.Match[str]) -> str:
    tag = match[0]
    name = re.sub(r"\W.*", "", tag.strip("</>"), flags=re.DOTALL).lower()
    closing = tag.startswith("</")
    if name == "br":
        return "\n"
    if re.fullmatch("h[1-6]", name):
        return "\n\n" if closing else f"\n\n{'#' * int(name[1])} "
    if name == "li":
        return "" if closing else "\n- "
    if name == "img":
        return _picture(tag)
    if name in _INLINE_MARKS:
        return _INLINE_MARKS[name]
    if _BLOCK_TAGS.fullmatch(name):
        return "\n\n"
    return html.unescape(nh3.clean(tag, tags=set()))


def _picture(tag: str) -> str:
    values = {
        key.lower(): html.unescape(value)
        for key, value in re.findall(r"(alt|src)\s*=\s*[\"']([^\"']*)[\"']", tag, re.IGNORECASE)
    }
    source = values.get("src", "").replace(" ", "%20").strip("()")
    return f"![{values.get('alt', '')}]({source})" if source else values.get("alt", "")


def _entitled(blocks: list[Block]) -> Iterator[Block]:
    """Find the headings and lists of writers who use bold type or lines alone instead of marks."""
    level = max((each.level for each in blocks if each.shape is Shape.HEADING), default=0)
    at = 0
    while at < len(blocks):
        block = blocks[at]
        after = at
        while after < len(blocks) and _starts_bold(blocks[after]):
            after += 1
        if after - at >= 2:
            yield Block(Shape.BULLETS, entries=tuple(Entry(each.text) for each in blocks[at:after]))
            at = after
            continue
        bold = _BOLD_LINE.match(block.text) if block.shape is Shape.PARAGRAPH else None
        last = at + 1 == len(blocks)
        if bold and not last and not bold[2].endswith("."):
            yield Block(Shape.HEADING, bold[2].rstrip(":"), level + 1 if level else 1 if at == 0 else 2)
        elif not level and not last and _alone(block) and (at == 0 or not _alone(blocks[at + 1])):
            yield Block(Shape.HEADING, block.text.rstrip(":"), 1 if at == 0 else 2)
        else:
            yield block
        at += 1


def _alone(block: Block) -> bool:
    return (
        block.shape is Shape.PARAGRAPH
        and "\n" not in block.text
        and "](" not in block.text
        and is_headline(block.text)
    )


def _starts_bold(block: Block) -> bool:
    if block.shape is not Shape.PARAGRAPH or not block.text.startswith(("**", "__")):
        return False
    parts = split_name(block.text)
    return bool(parts and parts[1])


def _resolved(block: Block, addresses: dict[str, str]) -> Block:
    entries = tuple(replace(entry, text=_linked(entry.text, addresses)) for entry in block.entries)
    return replace(block, text=_linked(block.text, addresses), entries=entries)


def _linked(text: str, addresses: dict[str, str]) -> str:
    """Write links by reference as inline links, because their definitions stand in another section."""
    if not addresses or "[" not in text:
        return text

    def inline(match: re.Match[str]) -> str:
        address = addresses.get((match[2] or match[1]).casefold())
        return f"[{match[1]}]({address})" if address else match[0]

    return re.sub(r"\[([^\[\]\n^][^\[\]\n]{0,300})\](?:\[([^\[\]\n]{0,200})\])?(?![\[(:])", inline, text)


@dataclass
class _Reader:
    """Walks through the lines once."""

    lines: list[str]
    addresses: dict[str, str] = field(default_factory=dict)
    notes: list[tuple[str, str]] = field(default_factory=list)

    def blocks(self) -> Iterator[Block]:
        at = 0
        while at < len(self.lines):
            line = self.lines[at]
            heading, item = _HEADING.match(line), _ITEM.match(line)
            verbatim, definition = self._verbatim_end(at), self._definition_end(at)
            if not line.strip() or RULE.match(line):
                at += 1
            elif verbatim > at:
                yield Block(Shape.VERBATIM, "\n".join(self.lines[at:verbatim]))
                at = verbatim
            elif heading:
                if heading[2]:
                    yield Block(Shape.HEADING, _title(heading[2]), len(heading[1]))
                at += 1
            elif definition > at:
                at = definition
            else:
                if line.lstrip().startswith(">"):
                    at, block = self._quote(at)
                elif item and (item["rest"] or item["space"]):
                    at, block = self._list(at, item)
                else:
                    at, block = self._paragraph(at)
                yield block

    def _verbatim_end(self, at: int) -> int:
        """Return where code or a table that starts at this line ends; the line itself if none does."""
        if _FENCE.match(self.lines[at]):
            return self._fence_end(at)
        rule = self.lines[at + 1] if at + 1 < len(self.lines) else ""
        if "|" in self.lines[at] and "-" in rule and _TABLE_RULE.match(rule):
            return self._until(at, lambda text: "|" not in text)
        return at

    def _definition_end(self, at: int) -> int:
        """Take down the footnote or link address that is defined at this line; return where it ends."""
        if _NOTE.match(self.lines[at]):
            return self._note(at)
        address = _ADDRESS.match(self.lines[at])
        if address is None:
            return at
        self.addresses.setdefault(address[1].casefold(), address[2])
        return at + 1

    def _until(self, at: int, stop: Callable[[str], bool]) -> int:
        return next((i for i in range(at, len(self.lines)) if stop(self.lines[i])), len(self.lines))

    def _fence_end(self, at: int) -> int:
        match = _FENCE.match(self.lines[at])
        fence = match[1] if match else "```"
        return min(len(self.lines), self._until(at + 1, lambda text: text.strip().startswith(fence)) + 1)

    def _quote(self, at: int) -> tuple[int, Block]:
        end = self._until(at, lambda text: not text.strip() or _HEADING.match(text) is not None)
        lines = [re.sub(r"^\s*>\s?", "", line) for line in self.lines[at:end]]
        while lines and not lines[-1].strip():
            lines.pop()
        byline = BYLINE.match(lines[-1].strip()) if len(lines) > 1 else None
        if byline:
            lines.pop()
        text = "\n\n".join(
            _joined(part.split("\n")) for part in re.split(r"\n\s*\n", "\n".join(lines)) if part.strip()
        )
        if not byline:
            same_line = re.match(r"(?s)(.*[”\"“»])\s*[—–-]+\s*(\S[^\n]{1,80})$", text)
            if same_line:
                return end, Block(Shape.QUOTE, same_line[1], attribution=same_line[2])
        return end, Block(Shape.QUOTE, text, attribution=_title(byline["who"]) if byline else "")

    def _list(self, at: int, first: re.Match[str]) -> tuple[int, Block]:
        """Read a list; what is indented below an entry, nested lists too, belongs to it."""
        bullets, indent = first["bullet"] is not None, _columns(first["indent"])
        entries: list[tuple[int | None, list[str]]] = []
        content = 0
        while at < len(self.lines):
            line = self.lines[at]
            match = _ITEM.match(line)
            inside = _columns(line) >= min(content, indent + 2) if entries else False
            if match and not inside and (match["rest"] or match["space"]):
                if (match["bullet"] is not None) != bullets or (entries and RULE.match(line)):
                    break
                number = None if bullets else int(match["number"] or match["source"])
                content = indent + len(match["mark"]) + 1
                entries.append((number, [match["rest"]]))
            elif not line.strip():
                after = self._until(at, lambda text: bool(text.strip()))
                if after == len(self.lines) or not self._goes_on(after, indent, bullets):
                    break
                entries[-1][1].extend([""] * (after - at))
                at = after
                continue
            elif not inside and (
                _HEADING.match(line) or _FENCE.match(line) or not self.lines[at - 1].strip()
            ):
                break
            else:
                entries[-1][1].append(_dedented(line, content) if inside else line.strip())
            at += 1
        rows = tuple(Entry(_entry_text(lines), number=number) for number, lines in entries)
        return at, Block(Shape.BULLETS if bullets else Shape.NUMBERS, entries=rows)

    def _goes_on(self, at: int, indent: int, bullets: bool) -> bool:
        match = _ITEM.match(self.lines[at])
        if _columns(self.lines[at]) >= indent + 2:
            return True
        return bool(match and (match["bullet"] is not None) == bullets and not RULE.match(self.lines[at]))

    def _note(self, at: int) -> int:
        match = _NOTE.match(self.lines[at])
        key, text = (match[1], [match[2]]) if match else ("", [])
        at += 1
        while at < len(self.lines) and (self.lines[at].startswith(("  ", "\t")) or self._lazy(at)):
            text.append(self.lines[at].strip())
            at += 1
        self.notes.append((key, " ".join(part for part in text if part)))
        return at

    def _lazy(self, at: int) -> bool:
        line = self.lines[at]
        return bool(line.strip()) and not self._starts(at) and not _UNDERLINE.match(line)

    def _starts(self, at: int) -> bool:
        """Say whether something other than a paragraph's further line starts here."""
        line = self.lines[at]
        item = _ITEM.match(line)
        if item and (item["rest"] or item["space"]) and (item["bullet"] or item["number"] == "1"):
            return True
        return bool(
            _HEADING.match(line) or _FENCE.match(line) or _NOTE.match(line) or line.lstrip().startswith(">")
        )

    def _paragraph(self, at: int) -> tuple[int, Block]:
        end = at + 1
        while end < len(self.lines) and self.lines[end].strip():
            underline = _UNDERLINE.match(self.lines[end])
            if underline:
                text = _title(" ".join(line.strip() for line in self.lines[at:end]))
                return end + 1, Block(Shape.HEADING, text, 1 if underline[1][0] == "=" else 2)
            if self._starts(end):
                break
            end += 1
        lines = self.lines[at:end]
        if any(
            re.match(r"\s*:\s", line) for line in lines[1:]
        ):  # a definition list lives from its line breaks
            return end, Block(Shape.VERBATIM, "\n".join(lines))
        return end, Block(Shape.PARAGRAPH, _joined(lines))


def _title(text: str) -> str:
    """Return a heading's text without the emphasis marks around the whole of it."""
    text = re.sub(r"!?\[([^\[\]^]+)\]\([^()\s]*\)", r"\1", text.strip())
    return re.sub(r"^(\*{1,3}|_{1,3})(?=\S)([^*_]+)(?<=\S)\1$", r"\2", text)


def _joined(lines: list[str]) -> str:
    """Join a paragraph's lines, but keep the breaks the writer asked for with two spaces or a backslash."""
    text = ""
    for line in lines:
        hard = line.endswith(("  ", "\\"))
        text += line.strip().removesuffix("\\").rstrip() + ("\n" if hard else " ")
    return text.strip()


def _columns(line: str) -> int:
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())


def _dedented(line: str, columns: int) -> str:
    expanded = line.expandtabs(4)
    return expanded[min(columns, _columns(line)) :].rstrip()


def _entry_text(lines: list[str]) -> str:
    """Return an entry's text: its first paragraph joined to one line, what is below it as it stands."""
    first = next(
        (i for i in range(1, len(lines)) if not lines[i].strip() or _ITEM.match(lines[i])), len(lines)
    )
    head = re.sub(r"^\[[ xX]\]\s+", "", _joined(lines[:first]))
    rest = "\n".join(lines[first:]).strip("\n")
    return f"{head}\n\n{rest}" if rest else head
