"""Styles that were worked out before are not worked out again, and the commonest take a short way.

Elements of which neither the parents' style nor the rules that hold changed since an earlier layout get the style they
had there, and with it what boxes of that style came to: their lengths in a given room, their lines' height.

Most properties of most elements are set by no rule: they are inherited as they are, or have their initial value.
WeasyPrint finds that out through some twenty questions for each, ten thousand times a layout.
"""

from __future__ import annotations

from typing import Any

from editor.render.kept import Kept

MOST_STYLES = 4_000
"""Kept styles, about 5 kB each; a section has some twenty."""
MOST_ROOMS = 24
"""Rooms for which a style keeps its lengths; text has one, what stands beside floats has more."""

_WRITTEN = frozenset({"anchor", "lang"})
"""Properties that come from attributes, so that their values are new ones in every layout."""
_USED = (
    "margin_left", "margin_right", "margin_top", "margin_bottom", "padding_left", "padding_right", "padding_top",
    "padding_bottom", "width", "min_width", "max_width", "height", "min_height", "max_height", "border_top_width",
    "border_right_width", "border_bottom_width", "border_left_width",
)  # fmt: skip
"""What resolving the percentages of a box sets."""


def keep_styles() -> None:
    """Let WeasyPrint keep styles, in this process; calling it again changes nothing."""
    from weasyprint import css
    from weasyprint.layout import absolute, block, column, flex, float, grid, inline, page, percent, table

    if hasattr(css.ComputedStyle.__missing__, "usual"):
        return
    css.ComputedStyle.__missing__ = _computing(css.ComputedStyle.__missing__)
    css.StyleFor.set_computed_styles = _setting(css.StyleFor.set_computed_styles)
    percent.resolve_one_percentage = _resolving(percent.resolve_one_percentage)
    resolve = _resolving_all(percent.resolve_percentages)
    for module in (absolute, block, column, flex, float, grid, inline, page, percent, table):
        module.resolve_percentages = resolve
    inline.strut = _strut(inline.strut)


def _setting(usual: Any) -> Any:
    def set_computed_styles(
        self: Any,
        element: Any,
        parent: Any,
        root: Any = None,
        pseudo_type: str | None = None,
        base_url: str | None = None,
        target_collector: Any = None,
    ) -> None:
        styles = self.get_computed_styles()
        cascaded = self.get_cascaded_styles().get((element, pseudo_type), {})
        above = styles[parent, None] if parent is not None else None
        if isinstance(element, tuple):  # a page's style is changed as pages are made
            usual(self, element, parent, root, pseudo_type, base_url, target_collector)
            return
        sheets = () if above is not None else (base_url, *(id(sheet) for sheet, _, _ in self._sheets))
        # A kept style holds on to its parent and its rules' values, so no other object can get their numbers.
        key = (
            id(above),
            sheets,
            pseudo_type,
            *(
                (name, value[0] if name in _WRITTEN else id(value[0]), value[1])
                for name, value in cascaded.items()
            ),
        )
        kept = kept_with(self.font_config, "candor_styles", MOST_STYLES)
        style = kept.get(key)
        if style is None:
            usual(self, element, parent, root, pseudo_type, base_url, target_collector)
            style = styles[element, pseudo_type]
            style.sheets = self._sheets if sheets else ()
            kept.put(key, style)
            return
        if above is None or above.is_root_element:
            style.pop("overflow", None)  # the one property that layout changes: it becomes the page's
        styles[element, pseudo_type] = style
        if target_collector and style["anchor"]:
            target_collector.collect_anchor(style["anchor"])

    set_computed_styles.usual = usual  # type: ignore[attr-defined]
    return set_computed_styles


def kept_with(fonts: Any, name: str, most: int) -> Kept:
    """Return what is kept with fonts under a name, so that it goes when they go."""
    kept = fonts.__dict__.get(name)
    if kept is None:
        kept = fonts.__dict__[name] = Kept(most)
    return kept  # type: ignore[no-any-return]


def _computing(usual: Any) -> Any:
    from weasyprint import css

    inherited, initial = plain_properties()
    physical = _physical_properties()
    values, computers = css.INITIAL_VALUES, css.COMPUTER_FUNCTIONS

    def computed(style: Any, key: str) -> Any:
        cascaded = style.cascaded
        if key in initial and key not in cascaded:
            value = style[key] = values[key]
            return value
        if key in inherited and key not in cascaded and style.parent_style is not None:
            value = style[key] = style.parent_style[key]
            return value
        names = physical.get(key)
        if names and names.isdisjoint(cascaded):
            value = values[key]
            if key in css.INITIAL_NOT_COMPUTED:
                value = computers[key](style, key, value)
            style[key] = value
            return value
        return usual(style, key)

    computed.usual = usual  # type: ignore[attr-defined]
    return computed


def _resolving(usual: Any) -> Any:
    def resolve_one_percentage(box: Any, name: str, refer_to: Any) -> None:
        value = box.style[name]
        unit = getattr(value, "unit", None)
        if unit == "px":
            setattr(box, name, value.value)
        elif unit == "%":
            setattr(box, name, refer_to * value.value / 100)
        else:
            usual(box, name, refer_to)

    resolve_one_percentage.usual = usual  # type: ignore[attr-defined]
    return resolve_one_percentage


def _resolving_all(usual: Any) -> Any:
    from weasyprint.formatting_structure.boxes import Box, PageBox

    def resolve_percentages(box: Any, containing_block: Any) -> None:
        if isinstance(containing_block, Box):
            containing_block = containing_block.width, containing_block.height
        room = (*containing_block, isinstance(box, PageBox))
        by_room = box.style.__dict__.setdefault("used", {})
        used = by_room.get(room)
        if used is not None:
            box.__dict__.update(used)
            return
        usual(box, containing_block)
        if box.style["border_collapse"] != "collapse":  # else cells have borders of their own
            if len(by_room) >= MOST_ROOMS:
                by_room.clear()
            by_room[room] = {name: box.__dict__[name] for name in _USED}

    resolve_percentages.usual = usual  # type: ignore[attr-defined]
    return resolve_percentages


def _strut(usual: Any) -> Any:
    def strut(style: Any) -> Any:
        height = style.__dict__.get("strut")
        if height is None:
            height = style.__dict__["strut"] = usual(style)
        return height

    strut.usual = usual  # type: ignore[attr-defined]
    return strut


def _physical_properties() -> dict[str, frozenset[str]]:
    """Return the properties of sides and directions, each with all names by which a rule can set it."""
    from weasyprint import css

    return {
        key: frozenset({key, *(logical(block="ttb", inline=inline) for inline in ("ltr", "rtl"))})
        for key, logical in css.PHYSICAL_FUNCTIONS.items()
        if key in css.INITIAL_VALUES and key not in css.INHERITED
    }


def plain_properties() -> tuple[frozenset[str], frozenset[str]]:
    """Return the properties that are inherited as they are, and those whose initial value needs no computing."""
    from weasyprint import css
    from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED

    special = {"page", "position", "float", "display", *css.PHYSICAL_FUNCTIONS}
    plain = {
        key for key in css.INITIAL_VALUES if key not in special and not key.startswith("text_decoration_")
    }
    computed = {key for key in plain if key in INITIAL_NOT_COMPUTED}
    inherited = {key for key in plain if key in INHERITED}
    return frozenset(inherited), frozenset(plain - inherited - computed)
