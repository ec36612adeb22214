"""Fit copy: everything fits, panels are full, the theme's limits hold, and what cannot be done is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor.core.brochure import Brochure, Kind, Section, TypeFit, decode_brochure, encode_brochure
from editor.core.decode import DecodeError
from editor.core.edits import change_brochure, change_section
from editor.files.resources import load_forms
from editor.render.fit_copy import fit_copy
from editor.render.fit_search import settings
from editor.render.layout import Layout, Typesetter
from editor.render.page import type_scale
from editor.render.theme import Limits, Range
from tests.samples import starter

FORMS = load_forms()
TRI = FORMS["tri-fold-a4"]
LIMITS = Limits(Range(0.9, 1.1), Range(0.96, 1.04), Range(0.5, 2))


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return starter("blank").typesetter()


def prose(lines: int, sections: int = 6) -> Brochure:
    """Return a brochure of short sections with about so many lines each."""
    text = " ".join(["Plain words run on and on here."] * lines)
    return Brochure(
        "B", sections=tuple(Section(f"s{n}", Kind.TEXT, f"Part {n}", text=text) for n in range(sections))
    )


def inside(layout: Layout) -> list[float]:
    return [fit.fill for fit in layout.fits if fit.region == "inside"]


def test_settings_run_from_tight_to_loose_through_the_themes_own() -> None:
    row = settings(LIMITS)
    assert row[0] == TypeFit(0.9, 0.96, 0.5)
    assert row[-1] == TypeFit(1.1, 1.04, 2.0)
    assert TypeFit() in row
    room = [(each.size * each.leading, each.spacing) for each in row]
    assert room == sorted(room)
    assert len(set(row)) == len(row)
    assert settings(Limits()) == (TypeFit(),), "a theme without limits is left as it is"


def test_room_is_used_up_to_the_fullest_panel() -> None:
    sample = starter("physiotherapy")
    typesetter = sample.typesetter()
    before = typesetter.layout(sample.brochure, TRI)
    result = fit_copy(typesetter, sample.brochure, TRI)
    after = typesetter.layout(result.brochure, TRI)
    assert result.fits
    assert after.oversets == ()
    assert min(fit.fill for fit in after.fits) > min(fit.fill for fit in before.fits)
    assert max(fit.fill for fit in after.fits) > 0.95
    assert result.brochure.type_fit.size > 1
    assert "Text is set at" in result.words
    assert "before: 8.8" in result.words
    assert result.brochure.sections == sample.brochure.sections
    again = fit_copy(typesetter, result.brochure, TRI)
    assert again.brochure is result.brochure
    assert again.words.startswith("The text is already fitted")


def test_text_a_little_too_long_is_made_to_fit_within_the_limits(typesetter: Typesetter) -> None:
    lines = 29
    while not (brochure := prose(lines)) or not typesetter.layout(brochure, TRI).oversets:
        lines += 1
    result = fit_copy(typesetter, brochure, TRI)
    assert result.fits
    assert typesetter.layout(result.brochure, TRI).oversets == ()
    limits, fit = typesetter.themes.theme("calm").limits, result.brochure.type_fit
    for limit, number in (
        (limits.size, fit.size),
        (limits.leading, fit.leading),
        (limits.spacing, fit.spacing),
    ):
        assert limit.least <= number <= limit.most
    assert fit.spacing < 1, "the space between sections gives way first"


def test_what_cannot_fit_is_named_and_left_alone(typesetter: Typesetter) -> None:
    brochure = prose(60)
    long = change_section(brochure, "s2", text=brochure.section("s2").text * 2)
    result = fit_copy(typesetter, long, TRI)
    assert not result.fits
    assert result.brochure is long
    (overset,) = result.oversets
    assert f"Inside is {overset.lines} lines too long; its longest section is “Part 2” (" in result.words
    assert "8.1 points" in result.words


def test_a_section_alone_in_its_region_is_said_to_be_too_long(typesetter: Typesetter) -> None:
    brochure = Brochure("B", sections=(replace(prose(90, 1).sections[0], region="back"),))
    result = fit_copy(typesetter, brochure, TRI)
    (overset,) = result.oversets
    assert f"“Part 0” in Back is {overset.lines} lines too long." in result.words


@pytest.mark.parametrize(
    ("name", "form", "most"),
    [
        ("hair-restoration", "tri-fold-a4", 6),
        ("physiotherapy", "tri-fold-a4", 6),
        ("hair-restoration", "gate-fold-a4", 8),
        ("hair-restoration", "handout-letter", 4),
    ],
)
def test_few_layouts_lead_to_the_loosest_setting(name: str, form: str, most: int) -> None:
    sample = starter(name).in_form(FORMS[form])
    typesetter = sample.typesetter()
    before = typesetter.layout(sample.brochure, sample.form)
    pages = sum(len(flow.pages) for flow in before.flows)
    set_afresh = []
    usual = typesetter._set
    typesetter._set = lambda *values: set_afresh.append(values[0]) or usual(*values)  # type: ignore[method-assign]
    try:
        typesetter._flows.clear()
        result = fit_copy(typesetter, sample.brochure, sample.form)
    finally:
        typesetter._set = usual  # type: ignore[method-assign]
    assert result.fits
    assert len(set_afresh) <= most
    row = settings(typesetter.themes.theme("calm").limits)
    looser = row[row.index(result.brochure.type_fit) + 1]
    layout = typesetter.layout(change_brochure(result.brochure, type_fit=looser), sample.form)
    more = sum(len(flow.pages) for flow in layout.flows) > pages
    assert layout.oversets or more, "there was room for larger text"


def test_a_word_wider_than_its_panel_is_said_to_be_that(typesetter: Typesetter) -> None:
    table = "| " + " | ".join(["Unteilbareswort"] * 12) + " |\n|" + "---|" * 12
    brochure = Brochure("B", sections=(Section("t", Kind.TEXT, "Table", text=table),))
    result = fit_copy(typesetter, brochure, TRI)
    assert not result.fits
    assert "Something in “Table” is wider or taller than its panel in Inside." in result.words


def test_a_chain_that_would_end_nearly_empty_is_balanced_at_its_sections(typesetter: Typesetter) -> None:
    full = prose(14, 6).sections
    # A full cover keeps the type as it is, so only breaks can level the three panels inside.
    lid = Section("lid", Kind.TEXT, text="\n\n".join(["Line"] * 30), region="flap")
    brochure = Brochure("B", sections=(lid, *full))
    before = inside(typesetter.layout(change_brochure(brochure, type_fit=TypeFit()), TRI))
    result = fit_copy(typesetter, brochure, TRI)
    after = inside(typesetter.layout(result.brochure, TRI))
    assert max(before) - min(before) > 0.35
    assert max(after) - min(after) < max(before) - min(before)
    assert min(after) > 0.5
    assert "start a new panel" in result.words or "starts a new panel" in result.words
    assert [each for each in result.brochure.sections if each.new_panel]


def test_little_text_is_not_stretched(typesetter: Typesetter) -> None:
    brochure = starter("blank").brochure
    result = fit_copy(typesetter, brochure, TRI)
    assert result.fits
    assert result.brochure is brochure
    assert "little text" in result.words


@pytest.mark.parametrize("form", ["handout-letter", "booklet-a5"])
def test_pages_that_repeat_are_filled_without_more_paper(typesetter: Typesetter, form: str) -> None:
    brochure = replace(prose(40, 4), form=form)
    before = typesetter.layout(brochure, FORMS[form])
    result = fit_copy(typesetter, brochure, FORMS[form])
    after = typesetter.layout(result.brochure, FORMS[form])
    assert result.fits
    assert result.brochure.type_fit.size > 1
    counts = [sum(len(flow.pages) for flow in layout.flows) for layout in (before, after)]
    assert counts[1] <= (8 if form == "booklet-a5" else counts[0])


def test_fitted_type_is_kept_strictly_and_defaults_are_not_written() -> None:
    plain = Brochure("B")
    assert "type_fit" not in encode_brochure(plain)
    fitted = change_brochure(plain, type_fit=TypeFit(1.04, spacing=0.5))
    data = encode_brochure(fitted)
    assert data["type_fit"] == {"size": 1.04, "spacing": 0.5}
    assert decode_brochure(data) == fitted
    for wrong in ({"size": 9}, {"size": "1"}, {"leading": float("inf")}, {"tracking": 1.0}):
        with pytest.raises(DecodeError, match="type_fit"):
            decode_brochure({"title": "B", "type_fit": wrong})


def test_a_themes_limits_hold_whatever_a_file_says(typesetter: Typesetter) -> None:
    theme = typesetter.themes.theme("calm")
    assert type_scale(theme, TRI, TypeFit()) == theme.panel
    assert type_scale(theme, FORMS["handout-a4"], TypeFit()) == theme.page
    small, large = (type_scale(theme, TRI, TypeFit(n, n, n)) for n in (0.5, 2.5))
    assert small.size >= theme.panel.size * theme.limits.size.least - 0.01 >= 8
    assert large.size <= theme.panel.size * theme.limits.size.most + 0.01
    assert (small.spacing, large.spacing) == (0.5, 2.0)
