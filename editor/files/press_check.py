"""What a print shop's file must be, checked on the finished bytes with another reader than wrote them.

No free validator of PDF/X-4 is known. So each assertion is a sentence that either holds or does not, and the program
says which do.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

FONTS = ("/CIDFontType0", "/CIDFontType2", "/TrueType", "/Type1", "/MMType1", "/Type3")
PREFACE = "No free PDF/X-4 validator is known; these assertions hold: "
_COLOUR_OPERATORS = {"rg": "RGB", "RG": "RGB", "k": "CMYK", "K": "CMYK"}
_INLINE = {"/RGB": "RGB", "/DeviceRGB": "RGB", "/CMYK": "CMYK", "/DeviceCMYK": "CMYK"}
_PDFX = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"


@dataclass(frozen=True, slots=True)
class Assertion:
    """A sentence about the file and whether it holds; `found` says what was seen instead.

    `rule` is the rule of the checks (press_findings.py) that it stands for, if it is one of those named.
    """

    words: str
    holds: bool
    found: str = ""
    rule: str = ""


def press_assertions(data: bytes) -> tuple[Assertion, ...]:
    """Return what was checked in a print shop's file, whole sentences, whether they hold or not."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return tuple(_assertions(pdf))
    except pikepdf.PdfError as error:
        return (Assertion("the file opens", False, str(error)),)


def _assertions(pdf: pikepdf.Pdf) -> Iterator[Assertion]:
    yield Assertion("it has pages", bool(len(pdf.pages)))
    yield Assertion("it is PDF 1.6 or older", pdf.pdf_version <= "1.6", pdf.pdf_version)
    yield Assertion("it is not encrypted", not pdf.is_encrypted)
    yield from _metadata(pdf)
    channels, intent = _intent(pdf)
    yield intent
    wrong = [str(number) for number, page in enumerate(pdf.pages, 1) if not _nested(page)]
    yield Assertion(
        "on every page the trim lies in the bleed and the bleed in the medium",
        not wrong,
        f"page {', '.join(wrong)}",
    )
    spaces = set(_device_spaces(pdf))
    if channels == 3:
        yield Assertion("no colour is in CMYK, as the output intent is RGB", "CMYK" not in spaces)
    else:
        yield Assertion("no colour is in untagged RGB", "RGB" not in spaces, rule="rgb-left")
    loose = sorted({str(font.get("/BaseFont", "?")) for font in _fonts(pdf) if not _embedded(font)})
    yield Assertion("every font is embedded", not loose, ", ".join(loose), "font-not-embedded")
    extras = sorted(_extras(pdf))
    yield Assertion("there are no links, forms, scripts or attachments", not extras, ", ".join(extras))


def _metadata(pdf: pikepdf.Pdf) -> Iterator[Assertion]:
    with pdf.open_metadata() as xmp:
        version, trapped = str(xmp.get(_PDFX, "")), str(xmp.get("pdf:Trapped", ""))
        missing = [
            name
            for name in (
                "dc:title",
                "xmp:CreateDate",
                "xmp:ModifyDate",
                "xmpMM:DocumentID",
                "xmpMM:VersionID",
            )
            if not xmp.get(name)
        ]
    yield Assertion("its metadata names PDF/X-4", version == "PDF/X-4", version)
    said = str(pdf.docinfo.get("/Trapped", ""))
    yield Assertion(
        "it says whether it is trapped", (said, trapped) in (("/False", "False"), ("/True", "True")), said
    )
    yield Assertion(
        "it has title, dates and identifiers", not missing and "/ID" in pdf.trailer, ", ".join(missing)
    )


def _intent(pdf: pikepdf.Pdf) -> tuple[int, Assertion]:
    words = "it has one output intent with its profile embedded"
    stated: Any = pdf.Root.get("/OutputIntents", ())
    intents = [each for each in stated if each.get("/S") == "/GTS_PDFX"]
    if len(intents) != 1 or "/DestOutputProfile" not in intents[0]:
        return 0, Assertion(words, False, f"{len(intents)} intents")
    profile = intents[0].DestOutputProfile
    head = profile.read_bytes()[:40]
    channels = {b"CMYK": 4, b"RGB ": 3, b"GRAY": 1}.get(head[16:20], 0)
    sound = (
        head[36:40] == b"acsp" and channels == profile.N and bool(str(intents[0].OutputConditionIdentifier))
    )
    return channels, Assertion(words, bool(sound), "the profile is not sound")


