"""Settings of the person at this computer: recent files, the last export folder, how the windows stood.

They are a JSON file. A value that is damaged falls back to its default, a file that is no JSON is moved
aside: settings must never keep anybody from working.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import json
import os
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from editor.core.brochure import Person
from editor.core.decode import DecodeError, decode, encode
from editor.files.atomic import write_atomically
from editor.files.workspace import real_path, same_file

MAX_RECENT = 12
_MAX_BYTES = 1_000_000


def _is_base64(text: str) -> str | None:
    try:
        base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return "must be base64"
    return None


def _is_zoom(number: float) -> str | None:
    return None if number == 0 or 0.1 <= number <= 8 else "must be 0 (fit) or between 0.1 and 8"


def _is_appearance(text: str) -> str | None:
    return None if text in ("system", "light", "dark") else "must be system, light or dark"


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. `window` and `splitters` are Qt's saved states in base64, `zoom` is 1 at life size and
    0 for fit. `press_profile` is the path of the print shop's colour profile. `person_name` and `person_role` say
    who decides at this computer, empty until that was asked.
    """

    recent: tuple[str, ...] = ()
    export_folder: str = ""
    document_folder: str = ""
    window: str = field(default="", metadata={"check": _is_base64})
    splitters: str = field(default="", metadata={"check": _is_base64})
    zoom: float = field(default=0.0, metadata={"check": _is_zoom})
    web_width: int = 0
    person_name: str = ""
    person_role: str = ""
    appearance: str = field(default="system", metadata={"check": _is_appearance})
    press_profile: str = ""

    @property
    def person(self) -> Person | None:
        """Who decides at this computer; None if nobody was named yet."""
        return Person(self.person_name, self.person_role) if self.person_name.strip() else None

    def with_person(self, person: Person) -> Settings:
        """Return the settings with another person who decides."""
        return replace(self, person_name=person.name, person_role=person.role)

    def with_recent(self, path: Path) -> Settings:
        """Return the settings with a file at the head of the recent ones."""
        path = real_path(path)
        others = tuple(each for each in self.recent if not same_file(Path(each), path))
        return replace(self, recent=(str(path), *others)[:MAX_RECENT])

    def without_recent(self, path: Path) -> Settings:
        """Return the settings without a file among the recent ones."""
        path = real_path(path)
        return replace(self, recent=tuple(each for each in self.recent if not same_file(Path(each), path)))

    def recent_files(self) -> tuple[Path, ...]:
        """Return the recent files that exist, the latest first. Those on a drive that is away are kept, not
        shown.
        """
        return tuple(path for path in map(Path, self.recent) if _exists(path))


def settings_path() -> Path:
    """Return where the settings lie: CANDOR_CONFIG if that is set, else the platform's place for them."""
    chosen = os.environ.get("CANDOR_CONFIG")
    if chosen:
        return Path(chosen) / "settings.json"
    import platformdirs

    return platformdirs.user_config_path("candor", appauthor=False) / "settings.json"


def forms_folder() -> Path:
    """Return the folder beside the settings where a clinic keeps print forms of its own; it need not be there."""
    return settings_path().parent / "forms"


def rules_folder() -> Path:
    """Return the folder beside the settings where a clinic keeps rule packs of its own; it need not be there."""
    return settings_path().parent / "rules"


def load_settings(path: Path) -> Settings:
    """Return the settings in a file; defaults for what is missing or damaged. Never fails.

    A file that is no JSON object is renamed to settings.json.damaged, so that nothing a person wrote is lost.
    """
    try:
        with path.open("rb") as file:
            data = json.loads(file.read(_MAX_BYTES))
        if not isinstance(data, dict):
            raise ValueError("not an object")
    except OSError:
        return Settings()
    except (ValueError, RecursionError):
        with contextlib.suppress(OSError):
            os.replace(path, path.with_name(path.name + ".damaged"))
        return Settings()
    return Settings(**{each.name: _value(each.name, data) for each in fields(Settings) if each.name in data})


def save_settings(settings: Settings, path: Path) -> None:
    """Write the settings; FileError if that fails."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, json.dumps(encode(settings), ensure_ascii=False, indent=1).encode())


def _value(name: str, data: dict[str, Any]) -> Any:
    """Return one setting strictly decoded, its default if it has a mistake."""
    try:
        return getattr(decode(Settings, {name: data[name]}), name)
    except DecodeError:
        return getattr(Settings(), name)


def _exists(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
