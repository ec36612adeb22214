"""The one restrained palette of the starter pictures, and how its tints are mixed."""

from __future__ import annotations

TEAL_DEEP = "#0f4c4a"
TEAL = "#1f7a74"
MIST = "#e7f0ee"
SAND = "#f3ece1"
SKIN_LIGHT = "#f6e0d0"
SKIN = "#eec4aa"
SKIN_DEEP = "#d99a7d"
HAIR = "#4a3428"
CORAL = "#d9694c"
WHITE = "#ffffff"


def mix(first: str, second: str, share: float) -> str:
    """Return the colour that lies `share` (0 to 1) of the way from `first` to `second`, as #rrggbb.

    Tints are mixed to opaque colours, because transparency in a print file is one more thing to flatten.
    """
    pairs = ((int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
