"""Starting the render worker, without Qt: so it loads its engine while the window's process still imports Qt."""

from __future__ import annotations

import multiprocessing
import queue
import threading
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor.render.worker import Request


class Spawned:
    """A worker process, this side of its pipe, and the thread that writes to it.

    A pipe takes 64 KB and a worker reads nothing while it loads its engine, so a thread waits for that, not the window.
    """

    def __init__(self, process: BaseProcess, connection: Connection) -> None:
        self.connection = connection
        self.process = process
        self._outbox: queue.SimpleQueue[Request | None] = queue.SimpleQueue()
        self._writer = threading.Thread(target=_write, args=(connection, self._outbox), daemon=True)
        self._writer.start()

    def send(self, request: Request) -> None:
        """Send a request as soon as the worker takes it."""
        self._outbox.put(request)

    def end(self) -> None:
        """End the worker at once. The pipe stays open, for who reads from it."""
        self.process.kill()
        self.process.join()
        self._outbox.put(None)
        self._writer.join()


def spawn_worker(template_root: Path) -> Spawned:
    """Start a render worker (never forked: Qt's threads would not survive that). It begins to load at once."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, template_root), daemon=True)
    process.start()
    theirs.close()
    return Spawned(process, ours)


def _write(connection: Connection, outbox: queue.SimpleQueue[Request | None]) -> None:
    with suppress(OSError):  # who reads from the pipe reports the end
        while (request := outbox.get()) is not None:
            connection.send(request)


def _work(connection: Connection, template_root: Path) -> None:
    from editor.render import (
        worker,
    )  # here, so that the window's process starts this one before it loads that

    worker.run(connection, template_root)
