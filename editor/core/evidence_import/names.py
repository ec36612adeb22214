"""Names of authors in one way of writing: "Lee AB, van der Berg JH"."""

from __future__ import annotations

import re

from editor.core.evidence_import.tidy import tidy

_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|2nd|3rd)\.?", re.IGNORECASE)
_INITIALS = re.compile(r"[A-ZÀ-ÖØ-Þ]{1,4}|(?:[A-ZÀ-ÖØ-Þ]\.[- ]?){1,5}[A-ZÀ-ÖØ-Þ]?")


def initials(given: str) -> str:
    """Return the initials of given names: "JP" of "Jean-Pierre", "AB" of "A. B." and of "AB".

    Names in a script without capitals stay whole.
    """
    given = tidy(given).strip(" ,")
    if not given:
        return ""
    if re.fullmatch(r"[A-ZÀ-ÖØ-Þ]{1,4}", given):
        return given
    if given[0].upper() == given[0].lower():
        return given
    parts = [part for part in re.split(r"[\s.\-‐‑]+", given) if part]
    letters = []
    for part in parts:
        short = re.fullmatch(r"[A-ZÀ-ÖØ-Þ]{2,3}", part) and len(parts) > 1
        letters.append(part if short else part[0].upper())
    return "".join(letters)


def name_of(last: str, given: str, suffix: str = "") -> str:
    """Return one name: "Lee AB", "Lee AB Jr"."""
    return " ".join(
        filter(None, (tidy(last).strip(" ,"), initials(given), tidy(suffix).strip(" ,.").title()))
    )


def inverted(text: str) -> str:
    """Return one name of "Lee, Anna B.", "Lee, Anna B., Jr." or "Lee AB"; a name without a comma stays as it is."""
    parts = [part for part in (each.strip() for each in tidy(text).split(",")) if part]
    if len(parts) < 2:
        return parts[0] if parts else ""
    suffix = next((part for part in parts[1:] if _SUFFIX.fullmatch(part)), "")
    given = " ".join(part for part in parts[1:] if part != suffix)
    return name_of(parts[0], given, suffix)


def is_initials(text: str) -> bool:
    """Tell whether a text is nothing but initials: "AB", "A. B."."""
    return bool(_INITIALS.fullmatch(text.strip()))


def joined(names: list[str]) -> str:
    """Return names as they are printed: "Lee AB, Kim C, et al", "Lee AB et al"."""
    names = [name for name in names if name]
    if len(names) == 2 and names[1] == "et al":
        return " ".join(names)
    return ", ".join(names)
