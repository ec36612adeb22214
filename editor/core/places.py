"""A brochure's texts by their place: a section ("" for the brochure's own) and a field as `texts_of` names it."""

from __future__ import annotations

from dataclasses import replace

from editor.core import edits
from editor.core.brochure import Brochure, texts_of


def text_at(brochure: Brochure, section: str, place: str) -> str:
    """Return the text at a place as `texts_of` names it, a picture's description included; "" if there is none."""
    found = next((each for each in brochure.sections if each.id == section), None)
    if found is not None:
        alt = found.image.alt if found.image else ""
        return alt if place == "image" else dict(texts_of(found)).get(place, "")
    own = {
        "title": brochure.title,
        "description": brochure.description,
        "brand.tagline": brochure.brand.tagline,
    }
    return own.get(place, "") if not section else ""


def with_text(brochure: Brochure, section: str, place: str, text: str) -> Brochure:
    """Return the brochure with another text at a place; KeyError if there is no such section or item."""
    if not section:
        if place == "brand.tagline":
            return edits.change_brand(brochure, tagline=text)
        return edits.change_brochure(brochure, **{place: text})
    if place.startswith("items."):
        _, item, field = place.split(".", 2)
        return edits.change_item(brochure, section, item, **{field: text})
    image = brochure.section(section).image
    if image and place == "image":
        return edits.change_section(brochure, section, image=replace(image, alt=text))
    if image and place == "image.caption":
        return edits.change_section(brochure, section, image=replace(image, caption=text))
    return edits.change_section(brochure, section, **{place: text})
