from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.files.document import Document, Outcome
from editor.files.workspace import Workspace
from tests.files.documents import BROCHURE, LOGO, LOGO_BYTES, Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "data")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    return tmp_path / "docs" / "clinic.brochure"


@pytest.fixture
def document(workspace: Workspace, path: Path, clock: Clock) -> Iterator[Document]:
    document = Document.create(workspace, BROCHURE, {LOGO.asset: LOGO_BYTES}, clock)
    assert document.publish_as(path).outcome is Outcome.PUBLISHED
    yield document
    document.close()
