"""What is asked of the file for the print shop. Light to import: the window makes it, the worker prints by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from editor.render.icc import Profile


class Images(StrEnum):
    """What becomes of a picture's colours: the print shop's inks, or RGB that says which RGB it is."""

    CMYK = "cmyk"
    TAGGED_RGB = "tagged-rgb"


@dataclass(frozen=True, slots=True)
class PressOptions:
    """What the print shop wants. Without a `profile` the file is RGB with an sRGB intent.

    `version` and `made` (with a time zone) stand in the slug line.
    """

    profile: Profile | None
    made: datetime
    images: Images = Images.CMYK
    version: str = ""
