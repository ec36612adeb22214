"""The render worker's process as Qt sees it: start it early, send requests, get answers as signals, survive its end."""

from __future__ import annotations

import multiprocessing
import threading
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.render import worker


class RenderProcess(QObject):
    """One worker process and the thread that reads its answers. `generation` tells answers of an ended worker apart."""

    answered = Signal(int, object)
    ended = Signal(int)

    def __init__(self, template_root: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._template_root = template_root
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._reader: threading.Thread | None = None
        self.generation = 0

    def start(self) -> None:
        """Start the worker unless it is running. It loads its engine on the first request."""
        if self._process is not None:
            return
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=worker.run, args=(theirs, self._template_root), daemon=True)
        process.start()
        theirs.close()
        self.generation += 1
        self._process, self._connection = process, ours
        self._reader = threading.Thread(target=self._read, args=(ours, self.generation), daemon=True)
        self._reader.start()

    def send(self, request: worker.Request) -> None:
        """Send a request, starting the worker first if there is none."""
        self.start()
        assert self._connection is not None
        with suppress(OSError):  # the reader thread reports the end
            self._connection.send(request)

    def stop(self) -> None:
        """End the worker at once and forget it."""
        process, connection, reader = self._process, self._connection, self._reader
        self._process = self._connection = self._reader = None
        self.generation += 1
        if process is not None:
            process.kill()
            process.join()
        if reader is not None:
            reader.join()
        if connection is not None:
            connection.close()

    def _read(self, connection: Connection, generation: int) -> None:
        # It ends when the worker ends, or when this object is torn down.
        with suppress(EOFError, OSError, RuntimeError):
            while True:
                self.answered.emit(generation, connection.recv())
        with suppress(RuntimeError):
            self.ended.emit(generation)
