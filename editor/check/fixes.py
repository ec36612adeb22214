"""What one click can mend: a finding's `fix` names an edit.

It is made in the usual way, so undo takes it back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from editor.check.findings import Finding
from editor.core import edits
from editor.core.brochure import Brochure, Image, Kind, Role, Section, TypeFit, new_id
from editor.core.comparison_text import with_declaration


@dataclass(frozen=True, slots=True)
class Fix:
    """An edit that mends a finding. `words` name it on a button and in the undo menu.

    Without `edit` it needs more than the brochure: the laid-out pages, a reference to choose, a pre-written text.
    Whoever has that makes it.
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


def role_to_add(finding: Finding) -> Role | None:
    """Return the role of the section whose absence was found; None if the finding is about something else."""
    role = finding.fix.removeprefix(_ADD)
    return Role(role) if role != finding.fix and role in set(Role) else None


def add_disclosure(brochure: Brochure, written: Section) -> tuple[Brochure, str]:
    """Return the brochure with a pre-written section and the section's id.

    One with its role that is empty gets the text, a hidden one that has text is shown; else a new one is put in where
    readers look for it: what speaks against a treatment follows what speaks for it, and contact stays last.
    """
    items = tuple(replace(each, id=new_id()) for each in written.items)
    for section in brochure.sections:
        if section.role is not written.role or section.role is None:
            continue
        if section.text.strip() or section.items or section.lead.strip():
            if section.hidden:
                return edits.change_section(brochure, section.id, hidden=False), section.id
        else:
            fields = {"title": section.title or written.title, "lead": written.lead, "text": written.text}
            filled = edits.change_section(brochure, section.id, hidden=False, items=items, **fields)
            return filled, section.id
    section = replace(written, id=new_id(), items=items)
    return edits.insert_section(brochure, section, _place_for(brochure, section)), section.id


def _place_for(brochure: Brochure, disclosure: Section) -> int:
    """Return the position behind the last section that comes before a disclosure, or before the end matter."""
    wanted = _rank(disclosure)
    before = [number for number, each in enumerate(brochure.sections) if 0 <= _rank(each) <= wanted]
    if before:
        return before[-1] + 1
    end = (Kind.CONTACT, Kind.REFERENCES, Kind.NOTICE)
    last = len(brochure.sections)
    return next((number for number, each in enumerate(brochure.sections) if each.kind in end), last)


def _rank(section: Section) -> int:
    if section.role in _ORDER:
        return _ORDER.index(section.role)
    return 0 if section.kind in (Kind.BENEFIT, Kind.BENEFITS, Kind.QUOTE) else -1


_ORDER: tuple[Role | None, ...] = (
    Role.TESTIMONIAL, Role.EXPECTED_RESULTS, Role.RISKS, Role.ALTERNATIVES, Role.REGULATORY_STATUS,
)  # fmt: skip


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


def _write_comparison(brochure: Brochure, finding: Finding) -> Brochure:
    image = brochure.section(finding.section).image
    if image is None or image.comparison is None:
        return brochure
    caption = with_declaration(image.caption, image.comparison, brochure.language)
    return edits.change_section(brochure, finding.section, image=replace(image, caption=caption))


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
CITE = "cite"
WRITE_COMPARISON = "write-comparison"
_ADD = "add-"
FIXES = {
    FIT_COPY: Fix("Fit copy", None),
    CITE: Fix("Cite a reference", None),
    f"{_ADD}{Role.RISKS}": Fix("Add a section on risks", None),
    f"{_ADD}{Role.ALTERNATIVES}": Fix("Add a section on alternatives", None),
    f"{_ADD}{Role.REGULATORY_STATUS}": Fix("Add a section on approval", None),
    f"{_ADD}{Role.EXPECTED_RESULTS}": Fix("Add a section on expected results", None),
    f"{_ADD}{Role.ASSESSMENT}": Fix("Add a section on the assessment", None),
    f"{_ADD}{Role.PRACTITIONER}": Fix("Add a section on the practitioner", None),
    WRITE_COMPARISON: Fix("Write it into the caption", _write_comparison),
    "mark-decorative": Fix("Mark as decorative", _mark_decorative),
    "delete-reference": Fix("Delete reference", _delete_reference),
    "add-references": Fix("Print the references", _add_references),
    "hide-section": Fix("Hide section", _hide_section),
    "usual-size": Fix("Return to the usual text size", _usual_size),
}
