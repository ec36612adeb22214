"""What lies on laid-out pages, read from the engine's boxes. Asked for when nobody waits for a key: see `facts`."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from editor.core.facts import (
    EdgeDistance,
    LayoutFacts,
    LineWidth,
    PlacedPicture,
    PrintedText,
    Spot,
    Substituted,
    TextSize,
)
from editor.core.views import views
from editor.render.colour import WHITE, contrast, mix
from editor.render.faces import missing_characters
from editor.render.layout import MM, LaidPage, Layout
from editor.render.page import MARK

_POINTS = 0.75
"""Points in a CSS pixel."""
_SIDES = ("top", "right", "bottom", "left")
_PLACES = {
    "title": "title",
    "lead": "lead",
    "text": "text",
    "item-title": "title",
    "item-text": "text",
    "attribution": "attribution",
    "picture": "image",
    "references": "references",
    "clinic": "brand",
    "brand-line": "brand",
    "logo": "brand.logo",
}
"""Which field an element of a class shows; templates/base/sections.html.j2 writes the classes."""
_APART = ("sup", "sub", "figcaption")
_SAMPLE = 60
Fact = TypeVar("Fact")


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a box is printed on: the colour, the opacity of all around the box, and whether its text runs on.

    Numbers that lead to references are small by nature, as are captions and bullets.
    """

    colour: str = WHITE
    opacity: float = 1.0
    running: bool = True


@dataclass(slots=True)
class _Found:
    """What was read so far."""

    pictures: list[PlacedPicture] = field(default_factory=list)
    sizes: list[TextSize] = field(default_factory=list)
    lines: list[LineWidth] = field(default_factory=list)
    edges: list[EdgeDistance] = field(default_factory=list)
    running: dict[tuple[str, str, int], tuple[float, float]] = field(default_factory=dict)
    texts: dict[tuple[Spot, tuple[str, ...]], dict[str, None]] = field(default_factory=dict)


def facts(layout: Layout, coverage: Mapping[str, frozenset[int]]) -> LayoutFacts:
    """Return what lies on the pages that print. `coverage` says what each typeface can draw (faces.read_coverage)."""
    found = _Found()
    for flow in layout.flows:
        for number, laid in enumerate(flow.fitting):
            ground = _ground(laid.page._page_box, _Ground())
            for child in laid.page._page_box.children:
                _read(child, Spot(flow.flow.region.id, number, "", ""), "", laid, found, ground)
    return LayoutFacts(
        layout.form.id,
        tuple(found.pictures),
        _least(found.sizes, lambda each: (each.spot.section, each.spot.place), lambda each: each.size),
        _least(found.lines, lambda each: (each.spot.section, each.spot.place), lambda each: each.width),
        _least(found.edges, lambda each: each.spot, lambda each: each.distance),
        tuple(_substituted(found.texts, coverage)),
        tuple(_running(layout, found)),
    )


def _running(layout: Layout, found: _Found) -> Iterator[PrintedText]:
    seen = views(layout.form, {flow.flow.region.id: len(flow.fitting) for flow in layout.flows})
    for (section, region, page), (size, lowest) in found.running.items():
        if section and (region, page) in seen:
            yield PrintedText(section, seen[region, page], round(size, 3), round(lowest, 2))


def _least(
    found: Iterable[Fact], place: Callable[[Fact], Hashable], measure: Callable[[Fact], float]
) -> tuple[Fact, ...]:
    """Return the least in each place, the first of equals."""
    least: dict[Hashable, Fact] = {}
    for each in found:
        known = least.setdefault(place(each), each)
        if measure(each) < measure(known):
            least[place(each)] = each
    return tuple(least.values())


def _read(box: Any, spot: Spot, item: str, laid: LaidPage, found: _Found, ground: _Ground) -> None:
    """Read a box and all within. `item` is the identifier of the item it is in, `ground` what it is printed on."""
    spot, item = _spot(box, spot, item)
    ground = _ground(box, ground)
    kind = type(box).__name__
    if box.style is not None and box.style["visibility"] == "visible":
        if kind == "TextBox":
            _read_text(box, spot, laid, found)
            _read_running(box, spot, found, ground)
        else:
            found.lines += (LineWidth(spot, width) for width in _borders(box))
        if kind in ("InlineReplacedBox", "BlockReplacedBox"):
            _read_picture(box, spot, found)
    for child in getattr(box, "children", ()):
        _read(child, spot, item, laid, found, ground)


def _spot(box: Any, spot: Spot, item: str) -> tuple[Spot, str]:
    """Return where the inside of a box is."""
    anchor = (box.style["anchor"] if box.style is not None else None) or ""
    section, place = spot.section, spot.place
    if anchor.startswith("s-"):
        section, item, place = anchor[2:], "", ""
    elif anchor.startswith("i-"):
        item = anchor[2:]
    if box.element is not None:
        if box.element.tag == "figcaption":
            place = "image.caption"
        for name in box.element.get("class", "").split():
            if name in _PLACES:
                own = name in ("item-title", "item-text")
                place = f"items.{item}.{_PLACES[name]}" if own else _PLACES[name]
    same = (section, place) == (spot.section, spot.place)
    return (spot if same else Spot(spot.region, spot.page, section, place)), item


