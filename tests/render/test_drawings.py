"""Paths of drawings that are kept are drawn as they are the first time."""

from __future__ import annotations

import pytest

from editor.core.brochure import Brochure, Image, Kind, Section
from editor.files.resources import load_forms, template_root
from editor.render.faces import ensure_faces
from editor.render.kept_files import default_cache
from editor.render.layout import Typesetter
from editor.render.pdf import share_pdf
from editor.render.raster import draw_pages
from editor.render.theme import Themes

PLAIN = '<path d="M1 1 C 4 9, 8 9, 11 1 a2 2 0 0 1 3 3 z" fill="#d9694c"/><path d="M2 12h9"  stroke="#000"/>'
MARKED = (
    '<marker id="m" markerWidth="3" markerHeight="3" refX="1" refY="1"><circle cx="1" cy="1" r="1"/></marker>'
    '<path d="M2 3 L 9 9 L 12 3" stroke="#000" fill="none" marker-end="url(#m)" marker-start="url(#m)"/>'
)


@pytest.mark.parametrize("inside", [PLAIN, MARKED])
def test_a_drawing_looks_the_same_the_second_time(inside: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 15 15">{inside}</svg>'.encode()
    image = Image("e" * 64, "image/svg+xml", 15, 15, alt="A drawing")
    brochure = Brochure("Hair", sections=(Section("s", Kind.TEXT, "Drawing", image=image),))
    typesetter = Typesetter(Themes(template_root()), ensure_faces(default_cache()), lambda asset: svg)
    layout = typesetter.layout(brochure, load_forms()["tri-fold-a4"])
    first, second, third = (list(draw_pages(share_pdf(layout), 8)) for _ in range(3))
    assert first == second == third
    assert max(len(set(page.data)) for page in first) > 40, "something was drawn"
