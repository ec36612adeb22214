"""A copy of a document with nothing in it but the brochure as it is now.

A document keeps earlier versions, their pictures and the record. When a patient withdraws a consent, their words and
their picture are still in there; in such a copy they are not.
"""

from __future__ import annotations

from pathlib import Path

from editor.files.document import Document, PublishResult
from editor.files.workspace import Workspace


def save_without_history(document: Document, workspace: Workspace, path: Path) -> PublishResult:
    """Write the brochure as it is now, and only the pictures it shows, to another file; what is there is replaced.

    The document itself is left alone: a file that is open in a window is refused.
    """
    brochure = document.brochure
    pictures = {image.asset: document.get(image.asset) for image in brochure.images()}
    copy = Document.create(
        workspace, brochure, {asset: data for asset, data in pictures.items() if data is not None}
    )
    try:
        return copy.publish_as(path)
    finally:
        copy.close()
