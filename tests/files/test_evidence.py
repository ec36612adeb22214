"""References from files in whatever encoding, and files that are none."""

from pathlib import Path

import pytest

from editor.core.evidence_import.found import Format
from editor.files.errors import FileError
from editor.files.evidence import import_references

RIS = "TY  - JOUR\r\nTI  - Größe der Haare – “eine” Übersicht\r\nAU  - Müller, K\r\nPY  - 2020\r\nER  - \r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "wrong.bib"
    path.write_bytes(RIS.encode(encoding))
    imported = import_references(path)
    assert imported.format is Format.RIS
    assert imported.found[0].reference.title == "Größe der Haare – “eine” Übersicht"
    assert imported.found[0].reference.authors == "Müller K"
    assert bool(imported.notes) is (encoding == "cp1252"), "a guessed encoding is said"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "nothing in it"),
        (bytes(range(256)) * 40, "not a text file"),
        (b"PK\x03\x04" + b"x" * 100, "export the references"),
        (b"%PDF-1.7", "export the references"),
        ("TY  - JOUR".encode("utf-16")[:-1], "not a text file"),
        (b"Dear all,\n\nplease see below.\n", "no references"),
        (b"x" * 10_000_001, "larger than 10 MB"),
        (b'{"bookmarks": []}', "no references"),
    ],
)
def test_what_is_no_file_of_references(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "file.ris"
    path.write_bytes(data)
    with pytest.raises(FileError, match=words) as error:
        import_references(path)
    assert "file.ris" in str(error.value)


def test_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="is a folder"):
        import_references(tmp_path)
    with pytest.raises(FileError, match="cannot be read"):
        import_references(tmp_path / "none.bib")


def test_a_list_of_citations_is_a_file_too(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("1. Lee A. Hair. J Hair. 2020;1:2-3.\n2. Kim B. Skin. J Skin. 2021;4:5-6.\n", "utf-8")
    imported = import_references(path)
    assert imported.format is Format.CITATIONS
    assert [each.reference.year for each in imported.found] == [2020, 2021]
