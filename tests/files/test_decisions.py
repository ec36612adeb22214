"""The record of decisions in a document: it only grows, and nothing in it can be changed unseen."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from editor.core.brochure import Person
from editor.core.record import (
    Comment,
    Dismissal,
    Export,
    ExportedFile,
    ExportedFinding,
    Level,
    Record,
    Withdrawal,
    decode_record,
)
from editor.files.document import Document, Outcome
from editor.files.errors import FileError
from editor.files.published import unpack
from editor.files.schema import CURRENT, has_tables, seal_of
from editor.files.starters import load_starter
from editor.files.workspace import Workspace
from tests.files.documents import BROCHURE, LOGO, LOGO_BYTES, Clock, abandon, copies, titled

ADA = Person("Ada", "doctor")
WHY = Comment("cover", "Why?")


def record_in(workspace: Workspace, path: Path) -> Record:
    document = Document.open(workspace, path)
    document.close()
    return document.record


def test_a_decision_survives_a_crash_at_once(document: Document, workspace: Workspace, clock: Clock) -> None:
    entry = document.decide(ADA, WHY)
    assert (entry.number, entry.person, entry.act, entry.time) == (1, ADA, WHY, clock.now)
    assert document.record == (entry,)
    assert document.ahead  # the user's file is brought up to it
    abandon(document)
    (left,) = workspace.recoverable()
    again = Document.recover(workspace, left)
    assert again.record == (entry,)
    again.close()


def test_decisions_are_published_and_go_on_from_there(
    document: Document, workspace: Workspace, path: Path
) -> None:
    first = document.decide(ADA, Dismissal("U2", "cover", "text", "It is safe.", "Quoted"))
    document.close()
    again = Document.open(workspace, path)
    assert again.record == (first,)
    again.decide(ADA, Withdrawal(1))
    again.close()
    assert [each.act for each in record_in(workspace, path)] == [first.act, Withdrawal(1)]


def test_save_as_keeps_the_record(document: Document, workspace: Workspace, path: Path) -> None:
    document.decide(ADA, WHY)
    other = path.with_name("other.brochure")
    assert document.publish_as(other).outcome is Outcome.PUBLISHED
    document.decide(ADA, WHY)
    document.close()
    assert len(record_in(workspace, other)) == 2
    assert record_in(workspace, path) == ()  # the old file is left as it was


def test_an_earlier_version_brings_back_the_brochure_and_no_record(document: Document) -> None:
    document.name_version("Before")
    record = (document.decide(ADA, WHY),)
    document.save(titled("Later"))
    (ident,) = (each.id for each in document.versions() if each.name == "Before")
    document.save(document.version(ident))
    assert document.brochure == BROCHURE
    assert document.record == record


def test_a_new_document_from_a_starter_has_an_empty_record(workspace: Workspace) -> None:
    document = Document.create(workspace, *load_starter("blank"))
    assert document.record == ()
    document.close()


def test_what_cannot_be_recorded_is_refused_in_a_sentence(document: Document) -> None:
    for act in (Withdrawal(1), Comment("", "a\x00b")):
        with pytest.raises(FileError, match="Nothing was changed"):
            document.decide(ADA, act)
    assert document.record == ()
    assert not document.ahead


def test_a_read_only_document_shows_its_record_and_takes_no_more(
    document: Document, workspace: Workspace, path: Path
) -> None:
    document.decide(ADA, WHY)
    document.publish()
    second = Document.open(workspace, path)
    assert second.record == document.record
    with pytest.raises(FileError, match="read but not changed"):
        second.decide(ADA, WHY)
    elsewhere = path.with_name("mine.brochure")
    assert second.publish_as(elsewhere).outcome is Outcome.PUBLISHED
    second.decide(ADA, WHY)
    second.close()
    assert len(record_in(workspace, elsewhere)) == 2


def test_a_full_disk_leaves_the_record_as_it_was(document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    document._copy._database.execute("PRAGMA max_page_count = 1")
    with pytest.raises(FileError, match="disk"):
        document.decide(ADA, Comment("", "x" * 100_000))
    assert document.record == document._copy.record() == ()


def test_decisions_from_several_threads_all_fit_together(document: Document) -> None:
    threads = [threading.Thread(target=document.decide, args=(ADA, WHY)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [each.number for each in document._copy.record()] == list(range(1, 9))


TAMPERED = {
    "a word": "UPDATE record SET json = replace(json, 'Why', 'Who') WHERE id = 1",
    "the last word": "UPDATE record SET json = replace(json, 'Since', 'Hence') WHERE id = 2",
    "an entry gone": "DELETE FROM record WHERE id = 1",
    "moved up": "UPDATE record SET id = id - 5",
    "swapped": "UPDATE record SET json = (SELECT json FROM record AS r WHERE r.id = 3 - record.id)",
    "one too many": "INSERT INTO record SELECT 3, json FROM record WHERE id = 2",
    "no json": "UPDATE record SET json = '{' WHERE id = 2",
    "no text": "UPDATE record SET json = x'7b7d' WHERE id = 2",
    "nested": "UPDATE record SET json = replace(hex(zeroblob(50000)), '0', '[') WHERE id = 2",
}


def _tamper(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute(statement)
        seal = seal_of(database, CURRENT.tables[2])
        database.execute("UPDATE seal SET sha256 = ?", (seal,))  # a working copy has none


@pytest.fixture
def decided(document: Document) -> Document:
    document.decide(ADA, WHY)
    document.decide(ADA, Comment("cover", "Since we asked.", answers=1))
    return document


@pytest.mark.parametrize("name", TAMPERED)
def test_a_file_whose_record_was_tampered_with_is_refused(
    decided: Document, workspace: Workspace, path: Path, name: str
) -> None:
    decided.close()
    _tamper(path, TAMPERED[name])
    before = path.read_bytes()
    with pytest.raises(FileError, match=r"is damaged \(its record of decisions .*left as it is"):
        Document.open(workspace, path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", TAMPERED)
def test_a_working_copy_whose_record_was_tampered_with_stays_and_the_file_opens(
    decided: Document, workspace: Workspace, path: Path, name: str
) -> None:
    abandon(decided)
    (folder,) = copies(workspace)
    (left,) = workspace.recoverable()
    _tamper(folder / "document.sqlite", TAMPERED[name])
    with pytest.raises(FileError, match="damaged"):
        Document.recover(workspace, left)
    assert record_in(workspace, path) == ()  # the file, as it was before
    assert folder in copies(workspace)


# Files of format 1

_DEFINITIONS = [f"CREATE TABLE {name}{columns}" for name, columns in CURRENT.tables[1].items()]
_LOG = (
    "INSERT INTO export_log (created_at, person, kind, file_name, file_sha256, content_sha256, draft,"
    " override_reason, rules, findings) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_ROWS = [
    ("2026-05-01T09:00:00+00:00", "Ada", "pdf", "a.pdf", "1" * 64, "2" * 64, 1, "", "[]", "[]"),
    (
        "2026-06-01T09:00:00",
        " ",
        "web",
        "a.html",
        "3" * 64,
        "4" * 64,
        0,
        "Urgent",
        '["general 1"]',
        '[{"rule": "U2"}]',
    ),
]


def _made_old(database: sqlite3.Connection, rows: list[tuple[object, ...]]) -> None:
    """Turn a database of today's format into one of format 1, as that program left it."""
    kept = {name: database.execute(f"SELECT * FROM {name}").fetchall() for name in ("content", "asset")}
    for name in CURRENT.tables[2]:
        database.execute(f"DROP TABLE {name}")
    for definition in _DEFINITIONS:
        database.execute(definition)
    for name, values in kept.items():
        database.executemany(f"INSERT INTO {name} VALUES (?, ?)", values)
    database.executemany(_LOG, rows)
    database.execute("PRAGMA user_version = 1")


