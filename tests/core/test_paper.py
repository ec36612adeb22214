from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.brochure import Brochure, Kind, Role, Section
from editor.core.decode import DecodeError
from editor.core.edits import change_brochure
from editor.core.form_check import decode_form
from editor.core.paper import Form, Side, flows, pages_in_order, reading_order, sheet_sides
from editor.files.resources import load_forms, read_toml

FORMS = load_forms()


@pytest.fixture(params=FORMS.values(), ids=lambda form: form.id)
def form(request: pytest.FixtureRequest) -> Form:
    return request.param


def test_panels_tile_each_side_of_the_trimmed_sheet(form: Form) -> None:
    for side in {panel.side for panel in form.panels}:
        row = sorted((panel for panel in form.panels if panel.side is side), key=lambda panel: panel.x)
        edges = [0.0, *(panel.x + panel.width for panel in row)]
        assert [panel.x for panel in row] == pytest.approx(edges[:-1])
        assert edges[-1] == pytest.approx(form.width)
        assert {(panel.y, panel.height) for panel in row} == {(0.0, form.height)}


@given(st.sampled_from(sorted(FORMS)), st.floats(0, 1), st.floats(0, 1))
def test_every_point_of_a_side_is_on_one_panel(name: str, across: float, down: float) -> None:
    form = FORMS[name]
    x, y = across * form.width, down * form.height
    for side in {panel.side for panel in form.panels}:
        row = [panel for panel in form.panels if panel.side is side]
        assert any(
            each.x - 0.01 <= x <= each.x + each.width + 0.01 and each.y <= y <= each.y + each.height + 0.01
            for each in row
        )
        inside = [
            each
            for each in row
            if each.x + 0.01 < x < each.x + each.width - 0.01 and each.y < y < each.y + each.height
        ]
        assert len(inside) <= 1


def test_folds_lie_between_panels_and_front_and_back_register(form: Form) -> None:
    for fold in form.folds:
        edges = [round(panel.x, 3) for panel in form.panels if panel.side is fold.side and panel.x]
        assert round(fold.x, 3) in edges
    front = sorted(round(fold.x, 3) for fold in form.folds if fold.side is Side.OUTSIDE)
    back = sorted(round(form.width - fold.x, 3) for fold in form.folds if fold.side is Side.INSIDE)
    assert front == back, "turned sideways, a fold on one side meets that on the other"


@pytest.mark.parametrize(
    ("name", "flap", "over", "narrower"),
    [
        ("tri-fold-a4", "inside-3", "inside-2", 3),
        ("tri-fold-a4", "flap", "back", 3),
        ("tri-fold-letter", "inside-3", "inside-2", 2),
        ("tri-fold-letter", "flap", "back", 2),
    ],
)
def test_what_folds_in_is_narrower_on_both_sides(name: str, flap: str, over: str, narrower: float) -> None:
    form = FORMS[name]
    assert form.panel(over).width - form.panel(flap).width == pytest.approx(narrower)


def test_gates_meet_in_the_middle_without_pushing_each_other_up() -> None:
    form = FORMS["gate-fold-a4"]
    left, right = (fold.x for fold in form.folds if fold.side is Side.INSIDE)
    for gate in (left, form.width - right):
        assert 1 <= (right - left) / 2 - gate <= 2


def test_a_z_folds_panels_are_equal_to_a_tenth_of_a_millimetre() -> None:
    for name in ("z-fold-a4", "z-fold-letter"):
        widths = [panel.width for panel in FORMS[name].panels]
        assert max(widths) - min(widths) <= 0.1001


def test_all_forms_of_the_shop_are_there() -> None:
    assert set(FORMS) == {
        "tri-fold-a4", "tri-fold-letter", "z-fold-a4", "z-fold-letter", "bi-fold-a4", "bi-fold-letter", "gate-fold-a4",
        "leaflet-a5", "rack-card-dl", "rack-card-us", "handout-a4", "handout-letter", "booklet-a5",
    }  # fmt: skip


def test_every_panel_prints_once_and_the_cover_first(form: Form) -> None:
    counts = {region.id: len(region.panels) for region in form.regions}
    order = [place for place in pages_in_order(form, counts) if place]
    assert [(place.region, place.page) for place in order] == [
        (region.id, page) for region in form.regions for page in range(len(region.panels))
    ]
    placed = [(place.region, place.page) for side in sheet_sides(form, counts) for place in side.placements]
    assert sorted(placed) == sorted((place.region, place.page) for place in order)
    assert form.region_of(Section("c", Kind.COVER)) is form.regions[0]
    assert order[0].panel.side is Side.OUTSIDE


@pytest.mark.parametrize("there", FORMS)
@pytest.mark.parametrize("here", FORMS)
def test_a_change_of_form_and_back_keeps_everything(here: str, there: str) -> None:
    before = Brochure(
        "Hair",
        form=here,
        sections=(
            Section("cover", Kind.COVER),
            *(Section(f"s-{region.id}", Kind.TEXT, region=region.id) for region in FORMS[here].regions),
            Section("who", Kind.TEXT, role=Role.PRACTITIONER),
            Section("talk", Kind.CONTACT),
        ),
    )
    after = change_brochure(before, form=there)
    assert all(one is other for one, other in zip(before.sections, after.sections, strict=True))
    assert sorted(section.id for section in reading_order(after, FORMS[there])) == sorted(
        section.id for section in before.sections
    ), "every section has a region in every form"
    assert change_brochure(after, form=here) == before
    assert (after is before) == (here == there)


