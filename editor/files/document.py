"""A document: the value being edited, its working copy, and the user's file that is published from it.

Nothing is ever unsaved: `save` is durable at once, in the working copy. `publish` brings the user's file up
to it, and only if that file is still what we last saw; else both are kept and the user is told.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from threading import Lock as ThreadLock

from editor.core.brochure import Brochure, Person, decode_brochure, encode_brochure
from editor.core.decode import DecodeError
from editor.core.record import Act, Entry, Record, added
from editor.files.atomic import clear_leftovers, write_atomically
from editor.files.errors import FileError, reason
from editor.files.images import safe_picture
from editor.files.lock import Lock
from editor.files.published import hash_of_file, pack, read_file, unpack
from editor.files.working_copy import Version, WorkingCopy, remove, take_lock
from editor.files.workspace import Recoverable, Workspace, real_path

SUFFIX = ".brochure"
_KEPT = "Your work is kept safely on this computer."
Clock = Callable[[], datetime]


def local_time() -> datetime:
    """Return the time with the user's own time zone."""
    return datetime.now().astimezone()


class Outcome(Enum):
    """What came of publishing: the file is up to date; both were kept; or nothing was written."""

    PUBLISHED = "published"
    CONFLICT = "conflict"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PublishResult:
    """`path` is the file that holds our value (None if none does); `notice` a sentence to show, empty if
    all went well.
    """

    outcome: Outcome
    path: Path | None
    notice: str = ""


