"""Fit copy: chooses text size, line distance and space between sections so that everything fits and panels are full.

The settings a theme allows are put in one row from the tightest to the loosest, in the order a typesetter would give
way: first the space between sections, then the line distance, the text size last; the other way when there is room.
Along this row text only grows, so a region's loosest setting that fits is found by bisection. All regions share one
setting: the fullest region is searched first, the others then mostly need one layout each to agree.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from editor.core.brochure import Brochure, TypeFit
from editor.core.edits import change_brochure, change_section
from editor.core.fit import FitResult
from editor.core.paper import Form, Region, blank_pages
from editor.render.layout import LaidFlow, Layout, Typesetter
from editor.render.page import type_scale
from editor.render.theme import Limits, Range

STEP = 0.02
"""Steps of text size and line distance, as a share of the theme's own: under a fifth of a point."""
UNEVEN, HALF_FULL = 0.35, 0.45
"""Panels of a region are balanced if their fill differs by more, and they are at least so full on the whole."""
BARELY_USED = 0.3
"""A last page with less on it is worth saving, if tighter text can."""
NEARLY_FULL, GROWTH, GUESS_STEP = 0.99, 0.025, 2
"""For the first guess: how full a region can be made, and by how much a place in the row makes it fuller."""
NOWHERE = -1
LITTLE = 0.7
"""Where no panel is fuller than this even at the loosest, there is no point in stretching the text."""


def fit_copy(typesetter: Typesetter, brochure: Brochure, form: Form) -> FitResult:
    """Fit a brochure's text to a form within its theme's limits. ThemeError if the theme cannot be read."""
    row = settings(typesetter.themes.theme(brochure.theme).limits)
    trial = _Trial(typesetter, brochure, form, row)
    plain = trial.layout(row.index(TypeFit()))
    best = _loosest(trial, plain)
    if best is None:
        tightest = trial.layout(0)
        return FitResult(brochure, False, _too_long(typesetter, brochure, tightest), tightest.oversets)
    layout = trial.layout(best)
    if best == len(row) - 1 and max(fit.fill for fit in layout.fits) < LITTLE:
        return FitResult(
            brochure, True, f"There is little text yet, so nothing was changed: {_fullness(plain)}."
        )
    balanced = _balanced(typesetter, layout)
    if balanced.brochure == brochure:
        return FitResult(brochure, True, f"The text is already fitted: {_fullness(balanced)}.")
    return FitResult(balanced.brochure, True, _done(typesetter, brochure, balanced))


def settings(limits: Limits) -> tuple[TypeFit, ...]:
    """Return the settings within a theme's limits, from the tightest to the loosest."""
    size, leading, spacing = limits.size, limits.leading, limits.spacing
    tight = [TypeFit(spacing=number) for number in reversed(_below(spacing, 0.5))]
    narrow = tight[-1].spacing if tight else 1.0
    tight += [TypeFit(1.0, number, narrow) for number in reversed(_below(leading, STEP))]
    low = tight[-1].leading if tight else 1.0
    tight += [TypeFit(number, low, narrow) for number in reversed(_below(size, STEP))]
    loose = [TypeFit(size=number) for number in _above(size, STEP)]
    large = loose[-1].size if loose else 1.0
    loose += [TypeFit(large, number) for number in _above(leading, STEP)]
    high = loose[-1].leading if loose else 1.0
    loose += [TypeFit(large, high, number) for number in _above(spacing, 0.5)]
    return (*reversed(tight), TypeFit(), *loose)


def _below(limits: Range, step: float) -> list[float]:
    """Return the factors under 1, rising."""
    return [round(1 - step * n, 4) for n in range(int((1 - limits.least) / step + 1e-6), 0, -1)]


def _above(limits: Range, step: float) -> list[float]:
    """Return the factors over 1, rising."""
    return [round(1 + step * n, 4) for n in range(1, int((limits.most - 1) / step + 1e-6) + 1)]