def _old_file(path: Path, rows: list[tuple[object, ...]]) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        _made_old(database, rows)
        database.execute("INSERT INTO seal VALUES (1, ?)", (seal_of(database, CURRENT.tables[1]),))
    assert b"export_log" in path.read_bytes()


def _migrated(record: Record) -> None:
    assert [each.person for each in record] == [Person("Ada"), Person("Not recorded")]
    assert [each.at for each in record] == ["2026-05-01T09:00:00+00:00", "2026-06-01T09:00:00+00:00"]
    assert [each.act for each in record] == [
        Export("pdf", (ExportedFile("a.pdf", "1" * 64),), "2" * 64, draft=True),
        Export(
            "web",
            (ExportedFile("a.html", "3" * 64),),
            "4" * 64,
            draft=False,
            override="Urgent",
            packs=("general 1",),
            findings=(ExportedFinding("", Level.INFORMATION, "", '{"rule":"U2"}'),),
        ),
    ]


def test_an_old_file_keeps_its_exports_as_entries(
    document: Document, workspace: Workspace, path: Path
) -> None:
    document.close()
    _old_file(path, _ROWS)
    before = path.read_bytes()
    published = unpack(before, path.name)
    assert has_tables(published.database, CURRENT.tables[2])
    _migrated(published.record)
    published.database.close()
    again = Document.open(workspace, path)
    assert again.brochure == BROCHURE
    assert again.get(LOGO.asset) == LOGO_BYTES
    _migrated(again.record)
    assert path.read_bytes() == before  # opening changes nothing
    again.decide(ADA, WHY)
    again.close()
    assert len(record_in(workspace, path)) == 3
    assert b"export_log" not in path.read_bytes()


def test_an_old_working_copy_is_brought_up_too(document: Document, workspace: Workspace, path: Path) -> None:
    document.save(titled("Ahead"))
    abandon(document)
    (folder,) = copies(workspace)
    with closing(sqlite3.connect(folder / "document.sqlite", isolation_level=None)) as database:
        _made_old(database, _ROWS)
    again = Document.open(workspace, path)
    assert again.brochure == titled("Ahead")
    _migrated(again.record)
    again.decide(ADA, WHY)
    again.close()
    assert len(record_in(workspace, path)) == 3


BROKEN_LOG: dict[str, Callable[[tuple[object, ...]], tuple[object, ...]]] = {
    "time": lambda row: ("yesterday", *row[1:]),
    "person": lambda row: (row[0], b"\1", *row[2:]),
    "file": lambda row: (*row[:3], b"\1", *row[4:]),
    "rules": lambda row: (*row[:8], "{", row[9]),
    "findings": lambda row: (*row[:9], "3"),
    "nested": lambda row: (*row[:9], "[" * 100_000),
}


@pytest.mark.parametrize("name", BROKEN_LOG)
def test_an_old_file_whose_log_cannot_be_read_is_refused_and_left(
    document: Document, workspace: Workspace, path: Path, name: str
) -> None:
    document.close()
    _old_file(path, [BROKEN_LOG[name](_ROWS[0])])
    before = path.read_bytes()
    with pytest.raises(FileError, match="is damaged"):
        Document.open(workspace, path)
    assert path.read_bytes() == before


def test_the_record_in_the_file_is_plain_json(document: Document, path: Path) -> None:
    document.decide(ADA, WHY)
    document.publish()
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute("SELECT id, json FROM record").fetchall()
    assert [number for number, _ in rows] == [1]
    assert decode_record([json.loads(text) for _, text in rows]) == document.record
