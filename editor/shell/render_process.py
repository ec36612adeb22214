"""The render worker's process as Qt sees it: start it early, send requests, get answers as signals, survive its end."""

from __future__ import annotations

import queue
import threading
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.render import worker
from editor.shell.spawning import Spawned, spawn_worker


class RenderProcess(QObject):
    """One worker process, a thread that writes to it and one that reads its answers.

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
        self._outbox: queue.SimpleQueue[worker.Request | None] = queue.SimpleQueue()
        self._threads: tuple[threading.Thread, ...] = ()
        self.generation = 0
        if spawned:
            self._adopt(spawned)

    def start(self) -> None:
        """Start the worker unless it is running."""
        if self._worker is None:
            self._adopt(spawn_worker(self._template_root))

    def _adopt(self, spawned: Spawned) -> None:
        self.generation += 1
        self._worker, self._outbox = spawned, queue.SimpleQueue()
        self._threads = (
            threading.Thread(target=self._read, args=(spawned.connection, self.generation), daemon=True),
            threading.Thread(target=_write, args=(spawned.connection, self._outbox), daemon=True),
        )
        for thread in self._threads:
            thread.start()

    def send(self, request: worker.Request) -> None:
        """Send a request, starting the worker first if there is none.

        A pipe takes 64 KB and a worker reads nothing while it loads its engine, so a thread waits for that, not the
        window.
        """
        self.start()
        self._outbox.put(request)

    def stop(self) -> None:
        """End the worker at once and forget it."""
        ended, threads = self._worker, self._threads
        self._worker, self._threads = None, ()
        self.generation += 1
        if ended is None:
            return
        ended.process.kill()
        ended.process.join()
        self._outbox.put(None)
        for thread in threads:
            thread.join()
        ended.connection.close()

    def _read(self, connection: Connection, generation: int) -> None:
        # It ends when the worker ends, or when this object is torn down.
        with suppress(EOFError, OSError, RuntimeError):
            while True:
                self.answered.emit(generation, connection.recv())
        with suppress(RuntimeError):
            self.ended.emit(generation)


def _write(connection: Connection, outbox: queue.SimpleQueue[worker.Request | None]) -> None:
    with suppress(OSError):  # the reader thread reports the end
        while (request := outbox.get()) is not None:
            connection.send(request)
