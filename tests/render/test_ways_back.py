"""The links between citing numbers and references on the web page, both ways."""

import re

import pytest

from editor.core.brochure import Brochure, Item, Kind, Reference, Section
from editor.core.paper import flows
from editor.files.resources import load_forms, template_root
from editor.render import page
from editor.render.theme import Themes

BROCHURE = Brochure(
    "Hair",
    sections=(
        Section("a", Kind.TEXT, "One[^lee]", text="first[^kim][^lee] and none[^gone]"),
        Section("b", Kind.BENEFITS, "Two", items=(Item("i", "x", "again[^kim]"),)),
        Section("h", Kind.TEXT, "Hidden", text="unseen[^kim]", hidden=True),
        Section("r", Kind.REFERENCES, "References"),
    ),
    references=(
        Reference("lee", authors="Lee A", title='Hair </li> <a href="#ref-kim">9</a>', year=2020),
        Reference("kim", authors="Kim B", title="Skin", year=2019),
        Reference("unused", authors="Ng C"),
    ),
)


@pytest.fixture(scope="module")
def themes() -> Themes:
    return Themes(template_root())


def web(themes: Themes, brochure: Brochure) -> str:
    return page.web_html(themes, brochure, lambda image: "", "")


def test_every_citing_place_and_every_reference_lead_to_each_other(themes: Themes) -> None:
    html = web(themes, BROCHURE)
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert [each for each in ids if each.startswith("cite-")] == [
        "cite-lee-1",
        "cite-lee-2",
        "cite-kim-1",
        "cite-kim-2",
    ]
    targets = set(re.findall(r'href="#([^"]+)"', html))
    assert targets <= set(ids)
    assert {"cite-lee-1", "cite-lee-2", "cite-kim-1", "cite-kim-2", "ref-lee", "ref-kim"} <= targets
    back = re.findall(
        r'<a class="back" href="#([^"]+)" role="doc-backlink" aria-label="([^"]+)">([^<]+)</a>', html
    )
    assert back[1] == ("cite-lee-2", "Back to the text, citation 2", "↑2")


def test_a_single_place_needs_no_number_and_languages_have_their_words(themes: Themes) -> None:
    section = Section("a", Kind.TEXT, text="eins[^kim]")
    brochure = Brochure(
        "Haar", "de-DE", sections=(section, BROCHURE.sections[3]), references=BROCHURE.references
    )
    assert 'aria-label="Zurück zum Text, Zitat 1">↑</a>' in web(themes, brochure)


def test_print_has_no_way_back(themes: Themes) -> None:
    form = load_forms()["tri-fold-a4"]
    numbers = page.numbering(BROCHURE, BROCHURE.sections)
    html = "".join(page.flow_html(themes, BROCHURE, flow, numbers, False) for flow in flows(BROCHURE, form))
    assert 'href="#ref-kim"' in html
    assert "cite-" not in html
    assert "back" not in re.findall(r'class="([^"]+)"', html)


def test_without_a_list_there_is_no_way(themes: Themes) -> None:
    brochure = Brochure("Hair", sections=BROCHURE.sections[:1], references=BROCHURE.references)
    assert "cite-" not in web(themes, brochure).partition("<main")[2]
