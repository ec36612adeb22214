"""Article files: encodings, what is refused, and the pictures beside them."""

from __future__ import annotations

import io
from pathlib import Path

import PIL.Image
import pytest

from editor.core.brochure import Brochure, Kind
from editor.files.errors import FileError
from editor.files.importing import MAX_ARTICLE_BYTES, import_file

TEXT = "Knee care – “well done”\n\nA café visit is fine.\n\nRisks\n\nSwelling costs €5.\n"


def png(colour: str = "red") -> bytes:
    out = io.BytesIO()
    PIL.Image.new("RGB", (4, 3), colour).save(out, "PNG")
    return out.getvalue()


def write(folder: Path, data: str | bytes, name: str = "article.md") -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def texts(brochure: Brochure) -> list[str]:
    return [section.title + "|" + section.lead + section.text for section in brochure.sections]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_encodings(tmp_path: Path, encoding: str) -> None:
    imported = import_file(write(tmp_path, TEXT.encode(encoding), "a.txt"))
    assert texts(imported.brochure) == [
        "Knee care – “well done”|A café visit is fine.",
        "Risks|Swelling costs €5.",
    ]
    assert bool(imported.notes) is (encoding == "cp1252")


def test_bytes_that_windows_leaves_undefined_are_no_error(tmp_path: Path) -> None:
    imported = import_file(write(tmp_path, b"Title\n\nA caf\xe9\x81 visit.\n", "a.txt"))
    assert imported.brochure.sections[0].lead == "A café visit."


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "has no words"),
        (b"PK\x03\x04rest", "Word, LibreOffice or zip file"),
        (b"%PDF-1.7", "is a PDF"),
        (b"{\\rtf1 text}", "rich text"),
        (b"SQLite format 3\x00", "choose Open"),
        (b"\x00\x01\x02\x03\x04abc", "not a text file"),
        (b"\xff\xfea\x00b", "is damaged"),
        (b"<!DOCTYPE html><p>Text</p>", "is a web page"),
        (b"a" * (MAX_ARTICLE_BYTES + 1), "larger than 4 MB"),
        (b"word " * 90_000, "more than a brochure can hold"),
    ],
)
def test_what_is_refused_is_said_in_a_sentence(tmp_path: Path, data: bytes, words: str) -> None:
    with pytest.raises(FileError, match=words) as caught:
        import_file(write(tmp_path, data))
    assert "article.md" in str(caught.value)
    assert str(caught.value).endswith(".")


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="does not exist"):
        import_file(tmp_path / "none.md")
    with pytest.raises(FileError, match="folder or a device"):
        import_file(tmp_path)


def test_pictures_beside_the_article(tmp_path: Path) -> None:
    folder = tmp_path / "my pictures"
    folder.mkdir()
    write(folder, png("red"), "a b.png")
    write(folder, png("blue"), "c.png")
    article = "# T\n\n![Cover](my%20pictures/c.png)\n\nLead.\n\n## A\n\nBefore.\n\n"
    article += '![Red](<my%20pictures/a%20b.png> "A red field")\n\n![Blue](./my%20pictures/c.png)\n\nAfter.\n'
    imported = import_file(write(tmp_path, article))
    cover, first, second = imported.brochure.sections
    assert cover.image is not None
    assert (cover.image.alt, cover.lead, cover.text) == ("Cover", "Lead.", "")
    assert first.image is not None
    assert (first.image.alt, first.image.caption) == ("Red", "A red field")
    assert first.text == "Before.\n\nAfter."
    assert second.kind is Kind.TEXT
    assert second.image is not None
    assert second.image.alt == "Blue"
    assert set(imported.assets) == {cover.image.asset, first.image.asset}
    assert imported.notes == ()


def test_pictures_that_cannot_be_used_are_named_and_stay_in_the_text(tmp_path: Path) -> None:
    write(tmp_path, png(), "outside.png")
    folder = tmp_path / "article"
    folder.mkdir()
    write(folder, b"no picture", "broken.png")
    (folder / "link.png").symlink_to(tmp_path / "outside.png")
    sources = (
        "none.png",
        "broken.png",
        "../outside.png",
        "link.png",
        "https://a.example/b.png",
        "file:///etc/passwd",
    )
    article = "# T\n\nLead.\n\n## A\n\nText.\n\n" + "\n\n".join(f"![x]({source})" for source in sources)
    imported = import_file(write(folder, article))
    assert imported.assets == {}
    assert [note.split(". ")[0] for note in imported.notes] == [
        "The picture “none.png” was not found beside the article",
        "“broken.png” is not a picture that can be read",
        "The picture “../outside.png” lies outside the article's folder",
        "The picture “link.png” lies outside the article's folder",
        "The picture “https://a.example/b.png” is on the web and was not fetched",
        "The picture “file:///etc/passwd” is on the web and was not fetched",
    ]
    assert all(f"![x]({source})" in imported.brochure.sections[-1].text for source in sources)


def test_the_file_is_only_read(tmp_path: Path) -> None:
    path = write(tmp_path, TEXT)
    before = path.read_bytes()
    import_file(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
