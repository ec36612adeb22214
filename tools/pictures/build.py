"""Write the starter pictures: python tools/pictures/build.py [NAME ...] (all of them without a name)."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import hair_cover
import hair_sections
import physio
import physio_cover
from picture import Picture, svg

STARTERS = Path(__file__).resolve().parents[2] / "resources" / "starters"
LARGEST_BYTES = 120_000

PICTURES: dict[str, Callable[[], Picture]] = {
    "hair-restoration/cover": hair_cover.cover,
    "hair-restoration/divider": hair_cover.divider,
    "hair-restoration/follicle": hair_sections.follicle,
    "hair-restoration/hair-cycle": hair_sections.cycle,
    "hair-restoration/miniaturisation": hair_sections.miniaturisation,
    "hair-restoration/scalp-section": hair_sections.scalp,
    "physiotherapy/cover": physio_cover.cover,
    "physiotherapy/posture": physio.posture,
    "physiotherapy/spine": physio.spine,
}


def main(names: list[str]) -> None:
    """Write each named picture, and say how large it is. Raises ValueError if one is over the limit."""
    for name in names or PICTURES:
        text = svg(PICTURES[name]())
        if len(text) > LARGEST_BYTES:
            raise ValueError(f"{name}: {len(text)} bytes is over the limit of {LARGEST_BYTES}.")
        (STARTERS / f"{name}.svg").write_text(text, encoding="utf-8")
        print(f"{name}.svg: {len(text) / 1000:.0f} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
