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
    from editor.render.layout import Typesetter
    from editor.render.press_options import PressOptions

PRINT_RULES = (*FIT_RULES, *PREFLIGHT_RULES)
"""What only a layout can tell."""
PRESS_RULES = ("rich-black-text", "rgb-left", "font-not-embedded")
"""What only the print shop's file can tell."""


def check_printed(typesetter: Typesetter, brochure: Brochure, form: Form) -> tuple[Finding, ...]:
    """Return what does not fit and what would print badly; FileError if the typefaces cannot be read."""
    from editor.render.faces import FaceError, default_cache, ensure_faces, read_coverage
    from editor.render.layout_facts import facts

    try:
        coverage = read_coverage(ensure_faces(default_cache()))
    except FaceError as error:
        raise FileError(str(error)) from error
    layout = typesetter.layout(brochure, form)
    fit = check_fit(brochure, form, layout.oversets, layout.fits)
    return fit + check_preflight(brochure, form, facts(layout, coverage))


def check_press(
    typesetter: Typesetter, brochure: Brochure, form: Form, options: PressOptions
) -> tuple[Finding, ...]:
    """Return what is wrong with the print shop's file; it is made for this and thrown away."""
    from editor.files.press_findings import press_findings
    from editor.render.press import press_pdf

    data, _ = press_pdf(typesetter, typesetter.layout(brochure, form), options)
    return press_findings(data)
