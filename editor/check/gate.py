"""What stands in the way of an export.

- Barring findings (a patient's consent that ended or was withdrawn) stop every export, also a draft's: a
  draft is for colleagues, but its file holds the photograph or the story all the same, and files travel.
- Errors stop an export unless somebody gives a reason, which is kept in the document's record. They do not stop a
  draft: errors are what a draft is read for, and it says on every page that it is not to be used.
- Warnings and remarks are shown and stop nothing.
- Where the clinic's policy asks for it, an export of what is not approved is marked as a draft; no reason changes that,
  since an approval is how the clinic changes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from editor.check.consent import is_barred
from editor.check.findings import Finding, Level
from editor.check.fit import FIT_RULES
from editor.check.preflight import PREFLIGHT_RULES
from editor.core.approval import must_be_draft
from editor.core.brochure import Brochure
from editor.core.record import ExportedFinding, Record

PAPER_RULES = frozenset({*FIT_RULES, *PREFLIGHT_RULES, "S19"}) - {"glyph-missing"}
"""Rules of paper: a web page has no panels, and its pictures and lines are not printed."""
DRAFT_REQUIRED = (
    "This brochure is not approved yet, and the clinic's rule is that such exports are marked as drafts. So every page "
    "says that it is a draft. Have it approved to export it without."
)
MOST_KEPT, MOST_CHARACTERS = 200, 300
"""Findings that the record keeps of an export, and characters of each; an audit pack has all, and whole."""
_OVERSET = "overset"


@dataclass(frozen=True, slots=True)
class Gate:
    """What was found that concerns an export, by what it does to it; within each, the gravest first."""

    barring: tuple[Finding, ...] = ()
    errors: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()
    remarks: tuple[Finding, ...] = ()
    draft_required: bool = False

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of them."""
        return (*self.barring, *self.errors, *self.warnings, *self.remarks)

    def lets_pass(self, *, draft: bool, reason: str = "") -> bool:
        """Tell whether an export may be made, marked as a draft or with a reason to do it despite the errors."""
        return not self.barring and (not self.errors or draft or self.draft_required or bool(reason.strip()))

    def marked(self, draft: bool) -> bool:
        """Tell whether the export is marked as a draft if the user wishes so or not."""
        return draft or self.draft_required

    def override(self, reason: str) -> str:
        """Return the reason as the record keeps it: "" where there was nothing to override."""
        return reason.strip() if self.errors else ""

    def standing(self) -> tuple[ExportedFinding, ...]:
        """Return the errors and warnings that stood, as the record keeps them: of long texts the beginning."""
        return tuple(
            ExportedFinding(
                each.rule, each.level, each.section, (each.text or each.message)[:MOST_CHARACTERS]
            )
            for each in (*self.barring, *self.errors, *self.warnings)[:MOST_KEPT]
        )


def gate(
    findings: Iterable[Finding], brochure: Brochure, record: Record, today: date, *, on_paper: bool = True
) -> Gate:
    """Return what stands in the way; `findings` are those that nobody dismissed (Verdict.findings).

    Without `on_paper` (a web page) rules about panels and print do not count.
    """
    about = [each for each in findings if on_paper or each.rule not in PAPER_RULES]
    about.sort(key=lambda each: each.rule != _OVERSET)
    barring = tuple(each for each in about if is_barred(each))

    def of(level: Level) -> tuple[Finding, ...]:
        return tuple(each for each in about if each.level is level and not is_barred(each))

    return Gate(
        barring,
        of(Level.ERROR),
        of(Level.WARNING),
        of(Level.INFORMATION),
        must_be_draft(brochure, record, today),
    )
