"""Preflight of a brochure as a whole: its laid-out pages, and the file that the print shop would get."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.check.findings import Finding
from editor.check.fit import FIT_RULES, check_fit
from editor.check.preflight import PREFLIGHT_RULES, check_preflight
from editor.core.brochure import Brochure
from editor.core.paper import Form
from editor.files.errors import FileError

if TYPE_CHECKING:
    from editor.core.facts import LayoutFacts
    from editor.render.layout import Layout, Typesetter
    from editor.render.press_options import PressOptions

PRINT_RULES = (*FIT_RULES, *PREFLIGHT_RULES)
"""What only a layout can tell."""
PRESS_RULES = ("rich-black-text", "rgb-left", "font-not-embedded")
"""What only the print shop's file can tell."""


def check_printed(typesetter: Typesetter, brochure: Brochure, form: Form) -> tuple[Finding, ...]:
    """Return what does not fit and what would print badly; FileError if the typefaces cannot be read."""
    return check_layout(brochure, form, *printed_facts(typesetter, brochure, form))


def printed_facts(typesetter: Typesetter, brochure: Brochure, form: Form) -> tuple[Layout, LayoutFacts]:
    """Lay a brochure out and measure its pages; FileError if the typefaces cannot be read."""
    from editor.render.faces import FaceError, ensure_faces, read_coverage
    from editor.render.kept_files import default_cache
    from editor.render.layout_facts import facts

    try:
        coverage = read_coverage(ensure_faces(default_cache()))
    except FaceError as error:
        raise FileError(str(error)) from error
    layout = typesetter.layout(brochure, form)
    return layout, facts(layout, coverage)


def check_layout(brochure: Brochure, form: Form, layout: Layout, facts: LayoutFacts) -> tuple[Finding, ...]:
    """Return what does not fit and what would print badly on pages that were laid out and measured."""
    fit = check_fit(brochure, form, layout.oversets, layout.fits)
    return fit + check_preflight(brochure, form, facts)


def check_press(
    typesetter: Typesetter, brochure: Brochure, form: Form, options: PressOptions
) -> tuple[Finding, ...]:
    """Return what is wrong with the print shop's file; it is made for this and thrown away."""
    from editor.files.press_findings import press_findings
    from editor.render.press import press_pdf

    data, _ = press_pdf(typesetter, typesetter.layout(brochure, form), options)
    return press_findings(data)
