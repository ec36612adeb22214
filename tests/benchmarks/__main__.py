"""Measure Candor and print a table.

python -m tests.benchmarks [--output out/bench.json] [--only NAME ...]
"""

from __future__ import annotations

import argparse
import compileall
import contextlib
import json
import os
import sys
import tempfile
import traceback
from pathlib import Path

from tests.benchmarks.cases import CASES
from tests.benchmarks.measure import Result, machine, table
from tests.benchmarks.print_cases import COLD_RUNS
from tests.benchmarks.processes import ROOT
from tests.benchmarks.typing_cases import KEYS


def main() -> int:
    """Run the cases and return 0 if all could be measured; the table says which targets are met."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Measure Candor.")
    parser.add_argument("--output", type=Path, metavar="FILE", help="also write everything as JSON")
    parser.add_argument("--only", choices=CASES, action="append", metavar="NAME", help=", ".join(CASES))
    options = parser.parse_args()
    before = machine()
    # As an installed program is: compiled once, not at every start.
    compileall.compile_dir(ROOT / "editor", quiet=1)
    results: list[Result] = []
    failed: list[str] = []
    with tempfile.TemporaryDirectory(prefix="candor-bench-", ignore_cleanup_errors=True) as home:
        for name in options.only or CASES:
            print(f"Measuring: {name}", file=sys.stderr, flush=True)
            try:
                results.extend(CASES[name](Path(home)))
            except Exception:
                # What the other cases measure is worth having all the same.
                failed.append(name)
                traceback.print_exc()
    print(table(results))
    print(
        f"\n{before['processor']}, {before['cores']} cores, Python {before['python']}; "
        f"load {before['load before'][0]:g} before, {os.getloadavg()[0]:.2g} after. "
        f"Keys: {KEYS} each, one at a time, after a warm-up. "
        f"Cold: {COLD_RUNS} new processes each, by turns with the others, disk cache warm."
    )
    if options.output:
        options.output.parent.mkdir(parents=True, exist_ok=True)
        data = {"machine": before, "results": [result.as_json() for result in results]}
        options.output.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    if failed:
        print(f"Could not be measured: {', '.join(failed)}.", file=sys.stderr)
    return int(bool(failed))


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(main())
