from __future__ import annotations

from pathlib import Path

import pytest

from editor.core.brochure import Brochure, Kind, Role, Section
from editor.core.decode import DecodeError
from editor.core.form_check import decode_form
from editor.core.paper import Form, Side, flows, reading_order, sheet_sides
from editor.files.resources import load_forms, read_toml

FORMS = load_forms()


@pytest.fixture(params=FORMS.values(), ids=lambda form: form.id)
def form(request: pytest.FixtureRequest) -> Form:
    return request.param


def test_panels_tile_each_side_of_the_trimmed_sheet(form: Form) -> None:
    for side in {panel.side for panel in form.panels}:
        area = sum(panel.width * panel.height for panel in form.panels if panel.side is side)
        assert area == pytest.approx(form.width * form.height)


def test_folds_lie_between_panels_and_front_and_back_register(form: Form) -> None:
    for fold in form.folds:
        edges = [round(panel.x, 3) for panel in form.panels if panel.side is fold.side and panel.x]
        assert round(fold.x, 3) in edges
    front = sorted(round(fold.x, 3) for fold in form.folds if fold.side is Side.OUTSIDE)
    back = sorted(round(form.width - fold.x, 3) for fold in form.folds if fold.side is Side.INSIDE)
    assert front == back, "turned on the short edge, a fold on one side meets that on the other"


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
