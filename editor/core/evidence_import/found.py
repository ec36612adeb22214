"""What reading references gives: each with where it stood, what to look at, and what was not taken."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from editor.core.brochure import Reference

MAX_BYTES = 10_000_000
"""Bytes of one file, and characters of one pasted text."""
MAX_FOUND = 2_000
"""References in one file; a brochure takes no more."""


class Format(StrEnum):
    """Where references come from, in words for the user."""

    BIBTEX = "BibTeX"
    RIS = "RIS"
    MEDLINE = "PubMed (.nbib)"
    CSL = "CSL-JSON"
    CITATIONS = "citations"


class EvidenceError(ValueError):
    """The text as a whole cannot be used; the message is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class Found:
    """One reference that was read. Its key is a placeholder until it is planned into a brochure.

    `line` is where it stands in the text, from 1 (0: unknown); `original` is its text as it stood there. `guessed`
    names the fields that were read out of the title or the abstract, or of which the reader is not sure, so that a
    person looks at them. `notes` are sentences. `withdrawn`: the journal has retracted it.
    """

    reference: Reference
    line: int = 0
    original: str = ""
    guessed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """All that was read from one text. `notes` name every entry that could not be used, with its line and why."""

    format: Format
    found: tuple[Found, ...]
    notes: tuple[str, ...] = ()