def _read_text(box: Any, spot: Spot, laid: LaidPage, found: _Found) -> None:
    text = box.text.strip()
    if not text:
        return
    size = box.style["font_size"]
    found.sizes.append(TextSize(spot, round(size * _POINTS, 3), text[:_SAMPLE]))
    # A text's box is as high as its font asks; what shows is about three quarters above the baseline, one below.
    line = box.position_y + box.baseline
    distance = min(
        box.position_x,
        laid.page.width - box.position_x - box.width,
        line - size * 0.75,
        laid.page.height - line - size * 0.25,
    )
    found.edges.append(EdgeDistance(spot, round(distance * MM, 2), text[:_SAMPLE]))
    known = found.texts.setdefault((spot, tuple(box.style["font_family"])), {})
    known.update(dict.fromkeys(unicodedata.normalize("NFC", text)))


def _ground(box: Any, around: _Ground) -> _Ground:
    """Return what is behind the text in a box."""
    if box.style is None:
        return around
    opacity = box.style["opacity"]
    generated = "::" in (box.element_tag or "")  # bullets and other marks that a theme sets
    apart = generated or (box.element is not None and box.element.tag in _APART)
    running = around.running and not apart
    colour = _over(around.colour, box.style, "background_color", around.opacity * opacity)
    if (colour, opacity, running) == (around.colour, 1, around.running):
        return around
    return _Ground(colour, around.opacity * opacity, running)


def _over(ground: str, style: Any, name: str, opacity: float) -> str:
    """Return the colour that a property has on a ground, as #rrggbb."""
    from weasyprint.draw.color import get_color

    colour = get_color(style, name)
    if not colour.alpha:
        return ground
    return (
        mix(_exact(colour), ground, colour.alpha * opacity)
        if opacity < 1 or colour.alpha < 1
        else _exact(colour)
    )


@functools.lru_cache(maxsize=256)
def _exact(colour: Any) -> str:
    red, green, blue = (round(min(max(each, 0.0), 1.0) * 255) for each in colour.to("srgb").coordinates)
    return f"#{red:02x}{green:02x}{blue:02x}"


_contrast = functools.lru_cache(maxsize=256)(contrast)
"""A brochure has few colours and a thousand pieces of text."""


def _read_running(box: Any, spot: Spot, found: _Found, ground: _Ground) -> None:
    if not ground.running or not box.text.strip():
        return
    size = box.style["font_size"] * _POINTS
    seen = _contrast(_over(ground.colour, box.style, "color", ground.opacity), ground.colour)
    key = spot.section, spot.region, spot.page
    least = found.running.get(key, (size, seen))
    found.running[key] = min(least[0], size), min(least[1], seen)


def _borders(box: Any) -> Iterator[float]:
    """Yield the widths (points) of the borders that a box shows."""
    from weasyprint.draw.color import get_color

    for side in _SIDES:
        width = box.style[f"border_{side}_width"]
        if width and box.style[f"border_{side}_style"] not in ("none", "hidden"):
            colour = get_color(box.style, f"border_{side}_color")
            if colour.alpha:
                yield round(width * _POINTS, 3)


def _read_picture(box: Any, spot: Spot, found: _Found) -> None:
    from weasyprint.images import RasterImage, SVGImage
    from weasyprint.layout.replaced import replacedbox_layout

    from editor.render.drawing_facts import measured

    width, height, _, _ = replacedbox_layout(box)
    image = box.replacement
    if isinstance(image, RasterImage):
        asset = (box.element.get("src") or "").removeprefix(MARK) if box.element is not None else ""
        found.pictures.append(
            PlacedPicture(spot, asset, width * MM, height * MM, int(image.width), int(image.height))
        )
    elif isinstance(image, SVGImage):
        drawn = measured(image, round(height / max(width, 0.01), 4))
        if drawn.line is not None:
            found.lines.append(LineWidth(spot, round(drawn.line * width * _POINTS, 3)))
        if drawn.text is not None:
            found.sizes.append(TextSize(spot, round(drawn.text * width * _POINTS, 3), ""))


def _substituted(
    texts: Mapping[tuple[Spot, tuple[str, ...]], Iterable[str]], coverage: Mapping[str, frozenset[int]]
) -> Iterator[Substituted]:
    """Yield the characters that the first typeface of a text lacks, by the typeface that has them."""
    gathered: dict[tuple[Spot, str, str], list[str]] = {}
    stacks: dict[tuple[str, ...], dict[str, str]] = {}
    for families in {families for _, families in texts}:
        every = dict.fromkeys(each for (_, own), found in texts.items() if own == families for each in found)
        stacks[families] = _drawn_by(every, [family for family in families if family in coverage], coverage)
    for (spot, families), characters in texts.items():
        for character in characters:
            if character in stacks[families]:
                gathered.setdefault((spot, families[0], stacks[families][character]), []).append(character)
    for (spot, wanted, family), found in gathered.items():
        yield Substituted(spot, "".join(found), wanted, family)


def _drawn_by(
    characters: Iterable[str], families: list[str], coverage: Mapping[str, frozenset[int]]
) -> dict[str, str]:
    """Return which of the other typefaces draws each character that the first one lacks; "" for none."""
    drawn: dict[str, str] = {}
    # On lines of their own, so that a mark is not joined to the letter that happens to stand before it.
    missing = missing_characters(coverage, families[:1], "\n".join(characters)) if families else {}
    for number in range(2, len(families) + 1):
        still = missing_characters(coverage, families[:number], "\n".join(missing))
        drawn |= dict.fromkeys(missing.keys() - still.keys(), families[number - 1])
        missing = still
    return drawn | dict.fromkeys(missing, "")
