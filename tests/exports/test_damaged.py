"""An export that is not sound is refused, and the file of the last one stays: every verifier can fail."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from editor.core.edits import change_section
from editor.files.errors import FileError
from editor.files.export import AuditFiles, save_export
from editor.render.products import Produced, Product
from tests.samples import starter


def edited(change: Callable[[pikepdf.Pdf], None]) -> Callable[[bytes], bytes]:
    """Return a damage done to an opened PDF."""

    def damage(data: bytes) -> bytes:
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(data)) as pdf:
            change(pdf)
            pdf.save(out)
        return out.getvalue()

    return damage


@edited
def without_tags(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


@edited
def without_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


@edited
def without_pages(pdf: pikepdf.Pdf) -> None:
    while len(pdf.pages):
        del pdf.pages[0]


@edited
def without_font_files(pdf: pikepdf.Pdf) -> None:
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and "/FontFile2" in each:
            del each["/FontFile2"]


def half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def nothing(data: bytes) -> bytes:
    return b""


def noise(data: bytes) -> bytes:
    return b"\xff\xfe\x00" + data[3:]


def added(words: bytes) -> Callable[[bytes], bytes]:
    """Return a damage that puts something into a page's body."""
    return lambda data: data.replace(b"<main", words + b"<main", 1)


def css(words: bytes) -> Callable[[bytes], bytes]:
    """Return a damage that puts something into a page's style sheet."""
    return lambda data: data.replace(b"</style>", words + b"</style>", 1)


DAMAGES: dict[str, tuple[Product, Callable[[bytes], bytes]]] = {
    "pdf-half": (Product.PDF, half),
    "pdf-empty": (Product.PDF, nothing),
    "pdf-untagged": (Product.PDF, without_tags),
    "pdf-no-language": (Product.PDF, without_language),
    "pdf-no-pages": (Product.PDF, without_pages),
    "pdf-no-font": (Product.PDF, without_font_files),
    "sheets-half": (Product.SHEETS, half),
    "sheets-empty": (Product.SHEETS, nothing),
    "sheets-no-pages": (Product.SHEETS, without_pages),
    "sheets-no-font": (Product.SHEETS, without_font_files),
    "html-half": (Product.HTML, half),
    "html-empty": (Product.HTML, nothing),
    "html-noise": (Product.HTML, noise),
    "html-script": (Product.HTML, added(b"<script>1</script>")),
    "html-frame": (Product.HTML, added(b"<iframe></iframe>")),
    "html-picture": (Product.HTML, added(b'<img src="https://example.org/a.png">')),
    "html-file": (Product.HTML, added(b'<img src="a.png">')),
    "html-sources": (Product.HTML, added(b'<img srcset="a.png 2x">')),
    "html-sheet": (Product.HTML, added(b'<link rel="stylesheet" href="a.css">')),
    "html-css-url": (Product.HTML, css(b"p { background: url(https://example.org/a.png) }")),
    "html-css-import": (Product.HTML, css(b'@import "https://example.org/a.css";')),
    "png-half": (Product.PNG, half),
    "png-empty": (Product.PNG, nothing),
    "png-noise": (Product.PNG, noise),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_export_is_refused_and_the_old_file_stays(name: str, tmp_path: Path) -> None:
    product, damage = DAMAGES[name]
    good = starter("blank").produced(product)
    suffix, data = good.parts[-1]
    damaged = damage(data)
    assert damaged != data
    bad = Produced(product, (*good.parts[:-1], (suffix, damaged)), good.oversets, good.notes)
    old = tmp_path / f"brochure{Path(suffix).suffix}"
    old.write_bytes(b"the old file")
    with pytest.raises(FileError, match=r"Nothing was written") as caught:
        save_export(bad, old)
    assert "\n" not in str(caught.value)
    assert old.read_bytes() == b"the old file"
    assert list(tmp_path.iterdir()) == [old]


@pytest.mark.parametrize("product", [Product.HTML, Product.PDF, Product.SHEETS, Product.PNG])
def test_a_sound_export_replaces_the_old_file(product: Product, tmp_path: Path) -> None:
    produced = starter("blank").produced(product)
    path = tmp_path / f"brochure{Path(produced.parts[0][0]).suffix}"
    path.write_bytes(b"the old file")
    report = save_export(produced, path)
    assert [file.read_bytes() for file in report.files] == [data for _, data in produced.parts]
    assert report.size == sum(file.stat().st_size for file in report.files)
    if product is Product.PNG:
        numbers = [re.fullmatch(r"brochure-(\d+)\.png", file.name) for file in report.files]
        assert [int(number[1]) for number in numbers if number] == list(range(1, len(produced.parts) + 1))


def test_a_folder_that_is_not_there_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="away"):
        save_export(starter("blank").produced(Product.PDF), tmp_path / "away" / "brochure.pdf")


def test_a_brochure_is_never_replaced(tmp_path: Path) -> None:
    produced = starter("blank").produced(Product.PDF)
    renamed = tmp_path / "renamed.pdf"
    renamed.write_bytes(b"SQLite format 3\x00 and so on")
    for path in (renamed, tmp_path / "new.brochure"):
        with pytest.raises(FileError, match="is the name of a brochure"):
            save_export(produced, path)
    assert [each.name for each in tmp_path.iterdir()] == ["renamed.pdf"]


def test_without_its_audit_pack_nothing_is_exported(tmp_path: Path) -> None:
    produced = starter("blank").produced(Product.PDF)
    (tmp_path / "a-audit.pdf").mkdir()
    with pytest.raises(FileError, match=r"a-audit\.pdf"):
        save_export(produced, tmp_path / "a.pdf", AuditFiles(b"{}", produced.parts[0][1]))
    assert not (tmp_path / "a.pdf").exists()


def test_words_that_look_like_css_are_only_words(tmp_path: Path) -> None:
    chosen = starter("blank")
    text = "Use url(https://example.org/x.png) or @import it;"
    brochure = change_section(chosen.brochure, "text", text=text)
    produced = replace(chosen, name="css-words", brochure=brochure).produced(Product.HTML)
    save_export(produced, tmp_path / "page.html")
    assert b"@import it;" in (tmp_path / "page.html").read_bytes()
