"""CSL-JSON, as reference programs write it: what we know of an item is decoded strictly, the rest passed over."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, NoReturn

from editor.core.decode import DecodeError, decode
from editor.core.evidence_import.build import Record
from editor.core.evidence_import.found import EvidenceError
from editor.core.evidence_import.names import name_of

_TEXTS = {
    "title": "title",
    "container-title": "container_title",
    "publisher": "publisher",
    "volume": "volume",
    "issue": "issue",
    "page": "page",
    "number": "number",
    "DOI": "doi",
    "URL": "url",
    "PMID": "pmid",
    "genre": "genre",
    "abstract": "abstract",
    "keyword": "keyword",
}
_NAMES = ("family", "given", "literal", "suffix", "non-dropping-particle", "dropping-particle")


@dataclass(frozen=True, slots=True)
class _Name:
    family: str = ""
    given: str = ""
    literal: str = ""
    suffix: str = ""
    non_dropping_particle: str = ""
    dropping_particle: str = ""


@dataclass(frozen=True, slots=True)
class _Item:
    title: str = ""
    container_title: str = ""
    publisher: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    number: str = ""
    doi: str = ""
    url: str = ""
    pmid: str = ""
    genre: str = ""
    abstract: str = ""
    keyword: str = ""
    year: str = ""
    author: tuple[_Name, ...] = ()
    editor: tuple[_Name, ...] = ()


def read_csl(text: str) -> tuple[list[Record], list[str]]:
    """Return the records of a CSL-JSON text and notes on items that are no references.

    EvidenceError if it is not JSON, or JSON of something else.
    """
    items = _items(text)
    records: list[Record] = []
    notes: list[str] = []
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict):
            notes.append(f"Entry {number} was not used, because it is not a reference.")
            continue
        try:
            records.append(_record(decode(_Item, _known(item)), item))
        except DecodeError as error:
            wrong = "; ".join(f"{each.path.replace('_', '-')} {each.message}" for each in error.mistakes[:3])
            notes.append(f"Entry {number} was not used: {wrong}.")
    return records, notes


def _items(text: str) -> list[Any]:
    try:
        data = json.loads(text, parse_constant=_refuse)
    except RecursionError:
        raise EvidenceError("This JSON is nested too deeply to be a list of references.") from None
    except json.JSONDecodeError as error:
        raise EvidenceError(
            f"This looks like CSL-JSON but is broken in line {error.lineno}. Export it again and import that."
        ) from None
    except ValueError:
        raise EvidenceError("This looks like CSL-JSON but has a number that is none.") from None
    if isinstance(data, dict):
        data = data["items"] if isinstance(data.get("items"), list) else [data]
    usual = {"title", "DOI", "author", "container-title"}
    if not any(isinstance(each, dict) and usual & set(each) for each in data):
        raise EvidenceError(
            "This JSON has no references in it. Export them as CSL-JSON and import that file."
        )
    return list(data)


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)


def _known(item: dict[str, Any]) -> dict[str, Any]:
    """Return what we know of an item under our names; its values are as they were, and checked on decoding."""
    found = {ours: _as_text(item[name]) for name, ours in _TEXTS.items() if item.get(name) not in (None, "")}
    for name in ("author", "editor"):
        if name in item:
            found[name] = [_name(each) for each in item[name]] if isinstance(item[name], list) else item[name]
    for name in ("issued", "published-print", "published-online"):
        if name in item and "year" not in found:
            found["year"] = _year(item[name])
    return found


def _as_text(value: Any) -> Any:
    """Numbers stand for text here; Crossref writes some texts as a list of one."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    return (
        str(value) if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1e15 else value
    )


def _name(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {name.replace("-", "_"): value[name] for name in _NAMES if value.get(name) not in (None, "")}


def _year(issued: Any) -> Any:
    if not isinstance(issued, dict):
        return issued
    parts = issued.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
        return _as_text(parts[0][0])
    return _as_text(issued.get("raw") or issued.get("literal") or "")


def _record(item: _Item, original: dict[str, Any]) -> Record:
    names = [
        each.literal
        or name_of(
            f"{each.dropping_particle} {each.non_dropping_particle} {each.family}".strip(),
            each.given,
            each.suffix,
        )
        for each in item.author or item.editor
    ]
    return Record(
        0,
        json.dumps(original, ensure_ascii=False, indent=1)[:20_000],
        authors=names,
        title=item.title,
        journal=item.container_title or item.publisher,
        year=item.year,
        volume=item.volume,
        issue=item.issue,
        pages=item.page or item.number,
        dois=[item.doi],
        urls=[item.url],
        pubmed=item.pmid if re.fullmatch(r"\d{1,9}", item.pmid) else "",
        types=[item.genre],
        abstract=item.abstract,
        keywords=re.split(r"[,;]", item.keyword),
    )
