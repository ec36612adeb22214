"""References from a file: its bytes as text, whatever program and encoding it comes from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from editor.core.evidence_import.found import MAX_BYTES, EvidenceError, Format, Imported
from editor.core.evidence_import.reading import read_references
from editor.files.errors import FileError
from editor.files.importing import bytes_of, decode_text

SUFFIXES = (".bib", ".bibtex", ".ris", ".nbib", ".json", ".csljson", ".txt")
"""What the file dialog offers; the format is told by the content."""
_EXPORT = (
    "In the program it comes from, export the references as BibTeX, RIS or CSL-JSON, and import that file."
)


def import_references(path: str | Path) -> Imported:
    """Read the references in a file. FileError says in one or two sentences why it cannot be read."""
    path = Path(path)
    data = bytes_of(path, MAX_BYTES, "file of references", "Export fewer references at once.")
    try:
        text, notes = decode_text(data, path.name)
    except FileError:
        raise FileError(f"“{path.name}” is not a text file. {_EXPORT}") from None
    if "\0" in text:
        raise FileError(f"“{path.name}” is not a text file. {_EXPORT}")
    try:
        found = read_references(text)
    except EvidenceError as error:
        raise FileError(f"“{path.name}” was not imported. {error}") from None
    if found.format is Format.CITATIONS and not any(
        each.reference.doi or (each.reference.authors and each.reference.year) for each in found.found
    ):
        raise FileError(f"“{path.name}” has no references that Candor can read. {_EXPORT}")
    return replace(found, notes=(*notes, *found.notes))
