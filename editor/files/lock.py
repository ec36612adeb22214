"""A lock between processes that the system drops when its holder dies, on every platform.

It is SQLite's own: an exclusive transaction on an empty database. SQLite also keeps two holders in one
process apart, which bare file locks do not.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import TracebackType


class Lock:
    """Holds a lock from `take` until `release`, the end of a with block, or the end of the process."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def take(cls, path: Path, wait: float = 0) -> Lock | None:
        """Return the lock on the file `path` (made if missing); None if it is still held after `wait` s."""
        connection = sqlite3.connect(path, timeout=wait, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            connection.close()
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                return None
            raise
        return cls(connection)

    def release(self) -> None:
        """Give the lock back; a second time does nothing."""
        self._connection.close()

    def __enter__(self) -> Lock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.release()