def test_sections_go_where_their_kind_role_or_the_user_says() -> None:
    form = FORMS["tri-fold-a4"]
    sections = (
        Section("text", Kind.TEXT),
        Section("cover", Kind.COVER),
        Section("who", Kind.TEXT, role=Role.PRACTITIONER),
        Section("chosen", Kind.TEXT, region="flap"),
        Section("elsewhere", Kind.TEXT, region="pages"),
        Section("hidden", Kind.TEXT, hidden=True),
    )
    brochure = Brochure("Hair", sections=sections)
    placed = {flow.region.id: [s.id for s in flow.sections] for flow in flows(brochure, form)}
    assert placed == {
        "cover": ["cover"],
        "flap": ["chosen"],
        "inside": ["text", "elsewhere"],
        "back": ["who"],
    }
    assert [section.id for section in reading_order(brochure, form)][:2] == ["cover", "chosen"]


def test_a_tri_fold_has_two_sides_with_three_panels() -> None:
    sides = sheet_sides(FORMS["tri-fold-a4"], {"cover": 1, "flap": 1, "inside": 3, "back": 1})
    assert [[place.panel.id for place in side.placements] for side in sides] == [
        ["cover", "flap", "back"],
        ["inside-1", "inside-2", "inside-3"],
    ]


def test_a_handout_takes_as_many_sheets_as_its_pages_need() -> None:
    sides = sheet_sides(FORMS["handout-a4"], {"pages": 3})
    assert [(side.sheet, side.side.value) for side in sides] == [
        (0, "outside"),
        (0, "inside"),
        (1, "outside"),
    ]


def test_a_form_with_mistakes_names_them(root: Path) -> None:
    data = read_toml(root / "resources/forms/tri-fold-a4.toml")
    data["panels"][1]["x"] = 90
    data["panels"][2]["width"] = 120
    data["default_region"] = "nowhere"
    data["regions"][0]["panels"] = ["lid"]
    with pytest.raises(DecodeError) as caught:
        decode_form(data)
    messages = str(caught.value)
    for words in ("overlaps the panel 'flap'", "over the edge", "is 'nowhere'", "'lid' must be a panel"):
        assert words in messages


def _change(*path: str | int, to: Any) -> Callable[[dict[str, Any]], None]:
    def change(data: Any) -> None:
        for step in path[:-1]:
            data = data[step]
        data[path[-1]] = to

    return change


TRI, BOOK = "tri-fold-a4", "booklet-a5"
REFUSED: list[tuple[str, Callable[[dict[str, Any]], None], str]] = [
    (TRI, _change("panels", 1, "width", to=99), r"leaves a gap: the outside is empty from 196 mm"),
    (TRI, _change("panels", 5, "width", to=96), r"fill only 296 mm of the inside's 297 mm"),
    (TRI, _change("panels", 5, "height", to=200), r"panels\[5\]: must reach from the top to the bottom"),
    (
        TRI,
        _change("folds", 0, "x", to=98),
        r"folds\[0\].x: must lie between two panels of the outside, is 98",
    ),
    (TRI, _change("folds", 3, "side", to="outside"), r"folds\[3\].x: must lie between"),
    (
        TRI,
        lambda data: data["folds"].pop(),
        r"folds\[0\].x: must have the same fold on its back, the inside, at 200",
    ),
    (TRI, _change("duplex", to="long-edge"), "must be short-edge for a sheet wider than high"),
    ("leaflet-a5", _change("duplex", to="short-edge"), "must be long-edge for a sheet higher than wide"),
    (TRI, _change("regions", 0, "id", to="Cover!"), r"regions\[0\].id: must be small letters"),
    (TRI, _change("regions", 3, "panels", to=["cover"]), r"'cover' must be a panel of its own"),
    (
        TRI,
        _change("regions", 2, "panels", to=["inside-1", "inside-2"]),
        "no region prints on the panel 'inside-3'",
    ),
    (TRI, _change("regions", 2, "repeats", to=True), "is for a form of one panel, or one with a binding"),
    (TRI, _change("bleed", to=-1), "bleed: must be between 0 and 2000 mm"),
    (TRI, _change("width", to=float("nan")), "width: must be a finite number"),
    (TRI, _change("paper", to="A4"), "paper: is not a known field"),
    (TRI, _change("binding", to="saddle-stitch"), "must be two pages of the same width on each side"),
    (BOOK, _change("most_pages", to=30), "most_pages: must be a multiple of 4, is 30"),
    (BOOK, _change("most_pages", to=4), "most_pages: must not be less than fewest_pages"),
    (BOOK, _change("regions", 1, "repeats", to=False), "one of them, and only one, must repeat"),
    (BOOK, _change("binding", to="glue"), "binding: must be one of saddle-stitch, is 'glue'"),
]


@pytest.mark.parametrize(("name", "change", "words"), REFUSED, ids=[words for *_, words in REFUSED])
def test_a_form_that_could_not_be_made_is_refused(
    name: str, change: Callable[[dict[str, Any]], Any], words: str, root: Path
) -> None:
    data = copy.deepcopy(read_toml(root / f"resources/forms/{name}.toml"))
    decode_form(copy.deepcopy(data))
    change(data)
    with pytest.raises(DecodeError, match=words):
        decode_form(data)


def test_a_booklets_pages_have_numbers_and_its_cover_a_name() -> None:
    form = FORMS[BOOK]
    assert [form.page_name(*place) for place in (("cover", 0), ("inside", 0), ("inside", 4), ("back", 0))] == [
        "Cover", "Page 2", "Page 6", "Back",
    ]  # fmt: skip
    assert FORMS["handout-a4"].page_name("pages", 0) == "Page 1"
    assert FORMS[TRI].page_name("inside", 2) == "Inside right"
