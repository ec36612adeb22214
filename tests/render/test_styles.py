"""The short way to computed styles comes to the same values as the engine's own."""

from __future__ import annotations

from editor.render.parsing import FlowHTML
from editor.render.styles import plain_properties, shorten_styles

CSS_TEXT = """
html { font: 10pt/14pt serif; color: #123456; hyphens: auto }
section { margin-top: 1em; break-inside: avoid; border-left: 2pt solid }
em { font-size: 120%; color: inherit; text-decoration: underline; --x: 1 }
p:first-child { font-variant-numeric: oldstyle-nums; width: 50%; float: left }
"""
HTML_TEXT = "<html lang='en'><body><section id='s'><p>a <em>b <strong>c</strong></em></p><ol><li>d</li></ol></section>"


def styles() -> list[dict[str, object]]:
    from weasyprint import CSS
    from weasyprint.css import INITIAL_VALUES, get_all_computed_styles
    from weasyprint.css.targets import TargetCollector
    from weasyprint.text.fonts import FontConfiguration

    html = FlowHTML(HTML_TEXT, None)
    style_for = get_all_computed_styles(
        html, [CSS(string=CSS_TEXT)], font_config=FontConfiguration(), target_collector=TargetCollector()
    )
    return [{key: style_for(each)[key] for key in INITIAL_VALUES} for each in html.etree_element.iter()]


def test_every_property_of_every_element_is_the_same() -> None:
    from weasyprint.css import ComputedStyle

    shorten_styles()
    short_way = ComputedStyle.__missing__
    ours = styles()
    try:
        ComputedStyle.__missing__ = short_way.usual
        assert styles() == ours
    finally:
        ComputedStyle.__missing__ = short_way
    assert len(ours) > 6
    inherited, initial = plain_properties()
    assert len(inherited) > 20
    assert len(initial) > 60
