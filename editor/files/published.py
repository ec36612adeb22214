"""The published file: read as hostile bytes, written whole.

SQLite never opens the user's file. Its bytes are read once and looked at in memory, so that what was hashed
is what was opened, no journal ever appears beside it, and a network drive needs no locks.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from editor.core.brochure import Brochure, decode_brochure
from editor.core.decode import DecodeError
from editor.core.record import BrokenRecord, Record, decode_record
from editor.files.errors import FileError, reason
from editor.files.schema import (
    APPLICATION_ID,
    CURRENT,
    Format,
    copy_rows,
    create_tables,
    has_tables,
    seal_of,
    user_version,
)

MAX_BYTES = 500_000_000
_MAGIC = b"SQLite format 3\0"
_TABLE_NAME = re.compile("[a-z_]+")
_WHAT_TO_DO = "It was left as it is. Open a backup copy of it, or an earlier version from where it is stored."


@dataclass(frozen=True, slots=True)
class Published:
    """A file's content, checked and brought to the current format, in a database in memory.

    `newer` says that a newer program wrote it: only content and pictures could be taken over, no record.
    """

    database: sqlite3.Connection
    brochure: Brochure
    record: Record
    newer: bool


class _Damaged(Exception):
    """What is wrong, in words that fit into brackets."""


def read_file(path: Path) -> bytes:
    """Return the bytes of the user's file; FileError if it cannot be read or is far too large."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise FileError(
                f"“{path.name}” is larger than {MAX_BYTES // 1_000_000} MB, so it cannot be a brochure. "
                "Choose another file; this one was left as it is."
            )
        return path.read_bytes()
    except OSError as error:
        raise FileError(f"“{path.name}” could not be opened from {path.parent}: {reason(error)}.") from error


def hash_of_file(path: Path) -> str | None:
    """Return the sha256 of a file, None if there is none; OSError if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None


def unpack(data: bytes, name: str, form: Format = CURRENT) -> Published:
    """Return what the bytes of a file hold; FileError says in a sentence why they cannot be used.

    `name` is the file's, for that sentence. Files of an earlier format are migrated, in memory.
    """
    if not data.startswith(_MAGIC) or len(data) < 512:
        raise _not_ours(name)
    database = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        # A file that another program left in WAL mode is complete by itself; memory has no WAL.
        database.deserialize(data[:18] + b"\1\1" + data[20:] if data[18:20] == b"\2\2" else data)
        return _checked(database, name, form)
    except BaseException as error:
        database.close()
        if isinstance(error, (FileError, KeyboardInterrupt)):
            raise
        if isinstance(error, _Damaged):
            raise FileError(f"“{name}” is damaged ({error}). {_WHAT_TO_DO}") from error
        if isinstance(error, (sqlite3.Error, UnicodeError, OverflowError, MemoryError, ValueError)):
            raise FileError(f"“{name}” is damaged (parts of it cannot be read). {_WHAT_TO_DO}") from error
        raise


def pack(database: sqlite3.Connection, form: Format = CURRENT) -> bytes:
    """Return a working copy as the bytes of a file: compact, sealed, without pictures that nothing shows
    any more.

    The caller holds the transaction that keeps the database still, or does not care.
    """
    tables = form.tables[form.version]
    with _attached(database, ":memory:"):
        create_tables(database, form, "target")
        database.execute("BEGIN")
        copy_rows(database, tables, _shown(database))
        database.execute("INSERT INTO target.seal VALUES (1, ?)", (seal_of(database, tables, "target"),))
        database.execute("COMMIT")
        return database.serialize(name="target")


def fill(published: Published, path: Path, form: Format = CURRENT) -> None:
    """Copy what a file holds into the empty document database at `path`."""
    tables = ("content", "asset") if published.newer else tuple(form.tables[form.version])
    with _attached(published.database, str(path)):
        published.database.execute("BEGIN")
        copy_rows(published.database, tables)
        published.database.execute("COMMIT")


def decode_json(text: object) -> Brochure:
    """Return the brochure a stored JSON text stands for; ValueError (DecodeError is one) if it stands for
    none.
    """
    if not isinstance(text, str):
        raise ValueError("the text is missing")
    try:
        return decode_brochure(json.loads(text))
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def read_record(database: sqlite3.Connection) -> Record:
    """Return the record in a document's database; BrokenRecord if it is not as it was written."""
    rows = database.execute("SELECT id, json FROM record ORDER BY id").fetchall()
    if [number for number, _ in rows] != list(range(1, len(rows) + 1)):
        raise BrokenRecord("lacks an entry")
    try:
        return decode_record([json.loads(text) for _, text in rows])
    except (TypeError, RecursionError, json.JSONDecodeError) as error:
        raise BrokenRecord("has an entry that cannot be read") from error


