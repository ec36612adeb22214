"""The worker is started before Qt is loaded, and a window's process takes it over."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from editor.files.resources import template_root
from editor.render.worker import WebRequest
from editor.shell.render_process import RenderProcess
from editor.shell.spawning import spawn_worker
from tests.shell.test_session import A


def test_starting_the_worker_loads_neither_qt_nor_the_engine(root: Path) -> None:
    program = "import sys, editor.shell.spawning; print([m for m in sys.modules if m in ('PySide6', 'jinja2', 'PIL')])"
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "[]"


def test_a_worker_started_early_answers(qtbot) -> None:
    from editor.core.brochure import Brochure

    process = RenderProcess(template_root(), spawned=spawn_worker(template_root()))
    large = {"0" * 64: b"x" * 500_000}  # more than a pipe takes: sending must not wait for the engine
    with qtbot.waitSignal(process.answered, timeout=60_000) as answered:
        process.send(WebRequest(7, Brochure("Hair", sections=(A,)), large))
    generation, answer = answered.args
    assert (generation, answer.ticket) == (process.generation, 7)
    process.stop()
