"""The working copy: the database in the application's own folder into which every edit goes at once.

Each lives in a folder of its own with a lock that one program holds while it has the document open. Besides
the tables of a document it knows which file it belongs to, what that file last looked like, and how far it
is ahead.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import RLock

from editor.core.brochure import Brochure, encode_brochure
from editor.core.record import Entry, Record, canonical, encode_entry
from editor.files.errors import FileError, reason
from editor.files.lock import Lock
from editor.files.published import Published, decode_json, fill, read_record
from editor.files.schema import APPLICATION_ID, CURRENT, create_tables, has_tables, user_version

DATABASE = "document.sqlite"
_LOCK = "lock"
_STATE_TABLE = "working_state"
_STATE = (
    f"CREATE TABLE {_STATE_TABLE} (id INTEGER PRIMARY KEY CHECK (id = 1), path TEXT, seen TEXT,"
    " revision INTEGER NOT NULL, published INTEGER NOT NULL, changed_at TEXT NOT NULL)"
)
_AUTOMATIC_EVERY = timedelta(minutes=10)
_AUTOMATIC_KEPT = 40
_FULL = "Your last change is only in the open window; make room on the disk, then change something again."


@dataclass(frozen=True, slots=True)
class State:
    """Where a working copy stands. `path` is the user's file (None: untitled), `seen` the sha256 we last
    saw of it.

    Every save counts `revision` up; `published` is the revision the file has.
    """

    path: Path | None
    seen: str | None
    revision: int
    published: int
    changed_at: datetime

    @property
    def ahead(self) -> bool:
        """Whether there is work in the copy that no file has."""
        return self.revision > self.published


@dataclass(frozen=True, slots=True)
class Version:
    """A kept earlier value. `name` is None for snapshots taken by the program."""

    id: int
    created_at: datetime
    name: str | None
    automatic: bool


class WorkingCopy:
    """An open, locked working copy. Methods may be called from any thread; each is one transaction."""

    def __init__(self, folder: Path, lock: Lock, database: sqlite3.Connection) -> None:
        self.folder = folder
        self._lock, self._database, self._one_at_a_time = lock, database, RLock()

    @classmethod
    def create(
        cls, folder: Path, source: Brochure | Published, path: Path | None, seen: str | None, now: datetime
    ) -> WorkingCopy:
        """Make a working copy in a new folder; FileError if the disk does not let us."""
        with ExitStack() as undo:
            try:
                folder.mkdir(parents=True)
                undo.callback(remove, folder)
                lock = Lock.take(folder / _LOCK)
                assert lock, "a new folder's lock is free"
                undo.callback(lock.release)
                database = _connect(folder / DATABASE)
                undo.callback(database.close)
                database.execute("BEGIN")  # else every statement would wait for the disk
                _set_up(database, path, seen, now)
                database.execute("COMMIT")
                if isinstance(source, Published):
                    fill(source, folder / DATABASE)
                else:
                    database.execute("INSERT INTO content VALUES (1, ?)", (_json(source),))
                database.execute("PRAGMA journal_mode = WAL")
            except (OSError, sqlite3.Error) as error:
                raise _no_working_copy(
                    folder, error, "Nothing was changed; make room on the disk."
                ) from error
            undo.pop_all()
        return cls(folder, lock, database)

    @classmethod
    def open(cls, folder: Path, lock: Lock) -> WorkingCopy:
        """Open a working copy whose lock we hold, migrated if need be; FileError if it is damaged."""
        database = _connect(folder / DATABASE)
        try:
            version = user_version(database)
            right = database.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
            if not right or not has_tables(database, CURRENT.tables.get(version, {}), (_STATE_TABLE,)):
                raise ValueError("these are not a document's tables")
            if database.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                raise ValueError("the database is damaged")
            CURRENT.migrate(database)
            copy = cls(folder, lock, database)
            copy.brochure()
            copy.record()
            copy.state()
        except (sqlite3.Error, ValueError, OverflowError) as error:
            database.close()
            lock.release()
            raise FileError(
                f"The working copy in {folder} is damaged and cannot be recovered. It was left as it is."
            ) from error
        return copy

    def brochure(self) -> Brochure:
        """Return the value as last saved."""
        with self._one_at_a_time:
            row = self._database.execute("SELECT json FROM content WHERE id = 1").fetchone()
        return decode_json(row[0] if row else None)

    def state(self) -> State:
        with self._one_at_a_time:
            return _state(self._database)

    def save(self, brochure: Brochure, now: datetime) -> None:
        """Store the value, durable against a crash of the program once this returns."""
        with self._writing() as database:
            database.execute("UPDATE content SET json = ?", (_json(brochure),))
            _count_up(database, now)

    def published(self, revision: int, path: Path, seen: str) -> None:
        """Record that the file `path` holds `revision` and has the sha256 `seen`."""
        with self._writing() as database:
            database.execute(
                "UPDATE working_state SET published = ?, path = ?, seen = ?", (revision, str(path), seen)
            )

    def asset(self, name: str) -> bytes | None:
        with self._one_at_a_time:
            row = self._database.execute("SELECT bytes FROM asset WHERE sha256 = ?", (name,)).fetchone()
        return bytes(row[0]) if row else None

    def add_asset(self, name: str, data: bytes) -> None:
        with self._writing() as database:
            database.execute("INSERT OR IGNORE INTO asset VALUES (?, ?)", (name, data))

    def keep_version(self, name: str, now: datetime) -> None:
        """Keep the current value under a name."""
        with self._writing() as database:
            database.execute(
                "INSERT INTO version (created_at, name, automatic, json) SELECT ?, ?, 0, json FROM content",
                (_iso(now), name),
            )
            _count_up(database, now)

    def keep_automatic_version(self, now: datetime) -> None:
        """Keep the current value if the last one kept is older than ten minutes and differs; drop the
        oldest.
        """
        with self._writing() as database:
            last = database.execute(
                "SELECT created_at, json FROM version ORDER BY id DESC LIMIT 1"
            ).fetchone()
            current = database.execute("SELECT json FROM content").fetchone()[0]
            if last and (last[1] == current or now - _time(last[0]) < _AUTOMATIC_EVERY):
                return
            database.execute(
                "INSERT INTO version (created_at, name, automatic, json) VALUES (?, NULL, 1, ?)",
                (_iso(now), current),
            )
            database.execute(
                "DELETE FROM version WHERE automatic = 1 AND id NOT IN"
                " (SELECT id FROM version WHERE automatic = 1 ORDER BY id DESC LIMIT ?)",
                (_AUTOMATIC_KEPT,),
            )

    def versions(self) -> tuple[Version, ...]:
        """Return the kept versions, newest first."""
        with self._one_at_a_time:
            rows = self._database.execute(
                "SELECT id, created_at, name, automatic FROM version ORDER BY id DESC"
            )
            return tuple(
                Version(ident, _time(at), name, bool(by_itself)) for ident, at, name, by_itself in rows
            )

    def version(self, ident: int) -> Brochure:
        """Return a kept value; KeyError if there is no such version, ValueError if it cannot be read."""
        with self._one_at_a_time:
            row = self._database.execute("SELECT json FROM version WHERE id = ?", (ident,)).fetchone()
        if row is None:
            raise KeyError(ident)
        return decode_json(row[0])

    def record(self) -> Record:
        """Return what people decided; BrokenRecord if it is not as it was written."""
        with self._one_at_a_time:
            return read_record(self._database)

    def add_entry(self, entry: Entry, now: datetime) -> None:
        """Append an entry to the record, durable once this returns. Entries are never changed or removed."""
        with self._writing() as database:
            database.execute(
                "INSERT INTO record VALUES (?, ?)", (entry.number, canonical(encode_entry(entry)))
            )
            _count_up(database, now)

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """Yield a second connection, so that publishing holds up no edit."""
        database = _connect(self.folder / DATABASE)
        try:
            yield database
        finally:
            database.close()

    def close(self) -> None:
        """Let go of the working copy; it stays on the disk."""
        with self._one_at_a_time:
            self._database.close()
        self._lock.release()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._one_at_a_time:
            try:
                self._database.execute("BEGIN IMMEDIATE")
                yield self._database
                self._database.execute("COMMIT")
            except BaseException as error:
                if self._database.in_transaction:
                    self._database.execute("ROLLBACK")
                if isinstance(error, sqlite3.Error):
                    raise _no_working_copy(self.folder, error, _FULL) from error
                raise


def take_lock(folder: Path) -> Lock | None:
    """Return the lock of a working copy, None if a running program has it open or its folder is gone."""
    try:
        return Lock.take(folder / _LOCK)
    except (OSError, sqlite3.Error):
        return None


def peek(folder: Path) -> tuple[State, str] | None:
    """Return state and title of a working copy, also of one that is open elsewhere; None if it is
    unreadable.
    """
    if not (folder / DATABASE).is_file():
        return None
    try:
        database = _connect(folder / DATABASE)
        try:
            row = database.execute("SELECT json FROM content").fetchone()
            return _state(database), decode_json(row[0] if row else None).title
        finally:
            database.close()
    except (sqlite3.Error, ValueError, OverflowError):
        return None


def remove(folder: Path) -> None:
    """Delete a working copy that nobody has open; what cannot be deleted stays without harm."""
    shutil.rmtree(folder, ignore_errors=True)


def _connect(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=10)
    database.execute("PRAGMA trusted_schema = OFF")
    # In WAL mode this loses nothing when the program dies, and at most the last seconds when the power does.
    database.execute("PRAGMA synchronous = NORMAL")
    return database


def _state(database: sqlite3.Connection) -> State:
    row = database.execute(
        "SELECT path, seen, revision, published, changed_at FROM working_state WHERE id = 1"
    ).fetchone()
    if row is None:
        raise ValueError("the working copy has no state")
    return State(Path(row[0]) if row[0] else None, row[1], int(row[2]), int(row[3]), _time(row[4]))


def _count_up(database: sqlite3.Connection, now: datetime) -> None:
    database.execute("UPDATE working_state SET revision = revision + 1, changed_at = ?", (_iso(now),))


def _json(brochure: Brochure) -> str:
    return json.dumps(encode_brochure(brochure), ensure_ascii=False, separators=(",", ":"))


def _iso(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="seconds")


def _time(text: str) -> datetime:
    time = datetime.fromisoformat(text)
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _set_up(database: sqlite3.Connection, path: Path | None, seen: str | None, now: datetime) -> None:
    create_tables(database)
    database.execute(_STATE)
    database.execute(
        "INSERT INTO working_state VALUES (1, ?, ?, 0, 0, ?)", (str(path) if path else None, seen, _iso(now))
    )


def _no_working_copy(folder: Path, error: Exception, what_to_do: str) -> FileError:
    why = reason(error) if isinstance(error, OSError) else str(error)
    return FileError(f"Candor could not write to its own folder {folder.parent}: {why}. {what_to_do}")
