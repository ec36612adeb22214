"""References from a file: its bytes as text, whatever program and encoding it comes from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from editor.core.evidence_import.found import MAX_BYTES, EvidenceError, Format, Imported
from editor.core.evidence_import.reading import read_references
from editor.files.errors import FileError, reason
from editor.files.importing import decode_text

SUFFIXES = (".bib", ".bibtex", ".ris", ".nbib", ".json", ".csljson", ".txt")
"""What the file dialog offers; the format is told by the content."""
_EXPORT = (
    "In the program it comes from, export the references as BibTeX, RIS or CSL-JSON, and import that file."
)


def import_references(path: str | Path) -> Imported:
    """Read the references in a file. FileError says in one or two sentences why it cannot be read."""
    path = Path(path)
    data = _bytes_of(path)
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


def _bytes_of(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise FileError(
                f"“{path.name}” is a folder or a device, not a file. Choose a file of references."
            )
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise FileError(f"“{path.name}” cannot be read: {reason(error)}. Nothing was imported.") from error
    except ValueError as error:  # a zero byte in the path
        raise FileError("The file's name cannot be used. Nothing was imported.") from error
    if len(data) > MAX_BYTES:
        raise FileError(
            f"“{path.name}” is larger than {MAX_BYTES // 1_000_000} MB. Export fewer references at once."
        )
    return data
