"""How long the claim rules take: made ready in a new process, over a whole brochure, and after one edit.

python -m tests.benchmarks.claims prints the milliseconds of reading the packs and of the first check, as JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from editor.core.brochure import Brochure, Jurisdiction, Section, texts_of
from editor.core.edits import change_section
from editor.files.rule_packs import load_rule_packs
from editor.files.starters import load_starter
from tests.benchmarks.measure import Result, Target
from tests.benchmarks.processes import ROOT, environment

WORDS, RUNS, COLD_RUNS = 1_600, 40, 5


def everything() -> Brochure:
    """Return a brochure of WORDS words for all jurisdictions, made of the starters' sections."""
    sections: list[Section] = []
    words = 0
    for name in ("hair-restoration", "physiotherapy", "hair-restoration"):
        for section in load_starter(name)[0].sections:
            own = sum(len(text.split()) for _, text in texts_of(section))
            if words + own <= WORDS + 40:
                words += own
                sections.append(replace(section, id=f"{section.id}-{len(sections)}", hidden=False))
    assert abs(words - WORDS) <= 40, words
    brochure = load_starter("hair-restoration")[0]
    return replace(brochure, jurisdictions=tuple(Jurisdiction), sections=tuple(sections))


def claims(home: Path) -> Iterator[Result]:
    """Time the rules; the first figures are of new processes."""
    cold = [_cold(home) for _ in range(COLD_RUNS)]
    yield Result("claims: packs read, cold", "ms", tuple(each["read"] for each in cold))
    yield Result("claims: first check of all packs, cold", "ms", tuple(each["first"] for each in cold))
    yield from _warm()


def _warm() -> Iterator[Result]:
    from editor.check.claims.checker import ClaimChecker

    brochure, packs = everything(), load_rule_packs()
    rules = sum(len(pack.rules) for pack in packs)
    checker = ClaimChecker(packs)
    checker.check(brochure)
    whole, edit = [], []
    longest = max(brochure.sections, key=lambda section: len(section.text))
    for run in range(RUNS):
        # Another value of every section, as after opening a brochure: nothing of the last check can be taken.
        fresh = tuple(replace(each, text=f"{each.text} {run}") for each in brochure.sections)
        start = time.perf_counter()
        checker.check(replace(brochure, sections=fresh))
        whole.append((time.perf_counter() - start) * 1000)
        checker.check(brochure)
        changed = change_section(brochure, longest.id, text=f"{longest.text} word{run}")
        start = time.perf_counter()
        checker.check(changed)
        edit.append((time.perf_counter() - start) * 1000)
    yield Result(f"claims: {rules} rules over {WORDS} words", "ms", tuple(whole), (Target(4, 30.0),))
    yield Result("claims: after one edit, longest section", "ms", tuple(edit), (Target(4, 5.0),))


def _cold(home: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.claims"],
        env=environment(home), cwd=ROOT, capture_output=True, check=True, timeout=60,
    )  # fmt: skip
    times: dict[str, float] = json.loads(done.stdout)
    return times


def _first() -> dict[str, float]:
    brochure = everything()
    start = time.perf_counter()
    packs = load_rule_packs()
    read = time.perf_counter()
    from editor.check.claims.checker import ClaimChecker

    ClaimChecker(packs).check(brochure)
    return {"read": (read - start) * 1000, "first": (time.perf_counter() - read) * 1000}


if __name__ == "__main__":
    print(json.dumps(_first()))
