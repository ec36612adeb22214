"""A short way to the commonest computed and used styles.

Most properties of most elements are set by no rule: they are inherited as they are, or have their initial value.
WeasyPrint finds that out through some twenty questions for each, ten thousand times a layout.
"""

from __future__ import annotations

from typing import Any


def shorten_styles() -> None:
    """Let WeasyPrint answer plain properties at once, in this process; calling it again changes nothing."""
    from weasyprint import css
    from weasyprint.layout import percent

    if hasattr(css.ComputedStyle.__missing__, "usual"):
        return
    css.ComputedStyle.__missing__ = _computing(css.ComputedStyle.__missing__)
    percent.resolve_one_percentage = _resolving(percent.resolve_one_percentage)


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

    return resolve_one_percentage


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
