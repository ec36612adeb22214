"""The web page: one self-contained HTML file with its pictures and subset fonts in it."""

from __future__ import annotations

import base64
import functools
import re
from collections.abc import Callable, Sequence
from html.parser import HTMLParser

from editor.core.brochure import Brochure, Image
from editor.render import page
from editor.render.faces import FaceFile, font_face_css, subset_woff2
from editor.render.theme import Themes

WEB_FACES = {
    ("text", 400, "normal"),
    ("text", 400, "italic"),
    ("text", 600, "normal"),
    ("display", 600, "normal"),
}
WEB_FACES |= {("sans", 400, "normal"), ("sans", 600, "normal")}
"""The faces a page carries, by the theme's use of them; a browser slants or thickens for the rare others."""


def web_page(
    themes: Themes,
    faces: Sequence[FaceFile],
    asset_of: Callable[[str], bytes | None],
    brochure: Brochure,
    *,
    draft: bool = False,
    share_image: str = "",
) -> tuple[str, tuple[str, ...]]:
    """Return the page and notes on pictures that are missing (they are left out, their text stays).

    `share_image` is the absolute address of the picture that links to the page show.
    """
    missing: list[str] = []

    def source_of(image: Image) -> str:
        data = asset_of(image.asset)
        if data is None:
            missing.append(
                f"The picture “{image.alt or 'without description'}” is missing in the document; add it again."
            )
            return "data:,"
        return f"data:{image.media_type};base64,{base64.b64encode(data).decode()}"

    bare = page.web_html(themes, brochure, lambda image: "data:,", "", draft=draft)
    characters = "".join(sorted(set(_text_of(bare))))
    fonts = themes.theme(brochure.theme).fonts
    families = {getattr(fonts, use): use for use in ("text", "display", "sans")}
    wanted = tuple(
        f for f in faces if (families.get(f.face.family), f.face.weight, f.face.style) in WEB_FACES
    )
    font_css = font_face_css(wanted, lambda face: _font_uri(face, characters))
    # Text shows at once in a system font and is set in ours when that is decoded.
    font_css = font_css.replace("src:", "font-display: swap; src:")
    html = page.web_html(themes, brochure, source_of, font_css, draft=draft, share_image=share_image)
    return html, tuple(dict.fromkeys(missing))


@functools.lru_cache(maxsize=32)
def _font_uri(face: FaceFile, characters: str) -> str:
    return "data:font/woff2;base64," + base64.b64encode(subset_woff2(face, characters)).decode()


class _TextOnly(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def _text_of(html: str) -> str:
    """Return what a page prints, CSS included (its `content` texts count), with both cases of every letter."""
    parser = _TextOnly()
    parser.feed(html)
    text = "".join(parser.parts)
    css_texts = "".join(re.findall(r'content: "([^"]*)"', html))
    return text + text.upper() + css_texts
