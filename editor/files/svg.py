"""SVG drawings made safe: an allow-list of elements and attributes, nothing from outside, and a bound on
the work.

Editors' private data are dropped. What could run, load or hang is refused, because a drawing that silently
lost a part would be printed wrong.
"""

from __future__ import annotations

import base64
import binascii
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from xml.parsers import expat

from editor.files.svg_names import ATTRIBUTES, ELEMENTS, PROPERTIES
from editor.files.svg_work import check_work

MAX_BYTES = 10_000_000
MAX_ELEMENTS = 50_000
MAX_DEPTH = 60
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_URL = re.compile(r"url\(\s*[\"']?#([\w.:-]+)[\"']?\s*\)", re.IGNORECASE)
_LENGTH = re.compile(r"\s*\+?(\d{1,9}(?:\.\d{1,9})?|\.\d{1,9})\s*(px|pt|pc|mm|cm|in|q)?\s*", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,2})?")
_PIXELS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "q": 96 / 101.6}
_PICTURE = re.compile(r"data:image/(?:png|jpe?g);base64,", re.IGNORECASE)
_PLAIN = "Save it as plain SVG or as PNG from your drawing program, and add it again."


class SvgError(ValueError):
    """A drawing cannot be used; the text goes on from 'The drawing “name” '."""


def clean_svg(data: bytes, read_picture: Callable[[bytes], tuple[str, bytes]]) -> tuple[bytes, int, int]:
    """Return a safe drawing as UTF-8 bytes, and its width and height in pixels; SvgError if it cannot be
    made so.

    `read_picture` checks a PNG or JPEG that is embedded and returns (media type, bytes to keep).
    """
    if len(data) > MAX_BYTES:
        raise SvgError(
            f"has {len(data) / 1e6:.0f} MB; {MAX_BYTES // 1_000_000} MB are allowed. Save it as PNG instead."
        )
    root = _Reader(read_picture).read(data)
    width, height = _size(root)
    # In this order, so that cleaning what is clean changes no byte.
    first = {"xmlns": _SVG, "xmlns:xlink": _XLINK, "width": str(width), "height": str(height)}
    root.attrib = first | {name: value for name, value in root.attrib.items() if name not in first}
    problem = check_work(root)
    if problem:
        raise SvgError(f"{problem}. {_PLAIN}")
    return ET.tostring(root, encoding="unicode").encode(), width, height


class _Reader:
    """Builds the tree of allowed elements while expat parses. Entities and document types are refused."""

    def __init__(self, read_picture: Callable[[bytes], tuple[str, bytes]]) -> None:
        self.read_picture = read_picture
        self.builder = ET.TreeBuilder()
        self.depth = self.dropped = self.count = 0
        self.style: list[str] | None = None

    def read(self, data: bytes) -> ET.Element:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = parser.SkippedEntityHandler = self._entity
        parser.buffer_text = True
        try:
            parser.Parse(data, True)
            return self.builder.close()
        except (expat.ExpatError, AssertionError) as error:
            raise SvgError(
                f"is not well-formed ({error}). Export it again from your drawing program."
            ) from error
        except (UnicodeError, LookupError) as error:
            raise SvgError("is in an unknown encoding. Save it as UTF-8, and add it again.") from error

    def _doctype(self, _name: str, _system: str | None, _public: str | None, has_subset: int) -> None:
        # A bare <!DOCTYPE svg PUBLIC ...>, as Illustrator writes it, declares nothing and is never fetched.
        if has_subset:
            self._entity()

    def _entity(self, *_: object) -> None:
        raise SvgError(f"defines its own XML entities, which are not accepted. {_PLAIN}")

    def _start(self, qualified: str, attributes: dict[str, str]) -> None:
        self.count += 1
        self.depth += 1
        if self.count > MAX_ELEMENTS or self.depth > MAX_DEPTH:
            raise SvgError("is too intricate to be printed. Save it as PNG instead, and add it again.")
        space, _, tag = qualified.rpartition(" ")
        if self.dropped or space not in ("", _SVG) or tag == "metadata":
            if self.depth == 1:
                raise SvgError("is not an SVG file. Use PNG, JPEG, WebP or SVG.")
            self.dropped += 1
            return
        if self.depth == 1 and tag != "svg":
            raise SvgError("is not an SVG file. Use PNG, JPEG, WebP or SVG.")
        if tag not in ELEMENTS or self.style is not None:
            raise SvgError(f"uses <{tag[:40]}>, which is not accepted in a printed picture. {_PLAIN}")
        self.style = [] if tag == "style" else None
        kept = self._attributes(tag, attributes)
        self.builder.start("g" if tag == "a" else tag, kept)

    def _end(self, qualified: str) -> None:
        self.depth -= 1
        if self.dropped:
            self.dropped -= 1
            return
        tag = qualified.rpartition(" ")[2]
        if self.style is not None:
            self.builder.data(_style_sheet("".join(self.style)))
            self.style = None
        self.builder.end("g" if tag == "a" else tag)

    def _text(self, text: str) -> None:
        if self.dropped:
            return
        if self.style is not None:
            self.style.append(text)
        elif self.depth:
            self.builder.data(text)

    def _attributes(self, tag: str, attributes: dict[str, str]) -> dict[str, str]:
        kept: dict[str, str] = {}
        for qualified, value in attributes.items():
            space, _, name = qualified.rpartition(" ")
            if not space and name.lower().startswith("on"):
                raise SvgError(f"contains a script ({name[:40]}), which is not accepted. {_PLAIN}")
            if name == "href" and space in ("", _XLINK):
                if tag != "a":
                    kept["xlink:href"] = self._reference(tag, value.strip())
            elif space == _XML and name == "space":
                kept["xml:space"] = value
            elif space:
                continue
            elif name == "style":
                kept["style"] = _declarations(value)
            elif name in ATTRIBUTES:
                kept[name] = _value(value)
        return kept

    def _reference(self, tag: str, value: str) -> str:
        if tag == "image":
            found = _PICTURE.match(value)
            if not found:
                raise SvgError(
                    f"shows a picture that is not in the file itself. Embed the picture, or: {_PLAIN}"
                )
            try:
                picture = base64.b64decode("".join(value[found.end() :].split()), validate=True)
            except (binascii.Error, ValueError) as error:
                raise SvgError(f"contains a damaged picture. {_PLAIN}") from error
            media_type, data = self.read_picture(picture)
            return f"data:{media_type};base64,{base64.b64encode(data).decode()}"
        if not re.fullmatch(r"#[\w.:-]+", value):
            raise SvgError(f"points to something outside itself. {_PLAIN}")
        return value


