"""Markdown to a safe HTML fragment.

Python-Markdown converts, nh3 keeps what is on the allow-list, and only then citations get their numbers: so a fragment
depends on its own text alone and is converted once, however the numbering around it changes.
"""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.extensions import Extension
from markdown.extensions.smarty import SmartyExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from editor.core.citations import CITATION

_OPEN, _CLOSE = "\ue000", "\ue001"
_CITED = re.compile(f"([^\\s<>&;{_OPEN}{_CLOSE}]{{0,30}})((?:{_OPEN}[^{_CLOSE}]*{_CLOSE} ?)+)")
_CITED_KEY = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
_THIN_COMMA = ",\u202f"
_LIST_START = re.compile(r'<ol start="(\d{1,6})">')
_PARAGRAPH = re.compile(r"\A<p>(.*)</p>\Z", re.DOTALL)

_BLOCKS = "p br hr ul ol li dl dt dd table thead tbody tr th td h3 h4 h5 h6 blockquote pre"
_INLINE = "strong em b i u a code sup sub del"
_TAGS = set(f"{_BLOCKS} {_INLINE}".split())
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "th": {"align"}, "td": {"align"}}
_BLOCK_PROCESSORS = [
    "indent",
    "code",
    "table",
    "hashheader",
    "setextheader",
    "hr",
    "olist",
    "ulist",
    "quote",
    "reference",
    "deflist",
    "defindent",
]
LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel"})

# Opening and closing double and single quotes by language; English where a language is not listed.
_QUOTES = {
    "de": ("„", "“", "‚", "‘"),
    "fr": ("«\u202f", "\u202f»", "‹\u202f", "\u202f›"),
    "es": ("«", "»", "“", "”"),
    "it": ("«", "»", "“", "”"),
    "pt": ("«", "»", "“", "”"),
    "pl": ("„", "”", "‚", "’"),
    "nl": ("“", "”", "‘", "’"),
}


def to_html(text: str, language: str, number_of: Callable[[str], int | None], *, inline: bool = False) -> str:
    """Return a text as safe HTML.

    `number_of` gives the printed number of a reference key, or None for one that does not resolve, which prints as "?".
    Headings start at h3, since a section's own title is h2. With `inline`, one line without any block element.
    """
    return _numbered(_fragment(text, language.partition("-")[0], inline), number_of)


def to_plain(text: str, language: str = "en") -> str:
    """Return a text without its markup and citations, for titles, bookmarks and metadata."""
    cleaned = nh3.clean(_CITED_KEY.sub("", _fragment(text, language.partition("-")[0], True)), tags=set())
    return html.unescape(cleaned).strip()


@functools.lru_cache(maxsize=2048)
def _fragment(text: str, language: str, inline: bool) -> str:
    source = text.replace(_OPEN, "").replace(_CLOSE, "").strip()
    if not source:
        return ""
    if inline:
        source = re.sub(r"[ \t\n]+", " ", source)  # a no-break space stays
    converter = _converter(language, inline)
    converter.reset()
    unsafe = converter.convert(source)
    safe = nh3.clean(
        unsafe,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=set(LINK_SCHEMES),
        link_rel=None,
        strip_comments=True,
    )
    safe = re.sub(r' align="(left|center|right)"', r' class="\1"', safe).replace("<th", '<th scope="col"')
    safe = safe.replace('<th scope="col"ead', "<thead")
    # The layout engine knows no `start`, but it counts as CSS says.
    safe = _LIST_START.sub(
        lambda ol: f'{ol[0][:-1]} style="counter-reset: list-item {int(ol[1]) - 1}">', safe
    )
    if inline:
        match = _PARAGRAPH.match(safe)
        safe = match[1] if match else safe
    return safe


def _numbered(fragment: str, number_of: Callable[[str], int | None]) -> str:
    def run(match: re.Match[str]) -> str:
        word, marks = match.groups()
        numbers = sorted({(number_of(key) or 0, key) for key in _CITED_KEY.findall(marks)})
        tail = " " if marks.endswith(" ") else ""
        # A number must not stand alone at the start of a line.
        return f'<span class="cited">{word}<sup class="cite">{_THIN_COMMA.join(map(link, numbers))}</sup></span>{tail}'

    def link(cited: tuple[int, str]) -> str:
        number, key = cited
        if not number:
            return '<span class="unresolved">?</span>'
        return f'<a href="#ref-{html.escape(key)}">{number}</a>'

    return _CITED.sub(run, fragment)


@functools.cache
def _converter(language: str, inline: bool) -> markdown.Markdown:
    left, right, single_left, single_right = _QUOTES.get(language, ("“", "”", "‘", "’"))
    quotes = {
        "left-double-quote": left,
        "right-double-quote": right,
        "left-single-quote": single_left,
        "right-single-quote": single_right,
        "left-angle-quote": "«",
        "right-angle-quote": "»",
        "ellipsis": "…",
        "ndash": "–",
        "mdash": "—",
    }
    converter = markdown.Markdown(
        extensions=[
            "sane_lists",
            "def_list",
            "nl2br",
            TableExtension(use_align_attribute=True),
            SmartyExtension(substitutions=quotes, smart_angled_quotes=False),
            _BrochureExtension(),
        ],
        output_format="html",
    )
    # Whoever writes <this> in a brochure means these words: there is no HTML in our Markdown.
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    if inline:
        for name in _BLOCK_PROCESSORS:
            converter.parser.blockprocessors.deregister(name)
    return converter


class _Citation(InlineProcessor):
    """`[^key]` becomes a mark that survives sanitising and is numbered afterwards."""

    def handleMatch(self, match: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]
        return f"{_OPEN}{match[1]}{_CLOSE}", match.start(0), match.end(0)


class _Headings(Treeprocessor):
    """Headings inside a section start at h3 and skip no level, whatever the writer used."""

    def run(self, root: Element) -> None:
        headings = [each for each in root.iter() if re.fullmatch("h[1-6]", each.tag)]
        levels = sorted({each.tag for each in headings})
        for each in headings:
            each.tag = f"h{min(6, 3 + levels.index(each.tag))}"


class _BrochureExtension(Extension):
    def extendMarkdown(self, md: markdown.Markdown) -> None:
        md.inlinePatterns.register(_Citation(CITATION.pattern, md), "citation", 175)
        md.treeprocessors.register(_Headings(md), "headings", 5)
