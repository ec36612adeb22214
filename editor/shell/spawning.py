"""Starting the render worker, without Qt: so it loads its engine while the window's process still imports Qt."""

from __future__ import annotations

import multiprocessing
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Spawned:
    """A worker process and this side of its pipe."""

    process: BaseProcess
    connection: Connection


def spawn_worker(template_root: Path) -> Spawned:
    """Start a render worker (never forked: Qt's threads would not survive that). It begins to load at once."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, template_root), daemon=True)
    process.start()
    theirs.close()
    return Spawned(process, ours)


def _work(connection: Connection, template_root: Path) -> None:
    from editor.render import (
        worker,
    )  # here, so that the window's process starts this one before it loads that

    worker.run(connection, template_root)
