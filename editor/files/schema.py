"""The tables of a document, their versions, and the seal that shows whether any part of a file was changed
by accident.

A document is one SQLite database. `content` holds the brochure's JSON value, `version` earlier values,
`asset` the pictures by sha256, `record` what people decided, entry by entry (core/record.py). `seal` is filled
when a file is published.

Every format keeps to plain tables, to `content` and `asset` as they are, and to the seal: that is what lets a file of
a newer one be read.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from editor.files import migrations

APPLICATION_ID = 0x43414E44
"""The letters CAND, in SQLite's header, so that `file` and we know whose database it is."""

_TABLES_1 = {
    "content": "(id INTEGER PRIMARY KEY CHECK (id = 1), json TEXT NOT NULL)",
    # name is null for snapshots the program took by itself; times are UTC in ISO 8601.
    "version": (
        "(id INTEGER PRIMARY KEY, created_at TEXT NOT NULL, name TEXT, automatic INTEGER NOT NULL,"
        " json TEXT NOT NULL)"
    ),
    "asset": "(sha256 TEXT PRIMARY KEY NOT NULL, bytes BLOB NOT NULL)",
    # section is null when the whole brochure was decided on; content_sha256 is what exactly was seen.
    "approval": (
        "(id INTEGER PRIMARY KEY, created_at TEXT NOT NULL, decision TEXT NOT NULL, reviewer TEXT NOT NULL,"
        " role TEXT NOT NULL, section TEXT, content_sha256 TEXT NOT NULL, expires_at TEXT,"
        " note TEXT NOT NULL)"
    ),
    # file_name carries no folder: a document tells nobody where it was made. rules and findings are JSON.
    "export_log": (
        "(id INTEGER PRIMARY KEY, created_at TEXT NOT NULL, person TEXT NOT NULL, kind TEXT NOT NULL,"
        " file_name TEXT NOT NULL, file_sha256 TEXT NOT NULL, content_sha256 TEXT NOT NULL,"
        " draft INTEGER NOT NULL, override_reason TEXT NOT NULL, rules TEXT NOT NULL, findings TEXT NOT NULL)"
    ),
    "seal": "(id INTEGER PRIMARY KEY CHECK (id = 1), sha256 TEXT NOT NULL)",
}

_TABLES_2 = {
    **{name: columns for name, columns in _TABLES_1.items() if name not in ("approval", "export_log")},
    # id is the entry's number; rows are only ever added.
    "record": "(id INTEGER PRIMARY KEY, json TEXT NOT NULL)",
}

Step = Callable[[sqlite3.Connection], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A version of the file format, and how files of earlier versions become it.

    `tables` maps each version to its tables' definitions, `steps` each version but the last to the function
    that changes a database of it into the next. Steps run inside a transaction on a copy, never on the
    user's file.
    """

    version: int
    tables: Mapping[int, Mapping[str, str]]
    steps: Mapping[int, Step]

    def migrate(self, database: sqlite3.Connection) -> None:
        """Bring a database of an earlier version up to this one; does nothing to one that is there."""
        version = user_version(database)
        while version < self.version:
            database.execute("BEGIN IMMEDIATE")
            try:
                self.steps[version](database)
                version += 1
                database.execute(f"PRAGMA user_version = {version:d}")
                database.execute("COMMIT")
            except BaseException:
                database.execute("ROLLBACK")
                raise


CURRENT = Format(2, {1: _TABLES_1, 2: _TABLES_2}, {1: migrations.to_2})


def user_version(database: sqlite3.Connection) -> int:
    """Return the format version a database says it has."""
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def create_tables(database: sqlite3.Connection, form: Format = CURRENT, into: str = "main") -> None:
    """Make an empty document in the attached database `into`."""
    database.execute(f"PRAGMA {into}.application_id = {APPLICATION_ID:d}")
    database.execute(f"PRAGMA {into}.user_version = {form.version:d}")
    for name, columns in form.tables[form.version].items():
        database.execute(f"CREATE TABLE {into}.{name}{columns}")


def has_tables(database: sqlite3.Connection, tables: Mapping[str, str], others: Iterable[str] = ()) -> bool:
    """Say whether a database consists of exactly these tables, defined exactly so; `others` may stand
    beside them.

    That leaves no room for triggers, views, virtual tables or generated columns in a file made to do harm.
    """
    allowed = set(others)
    found: dict[str, str] = {}
    for kind, name, sql in database.execute("SELECT type, name, sql FROM sqlite_master"):
        if kind == "table" and name in allowed:
            continue
        if kind == "index" and sql is None and str(name).startswith("sqlite_autoindex_"):
            continue
        if kind != "table":
            return False
        found[name] = sql
    return found == {name: f"CREATE TABLE {name}{columns}" for name, columns in tables.items()}


def copy_rows(
    database: sqlite3.Connection,
    tables: Iterable[str],
    assets: Iterable[str] | None = None,
    into: str = "target",
) -> None:
    """Copy all rows of these tables from `main` to the attached database `into`; of `asset` only those
    named.
    """
    for table in tables:
        if table == "seal":
            continue
        if table == "asset" and assets is not None:
            database.executemany(
                f"INSERT INTO {into}.asset SELECT * FROM main.asset WHERE sha256 = ?",
                [(name,) for name in sorted(assets)],
            )
        else:
            database.execute(f"INSERT INTO {into}.{table} SELECT * FROM main.{table} ORDER BY rowid")


def seal_of(database: sqlite3.Connection, tables: Iterable[str], of: str = "main") -> str:
    """Return a sha256 over every value in these tables. Pictures count by their names, which are their
    hashes.
    """
    digest = hashlib.sha256()
    for table in sorted(tables):
        if table == "seal":
            continue
        columns = "sha256" if table == "asset" else "*"
        digest.update(f"table {table}\n".encode())
        for row in database.execute(f"SELECT {columns} FROM {of}.{table} ORDER BY 1"):
            digest.update((repr(row) + "\n").encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
