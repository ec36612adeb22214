"""What a PDF/X-4 file says about itself: its printing condition, its version of the standard, title and dates."""

from __future__ import annotations

import uuid
from datetime import datetime

import pikepdf

from editor import __version__
from editor.core.brochure import Brochure
from editor.core.markdown import to_plain
from editor.render.icc import Profile, srgb_profile

VERSION = "PDF/X-4"
REGISTRY = "http://www.color.org"
"""The name, by the standard, of the registry that lists printing conditions."""
_NOT_IN_PRINT = ("/Outlines", "/Names", "/Dests", "/OpenAction", "/AcroForm", "/StructTreeRoot", "/MarkInfo")


def declare(pdf: pikepdf.Pdf, brochure: Brochure, profile: Profile | None, made: datetime) -> None:
    """Add the output intent (sRGB without a profile) and PDF/X-4's metadata; take away what only a screen needs."""
    for key in _NOT_IN_PRINT:
        if key in pdf.Root:
            del pdf.Root[key]
    _intend(pdf, profile or srgb_profile())
    title = to_plain(brochure.title, brochure.language) or brochure.brand.name or "Brochure"
    pdf.Root.Lang = pikepdf.String(brochure.language)
    stamp = made.isoformat(timespec="seconds")
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        for name, value in {
            "dc:title": title,
            "dc:format": "application/pdf",
            "xmp:CreatorTool": f"Candor {__version__}",
            "xmp:CreateDate": stamp,
            "xmp:ModifyDate": stamp,
            "xmp:MetadataDate": stamp,
            "pdf:Producer": f"Candor {__version__}",
            "pdf:Trapped": "False",
            "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion": VERSION,
            "xmpMM:DocumentID": f"uuid:{uuid.uuid4()}",
            "xmpMM:VersionID": "1",
            "xmpMM:RenditionClass": "default",
        }.items():
            metadata[name] = value
    date = pikepdf.String(_pdf_date(made))
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    pdf.docinfo["/Title"] = pikepdf.String(title)
    pdf.docinfo["/Creator"] = pdf.docinfo["/Producer"] = pikepdf.String(f"Candor {__version__}")
    pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = date
    pdf.docinfo["/Trapped"] = pikepdf.Name("/False")


def _intend(pdf: pikepdf.Pdf, profile: Profile) -> None:
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFX,
        OutputConditionIdentifier=pikepdf.String(profile.identifier),
        OutputCondition=pikepdf.String(profile.description),
        Info=pikepdf.String(profile.description),
        DestOutputProfile=pdf.make_stream(profile.data, N=profile.channels),
    )
    if profile.condition:
        intent.RegistryName = pikepdf.String(REGISTRY)
    pdf.Root.OutputIntents = pikepdf.Array([pdf.make_indirect(intent)])


def _pdf_date(moment: datetime) -> str:
    zone = moment.strftime("%z") or "+0000"
    return f"D:{moment:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'"
