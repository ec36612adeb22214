"""BibTeX: the library finds entries and fields, this makes records of them. Entries that are broken become notes."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from editor.core.evidence_import.build import Record
from editor.core.evidence_import.names import is_initials, name_of

if TYPE_CHECKING:
    from bibtexparser.model import Block, Entry

DEEPEST = 40
"""Braces within braces in a field. The library that reads LaTeX calls itself for each."""
LONGEST = 60_000
"""Characters of one field as it is written in the file."""
_LATEX = re.compile(r"[\\{}$~]|--|``|''")
_NO_LATEX = re.compile(r"\\(?:url|href|path)\s*|[{}]|\\(?=[_%&#$~])")
_SIMPLE = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("~", " "), ("{", ""), ("}", ""))
_MACRO = re.compile(r"\\[A-Za-z]+|[{}$\\]+")
_TITLE = ("title", "booktitle")
_JOURNAL = (
    "journal", "journaltitle", "shortjournal", "booktitle", "publisher", "institution", "organization", "school",
    "howpublished",
)  # fmt: skip


def read_bibtex(text: str) -> tuple[list[Record], list[str]]:
    """Return the records of a BibTeX text and notes on blocks that could not be read."""
    from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry, ParsingFailedBlock
    from bibtexparser.splitter import Splitter

    records: list[Record] = []
    notes: list[str] = []
    try:
        library = Splitter(text).split()
    except Exception:  # the library's own mistakes on hostile text, whatever they are
        return [], ["The BibTeX in this text could not be read at all. Export it again and import that."]
    strings = {name.lower(): _bare(string.value) for name, string in library.strings_dict.items()}
    for block in library.blocks:
        line, entry = (block.start_line or 0) + 1, _entry_of(block)
        if isinstance(block, DuplicateFieldKeyBlock):
            twice = ", ".join(sorted(block.duplicate_keys))
            notes.append(f"Line {line}: an entry was not used, because it has {twice[:80]} twice.")
        elif isinstance(block, ParsingFailedBlock) and not isinstance(block, DuplicateBlockKeyBlock):
            notes.append(
                f"Line {line}: an entry was not used, because its braces or quotation marks do not match."
            )
        elif isinstance(entry, Entry):
            records.append(_record(entry, line, block.raw or "", strings, notes))
    return records, notes


def _entry_of(block: Block) -> object:
    """Return the entry of a block. A key that is taken is no reason to leave an entry out: we give keys of our own."""
    return getattr(block, "ignore_error_block", None) or block


def _record(entry: Entry, line: int, raw: str, strings: dict[str, str], notes: list[str]) -> Record:
    values: dict[str, str] = {}
    for each in entry.fields:
        name, value = each.key.lower(), str(each.value)
        if len(value) <= LONGEST:
            values[name] = _resolved(value, strings)
        else:
            notes.append(
                f"Line {line}: the field “{name[:40]}” has {len(value):,} characters and was not read."
            )

    def plain(*names: str) -> str:
        return next(
            (found for name in names if (found := _plain(values.get(name, ""), line, name, notes))), ""
        )

    title = plain(*_TITLE)
    subtitle = plain("subtitle")
    journal = plain(*(name for name in _JOURNAL if values.get("title") or name != "booktitle"))
    return Record(
        line,
        raw,
        authors=list(_names(values.get("author") or values.get("editor", ""), line, notes)),
        title=f"{title}: {subtitle}" if title and subtitle else title,
        journal=journal,
        year=plain("year", "date"),
        volume=plain("volume"),
        issue=plain("number", "issue") if "journal" in values or "journaltitle" in values else plain("issue"),
        pages=plain("pages", "eid", "article-number", "articleno", "numpages"),
        dois=[_verbatim(values.get("doi", ""))],
        urls=[_verbatim(values[name]) for name in ("url", "howpublished") if "http" in values.get(name, "")],
        pubmed="".join(re.findall(r"\d{1,9}", values.get("pmid", ""))[:1]),
        types=[plain("type")],
        # Only read for what is plainly said; the library for LaTeX takes 50 ms for an abstract.
        abstract=_MACRO.sub(" ", values.get("abstract", "")),
        keywords=re.split(r"[,;]", _MACRO.sub(" ", values.get("keywords", ""))),
    )


def _names(text: str, line: int, notes: list[str]) -> Iterator[str]:
    from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names

    if not text.strip() or _depth(text) > DEEPEST:
        yield _plain(text, line, "author", notes)
        return
    for name in split_multiple_persons_names(text):
        whole = _plain(name, line, "author", notes)
        if name.strip().lower() == "others" or whole.lower().rstrip(".") == "et al":
            yield "et al"
        elif name.strip().startswith("{") and name.strip().endswith("}") and "," not in name:
            yield whole
        else:
            try:
                parts = parse_single_name_into_parts(name, strict=False)
            except ValueError:
                yield whole
                continue
            first, von, last, suffix = (
                _plain(" ".join(part), line, "author", notes)
                for part in (parts.first, parts.von, parts.last, parts.jr)
            )
            if is_initials(last) and first and not is_initials(first):  # "Lee AB", as PubMed writes
                first, last = last, first
            yield name_of(f"{von} {last}".strip(), first, suffix)


def _resolved(value: str, strings: dict[str, str]) -> str:
    """Return a field's value without its delimiters; `"A " # name` is put together."""
    if "#" not in value:
        value = value.strip()
        return strings.get(value.lower(), _bare(value)) if value[:1] not in ("{", '"') else _bare(value)
    parts, part, depth, quoted = [], "", 0, False
    for at, character in enumerate(value):
        escaped = at > 0 and value[at - 1] == "\\"
        if character in "{}" and not escaped:
            depth += 1 if character == "{" else -1
        elif character == '"' and not escaped and depth == 0:
            quoted = not quoted
        if character == "#" and depth == 0 and not quoted:
            parts.append(part)
            part = ""
        else:
            part += character
    parts.append(part)
    stripped = [each.strip() for each in parts]
    return "".join(
        strings.get(each.lower(), _bare(each)) if each[:1] not in '{"' else _bare(each) for each in stripped
    )


