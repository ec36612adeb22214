"""Starting the render worker, without Qt: so it loads its engine while the window's process still imports Qt."""

from __future__ import annotations

import gc
import multiprocessing
import os
import queue
import subprocess
import sys
import threading
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor.render.worker import Request

_BEGIN = (
    "import sys; sys.path[:] = sys.argv[3:]; from editor.shell.spawning import work; work(*sys.argv[1:3])"
)


class Spawned:
    """A worker process, this side of its pipe, and the thread that writes to it.

    A pipe takes 64 KB and a worker reads nothing while it loads its engine, so a thread waits for that, not the window.
    """

    def __init__(self, process: subprocess.Popen[bytes], connection: Connection) -> None:
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
        self.process.wait()
        self._outbox.put(None)
        self._writer.join()


def spawn_worker(template_root: Path) -> Spawned:
    """Start a render worker (never forked: Qt's threads would not survive that). It begins to load at once.

    It ends when the pipe is closed, so with this process. multiprocessing would run the main module again in it, and
    start a process more, to watch over what is not used here.
    """
    ours, theirs = multiprocessing.Pipe()
    handle = theirs.fileno()
    command = [sys.executable, "-P", "-c", _BEGIN, str(handle), str(template_root), *sys.path]
    process = _started(command, handle)
    theirs.close()
    return Spawned(process, ours)


def work(handle: str, template_root: str) -> None:
    """Be the worker, at the other end of the pipe."""
    gc.disable()  # the worker says when it has time for that; what loading leaves is little
    # Here, so that the window's process starts this one before it loads all that.
    from editor.render.kept_code import compiled_once
    from editor.render.kept_files import default_cache

    with compiled_once(default_cache(), "worker"):
        from editor.render.worker import Worker

        made = Worker(Path(template_root))
    made.run(_connection(int(handle)))


def _write(connection: Connection, outbox: queue.SimpleQueue[Request | None]) -> None:
    with suppress(OSError):  # who reads from the pipe reports the end
        while (request := outbox.get()) is not None:
            connection.send(request)


if sys.platform == "win32":
    from multiprocessing.connection import PipeConnection

    def _started(command: list[str], handle: int) -> subprocess.Popen[bytes]:
        os.set_handle_inheritable(handle, True)
        return subprocess.Popen(command, close_fds=False)

    def _connection(handle: int) -> Connection:
        return PipeConnection(handle)
else:

    def _started(command: list[str], handle: int) -> subprocess.Popen[bytes]:
        return subprocess.Popen(command, pass_fds=[handle])

    def _connection(handle: int) -> Connection:
        return Connection(handle)
