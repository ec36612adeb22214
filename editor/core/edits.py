"""Every change a user can make to a brochure, as a function Brochure -> Brochure.

Sections that a change does not touch stay the same objects: that is how the rest of the program knows what changed.
A change that changes nothing returns the very same brochure.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from editor.core.brochure import Brochure, Item, Kind, Reference, Section, TypeFit, new_id
from editor.core.citations import rename_citation

T = TypeVar("T", Brochure, Section, Item, Reference)


def change_brochure(brochure: Brochure, **fields: Any) -> Brochure:
    """Set fields of the brochure itself (title, language, form, theme, ...)."""
    return _with(brochure, **fields)


def change_form(brochure: Brochure, form_id: str) -> Brochure:
    """Choose another print form. What "Fit copy" chose was for the form before, so the type is as usual again."""
    if form_id == brochure.form:
        return brochure
    return change_brochure(brochure, form=form_id, type_fit=TypeFit())


def change_brand(brochure: Brochure, **fields: Any) -> Brochure:
    """Set fields of the brand."""
    return _with(brochure, brand=replace(brochure.brand, **fields))


def change_section(brochure: Brochure, section_id: str, **fields: Any) -> Brochure:
    """Set fields of one section; KeyError if there is no such section."""
    index = brochure.index(section_id)
    section = _with(brochure.sections[index], **fields)
    return _with(brochure, sections=_replaced(brochure.sections, index, section))


def change_item(brochure: Brochure, section_id: str, item_id: str, **fields: Any) -> Brochure:
    """Set fields of one item of a section; KeyError if there is no such section or item."""
    section = brochure.section(section_id)
    index = _item_index(section, item_id)
    item = _with(section.items[index], **fields)
    return change_section(brochure, section_id, items=_replaced(section.items, index, item))


def insert_section(brochure: Brochure, section: Section, index: int | None = None) -> Brochure:
    """Put a section in at a position (at the end if None)."""
    return replace(brochure, sections=_inserted(brochure.sections, section, index))


def duplicate_section(brochure: Brochure, section_id: str) -> Brochure:
    """Put a copy of a section, with identifiers of its own, right behind it.

    The patient's consent stays with the original: a testimonial is copied to be filled with another patient's story,
    and a consent that is missing is reported, while one that belongs to somebody else looks right.
    """
    index = brochure.index(section_id)
    section = brochure.sections[index]
    items = tuple(replace(item, id=new_id()) for item in section.items)
    return insert_section(brochure, replace(section, id=new_id(), items=items, consent=None), index + 1)


def delete_section(brochure: Brochure, section_id: str) -> Brochure:
    """Take a section out."""
    index = brochure.index(section_id)
    return replace(brochure, sections=brochure.sections[:index] + brochure.sections[index + 1 :])


def move_section(brochure: Brochure, section_id: str, index: int) -> Brochure:
    """Move a section so that it ends up at position `index` (clamped to the ends)."""
    return _with(brochure, sections=_moved(brochure.sections, brochure.index(section_id), index))


def insert_item(brochure: Brochure, section_id: str, item: Item, index: int | None = None) -> Brochure:
    """Put an item into a section at a position (at the end if None)."""
    items = brochure.section(section_id).items
    return change_section(brochure, section_id, items=_inserted(items, item, index))


def delete_item(brochure: Brochure, section_id: str, item_id: str) -> Brochure:
    """Take an item out of a section."""
    section = brochure.section(section_id)
    index = _item_index(section, item_id)
    return change_section(brochure, section_id, items=section.items[:index] + section.items[index + 1 :])


def move_item(brochure: Brochure, section_id: str, item_id: str, index: int) -> Brochure:
    """Move an item within its section so that it ends up at position `index` (clamped)."""
    section = brochure.section(section_id)
    return change_section(
        brochure, section_id, items=_moved(section.items, _item_index(section, item_id), index)
    )


def insert_reference(brochure: Brochure, reference: Reference) -> Brochure:
    """Add a reference; ValueError if its key is taken."""
    if brochure.reference(reference.key):
        raise ValueError(f"There is already a reference with the key {reference.key}.")
    return replace(brochure, references=(*brochure.references, reference))


def change_reference(brochure: Brochure, key: str, /, **fields: Any) -> Brochure:
    """Set fields of a reference; a new key is followed by every citation of it.

    KeyError if there is no such reference, ValueError if the new key is taken.
    """
    old = brochure.reference(key)
    if old is None:
        raise KeyError(key)
    new = _with(old, **fields)
    if new.key != key:
        if brochure.reference(new.key):
            raise ValueError(f"There is already a reference with the key {new.key}.")
        brochure = _with(brochure, sections=tuple(_recited(each, key, new.key) for each in brochure.sections))
    references = tuple(new if each is old else each for each in brochure.references)
    return _with(brochure, references=references)


def delete_reference(brochure: Brochure, key: str) -> Brochure:
    """Take a reference out. Citations of it stay in the texts and are then reported as unresolved."""
    return _with(brochure, references=tuple(each for each in brochure.references if each.key != key))


ITEM_TITLES: dict[Kind, str] = {
    Kind.BENEFIT: "What is known",
    Kind.BENEFITS: "Benefit",
    Kind.STEPS: "Step",
    Kind.QUESTIONS: "Question?",
}


def new_section(kind: Kind, title: str = "") -> Section:
    """Return an empty section of a kind, with the first item where the kind lives from its items."""
    items = (Item(new_id(), ITEM_TITLES[kind]),) if kind in ITEM_TITLES and kind is not Kind.BENEFIT else ()
    return Section(new_id(), kind, title=title, items=items)


def _with(value: T, **fields: Any) -> T:
    """Like dataclasses.replace, but the same object where nothing changes."""
    if all(getattr(value, name) == new for name, new in fields.items()):
        return value
    return replace(value, **fields)


def _replaced(row: tuple[Any, ...], index: int, value: Any) -> tuple[Any, ...]:
    return row if row[index] is value else (*row[:index], value, *row[index + 1 :])


def _inserted(row: tuple[Any, ...], value: Any, index: int | None) -> tuple[Any, ...]:
    at = len(row) if index is None else max(0, min(index, len(row)))
    return (*row[:at], value, *row[at:])


def _moved(row: tuple[Any, ...], source: int, target: int) -> tuple[Any, ...]:
    rest = row[:source] + row[source + 1 :]
    return _inserted(rest, row[source], max(0, min(target, len(rest))))


def _item_index(section: Section, item_id: str) -> int:
    for index, item in enumerate(section.items):
        if item.id == item_id:
            return index
    raise KeyError(item_id)


def _recited(section: Section, old: str, new: str) -> Section:
    def renamed(value: Any, *names: str) -> dict[str, str]:
        return {name: rename_citation(getattr(value, name), old, new) for name in names}

    items = tuple(_with(item, **renamed(item, "title", "text")) for item in section.items)
    if items == section.items:
        items = section.items
    image = section.image
    if image and (caption := rename_citation(image.caption, old, new)) != image.caption:
        image = replace(image, caption=caption)
    fields = renamed(section, "title", "lead", "text", "attribution")
    return _with(section, items=items, image=image, **fields)
