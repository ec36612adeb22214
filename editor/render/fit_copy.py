"""Fit copy: chooses text size, line distance and space between sections so that everything fits and panels are full.

The search for the setting is in `fit_search`; here is what becomes of it: panels balanced by sections that start new
ones, and the words that say what was done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from editor.core.brochure import Brochure
from editor.core.edits import change_section
from editor.core.fit import FitResult, Overset
from editor.core.paper import Form
from editor.render.fit_search import Trial
from editor.render.layout import LaidFlow, Layout, Typesetter
from editor.render.page import type_scale

UNEVEN, HALF_FULL = 0.35, 0.45
"""Panels of a region are balanced if their fill differs by more, and they are at least so full on the whole."""
LITTLE = 0.7
"""Where no panel is fuller than this even at the loosest, there is no point in stretching the text."""


def fit_copy(typesetter: Typesetter, brochure: Brochure, form: Form) -> FitResult:
    """Fit a brochure's text to a form within its theme's limits. ThemeError if the theme cannot be read."""
    trial = Trial(typesetter, brochure, form)
    best = trial.loosest()
    layout = trial.layout(best or 0)
    while best and layout.oversets:  # tighter text can, rarely, break worse
        best -= 1
        layout = trial.layout(best)
    if best is None or layout.oversets:
        return FitResult(brochure, False, _too_long(typesetter, brochure, layout), layout.oversets)
    if best == len(trial.row) - 1 and max(fit.fill for fit in layout.fits) < LITTLE:
        now = _fullness(typesetter.layout(brochure, form))
        return FitResult(brochure, True, f"There is little text yet, so nothing was changed: {now}.")
    balanced = _balanced(typesetter, layout)
    if balanced.brochure == brochure:
        return FitResult(brochure, True, f"The text is already fitted: {_fullness(balanced)}.")
    return FitResult(balanced.brochure, True, _done(typesetter, brochure, balanced))


def _balanced(typesetter: Typesetter, layout: Layout) -> Layout:
    """Return the layout with sections starting new panels, where a chain of panels is much fuller at its beginning."""
    for flow in layout.flows:
        fills = [page.fill for page in flow.pages] + [0.0] * (len(flow.flow.panels) - len(flow.pages))
        free = not flow.flow.region.repeats and not any(each.new_panel for each in flow.flow.sections[1:])
        if free and max(fills) - min(fills) > UNEVEN and sum(fills) / len(fills) >= HALF_FULL:
            brochure = layout.brochure
            for section in _breaks(flow):
                brochure = change_section(brochure, section, new_panel=True)
            tried = typesetter.layout(brochure, layout.form)
            if not tried.oversets and _least_fill(tried, flow) > min(fills):
                layout = tried
    return layout


def _least_fill(layout: Layout, like: LaidFlow) -> float:
    flow = next(each for each in layout.flows if each.flow.region is like.flow.region)
    return (
        min((page.fill for page in flow.pages), default=0.0)
        if len(flow.pages) == len(flow.flow.panels)
        else 0.0
    )


def _breaks(flow: LaidFlow) -> tuple[str, ...]:
    """Return the sections that should start the second and later panels, so that the fullest is as empty as can be."""
    sections, heights = flow.flow.sections, _heights(flow)
    starts = [n for n in range(1, len(sections)) if not sections[n - 1].keep_with_next]

    def fullest(cuts: tuple[int, ...]) -> float:
        ends = (0, *cuts, len(sections))
        return max(sum(heights[each.id] for each in sections[begin:end]) for begin, end in pairwise(ends))

    cuts = min(combinations(starts, len(flow.flow.panels) - 1), key=fullest, default=())
    return tuple(sections[cut].id for cut in cuts)


def _heights(flow: LaidFlow) -> dict[str, float]:
    """Return how high each section of a region is (mm), over all its pages."""
    heights = {section.id: 0.0 for section in flow.flow.sections}
    for page in flow.pages:
        for box in page.boxes:
            heights[box.section] = heights.get(box.section, 0.0) + box.height
    return heights


def _done(typesetter: Typesetter, before: Brochure, layout: Layout) -> str:
    """Say what was chosen and how full the panels are now."""
    theme = typesetter.themes.theme(before.theme)
    old = type_scale(theme, layout.form, before.type_fit)
    new = type_scale(theme, layout.form, layout.brochure.type_fit)
    parts = list(_changes(old.size, new.size, "Text is set at {} points"))
    parts += _changes(old.leading, new.leading, "lines are {} points apart")
    parts += _changes(old.spacing, new.spacing, "sections are {} lines apart")
    words = ", ".join(parts)
    sentences = [f"{words[0].upper()}{words[1:]}."] if words else []
    moved = [
        section.title or "An untitled section"
        for section, was in zip(layout.brochure.sections, before.sections, strict=True)
        if section.new_panel and not was.new_panel
    ]
    sentences += (
        [f"{_listed(moved)} now {'start' if len(moved) > 1 else 'starts'} a new panel."] if moved else []
    )
    return " ".join([*sentences, f"Everything fits: {_fullness(layout)}."])


def _changes(old: float, new: float, words: str) -> Iterator[str]:
    if old != new:
        yield words.format(_rounded(new)) + f" (before: {_rounded(old)})"


def _rounded(number: float) -> str:
    return f"{round(number, 1):g}"


def _listed(titles: Sequence[str]) -> str:
    quoted = [f"“{title}”" for title in titles]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"


def _fullness(layout: Layout) -> str:
    fits = [fit for fit in layout.fits if layout.form.region(fit.region).panels]
    repeating = [fit for fit in fits if layout.form.region(fit.region).repeats]
    if repeating:
        count = len(repeating)
        last = f"the last one is {repeating[-1].words} full"
        return f"{count} pages, {last}" if count > 1 else f"one page, {repeating[0].words} full"
    least, most = min(fits, key=lambda fit: fit.fill), max(fits, key=lambda fit: fit.fill)
    return f"the fullest panel ({most.name}) is {most.words} full, the emptiest ({least.name}) {least.words}"


def _too_long(typesetter: Typesetter, brochure: Brochure, tightest: Layout) -> str:
    """Say which sections are too long, by how much, at the tightest setting there is."""
    size = type_scale(typesetter.themes.theme(brochure.theme), tightest.form, tightest.brochure.type_fit).size
    sentences = [_over(tightest, overset) for overset in tightest.oversets]
    return (
        f"The text cannot be made to fit, even at the theme's smallest size ({_rounded(size)} points); nothing was "
        "changed. "
        + " ".join(sentences)
        + " Shorten the text, hide or move a section, or choose a larger form."
    )


def _over(tightest: Layout, overset: Overset) -> str:
    """Say what does not fit in a region, by how much, and which section has most of it."""
    flow = next(each for each in tightest.flows if each.flow.region.id == overset.region)
    where, titles = flow.flow.region.name, {each.id: each.title for each in flow.flow.sections}
    if not overset.pages:
        what = f"“{titles[overset.section]}”" if titles.get(overset.section) else "a section"
        return f"Something in {what} is wider or taller than its panel in {where}."
    heights = _heights(flow)
    longest = max(heights, key=lambda each: heights[each])
    what = f"“{titles[longest]}”" if titles.get(longest) else "a section without a title"
    if len(heights) == 1:
        return f"{what[0].upper()}{what[1:]} in {where} is {_lines(overset.lines)} too long."
    count = max(1, round(heights[longest] / (flow.leading * 25.4 / 72)))
    return f"{where} is {_lines(overset.lines)} too long; its longest section is {what} ({_lines(count)})."


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count} lines"
