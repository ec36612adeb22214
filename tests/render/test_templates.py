"""The printed theme: the rhythm of its lines, colours of any clinic, pictures and hostile titles."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from editor.core import edits
from editor.core.brochure import Brand, Brochure, Image, Item, Kind, Section
from editor.core.paper import flows
from editor.files.resources import load_forms, template_root
from editor.render import page
from editor.render.colour import contrast
from editor.render.faces import ensure_faces
from editor.render.kept_files import default_cache
from editor.render.layout import Layout, Typesetter
from editor.render.theme import Themes

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 7 3"><path d="M0 0h7v3z"/></svg>'
PICTURE = Image(asset="a" * 64, media_type="image/svg+xml", width=700, height=300, alt="A wedge")
PROSE = (
    "Each hair grows from a follicle, rests for some months, and then falls out while a new one starts. " * 3
)
BROCHURE = Brochure(
    title="Hair and skin",
    sections=(
        Section("cover", Kind.COVER, title="Hair and skin", lead="What is known."),
        Section(
            "first",
            Kind.TEXT,
            title="A title so long that it needs two lines of its column",
            text=PROSE,
            image=PICTURE,
        ),
        Section(
            "second",
            Kind.TEXT,
            title="Second",
            lead="A lead.",
            text=f"{PROSE}\n\n- {PROSE}\n- Short\n\n{PROSE}",
        ),
        Section(
            "third",
            Kind.QUESTIONS,
            title="Third",
            items=(Item("one", "Who?", PROSE), Item("two", "When?", "Soon."), Item("three", "Why?", PROSE)),
        ),
        Section(
            "fourth",
            Kind.STEPS,
            title="Fourth",
            items=(Item("four", "Come", PROSE), Item("five", "Go", "Now.")),
        ),
    ),
)


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter(Themes(template_root()), ensure_faces(default_cache()), {"a" * 64: DRAWING}.get)


def boxes(box: Any) -> Iterator[Any]:
    yield box
    for child in getattr(box, "children", ()):
        yield from boxes(child)


def region(layout: Layout, name: str) -> Any:
    return next(flow for flow in layout.flows if flow.flow.region.id == name)


def test_lines_of_neighbouring_panels_stand_on_one_grid_of_half_lines(typesetter: Typesetter) -> None:
    layout = typesetter.layout(BROCHURE, load_forms()["tri-fold-a4"])
    half = typesetter.themes.theme("calm").panel.leading / 2
    seen = 0
    for laid in region(layout, "inside").pages:
        top = laid.page._page_box.content_box_y()
        for box in boxes(laid.page._page_box.children[0]):
            if type(box).__name__ == "LineBox" and box.element_tag in ("p", "li", "h2", "h3"):
                steps = (box.position_y - top) * 0.75 / half
                assert steps == pytest.approx(round(steps), abs=0.02), box.element_tag
                seen += 1
    assert seen > 40


def test_a_picture_fills_whole_half_lines(typesetter: Typesetter) -> None:
    layout = typesetter.layout(BROCHURE, load_forms()["tri-fold-a4"])
    half = typesetter.themes.theme("calm").panel.leading / 2
    heights = [b.height * 0.75 for laid in region(layout, "inside").pages for b in boxes(laid.page._page_box)
               if type(b).__name__ == "BlockReplacedBox"]  # fmt: skip
    assert len(heights) == 1
    assert heights[0] / half == pytest.approx(round(heights[0] / half), abs=0.02)


@pytest.mark.parametrize("colour", ["#ffd400", "#000000", "#ffffff", "#7f7f7f", "#0f4c4a"])
def test_headings_are_readable_in_the_colours_of_any_clinic(typesetter: Typesetter, colour: str) -> None:
    brochure = replace(BROCHURE, brand=Brand(colour=colour, accent=colour))
    layout = typesetter.layout(brochure, load_forms()["tri-fold-a4"])
    for laid in region(layout, "inside").pages:
        for box in boxes(laid.page._page_box):
            if type(box).__name__ == "TextBox":
                channels = box.style["color"].coordinates
                shown = "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)
                assert contrast(shown, "#ffffff") >= 4.5, (box.element_tag, box.text)


@pytest.mark.parametrize("image", [replace(PICTURE, alt="", decorative=True), replace(PICTURE, alt="")])
def test_a_picture_without_text_is_no_figure_in_the_tagged_pdf(typesetter: Typesetter, image: Image) -> None:
    brochure = replace(BROCHURE, sections=(replace(BROCHURE.sections[1], image=image),))
    form = load_forms()["tri-fold-a4"]
    flow = next(f for f in flows(brochure, form) if f.sections)
    html = page.flow_html(typesetter.themes, brochure, flow, page.numbering(brochure, flow.sections), False)
    assert "<img" not in html
    assert "<embed" in html
    drawn = [b for laid in region(typesetter.layout(brochure, form), "inside").pages for b in boxes(laid.page._page_box)
             if type(b).__name__ == "BlockReplacedBox"]  # fmt: skip
    assert [box.style["overflow"] for box in drawn] == ["hidden"], (
        "what is cropped away would be drawn over the text"
    )


def test_a_hostile_title_is_only_text_at_the_foot_of_a_page(typesetter: Typesetter) -> None:
    title = 'Hair "\\"; } p { display: none } </style> & more'
    texts = (
        Section("cover", Kind.COVER, title="Cover"),
        Section("long", Kind.TEXT, title="Long", text=PROSE * 30),
    )
    layout = typesetter.layout(replace(BROCHURE, title=title, sections=texts), load_forms()["handout-a4"])
    second = layout.flows[0].pages[1].page._page_box
    foot = [b for b in second.children if getattr(b, "at_keyword", "") == "@bottom-left"]
    printed = "".join(b.text for b in boxes(foot[0]) if type(b).__name__ == "TextBox")
    assert printed.startswith("Hair")
    assert printed.endswith("; } p { display: none } </style> & more")
    assert any(b.element_tag == "p" for b in boxes(second) if type(b).__name__ == "LineBox")


def test_a_draft_says_so_on_every_page(typesetter: Typesetter) -> None:
    layout = typesetter.layout(BROCHURE, load_forms()["tri-fold-a4"], draft=True)
    for flow in layout.flows:
        for laid in flow.pages:
            assert "DRAFT" in [b.text for b in boxes(laid.page._page_box) if type(b).__name__ == "TextBox"]


def test_templates_are_compiled_once_and_again_when_they_change(tmp_path: Path) -> None:
    root, cache = tmp_path / "templates", tmp_path / "cache"
    (root / "base").mkdir(parents=True)
    (root / "mine").mkdir()
    shutil.copy(template_root() / "base" / "words.toml", root / "base")
    shutil.copy(template_root() / "calm" / "theme.toml", root / "mine")
    template = root / "mine" / "a.j2"
    template.write_text("{{ 1 + 1 }}")
    assert Themes(root, cache).render("mine", "a.j2", {}) == "2"
    (kept,) = (cache / "templates").iterdir()
    before = kept.read_bytes()
    assert Themes(root, cache).render("mine", "a.j2", {}) == "2"
    assert kept.read_bytes() == before
    kept.write_bytes(before[:-20])
    assert Themes(root, cache).render("mine", "a.j2", {}) == "2", "a damaged one is made again"
    template.write_text("{{ 2 + 1 }}")
    assert Themes(root, cache).render("mine", "a.j2", {}) == "3"
    (tmp_path / "file").write_text("")
    assert Themes(root, tmp_path / "file").render("mine", "a.j2", {}) == "3"


def test_only_sections_that_changed_are_written_again(monkeypatch: pytest.MonkeyPatch) -> None:
    themes = Themes(template_root())
    written: list[str] = []
    usual = themes.render

    def render(theme: str, template: str, context: dict[str, Any]) -> str:
        if template == "print-section.html.j2":
            written.append(context["section"].id)
        return usual(theme, template, context)

    monkeypatch.setattr(themes, "render", render)

    def html(brochure: Brochure, draft: bool = False) -> str:
        written.clear()
        form = load_forms()["tri-fold-a4"]
        numbers = page.numbering(brochure, brochure.sections)
        return "".join(
            page.flow_html(themes, brochure, flow, numbers, draft) for flow in flows(brochure, form)
        )

    first = html(BROCHURE)
    assert sorted(written) == sorted(section.id for section in BROCHURE.sections)
    assert html(BROCHURE) == first
    assert written == []
    edited = edits.change_section(BROCHURE, "first", text="Something else.")
    assert "Something else." in html(edited)
    assert written == ["first"]
    for other in (
        edits.change_brand(edited, name="Elm Clinic"),
        edits.change_brochure(edited, language="de-DE"),
    ):
        html(other)
        assert len(written) == len(BROCHURE.sections), "what sections say of the clinic may be another"
