"""The render worker's process as Qt sees it: start it early, send requests, get answers as signals, survive its end."""

from __future__ import annotations

import threading
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.render import worker
from editor.shell.spawning import Spawned, spawn_worker


class RenderProcess(QObject):
    """One worker process and a thread that reads its answers.

    `generation` tells answers of an ended worker apart.
    """

    answered = Signal(int, object)
    ended = Signal(int)

    def __init__(
        self, template_root: Path, parent: QObject | None = None, *, spawned: Spawned | None = None
    ) -> None:
        """`spawned` is a worker that was started before Qt was loaded."""
        super().__init__(parent)
        self._template_root = template_root
        self._worker: Spawned | None = None
        self._reader: threading.Thread | None = None
        self.generation = 0
        if spawned:
            self._adopt(spawned)

    def start(self) -> None:
        """Start the worker unless it is running."""
        if self._worker is None:
            self._adopt(spawn_worker(self._template_root))

    def _adopt(self, spawned: Spawned) -> None:
        self.generation += 1
        self._worker = spawned
        self._reader = threading.Thread(
            target=self._read, args=(spawned.connection, self.generation), daemon=True
        )
        self._reader.start()

    def send(self, request: worker.Request) -> None:
        """Send a request, starting the worker first if there is none."""
        self.start()
        assert self._worker
        self._worker.send(request)

    def stop(self) -> None:
        """End the worker at once and forget it."""
        ended, reader = self._worker, self._reader
        self._worker = self._reader = None
        self.generation += 1
        if ended is None:
            return
        ended.end()
        if reader:
            reader.join()
        ended.connection.close()

    def _read(self, connection: Connection, generation: int) -> None:
        # It ends when the worker ends, or when this object is torn down.
        with suppress(EOFError, OSError, RuntimeError):
            while True:
                self.answered.emit(generation, connection.recv())
        with suppress(RuntimeError):
            self.ended.emit(generation)
