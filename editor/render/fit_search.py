"""The search behind fit copy: the loosest setting of a theme at which every region fits, with few layouts.

The settings a theme allows are put in one row from the tightest to the loosest, in the order a typesetter would give
way: first the space between sections, then the line distance, the text size last; the other way when there is room.
Along this row text only grows. A layout costs a hundred times what reckoning costs, so from one layout it is reckoned
how full the region's pages would be at each other place of the row; what seems the last place that fits is tried, and
the reckoning goes on from there. All regions share one setting: the one that seems to give way last binds the others,
which then mostly need one layout each to agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from editor.core.brochure import Brochure, TypeFit
from editor.core.edits import change_brochure
from editor.core.paper import Form, Region, blank_pages
from editor.render.layout import MM, LaidFlow, LaidPage, Layout, Typesetter
from editor.render.page import type_scale
from editor.render.theme import Limits, Range, TypeScale

STEP = 0.02
"""Steps of text size and line distance, as a share of the theme's own: under a fifth of a point."""
BARELY_USED = 0.3
"""A last page with less on it is worth saving, if tighter text can."""
RAG = 0.5
"""How the number of lines grows with the size of the text: as this power of it. Short lines have room to grow in."""
NOWHERE = -1
MOST_GUESSES = 3
"""So many layouts by reckoning; should it be as wrong, the span that is left is halved instead."""
SLACK = 0.3
"""How much more than a page's height may seem to be used (mm)."""
HEAD = 4
"""Lines with which a section starts at the foot of a page at least: its title and two of its text."""
WHOLE = ("avoid", "avoid-page")


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


@dataclass(frozen=True, slots=True)
class _Block:
    """A section as it lies on its pages (mm): text with all space in it, what does not grow, and the gap before it.

    It starts on a page only if `head` has room there: all of it, for a section that no page's end may part.
    """

    text: float
    fixed: float
    gap: float
    head: float
    new_panel: bool


@dataclass(frozen=True, slots=True)
class _Measure:
    """What a region came out with: its sections, its pages' height, and what is lost where a page parts one (mm)."""

    blocks: tuple[_Block, ...]
    height: float
    loss: float

    def pages(self, text: float, gaps: float) -> int:
        """Reckon how many pages it takes with text and gaps so many times as high."""
        pages, used = 1, 0.0
        for block in self.blocks:
            gap = block.gap * gaps if used else 0.0
            head = min(block.head * text, self.height)
            if used and (block.new_panel or used + gap + head > self.height + SLACK):
                pages, used, gap = pages + 1, 0.0, 0.0
            used += gap + block.text * text + block.fixed
            while used > self.height + SLACK:
                pages, used = pages + 1, used - self.height + self.loss
        return pages


class Trial:
    """Tries the settings of a row, by their place in it, on a brochure."""

    def __init__(self, typesetter: Typesetter, brochure: Brochure, form: Form) -> None:
        theme = typesetter.themes.theme(brochure.theme)
        self._typesetter, self._form = typesetter, form
        self.row = settings(theme.limits)
        self._brochures = [change_brochure(brochure, type_fit=each) for each in self.row]
        self._scales = [type_scale(theme, form, each) for each in self.row]
        self._usual = self.row.index(TypeFit())
        fit = brochure.type_fit
        self.start = self.row.index(fit) if fit in self.row else self._usual

    def layout(self, place: int) -> Layout:
        """Lay the whole brochure out at a place of the row."""
        return self._typesetter.layout(self._brochures[place], self._form)

    def loosest(self) -> int | None:
        """Return the place of the loosest setting at which every region fits; None if some never does."""
        best = len(self.row) - 1
        searches = [
            _Search(self, flow, self._most_pages(flow.flow.region))
            for flow in self.layout(self.start).flows
            if flow.flow.sections
        ]
        for search in sorted(searches, key=lambda each: each.reckoned):
            found = search.last_that_fits(best)
            if found is None:
                return None
            best = found
        return best

    def flow(self, place: int, region: Region) -> LaidFlow:
        """Lay one region out at a place of the row."""
        return self._typesetter.flow(self._brochures[place], self._form, region.id)

    def scale(self, place: int) -> TypeScale:
        """Return the type at a place of the row."""
        return self._scales[place]

    def _most_pages(self, region: Region) -> int:
        """Return how many pages a region may come out with: of pages that repeat, what its text needs as it is.

        A booklet has room on its blank pages; a last page (or sheet) with very little on it is saved if it can be.
        """
        if not region.repeats:
            return len(region.panels)
        flow = self.flow(self._usual, region)
        count = len(flow.pages)
        room = self._whole_sheets(count)
        if count > 1 and flow.pages[-1].fill < BARELY_USED and self._whole_sheets(count - 1) < room:
            room = min(room, self._whole_sheets(len(self.flow(0, region).pages)))
        return room

    def _whole_sheets(self, count: int) -> int:
        return count + blank_pages(
            self._form, {each.id: count for each in self._form.regions if each.repeats}
        )


