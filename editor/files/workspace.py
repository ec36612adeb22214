"""The folder of working copies: which there are, whose they are, and which hold work that no file has."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from editor.files.errors import FileError, reason
from editor.files.lock import Lock
from editor.files.working_copy import State, peek, remove, take_lock

_PATIENCE = 15.0
"""Seconds to wait for another window that is opening or closing a document just now."""


@dataclass(frozen=True, slots=True)
class Recoverable:
    """Work that was left behind: its working copy, the brochure's title, its file if it has one, its last
    change.
    """

    folder: Path
    title: str
    document: Path | None
    changed_at: datetime


class Workspace:
    """The working copies below one folder. `root` is made when it is first needed."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @classmethod
    def default(cls) -> Workspace:
        """Return the user's own: CANDOR_DATA if that is set, else the platform's place for application
        data.
        """
        chosen = os.environ.get("CANDOR_DATA")
        if chosen:
            return cls(Path(chosen))
        import platformdirs

        return cls(platformdirs.user_data_path("candor", appauthor=False))

    @contextmanager
    def catalogue(self) -> Iterator[None]:
        """Keep other windows from opening or closing documents meanwhile; FileError if they don't let us."""
        try:
            self._copies.mkdir(parents=True, exist_ok=True)
            lock = Lock.take(self.root / "catalogue", _PATIENCE)
        except (OSError, sqlite3.Error) as error:
            why = reason(error) if isinstance(error, OSError) else str(error)
            raise FileError(
                f"Candor cannot use its own folder {self.root}: {why}. Nothing was changed; "
                "make the folder writable, or set CANDOR_DATA to another one."
            ) from error
        if lock is None:
            raise FileError(
                "Another Candor window has been opening or closing a document for a long time. "
                "Nothing was changed; wait for it, or close it, and try again."
            )
        with lock:
            yield

    def new_folder(self) -> Path:
        """Return where a new working copy may go."""
        return self._copies / secrets.token_hex(8)

    def copies_of(self, path: Path) -> tuple[tuple[Path, State], ...]:
        """Return the working copies of a file (a real path), the last changed first."""
        found = [
            (folder, state) for folder, state, _ in self._all() if state.path and same_file(state.path, path)
        ]
        return tuple(sorted(found, key=lambda each: each[1].changed_at, reverse=True))

    def recoverable(self) -> tuple[Recoverable, ...]:
        """Return the work left behind by programs that ended badly, and untitled work, the last changed
        first.

        Copies without such work that nobody has open are removed on the way; damaged ones stay where they
        are.
        """
        found = []
        with self.catalogue():
            for folder, state, title in self._all():
                lock = take_lock(folder)
                if lock is None:
                    continue
                lock.release()
                if state.ahead:
                    found.append(Recoverable(folder, title, state.path, state.changed_at))
                else:
                    remove(folder)
        return tuple(sorted(found, key=lambda each: each.changed_at, reverse=True))

    def discard(self, recoverable: Recoverable) -> None:
        """Delete left-behind work, because the user said so; FileError if it is open in a window."""
        with self.catalogue():
            lock = take_lock(recoverable.folder)
            if lock is None and recoverable.folder.exists():
                raise FileError(f"“{recoverable.title}” is open in another window, so it was kept.")
            if lock:
                lock.release()
                remove(recoverable.folder)

    @property
    def _copies(self) -> Path:
        return self.root / "copies"

    def _all(self) -> Iterator[tuple[Path, State, str]]:
        if self._copies.is_dir():
            for folder in sorted(self._copies.iterdir()):
                seen = peek(folder)
                if seen:
                    yield folder, *seen


def real_path(path: Path) -> Path:
    """Return the path that stands for a file however it was written: absolute, links followed."""
    return Path(os.path.realpath(path))


def same_file(one: Path, other: Path) -> bool:
    """Say whether two real paths name the same file on this platform."""
    return os.path.normcase(one) == os.path.normcase(other)
