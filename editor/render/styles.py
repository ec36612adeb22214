"""A short way to the commonest computed styles.

Most properties of most elements are set by no rule: they are inherited as they are, or have their initial value.
WeasyPrint finds that out through some twenty questions for each, ten thousand times a layout.
"""

from __future__ import annotations

from typing import Any


def shorten_styles() -> None:
    """Let WeasyPrint answer plain properties at once, in this process; calling it again changes nothing."""
    from weasyprint import css

    usual = css.ComputedStyle.__missing__
    if hasattr(usual, "usual"):
        return
    inherited, initial = plain_properties()
    values = css.INITIAL_VALUES

    def computed(style: Any, key: str) -> Any:
        if key in initial and key not in style.cascaded:
            value = style[key] = values[key]
            return value
        if key in inherited and key not in style.cascaded and style.parent_style is not None:
            value = style[key] = style.parent_style[key]
            return value
        return usual(style, key)

    computed.usual = usual  # type: ignore[attr-defined]
    css.ComputedStyle.__missing__ = computed


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
