"""Pasting: fixtures as office programs and browsers put them on the clipboard."""

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.core.decode import MAX_TEXT
from editor.core.markdown import to_html
from editor.core.paste import markdown_from_html, markdown_from_plain, one_line

WORD = """Version:0.9
StartHTML:0000000105
<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><title>Leaflet</title>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm} --></style></head>
<body lang=EN-GB><!--StartFragment-->
<h1>What to expect<o:p></o:p></h1>
<p class=MsoNormal style='mso-outline-level:body-text'>Take <b style='mso-bidi-font-weight:normal'>5&nbsp;mg
</b>a day,&nbsp;<i>not</i> more<sup>2</sup>.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]>
<span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]>First<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><!--[if !supportLists]--><span
style='mso-list:Ignore'>o<span>&nbsp; </span></span><!--[endif]-->Below the first</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span
style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span><b>Second</b> entry</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>3.<span>&nbsp;
</span></span>Third</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>4.<span>&nbsp;
</span></span>Fourth</p>
<!--EndFragment--></body></html>"""

WORD_MARKDOWN = """## What to expect

Take **5\u00a0mg** a day, *not* more2.

- First
    - Below the first
- **Second** entry

3. Third
4. Fourth"""

GOOGLE = (
    '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-9">'
    '<h2 dir="ltr"><span style="font-weight:400">Heading</span></h2>'
    '<p><span style="font-weight:400">Plain </span><span style="font-weight:700">bold</span>'
    '<span style="font-weight:400;font-style:italic"> slanted</span></p>'
    '<ul><li dir="ltr" aria-level="1"><p role="presentation"><span>One</span></p></li>'
    '<ul><li aria-level="2"><p>Two</p></li></ul><li><p>Three</p></li></ul>'
    '<p><a href="https://www.google.com/url?q=https://example.org/a&amp;sa=D">Site</a></p></b>'
)

LIBREOFFICE = (
    '<p class="western" style="line-height: 100%"><font face="Liberation Serif"><b>Bold</b></font> text</p>'
    '<ol start="2"><li><p>Two</p><p>More on two</p></li><li>Three<br/>broken</li></ol>'
    "<blockquote><p>Said</p><p>twice</p></blockquote>"
)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (WORD, WORD_MARKDOWN),
        (
            GOOGLE,
            "## Heading\n\nPlain **bold** *slanted*\n\n- One\n    - Two\n- Three\n\n[Site](https://example.org/a)",
        ),
        (
            LIBREOFFICE,
            "**Bold** text\n\n2. Two\n\n    More on two\n3. Three\n    broken\n\n> Said\n>\n> twice",
        ),
        ("<p class=MsoListParagraph>·&nbsp;&nbsp;&nbsp;No marker span</p>", "- No marker span"),
        (
            "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>a)&nbsp;</span>Lettered</p>"
            "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>b)&nbsp;</span>More</p>",
            "1. Lettered\n2. More",
        ),
        ("<p class=MsoListParagraph>Only indented</p>", "Only indented"),
        ("<p>• one</p><p>• two</p>", "- one\n- two"),
        ("<p>• one<br>• two</p>", "- one\n- two"),
        ("a<br>b", "a\nb"),
        ("<div>a<div>b</div>c</div>", "a\n\nb\n\nc"),
        ("<b>a </b><b>b</b> <b>c <i>d</i> e</b>", "**a b c *d* e**"),
        ("<b>a</b><i>b</i>", "**a**b"),
        ("<h3>Top</h3><h5><b>Under</b></h5>", "## Top\n\n### Under"),
        ("<dl><dt>Term</dt><dd>Meaning</dd></dl>", "**Term**\n\nMeaning"),
        (
            "<table><tr><th>A</th><th>B</th></tr><tr><td>1|2</td></tr></table>",
            "| A | B |\n| --- | --- |\n| 1\\|2 |  |",
        ),
        ("<table><tr><td><p>Layout</p></td></tr></table>", "Layout"),
        ('<a href="mailto:a@b.org">write</a>', "[write](mailto:a@b.org)"),
        ('<a href="https://a.org/x_(y) z">q</a>', "[q](https://a.org/x_%28y%29z)"),
        ("<p>kept <del>deleted</del><span style='display:none'>hidden</span></p>", "kept"),
        ("<pre>one\n  two * three</pre>", "one\ntwo \\* three"),
        ("", ""),
    ],
)
def test_html_becomes_markdown(source: str, expected: str) -> None:
    assert markdown_from_html(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "<style>p{}</style>",
        "<img src=x onerror=alert(1)>",
        "<iframe src='https://a.org'>x</iframe>",
        "<svg><text>x</text></svg>",
        "<p style='mso-hide:all'>x</p>",
    ],
)
def test_what_is_no_text_is_dropped(source: str) -> None:
    assert markdown_from_html(source) == ""


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "/relative", "#a"]
)
def test_other_links_keep_their_words_only(address: str) -> None:
    assert markdown_from_html(f'<a href="{address}">words</a>') == "words"


@pytest.mark.parametrize(
    "text",
    [
        "# no heading",
        "- no list",
        "2020. A year",
        "1) one",
        "> no quote",
        "=====",
        "*no* _emphasis_ `code`",
        "[^no] [1](https://a.org) ![x](y)",
        "[1]: https://a.org",
        "<b>tags</b> &amp; &lt;",
        "a\\*b \\ c",
        "|a|b|",
        ": no definition",
        "+ plus",
    ],
)
def test_text_stays_literal(text: str) -> None:
    assert _printed(markdown_from_html(f"<p>{html.escape(text)}</p>")) == text


# Quotes, dashes and dots are left out: smart typography changes their shape.
@settings(max_examples=150, deadline=None)
@given(st.lists(st.text("ab1 #*_`[]()<>!+:=|\\&;^~é😀", min_size=1, max_size=12), min_size=1, max_size=3))
def test_any_text_stays_literal(paragraphs: list[str]) -> None:
    source = "".join(f"<p>{html.escape(text)}</p>" for text in paragraphs)
    expected = "\n".join(filter(None, (" ".join(text.split()) for text in paragraphs)))
    assert _printed(markdown_from_html(source)) == expected


@settings(max_examples=100, deadline=None)
@given(st.text('<>/="abpliuto: \n', max_size=80))
def test_no_markup_leaves_a_tag_behind(source: str) -> None:
    printed = to_html(markdown_from_html(source), "en", lambda key: None)
    assert "script" not in printed
    assert markdown_from_html(source) == markdown_from_html(source).strip("\n")


def test_deep_and_long_input_comes_back() -> None:
    assert markdown_from_html("<div>" * 5000 + "deep" + "</div>" * 5000) == "deep"
    assert markdown_from_html("<p>\ud800x\x0b") == "?x"
    assert markdown_from_html("<ul><li>" * 400 + "deep").strip().endswith("deep")
    assert len(markdown_from_html("<p>" + "a" * (MAX_TEXT + 5))) == MAX_TEXT


def test_plain_text_is_normalised() -> None:
    assert markdown_from_plain("a \r\n• b\r\n  ●\tc\x00\x07\rd\u2029e") == "a\n- b\n  - c\nd\n\ne"
    assert markdown_from_plain("\ud800x") == "?x"
    assert one_line(" a\n\tb  ") == "a b"


def _printed(markdown: str) -> str:
    fragment = to_html(markdown, "en", lambda key: None)
    assert set(re.findall(r"</?(\w+)", fragment)) <= {"p"}, fragment
    return html.unescape(re.sub(r"</?p>", "", fragment))
