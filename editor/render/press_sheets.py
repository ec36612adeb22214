"""Pages laid on press sheets, with bleed where a panel meets the sheet's edge and marks around the trim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pikepdf

from editor.core.paper import Form, Panel, SheetSide
from editor.render.press_marks import NAME, POINTS, marks, sheet_of

_TOUCH = 0.05
"""Panels this near to the sheet's edge (mm) lie on it."""
_PART = ("/Font", "/ExtGState")
"""What a slug line needs."""


def impose(
    pdf: pikepdf.Pdf,
    form: Form,
    sides: Sequence[SheetSide],
    places: Mapping[tuple[str, int], int],
    *,
    bars: bool,
) -> None:
    """Lay single pages on sheets and take them away.

    The PDF has the single pages first (`places` gives their numbers by region and page), drawn with their bleed, then
    for each side a page as large as its medium with the slug line on it. `bars` adds colour bars.
    """
    sheet = sheet_of(form)
    singles, sheets = list(pdf.pages)[: len(places)], list(pdf.pages)[len(places) :]
    registration = pdf.make_indirect(_registration())
    for side, page in zip(sides, sheets, strict=True):
        panels = pikepdf.Dictionary()
        content = [b"q", page.Contents.read_bytes(), b"Q"]
        for place in side.placements:
            number = places.get((place.region, place.page))
            if number is None:  # the panel of a region without text, or a blank page
                continue
            name = f"/Panel{len(panels.keys())}"
            panels[name] = _panel(pdf, singles[number], _shown(form, place.panel))
            x = (sheet.border + place.panel.x) * POINTS
            y = (sheet.border + form.height - place.panel.y - place.panel.height) * POINTS
            content.append(f"q 1 0 0 1 {x:.4f} {y:.4f} cm {name} Do Q".encode())
        origin = sheet.border * POINTS
        content.append(f"q {POINTS:.6f} 0 0 {POINTS:.6f} {origin:.4f} {origin:.4f} cm".encode())
        content += [marks(form, side, bars=bars), b"Q"]
        page.Contents = pdf.make_stream(b"\n".join(content))
        resources = pikepdf.Dictionary({key: page.Resources[key] for key in _PART if key in page.Resources})
        colours = pikepdf.Dictionary({NAME: registration})
        resources.ColorSpace, resources.XObject = colours, panels
        page.Resources = resources
        space = pikepdf.Name.DeviceCMYK if bars else pikepdf.Name.DeviceRGB
        page.Group = pikepdf.Dictionary(Type=pikepdf.Name.Group, S=pikepdf.Name.Transparency, CS=space)
        page.MediaBox = pikepdf.Array(sheet.box(sheet.border))
        page.BleedBox = pikepdf.Array(sheet.box(sheet.bleed))
        page.TrimBox = pikepdf.Array(sheet.box(0))
        for key in ("/CropBox", "/ArtBox", "/Annots"):
            if key in page:
                del page[key]
    del pdf.pages[: len(places)]


def _shown(form: Form, panel: Panel) -> tuple[float, float, float, float]:
    """Return what shows of a panel, in points from its lower left corner: its bleed at the sheet's edges, none inside.

    At a fold the neighbour begins; two panels' bleeds would print over each other there.
    """

    def bleed(distance: float) -> float:
        return form.bleed if distance < _TOUCH else 0.0

    left, top = bleed(panel.x), bleed(panel.y)
    right = bleed(form.width - panel.x - panel.width)
    bottom = bleed(form.height - panel.y - panel.height)
    return (
        round(-left * POINTS, 4),
        round(-bottom * POINTS, 4),
        round((panel.width + right) * POINTS, 4),
        round((panel.height + top) * POINTS, 4),
    )


def _panel(
    pdf: pikepdf.Pdf, single: pikepdf.Page, shown: tuple[float, float, float, float]
) -> pikepdf.Stream:
    return pdf.make_stream(
        single.Contents.read_bytes(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=pikepdf.Array(shown),
        Resources=single.Resources,
    )


def _registration() -> pikepdf.Object:
    """Return the colour space whose solid prints on every plate."""
    return pikepdf.Array(
        [
            pikepdf.Name.Separation,
            pikepdf.Name.All,
            pikepdf.Name.DeviceGray,
            pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[1], C1=[0], N=1),
        ]
    )