def _nested(page: pikepdf.Page) -> bool:
    boxes: list[Any] = [page.obj.get(name) for name in ("/MediaBox", "/BleedBox", "/TrimBox")]
    if any(box is None for box in boxes) or "/ArtBox" in page:
        return False
    media, bleed, trim = ([float(each) for each in box] for box in boxes)
    if any(
        round(each, 3) != round(other, 3) for each, other in zip(page.cropbox, page.mediabox, strict=True)
    ):
        return False
    return all(_inside(inner, outer) for inner, outer in ((bleed, media), (trim, bleed)))


def _inside(inner: list[float], outer: list[float]) -> bool:
    return (
        outer[0] <= inner[0] < inner[2] <= outer[2] + 0.001
        and outer[1] <= inner[1] < inner[3] <= outer[3] + 0.001
    )


def _device_spaces(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield "RGB" or "CMYK" for every place where a colour is in a device's space."""
    for page in pdf.pages:
        yield from _in_content(page)
    for each in pdf.objects:
        if isinstance(each, pikepdf.Stream):
            if each.get("/Subtype") == "/Form" or each.get("/PatternType") == 1:
                yield from _in_content(each)
            yield from _named(each.get("/ColorSpace"))
        if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            if "/ShadingType" in each:
                yield from _named(each.get("/ColorSpace"))
            group = each.get("/Group")
            if isinstance(group, pikepdf.Dictionary):
                yield from _named(group.get("/CS"))
            spaces = each.get("/ColorSpace") if "/ShadingType" not in each else None
            if isinstance(spaces, pikepdf.Dictionary):
                for space in spaces.as_dict().values():
                    yield from _named(space)


def _in_content(content: Any) -> Iterator[str]:
    for instruction in pikepdf.parse_content_stream(content):
        operands: Any = instruction.operands
        name = str(instruction.operator)
        if name in _COLOUR_OPERATORS:
            yield _COLOUR_OPERATORS[name]
        elif name in ("cs", "CS"):
            yield from _named(operands[0])
        elif name == "INLINE IMAGE":
            space = operands[0].obj.get("/CS", operands[0].obj.get("/ColorSpace"))
            yield from (_INLINE[str(space)],) if str(space) in _INLINE else ()


def _named(space: Any) -> Iterator[str]:
    """Yield the device behind a colour space: by name, or what an indexed space or a spot colour stands on."""
    if isinstance(space, pikepdf.Name):
        yield from (_INLINE[str(space)],) if str(space) in _INLINE else ()
    elif isinstance(space, pikepdf.Array) and len(space):
        base = {"/Indexed": 1, "/Pattern": 1, "/Separation": 2, "/DeviceN": 2}.get(str(space[0]))
        if base is not None and len(space) > base:
            yield from _named(space[base])


def _fonts(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    for each in pdf.objects:
        if (
            isinstance(each, pikepdf.Dictionary)
            and each.get("/Type") == "/Font"
            and each.get("/Subtype") in FONTS
        ):
            yield each


def _embedded(font: pikepdf.Dictionary) -> bool:
    if font.get("/Subtype") == "/Type3":
        return True  # its glyphs are content of the file itself
    return bool(font.get("/FontDescriptor", {}).keys() & {"/FontFile", "/FontFile2", "/FontFile3"})


def _extras(pdf: pikepdf.Pdf) -> Iterator[str]:
    for name in ("/OpenAction", "/AA", "/AcroForm", "/Collection", "/Requirements"):
        if name in pdf.Root:
            yield name[1:]
    names = pdf.Root.get("/Names", pikepdf.Dictionary())
    yield from (name[1:] for name in ("/JavaScript", "/EmbeddedFiles") if name in names)
    for page in pdf.pages:
        if "/Annots" in page or "/AA" in page:
            yield "Annots"
