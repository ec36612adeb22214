"""What one click can mend: a finding's `fix` names an edit.

It is made in the usual way, so undo takes it back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from editor.check.findings import Finding
from editor.core import edits
from editor.core.brochure import Brochure, Image, Kind, TypeFit


@dataclass(frozen=True, slots=True)
class Fix:
    """An edit that mends a finding. `words` name it on a button and in the undo menu.

    Without `edit` it needs the laid-out pages: whoever has them makes it.
    """

    words: str
    edit: Callable[[Brochure, Finding], Brochure] | None


def fix_words(finding: Finding) -> str:
    """Return what a finding's fix does, for a button; "" if it has none."""
    fix = FIXES.get(finding.fix)
    return fix.words if fix else ""


def apply_fix(brochure: Brochure, finding: Finding) -> Brochure:
    """Return the brochure mended; the very same one if the finding has no fix or what it is about is gone."""
    fix = FIXES.get(finding.fix)
    try:
        return fix.edit(brochure, finding) if fix and fix.edit else brochure
    except KeyError:  # the section was deleted since
        return brochure


def _mark_decorative(brochure: Brochure, finding: Finding) -> Brochure:
    def marked(image: Image | None) -> Image | None:
        return replace(image, decorative=True, alt="") if image and not image.decorative else image

    if finding.place == "brand.logo":
        return edits.change_brand(brochure, logo=marked(brochure.brand.logo))
    return edits.change_section(
        brochure, finding.section, image=marked(brochure.section(finding.section).image)
    )


def _delete_reference(brochure: Brochure, finding: Finding) -> Brochure:
    return edits.delete_reference(brochure, finding.text) if brochure.reference(finding.text) else brochure


def _add_references(brochure: Brochure, finding: Finding) -> Brochure:
    if any(each.kind is Kind.REFERENCES and not each.hidden for each in brochure.sections):
        return brochure
    for section in brochure.sections:  # one that is there but hidden is meant to be shown
        if section.kind is Kind.REFERENCES:
            return edits.change_section(brochure, section.id, hidden=False)
    title = REFERENCES_TITLES.get(brochure.language.partition("-")[0], REFERENCES_TITLES["en"])
    return edits.insert_section(brochure, edits.new_section(Kind.REFERENCES, title))


def _hide_section(brochure: Brochure, finding: Finding) -> Brochure:
    return edits.change_section(brochure, finding.section, hidden=True)


def _usual_size(brochure: Brochure, finding: Finding) -> Brochure:
    return edits.change_brochure(brochure, type_fit=TypeFit())


REFERENCES_TITLES = {
    "en": "References",
    "de": "Quellen",
    "fr": "Références",
    "es": "Referencias",
    "it": "Bibliografia",
    "pt": "Referências",
    "nl": "Bronnen",
    "sv": "Referenser",
    "da": "Referencer",
    "pl": "Bibliografia",
}

FIT_COPY = "fit-copy"
FIXES = {
    FIT_COPY: Fix("Fit copy", None),
    "mark-decorative": Fix("Mark as decorative", _mark_decorative),
    "delete-reference": Fix("Delete reference", _delete_reference),
    "add-references": Fix("Print the references", _add_references),
    "hide-section": Fix("Hide section", _hide_section),
    "usual-size": Fix("Return to the usual text size", _usual_size),
}
