"""Texts to check, from the files clinics have, and files that mean harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.files import texts
from editor.files.errors import FileError
from editor.files.texts import read_bytes, read_text
from tests.files.word_files import part, word_file

PAGE = """<!doctype html>
<html lang="en"><head><title>Hair &amp; skin</title>
<meta name="description" content="We look after hair.">
<script>var promise = "guaranteed";</script></head>
<body><h1>Our clinic</h1><p>It regrows hair.<sup><a href="#fn1">1</a>, <a href="#fn2">[2]</a></sup>
Over 3 cm<sup>2</sup>.</p>
<img src="https://elsewhere.example/x.png" alt="A doctor at work"><button>Book now</button>
<div style="display: none">Only for our readers</div></body></html>"""


def test_markdown_and_plain_text_keep_their_lines() -> None:
    text = read_text(b"# Hair\r\n\r\nIt grows.\rSlowly.\n", "a.md")
    assert text.text == "# Hair\n\nIt grows.\nSlowly.\n"
    assert text.lines
    assert not text.skipped


def test_a_text_in_windows_encoding_is_read_and_remarked_on() -> None:
    text = read_text("Caf\u00e9 \u201csafe\u201d hair".encode("cp1252"), "a.txt")
    assert "Caf\u00e9 \u201csafe\u201d" in text.text
    assert "not in UTF-8" in text.notes[0]


def test_a_web_page_gives_what_its_readers_see_and_hear() -> None:
    text = read_text(PAGE.encode(), "a.html")
    for words in ("# Hair & skin", "We look after hair.", "A doctor at work", "Our clinic", "Book now"):
        assert words in text.text
    assert "Only for our readers" in text.text  # it may be shown later
    assert "promise" not in text.text
    assert not text.lines
    assert any("scripts" in each for each in text.skipped)


def test_small_numbers_that_lead_to_notes_are_citations() -> None:
    text = read_text(PAGE.encode(), "a.html").text
    assert "It regrows hair.[^1][^2]" in text
    assert "cm2" in text


def test_html_is_recognised_without_a_name() -> None:
    assert not read_text(b"<p>Hair <b>grows</b>.</p>", "standard input").lines
    assert read_text(b"# Hair\n\n<p>Text", "standard input").lines
    assert read_text(b"<div align=center>Hair</div>\n\n# Hair", "README.md").lines


def test_a_page_in_the_encoding_that_it_names() -> None:
    page = '<html><head><meta charset="iso-8859-2"></head><body><p>Łysienie</p></body></html>'
    assert "Łysienie" in read_text(page.encode("iso-8859-2"), "a.html").text
    for not_of_the_web in ("rot13", "cp037", "unicode_escape", "punycode"):
        odd = page.replace("iso-8859-2", not_of_the_web).encode()
        assert "Łysienie" in read_text(odd, "a.html").text


def test_the_language_is_guessed_from_the_words_and_else_taken_from_the_page() -> None:
    german = (
        "<html lang='en'><body><p>Die Haare sind mit der Zeit für uns nicht ein Problem.</p></body></html>"
    )
    assert read_text(german.encode(), "a.html").language == "de-DE"
    polish = "<html lang='pl'><body><p>Łysienie jest powszechne.</p></body></html>"
    assert read_text(polish.encode(), "a.html").language == "pl"


def test_a_word_document_becomes_text() -> None:
    text = read_text(word_file("Our clinic", "It cures * baldness."), "a.docx")
    assert text.text == "Our clinic\n\nIt cures \\* baldness."
    assert not text.skipped


def test_footnotes_of_a_word_document_are_citations() -> None:
    body = part("It regrows hair.").replace(
        "</w:t></w:r>", '</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r>'
    )
    note = part(root="footnotes").replace("/>", "").removesuffix("</w:footnotes>")
    note += '<w:footnote w:id="1"><w:p><w:r><w:t>Tak 2020</w:t></w:r></w:p></w:footnote></w:footnotes>'
    text = read_text(word_file(more={"word/document.xml": body, "word/footnotes.xml": note}), "a.docx").text
    assert "It regrows hair.[^1]" in text
    assert "Tak 2020" in text


def test_headers_of_a_word_document_are_not_read_and_that_is_said() -> None:
    data = word_file("Text", more={"word/header1.xml": part("Risk-free", root="hdr")})
    assert read_text(data, "a.docx").skipped == ("Headers and footers of the Word document",)


def test_an_outside_picture_of_a_word_document_is_not_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    import mammoth.docx.files

    def never(*arguments: object) -> None:
        raise AssertionError("nothing may be fetched")

    monkeypatch.setattr(mammoth.docx.files.Files, "open", never)
    drawing = (
        '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body><w:p><w:r>'
        '<w:t>Hair</w:t><w:drawing><wp:inline><wp:docPr descr="A"/><a:graphic><a:graphicData><pic:pic><pic:blipFill>'
        '<a:blip r:link="r9"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
        "</w:body></w:document>"
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
        'Target="https://elsewhere.example/x.png" TargetMode="External"/></Relationships>'
    )
    data = word_file(more={"word/document.xml": drawing, "word/_rels/document.xml.rels": relations})
    assert read_text(data, "a.docx").text == "Hair"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "holds no text"),
        (b"<html><body><img src='x.png'></body></html>", "holds no text"),
        (b"%PDF-1.7", "is a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old or locked Word"),
        (b"\x00\x01\x02\x03" * 40, "not a text file"),
        (b"PK\x03\x04 and then nothing", "cannot be unpacked"),
        (word_file("Text")[:-60], "cannot be unpacked"),
        (word_file(more={"word/document.xml": b"<w:document"}), "damaged or no Word document"),
        (word_file(more={"word/document.xml": part("&x;", before="<!DOCTYPE d [<!ENTITY x 'y'>]>")}), "declarations"),
        (
            word_file(more={"word/styles.xml": part(before=" " * 9000 + "<!DOCTYPE d>").encode("utf-16")}),
            "declarations",
        ),
        (b"<html>" + b"<div>" * 5000 + b"Hair", "too deeply"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(FileError) as caught:
        read_text(data, "file")
    assert words in str(caught.value)
    assert "“file”" in str(caught.value)


def test_another_zip_file_is_no_word_document() -> None:
    data = word_file(more={"word/document.xml": b""}).replace(b"word/document.xml", b"text/content1.xml")
    with pytest.raises(FileError, match="no Word document"):
        read_text(data, "a.odt")


def test_a_zip_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "_MAX_XML", 1_000_000)
    bomb = word_file("Text", more={"word/footnotes.xml": b" " * 2_000_000})
    assert len(bomb) < 10_000
    with pytest.raises(FileError, match="unpacks to more"):
        read_text(bomb, "a.docx")
    monkeypatch.setattr(texts, "_MAX_PARTS", 3)
    with pytest.raises(FileError, match="unpacks to more"):
        read_text(word_file("Text", more={"word/styles.xml": part(root="styles")}), "a.docx")


def test_a_part_that_is_larger_than_it_says_gives_no_more_than_it_said() -> None:
    data = word_file("Text", more={"word/footnotes.xml": b" " * 100_000})
    size = (100_000).to_bytes(4, "little")
    with pytest.raises(FileError, match="cannot be unpacked"):
        read_text(data.replace(size, (100).to_bytes(4, "little")), "a.docx")


def test_what_is_cut_off_is_said() -> None:
    page = "<html><body>" + "<p>Hair grows.</p>" * 20_000 + "</body></html>"
    assert read_text(page.encode(), "a.html").skipped == ("What comes after the first 200000 characters",)


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="is a folder"):
        read_bytes(tmp_path)
    with pytest.raises(FileError, match=r"nothing\.md.*does not exist.*Nothing was checked"):
        read_bytes(tmp_path / "nothing.md")
