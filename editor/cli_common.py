"""What the commands of the command line share: opening a document, its form and typesetter, and how they speak."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from editor.check.findings import Finding
from editor.core.brochure import Brochure
from editor.core.edits import change_form
from editor.core.paper import Form
from editor.files.errors import FileError

if TYPE_CHECKING:
    from editor.files.document import Document
    from editor.render.layout import Typesetter
    from editor.render.press_options import PressOptions

DONE, FINDINGS, BAD = 0, 1, 2
"""Exit status: done, findings of level error, bad use or bad input."""


@contextmanager
def opened(path: Path) -> Iterator[Document]:
    """Open a document for reading, in a working copy that goes away again."""
    from editor.files.document import Document
    from editor.files.workspace import Workspace

    with tempfile.TemporaryDirectory(prefix="candor-") as folder:
        document = Document.open(Workspace(Path(folder)), path)
        try:
            yield document
        finally:
            document.close()


def in_form(brochure: Brochure, form_id: str | None) -> tuple[Brochure, Form]:
    """Return the brochure in a form, its own if none is named; FileError if there is no such form."""
    from editor.files.resources import load_forms
    from editor.files.settings import forms_folder

    forms = load_forms(forms_folder(), lambda error: say(str(error)))
    brochure = change_form(brochure, form_id) if form_id else brochure
    if brochure.form not in forms:
        raise FileError(
            f"There is no print form “{brochure.form}”. Choose one of {', '.join(forms)} with --form."
        )
    return brochure, forms[brochure.form]


def typesetter_for(document: Document) -> Typesetter:
    """Return a typesetter for a document; FileError if a library it needs is missing."""
    from editor.files.doctor import NO_PANGO
    from editor.files.resources import template_root
    from editor.render.faces import FaceError, ensure_faces
    from editor.render.kept_files import default_cache
    from editor.render.layout import Typesetter
    from editor.render.libraries import load_engine
    from editor.render.theme import Themes

    try:
        load_engine(default_cache())
        return Typesetter(
            Themes(template_root(), default_cache()), ensure_faces(default_cache()), document.get
        )
    except OSError as error:
        raise FileError(NO_PANGO) from error
    except FaceError as error:
        raise FileError(str(error)) from error


def press_options(options: argparse.Namespace, document: Document, *, announce: bool = True) -> PressOptions:
    """Return how to print: with the profile named, else the clinic's, else one that the system has.

    `announce` says which one was taken.
    """
    from datetime import UTC, datetime

    from editor.files.profiles import choose_profile
    from editor.files.settings import load_settings, settings_path
    from editor.render.press_options import Images, PressOptions

    profile = None
    if not options.rgb:
        remembered = load_settings(settings_path()).press_profile
        chosen = options.profile or (Path(remembered) if remembered else None)
        profile, words = choose_profile(chosen)
        if words and announce:
            say(words)
    named = next((version.name for version in document.versions() if version.name), "")
    return PressOptions(profile, datetime.now(UTC).astimezone(), Images(options.images), named)


def line_of(brochure: Brochure, finding: Finding) -> str:
    """Return a finding as one line: level, section, what to do, the words in question and the rule."""
    titles = {section.id: section.title or section.kind.value for section in brochure.sections}
    where = f"{titles.get(finding.section, 'brochure')}: "
    words = f" ({finding.text})" if finding.text and finding.text != titles.get(finding.section) else ""
    return f"{finding.level.word}: {where}{finding.message}{words} [{finding.rule}]"


def put(words: str) -> None:
    """Write the command's answer."""
    print(words, flush=True)


def say(words: str) -> None:
    """Write a remark beside the answer."""
    print(f"candor: {words}", file=sys.stderr)
