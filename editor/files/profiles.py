"""Finding the colour profile of the print shop's press: the clinic's own file, or one that the system has."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from editor.files.errors import FileError, reason
from editor.render.icc import Profile, ProfileError, read_profile

NO_PROFILE = (
    "No colour profile of a printing press was found, so no file for the print shop was made. Ask your print shop for "
    "the profile it prints with (an .icc file, such as PSO Coated v3), or take one from the European Color Initiative, "
    "eci.org, and choose it. If the print shop takes RGB, ask for an RGB file instead."
)
_SUFFIXES = (".icc", ".icm")
_MAX_BYTES = 16_000_000
_MAX_FILES = 2000
# Ghostscript brings stand-ins for devices without a profile; they describe no press.
_STAND_INS = ("ps_cmyk.icc", "gray_to_k.icc")
# What print shops ask for most often, best first; whatever else is found comes after them.
_PREFERRED = ("FOGRA51", "FOGRA39", "CGATS21-2-CRPC6", "CGATS TR 006", "FOGRA52", "FOGRA47", "CGATS TR 001")


def default_places() -> tuple[Path, ...]:
    """Return the folders in which this system keeps colour profiles."""
    home = Path.home()
    if sys.platform == "darwin":
        return (
            home / "Library/ColorSync/Profiles",
            Path("/Library/ColorSync/Profiles"),
            Path("/Library/Application Support/Adobe/Color/Profiles"),
            Path("/System/Library/ColorSync/Profiles"),
        )
    if sys.platform == "win32":
        windows = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"))
        common = Path(os.environ.get("COMMONPROGRAMFILES", r"C:\Program Files\Common Files"))
        return (windows / r"System32\spool\drivers\color", common / r"Adobe\Color\Profiles")
    data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share")
    shared = [Path(each) for each in os.environ.get("XDG_DATA_DIRS", "").split(":") if each.startswith("/")]
    places = [data / "icc", home / ".color/icc", data / "color/icc"]
    places += [each / "color/icc" for each in [*shared, Path("/usr/local/share"), Path("/usr/share")]]
    return tuple(dict.fromkeys((*places, Path("/var/lib/colord/icc"))))


def find_profiles(places: Iterable[Path] | None = None) -> tuple[tuple[Path, Profile], ...]:
    """Return the CMYK press profiles in folders (default: the system's) and below, those asked for most first."""
    found: dict[bytes, tuple[Path, Profile]] = {}
    for path in _files(default_places() if places is None else places):
        try:
            with path.open("rb") as file:
                head = file.read(128)
                if head[12:20] != b"prtrCMYK" or head[36:40] != b"acsp":
                    continue
                profile = read_profile(head + file.read(_MAX_BYTES), path.name)
        except (OSError, ProfileError):
            continue  # one that cannot be used is as good as none
        found.setdefault(profile.data, (path, profile))
    return tuple(sorted(found.values(), key=_rank))


def load_profile(path: Path) -> Profile:
    """Return the profile in a file; FileError if it cannot be read or is not of a CMYK press."""
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except OSError as error:
        raise FileError(
            f"The colour profile “{path}” cannot be read: {reason(error)}. Choose the print shop's .icc file."
        ) from error
    try:
        return read_profile(data, path.name)
    except ProfileError as error:
        raise FileError(str(error)) from error


def choose_profile(chosen: Path | None, places: Iterable[Path] | None = None) -> tuple[Profile, str]:
    """Return the profile to print with, and a sentence for the user if the program chose it.

    FileError if `chosen` cannot be used, or nothing was chosen and the system has none.
    """
    if chosen is not None:
        return load_profile(chosen), ""
    found = find_profiles(places)
    if not found:
        raise FileError(NO_PROFILE)
    path, profile = found[0]
    return profile, (
        f"No profile was chosen, so the colours are for “{profile.description}” ({path}). Ask your print shop which "
        "profile it prints with."
    )


def _files(places: Iterable[Path]) -> Iterator[Path]:
    count = 0
    for place in places:
        for folder, _, names in os.walk(place):
            for name in sorted(names):
                if name.lower().endswith(_SUFFIXES) and name not in _STAND_INS:
                    count += 1
                    if count > _MAX_FILES:
                        return
                    yield Path(folder, name)


def _rank(found: tuple[Path, Profile]) -> tuple[int, bool, str]:
    path, profile = found
    known = _PREFERRED.index(profile.condition) if profile.condition in _PREFERRED else len(_PREFERRED)
    return known, not profile.condition, path.name.lower()
