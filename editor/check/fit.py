"""Does everything fit on the paper? Works on what the layout reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from editor.check.findings import Finding, Level
from editor.core.brochure import Brochure
from editor.core.fit import Overset
from editor.core.paper import Form

FIT_RULES = ("overset",)
"""What only a layout can tell; listed as skipped where there is none."""


def check_fit(brochure: Brochure, form: Form, oversets: Iterable[Overset]) -> tuple[Finding, ...]:
    """Return a finding for every region whose text does not fit."""
    return tuple(_findings(brochure, form, oversets))


def _findings(brochure: Brochure, form: Form, oversets: Iterable[Overset]) -> Iterator[Finding]:
    titles = {section.id: section.title for section in brochure.sections}
    for overset in oversets:
        where = form.region(overset.region).name
        if overset.pages:
            lines = "1 line" if overset.lines == 1 else f"{overset.lines} lines"
            message = (
                f"The text does not fit in {where}: {lines} too many. Shorten it, hide a section, move one to another "
                "region, or choose a larger form."
            )
        else:
            message = (
                f"Something is wider or taller than its panel in {where}. Make the table, the long word or the picture "
                "smaller."
            )
        yield Finding(
            "overset",
            Level.ERROR,
            overset.section,
            0,
            titles.get(overset.section, ""),
            message,
            "Candor",
            "text",
        )
