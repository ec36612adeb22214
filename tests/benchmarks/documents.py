"""What is measured: brochures, and where in them is typed."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from editor.core.brochure import Brand, Brochure, Item, Kind, Section
from editor.core.paper import Flow, reading_order
from editor.files.document import Document, Outcome
from editor.files.workspace import Workspace
from editor.render import page as page_module
from editor.render.faces import ensure_faces, font_face_css
from editor.render.kept_files import default_cache
from tests.samples import Sample, starter

_SENTENCES = (
    "Hair grows in phases, and every follicle keeps its own time.",
    "In the *growth* phase, which lasts for years, the root is fed by small vessels deep in the skin.",
    "What a treatment does to a follicle that has become very small is not known well enough to promise anything.",
    "Trials so far were small, their methods differ, and so do their results.",
    "Ask what was measured, how long people were followed, and how many stopped before the end.",
)


_WORDS = 345
"""Words in a part of a booklet: with its heading it takes a page."""


@dataclass(frozen=True)
class Typing:
    """A brochure in which keys are typed at the end of the text of a section."""

    name: str
    sample: Sample
    section: str


def _text(words: int, start: int) -> str:
    """Return about so many words in paragraphs of three sentences."""
    sentences: list[str] = []
    while sum(len(each.split()) for each in sentences) < words:
        sentences.append(_SENTENCES[(start + len(sentences)) % len(_SENTENCES)])
    return "\n\n".join(" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3))


def _brochure(sections: tuple[Section, ...]) -> Brochure:
    cover = Section("cover", Kind.COVER, "Hair and what is known", "A guide without promises")
    contact = Section("contact", Kind.CONTACT, "Contact")
    brand = Brand("Linden Clinic", address="1 Linden Way\nCanterbury", phone="+44 1632 960123")
    return Brochure("Hair", brand=brand, sections=(cover, *sections, contact))


def three_panels() -> Sample:
    """Return a tri-fold whose three inside panels are full (over 600 words): titles, text, a list and benefits."""
    known = tuple(
        Item(f"i{number}", title, " ".join(_SENTENCES[number : number + 2]))
        for number, title in enumerate(("What is known", "What is not known"))
    )
    sections = tuple(
        Section(f"text-{number}", Kind.TEXT, f"Part {number + 1} of what to know", text=_text(140, number))
        for number in range(5)
    )
    benefit = Section("benefit", Kind.BENEFIT, "Natural outcome", text=_text(20, 2), items=known)
    return Sample("three panels", _brochure((*sections[:2], benefit, *sections[2:])), {})


def one_panel() -> Sample:
    """Return a tri-fold whose flap, a region of one panel, is full."""
    flap = Section("flap", Kind.TEXT, "Before you decide", text=_text(295, 0), region="flap")
    return Sample("one panel", _brochure((Section("text", Kind.TEXT, "Text", text=_text(60, 1)), flap)), {})


def typings() -> tuple[Typing, ...]:
    """Return where keys are typed: the flows the targets are for, and the starter itself."""
    return (
        Typing("keystroke, full three-panel flow, first panel", three_panels(), "text-0"),
        Typing("keystroke, full three-panel flow, last panel", three_panels(), "text-4"),
        Typing("keystroke, full one-panel flow", one_panel(), "flap"),
        Typing("keystroke, hair restoration, first panel", starter("hair-restoration"), "how-hair-grows"),
    )


def booklet(pages: int) -> Typing:
    """Return a booklet with about so many pages inside, and where keys are typed: a section in the middle of them."""
    sections = tuple(
        Section(f"part-{number}", Kind.TEXT, f"Part {number + 1}", text=_text(_WORDS, number))
        for number in range(pages)
    )
    brochure = replace(_brochure(sections), form="booklet-a5")
    return Typing(f"booklet {pages}", Sample(f"booklet {pages}", brochure, {}), sections[pages // 2].id)


def leaflet(typing: Typing) -> Typing:
    """Return a leaflet whose flow is as long as the section in which keys are typed: what a key there should cost."""
    section = typing.sample.brochure.section(typing.section)
    return Typing("leaflet", Sample("leaflet", _brochure((section,)), {}), section.id)


def write_document(sample: Sample, path: Path) -> None:
    """Write a sample as a document file."""
    with tempfile.TemporaryDirectory(prefix="candor-bench-") as folder:
        document = Document.create(Workspace(Path(folder)), sample.brochure, dict(sample.assets))
        try:
            result = document.publish_as(path)
        finally:
            document.close()
    assert result.outcome is not Outcome.FAILED, result.notice


def write_plain_page(sample: Sample, folder: Path) -> Path:
    """Write the same pages for programs that set a whole document: one HTML file, its CSS, pictures and fonts.

    All panels make one chain in reading order, and each region begins on its own.
    """
    typesetter, brochure, form = sample.typesetter(), sample.brochure, sample.form
    sections: list[Section] = []
    seen: set[str] = set()
    for section in reading_order(brochure, form):
        region = form.region_of(section).id
        sections.append(replace(section, new_panel=section.new_panel or (bool(seen) and region not in seen)))
        seen.add(region)
    chain = replace(form.region(form.default_region), panels=tuple(panel.id for panel in form.panels))
    order = tuple(form.panel(panel) for region in form.regions for panel in region.panels)
    flow = Flow(chain, order, tuple(sections))
    numbers = page_module.numbering(brochure, sections)
    html = page_module.flow_html(typesetter.themes, brochure, flow, numbers, False)
    css = page_module.flow_css(typesetter.themes, brochure, form, flow, False)
    for image in brochure.images():
        name = f"{image.asset}.{image.media_type.partition('/')[2].partition('+')[0]}"
        (folder / name).write_bytes(sample.assets[image.asset])
        html = html.replace(page_module.MARK + image.asset, name)
    html = html.replace(getattr(page_module, "SECTION_MARK", "\0"), "")
    faces = font_face_css(ensure_faces(default_cache()), lambda face: face.path.as_uri())
    (folder / "page.css").write_text(faces + css, encoding="utf-8")
    link = '<link rel="stylesheet" href="page.css">'
    path = folder / "page.html"
    path.write_text(html.replace("</head>", link + "</head>", 1), encoding="utf-8")
    return path
