"""Measured values, their table and their JSON."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Peer:
    """Another program at the same task, measured in the same run."""

    name: str
    values: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.values)


@dataclass(frozen=True)
class Target:
    """What an issue asks for: at most this median, 95th percentile, and ratio to a named peer's median."""

    issue: int
    median: float | None = None
    p95: float | None = None
    ratio: tuple[str, float] | None = None

    @property
    def words(self) -> str:
        """Return the numbers as the table has them."""
        numbers = [f"{each:g}" for each in (self.median, self.p95) if each is not None]
        return ", ".join([*numbers, *([f"{self.ratio[1]:g} x"] if self.ratio else [])])


@dataclass(frozen=True)
class Result:
    """One measured case and what issues ask of it."""

    name: str
    unit: str
    values: tuple[float, ...]
    targets: tuple[Target, ...] = ()
    peers: tuple[Peer, ...] = field(default=())

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    @property
    def p95(self) -> float:
        """The 95th percentile; with few runs it lies close to the slowest."""
        if len(self.values) < 2:
            return self.values[0]
        return statistics.quantiles(self.values, n=20, method="inclusive")[18]

    def ratio(self, peer: Peer) -> float:
        """Return how many times the peer's median this case takes."""
        return self.median / peer.median

    def meets(self, target: Target) -> bool:
        """Whether all that a target asks for is reached."""
        wanted = [(self.median, target.median), (self.p95, target.p95)]
        if target.ratio:
            name, most = target.ratio
            wanted += [(self.ratio(peer), most) for peer in self.peers if peer.name == name]
        return all(value <= most for value, most in wanted if most is not None)

    def against(self, issue: int) -> tuple[str, str]:
        """Return an issue's target in words and whether it is met; empty without one."""
        target = next((each for each in self.targets if each.issue == issue), None)
        return (target.words, "met" if self.meets(target) else "MISSED") if target else ("", "")

    def as_json(self) -> dict[str, Any]:
        """Return everything about the case."""
        return {
            "name": self.name,
            "unit": self.unit,
            "median": round(self.median, 2),
            "p95": round(self.p95, 2),
            "runs": len(self.values),
            "values": [round(value, 2) for value in self.values],
            "targets": [{**asdict(each), "met": self.meets(each)} for each in self.targets],
            "peers": [
                {"name": peer.name, "median": round(peer.median, 2), "ratio": round(self.ratio(peer), 3)}
                for peer in self.peers
            ],
        }


def machine() -> dict[str, Any]:
    """Say what this was measured on; the load tells whether anything else was running."""
    model = ""
    if Path("/proc/cpuinfo").is_file():
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    return {
        "processor": model or platform.processor(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "load before": [round(each, 2) for each in os.getloadavg()],
    }


def table(results: Sequence[Result]) -> str:
    """Return the results as text in columns."""
    issues = sorted({target.issue for result in results for target in result.targets})
    asked = [cell for issue in issues for cell in (f"issue {issue}", "")]
    head = ("", "median", "p95", "unit", "runs", *asked, "beside it, in the same run")
    rows = [head, *(_row(result, issues) for result in results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head) - 1)]
    lines = []
    for row in rows:
        cells = [
            cell.rjust(width) if column in (1, 2, 4) else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=False))
        ]
        lines.append("  ".join([*cells, row[-1]]).rstrip())
    return "\n".join(lines)


def _row(result: Result, issues: Sequence[int]) -> tuple[str, ...]:
    digits = 0 if result.median >= 10 else 1
    peers = [f"{result.ratio(peer):.2f} x {peer.name} ({peer.median:.{digits}f})" for peer in result.peers]
    return (
        result.name,
        f"{result.median:.{digits}f}",
        f"{result.p95:.{digits}f}",
        result.unit,
        str(len(result.values)),
        *(cell for issue in issues for cell in result.against(issue)),
        ", ".join(peers),
    )
