"""PDF from a layout: the file to share (PDF/UA-1), imposed sheets, and plain pages for the preview."""

from __future__ import annotations

import io
from collections.abc import Iterable

from editor.core.paper import SheetSide, sheet_sides
from editor.render.layout import LaidFlow, LaidPage, Layout

POINTS = 72 / 25.4
"""Points in a millimetre."""


def pages_pdf(flow: LaidFlow, pages: Iterable[LaidPage]) -> bytes:
    """Return pages of one flow as an untagged PDF, as quickly as can be."""
    return bytes(flow.document.copy([each.page for each in pages]).write_pdf(uncompressed_pdf=True))


def share_pdf(layout: Layout) -> bytes:
    """Return all pages in reading order as one tagged PDF/UA-1 with bookmarks, title, language and links."""
    pages = [each.page for flow in layout.flows for each in flow.fitting]
    return bytes(layout.flows[0].document.copy(pages).write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True))


def sheet_list(layout: Layout) -> tuple[SheetSide, ...]:
    """Return the sides of the sheets this layout prints on."""
    return sheet_sides(layout.form, {flow.flow.region.id: len(flow.fitting) for flow in layout.flows})


def sheets_pdf(layout: Layout) -> bytes:
    """Return the imposed sheets in RGB, trimmed, without marks: what a desk printer prints on both sides."""
    import pikepdf

    flat: list[tuple[str, int]] = []
    pages = []
    for flow in layout.flows:
        for number, each in enumerate(flow.fitting):
            flat.append((flow.flow.region.id, number))
            pages.append(each.page)
    first = layout.flows[0].document
    form = layout.form
    with pikepdf.open(io.BytesIO(first.copy(pages).write_pdf())) as source, pikepdf.new() as target:
        for side in sheet_list(layout):
            page = target.add_blank_page(page_size=(form.width * POINTS, form.height * POINTS))
            content = []
            for place in side.placements:
                if (place.region, place.page) not in flat:
                    continue
                original = source.pages[flat.index((place.region, place.page))]
                name = page.add_resource(
                    target.copy_foreign(original.as_form_xobject()), pikepdf.Name.XObject
                )
                x = place.panel.x * POINTS
                y = (form.height - place.panel.y - place.panel.height) * POINTS
                content.append(f"q 1 0 0 1 {x:.4f} {y:.4f} cm {name} Do Q")
            page.contents_add("\n".join(content).encode())
        with target.open_metadata() as metadata:
            metadata["dc:title"] = layout.brochure.title
            metadata["xmp:CreatorTool"] = "Candor"
        target.docinfo["/Title"] = layout.brochure.title
        target.Root.Lang = pikepdf.String(layout.brochure.language)
        target.Root.ViewerPreferences = pikepdf.Dictionary(
            Duplex=pikepdf.Name.DuplexFlipLongEdge
            if form.duplex == "long-edge"
            else pikepdf.Name.DuplexFlipShortEdge,
            PrintScaling=pikepdf.Name("/None"),
        )
        out = io.BytesIO()
        target.save(out, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()