def _bare(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and (value[0], value[-1]) in (("{", "}"), ('"', '"')):
        inner = value[1:-1]
        if value[0] == '"' or _balanced(inner):
            return inner
    return value


def _balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth < 0:
            return False
    return depth == 0


def _depth(text: str) -> int:
    depth = deepest = 0
    for character in text:
        depth += {"{": 1, "}": -1}.get(character, 0)
        deepest = max(deepest, depth)
    return deepest


def _verbatim(value: str) -> str:
    """Return a DOI or an address: no LaTeX but escaped signs."""
    return _NO_LATEX.sub("", value).strip()


@functools.cache
def _latex() -> Any:
    """Return the reader of LaTeX; making one takes a millisecond, a file has thousands of fields."""
    from pylatexenc.latex2text import LatexNodes2Text

    return LatexNodes2Text(math_mode="text")


def _plain(value: str, line: int, name: str, notes: list[str]) -> str:
    """Return a LaTeX text as plain text; as it is, with a note, where it cannot be read."""
    if not _LATEX.search(value):
        return value
    if (
        "\\" not in value and "$" not in value
    ):  # most values: no need for the library, which takes milliseconds
        for written, meant in _SIMPLE:
            value = value.replace(written, meant)
        return value
    if _depth(value) <= DEEPEST:
        # A bare % is a percent sign in practice; LaTeX would take the rest of the line for a comment.
        latex = re.sub(r"(?<!\\)%", r"\\%", value)
        try:
            return str(_latex().latex_to_text(latex))
        except Exception:  # whatever the library's mistake on hostile text is, the text itself stays
            pass
    notes.append(
        f"Line {line}: the field “{name}” has LaTeX that could not be read and is shown as it stands."
    )
    return value
