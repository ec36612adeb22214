"""The web page as one file: what it holds, what it never asks for, how it reads."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from editor.core.brochure import Brand, Brochure, Image, Item, Kind, Reference, Section
from editor.files.resources import template_root
from editor.render import page
from editor.render.colour import contrast
from editor.render.faces import ensure_faces
from editor.render.kept_files import default_cache
from editor.render.theme import Themes
from editor.render.web import web_page

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 7 3"><path d="M0 0h7v3z"/></svg>'
PICTURE = Image(asset="a" * 64, media_type="image/svg+xml", width=700, height=300, alt="A wedge")
FACETS = (Item("known", "What is known", "Little.[^k]"), Item("unknown", "What is not known", "Much."))
BROCHURE = Brochure(
    title="Hair & skin",
    description="What is known.",
    brand=Brand(name="Linden Clinic", registration="No. 0", web="linden.example"),
    sections=(
        Section("cover", Kind.COVER, title="Hair & skin", lead="Read this.", image=PICTURE),
        Section(
            "why", Kind.TEXT, title="Why", text="Because.\n\n### Detail\n\n| A | B |\n|---|--:|\n| 1 | 2 |"
        ),
        Section("natural", Kind.BENEFIT, title="Natural", items=FACETS),
        Section(
            "gentle", Kind.BENEFIT, title="Gentle", items=tuple(replace(i, id=f"{i.id}-2") for i in FACETS)
        ),
        Section("secret", Kind.TEXT, title="Hidden", text="Not to be seen.", hidden=True),
        Section("contact", Kind.CONTACT, title="Contact"),
        Section("references", Kind.REFERENCES, title="References"),
    ),
    references=(Reference("k", authors="Tak", journal="Cells", year=2020, doi="10.1002/x"),),
)
CSP = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:;"
    " base-uri 'none'; form-action 'none'"
)


@pytest.fixture(scope="module")
def themes() -> Themes:
    return Themes(template_root())


def made(themes: Themes, brochure: Brochure, *, draft: bool = False, share_image: str = "") -> str:
    return page.web_html(themes, brochure, lambda image: "data:,", "", draft=draft, share_image=share_image)


class Outline(HTMLParser):
    """Tags, ids, heading levels and links of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.sources: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append(tag)
        self.ids += [values["id"] or ""] if "id" in values else []
        self.links += [values["href"] or ""] if tag == "a" else []
        self.sources += [values["src"] or ""] if "src" in values else []

    @property
    def levels(self) -> list[int]:
        return [int(tag[1]) for tag in self.tags if re.fullmatch("h[1-6]", tag)]


def test_the_file_needs_nothing_else() -> None:
    html, notes = web_page(
        Themes(template_root()), ensure_faces(default_cache()), {"a" * 64: DRAWING}.get, BROCHURE
    )
    outline = Outline(html)
    assert notes == ()
    assert f'content="{CSP}"' in html
    assert "script" not in outline.tags
    assert all(source.startswith("data:image/") for source in outline.sources)
    assert set(re.findall(r"url\(\"?([a-z]+:)", html)) == {"data:"}
    assert "@import" not in html
    assert html.count("@font-face") >= 5


def test_it_reads_in_order(themes: Themes) -> None:
    outline = Outline(made(themes, BROCHURE))
    assert outline.levels.count(1) == 1
    assert outline.levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(outline.levels, outline.levels[1:], strict=False))
    assert len(outline.ids) == len(set(outline.ids))
    assert {link[1:] for link in outline.links if link.startswith("#")} <= set(outline.ids)
    assert [tag for tag in outline.tags if tag in ("header", "nav", "main", "footer")] == [
        "header",
        "nav",
        "main",
        "footer",
    ]
    assert "Not to be seen" not in made(themes, BROCHURE)


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.COVER])
def test_a_page_without_any_section_title_still_has_its_heading(themes: Themes, kind: Kind) -> None:
    html = made(themes, replace(BROCHURE, sections=(Section("only", kind, text="Words."),)))
    assert Outline(html).levels == [1]
    assert '<h1 class="title">Hair &amp; skin</h1>' in html


def test_the_first_heading_is_the_highest_even_in_a_section_without_title(themes: Themes) -> None:
    opening = Section("opening", Kind.TEXT, text="Words.\n\n---\n\n### A heading")
    outline = Outline(made(themes, replace(BROCHURE, sections=(opening, *BROCHURE.sections[1:]))))
    assert outline.levels[:2] == [1, 2]
    plain = replace(opening, text="Words.\n\n---\n\nMore.")
    assert Outline(made(themes, replace(BROCHURE, sections=(plain, *BROCHURE.sections[1:])))).levels[:2] == [
        1,
        2,
    ]


def test_neighbouring_benefits_share_a_row(themes: Themes) -> None:
    html = made(themes, BROCHURE)
    assert html.count('<div class="benefit-row">') == 1
    row = html[html.index('<div class="benefit-row">') : html.index('id="s-contact"')]
    assert 'id="s-natural"' in row
    assert 'id="s-gentle"' in row
    apart = replace(BROCHURE, sections=tuple(BROCHURE.sections[i] for i in (2, 1, 3)))
    assert made(themes, apart).count('<div class="benefit-row">') == 2


def test_only_what_is_there_is_promised_to_other_sites(themes: Themes) -> None:
    public = replace(BROCHURE, public_url="https://linden.example/hair/")
    assert "og:url" not in made(themes, BROCHURE)
    assert '<link rel="canonical" href="https://linden.example/hair/">' in made(themes, public)
    assert "og:image" not in made(themes, public)
    address = "https://linden.example/hair/cover.png"
    assert f'property="og:image" content="{address}"' in made(themes, public, share_image=address)
    assert "og:image" not in made(themes, BROCHURE, share_image=address)


def test_a_draft_says_so_and_is_not_indexed(themes: Themes) -> None:
    draft = made(themes, BROCHURE, draft=True)
    assert "Draft, not approved for use" in draft
    assert 'name="robots" content="noindex"' in draft
    assert "noindex" not in made(themes, BROCHURE)


def test_hostile_texts_stay_texts(themes: Themes) -> None:
    evil = '"><script>alert(1)</script>'
    brochure = replace(
        BROCHURE,
        title=evil,
        description=evil,
        brand=Brand(name=evil, tagline=evil, address=evil, web=evil, registration=evil),
        sections=(
            Section("one", Kind.CONTACT, title=evil, lead=evil, text=evil, items=(Item("i", evil, evil),)),
        ),
    )
    assert "script" not in Outline(made(themes, brochure)).tags


@pytest.mark.parametrize("colour", ["#ffd400", "#000000", "#ffffff", "#7f7f7f", "#0f4c4a", "#d9694c"])
def test_colours_are_readable_by_day_and_by_night(themes: Themes, colour: str) -> None:
    html = made(themes, replace(BROCHURE, brand=Brand(colour=colour, accent=colour)))
    palettes = [
        dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block))
        for block in re.findall(r":root \{([^}]*)\}", html)
    ]
    palettes = [palette for palette in palettes if "paper" in palette]
    assert len(palettes) == 2
    for palette in palettes:
        for ground in ("paper", "mist", "sand"):
            for ink in ("ink", "deep", "accent", "soft"):
                assert contrast(palette[ink], palette[ground]) >= 4.5, (ink, ground)
        assert contrast(palette["alert"], palette["paper"]) >= 4.5
