"""Moving a section to a place on the paper: before or behind another one, in its own region or a different one."""

from __future__ import annotations

from dataclasses import dataclass

from editor.core.brochure import Brochure, Section
from editor.core.edits import change_section, move_section
from editor.core.paper import Form, flows


@dataclass(frozen=True, slots=True)
class Place:
    """Where a section is to go: into a region, behind (`after`) or before the section `beside`.

    Without `beside` it goes to the region's end; on a panel of its own with `own_panel`.
    """

    region: str
    beside: str = ""
    after: bool = True
    own_panel: bool = False


def place_section(brochure: Brochure, form: Form, section_id: str, place: Place) -> Brochure:
    """Move a section to a place; KeyError if there is no such section.

    What starts a panel stays with the paper: if the section stood at the top of a panel by choice, the next one does
    now, and put before one that does, it takes its place. A section that stays in its region is not bound to it.
    """
    if place.beside == section_id:
        return brochure
    placed = _placed(brochure, form, brochure.section(section_id), place)
    return brochure if placed == brochure else placed


def _placed(brochure: Brochure, form: Form, section: Section, place: Place) -> Brochure:
    section_id, old = section.id, form.region_of(section).id
    brochure = _leave(brochure, form, section)
    if place.region != old:
        brochure = change_section(brochure, section_id, region=place.region)
    others = [each for each in _through(brochure, form, place.region) if each.id != section_id]
    beside = next((each for each in others if each.id == place.beside), None)
    if beside is None:
        if others:
            brochure = _put(brochure, section_id, others[-1].id, after=True)
        return change_section(brochure, section_id, new_panel=place.own_panel and bool(others))
    brochure = _put(brochure, section_id, beside.id, after=place.after)
    if not place.after and beside.new_panel:
        brochure = change_section(brochure, section_id, new_panel=True)
        brochure = change_section(brochure, beside.id, new_panel=False)
    return brochure


def _leave(brochure: Brochure, form: Form, section: Section) -> Brochure:
    """Let the section behind this one start the panel that this one started."""
    if not section.new_panel:
        return brochure
    chain = _through(brochure, form, form.region_of(section).id)
    at = next((number for number, each in enumerate(chain) if each.id == section.id), None)
    if at is not None and at + 1 < len(chain):
        brochure = change_section(brochure, chain[at + 1].id, new_panel=True)
    return change_section(brochure, section.id, new_panel=False)


def _through(brochure: Brochure, form: Form, region: str) -> tuple[Section, ...]:
    return next((flow.sections for flow in flows(brochure, form) if flow.region.id == region), ())


def _put(brochure: Brochure, section_id: str, beside: str, *, after: bool) -> Brochure:
    source, target = brochure.index(section_id), brochure.index(beside)
    if source < target:
        target -= 1  # taken out, it leaves a gap that closes
    return move_section(brochure, section_id, target + after)