class _Trial:
    """Tries the settings of a row, by their place in it, on a brochure."""

    def __init__(
        self, typesetter: Typesetter, brochure: Brochure, form: Form, row: Sequence[TypeFit]
    ) -> None:
        self._typesetter, self._form, self.row = typesetter, form, row
        self._brochures = [change_brochure(brochure, type_fit=each) for each in row]

    def layout(self, place: int) -> Layout:
        return self._typesetter.layout(self._brochures[place], self._form)

    def flow(self, place: int, region: Region) -> LaidFlow:
        return self._typesetter.flow(self._brochures[place], self._form, region.id)

    def most_pages(self, flow: LaidFlow) -> int | None:
        """Return how many pages a region may come out with: of pages that repeat, what its text needs as it is.

        A booklet has room on its blank pages; a last page (or sheet) with very little on it is saved if it can be.
        """
        region = flow.flow.region
        if not region.repeats:
            return None
        count = len(flow.pages)
        room = self._whole_sheets(count)
        if count > 1 and flow.pages[-1].fill < BARELY_USED and self._whole_sheets(count - 1) < room:
            room = min(room, self._whole_sheets(len(self.flow(0, region).pages)))
        return room

    def _whole_sheets(self, count: int) -> int:
        return count + blank_pages(
            self._form, {each.id: count for each in self._form.regions if each.repeats}
        )


def _loosest(trial: _Trial, plain: Layout) -> int | None:
    """Return the place of the loosest setting at which every region fits; None if some never does."""
    best = len(trial.row) - 1
    for flow in sorted(plain.flows, key=_fullness_of, reverse=True):
        found = _last_that_fits(trial, flow, best)
        if found is None:
            return None
        best = found
    return best


def _fullness_of(flow: LaidFlow) -> float:
    """Return how much of a region's room its text takes: more than 1 if it is overset."""
    room = len(flow.pages) if flow.flow.limit is None else flow.flow.limit
    return sum(page.fill for page in flow.pages) / room + (0.1 if flow.overset else 0)


def _last_that_fits(trial: _Trial, flow: LaidFlow, best: int) -> int | None:
    """Return the last place up to `best` at which a region fits; `flow` is the region at the theme's own setting.

    None if it fits nowhere.
    """
    region, most = flow.flow.region, trial.most_pages(flow)

    def fits(laid: LaidFlow) -> bool:
        return not laid.overset and (most is None or len(laid.pages) <= most)

    if not flow.flow.sections:
        return best
    plain = trial.row.index(TypeFit())
    as_it_is = fits(flow)
    low = plain if as_it_is and plain <= best else NOWHERE
    high = best + 1 if as_it_is else min(best + 1, plain)
    # A good guess and a narrow step about it save layouts; then the span between what fits and what does not is halved.
    middle = plain + int(math.log(NEARLY_FULL / max(_fullness_of(flow), 0.01)) / GROWTH)
    for step in (GUESS_STEP, 0):
        if low + 1 < high:
            middle = max(low + 1, min(high - 1, middle))
            low, high = (middle, high) if fits(trial.flow(middle, region)) else (low, middle)
            middle += step if low == middle else -step
    while low + 1 < high:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(trial.flow(middle, region)) else (low, middle)
    return None if low == NOWHERE else low


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
    sections = flow.flow.sections
    heights = {section.id: 0.0 for section in sections}
    for page in flow.pages:
        for box in page.boxes:
            heights[box.section] = heights.get(box.section, 0.0) + box.height
    starts = [n for n in range(1, len(sections)) if not sections[n - 1].keep_with_next]

    def fullest(cuts: tuple[int, ...]) -> float:
        ends = (0, *cuts, len(sections))
        return max(sum(heights[each.id] for each in sections[begin:end]) for begin, end in pairwise(ends))

    cuts = min(combinations(starts, len(flow.flow.panels) - 1), key=fullest, default=())
    return tuple(sections[cut].id for cut in cuts)


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
    titles = {section.id: section.title for section in brochure.sections}
    sentences = []
    for overset in tightest.oversets:
        title = titles.get(overset.section)
        what = f"“{title}”" if title else "A section"
        where = tightest.form.region(overset.region).name
        if overset.pages:
            lines = "1 line" if overset.lines == 1 else f"{overset.lines} lines"
            sentences.append(f"{what} in {where} is {lines} too long.")
        else:
            sentences.append(f"Something in {what} is wider or taller than its panel in {where}.")
    return (
        f"The text cannot be made to fit, even at the theme's smallest size ({_rounded(size)} points); nothing was "
        "changed. "
        + " ".join(sentences)
        + " Shorten the text, hide or move a section, or choose a larger form."
    )
