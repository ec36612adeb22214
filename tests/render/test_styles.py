"""The short way to computed styles comes to the same values as the engine's own."""

from __future__ import annotations

from editor.render.parsing import FlowHTML
from editor.render.styles import keep_styles, plain_properties

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

    keep_styles()
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


def test_a_style_is_kept_for_the_same_pages_only_and_its_anchor_is_known_again() -> None:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    keep_styles()
    fonts = FontConfiguration()
    rules = CSS(
        string="body { margin: 0 } p { margin: 0 0 0 10vw; width: 5mm } a::after { content: target-text(attr(href)) }",
        font_config=fonts,
    )
    small, large = (
        CSS(string=f"@page {{ size: {mm}mm; margin: 0 }}", font_config=fonts) for mm in (100, 200)
    )

    def left_and_link(sheet: CSS) -> tuple[float, str]:
        html = FlowHTML("<html><body><p id='s'>s</p><p><a href='#s'>b</a></p></body></html>", None)
        document = html.render(stylesheets=[rules, sheet], font_config=fonts)
        boxes = list(document.pages[0]._page_box.descendants())
        paragraph = next(box for box in boxes if box.element_tag == "p")
        after = "".join(getattr(box, "text", "") for box in boxes if box.element_tag == "a::after")
        return round(paragraph.content_box_x() * 25.4 / 96, 3), after

    for _ in range(2):
        assert left_and_link(small) == (10, "s")
        assert left_and_link(large) == (20, "s")
