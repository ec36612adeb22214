"""ICC profiles of printing conditions: what one is, what it is called, and which registered condition it stands for."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

_MAX_BYTES = 16_000_000
_HEADER = 128

# What profile descriptions say, and the characterisation in the ICC's registry that they were made from.
_KNOWN = (
    (r"FOGRA ?(\d\d)", "FOGRA{}"),
    (r"CGATS ?TR ?0*(\d{1,2})\b", "CGATS TR {:0>3}"),
    (r"\bTR ?0*(\d{1,2})\b", "CGATS TR {:0>3}"),
    (r"PSO ?Coated ?v3", "FOGRA51"),
    (r"PSO ?Uncoated ?v3", "FOGRA52"),
    (r"ISO ?Coated ?v2", "FOGRA39"),
    (r"PSO ?Uncoated", "FOGRA47"),
    (r"ISO ?Uncoated", "FOGRA29"),
    (r"GRACoL ?2006", "CGATS TR 006"),
    (r"SWOP ?2006.*5", "CGATS TR 005"),
    (r"SWOP ?2006.*3", "CGATS TR 003"),
    (r"Web ?Coated ?\(?SWOP\)? ?v2", "CGATS TR 001"),
    (r"GRACoL ?2013 ?CRPC6|CRPC ?6", "CGATS21-2-CRPC6"),
    (r"Japan ?Color ?2001 ?Coated", "JC200103"),
)


class ProfileError(ValueError):
    """A file is no profile to print with; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A checked ICC profile. `condition` is the registered name of its printing condition, empty if it has none."""

    data: bytes
    description: str
    condition: str
    channels: int

    @property
    def identifier(self) -> str:
        """What a PDF/X output intent calls the condition."""
        return self.condition or "Custom"


def read_profile(data: bytes, name: str) -> Profile:
    """Return a CMYK printer's profile; ProfileError if the bytes are anything else. `name` is the file's."""
    from PIL import ImageCms

    if len(data) > _MAX_BYTES:
        raise ProfileError(f"“{name}” is larger than any colour profile. Choose the print shop's .icc file.")
    if len(data) < _HEADER or data[36:40] != b"acsp":
        raise ProfileError(f"“{name}” is not a colour profile. Choose the print shop's .icc or .icm file.")
    if data[16:20] != b"CMYK" or data[12:16] != b"prtr":
        raise ProfileError(
            f"“{name}” is a colour profile, but not of a CMYK printing press. Ask your print shop which "
            "profile it prints with, for instance PSO Coated v3."
        )
    if data[8] > 4:
        raise ProfileError(
            f"“{name}” has a newer version than PDF/X-4 allows. Ask for a version 2 or 4 profile."
        )
    try:
        core = ImageCms.getOpenProfile(io.BytesIO(data)).profile
        # A profile may open and still lack the tables that turn a colour into inks.
        _transform_to(data)
    except (OSError, ImageCms.PyCMSError) as error:
        raise ProfileError(f"The colour profile “{name}” is damaged ({error}). Get it again.") from error
    description = _plain(core.profile_description) or name
    condition = registered_condition(f"{description}\n{_plain(core.target)}")
    return Profile(data, description, condition, 4)


def srgb_profile() -> Profile:
    """Return the sRGB profile, for the file of those who ask for RGB."""
    from PIL import ImageCms

    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return Profile(data, "sRGB IEC61966-2.1", "sRGB IEC61966-2.1", 3)


def _transform_to(data: bytes) -> object:
    from PIL import ImageCms

    srgb = ImageCms.createProfile("sRGB")
    target = ImageCms.ImageCmsProfile(io.BytesIO(data))
    return ImageCms.buildTransform(srgb, target, "RGB", "CMYK", ImageCms.Intent.RELATIVE_COLORIMETRIC)


def _plain(text: str | None) -> str:
    return " ".join(
        "".join(char for char in (text or "")[:4000] if char.isprintable() or char == " ").split()
    )


def registered_condition(words: str) -> str:
    """Return the registered printing condition that a profile's words stand for, empty if they name none."""
    for pattern, name in _KNOWN:
        if found := re.search(pattern, words, re.IGNORECASE):
            return name.format(*found.groups())
    return ""
