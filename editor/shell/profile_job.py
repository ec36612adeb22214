"""Finding and reading colour profiles in a thread: folders may be many, and a profile is tried before it is offered."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.files.errors import FileError
from editor.files.profiles import find_profiles, load_profile
from editor.render.icc import Profile

Find = Callable[[], tuple[tuple[Path, Profile], ...]]


@dataclass(frozen=True, slots=True)
class Profiles:
    """The profiles that this computer has, best first, and the file of the user's choice.

    `problem` is a sentence if that file cannot be used; `chosen` is None then, and if the user chose none.
    """

    found: tuple[tuple[Path, Profile], ...]
    chosen: tuple[Path, Profile] | None = None
    problem: str = ""


class ProfileJob(QObject):
    """searched(Profiles): the answer to search. loaded(path, Profile) or refused(sentence): the answer to load."""

    searched = Signal(object)
    loaded = Signal(object, object)
    refused = Signal(str)

    def __init__(self, parent: QObject | None = None, *, find: Find = find_profiles) -> None:
        super().__init__(parent)
        self._find = find
        self._threads: list[threading.Thread] = []

    def search(self, chosen: Path | None) -> None:
        """Look for the profiles of this computer, and read the user's."""
        self._start(lambda: self._search(chosen))

    def load(self, path: Path) -> None:
        """Read the profile in a file."""
        self._start(lambda: self._load(path))

    def close(self) -> None:
        """Wait for what is under way."""
        while self._threads:
            self._threads.pop().join()

    def _start(self, what: Callable[[], None]) -> None:
        self._threads = [each for each in self._threads if each.is_alive()]
        thread = threading.Thread(target=what, name="profiles", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _search(self, path: Path | None) -> None:
        chosen, problem = None, ""
        if path is not None:
            try:
                chosen = (path, load_profile(path))
            except FileError as error:
                problem = str(error)
        answer = Profiles(self._find(), chosen, problem)
        with suppress(RuntimeError):  # this object was torn down
            self.searched.emit(answer)

    def _load(self, path: Path) -> None:
        with suppress(RuntimeError):
            try:
                profile = load_profile(path)
            except FileError as error:
                self.refused.emit(str(error))
            else:
                self.loaded.emit(path, profile)
