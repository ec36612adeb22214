"""How grave a finding is."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """Errors make `candor check` end with 1 and stand in the way of an export."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"

    @property
    def word(self) -> str:
        """What people call a finding of this level; files and --json have its value."""
        return "note" if self is Level.INFORMATION else self.value


_GRAVITY = {Level.INFORMATION: 0, Level.WARNING: 1, Level.ERROR: 2}


def at_least_as_grave(one: Level, other: Level) -> bool:
    """Tell whether a level is as high as another or higher."""
    return _GRAVITY[one] >= _GRAVITY[other]
