"""Kept lines, styles, drawings and streams come out as if they were set, worked out, drawn and compressed anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
import pytest
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration

from editor.render.drawings import keep_drawings
from editor.render.faces import FaceFile, ensure_faces, font_face_css
from editor.render.kept import Kept
from editor.render.kept_files import default_cache
from editor.render.lines import STYLE, keep_lines
from editor.render.streams import keep_streams
from editor.render.styles import keep_styles

TEXT = "In the growth phase, which lasts for years, the office finds difficult fluorescence in 3.5 % of follicles. "
STYLES = """
@page { size: 90mm 200mm; margin: 5mm }
body { font: 10pt/14pt "Candor Text", "Candor Sans", "Candor Fallback"; hyphens: auto }
.a { letter-spacing: 0.4pt; word-spacing: 2pt } .b { font-size: 7.3pt; font-family: "Candor Sans" }
.c { text-align: justify } .d { font-variant-caps: small-caps; font-variant-numeric: oldstyle-nums }
.e { text-decoration: underline; color: #123456 } .f { white-space: pre-wrap; tab-size: 3 }
.g { overflow-wrap: anywhere; width: 30mm } .h { direction: rtl } .i { hyphens: none; font-weight: 600 }
.j { font-style: italic; font-feature-settings: "liga" 0; opacity: 0.6 } .k { visibility: hidden }
.l { white-space: nowrap; overflow: hidden; text-overflow: ellipsis }
.m { word-break: break-all; width: 40mm } .p { width: 40mm } .q { width: 50mm }
.n { font-language-override: "TRK"; hyphenate-limit-zone: 20% } .o { font-size: 0 }
html { overflow: hidden; background: #eee }
.box { margin: 5% 2em; padding: 1vw; border: 1pt solid }
.box::before { content: counter(box) '. '; color: red }
.box { counter-increment: box }
.box::first-letter { font-size: 20pt; color: blue }
.box::first-line { color: green }
.left { float: left; width: 30%; min-height: 3em }
.abs { position: absolute; right: 1cm; top: 40%; height: 5% }
table { border-collapse: collapse; width: 80%; border: 9pt solid blue }
td { border: 1pt solid; padding: 3%; vertical-align: top } td + td { border: 5pt solid red }
.fit { float: left } .half { margin-left: 50%; background: yellow } .out { margin: 0 -20mm; background: orange }
.flex { display: flex }
.flex > * { flex: 1; margin: 1% }
.grid { display: grid; grid-template-columns: 1fr 2fr }
"""
PARAGRAPHS = "".join(f'<p class="{name}">{TEXT}<em>{TEXT[:40]}</em></p>' for name in "abcdefghijklmnopq")
ODD = (
    "<p>Sch\u00adnell \u2014 \u05d0\u05d1 \u4f60\u597d \U0001f600 a\tb \u200bx <sup>2</sup> \ue000 e\u0301 fi</p>"
    "<ul><li>One</ul><p class=f>  a\n\tb</p>"
)
DRAWING = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9' width='90' height='90'>"
    "<path d='M1 1h7v7z' fill='#d9694c' fill-opacity='0.4'/><circle cx='3' cy='6' r='2' stroke='#111'/>{more}</svg>"
)
GRADIENT = (
    "<linearGradient id='g'><stop stop-color='#f00'/><stop offset='1' stop-color='#00f'/></linearGradient>"
    "<rect width='4' height='4' fill='url(#g)' opacity='0.5'/><text y='8' font-size='3'>ab</text>"
)
BOXES = "".join(
    f"<section id=s{number}><p class=left>{number}<p class=box>{TEXT}<p class=abs>at<ol><li>one<li>two</ol>"
    f"<table><tr><td>a<td>b<td>{TEXT}</table><div class=flex><p class=box>a</p><p>b</p></div>"
    "<div class=grid><p>c</p><p>d</p></div>"
    "<div class=fit><p class=half>e</div><div class=fit><p class=half>eeee eeee</div>"
    "<p class=out>e <a href='#s1'>f</a></p></section>"
    for number in range(3)
)


@pytest.fixture(scope="module")
def faces() -> tuple[FaceFile, ...]:
    return ensure_faces(default_cache())


class Engine:
    """Sets pages with one set of fonts, as a typesetter does."""

    def __init__(self, faces: tuple[FaceFile, ...]) -> None:
        self.fonts = FontConfiguration()
        css = font_face_css(faces, lambda face: face.path.as_uri()) + STYLES
        self.sheet = CSS(string=css, font_config=self.fonts)

    def set(self, body: str) -> Document:
        html = HTML(string=f"<html lang=en-GB><title>T</title><body>{body}")
        return html.render(stylesheets=[self.sheet], font_config=self.fonts)


@contextmanager
def usual() -> Iterator[None]:
    """Let WeasyPrint work as it does by itself."""
    import pydyf
    from weasyprint import css, draw, layout, svg
    from weasyprint.pdf.fonts import Font

    owners: list[tuple[Any, str]] = [
        (layout.inline, "split_first_line"),
        (layout.inline, "strut"),
        (layout.preferred, "split_first_line"),
        (layout.percent, "resolve_one_percentage"),
        (css.ComputedStyle, "__missing__"),
        (css.StyleFor, "set_computed_styles"),
        (draw, "draw_text"),
        (svg.SVG, "draw"),
    ]
    resolving = {getattr(module, "resolve_percentages", None) for module in vars(layout).values()} - {None}
    assert len(resolving) == 1, "every module of the layout resolves in the same way"
    owners += [
        (module, "resolve_percentages")
        for module in vars(layout).values()
        if hasattr(module, "resolve_percentages")
    ]
    with pytest.MonkeyPatch.context() as patch:
        for owner, name in owners:
            patch.setattr(owner, name, getattr(owner, name).usual)
        patch.setattr(Font, "_harfbuzz_subset", Font._harfbuzz_subset.usual)
        patch.setattr(pydyf.Stream, "data", pydyf.Stream.data.fget.usual)
        yield


def shown(pdf: bytes) -> list[tuple[bytes, str]]:
    return [
        (bytes(page.render(scale=3).buffer), page.get_textpage().get_text_range())
        for page in pypdfium2.PdfDocument(pdf)
    ]


@pytest.fixture(autouse=True)
def keeping() -> None:
    for keep in (keep_lines, keep_drawings, keep_streams, keep_styles):
        keep()


@pytest.mark.parametrize(
    "body", [PARAGRAPHS, ODD, DRAWING.format(more=""), DRAWING.format(more=GRADIENT) + "<p>After</p>", BOXES]
)
def test_pages_look_and_read_the_same_when_they_are_set_again(faces: tuple[FaceFile, ...], body: str) -> None:
    with usual():
        wanted = shown(Engine(faces).set(body).write_pdf())
    engine = Engine(faces)
    for variant in (None, "pdf/ua-1", None):
        again = engine.set(body)
        assert shown(again.write_pdf(pdf_variant=variant)) == wanted
    assert shown(again.write_pdf()) == wanted, "and when they are written again"


def test_lines_are_fitted_to_the_widths_a_pdf_has(faces: tuple[FaceFile, ...]) -> None:
    # A glyph's width is rounded at the size in which a PDF meets it first, and lines are spaced to make up for that.
    small_first = f'<p style="font-size: 5pt">{TEXT}</p>{PARAGRAPHS}'
    with usual():
        wanted = shown(Engine(faces).set(small_first).write_pdf())
    engine = Engine(faces)
    engine.set(PARAGRAPHS).write_pdf()
    assert shown(engine.set(small_first).write_pdf()) == wanted


def test_a_line_depends_on_no_other_property(faces: tuple[FaceFile, ...]) -> None:
    asked: set[str] = set()

    class Watched:
        def __init__(self, style: Any) -> None:
            self._style = style

        def __getattr__(self, name: str) -> Any:
            return getattr(self._style, name)

        def __getitem__(self, name: str) -> Any:
            asked.add(name)
            return self._style[name]

    from weasyprint.layout import inline

    with usual(), pytest.MonkeyPatch.context() as patch:
        split = inline.split_first_line
        patch.setattr(
            inline, "split_first_line", lambda text, style, *more, **named: split(text, Watched(style), *more, **named)
        )  # fmt: skip
        document = Engine(faces).set(PARAGRAPHS + ODD)
        assert {"hyphens", "tab_size", "letter_spacing", "word_break"} <= asked <= set(STYLE)
        asked.clear()
        for page in document.pages:
            for box in page._page_box.descendants():
                if type(box).__name__ == "TextBox":
                    box.style = Watched(box.style)
        document.write_pdf()
    drawn = {name for name in asked if not name.startswith("text_decoration_")}
    # Boxes are asked for these too; colour and visibility are looked at for each line that is drawn.
    assert drawn - set(STYLE) <= {"color", "visibility", *BOX}


BOX = {
    "anchor", "bookmark_label", "bookmark_level", "bookmark_state", "box_shadow", "break_inside", "clip", "display",
    "float", "image_rendering", "lang", "link", "mask_border_source", "opacity", "outline_color", "outline_offset",
    "outline_style", "outline_width", "overflow", "overflow_x", "overflow_y", "position", "text_underline_offset",
    "transform", "z_index",
}  # fmt: skip


def test_compressed_streams_are_kept_within_bounds() -> None:
    import pydyf

    stream = pydyf.Stream([b"a" * 500], compress=True)
    assert stream.data == pydyf.Stream([b"a" * 500], compress=True).data
    for data in (stream.data, pydyf.Stream([b"b" * 1_200_000], compress=True).data):
        assert len(data) < 3000
    kept = Kept(10)
    for number in range(100):
        kept.put(number, number)
        assert kept.get(0) in (0, None)
    assert kept.get(99) == 99
    assert kept.get(50) is None
    kept = Kept(10)
    kept.put("used", 1)
    for number in range(100):
        kept.put(number, number)
        assert kept.get("used") == 1, "what is asked for stays"
