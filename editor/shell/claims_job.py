"""The claim rules for the window: made ready in a thread, then asked after every change.

Reading the packs and compiling their patterns takes about a second, which nobody who types may feel. A check after one
edit takes a few ms, less than it would to hand it to a thread and back.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor.core.brochure import Brochure
from editor.core.record import Lowering, Record, in_force

if TYPE_CHECKING:  # loading these is part of what must not hold up the window
    from editor.check.claims.checker import ClaimChecker, ClaimsReport
    from editor.check.claims.conditions import SectionOnPaper
    from editor.check.claims.rules import Pack

BREATH = 0.002
"""Seconds in which the thread leaves Python to the window, between two rules; else painting waits for up to 18 ms."""
Layout = Mapping[str, "SectionOnPaper"]


@dataclass(frozen=True, slots=True)
class _Ready:
    """A checker that has seen a brochure of this scope, the names of the packs for it, and why packs are not used."""

    packs: tuple[Pack, ...]
    scope: object
    names: tuple[str, ...]
    checker: ClaimChecker
    refused: str


class ClaimsJob(QObject):
    """ready(): `check` has an answer now. refused(str): why rule packs are not used."""

    ready = Signal()
    refused = Signal(str)
    _made_one = Signal()

    def __init__(
        self,
        own: Path | None = None,
        parent: QObject | None = None,
        *,
        today: Callable[[], date] = date.today,
    ) -> None:
        """`own` is the folder with the clinic's own packs; it need not be there."""
        super().__init__(parent)
        self._own, self._today = own, today
        self._thread: threading.Thread | None = None
        self._closed = threading.Event()
        self._made: queue.SimpleQueue[_Ready | Exception] = queue.SimpleQueue()
        self._now: _Ready | None = None
        self._broken = False
        self._made_one.connect(self._take)

    @property
    def packs(self) -> tuple[str, ...]:
        """The packs in use, as "general 1"."""
        return self._now.names if self._now else ()

    @property
    def is_broken(self) -> bool:
        """Whether the rules could not be made ready, which was reported as a failure of the program."""
        return self._broken

    def prepare(self, brochure: Brochure, record: Record = ()) -> None:
        """Make the rules ready for a brochure, unless they are or are being made so; ready() tells."""
        idle = self._thread is None and not self._closed.is_set() and not self._broken
        if idle and not self._fits(brochure):
            known = self._now.packs if self._now else ()
            self._thread = threading.Thread(target=self._work, args=(brochure, _lowered(record), known))
            self._thread.start()

    def check(self, brochure: Brochure, record: Record, layout: Layout | None) -> ClaimsReport | None:
        """Return what the rules find; None while they are not ready for such a brochure."""
        now = self._now
        if now is None or not self._fits(brochure):
            return None
        lowered = _lowered(record)
        if lowered != now.checker.lowered:
            from editor.check.claims.checker import ClaimChecker

            now = self._now = replace(now, checker=ClaimChecker(now.packs, lowered))
        report = now.checker.check(brochure, layout=layout, today=self._today())
        return report if now.packs else replace(report, skipped=(f"Claims and duties: {now.refused}",))

    def wait(self) -> bool:
        """Return once the rules that are being made ready are; False if none are."""
        if self._thread is None:
            return False
        self._thread.join()
        self._take()
        return True

    def close(self) -> None:
        """Make nothing ready any more."""
        self._closed.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _fits(self, brochure: Brochure) -> bool:
        return self._now is not None and self._now.scope == _scope(brochure)

    def _take(self) -> None:
        """Take over what the thread made."""
        if self._made.empty() or self._closed.is_set():
            return
        made = self._made.get()
        self._thread = None
        if isinstance(made, Exception):
            self._broken = True  # once is enough: the next key must not fail again
            self.ready.emit()
            raise made
        before, self._now = self._now, made
        if made.refused and before is None:
            self.refused.emit(made.refused)
        self.ready.emit()

    # In the thread

    def _work(self, brochure: Brochure, lowered: tuple[Lowering, ...], known: tuple[Pack, ...]) -> None:
        try:
            made = self._prepared(brochure, lowered, known)
        except Exception as error:  # raised again in the window's thread, where crashes are reported
            made = error
        if made is not None and not self._closed.is_set():
            self._made.put(made)
            self._made_one.emit()

    def _prepared(
        self, brochure: Brochure, lowered: tuple[Lowering, ...], known: tuple[Pack, ...]
    ) -> _Ready | Exception | None:
        """Return the rules ready for a brochure; None if nobody waits any more."""
        from editor.check.claims.checker import ClaimChecker
        from editor.check.claims.patterns import beginnings, compiled
        from editor.check.claims.rules import packs_for, rules_in_force

        packs, refused = (known, "") if known else load_packs(self._own)
        used = packs_for(packs, brochure.jurisdictions)
        for rule in rules_in_force(used, brochure.audience):
            for token in rule.tokens:
                beginnings(token)
            for patterns in (rule.exceptions, rule.requires, rule.unless, rule.stronger):
                compiled(patterns)
            if self._closed.wait(BREATH):
                return None
        checker = ClaimChecker(packs, lowered)
        checker.check(brochure)
        names = tuple(f"{each.id} {each.version}" for each in used)
        return _Ready(packs, _scope(brochure), names, checker, refused)


def load_packs(own: Path | None) -> tuple[tuple[Pack, ...], str]:
    """Return the rule packs, ours alone if the clinic's own have a mistake, and the sentence that says so."""
    from editor.files.rule_packs import RulePackError, load_rule_packs

    try:
        return load_rule_packs(own), ""
    except RulePackError as error:
        refused = str(error)
    try:
        return load_rule_packs(), f"{refused} Your own rules are not used until then; Candor’s are."
    except RulePackError as error:
        return (), str(error)


def _lowered(record: Record) -> tuple[Lowering, ...]:
    return tuple(act for _, act in in_force(record, Lowering))


def _scope(brochure: Brochure) -> object:
    """Return what decides which rules are in force."""
    return brochure.jurisdictions, brochure.audience
