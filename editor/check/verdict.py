"""All that was found in a brochure, less what people dismissed with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from editor.check.consent import SAID_BY
from editor.check.findings import ClaimFinding, Finding
from editor.core.record import Dismissal, Entry, Record, in_force

if TYPE_CHECKING:  # the window has a verdict before it has loaded what finds claims
    from editor.check.claims.checker import ClaimsReport
    from editor.check.claims.evidence import Claim

_SAID_TWICE: Mapping[str, frozenset[str]] = MappingProxyType(
    {"S02": frozenset({"citation-unresolved"}), "S21": frozenset({"alt-missing", "title-missing"})}
)
"""Rules of the packs, and the findings of check.completeness that say the same and can mend it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`findings` stand; `dismissed` do not count, each with the entry that says who decided so and why.

    `skipped` are sentences, without full stop, on rules that could not be checked; `packs` are the rule packs used, as
    "general 1". No finding means that no rule matched, never that a brochure is lawful.
    """

    findings: tuple[Finding, ...] = ()
    dismissed: tuple[tuple[ClaimFinding, Entry], ...] = ()
    skipped: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    packs: tuple[str, ...] = ()


def judge(
    report: ClaimsReport, others: Iterable[Finding], record: Record, packs: tuple[str, ...] = ()
) -> Verdict:
    """Return what stands of the claims' report and of other findings."""
    others = tuple(others)
    everything = {(each.rule, each.section) for each in (*others, *report.findings)}
    places = {(each.rule, each.section, each.place) for each in others}
    dismissals = {dismissal: entry for entry, dismissal in _by_place(record)}
    standing: list[Finding] = list(others)
    dismissed = []
    for finding in report.findings:
        entry = dismissals.get(_place_of(finding))
        if entry:
            dismissed.append((finding, entry))
        elif not any(
            (rule, finding.section, finding.place) in places for rule in _SAID_TWICE.get(finding.rule, ())
        ):
            standing.append(finding)
    standing = [
        each
        for each in standing
        if not any((rule, each.section) in everything for rule in SAID_BY.get(each.rule, ()))
    ]
    return Verdict(tuple(standing), tuple(dismissed), report.skipped, report.claims, packs)


def dismissal_of(finding: ClaimFinding, reason: str) -> Dismissal:
    """Return the act that dismisses a finding."""
    return Dismissal(*_place_of(finding), reason)


def _place_of(finding: ClaimFinding) -> tuple[str, str, str, str]:
    return finding.rule, finding.section, finding.place, finding.sentence or finding.message


def _by_place(record: Record) -> Iterable[tuple[Entry, tuple[str, str, str, str]]]:
    for entry, each in in_force(record, Dismissal):
        yield entry, (each.rule, each.section, each.place, each.sentence)
