"""What importing would do to a brochure: which references are new, which are there already, and what would change."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from editor.core import edits
from editor.core.brochure import Brochure, Reference
from editor.core.decode import MAX_ENTRIES
from editor.core.evidence_import.found import EvidenceError, Found
from editor.core.evidence_import.tidy import same_doi
from editor.core.reference_text import suggested_key

_FIELDS = ("authors", "title", "journal", "year", "locator", "doi", "url", "study", "people")


class Standing(StrEnum):
    """How a reference that was read stands to those of the brochure."""

    NEW = "new"
    THERE = "already there"
    DIFFERS = "already there, with other details"
    TWICE = "twice in what was read"


@dataclass(frozen=True, slots=True)
class Offer:
    """One reference that was read, and what taking it would do.

    `key` is the one it would get, or that of the reference it would update; `changes` are (field, before, after).
    """

    found: Found
    standing: Standing
    key: str
    changes: tuple[tuple[str, object, object], ...] = ()

    @property
    def can_be_taken(self) -> bool:
        """Tell whether taking it would change anything."""
        return self.standing in (Standing.NEW, Standing.DIFFERS)

    @property
    def is_taken_at_first(self) -> bool:
        """Tell whether it is taken unless the user says otherwise: what is there stays as it is."""
        return self.standing is Standing.NEW and not self.found.withdrawn


def offers(found: Iterable[Found], references: Sequence[Reference]) -> tuple[Offer, ...]:
    """Compare what was read with a brochure's references, and with each other."""
    taken = {each.key for each in references}
    present, read = _Known(references), _Known(())
    planned = []
    for each in found:
        match = present.like(each.reference)
        if read.like(each.reference):
            planned.append(Offer(each, Standing.TWICE, ""))
            continue
        if match:
            changes = _changes(match, each)
            planned.append(Offer(each, Standing.DIFFERS if changes else Standing.THERE, match.key, changes))
        else:
            key = suggested_key(each.reference.authors, each.reference.year, taken)
            taken.add(key)
            planned.append(Offer(each, Standing.NEW, key))
        read.add(each.reference)
    return tuple(planned)


def take(brochure: Brochure, chosen: Iterable[Offer]) -> Brochure:
    """Add or update the chosen references. EvidenceError if the brochure would have too many."""
    for offer in chosen:
        if offer.standing is Standing.NEW:
            brochure = edits.insert_reference(brochure, replace(offer.found.reference, key=offer.key))
        elif offer.standing is Standing.DIFFERS:
            brochure = edits.change_reference(
                brochure, offer.key, **{name: new for name, _, new in offer.changes}
            )
    if len(brochure.references) > MAX_ENTRIES:
        raise EvidenceError(
            f"The brochure would have {len(brochure.references):,} references; {MAX_ENTRIES:,} are allowed. Take fewer."
        )
    return brochure


class _Known:
    """References by what tells them apart, so that comparing thousands stays quick."""

    def __init__(self, references: Iterable[Reference]) -> None:
        self._by_doi: dict[str, Reference] = {}
        self._by_title: dict[tuple[str, int | None], list[Reference]] = {}
        for each in references:
            self.add(each)

    def add(self, reference: Reference) -> None:
        if reference.doi:
            self._by_doi.setdefault(reference.doi.lower(), reference)
        if title := _plain(reference.title):
            self._by_title.setdefault((title, reference.year), []).append(reference)

    def like(self, reference: Reference) -> Reference | None:
        """Return the one with the same DOI, or with the same title and year unless both have a DOI."""
        if reference.doi and (found := self._by_doi.get(reference.doi.lower())):
            return found
        title = _plain(reference.title)
        same = self._by_title.get((title, reference.year), []) if title else []
        return next((each for each in same if not (each.doi and reference.doi)), None)


def _changes(present: Reference, found: Found) -> tuple[tuple[str, object, object], ...]:
    """Return what taking it would change: what it knows better, and never what somebody wrote by what was guessed."""
    changes = []
    for name in _FIELDS:
        old, new = getattr(present, name), getattr(found.reference, name)
        if new in ("", None) or new == old or (old not in ("", None) and name in found.guessed):
            continue
        if isinstance(new, str) and isinstance(old, str) and _plain(new) == _plain(old):
            continue
        if name == "doi" and same_doi(str(old), str(new)):
            continue
        changes.append((name, old, new))
    return tuple(changes)


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[\W_]+", "", "".join(each for each in folded if not unicodedata.combining(each)))