class Document:
    """An open document. `save`, `decide`, `get`, `add` and `publish` may be called from different threads."""

    def __init__(
        self, workspace: Workspace, copy: WorkingCopy, brochure: Brochure, record: Record, clock: Clock
    ) -> None:
        self.brochure = brochure
        self.read_only = False
        self.notice = ""
        """A sentence the user must see about how the document was opened, or empty."""
        self._newer = False
        self._opened: Path | None = None
        self._workspace, self._copy, self._clock = workspace, copy, clock
        self._record = record
        self._publishing, self._deciding = ThreadLock(), ThreadLock()
        self._trusted: set[str] = set()
        self._replaced: dict[str, bytes | None] = {}
        self._closed = False

    @classmethod
    def create(
        cls, workspace: Workspace, brochure: Brochure, assets: dict[str, bytes], clock: Clock = local_time
    ) -> Document:
        """Begin an untitled document; FileError if the value has mistakes or no working copy can be made."""
        _check_value(
            brochure, "This brochure cannot be used", "Nothing was kept; correct it where it comes from."
        )
        with workspace.catalogue():
            copy = WorkingCopy.create(workspace.new_folder(), brochure, None, None, clock())
        for name, data in assets.items():
            copy.add_asset(name, data)
        return cls(workspace, copy, brochure, (), clock)

    @classmethod
    def open(cls, workspace: Workspace, path: Path, clock: Clock = local_time) -> Document:
        """Open the user's file, or the working copy that is ahead of it.

        A file that another window has open, or that a newer program made, opens read-only, and `notice`
        says so. FileError if it cannot be opened; the file is never changed by opening it.
        """
        path = real_path(path)
        with workspace.catalogue():
            in_use = False
            for folder, state in workspace.copies_of(path):
                lock = take_lock(folder)
                if lock is None:
                    in_use = True
                elif in_use or not state.ahead:
                    lock.release()
                    if not state.ahead:
                        remove(folder)
                else:
                    try:
                        return cls._recovered(workspace, folder, lock, path, clock)
                    except FileError:
                        continue  # the copy is damaged and stays where it is; the file may be well
            return cls._from_file(workspace, path, in_use, clock)

    @classmethod
    def recover(cls, workspace: Workspace, left: Recoverable, clock: Clock = local_time) -> Document:
        """Open work that was left behind; FileError if it is open elsewhere or damaged."""
        with workspace.catalogue():
            lock = take_lock(left.folder)
            if lock is None:
                raise FileError(f"“{left.title}” is open in another window. Go on there, or close it first.")
            return cls._recovered(workspace, left.folder, lock, left.document, clock)

    @property
    def path(self) -> Path | None:
        """The user's file, None while the document is untitled."""
        return self._opened or self._copy.state().path

    @property
    def ahead(self) -> bool:
        """Whether there is work that the user's file does not have yet."""
        return self._copy.state().ahead

    def save(self, brochure: Brochure) -> None:
        """Keep the value, safe from a crash when this returns.

        FileError if the document is read-only, the disk is full, or the value is not one that could be
        opened again (a pasted text with control characters, for example); what was kept before stays then.
        """
        self._check_writable()
        _check_value(brochure, "The last change cannot be kept", "Undo it; everything before it is kept.")
        self._copy.save(brochure, self._clock())
        self.brochure = brochure

    def get(self, sha256: str) -> bytes | None:
        """Return a picture's bytes; None if the document has none of that name, or one that is not safe to
        draw.
        """
        if sha256 in self._replaced:
            return self._replaced[sha256]
        data = self._copy.asset(sha256)
        if data is None or sha256 in self._trusted:
            return data
        safe = safe_picture(data)
        if safe == data:
            self._trusted.add(sha256)
        else:
            self._replaced[sha256] = safe
        return safe

    def add(self, data: bytes) -> str:
        """Keep a picture (bytes as `read_image` returned them) and return its sha256."""
        self._check_writable()
        name = hashlib.sha256(data).hexdigest()
        self._copy.add_asset(name, data)
        return name

    def publish(self) -> PublishResult:
        """Bring the user's file up to the value; untitled documents have none, which counts as failed.

        May take long on a slow drive, so call it from a thread; edits can be saved meanwhile.
        """
        self._check_writable()
        with self._publishing:
            state = self._copy.state()
            if state.path is None:
                return PublishResult(Outcome.FAILED, None, "Choose where to save the document.")
            if not state.ahead:
                return PublishResult(Outcome.PUBLISHED, state.path)
            return self._publish(state.path, state.seen)

    def publish_as(self, path: Path) -> PublishResult:
        """Give the document another file and publish to it; what is there is replaced: ask before.

        If that fails, the document keeps the file it had. A document that is read-only because another
        window has it becomes writable by this.
        """
        if self._newer:
            self._check_writable()
        path = real_path(path)
        with self._publishing, self._workspace.catalogue():
            for folder, _ in self._workspace.copies_of(path):
                lock = take_lock(folder)
                if lock:
                    lock.release()
                elif folder != self._copy.folder:
                    words = (
                        f"“{path.name}” is open in another window. Nothing was changed; choose another name."
                    )
                    return PublishResult(Outcome.FAILED, None, words)
            try:
                seen = hash_of_file(path)
            except OSError as error:
                return PublishResult(Outcome.FAILED, None, _unreachable(path, error))
            result = self._publish(path, seen)
            if result.outcome is not Outcome.FAILED:
                self.read_only, self.notice, self._opened = False, "", None
            return result

    def name_version(self, name: str) -> None:
        """Keep the current value as a version with a name."""
        self._check_writable()
        self._copy.keep_version(name, self._clock())

    def versions(self) -> tuple[Version, ...]:
        """Return the kept versions, named ones and the program's snapshots, newest first."""
        return self._copy.versions()

    def version(self, ident: int) -> Brochure:
        """Return a kept version's value; KeyError if there is none, FileError if it cannot be read."""
        try:
            return self._copy.version(ident)
        except ValueError as error:
            raise FileError(
                "This version cannot be read. The current text and other versions are kept."
            ) from error

    @property
    def record(self) -> Record:
        """What people decided, oldest first; empty for a file that a newer program made."""
        return self._record

    def decide(self, person: Person, act: Act) -> Entry:
        """Add an act to the record and return its entry, safe from a crash when this returns.

        Nothing else ever changes the record: undo and earlier versions leave it as it is. FileError if the
        document is read-only, the disk is full, or the act cannot be recorded (see core.record.added).
        """
        self._check_writable()
        now = self._clock()
        with self._deciding:
            try:
                record = added(self._record, person, act, now)
            except ValueError as error:
                raise FileError(f"{error} Nothing was changed.") from error
            self._copy.add_entry(record[-1], now)
            self._record = record
            return record[-1]

    def close(self) -> PublishResult | None:
        """Publish if need be and possible, and let go. The working copy is removed unless it holds work of
        its own.

        Returns what came of publishing, None if there was nothing to publish.
        """
        if self._closed:
            return None
        self._closed = True
        state, result = self._copy.state(), None
        if state.ahead and state.path and not self.read_only:
            result = self.publish()
            clear_leftovers(state.path)
        keep = self._copy.state().ahead
        try:
            with self._workspace.catalogue():
                self._copy.close()
                if not keep:
                    remove(self._copy.folder)
        except FileError:
            self._copy.close()  # what is left of it is cleared away at the next start
        return result

    def _publish(self, path: Path, seen: str | None) -> PublishResult:
        try:
            return self._write(path, seen)
        except FileError as error:
            return PublishResult(Outcome.FAILED, None, f"{error} {_KEPT}")
        except (OSError, sqlite3.Error) as error:
            why = _unreachable(path, error) if isinstance(error, OSError) else f"Saving failed: {error}."
            return PublishResult(Outcome.FAILED, None, f"{why} {_KEPT}")

    def _write(self, path: Path, seen: str | None) -> PublishResult:
        self._copy.keep_automatic_version(self._clock())
        # Read before packing: what is saved in between is in the file too, and published again.
        revision = self._copy.state().revision
        with self._copy.snapshot() as database:
            data = pack(database)
        try:
            unpack(data, path.name).database.close()
        except FileError as error:
            raise FileError(f"“{path.name}” would have come out damaged, so it was not written.") from error
        digest = hashlib.sha256(data).hexdigest()
        current = hash_of_file(path)
        if current is None and seen is not None:
            raise FileError(
                f"“{path.name}” is no longer in {path.parent}: it was moved or deleted, or the drive is gone."
                " Save it under a name of your choice, or bring the file back."
            )
        if current != digest and (
            current != seen or not write_atomically(path, data, lambda: hash_of_file(path) == seen)
        ):
            return self._keep_both(path, data, revision)
        self._copy.published(revision, path, digest)
        return PublishResult(Outcome.PUBLISHED, path)

    def _keep_both(self, path: Path, data: bytes, revision: int) -> PublishResult:
        """Write ours beside a file that somebody else changed, and go on with ours."""
        stem = f"{path.stem[:100]} (copy from this computer, {self._clock():%Y-%m-%d %H-%M}"
        for number in range(1, 100):
            ours = path.with_name(f"{stem}{f', {number}' if number > 1 else ''}){path.suffix or SUFFIX}")
            if not ours.exists() and write_atomically(ours, data, lambda: hash_of_file(ours) is None):  # noqa: B023
                self._copy.published(revision, ours, hashlib.sha256(data).hexdigest())
                words = (
                    f"“{path.name}” was changed by another program or computer since you opened it."
                    f" Both are kept: that file is as it was left, yours is now “{ours.name}” beside it."
                )
                return PublishResult(Outcome.CONFLICT, ours, words)
        raise FileError(
            f"There are too many copies of “{path.name}” in {path.parent}. Save under another name."
        )

    def _check_writable(self) -> None:
        if self.read_only:
            raise FileError(self.notice)

    @classmethod
    def _recovered(
        cls, workspace: Workspace, folder: Path, lock: Lock, path: Path | None, clock: Clock
    ) -> Document:
        copy = WorkingCopy.open(folder, lock)
        document = cls(workspace, copy, copy.brochure(), copy.record(), clock)
        document.notice = (
            f"Your last changes had not reached “{path.name}” yet. They were recovered and are shown here."
            if path
            else "This brochure was not saved as a file yet. It was recovered and is shown as you left it."
        )
        return document

    @classmethod
    def _from_file(cls, workspace: Workspace, path: Path, in_use: bool, clock: Clock) -> Document:
        data = read_file(path)
        published = unpack(data, path.name)
        read_only = in_use or published.newer
        try:
            owner, seen = (None, None) if read_only else (path, hashlib.sha256(data).hexdigest())
            copy = WorkingCopy.create(workspace.new_folder(), published, owner, seen, clock())
        finally:
            published.database.close()
        document = cls(workspace, copy, published.brochure, published.record, clock)
        document.read_only, document._newer, document._opened = read_only, published.newer, path
        if published.newer:
            document.notice = (
                f"“{path.name}” was made by a newer version of Candor, so it can be read but not changed. "
                "Update Candor to work on it."
            )
        elif in_use:
            document.notice = (
                f"“{path.name}” is open in another window, so here it can be read but not changed. "
                "Go on in that window, or save it here under another name."
            )
        return document


def _check_value(brochure: Brochure, what: str, what_to_do: str) -> None:
    try:
        decode_brochure(encode_brochure(brochure))
    except DecodeError as error:
        raise FileError(f"{what}: {error}. {what_to_do}") from error


def _unreachable(path: Path, error: OSError) -> str:
    return f"“{path.name}” in {path.parent} cannot be reached: {reason(error)}."
