"""Everything that is checked in a brochure at once, for the command line: the window does the same piece by piece."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from editor.check.claims.checker import ClaimChecker
from editor.check.claims.on_paper import sections_on_paper
from editor.check.claims.rules import Pack, packs_for
from editor.check.completeness import check_completeness, references_due
from editor.check.consent import consent_findings
from editor.check.verdict import Verdict, judge
from editor.core.brochure import Brochure
from editor.core.paper import Form
from editor.core.record import Lowering, Record, in_force
from editor.files.preflight import check_layout, printed_facts

if TYPE_CHECKING:
    from editor.render.layout import Typesetter


def check_document(
    brochure: Brochure,
    form: Form,
    record: Record,
    packs: tuple[Pack, ...],
    has_asset: Callable[[str], bool],
    today: date,
    typesetter: Typesetter | None = None,
) -> Verdict:
    """Return what stands of all findings: text, consents, claims and, with a typesetter, the laid-out pages.

    Without one nothing of the pages is checked: name files.preflight.PRINT_RULES as skipped. FileError if the typefaces
    cannot be read.
    """
    others = (
        *check_completeness(brochure, has_asset),
        *references_due(brochure, today),
        *consent_findings(brochure, today),
    )
    lowered = tuple(act for _, act in in_force(record, Lowering))
    layout = None
    if typesetter is not None:
        laid_out, facts = printed_facts(typesetter, brochure, form)
        others += check_layout(brochure, form, laid_out, facts)
        layout = sections_on_paper(facts)
    report = ClaimChecker(packs, lowered).check(brochure, layout=layout, today=today)
    used = tuple(f"{each.id} {each.version}" for each in packs_for(packs, brochure.jurisdictions))
    return judge(report, others, record, used)
