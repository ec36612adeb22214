"""Pre-written sections that a brochure may lack, by role: resources/disclosures/<language>.toml.

Each table is named after a role and is a section's JSON value in TOML, without id and role. Square brackets mark what
only the clinic can fill in. The text for stories and photos stands beside them and is no story, so its section has no
role.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from editor.core.brochure import Role, Section
from editor.core.decode import DecodeError, Mistake, decode
from editor.files.errors import FileError
from editor.files.resources import mistakes_in, read_toml, resource_root

FALLBACK = "en"


def load_disclosures(language: str, folder: Path | None = None) -> Mapping[Role, Section]:
    """Return the sections in a language (BCP 47, its first part decides), in English where there is no file for it.

    Their ids only tell them apart here: whoever puts one into a brochure gives it, and its items, fresh ones.
    FileError names the file and every mistake in it.
    """
    folder = folder or resource_root() / "disclosures"
    # Found by listing, so that no language, however spelt, names a file elsewhere.
    found = {path.stem: path for path in sorted(folder.glob("*.toml"))}
    path = found.get(language.partition("-")[0], found.get(FALLBACK))
    if path is None:
        raise FileError(
            f"There are no pre-written sections in {folder}: the installation is incomplete; install Candor again."
        )
    try:
        return MappingProxyType(_decode(read_toml(path)))
    except DecodeError as error:
        raise mistakes_in(path, error) from error


def _decode(data: dict[str, Any]) -> dict[Role, Section]:
    sections: dict[Role, Section] = {}
    mistakes: list[Mistake] = []
    for name, table in data.items():
        if name not in set(Role):
            mistakes.append(Mistake(name, f"must be one of {', '.join(Role)}"))
            continue
        role = Role(name)
        try:
            sections[role] = _section(role, table)
        except DecodeError as error:
            mistakes += [Mistake(f"{name}.{each.path}".rstrip("."), each.message) for each in error.mistakes]
    mistakes += [Mistake(role, "is missing") for role in Role if role not in data]
    if mistakes:
        raise DecodeError(tuple(mistakes))
    return sections


def _section(role: Role, table: object) -> Section:
    if not isinstance(table, dict):
        raise DecodeError((Mistake("", "must be a table"),))
    given = [Mistake(name, "must not be given here") for name in ("id", "role") if name in table]
    if given:
        raise DecodeError(tuple(given))
    known = {} if role is Role.TESTIMONIAL else {"role": role.value}
    section: Section = decode(Section, {"id": role.value, **known, **table})
    if not (section.title.strip() and (section.text.strip() or section.items)):
        raise DecodeError((Mistake("text", "must not be empty, nor may the title"),))
    return section
