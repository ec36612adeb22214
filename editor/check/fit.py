"""Does everything fit on the paper? Works on what the layout reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from editor.check.findings import Finding, Level
from editor.check.fixes import FIT_COPY
from editor.core.brochure import Brochure
from editor.core.fit import Overset, PanelFit, page_counts
from editor.core.imposition import PAGES_A_SHEET
from editor.core.paper import Form, blank_pages, pages_in_order

FIT_RULES = ("overset", "booklet-blank-pages")
"""What only a layout can tell; listed as skipped where there is none."""


def check_fit(
    brochure: Brochure, form: Form, oversets: Iterable[Overset], fits: Iterable[PanelFit] = ()
) -> tuple[Finding, ...]:
    """Return a finding for every region whose text does not fit, and for the blank pages of a booklet.

    `fits` says which pages there are.
    """
    return (*_findings(brochure, form, oversets), *_blank_pages(form, page_counts(fits)))


def _blank_pages(form: Form, pages: Mapping[str, int]) -> Iterator[Finding]:
    blank = blank_pages(form, pages) if pages else 0
    if not blank:
        return
    filled = len(pages_in_order(form, pages)) - blank
    added = "1 blank page is" if blank == 1 else f"{blank} blank pages are"
    message = (
        f"The booklet has {filled} pages; {added} added before the back, because every sheet has {PAGES_A_SHEET} and "
        f"there are at least {form.fewest_pages}. Let it be, or add text or larger pictures to fill them."
    )
    yield Finding("booklet-blank-pages", Level.INFORMATION, "", 0, "", message, "Candor")


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
            fix=FIT_COPY if overset.pages else "",
        )
