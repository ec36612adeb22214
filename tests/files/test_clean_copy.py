"""A copy without history has nothing of what was taken out of the brochure."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from editor.core.approval import parts_of
from editor.core.brochure import Brochure, Image, Kind, Person, Section
from editor.core.edits import delete_section
from editor.core.record import Approval
from editor.files.clean_copy import save_without_history
from editor.files.document import Document, Outcome
from editor.files.images import read_image
from editor.files.published import unpack
from editor.files.workspace import Workspace
from tests.files.test_importing import png

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def document(tmp_path: Path) -> Document:
    """A document from which a patient's story was taken out, after it was approved and kept as a version."""
    picture, data = read_image(png(), "face.png")
    assert isinstance(picture, Image)
    story = Section("story", Kind.QUOTE, text="I was so unhappy before.", image=picture)
    brochure = Brochure("Hair", sections=(Section("text", Kind.TEXT, "Hair", text="Text."), story))
    workspace = Workspace(tmp_path / "work")
    document = Document.create(workspace, brochure, {picture.asset: data}, lambda: NOW)
    document.name_version("With the story")
    document.decide(Person("Dr A"), Approval(parts_of(brochure), whole=True))
    document.save(delete_section(brochure, "story"))
    document.publish_as(tmp_path / "clinic.brochure")
    return document


def test_nothing_of_what_was_taken_out_is_in_the_copy(document: Document, tmp_path: Path) -> None:
    path = tmp_path / "copy.brochure"
    result = save_without_history(document, Workspace(tmp_path / "work"), path)
    assert result.outcome is Outcome.PUBLISHED
    assert b"unhappy" in (tmp_path / "clinic.brochure").read_bytes(), "the document remembers"
    data = path.read_bytes()
    assert b"unhappy" not in data
    assert b"Dr A" not in data
    copy = unpack(data, path.name)
    assert copy.brochure == document.brochure
    assert copy.record == ()
    assert copy.database.execute("SELECT count(*) FROM asset").fetchone() == (0,)
    copy.database.close()


def test_pictures_that_are_shown_come_along(tmp_path: Path) -> None:
    picture, data = read_image(png(), "face.png")
    brochure = Brochure("Hair", sections=(Section("a", Kind.TEXT, image=picture),))
    workspace = Workspace(tmp_path / "work")
    document = Document.create(workspace, brochure, {picture.asset: data})
    save_without_history(document, workspace, tmp_path / "copy.brochure")
    opened = Document.open(workspace, tmp_path / "copy.brochure")
    shown = opened.get(picture.asset)
    assert shown is not None
    assert hashlib.sha256(shown).hexdigest() == picture.asset


def test_a_file_that_is_open_is_left_alone(document: Document, tmp_path: Path) -> None:
    path = tmp_path / "clinic.brochure"
    before = path.read_bytes()
    result = save_without_history(document, Workspace(tmp_path / "work"), path)
    assert result.outcome is Outcome.FAILED
    assert path.read_bytes() == before
