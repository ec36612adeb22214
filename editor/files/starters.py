"""Starters: the brochures a user can begin with. Each is a folder resources/starters/<id>/ with
brochure.toml.

The table [starter] has name, summary and order; the rest is the brochure's JSON value written in TOML, in
which a picture is { file = "cover.svg", alt = "...", decorative = false, caption = "..." }.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from editor.core.brochure import Brochure, decode_brochure
from editor.core.decode import DecodeError, decode
from editor.files.errors import FileError, reason
from editor.files.images import ImageError, read_image
from editor.files.resources import mistakes_in, read_toml, resource_root


@dataclass(frozen=True, slots=True)
class Starter:
    """One starter: what the start screen says about it, and the folder it lies in."""

    id: str
    name: str
    summary: str
    folder: Path


@dataclass(frozen=True, slots=True)
class _Heading:
    """The [starter] table."""

    name: str
    summary: str
    order: int


def starters(folder: Path | None = None) -> tuple[Starter, ...]:
    """Return the starters in the order the start screen shows them; FileError if one has a mistake."""
    found: list[tuple[int, str, Starter]] = []
    for path in (folder or resource_root() / "starters").glob("*/brochure.toml"):
        heading = _heading(path, read_toml(path))
        found.append(
            (
                heading.order,
                path.parent.name,
                Starter(path.parent.name, heading.name, heading.summary, path.parent),
            )
        )
    return tuple(starter for _, _, starter in sorted(found, key=lambda each: each[:2]))


def load_starter(starter_id: str, folder: Path | None = None) -> tuple[Brochure, dict[str, bytes]]:
    """Return a starter's brochure and its pictures by sha256; FileError names the file and the mistakes in
    it.
    """
    path = (folder or resource_root() / "starters") / starter_id / "brochure.toml"
    if not path.is_file():
        known = ", ".join(each.id for each in starters(folder))
        raise FileError(f"There is no starter “{starter_id}”. Choose one of these: {known}.")
    data = read_toml(path)
    _heading(path, data)
    data.pop("starter")
    assets: dict[str, bytes] = {}
    _resolve(data, path.parent, assets)
    try:
        return decode_brochure(data), assets
    except DecodeError as error:
        raise mistakes_in(path, error) from error


def _heading(path: Path, data: dict[str, Any]) -> _Heading:
    try:
        return decode(_Heading, data.get("starter"))
    except DecodeError as error:
        raise FileError(
            f"{path} has a mistake in its table [starter]: {error}. Correct it or remove it."
        ) from error


def _resolve(data: dict[str, Any], folder: Path, assets: dict[str, bytes]) -> None:
    """Replace every picture's `file` by what the file is, in place."""
    sections = data.get("sections")
    for holder in [data.get("brand"), *(sections if isinstance(sections, list) else [])]:
        for name in ("image", "logo"):
            if (
                isinstance(holder, dict)
                and isinstance(picture := holder.get(name), dict)
                and "file" in picture
            ):
                holder[name] = _picture(picture, folder, assets)


def _picture(picture: dict[str, Any], folder: Path, assets: dict[str, bytes]) -> dict[str, Any]:
    name = str(picture.pop("file"))
    path = folder / name
    if path.resolve().parent != folder.resolve():
        raise FileError(f"{folder / 'brochure.toml'} names the picture {name!r}, which is not in its folder.")
    try:
        image, data = read_image(path.read_bytes(), name)
    except OSError as error:
        raise FileError(f"The picture {path} could not be read: {reason(error)}.") from error
    except ImageError as error:
        raise FileError(f"The picture {path} cannot be used: {error}") from error
    assets[hashlib.sha256(data).hexdigest()] = data
    return {
        "asset": image.asset,
        "media_type": image.media_type,
        "width": image.width,
        "height": image.height,
        **picture,
    }
