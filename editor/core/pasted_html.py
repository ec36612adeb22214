"""The tree of a pasted HTML fragment, and its runs of text with their styles.

What office programs and browsers put on the clipboard says "bold" in a dozen ways; here it becomes one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

import nh3

from editor.core.addresses import SCHEMES, safe_address

MAX_DEPTH = 80
"""Elements nested deeper than this are read as if they stood at this depth."""


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


BLOCK_TAGS = _words(
    "p div h1 h2 h3 h4 h5 h6 ul ol li blockquote table pre hr dl dt dd figure figcaption section article",
    "header footer main aside nav address center fieldset form details summary",
)
_INLINE_TAGS = _words("a b strong i em cite dfn u s sub sup br span font code small big mark q")
_TABLE_TAGS = _words("thead tbody tfoot tr td th caption")
_DROPPED = _words(
    "script style title template noscript iframe object embed svg math canvas audio video select button",
    "textarea del xml head",
)
_ATTRIBUTES = {
    "*": {"style", "class"},
    "a": {"href"},
    "ol": {"start"},
    "td": {"colspan"},
    "th": {"colspan"},
}
_CLIPBOARD_HEADER = re.compile(r"\AVersion:[0-9.]+\s.*?(?=<)", re.DOTALL)


@dataclass(slots=True)
class Node:
    """An element: its tag, attributes and what is in it, elements and texts."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    @property
    def style(self) -> dict[str, str]:
        """The declarations of the style attribute, names and values in small letters."""
        pairs = (each.partition(":") for each in self.attributes.get("style", "").lower().split(";"))
        return {name.strip(): value.strip() for name, _, value in pairs if value}

    @property
    def classes(self) -> str:
        return self.attributes.get("class", "").lower()


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style. `text` is "\\n" for a line break and holds no other newline."""

    text: str
    bold: bool = False
    italic: bool = False
    address: str = ""


def parse(html: str) -> Node:
    """Return the tree of an HTML fragment, freed of scripts, styles, pictures and unknown elements."""
    cleaned = nh3.clean(
        _CLIPBOARD_HEADER.sub("", html.encode("utf-8", "replace").decode()).replace("\0", ""),
        tags=set(BLOCK_TAGS | _INLINE_TAGS | _TABLE_TAGS),
        clean_content_tags=set(_DROPPED),
        attributes={
            "*": {"style", "class"},
            "a": {"href"},
            "ol": {"start"},
            "td": {"colspan"},
            "th": {"colspan"},
        },
        url_schemes=set(SCHEMES),
        link_rel=None,
    )
    builder = _Builder()
    builder.feed(cleaned)
    builder.close()
    return builder.root


class _Builder(HTMLParser):
    """nh3's output is well formed, so a stack of open elements is all it takes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("div")
        self._open = [self.root]
        self._too_deep = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len(self._open) > MAX_DEPTH and tag not in ("br", "hr"):
            self._too_deep += 1
            return
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(node)
        if tag not in ("br", "hr"):
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if self._too_deep:
            self._too_deep -= 1
        elif len(self._open) > 1:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def is_hidden(node: Node) -> bool:
    """Say whether a reader of the source would not have seen this element."""
    style = node.style
    return style.get("display") == "none" or style.get("mso-hide") == "all"


def has_blocks(node: Node) -> bool:
    """Say whether there is a block anywhere in an element."""
    return any(
        isinstance(each, Node) and (each.tag in BLOCK_TAGS or has_blocks(each)) for each in node.children
    )


def styled(node: Node, style: Span) -> Span:
    """Return the style that text inside `node` has, given the style around it."""
    css = node.style
    weight, slant = css.get("font-weight", ""), css.get("font-style", "")
    if node.tag in ("b", "strong"):
        style = replace(style, bold=True)
    if node.tag in ("i", "em", "cite", "dfn"):
        style = replace(style, italic=True)
    if weight:
        bold = weight in ("bold", "bolder") or (weight.isdigit() and int(weight[:4]) >= 600)
        style = replace(style, bold=bold)
    if slant:
        style = replace(style, italic=slant.startswith(("italic", "oblique")))
    if node.tag == "a":
        style = replace(style, address=safe_address(node.attributes.get("href", "")) or style.address)
    return style


def spans(node: Node, style: Span) -> Iterator[Span]:
    """Yield the runs of text in an element; a space ends each block in it."""
    for child in node.children:
        if isinstance(child, str):
            yield replace(style, text=child)
        elif child.tag == "br":
            yield Span("\n")
        elif not is_hidden(child):
            yield from spans(child, styled(child, style))
            if child.tag in BLOCK_TAGS or child.tag in ("td", "th", "tr"):
                yield replace(style, text=" ")
