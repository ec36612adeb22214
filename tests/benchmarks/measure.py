"""Measured values, their table and their JSON."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
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
class Result:
    """One measured case. Targets are for the median, the 95th percentile, and the ratio to a named peer."""

    name: str
    unit: str
    values: tuple[float, ...]
    target: float | None = None
    target_p95: float | None = None
    target_ratio: tuple[str, float] | None = None
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

    @property
    def met(self) -> bool | None:
        """Whether every target is met; None without one."""
        wanted = [(self.median, self.target), (self.p95, self.target_p95)]
        if self.target_ratio:
            wanted += [
                (self.ratio(peer), self.target_ratio[1])
                for peer in self.peers
                if peer.name == self.target_ratio[0]
            ]
        known = [value <= target for value, target in wanted if target is not None]
        return all(known) if known else None

    def as_json(self) -> dict[str, Any]:
        """Return everything about the case."""
        return {
            "name": self.name,
            "unit": self.unit,
            "median": round(self.median, 2),
            "p95": round(self.p95, 2),
            "runs": len(self.values),
            "values": [round(value, 2) for value in self.values],
            "target": {
                "median": self.target,
                "p95": self.target_p95,
                "ratio": dict([self.target_ratio]) if self.target_ratio else None,
            },
            "met": self.met,
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
    head = ("", "median", "p95", "unit", "runs", "target", "", "beside it, in the same run")
    rows = [head, *(_row(result) for result in results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head) - 1)]
    lines = []
    for row in rows:
        cells = [
            cell.rjust(width) if column in (1, 2, 4) else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=False))
        ]
        lines.append("  ".join([*cells, row[-1]]).rstrip())
    return "\n".join(lines)


def _row(result: Result) -> tuple[str, ...]:
    digits = 0 if result.median >= 10 else 1
    targets = [f"{each:g}" for each in (result.target, result.target_p95) if each is not None]
    if result.target_ratio:
        targets.append(f"{result.target_ratio[1]:g} x {result.target_ratio[0]}")
    verdict = {True: "met", False: "MISSED", None: ""}[result.met]
    peers = [f"{result.ratio(peer):.2f} x {peer.name} ({peer.median:.{digits}f})" for peer in result.peers]
    return (
        result.name,
        f"{result.median:.{digits}f}",
        f"{result.p95:.{digits}f}",
        result.unit,
        str(len(result.values)),
        ", ".join(targets),
        verdict,
        ", ".join(peers),
    )