@contextlib.contextmanager
def _attached(database: sqlite3.Connection, path: str) -> Iterator[None]:
    database.execute("ATTACH ? AS target", (path,))
    try:
        # What is written here is checked as a whole before anybody relies on it.
        database.execute("PRAGMA target.synchronous = OFF")
        yield
    finally:
        if database.in_transaction:
            database.execute("ROLLBACK")
        database.execute("DETACH target")


def _checked(database: sqlite3.Connection, name: str, form: Format) -> Published:
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA cell_size_check = ON")
    if database.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise _not_ours(name)
    version = user_version(database)
    newer = version > form.version
    if newer:
        tables = _tables_of_newer(database, name)
    elif version not in form.tables or not has_tables(database, form.tables[version]):
        raise _Damaged("its parts are not those of a brochure")
    else:
        tables = tuple(form.tables[version])
    if database.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        raise _Damaged("parts of it are missing or were changed")
    _check_seal(database, tables)
    if not newer:
        form.migrate(database)
    rows = database.execute("SELECT json FROM content WHERE id = 1").fetchall()
    try:
        brochure = decode_json(rows[0][0] if rows else None)
        return Published(database, brochure, () if newer else read_record(database), newer)
    except BrokenRecord as error:
        raise _Damaged(f"its record of decisions {error}") from error
    except DecodeError as error:
        if newer:
            raise _too_new(name) from error
        raise _Damaged(f"its content has mistakes: {error}") from error
    except ValueError as error:
        if newer:
            raise _too_new(name) from error
        raise _Damaged("its content cannot be read") from error


def _tables_of_newer(database: sqlite3.Connection, name: str) -> tuple[str, ...]:
    """Return the tables of a newer file; it must keep what every format keeps, else it is too new.

    That is: plain tables, two of them with columns we know, and the seal. Without that, a version number changed by
    accident would let everything else be damaged too.
    """
    known = {"content": {"id", "json"}, "asset": {"sha256", "bytes"}, "seal": {"id", "sha256"}}
    tables = dict(database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall())
    for table, sql in tables.items():
        if not _TABLE_NAME.fullmatch(table) or not str(sql).startswith(f"CREATE TABLE {table}("):
            raise _too_new(name)
        # Hidden columns are generated ones or those of virtual tables.
        hidden = {each[1]: each[6] != 0 for each in database.execute(f"PRAGMA table_xinfo({table})")}
        if any(hidden.values()) or set(hidden) != known.get(table, set(hidden)):
            raise _too_new(name)
    if not set(known) <= set(tables):
        raise _too_new(name)
    return tuple(tables)


def _check_seal(database: sqlite3.Connection, tables: Iterable[str]) -> None:
    seals = database.execute("SELECT sha256 FROM seal").fetchall()
    if [row[0] for row in seals] != [seal_of(database, tables)]:
        raise _Damaged("parts of it were changed")
    for name, data in database.execute("SELECT sha256, bytes FROM asset"):
        if not isinstance(data, bytes) or hashlib.sha256(data).hexdigest() != name:
            raise _Damaged("a picture in it was changed")


def _shown(database: sqlite3.Connection) -> set[str]:
    """Return everything that can be the name of a picture which the content or a kept version shows."""
    rows = database.execute("SELECT json FROM main.content UNION ALL SELECT json FROM main.version")
    return {name for (text,) in rows for name in re.findall(r'"([0-9a-f]{64})"', text)}


def _not_ours(name: str) -> FileError:
    return FileError(
        f"“{name}” is not a Candor brochure. "
        "Choose a file that was saved by Candor; this one was left as it is."
    )


def _too_new(name: str) -> FileError:
    return FileError(
        f"“{name}” was made by a newer version of Candor and cannot be read by this one. "
        "Update Candor to open it; the file was left as it is."
    )
