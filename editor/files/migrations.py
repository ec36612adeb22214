"""The steps that bring a document of an earlier format to the next. A step never changes once it was released."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime

from editor.core.brochure import Person
from editor.core.levels import Level
from editor.core.record import (
    Export,
    ExportedFile,
    ExportedFinding,
    Record,
    added,
    canonical,
    encode_entry,
)

_NOBODY = "Not recorded"


def to_2(database: sqlite3.Connection) -> None:
    """Put the record in the place of `approval` and `export_log`.

    No program ever wrote approvals into files of format 1. ValueError if the export log cannot be read.
    """
    record: Record = ()
    for person, at, export in _exports(database):
        record = added(record, Person(person.strip() or _NOBODY), export, at)
    database.execute("DROP TABLE approval")
    database.execute("DROP TABLE export_log")
    database.execute("CREATE TABLE record(id INTEGER PRIMARY KEY, json TEXT NOT NULL)")
    database.executemany(
        "INSERT INTO record VALUES (?, ?)", [(each.number, canonical(encode_entry(each))) for each in record]
    )


def _exports(database: sqlite3.Connection) -> Iterator[tuple[str, datetime, Export]]:
    rows = database.execute(
        "SELECT created_at, person, kind, file_name, file_sha256, content_sha256, draft, override_reason,"
        " rules, findings FROM export_log ORDER BY id"
    )
    for at, person, kind, name, file, content, draft, override, rules, findings in rows:
        if not all(isinstance(each, str) for each in (at, person, rules, findings)):
            raise ValueError("the export log has a value that is no text")
        time = datetime.fromisoformat(at)
        export = Export(
            kind,
            (ExportedFile(name, file),),
            content,
            draft=bool(draft),
            override=override,
            packs=_listed(rules),
            findings=tuple(ExportedFinding("", Level.INFORMATION, "", text) for text in _listed(findings)),
        )
        yield person, time if time.tzinfo else time.replace(tzinfo=UTC), export


def _listed(text: str) -> tuple[str, ...]:
    """Return the entries of a JSON list, each as text: format 1 did not say what they look like."""
    try:
        entries = json.loads(text)
    except RecursionError as error:
        raise ValueError("the export log is nested too deeply") from error
    if not isinstance(entries, list):
        raise ValueError("the export log has a value that is no list")
    return tuple(each if isinstance(each, str) else canonical(each) for each in entries)
