"""Will it print well? Works on what the layout reports of its pages."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

from editor.check.findings import Finding, Level
from editor.core.brochure import Brochure
from editor.core.facts import LEAST_RESOLUTION, SAFE, LayoutFacts, PlacedPicture, Spot, Substituted
from editor.core.paper import Form

PREFLIGHT_RULES = ("image-resolution", "glyph-missing", "hairline", "text-small", "text-unsafe")
"""What only a layout can tell; listed as skipped where there is none."""
LEAST_LINE = 0.25
"""Points below which a line may break up or vanish on the press."""
LEAST_TEXT = 6.0
"""Points below which print is hard to read."""

CANDOR = "Candor"
PRESS = "Common practice of print shops"
_SLACK = 0.01
_NAMED = 8
Fact = TypeVar("Fact")


def check_preflight(brochure: Brochure, form: Form, facts: LayoutFacts) -> tuple[Finding, ...]:
    """Return what would print badly. Facts of sections that are gone are passed over, as of a layout before."""
    titles = {section.id: section.title for section in brochure.sections} | {"": ""}
    found = (*_pictures(facts), *_texts(form, facts), *_lines(facts), *_glyphs(facts))
    return tuple(
        Finding(
            rule,
            level,
            spot.section,
            0,
            text or titles[spot.section],
            message,
            source,
            spot.place,
            fix="usual-size" if rule == "text-small" and text and brochure.type_fit.size < 1 else "",
        )
        for rule, level, spot, text, message, source in found
        if spot.section in titles
    )


_Row = tuple[str, Level, Spot, str, str, str]
"""Rule, level, where, the words in question, message and source."""


def _pictures(facts: LayoutFacts) -> Iterator[_Row]:
    coarse = sorted(facts.pictures, key=lambda each: each.resolution)
    for each in _first(coarse, lambda each: (each.asset, each.spot.section, each.spot.place)):
        if round(each.resolution) < LEAST_RESOLUTION:
            yield "image-resolution", Level.WARNING, each.spot, "", _coarse(each), PRESS


def _coarse(each: PlacedPicture) -> str:
    factor = LEAST_RESOLUTION / max(each.resolution, 0.01)
    wanted = f"{math.ceil(each.pixels_across * factor)} × {math.ceil(each.pixels_down * factor)}"
    return (
        f"The picture prints at {round(each.resolution)} dots an inch and will look soft; {LEAST_RESOLUTION} are "
        f"needed. Use one of at least {wanted} pixels; this one has {each.pixels_across} × {each.pixels_down}."
    )


def _texts(form: Form, facts: LayoutFacts) -> Iterator[_Row]:
    for each in facts.sizes:
        if each.size < LEAST_TEXT - _SLACK:
            if each.text:
                remedy = "Make the text larger with Fit copy or choose a form with larger type."
                message = (
                    f"Text prints at {each.size:.1f} pt; below {LEAST_TEXT:g} pt it is hard to read. {remedy}"
                )
            else:
                message = (
                    f"Words in the drawing print at {each.size:.1f} pt; below {LEAST_TEXT:g} pt they are hard to read. "
                    "Print the drawing larger, or use one with larger words."
                )
            yield "text-small", Level.WARNING, each.spot, each.text, message, PRESS
    near = sorted(facts.edges, key=lambda each: each.distance)
    for edge in _first(near, lambda each: each.spot):
        if edge.distance < SAFE - _SLACK:
            where = form.page_name(edge.spot.region, edge.spot.page)
            stays = f"{edge.distance:.1f} mm from" if edge.distance > 0 else "on"
            message = (
                f"Text on {where} stands {stays} the panel's edge, where cutting and folding may take it; keep "
                f"{SAFE:g} mm. Shorten or break long words and tables, or give the form wider margins."
            )
            yield "text-unsafe", Level.WARNING, edge.spot, edge.text, message, PRESS


def _lines(facts: LayoutFacts) -> Iterator[_Row]:
    for each in facts.lines:
        if each.width < LEAST_LINE - _SLACK / 10:
            what = "drawing" if each.spot.place == "image" else "text's rules"
            remedy = (
                "Print the drawing larger, or use one with stronger lines."
                if what == "drawing"
                else "Ask whoever made the theme to draw them stronger."
            )
            message = (
                f"The finest line of the {what} prints {each.width:.2f} pt wide; below {LEAST_LINE:g} pt it may "
                f"break up or vanish. {remedy}"
            )
            yield "hairline", Level.WARNING, each.spot, "", message, PRESS


def _glyphs(facts: LayoutFacts) -> Iterator[_Row]:
    for each in facts.substituted:
        named = _characters(each)
        if each.family:
            message = (
                f"{named}: {each.wanted} lacks this, so {each.family} draws it. Look at it in the preview."
            )
            level = Level.INFORMATION
        else:
            message = (
                f"{named}: none of Candor's typefaces has this, so it may print as an empty box or in a strange face. "
                "Write it differently."
            )
            level = Level.ERROR
        yield "glyph-missing", level, each.spot, each.characters, message, CANDOR


def _characters(each: Substituted) -> str:
    shown = each.characters[:_NAMED]
    names = [f"“{char}” ({unicodedata.name(char, f'U+{ord(char):04X}').lower()})" for char in shown]
    rest = len(each.characters) - len(shown)
    return ", ".join(names) + (f" and {rest} more" if rest else "")


def _first(found: Iterable[Fact], key: Callable[[Fact], Hashable]) -> Iterator[Fact]:
    """Yield the first of each key."""
    seen: set[Hashable] = set()
    for each in found:
        if key(each) not in seen:
            seen.add(key(each))
            yield each
