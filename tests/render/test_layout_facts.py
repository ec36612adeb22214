"""What the laid-out pages tell, on the real engine; and that the starters print well in every form."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor.check.preflight import check_preflight
from editor.core.brochure import Brochure, Image, Item, Kind, Reference, Role, Section, TypeFit
from editor.core.facts import LayoutFacts
from editor.core.paper import Form, Margins
from editor.files.images import read_image
from editor.files.resources import load_forms
from editor.files.starters import starters
from editor.render.faces import ensure_faces, read_coverage
from editor.render.kept_files import default_cache
from editor.render.layout_facts import facts
from tests.render.test_layout import new_typesetter
from tests.samples import picture_bytes, sample

A = "e" * 64


@pytest.fixture(scope="module")
def coverage() -> dict[str, frozenset[int]]:
    return read_coverage(ensure_faces(default_cache()))


@pytest.fixture(scope="module")
def form() -> Form:
    return load_forms()["tri-fold-a4"]


def laid(
    coverage: dict[str, frozenset[int]],
    form: Form,
    *sections: Section,
    assets: dict[str, bytes] | None = None,
    references: tuple[Reference, ...] = (),
) -> LayoutFacts:
    brochure = Brochure("Hair", sections=sections, references=references)
    return facts(new_typesetter(assets).layout(brochure, form), coverage)


def drawing(stroke: float, size: float, group: str = "") -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 500" width="1000" height="500">'
        f'<g transform="scale(2)" {group}><path d="M0 0L9 9" stroke="#000000" stroke-width="{stroke}" fill="none"/>'
        f'<text x="9" y="90" font-size="{size}">Haut</text></g></svg>'
    ).encode()


@pytest.mark.parametrize("group", ["", 'opacity="0.5"'])
def test_lines_and_words_of_a_drawing_are_measured_as_they_print(
    coverage: dict[str, frozenset[int]], form: Form, group: str
) -> None:
    image = Image(A, "image/svg+xml", 1000, 500, alt="Skin")
    section = Section("s", Kind.TEXT, "", image=image)
    found = laid(coverage, form, section, assets={A: drawing(1, 10, group)})
    (line,) = found.lines
    (size,) = found.sizes
    # The column is nearly 84 mm wide: 238 points for 1000 units, and everything is drawn twice as large.
    assert line.width == pytest.approx(2 * 0.238, abs=0.01)
    assert size.size == pytest.approx(20 * 0.238, abs=0.1)
    assert (line.spot.section, line.spot.place, size.text) == ("s", "image", "")
    assert found.pictures == ()


def test_a_picture_is_measured_whole_also_where_it_is_cropped(
    coverage: dict[str, frozenset[int]], form: Form
) -> None:
    value, data = read_image(picture_bytes("JPEG", 240, 150), "a.jpg")
    cover = Section("c", Kind.COVER, "Hair", image=replace(value, alt="Gradient"))
    (picture,) = laid(coverage, form, cover, assets={value.asset: data}).pictures
    assert (picture.asset, picture.pixels_across, picture.pixels_down) == (value.asset, 240, 150)
    # 62 % of the panel's height and the bleed, and what is cut off at the sides counts.
    height = 210 * 0.62 + form.bleed
    assert picture.height == pytest.approx(height, abs=0.5)
    assert picture.width == pytest.approx(height * 240 / 150, abs=1)
    assert picture.resolution == pytest.approx(150 * 25.4 / height, abs=0.5)


def test_characters_are_counted_against_the_typeface_of_their_text(
    coverage: dict[str, frozenset[int]], form: Form
) -> None:
    section = Section("s", Kind.STEPS, "Way ⇒", text="e\u0301 ★ x", items=(Item("i", "Next", "→ ש"),))
    found = laid(coverage, form, section)
    families = {
        (each.spot.place, each.wanted, each.characters): each.family
        for each in found.substituted
        if each.spot.section == "s"
    }
    assert families[("text", "Candor Serif", "★")] == "Candor Sans"
    assert families[("items.i.text", "Candor Serif", "ש")] == ""
    assert not any("e" in characters or "é" in characters for _, _, characters in families)


def test_a_place_is_named_as_the_checks_name_it(coverage: dict[str, frozenset[int]], form: Form) -> None:
    image = Image(A, "image/svg+xml", 10, 10, alt="Square", caption="A square")
    section = Section(
        "s", Kind.TEXT, "Title", "Lead", "Text[^k]", items=(Item("i", "Item", "Words"),), image=image
    )
    quote = Section("q", Kind.QUOTE, text="Said", attribution="Somebody")
    references = Section("r", Kind.REFERENCES, "References")
    found = laid(
        coverage,
        form,
        section,
        quote,
        references,
        assets={A: drawing(9, 99)},
        references=(Reference("k", "X"),),
    )
    places = {(each.spot.section, each.spot.place) for each in found.sizes}
    assert places >= {
        ("s", "title"), ("s", "lead"), ("s", "text"), ("s", "items.i.title"), ("s", "items.i.text"),
        ("s", "image.caption"), ("s", "image"), ("q", "text"), ("q", "attribution"), ("r", "references"),
    }  # fmt: skip


def test_narrow_margins_bring_text_near_the_edge(coverage: dict[str, frozenset[int]], form: Form) -> None:
    section = Section("s", Kind.TEXT, "Title", text="Words " * 30)
    near = min(each.distance for each in laid(coverage, form, section).edges)
    assert near > 3
    tight = replace(form, margins=Margins(12, 1, 12, 1))
    found = laid(coverage, tight, section)
    assert min(each.distance for each in found.edges) == pytest.approx(1, abs=0.05)
    assert {each.rule for each in check_preflight(Brochure("x", sections=(section,)), tight, found)} == {
        "text-unsafe"
    }


def test_borders_count_unless_nothing_shows(coverage: dict[str, frozenset[int]], form: Form) -> None:
    table = Section("s", Kind.TEXT, "", text="| a | b |\n|---|---|\n| c | d |")
    assert min(each.width for each in laid(coverage, form, table).lines) == pytest.approx(0.5)


@pytest.mark.parametrize("name", [each.id for each in starters()])
def test_starters_print_well_in_every_form_also_when_fitted(
    name: str, coverage: dict[str, frozenset[int]]
) -> None:
    chosen = sample(name)
    for form in load_forms().values():
        # The theme's limits hold, and at the least size everything is at its finest.
        brochure = replace(chosen.brochure, form=form.id, type_fit=TypeFit(size=0.5))
        found = facts(chosen.typesetter().layout(brochure, form), coverage)
        assert found.sizes
        assert check_preflight(brochure, form, found) == (), form.id


def test_running_text_is_measured_with_what_is_behind_it(
    coverage: dict[str, frozenset[int]], form: Form
) -> None:
    reference = Reference("a", title="A trial", authors="Tak", year=2020)
    risks = Section("risks", Kind.TEXT, "Risks", text="- It can hurt.[^a]", role=Role.RISKS, region="inside")
    contact = Section("end", Kind.CONTACT, "Contact", text="Call us.", region="back")
    found = laid(coverage, form, risks, contact, references=(reference,))
    by_section = {each.section: each for each in found.texts}
    sizes = {each.spot.place: each.size for each in found.sizes if each.spot.section == "risks"}
    # The number of the reference is smaller than the text it stands in, and does not count.
    assert by_section["risks"].size > sizes["text"] > 0
    assert by_section["risks"].view != by_section["end"].view
    # Risks stand on sand, the rest on white paper: the same ink has less contrast there.
    assert 4.5 < by_section["risks"].contrast < 10
    alone = laid(coverage, form, replace(risks, role=None))
    assert alone.texts[0].contrast > by_section["risks"].contrast
