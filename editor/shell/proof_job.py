"""Soft proofs of pages in a thread of its own, so that the window never waits for them."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from editor.files.errors import FileError
from editor.render.icc import Profile
from editor.render.soft_proof import SoftProof, soft_proof

log = logging.getLogger(__name__)
FindProfile = Callable[[], tuple[Profile, str]]
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Page:
    """A page's pixels: `height` rows of `stride` bytes, B, G, R, unused. `source` are the bytes it was made from."""

    key: Key
    source: bytes
    pixels: bytes
    width: int
    height: int
    stride: int


class ProofJob(QObject):
    """found(description): there is a profile to proof with. missing(sentence): there is none, and what to do.

    proofed(Page): a page as the press will print it. A page is proofed once as long as its bytes are the same object.
    """

    found = Signal(str)
    missing = Signal(str)
    proofed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._turn: SoftProof | None = None
        self._wanted: dict[Key, bytes] = {}

    def find(self, choose: FindProfile) -> None:
        """Look for the profile, which may mean to search folders; announced by found or missing."""
        self._wanted = {}
        self._do(lambda: self._find(choose))

    def proof(self, pages: Iterable[Page]) -> None:
        """Proof pages whose bytes were not proofed yet; of a page only the newest bytes are."""
        for page in pages:
            if self._wanted.get(page.key) is not page.source:
                self._wanted[page.key] = page.source
                self._do(lambda page=page: self._proof(page))  # type: ignore[misc]

    def forget(self) -> None:
        """Proof nothing more of what was asked for, and everything anew when it is asked for again."""
        self._wanted = {}

    def close(self) -> None:
        """End the thread."""
        thread, self._thread = self._thread, None
        self._wanted = {}
        if thread is not None:
            self._work.put(None)
            thread.join()

    def _do(self, what: Callable[[], None]) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="proof", daemon=True)
            self._thread.start()
        self._work.put(what)

    def _run(self) -> None:
        with suppress(RuntimeError):  # this object was torn down
            while (what := self._work.get()) is not None:
                what()

    def _find(self, choose: FindProfile) -> None:
        try:
            profile, _ = choose()
            self._turn = soft_proof(profile)
        except FileError as error:
            self._turn = None
            self.missing.emit(str(error))
        except OSError as error:
            log.warning("The profile cannot be used for a soft proof: %s", error)
            self._turn = None
            self.missing.emit(
                "The colour profile cannot be used for a soft proof. Get it again from the print shop."
            )
        else:
            self.found.emit(profile.description)

    def _proof(self, page: Page) -> None:
        if self._turn is None or self._wanted.get(page.key) is not page.source:
            return  # newer pixels of this page are on their way
        pixels = self._turn(page.source, page.width, page.height, page.stride)
        self.proofed.emit(Page(page.key, page.source, pixels, page.width, page.height, page.stride))