def _value(value: str) -> str:
    """Return an attribute's or declaration's value if it is harmless."""
    rest = _URL.sub("", value).lower()
    if (
        "\\" in rest
        or "url" in rest
        or "src(" in rest
        or "image(" in rest
        or "image-set(" in rest
        or "://" in rest
    ):
        raise SvgError(f"loads something from outside itself. {_PLAIN}")
    return value


def _declarations(text: str) -> str:
    """Return the declarations of known properties, as `name:value;name:value`."""
    kept = []
    for declaration in re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL).split(";"):
        name, _, value = declaration.partition(":")
        if _value(value) and name.strip().lower() in PROPERTIES:
            kept.append(f"{name.strip().lower()}:{value.strip()}")
    return ";".join(kept)


def _style_sheet(text: str) -> str:
    text = re.sub(r"/\*.*?\*/|<!--|-->", "", text, flags=re.DOTALL)
    if "@" in text:
        raise SvgError(
            f"has a style sheet with @ rules (fonts, for example). Turn text into outlines. {_PLAIN}"
        )
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", text)
    return "".join(f"{_value(selector.strip())}{{{_declarations(body)}}}" for selector, body in rules)


def _size(root: ET.Element) -> tuple[int, int]:
    """Return width and height in whole pixels and see to it that the root has a viewBox.

    Where both are given, width and height decide the shape. Small drawings count in tenths or less, to keep
    the shape.
    """
    width, height = (_pixels(root.get(name, "")) for name in ("width", "height"))
    box = [float(number) for number in _NUMBER.findall(root.get("viewBox", "")[:200])]
    if len(box) != 4 or not (0 < box[2] < 1e7 and 0 < box[3] < 1e7):
        if not (width and height):
            raise SvgError(f"does not say how large it is. {_PLAIN}")
        root.set("viewBox", f"0 0 {width:g} {height:g}")
        box = [0, 0, width, height]
    if not (width and height) or abs(width / height / (box[2] / box[3]) - 1) < 0.01:
        width, height = box[2:]
    scale = max(1, 200 / max(width, height)) * min(1, 100_000 / max(width, height))
    if min(width, height) * scale < 0.5:
        raise SvgError(f"is a thousand times longer than wide. {_PLAIN}")
    return max(1, round(width * scale)), max(1, round(height * scale))


def _pixels(text: str) -> float:
    """Return a length in CSS pixels; 0 if there is none or it is relative."""
    found = _LENGTH.fullmatch(text)
    return float(found[1]) * _PIXELS[(found[2] or "").lower()] if found else 0
