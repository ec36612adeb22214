from __future__ import annotations

import os
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from editor.files.document import Document, Outcome
from editor.files.errors import FileError
from editor.files.workspace import Workspace
from tests.files.documents import Clock, abandon, copies, reopened, titled


def test_work_left_by_a_crash_comes_back_with_the_file(
    document: Document, workspace: Workspace, path: Path
) -> None:
    document.save(titled("Ahead"))
    abandon(document)
    (left,) = workspace.recoverable()
    assert (left.title, left.document) == ("Ahead", path)
    again = Document.open(workspace, path)
    assert again.brochure.title == "Ahead"
    again.close()
    assert reopened(workspace, path).title == "Ahead"


def test_work_left_by_a_crash_does_not_overwrite_a_file_changed_since(
    document: Document, workspace: Workspace, path: Path
) -> None:
    document.save(titled("Ahead"))
    abandon(document)
    theirs = path.read_bytes() + b"\0"
    path.write_bytes(theirs)
    again = Document.open(workspace, path)
    assert again.publish().outcome is Outcome.CONFLICT
    again.close()
    assert path.read_bytes() == theirs


def test_copies_without_work_are_cleared_away(document: Document, workspace: Workspace) -> None:
    abandon(document)
    assert workspace.recoverable() == ()
    assert copies(workspace) == []


def test_a_damaged_working_copy_stays_and_the_file_opens(
    document: Document, workspace: Workspace, path: Path
) -> None:
    document.save(titled("Ahead"))
    abandon(document)
    (folder,) = copies(workspace)
    (left,) = workspace.recoverable()
    with sqlite3.connect(folder / "document.sqlite") as database:
        database.execute("CREATE VIEW evil AS SELECT 1")
    database.close()
    with pytest.raises(FileError, match="damaged"):
        Document.recover(workspace, left)
    assert reopened(workspace, path).title == "Hair"
    (folder / "document.sqlite").write_bytes(b"rubbish" * 1000)
    assert workspace.recoverable() == ()
    assert reopened(workspace, path).title == "Hair"
    assert folder in copies(workspace)


def test_versions_are_kept_by_name_and_now_and_then(document: Document, clock: Clock, path: Path) -> None:
    document.name_version("Printed in May")
    document.save(titled("Two"))
    document.publish()
    assert len(document.versions()) == 2  # ten minutes have not passed
    clock.now += timedelta(minutes=11)
    document.save(titled("Three"))
    document.publish()
    names = [(version.name, version.automatic) for version in document.versions()]
    assert names == [(None, True), ("Printed in May", False), (None, True)]
    assert [document.version(version.id).title for version in document.versions()] == [
        "Three",
        "Hair",
        "Hair",
    ]
    with pytest.raises(KeyError):
        document.version(99)


def test_old_snapshots_go_and_named_versions_stay(document: Document, clock: Clock) -> None:
    document.name_version("Kept")
    for number in range(45):
        clock.now += timedelta(minutes=11)
        document.save(titled(str(number)))
        document._copy.keep_automatic_version(clock.now)
    versions = document.versions()
    assert len(versions) == 41
    assert versions[-1].name == "Kept"


def test_a_picture_made_to_do_harm_is_not_handed_out(document: Document) -> None:
    evil = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>x()</script></svg>'
    odd = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 900" data-x="1"/>'
    assert document.get(document.add(evil)) is None
    assert b"data-x" not in (document.get(document.add(odd)) or b"data-x")
    assert document.get(document.add(b"\x89PNG rubbish")) is None


def test_editing_goes_on_while_publishing(
    document: Document, monkeypatch: pytest.MonkeyPatch, path: Path
) -> None:
    document.save(titled("Two"))
    fsync = os.fsync

    def type_meanwhile(descriptor: int) -> None:
        document.save(titled("Three"))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", type_meanwhile)
    assert document.publish().outcome is Outcome.PUBLISHED
    monkeypatch.undo()
    assert document.ahead
    document.publish()
    assert b"Three" in path.read_bytes()


def test_a_working_copy_that_cannot_be_filled_leaves_nothing(
    document: Document, workspace: Workspace, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document.close()

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("editor.files.working_copy.fill", full)
    with pytest.raises(FileError, match="disk is full"):
        Document.open(workspace, path)
    assert copies(workspace) == []
