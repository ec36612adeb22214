"""Making static TrueType faces from variable fonts, and web fonts from those.

The only module that imports uharfbuzz and fontTools, which take 0.2 s: it is imported when one is made.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import uharfbuzz
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.DefaultTable import DefaultTable
from fontTools.ttLib.woff2 import WOFF2FlavorData

from editor.render.face_data import STYLE_NAMES, Face, FaceError, package_error, package_folder


def make_all(faces: Sequence[Face], progress: Callable[[int, int], None] | None) -> dict[str, bytes]:
    """File name -> content of every face, and of coverage.json."""
    contents: dict[str, bytes] = {}
    coverage: dict[str, set[int]] = {}
    for done, face in enumerate(faces):
        if progress:
            progress(done, len(faces))
        variable = _open(package_folder(face.package) / face.file, face)
        contents[f"{face.postscript_name}.ttf"] = _name(_subset(variable, face, None, None), face)
        characters = set(variable.unicodes)
        coverage[face.family] = coverage.get(face.family, characters) & characters
    spans = {family: _ranges(points) for family, points in coverage.items()}
    contents["coverage.json"] = json.dumps(spans, separators=(",", ":")).encode()
    if progress:
        progress(len(faces), len(faces))
    return contents


def make_woff2(path: Path, face: Face, characters: Iterable[int], features: Iterable[str]) -> bytes:
    """The static font at `path` with only these code points and OpenType features, as WOFF2."""
    plain = _subset(_open(path, face), face, characters, features)
    font: Any = TTFont(BytesIO(plain), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    font.flavor = "woff2"
    # WOFF2's own rewriting of outlines, in Python here, doubles the time to save a tenth of the bytes.
    font.flavorData = WOFF2FlavorData(transformedTables=())
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def _open(path: Path, face: Face) -> Any:
    """The HarfBuzz face in `path`. HarfBuzz takes a cut-off font for one with fewer glyphs, so look first."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FaceError(
            f"The typeface {face.family} cannot be read from {path} ({error.strerror}). "
            "Nothing was changed; start Candor again, and it makes the typeface again."
        ) from error
    opened = uharfbuzz.Face(data)
    if opened.glyph_count == 0 or not opened.unicodes or _end_of_tables(data) > len(data):
        raise package_error(face.package, f"holds a damaged font ({Path(face.file).name})")
    return opened


def _end_of_tables(data: bytes) -> int:
    """Where the last table of a TrueType font ends, as its table directory has it."""
    count: int = struct.unpack_from(">H", data, 4)[0]
    records = struct.iter_unpack(">4sLLL", data[12 : 12 + 16 * count])
    return max(int(offset + length) for _, _, offset, length in records)


def _subset(
    opened: Any, face: Face, characters: Iterable[int] | None, features: Iterable[str] | None
) -> bytes:
    """The font with only these characters and features (None: all), static and without hinting.

    Printers and current screens ignore hinting, and the sources carry next to none.
    """
    request = uharfbuzz.SubsetInput()
    flags = uharfbuzz.SubsetFlags
    request.flags = flags.NO_HINTING | flags.NOTDEF_OUTLINE
    request.name_id_set.set({0, 1, 2, 3, 4, 5, 6, 7, 13, 14, 16, 17})
    _choose(request.unicode_set, characters)
    tags = None if features is None else [int.from_bytes(tag.encode(), "big") for tag in features]
    _choose(request.layout_feature_tag_set, tags)
    request.layout_feature_tag_set.discard(int.from_bytes(b"aalt", "big"))  # a glyph palette's, large
    request.drop_table_tag_set.add(int.from_bytes(b"STAT", "big"))  # describes axes that are gone
    axes = {axis.tag for axis in opened.axis_infos}
    if axes and axes != dict(face.axes).keys():
        raise package_error(face.package, f"holds another font than expected ({Path(face.file).name})")
    for tag, value in face.axes if axes else ():
        request.pin_axis_location(opened, tag, value)
    try:
        return bytes(request.subset(opened).blob.data)
    except (RuntimeError, uharfbuzz.HarfBuzzError) as error:
        raise package_error(face.package, f"holds a damaged font ({Path(face.file).name})") from error


def _choose(chosen: Any, values: Iterable[int] | None) -> None:
    """Make a HarfBuzz set hold `values`, or everything if None."""
    chosen.clear()
    if values is None:
        chosen.invert()
    else:
        chosen.set(values)


def _name(data: bytes, face: Face) -> bytes:
    """The font under our family name, with the weight and style bits that belong to it."""
    # lazy, and without recalculation, so that tables we don't touch are copied byte for byte.
    font: Any = TTFont(BytesIO(data), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    italic, bold = face.style == "italic", face.weight == 700
    linked = ("Bold Italic" if italic else "Bold") if bold else ("Italic" if italic else "Regular")
    plain = face.weight in (400, 700)  # these four share a family in programs that know only bold and italic
    family = face.family if plain else f"{face.family} {STYLE_NAMES[face.weight]}"
    full = f"{face.family} {face.style_name}"
    names = font["name"]
    version = names.getDebugName(5) or "Version 1"
    names.names = [record for record in names.names if record.nameID in (0, 5, 7, 13, 14)]
    for name_id, text in (
        (1, family), (2, linked), (3, f"{version};{face.postscript_name}"), (4, full),
        (6, face.postscript_name), (16, face.family), (17, face.style_name),
    ):  # fmt: skip
        names.setName(text, name_id, 3, 1, 0x409)
    # These three numbers are set in place: fontTools would read the whole character map to save OS/2.
    os2, head = DefaultTable("OS/2"), DefaultTable("head")
    os2.data, head.data = bytearray(font.getTableData("OS/2")), bytearray(font.getTableData("head"))
    (selection,) = struct.unpack_from(">H", os2.data, 62)
    selection &= ~0b1100001  # clear italic, bold, regular; keep the bit for the line metrics
    selection |= italic | bold << 5 | (not italic and not bold) << 6
    struct.pack_into(">H", os2.data, 4, face.weight)
    struct.pack_into(">H", os2.data, 62, selection)
    struct.pack_into(">H", head.data, 44, bold | italic << 1)
    font["OS/2"], font["head"] = os2, head
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def _ranges(points: Iterable[int]) -> list[tuple[int, int]]:
    """First and last of every run of neighbouring numbers."""
    spans: list[tuple[int, int]] = []
    for point in sorted(points):
        if spans and spans[-1][1] == point - 1:
            spans[-1] = (spans[-1][0], point)
        else:
            spans.append((point, point))
    return spans
