"""Reads a text to check from whatever file it comes in: Markdown, plain text, a web page, a Word document.

Web pages and Word documents become Markdown by the same way as what is pasted: scripts, looks and pictures are dropped,
nothing is fetched. What of them could not be read is said, so that nobody takes it for checked.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from lxml import etree

from editor.core.article.language import GUESSED, guess_language
from editor.core.decode import MAX_TEXT
from editor.core.paste import escaped, markdown_from_html, one_line
from editor.files.errors import FileError, reason
from editor.files.importing import MAX_ARTICLE_BYTES, WEB_PAGE, decode_text

MAX_WORD_BYTES = 50_000_000
"""Word documents may hold photos; texts and web pages may not be larger than an article to import."""
_MAX_PARTS = 4_000
_MAX_UNPACKED = 400_000_000  # bytes, photos included, which are never unpacked
_MAX_XML = 30_000_000  # bytes in all the parts that hold text
_BROCHURE = b"SQLite format 3\x00"
_ZIP = b"PK\x03\x04"
_HTML_NAMES = (".html", ".htm", ".xhtml")
_FRAGMENT = re.compile(
    r"\s*<(?:head|body|div|p|h[1-6]|section|article|main|header|ul|ol|table|title|meta)[\s>]", re.IGNORECASE
)
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE
)
# What a web page only shows later, or as a button, its readers may still see.
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_BUTTON = re.compile(r"<(/?)(?:button|noscript)\b", re.IGNORECASE)
_CITED = re.compile(
    r"<sup\b[^>]*>\s*(?:<a\b[^>]*\bhref=[\"']#[^>]*>\s*\[?\d{1,3}\]?\s*</a>[\s,;–-]*)+</sup>", re.IGNORECASE
)
_CITED_NUMBER = re.compile(r">\s*\[?(\d{1,3})\]?\s*<")
_MARK = re.compile("\ue100(\\d+)\ue101")
_DESCRIBING = frozenset(("description", "og:title", "og:description", "twitter:title", "twitter:description"))
_SCRIPT_WORDS = "Words that scripts or frames write into the page: the file does not hold them"


@dataclass(frozen=True, slots=True)
class Text:
    """A text as Markdown, with newlines as "\\n", and a guess at its language (BCP 47).

    `lines` tells whether its lines are those of the file. `skipped` are sentences without full stop on what of the file
    it does not hold; `notes` are whole sentences to show beside.
    """

    text: str
    language: str
    lines: bool
    skipped: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def is_brochure(data: bytes, name: str) -> bool:
    """Tell whether a file's bytes are a brochure's, or its name says so."""
    return data.startswith(_BROCHURE) or PurePath(name).suffix.lower() == ".brochure"


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes; FileError if it is no file, cannot be read or is too large to hold a text."""
    try:
        if path.is_dir():
            raise FileError(f"“{path}” is a folder. Choose a file in it.")
        with path.open("rb") as file:
            return enough(file.read(MAX_WORD_BYTES + 1), path.name)
    except OSError as error:
        raise FileError(f"“{path}” cannot be read: {reason(error)}. Nothing was checked.") from error
    except ValueError as error:  # a zero byte in the path
        raise FileError("The file's name cannot be used. Nothing was checked.") from error


def enough(data: bytes, name: str) -> bytes:
    """Return the bytes; FileError if they are more than any file with a text to check has."""
    if len(data) > MAX_WORD_BYTES and not is_brochure(data, name):
        raise FileError(
            f"“{name}” is larger than {MAX_WORD_BYTES // 1_000_000} MB. Save it without its pictures, or as plain text."
        )
    return data


def read_text(data: bytes, name: str) -> Text:
    """Return the text of a file; FileError says in one sentence why there is none.

    `name` is the file's name, for messages and for what the bytes do not tell.
    """
    if data.startswith(_ZIP):
        return _not_empty(_word(data, name), name)
    if len(data) > MAX_ARTICLE_BYTES:
        raise FileError(
            f"“{name}” is larger than {MAX_ARTICLE_BYTES // 1_000_000} MB, too large for a text. Check it in parts."
        )
    suffix = PurePath(name).suffix.lower()
    text, notes = _declared(data) or decode_text(data, name)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if suffix in _HTML_NAMES or WEB_PAGE.match(text) or (not suffix and _FRAGMENT.match(text)):
        return _not_empty(_web(text, name, notes), name)
    return _not_empty(Text(text, guess_language(text), True, (), notes), name)


def _not_empty(text: Text, name: str) -> Text:
    if not text.text.strip():
        raise FileError(
            f"“{name}” holds no text, so there is nothing to check. Choose a file with text in it."
        )
    return text


def _declared(data: bytes) -> tuple[str, tuple[str, ...]] | None:
    """Return a web page's text in the encoding that it names itself; None if it names none that fits.

    Python knows more encodings than browsers do: in some of those readers would see another text, and one takes time
    with the square of the length.
    """
    import webencodings

    named = _CHARSET.search(data[:2048])
    encoding = webencodings.lookup(named[1].decode("ascii")) if named else None
    if encoding is None or encoding.name.startswith("utf"):
        return None
    try:
        return encoding.codec_info.decode(data, "strict")[0], ()
    except UnicodeError:
        return None


