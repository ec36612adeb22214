"""What the tests of documents share."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from editor.core.brochure import Brand, Brochure, Kind, Section
from editor.files.document import Document
from editor.files.images import read_image
from editor.files.workspace import Workspace

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200"><path d="M0 0h9"/></svg>'
LOGO, LOGO_BYTES = read_image(SVG, "logo.svg")
BROCHURE = Brochure("Hair", brand=Brand(logo=LOGO), sections=(Section("cover", Kind.COVER, "Hair"),))


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def titled(title: str) -> Brochure:
    return replace(BROCHURE, title=title)


def copies(workspace: Workspace) -> list[Path]:
    return list((workspace.root / "copies").iterdir())


def reopened(workspace: Workspace, path: Path) -> Brochure:
    document = Document.open(workspace, path)
    document.close()
    return document.brochure


def abandon(document: Document) -> None:
    """Leave the document as a killed program leaves it."""
    document._copy.close()
    document._closed = True
