from __future__ import annotations

import re

import pytest
from hypothesis import given

from editor.core.brochure import Kind, Section
from editor.core.citations import citations, cited_keys, rename_citation
from editor.core.markdown import to_html, to_plain
from tests.core.strategies import texts

TAGS = {
    "p",
    "br",
    "hr",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "strong",
    "em",
    "b",
    "i",
    "u",
    "a",
    "code",
    "sup",
    "sub",
    "del",
    "span",
}


def html(text: str, *, language: str = "en-GB", inline: bool = False) -> str:
    return to_html(text, language, {"tak2020": 1, "kim:1": 2}.get, inline=inline)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is *thin* and **weak**.", "<p>It is <em>thin</em> and <strong>weak</strong>.</p>"),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ('"So" - it\'s', "<p>“So” - it’s</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a\n4. b", '<ol start="3" style="counter-reset: list-item 2">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("Term\n:   Meaning", "<dl>\n<dt>Term</dt>\n<dd>Meaning</dd>\n</dl>"),
        (
            "Seen[^tak2020].",
            '<p><span class="cited">Seen<sup class="cite"><a href="#ref-tak2020">1</a></sup></span>.</p>',
        ),
        (
            "Seen[^nobody].",
            '<p><span class="cited">Seen<sup class="cite"><span class="unresolved">?</span></sup></span>.</p>',
        ),
        ("[x](https://a.example/)", '<p><a href="https://a.example/">x</a></p>'),
        ("[x](javascript:alert(1))", "<p><a>x</a></p>"),
        ("<script>alert(1)</script>b", "<p>&lt;script&gt;alert(1)&lt;/script&gt;b</p>"),
        ("Say <important> words", "<p>Say &lt;important&gt; words</p>"),
        ("![alt](http://a.example/x.png)", "<p></p>"),
    ],
)
def test_markdown_becomes_safe_html(text: str, expected: str) -> None:
    assert html(text).strip() == expected


def test_neighbouring_citations_are_one_superscript_in_order() -> None:
    text = "Seen[^kim:1][^tak2020][^kim:1]."
    assert html(text).count("<sup") == 1
    assert re.sub(r"<[^>]+>", "", html(text)) == "Seen1,\u202f2."


def test_headings_start_below_the_sections_title_and_skip_no_level() -> None:
    assert re.findall(r"<h\d", html("# A\n\n#### B\n\n# C")) == ["<h3", "<h4", "<h3"]


def test_quotation_marks_follow_the_language() -> None:
    assert "„Haar“" in html('"Haar"', language="de-DE")
    assert "«\u202fcheveux\u202f»" in html('"cheveux"', language="fr")


def test_tables_have_headers_and_classes_for_alignment() -> None:
    table = html("| a | b |\n|---|--:|\n| 1 | 2 |")
    assert '<th scope="col">a</th>' in table
    assert '<td class="right">2</td>' in table
    assert "style=" not in table


@pytest.mark.parametrize("text", ["1. What", "# Hair", "- dash", "> more", "a\n\nb", "    code"])
def test_a_line_stays_a_line(text: str) -> None:
    assert not re.search(r"<(p|h\d|ul|ol|blockquote|pre)\b", html(text, inline=True))


@given(texts)
def test_nothing_dangerous_survives(text: str) -> None:
    for source in (text, f"<{text}>", f"<script>{text}", f"<a href='{text}' onclick='{text}'>x</a>"):
        for tag, attributes in re.findall(r"<([a-z0-9]+)([^>]*)>", html(source)):
            assert tag in TAGS
            assert set(re.findall(r'(\S+)="[^"]*"', attributes)) <= {
                "href",
                "title",
                "class",
                "scope",
                "start",
            }


def test_a_no_break_space_in_a_line_stays() -> None:
    assert html("how\u00a0to\n decide", inline=True) == "how&nbsp;to decide"


def test_plain_text_has_no_marks() -> None:
    assert to_plain('*A* & "b"[^tak2020] <c>') == "A & “b” <c>"


def test_citations_are_found_renamed_and_listed_once() -> None:
    text = "a[^x] b[^y-1] c[^x]"
    assert [key for key, _, _ in citations(text)] == ["x", "y-1", "x"]
    assert [text[start:end] for _, start, end in citations(text)] == ["[^x]", "[^y-1]", "[^x]"]
    assert cited_keys([Section("a", Kind.TEXT, text=text)]) == ("x", "y-1")
    assert rename_citation(text, "x", "z") == "a[^z] b[^y-1] c[^z]"