class _Search:
    """The search for the last place at which one region fits. `most` is how many pages it may take."""

    def __init__(self, trial: Trial, flow: LaidFlow, most: int) -> None:
        self._trial, self._most, self._region = trial, most, flow.flow.region
        self._take(trial.start, flow)
        # The first place tried would be this one.
        self.reckoned = self._guess(NOWHERE, len(trial.row))

    def last_that_fits(self, best: int) -> int | None:
        """Return the last place up to `best` at which the region fits; None if it fits nowhere."""
        start = self._place
        if self._fits and start >= best:
            return best
        low, high = (start, best + 1) if self._fits else (NOWHERE, min(best + 1, start))
        guesses = 0
        while low + 1 < high:
            if low == self._place and self._most == 1 and not self._seems_to_fit(low + 1, least=True):
                break  # on a single page that is sure
            place = self._guess(low, high)
            if guesses == 0 and best < len(self._trial.row) - 1:
                place = min(best, high - 1)  # what fits another region mostly fits this one
            elif guesses >= MOST_GUESSES:
                place = (low + high) // 2
            guesses += 1
            self._take(place, self._trial.flow(place, self._region))
            low, high = (place, high) if self._fits else (low, place)
        return None if low == NOWHERE else low

    def _guess(self, low: int, high: int) -> int:
        """Return the last place between two that seems to fit, at least the first of them."""
        if self._is_wide:  # reckoning heights tells nothing then: try the tightest at once
            return low + 1
        return next((each for each in range(high - 1, low, -1) if self._seems_to_fit(each)), low + 1)

    def _take(self, place: int, flow: LaidFlow) -> None:
        """Reckon from this layout from now on."""
        self._place, self._measure = place, _measure(flow, self._trial.scale(place))
        self._fits = not flow.overset and len(flow.pages) <= self._most
        self._is_wide = bool(flow.overset and not flow.overset.pages)

    def _seems_to_fit(self, place: int, least: bool = False) -> bool:
        """Reckon whether the region fits at a place; with `least`, as if no line would break earlier than now."""
        now, then = self._trial.scale(self._place), self._trial.scale(place)
        leading = then.leading / now.leading
        text = leading * (1.0 if least else (then.size / now.size) ** RAG)
        gaps = leading * then.spacing / now.spacing if now.spacing else leading
        return self._measure.pages(text, gaps) <= self._most


def _measure(flow: LaidFlow, scale: TypeScale) -> _Measure:
    line = scale.leading * 25.4 / 72
    first = flow.pages[0].page._page_box
    top, height = first.content_box_y() * MM, first.height * MM
    text: dict[str, float] = {}
    fixed: dict[str, float] = {}
    head: dict[str, float] = {}
    whole: set[str] = set()
    gap: dict[str, float] = {}
    losses = [0.0]
    left = 0.0
    for page in flow.pages:
        end = top
        for number, box in enumerate(page.boxes):
            if number:
                gap[box.section] = box.y - end
            elif box.section in text:
                losses.append(left)
            else:  # it found no room on the page before; a cover begins above its page's text
                head[box.section] = left
                text[box.section] = min(0.0, box.y - top)
            text[box.section] = text.get(box.section, 0.0) + box.height
            end = box.y + box.height
        for name, pictures, is_whole in _sections_on(page):
            fixed[name] = fixed.get(name, 0.0) + pictures
            whole |= {name} if is_whole else set()
        left = (1 - page.fill) * height
    blocks = []
    for section in flow.flow.sections:
        full = text.get(section.id, 0.0)
        drawn = min(fixed.get(section.id, 0.0), full)
        least = (
            full if section.id in whole else min(full, max(drawn + HEAD * line, head.get(section.id, 0.0)))
        )
        blocks.append(
            _Block(full - drawn, drawn, gap.get(section.id, scale.spacing * line), least, section.new_panel)
        )
    return _Measure(tuple(blocks), height, sum(losses) / len(losses))


def _sections_on(laid: LaidPage) -> Iterator[tuple[str, float, bool]]:
    """Yield the sections on a page, how high their pictures are (mm), and whether no page's end may part them."""
    for box in laid.page._page_box.descendants():
        anchor = (box.style["anchor"] if box.style is not None else None) or ""
        if anchor.startswith("s-"):
            inner = (each for each in box.descendants() if type(each).__name__ == "BlockReplacedBox")
            yield anchor[2:], sum(each.height for each in inner) * MM, box.style["break_inside"] in WHOLE
