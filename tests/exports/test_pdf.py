"""The PDF to share and the imposed sheets, read back with pikepdf and poppler."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from editor.core.brochure import Brand
from editor.core.citations import cited_keys
from editor.core.markdown import to_plain
from editor.files.resources import load_forms
from editor.render.layout import Layout
from editor.render.pdf import sheet_list
from editor.render.products import Product
from tests.exports import pdf_reading as reading
from tests.samples import Sample, pairs, sample, sample_names

names = pytest.mark.parametrize("name", sample_names())
both = pytest.mark.parametrize(("name", "form"), pairs())


def made(name: str, form: str) -> tuple[Sample, Layout]:
    """Return a sample in a form, and its layout."""
    chosen = sample(name).in_form(load_forms()[form])
    return chosen, chosen.typesetter().layout(chosen.brochure, chosen.form)


def pages_of(layout: Layout) -> list[tuple[str, int]]:
    """Return (region, page) of every page of the PDF to share."""
    return [(flow.flow.region.id, number) for flow in layout.flows for number in range(len(flow.fitting))]


@both
def test_title_language_pages_and_bookmarks(name: str, form: str) -> None:
    chosen, layout = made(name, form)
    brochure = chosen.brochure
    with pikepdf.open(io.BytesIO(chosen.made(Product.PDF)[0])) as pdf:
        assert str(pdf.docinfo.Title) == to_plain(brochure.title, brochure.language)
        assert str(pdf.Root.Lang) == brochure.language
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        panels = [flow.flow.panel_at(number) for flow in layout.flows for number in range(len(flow.fitting))]
        assert [reading.size_mm(page) for page in pdf.pages] == [
            pytest.approx((panel.width, panel.height), abs=0.01) for panel in panels
        ]
        bookmarks = reading.outline(pdf)
    starts = {
        box.section: index
        for index, (region, number) in reversed(list(enumerate(pages_of(layout))))
        for flow in layout.flows
        if flow.flow.region.id == region
        for box in flow.pages[number].boxes
    }
    order = [section for flow in layout.flows for section in flow.flow.sections]
    placed = [section for section in order if section.title and section.id in starts]
    wanted = [(to_plain(section.title, brochure.language), starts[section.id]) for section in placed]
    assert [bookmark for bookmark in bookmarks if bookmark in wanted] == wanted


@both
def test_links_lead_out_and_citations_to_their_references(name: str, form: str) -> None:
    chosen, layout = made(name, form)
    with pikepdf.open(io.BytesIO(chosen.made(Product.PDF)[0])) as pdf:
        outer, inner = reading.links(pdf)
        places = reading.destinations(pdf)
    brand = chosen.brochure.brand if not layout.oversets else Brand()
    for address in (f"mailto:{brand.email}" if brand.email else "", brand.web):
        assert not address or any(address in each for each in outer)
    assert all(each.startswith(("https://", "http://", "mailto:", "tel:")) for each in outer)
    assert [each for _, each in inner if each not in places] == []
    sections = [section for flow in layout.flows for section in flow.flow.sections]
    known = {f"ref-{key}" for key in cited_keys(sections) if chosen.brochure.reference(key)}
    if layout.oversets:
        return  # what found no room has no links
    assert {each for _, each in inner} == known
    regions = [region for region, _ in pages_of(layout)]
    if len(layout.flows) > 1 and known:
        assert any(regions[page] != regions[places[each]] for page, each in inner), "links cross regions"


@both
def test_the_tags_read_the_text_in_order(name: str, form: str, tmp_path: Path) -> None:
    chosen, layout = made(name, form)
    path = tmp_path / "share.pdf"
    path.write_bytes(chosen.made(Product.PDF)[0])
    text = reading.tagged_text(path)
    at = 0
    for flow in layout.flows:
        for section in () if flow.overset else flow.flow.sections:
            for words in (section.title, section.lead, *(item.title for item in section.items)):
                plain = reading.squeezed(to_plain(words, chosen.brochure.language))
                found = text.find(plain, at)
                assert found >= 0, f"{words!r} is missing or stands too early"
                at = found + len(plain)
    on_pages = "".join(reading.text_of_pages(path))
    # Running feet and page numbers, which whole pages have, are not read out.
    running = 0.02 if chosen.form.folds else 0.1
    assert len(on_pages) == pytest.approx(len(text), rel=running), "text that is printed is not tagged"
    for section in chosen.brochure.sections:
        assert not (section.hidden and section.title) or section.title not in on_pages + text


@names
def test_every_font_is_ours_and_embedded_as_outlines(name: str) -> None:
    for product in (Product.PDF, Product.SHEETS):
        with pikepdf.open(io.BytesIO(sample(name).made(product)[0])) as pdf:
            fonts = reading.fonts(pdf)
        assert "Candor-Serif" in fonts
        assert {name: kind for name, kind in fonts.items() if kind != ("/CIDFontType2", True)} == {}
        assert [name for name in fonts if not name.startswith("Candor-")] == [], (
            "a font of this computer was used"
        )


@both
def test_sheets_show_every_panel_where_it_belongs(name: str, form: str, tmp_path: Path) -> None:
    chosen, layout = made(name, form)
    if form.startswith("booklet"):
        pytest.skip("poppler joins the page numbers of pages that lie side by side")
    share, sheets = tmp_path / "share.pdf", tmp_path / "sheets.pdf"
    share.write_bytes(chosen.made(Product.PDF)[0])
    sheets.write_bytes(chosen.made(Product.SHEETS)[0])
    with pikepdf.open(sheets) as pdf:
        sides = sheet_list(layout)
        sizes = [reading.size_mm(page) for page in pdf.pages]
        assert sizes == [pytest.approx((chosen.form.width, chosen.form.height), abs=0.01)] * len(sides)
    panels, on_sheets = reading.words_of_pages(share), reading.words_of_pages(sheets)
    assert sum(map(len, panels)) == sum(map(len, on_sheets)) > 10
    for side, words in zip(sides, on_sheets, strict=True):
        wanted = [
            reading.Word(word.text, word.x + place.panel.x, word.y + place.panel.y)
            for place in side.placements
            if (place.region, place.page) in pages_of(layout)
            for word in panels[pages_of(layout).index((place.region, place.page))]
        ]
        assert sorted(word.text for word in words) == sorted(word.text for word in wanted)
        for word in wanted:
            same = (each for each in words if each.text == word.text)
            near = any(abs(each.x - word.x) + abs(each.y - word.y) < 0.1 for each in same)
            assert near, f"{word} is elsewhere on its sheet"


@pytest.mark.parametrize(("form", "count"), [("tri-fold-a4", 2), ("tri-fold-letter", 2)])
def test_a_folded_sheet_has_two_sides(form: str, count: int) -> None:
    assert len(sheet_list(made("blank", form)[1])) == count


@both
def test_every_page_of_a_draft_says_so_and_of_a_final_does_not(name: str, form: str, tmp_path: Path) -> None:
    chosen = sample(name).in_form(load_forms()[form])
    word = {"en": "DRAFT", "de": "ENTWURF"}[chosen.brochure.language[:2]]
    path = tmp_path / "draft.pdf"
    for product in (Product.PDF, Product.SHEETS):
        path.write_bytes(chosen.made(product)[0])
        assert not any(word in page for page in reading.text_of_pages(path))
        path.write_bytes(chosen.made(product, draft=True)[0])
        pages = reading.text_of_pages(path)
        panels = len(pages_of(chosen.typesetter().layout(chosen.brochure, chosen.form, draft=True)))
        assert pages
        assert all(word in page for page in pages if page)  # a booklet's last pages may be blank
        assert sum(page.count(word) for page in pages) == panels


@names
def test_a_draft_web_page_and_draft_images_say_so(name: str) -> None:
    chosen = sample(name)
    assert b'class="draft-note"' in chosen.made(Product.HTML, draft=True)[0]
    assert b'class="draft-note"' not in chosen.made(Product.HTML)[0]
    final, draft = chosen.made(Product.PNG), chosen.made(Product.PNG, draft=True)
    assert len(final) == len(draft)
    assert all(one != other for one, other in zip(final, draft, strict=True))
