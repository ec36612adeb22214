"""Processes to measure: a home of their own, compiled sources, time from the start, memory of the whole tree."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def environment(home: Path) -> dict[str, str]:
    """Return the environment of a measured process: its own home, and compiled sources kept as anywhere else."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "QTWEBENGINE_DISABLE_SANDBOX": "1"}
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        folder = home / name.lower()
        folder.mkdir(exist_ok=True)
        variables[f"XDG_{name}_HOME"] = str(folder)
    if "UTF-8" not in variables.get("LC_ALL", variables.get("LANG", "")):
        variables["LC_ALL"] = "C.UTF-8"
    return variables


def program(name: str) -> str | None:
    """Return the path of a program of this virtual environment or of the system, None if there is none."""
    beside = Path(sys.executable).with_name(name)
    if beside.is_file():
        return str(beside)
    folders = os.environ.get("PATH", "").split(os.pathsep)
    return next(
        (str(Path(folder) / name) for folder in folders if os.access(Path(folder) / name, os.X_OK)), None
    )


def milliseconds(command: Sequence[str], variables: Mapping[str, str]) -> float:
    """Run a command to its end and return how long that took."""
    start = time.perf_counter()
    done = subprocess.run(
        command, env=dict(variables), cwd=ROOT, capture_output=True, check=False, timeout=120
    )
    taken = (time.perf_counter() - start) * 1000
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr.decode(errors='replace')[-2000:]}")
    return taken


def in_turn(
    commands: Mapping[str, Sequence[str]], variables: Mapping[str, str], runs: int
) -> dict[str, list[float]]:
    """Time commands by turns, so that what else the machine does touches all alike; the first round is not counted."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for run in range(runs + 1):
        for name, command in commands.items():
            taken = milliseconds(command, variables)
            if run:
                times[name].append(taken)
    return times


def tree(process: int) -> Iterator[int]:
    """Yield a process and all it started, by id."""
    yield process
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            for child in children.read_text(encoding="utf-8").split():
                yield from tree(int(child))
        except OSError:
            continue


def proportional_memory(process: int) -> float:
    """Return the PSS of a process and all it started (MB): shared pages are shared out among their users."""
    total = 0
    for each in set(tree(process)):
        try:
            lines = Path(f"/proc/{each}/smaps_rollup").read_text(encoding="utf-8").splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024
