"""Every starter in every form, and what flows through a form's panels, on the real engine."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from editor.core.brochure import Brochure, Kind, Section
from editor.core.edits import change_brochure
from editor.core.paper import Form, Side, pages_in_order
from editor.files.resources import load_forms
from editor.render.layout import LaidFlow, Layout, Typesetter
from editor.render.pdf import share_pdf, sheet_list, sheets_pdf
from tests.samples import starter

FORMS = load_forms()
POINTS = 72 / 25.4
STARTERS = ["blank", "hair-restoration", "physiotherapy"]
LINES = "\n\n".join(["Line"] * 300)


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return starter("blank").typesetter()


def laid(name: str, form: str) -> Layout:
    sample = starter(name)
    return sample.typesetter().layout(change_brochure(sample.brochure, form=form), FORMS[form])


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", STARTERS)
def test_a_starter_lays_out_and_what_has_no_room_is_reported(name: str, form: str) -> None:
    layout = laid(name, form)
    assert layout.notes == ()
    over = {each.region for each in layout.oversets}
    for flow in layout.flows:
        region = flow.flow.region
        panels = [flow.flow.panel_at(number) for number in range(len(flow.pages))]
        assert [
            (round(page.page.width * 25.4 / 96, 2), round(page.page.height * 25.4 / 96, 2))
            for page in flow.pages
        ] == [(round(panel.width, 2), round(panel.height, 2)) for panel in panels]
        assert (len(flow.pages) > len(flow.fitting)) <= (region.id in over)
        fits = [fit for fit in layout.fits if fit.region == region.id]
        assert len(fits) >= len(flow.fitting)
        assert bool(fits[-1].lines_over) == (len(flow.pages) > len(flow.fitting))
        assert not any(fit.lines_over for fit in fits[:-1])
    assert {section.id for flow in layout.flows for section in flow.flow.sections} == {
        section.id for section in starter(name).brochure.sections if not section.hidden
    }


@pytest.mark.parametrize("form", FORMS)
def test_share_has_a_page_a_panel_and_sheets_have_the_papers_size(form: str) -> None:
    layout = laid("blank", form)
    with pikepdf.open(io.BytesIO(share_pdf(layout))) as pdf:
        assert len(pdf.pages) == sum(len(flow.fitting) for flow in layout.flows)
    with pikepdf.open(io.BytesIO(sheets_pdf(layout))) as pdf:
        assert len(pdf.pages) == len(sheet_list(layout))
        for page in pdf.pages:
            assert [float(number) / POINTS for number in page.mediabox] == pytest.approx(
                [0, 0, FORMS[form].width, FORMS[form].height], abs=0.01
            )
        edge = "Long" if FORMS[form].duplex == "long-edge" else "Short"
        assert str(pdf.Root.ViewerPreferences.Duplex) == f"/DuplexFlip{edge}Edge"


def numbered(pages: int) -> Brochure:
    """Return a booklet with as many inside pages, each with one word."""
    inside = tuple(
        Section(f"s{n}", Kind.TEXT, text=f"Inside{n}", new_panel=n > 1) for n in range(1, pages + 1)
    )
    cover = Section("cover", Kind.COVER, text="Cover0")
    return Brochure(
        "B", form="booklet-a5", sections=(cover, *inside, Section("talk", Kind.CONTACT, text="Backside"))
    )


def words_of(sheet: pypdfium2.PdfPage, left: bool) -> list[str]:
    """Return the words on the left or right half of a sheet."""
    width, height = sheet.get_size()
    text = sheet.get_textpage().get_text_bounded(
        left=0 if left else width / 2, right=width / 2 if left else width, bottom=0, top=height
    )
    return text.split()


def test_a_booklets_sheets_show_the_pages_in_textbook_order(typesetter: Typesetter) -> None:
    layout = typesetter.layout(numbered(5), FORMS["booklet-a5"])
    assert layout.oversets == ()
    pdf = pypdfium2.PdfDocument(sheets_pdf(layout))
    assert [(words_of(sheet, True), words_of(sheet, False)) for sheet in pdf] == [
        (["Backside"], ["Cover0"]),
        (["Inside1", "2"], []),
        (["Inside5", "6"], ["Inside2", "3"]),
        (["Inside3", "4"], ["Inside4", "5"]),
    ]
    pdf.close()


def test_a_booklet_of_more_than_32_pages_is_overset(typesetter: Typesetter) -> None:
    layout = typesetter.layout(numbered(32), FORMS["booklet-a5"])
    (overset,) = layout.oversets
    assert (overset.region, overset.section, overset.pages) == ("inside", "s31", 2)
    assert len(sheet_list(layout)) == 16
    counts = {flow.flow.region.id: len(flow.pages) for flow in layout.flows}
    assert len(pages_in_order(layout.form, counts)) == 32


def default_flow(layout: Layout) -> LaidFlow:
    return next(flow for flow in layout.flows if flow.flow.region.id == layout.form.default_region)


def pages_with(flow: LaidFlow, section: str) -> list[int]:
    return [n for n, page in enumerate(flow.pages) if any(box.section == section for box in page.boxes)]


@pytest.mark.parametrize("form", FORMS)
def test_a_section_starts_a_new_panel_where_the_user_says(typesetter: Typesetter, form: str) -> None:
    sections = (Section("a", Kind.TEXT, "A"), Section("b", Kind.TEXT, "B", new_panel=True))
    layout = typesetter.layout(Brochure("B", sections=sections), FORMS[form])
    flow = default_flow(layout)
    assert (pages_with(flow, "a"), pages_with(flow, "b")) == ([0], [1])
    assert bool(layout.oversets) == (flow.flow.limit == 1)


@pytest.mark.parametrize(
    "form", ["tri-fold-letter", "gate-fold-a4", "leaflet-a5", "handout-letter", "booklet-a5"]
)
def test_a_section_is_kept_with_the_next(typesetter: Typesetter, form: str) -> None:
    def at(lines: int, keep: bool) -> tuple[list[int], list[int]]:
        sections = (
            Section("filler", Kind.TEXT, text="\n\n".join(["Line"] * lines)),
            Section("b", Kind.TEXT, "B", text="Short", keep_with_next=keep),
            Section("c", Kind.TEXT, "C", text="Short"),
        )
        flow = default_flow(typesetter.layout(Brochure("B", sections=sections), FORMS[form]))
        return pages_with(flow, "b"), pages_with(flow, "c")

    low, high = 1, 60  # so many lines that C just has no room on the first page
    while low + 1 < high:
        middle = (low + high) // 2
        low, high = (middle, high) if at(middle, False)[1] == [0] else (low, middle)
    assert at(high, False) == ([0], [1])
    assert at(high, True) == ([1], [1])


def test_a_meter_says_percent_or_lines_over(typesetter: Typesetter) -> None:
    form = FORMS["rack-card-dl"]
    few = Brochure("B", sections=(Section("a", Kind.TEXT, text="Line\n\nLine"),))
    front, back = typesetter.layout(few, form).fits
    assert (front.name, front.words, front.lines_over) == ("Front", "0 %", 0)
    line = 11.7 * 25.4 / 72
    assert front.lines_left == int(180 / line), "the clinic's name takes 10 mm more at the foot of a cover"
    assert (back.name, back.words) == ("Back", f"{round(back.fill * 100)} %")
    assert back.lines_left == int(190 / line - 2.5), "two lines with half a line between them"
    many = replace(few, sections=(Section("a", Kind.TEXT, text=LINES),))
    layout = typesetter.layout(many, form)
    over = layout.fits[-1]
    assert over.lines_over == layout.oversets[0].lines > 100
    assert over.words == f"{over.lines_over} lines over"


def test_a_sheets_outside_is_printed_before_its_inside() -> None:
    for form in FORMS.values():
        sides = sheet_sides_of(form)
        assert [side for _, side in sides] == [(Side.OUTSIDE, Side.INSIDE)[n % 2] for n in range(len(sides))]


def sheet_sides_of(form: Form) -> list[tuple[int, Side]]:
    return [(side.sheet, side.side) for side in sheet_list(laid("blank", form.id))]
