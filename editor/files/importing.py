"""Read an article from a file: its text whatever its encoding, and the pictures that lie beside it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote

from editor.core.brochure import Brochure, Image, Kind, Section, new_id
from editor.core.structure import PICTURE, ArticleError, import_article
from editor.files.errors import FileError, reason
from editor.files.images import MAX_BYTES, read_image

MAX_ARTICLE_BYTES = 4_000_000
"""An article larger than this is no article; a long book has one million bytes."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAVE_AS_TEXT = "Open it in the program it comes from, save it as plain text, and choose that."
# What other formats begin with, and what to tell the user.
_OTHERS = (
    (b"PK\x03\x04", f"is a Word, LibreOffice or zip file, not a text file. {_SAVE_AS_TEXT}"),
    (b"\xd0\xcf\x11\xe0", f"is an old or locked Word or Office file, not a text file. {_SAVE_AS_TEXT}"),
    (b"{\\rtf", f"is a rich text file (RTF), not a plain one. {_SAVE_AS_TEXT}"),
    (b"%PDF", "is a PDF. Open it, copy its text into a text file, and choose that."),
    (b"SQLite format 3\x00", "is a database. If it is a brochure, choose Open instead of Import."),
    (b"\x89PNG", "is a picture. Choose a text or Markdown file; pictures are added to sections."),
    (b"\xff\xd8\xff", "is a picture. Choose a text or Markdown file; pictures are added to sections."),
)
WEB_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html[\s>])",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Imported:
    """A brochure made of an article, its pictures' bytes by sha256, and sentences the user should read."""

    brochure: Brochure
    assets: dict[str, bytes]
    notes: tuple[str, ...]


def import_file(path: str | Path) -> Imported:
    """Read a Markdown or plain text file as a brochure.

    Pictures of a Markdown file are read if they lie in its folder or below it; nothing is fetched from a
    network.
    FileError says in one sentence why the file cannot be read.
    """
    path = Path(path)
    text, notes = decode_text(bytes_of(path, MAX_ARTICLE_BYTES), path.name)
    if WEB_PAGE.match(text):
        raise FileError(
            f"“{path.name}” is a web page. Open it in a browser, copy its text into a text file, "
            f"and import that."
        )
    try:
        brochure = import_article(text, name=path.name)
    except ArticleError as error:
        raise FileError(f"“{path.name}” cannot be imported. {error}") from error
    pictures = _Pictures(path.parent)
    sections = tuple(made for section in brochure.sections for made in pictures.placed(section))
    return Imported(replace(brochure, sections=sections), pictures.assets, (*notes, *pictures.notes))


def decode_text(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Return a text file's text, and a note where its encoding had to be guessed.

    UTF-8, UTF-16 and UTF-32 are recognised; else it is read as Windows-1252. FileError if it is no text.
    """
    for start, what in _OTHERS:
        if data.startswith(start):
            raise FileError(f"“{name}” {what}")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), ()
            except UnicodeDecodeError as error:
                raise FileError(
                    f"“{name}” is damaged: its text breaks off. Save it again as plain text."
                ) from error
    encoding = _without_mark(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        # Windows-1252 leaves five bytes undefined; programs that write it use the control codes of Latin-1
        # for them.
        text = "".join(
            chr(byte) if byte in b"\x81\x8d\x8f\x90\x9d" else bytes((byte,)).decode("cp1252") for byte in data
        )
        note = f"“{name}” is not in UTF-8; it was read as Windows text. Check accents and quotation marks."
    else:
        note = ""
    controls = sum(character < " " and character not in "\t\n\r\f\v" for character in text)
    if controls * 50 > len(text):
        raise FileError(f"“{name}” is not a text file. Choose a plain text or Markdown file.")
    return text, (note,) if note else ()


def _without_mark(data: bytes) -> str:
    """Return the likeliest encoding of bytes without a mark: UTF-16 has a zero in every other byte."""
    sample = data[:4000]
    if len(sample) >= 4 and len(data) % 2 == 0:
        if sample[1::2].count(0) * 10 > len(sample) * 4:
            return "utf-16-le"
        if sample[::2].count(0) * 10 > len(sample) * 4:
            return "utf-16-be"
    return "utf-8"


def bytes_of(
    path: Path, limit: int, wanted: str = "text or Markdown file", smaller: str = "Choose a smaller file."
) -> bytes:
    """Return a file's bytes; FileError if it is no file, has more bytes than `limit`, or cannot be read.

    `wanted` and `smaller` tell the user what to choose instead.
    """
    try:
        if path.exists() and not path.is_file():
            raise FileError(f"“{path.name}” is a folder or a device, not a file. Choose a {wanted}.")
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise FileError(f"“{path.name}” cannot be read: {reason(error)}. Nothing was imported.") from error
    except ValueError as error:  # a zero byte in the path
        raise FileError("The file's name cannot be used. Nothing was imported.") from error
    if len(data) > limit:
        raise FileError(f"“{path.name}” is larger than {limit // 1_000_000} MB. {smaller}")
    return data


@dataclass
class _Pictures:
    """Finds the pictures that texts name, and gives each to its section."""

    folder: Path
    assets: dict[str, bytes] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def placed(self, section: Section) -> Iterator[Section]:
        """Yield the section with its first picture, and a section for each further one.

        A picture that cannot be used stays in the text as it was written: it is reported, not forgotten.
        """
        found: list[Image] = []
        text = self._taken(section.text, found)
        items = tuple(replace(item, text=self._taken(item.text, found)) for item in section.items)
        if not found:
            yield section
            return
        yield replace(section, text=text, items=items, image=found[0])
        for image in found[1:]:
            yield Section(new_id(), Kind.TEXT, role=section.role, image=image)

    def _taken(self, text: str, found: list[Image]) -> str:
        def take(match: re.Match[str]) -> str:
            image = self._read(match["source"], match["alt"].strip(), (match["caption"] or "").strip())
            if image is None:
                return match[0]
            found.append(image)
            return ""

        if "![" not in text:
            return text
        return re.sub(r"\n{3,}", "\n\n", PICTURE.sub(take, text)).strip()

    def _read(self, source: str, alt: str, caption: str) -> Image | None:
        if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]+:|//", source):
            self.notes.append(
                f"The picture “{source[:80]}” is on the web and was not fetched. Add it from a file."
            )
            return None
        try:
            path = (self.folder / unquote(source.partition("?")[0])).resolve()
            inside = path.is_relative_to(self.folder.resolve())
            usable = inside and path.is_file()
        except (OSError, ValueError, RuntimeError):
            inside, usable = True, False
        if not usable:
            where = "was not found beside the article" if inside else "lies outside the article's folder"
            self.notes.append(f"The picture “{source[:80]}” {where}. Add it to its section.")
            return None
        try:
            image, data = read_image(bytes_of(path, MAX_BYTES), path.name)
        except FileError as error:
            self.notes.append(str(error))
            return None
        self.assets[image.asset] = data
        return replace(image, alt=alt, caption=caption)
