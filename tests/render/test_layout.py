"""Layout on the real engine: flows, overset, and pages that are taken over instead of laid out again."""

from __future__ import annotations

import io
import random

import pikepdf
import pypdfium2
import pytest

from editor.core import edits
from editor.core.brochure import Brand, Brochure, Image, Item, Kind, Reference, Section
from editor.core.paper import Form
from editor.files.resources import load_forms, template_root
from editor.render.faces import ensure_faces
from editor.render.kept_files import default_cache
from editor.render.layout import LaidFlow, Layout, Typesetter
from editor.render.pdf import pages_pdf, share_pdf
from editor.render.theme import Themes

WORDS = [
    "hair",
    "follicle",
    "grows",
    "rests",
    "sheds",
    "again",
    "slowly",
    "under",
    "warm",
    "skin",
    "while",
    "cells",
    "signal",
    "and",
    "vessels",
    "carry",
    "oxygen",
]


@pytest.fixture(scope="module")
def form() -> Form:
    return load_forms()["tri-fold-a4"]


def new_typesetter(assets: dict[str, bytes] | None = None) -> Typesetter:
    return Typesetter(
        Themes(template_root()), ensure_faces(default_cache()), ({} if assets is None else assets).get
    )


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return new_typesetter()


def prose(source: random.Random, words: int) -> str:
    sentences = [
        " ".join(source.choices(WORDS, k=source.randint(4, 14))).capitalize() for _ in range(words // 9 + 1)
    ]
    return ". ".join(sentences) + ".[^k]"


def brochure_of(source: random.Random, sections: int = 6, words: int = 90) -> Brochure:
    made = tuple(
        Section(
            f"s{number}",
            source.choice([Kind.TEXT, Kind.BENEFIT, Kind.BENEFITS, Kind.STEPS, Kind.QUESTIONS, Kind.QUOTE]),
            f"Section {number}",
            text=prose(source, words),
            items=tuple(
                Item(f"i{number}-{n}", "Known", prose(source, 20)) for n in range(source.randint(0, 2))
            ),
            keep_with_next=source.random() < 0.2,
            new_panel=source.random() < 0.1,
        )
        for number in range(sections)
    )
    return Brochure("Hair", sections=made, brand=Brand("Clinic"), references=(Reference("k", title="Study"),))


def inside(layout: Layout) -> LaidFlow:
    return next(flow for flow in layout.flows if flow.flow.region.id in ("inside", "pages"))


def drawn(flow: LaidFlow) -> list[bytes]:
    """What each page draws, without the names and subsets of fonts, which depend on the other pages."""
    document = pypdfium2.PdfDocument(io.BytesIO(pages_pdf(flow, flow.pages)))
    return [bytes(page.render(scale=1).buffer) for page in document]


@pytest.mark.parametrize(("form_id", "seed"), [("tri-fold-a4", 0), ("tri-fold-a4", 1), ("handout-a4", 2)])
def test_pages_taken_over_are_those_of_a_full_layout(typesetter: Typesetter, form_id: str, seed: int) -> None:
    source, form = random.Random(seed), load_forms()[form_id]
    brochure = brochure_of(source, sections=6 if seed < 2 else 16)
    brochure = edits.insert_section(brochure, Section("cover", Kind.COVER, "Hair", lead="Lead"), 0)
    typesetter.layout(brochure, form)
    fresh = new_typesetter()
    taken_over = 0
    for _ in range(10):
        section = source.choice(brochure.sections)
        text = section.text
        at = source.randrange(len(text) + 1)
        text = source.choice(
            [text[:at] + " word " + text[at:], text[:at], prose(source, 60), text + "\n\n" + text]
        )
        brochure = edits.change_section(brochure, section.id, text=text[:1500])
        latest = dict(typesetter._latest)
        laid = inside(typesetter.layout(brochure, form))
        before = latest[laid.flow.region.id]
        taken_over += sum(page is old for page in laid.pages for old in before.pages)
        fresh._latest.clear()
        expected = inside(fresh.layout(brochure, form))
        assert [page.boxes for page in laid.pages] == [page.boxes for page in expected.pages]
        assert laid.overset == expected.overset
        assert drawn(laid) == drawn(expected)
    assert taken_over, "no page was ever taken over, so nothing was tested"


def test_a_key_in_the_last_section_leaves_the_first_panel_alone(typesetter: Typesetter, form: Form) -> None:
    brochure = brochure_of(random.Random(1))
    before = inside(typesetter.layout(brochure, form))
    changed = edits.change_section(brochure, "s5", text=brochure.section("s5").text + " More.")
    after = inside(typesetter.layout(changed, form))
    assert after.pages[0] is before.pages[0]
    assert after.pages[-1] is not before.pages[-1]


def test_a_flow_that_did_not_change_is_the_same_object(typesetter: Typesetter, form: Form) -> None:
    cover = Section("cover", Kind.COVER, "Hair")
    brochure = edits.insert_section(brochure_of(random.Random(2)), cover, 0)
    first = typesetter.layout(brochure, form)
    second = typesetter.layout(edits.change_section(brochure, "cover", title="Hairs"), form)
    same = [new.flow.region.id for old, new in zip(first.flows, second.flows, strict=True) if old is new]
    assert same == ["flap", "inside", "back"]


def test_too_much_text_is_overset_and_counted_in_lines(typesetter: Typesetter, form: Form) -> None:
    brochure = brochure_of(random.Random(3), words=220)
    flow = inside(typesetter.layout(brochure, form))
    assert len(flow.fitting) == 3
    assert flow.overset
    assert flow.overset.pages >= 1
    assert flow.overset.lines > 5
    assert flow.overset.section in {section.id for section in brochure.sections}
    assert inside(typesetter.layout(brochure_of(random.Random(3), words=30), form)).overset is None


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 %d"><rect width="9" height="9"/></svg>'


def test_what_is_taller_than_its_panel_is_overset(form: Form) -> None:
    image = Image("e" * 64, "image/svg+xml", 9, 90, alt="A tower")
    brochure = Brochure("Hair", sections=(Section("s", Kind.TEXT, "Tall", image=image),))
    overset = inside(new_typesetter({"e" * 64: SVG % 90}).layout(brochure, form)).overset
    assert overset
    assert (overset.section, overset.pages) == ("s", 0)


@pytest.mark.parametrize("text", ["unbreakable" * 40, "    " + "code" * 90])
def test_a_word_wider_than_its_panel_is_broken(typesetter: Typesetter, form: Form, text: str) -> None:
    brochure = Brochure("Hair", sections=(Section("s", Kind.TEXT, "Wide", text=text),))
    assert inside(typesetter.layout(brochure, form)).overset is None


def test_a_missing_picture_is_noted_and_comes_when_it_is_there(form: Form) -> None:
    assets: dict[str, bytes] = {}
    typesetter = new_typesetter(assets)
    image = Image("e" * 64, "image/svg+xml", 10, 10, alt="Square")
    brochure = Brochure("Hair", sections=(Section("s", Kind.TEXT, "Picture", image=image),))
    assert "A picture is missing" in typesetter.layout(brochure, form).notes[0]
    assets["e" * 64] = SVG % 9
    assert typesetter.layout(brochure, form).notes == ()


def test_nothing_is_fetched_from_anywhere(form: Form) -> None:
    svg = b"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">
    <image xlink:href="file:///etc/passwd" width="9" height="9"/><image href="http://127.0.0.1:9/x" width="9"/></svg>"""
    typesetter = new_typesetter({"e" * 64: svg})
    image = Image("e" * 64, "image/svg+xml", 10, 10, alt="Hostile")
    brochure = Brochure("Hair", sections=(Section("s", Kind.TEXT, "Picture", image=image),))
    layout = typesetter.layout(brochure, form)
    pages_pdf(inside(layout), inside(layout).pages)
    assert all("/etc/passwd" not in note or "left out" in note for note in layout.notes)


def whole_of(pdf: bytes) -> dict[str, object]:
    """Tags, bookmarks, named places, links and text of a PDF: all but how its objects are numbered."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = {page.objgen: number for number, page in enumerate(opened.pages)}
        met: dict[tuple[int, int], int] = {}

        def plain(value: pikepdf.Object) -> object:
            if isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)) and value.is_indirect:
                if value.objgen in pages:
                    return "page", pages[value.objgen]
                if value.objgen in met:
                    return "met", met[value.objgen]
                met[value.objgen] = len(met)
            if isinstance(value, pikepdf.Dictionary):
                return tuple((key, plain(each)) for key, each in sorted(value.items()))
            return tuple(map(plain, value)) if isinstance(value, pikepdf.Array) else str(value)

        found: dict[str, object] = {
            key: plain(opened.Root[key])
            for key in ("/StructTreeRoot", "/Outlines", "/Names")
            if key in opened.Root
        }
        found["links"] = [plain(page.get("/Annots", pikepdf.Array())) for page in opened.pages]
    found["text"] = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
    return found


@pytest.mark.parametrize(
    ("form_id", "sections", "words"),
    [("booklet-a5", 7, 400), ("handout-a4", 12, 150)],
)
def test_a_pdf_of_pages_taken_over_is_that_of_a_full_layout(
    typesetter: Typesetter, form_id: str, sections: int, words: int
) -> None:
    source, form = random.Random(5), load_forms()[form_id]
    brochure, taken_over = brochure_of(source, sections, words), 0
    typesetter.layout(brochure, form)
    for _ in range(4):
        section = source.choice(brochure.sections)
        brochure = edits.change_section(brochure, section.id, text=prose(source, source.randint(20, words)))
        laid = typesetter.layout(brochure, form)
        taken_over += len(inside(laid).source.pagination.reused)
        assert whole_of(share_pdf(laid)) == whole_of(share_pdf(new_typesetter().layout(brochure, form)))
    assert taken_over, "no page was ever taken over, so nothing was tested"