@dataclass(frozen=True, slots=True)
class _Head:
    """What a web page says beside its text: title, language, and descriptions of itself and of its pictures."""

    title: str = ""
    language: str = ""
    scripted: bool = False
    beside: tuple[str, ...] = ()


def _web(html: str, name: str, notes: tuple[str, ...]) -> Text:
    root = _tree(html, name)
    page = _head(root)
    body = _markdown(root)
    head = [f"# {escaped(page.title)}"] if page.title else []
    text = "\n\n".join([*head, *(escaped(words, True) for words in page.beside), body])
    skipped = [_SCRIPT_WORDS] if page.scripted else []
    declared = page.language.partition("-")[0].lower()
    language = guess_language(text) if not declared or declared in GUESSED else declared
    return Text(text, language, False, (*skipped, *_cut(body)), notes)


def _tree(html: str, name: str) -> Any:
    """Return the tree of HTML; FileError if elements nest deeper than any page's do.

    What comes after takes time with the square of the depth; libxml2 keeps to 256 and takes time with the length alone.
    """
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(html.encode("utf-8", "replace") or b" ", parser)
    if any("depth" in each.message for each in parser.error_log.filter_from_errors()):
        raise FileError(f"“{name}” nests its elements too deeply to be read. Copy its text out of a browser.")
    return root


def _markdown(root: Any) -> str:
    """Return HTML as Markdown, with links of small numbers to notes on the page as citations."""
    if root is None:
        return ""
    html = etree.tostring(root, encoding="unicode", method="html").replace("\ue100", "").replace("\ue101", "")
    html = _BUTTON.sub(r"<\1p", _HIDDEN.sub("", html))
    cited = _CITED.sub(
        lambda found: "".join(f"\ue100{number}\ue101" for number in _CITED_NUMBER.findall(found[0])), html
    )
    return _MARK.sub(r"[^\1]", markdown_from_html(cited))


def _cut(text: str) -> tuple[str, ...]:
    return (f"What comes after the first {MAX_TEXT} characters",) if len(text) >= MAX_TEXT - 1_000 else ()


def _head(root: Any) -> _Head:
    """Return what a web page says outside its text."""
    if root is None:
        return _Head()
    title = next((one_line("".join(each.itertext())) for each in root.iter("title")), "")
    beside = [
        each.get("content", "")
        for each in root.iter("meta")
        if (each.get("name") or each.get("property") or "").lower() in _DESCRIBING
    ]
    beside += [each.get("alt", "") for each in root.iter("img", "area", "input")]
    scripts = [each for each in root.iter("script") if not each.get("type", "").startswith("application/")]
    frames = next(root.iter("iframe", "frame", "object", "embed"), None)
    words = tuple(dict.fromkeys(line for each in beside if (line := one_line(each)) and line != title))
    return _Head(title, root.get("lang", "")[:35], bool(scripts) or frames is not None, words)


def _word(data: bytes, name: str) -> Text:
    import mammoth

    beside = _inspected(data, name)
    try:
        # The document's own style map is not asked; pictures are not even opened.
        html = mammoth.convert_to_html(
            io.BytesIO(data),
            convert_image=mammoth.images.img_element(lambda image: {}),
            include_embedded_style_map=False,
            external_file_access=False,
        ).value
    except Exception as error:  # it raises whatever a damaged file makes it stumble over
        raise FileError(
            f"“{name}” is damaged or no Word document, so it was not checked. Open it in Word and save it again."
        ) from error
    text = _markdown(_tree(html, name))
    return Text(text, guess_language(text), False, (*beside, *_cut(text)))


def _inspected(data: bytes, name: str) -> tuple[str, ...]:
    """Refuse what is no Word document or too much; return what it holds that is not read."""
    too_much = FileError(
        f"“{name}” unpacks to more than a Word document should hold, so it was not opened. Save it without its "
        "pictures, or as plain text."
    )
    enough(data, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > _MAX_UNPACKED:
                raise too_much
            if "word/document.xml" not in packed.namelist():
                raise FileError(
                    f"“{name}” is a zip file, but no Word document. Save its text as .docx or as plain text."
                )
            xml = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
            if sum(part.file_size for part in xml) > _MAX_XML:
                raise too_much
            # A part never gives more than the size it names, so these limits hold.
            texts = {part.filename: packed.read(part) for part in xml}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise FileError(
            f"“{name}” is damaged: it cannot be unpacked. Open it in Word and save it again."
        ) from error
    if any(_declares_entities(each) for each in texts.values()):
        raise FileError(
            f"“{name}” holds XML declarations that no Word document has, so it was not opened. Save it again in Word."
        )
    margins = any(
        re.fullmatch(r"word/(?:header|footer)\d*\.xml", part) and b"<w:t" in each
        for part, each in texts.items()
    )
    return ("Headers and footers of the Word document",) if margins else ()


def _declares_entities(xml: bytes) -> bool:
    plain = xml.replace(b"\x00", b"")  # in UTF-16, every other byte
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain
