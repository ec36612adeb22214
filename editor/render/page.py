"""From a brochure to HTML: one document for each flow of a print form, one for the web page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from editor.core.brochure import Brand, Brochure, Image, Reference, Section, TypeFit
from editor.core.citations import cited_keys
from editor.core.markdown import to_html, to_plain
from editor.core.paper import Flow, Form, Shape, reading_order
from editor.render.colour import Mix
from editor.render.theme import Theme, Themes, TypeScale
from editor.render.ways_back import with_ways_back

MARK = "asset:"
"""Scheme of picture addresses in flow HTML; the layout's fetcher resolves `asset:<sha256>` and nothing else."""

SECTION_MARK = "<!--section-->"
"""Stands before every section of a flow's HTML, and after the last; no text of a user can contain it."""

SHEET_MARK = "/*<sheet>*/"
"""Stands between parts of a flow's CSS that are style sheets by themselves; `css_string` lets no text contain it."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """What a flow needs to know of the whole brochure."""

    references: tuple[Reference, ...]
    first_section: str

    def number_of(self, key: str) -> int | None:
        """Return the printed number of a reference, None if the key does not resolve."""
        for number, reference in enumerate(self.references, 1):
            if reference.key == key:
                return number
        return None


def numbering(brochure: Brochure, order: Iterable[Section]) -> Numbering:
    """Number the cited references by first appearance in `order`; the first section with a heading gets the h1."""
    sections = tuple(order)
    cited = tuple(ref for key in cited_keys(sections) if (ref := brochure.reference(key)))
    first = next((section.id for section in sections if _has_heading(section, brochure.language)), "")
    return Numbering(cited, first)


def _has_heading(section: Section, language: str) -> bool:
    """Whether anything in a section is a heading: its title, an item's, or one within a text."""
    if section.title or any(item.title for item in section.items):
        return True
    texts = (section.text, *(item.text for item in section.items))
    return any("<h3>" in to_html(text, language, lambda key: None) for text in texts)


def flow_html(themes: Themes, brochure: Brochure, flow: Flow, numbers: Numbering, draft: bool) -> str:
    """Return the HTML of one flow, without its CSS. Sections that were written before are taken as they were."""
    context = _context(themes, brochure, numbers, lambda image: MARK + image.asset)
    context |= {"region": flow.region.id, "draft": draft}
    frame = themes.token((replace(brochure, sections=(), references=()), numbers, flow.region.id, draft))

    def written(section: Section) -> Markup:
        html = themes.sections.get((frame, section))
        if html is None:
            html = themes.render(brochure.theme, "print-section.html.j2", {**context, "section": section})
            themes.sections.put((frame, section), html)
        return Markup(html)

    return themes.render(brochure.theme, "print.html.j2", {**context, "written": map(written, flow.sections)})


def flow_css(
    themes: Themes,
    brochure: Brochure,
    form: Form,
    flow: Flow,
    draft: bool,
    mixed: dict[str, Mix] | None = None,
) -> str:
    """Return the CSS of one flow: page sizes, the theme's type and the brand's colours.

    Into `mixed` goes how each colour in it was made, by its `#rrggbb`.
    """
    theme = themes.theme(brochure.theme)
    return themes.render(
        brochure.theme,
        "print.css.j2",
        {
            **_look(theme, brochure.brand),
            "form": form,
            "flow": flow,
            "region": flow.region.id,
            "scale": type_scale(theme, form, brochure.type_fit),
            "title": to_plain(brochure.title, brochure.language),
            "draft": draft,
            "words": themes.words(brochure.language),
            "mixed": mixed,
        },
    )


def type_scale(theme: Theme, form: Form, fit: TypeFit) -> TypeScale:
    """Return the type that a form is set in: leaflet panels smaller than whole pages, fitted within the theme's limits.

    Sizes are in hundredths of a point.
    """
    base, limits = theme.page if form.shape is Shape.PAGE else theme.panel, theme.limits
    size = form.type_scale * limits.size.held(fit.size)
    return TypeScale(
        round(base.size * size, 2),
        round(base.leading * size * limits.leading.held(fit.leading), 2),
        round(base.spacing * limits.spacing.held(fit.spacing) * 2) / 2,
    )


def web_html(
    themes: Themes,
    brochure: Brochure,
    source_of: Callable[[Image], str],
    font_css: str,
    *,
    draft: bool = False,
    share_image: str = "",
) -> str:
    """Return the whole web page; `source_of` gives a picture's address (a data: URI), `font_css` its @font-face rules.

    `share_image` is the absolute address of a picture for links to the page, if one is really there.
    """
    sections = tuple(section for section in brochure.sections if not section.hidden)
    theme = themes.theme(brochure.theme)
    css = themes.render(brochure.theme, "web.css.j2", {"draft": draft, **_look(theme, brochure.brand)})
    context = _context(themes, brochure, numbering(brochure, sections), source_of)
    html = themes.render(
        brochure.theme,
        "web.html.j2",
        {
            **context,
            "sections": sections,
            "css": font_css + css,
            "draft": draft,
            "share_image": share_image,
        },
    )
    return with_ways_back(html, themes.words(brochure.language))


def printed_text(brochure: Brochure, form: Form) -> str:
    """Return all text that will be printed, for glyph coverage and subsetting."""
    language = brochure.language
    parts = [brochure.title, brochure.description, *_brand_texts(brochure.brand)]
    for section in reading_order(brochure, form):
        parts += [section.title, section.lead, section.text, section.attribution]
        parts += [text for item in section.items for text in (item.title, item.text)]
        parts += [section.image.caption] if section.image else []
    parts += [
        text
        for each in brochure.references
        for text in (each.authors, each.title, each.journal, each.locator)
    ]
    return "\n".join(to_plain(part, language) for part in parts if part)


def _look(theme: Theme, brand: Brand) -> dict[str, Any]:
    return {"theme": theme, "fonts": theme.fonts, "brand_colour": brand.colour, "accent_colour": brand.accent}


def _context(
    themes: Themes, brochure: Brochure, numbers: Numbering, source_of: Callable[[Image], str]
) -> dict[str, Any]:
    theme = themes.theme(brochure.theme)
    return {
        **_look(theme, brochure.brand),
        "brochure": brochure,
        "brand": brochure.brand,
        "language": brochure.language,
        "number_of": numbers.number_of,
        "references": numbers.references,
        "first_section": numbers.first_section,
        "source_of": source_of,
        "words": themes.words(brochure.language),
    }


def _brand_texts(brand: Brand) -> list[str]:
    return [brand.name, brand.tagline, brand.address, brand.phone, brand.email, brand.web, brand.registration]
