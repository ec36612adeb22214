from __future__ import annotations

import os
import sqlite3
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from editor.core.brochure import Brand, Brochure
from editor.files.document import Document, Outcome
from editor.files.errors import FileError
from editor.files.workspace import Workspace
from tests.core.strategies import brochures
from tests.files.documents import BROCHURE, LOGO, LOGO_BYTES, Clock, copies, reopened, titled


@given(brochures())
def test_any_brochure_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, brochure: Brochure
) -> None:
    folder = tmp_path_factory.mktemp("trip")
    workspace, path = Workspace(folder / "data"), folder / "a.brochure"
    document = Document.create(workspace, Brochure("x"), {})
    document.save(brochure)
    assert document.publish_as(path).outcome is Outcome.PUBLISHED
    document.close()
    assert reopened(workspace, path) == brochure


def test_a_value_that_could_not_be_opened_again_is_not_kept(document: Document) -> None:
    with pytest.raises(FileError, match=r"title: has the character U\+000B"):
        document.save(titled("A line\x0bbroken by Word"))
    assert document.brochure == BROCHURE
    assert not document.ahead


def test_a_document_does_not_begin_with_mistakes(workspace: Workspace) -> None:
    with pytest.raises(FileError, match="title"):
        Document.create(workspace, titled("\x0b"), {})


def test_an_untitled_document_is_kept_from_its_first_change(workspace: Workspace, clock: Clock) -> None:
    document = Document.create(workspace, BROCHURE, {LOGO.asset: LOGO_BYTES}, clock)
    assert document.path is None
    assert document.get(LOGO.asset) == LOGO_BYTES
    assert document.publish().outcome is Outcome.FAILED
    document.save(titled("Mine"))
    assert document.close() is None
    (left,) = workspace.recoverable()
    assert (left.title, left.document, left.changed_at) == ("Mine", None, clock.now)
    again = Document.recover(workspace, left)
    assert again.brochure.title == "Mine"
    assert again.get(LOGO.asset) == LOGO_BYTES
    assert "recovered" in again.notice
    assert workspace.recoverable() == ()  # it is open
    with pytest.raises(FileError, match="open in another window"):
        workspace.discard(left)
    with pytest.raises(FileError, match="open in another window"):
        Document.recover(workspace, left)
    again.close()
    workspace.discard(left)
    assert copies(workspace) == []


def test_an_untouched_untitled_document_leaves_nothing(workspace: Workspace) -> None:
    document = Document.create(workspace, BROCHURE, {})
    document.close()
    document.close()
    assert copies(workspace) == []


def test_publish_brings_the_file_up_and_closing_clears_up(
    document: Document, workspace: Workspace, path: Path
) -> None:
    assert not document.ahead
    document.save(titled("Two"))
    assert document.ahead
    assert document.publish().outcome is Outcome.PUBLISHED
    document.save(titled("Three"))
    result = document.close()
    assert result
    assert result.outcome is Outcome.PUBLISHED
    assert copies(workspace) == []
    assert list(path.parent.iterdir()) == [path]
    assert reopened(workspace, path).title == "Three"


def test_opening_reads_everything_and_writes_nothing(
    document: Document, workspace: Workspace, path: Path
) -> None:
    document.name_version("First")
    document.close()
    before = path.read_bytes()
    again = Document.open(workspace, path)
    assert (again.brochure, again.path, again.read_only, again.notice) == (BROCHURE, path, False, "")
    assert again.get(LOGO.asset) == LOGO_BYTES
    assert again.get("0" * 64) is None
    assert [version.name for version in again.versions()] == ["First", None]
    assert again.close() is None
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_the_file_is_a_plain_database_that_names_no_folder(document: Document, path: Path) -> None:
    document.save(titled("Hair and skin"))
    document.publish()
    data = path.read_bytes()
    assert str(path.parent).encode() not in data
    assert b"working_state" not in data
    with sqlite3.connect(path) as database:
        assert database.execute("PRAGMA application_id").fetchone()[0] == 0x43414E44
        assert database.execute("PRAGMA user_version").fetchone()[0] == 2
        assert database.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    database.close()


def test_pictures_that_nothing_shows_leave_the_file_but_not_the_working_copy(
    document: Document, path: Path
) -> None:
    unused = document.add(b"a picture nothing shows")
    document.save(replace(BROCHURE, brand=Brand()))
    document.publish()
    assert b"a picture nothing shows" not in path.read_bytes()
    assert LOGO_BYTES in path.read_bytes()  # the version kept when it was first published shows it
    assert document._copy.asset(unused)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_the_files_mode_is_kept(document: Document, path: Path) -> None:
    path.chmod(0o640)
    document.save(titled("Two"))
    document.publish()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_file_changed_by_others_is_kept_and_ours_put_beside(
    document: Document, workspace: Workspace, path: Path
) -> None:
    theirs = path.read_bytes() + b"\0"
    path.write_bytes(theirs)
    document.save(titled("Ours"))
    result = document.publish()
    beside = path.with_name("clinic (copy from this computer, 2026-11-23 14-05).brochure")
    assert (result.outcome, result.path, document.path) == (Outcome.CONFLICT, beside, beside)
    assert beside.name in result.notice
    assert path.read_bytes() == theirs
    document.save(titled("Ours again"))
    assert document.publish().outcome is Outcome.PUBLISHED
    document.close()
    assert reopened(workspace, beside).title == "Ours again"


def test_a_second_conflict_in_the_same_minute_gets_its_own_name(document: Document, path: Path) -> None:
    path.with_name("clinic (copy from this computer, 2026-11-23 14-05).brochure").write_bytes(b"taken")
    path.write_bytes(b"theirs")
    document.save(titled("Ours"))
    result = document.publish()
    assert result.path
    assert result.path.name == "clinic (copy from this computer, 2026-11-23 14-05, 2).brochure"


def test_a_file_written_in_the_last_moment_is_not_overwritten(
    document: Document, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document.save(titled("Ours"))
    fsync = os.fsync

    def they_come_first(descriptor: int) -> None:
        fsync(descriptor)
        if not path.read_bytes().startswith(b"theirs"):
            path.write_bytes(b"theirs")

    monkeypatch.setattr(os, "fsync", they_come_first)
    assert document.publish().outcome is Outcome.CONFLICT
    assert path.read_bytes() == b"theirs"


def test_a_vanished_drive_holds_nothing_up(document: Document, workspace: Workspace, path: Path) -> None:
    away = path.parent.with_name("away")
    path.parent.rename(away)
    document.save(titled("Kept"))
    result = document.publish()
    assert result.outcome is Outcome.FAILED
    assert "kept safely" in result.notice
    closing = document.close()
    assert closing
    assert closing.outcome is Outcome.FAILED
    away.rename(path.parent)
    again = Document.open(workspace, path)
    assert again.brochure.title == "Kept"
    assert "recovered" in again.notice
    assert again.publish().outcome is Outcome.PUBLISHED
    again.close()
    assert copies(workspace) == []


def test_a_folder_that_cannot_be_written_is_named(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    document = Document.create(workspace, BROCHURE, {})
    result = document.publish_as(tmp_path / "file" / "a.brochure")
    assert result.outcome is Outcome.FAILED
    assert "a.brochure" in result.notice
    assert document.path is None
    document.close()
    blocked = Workspace(tmp_path / "file" / "data")
    with pytest.raises(FileError, match="CANDOR_DATA"):
        Document.create(blocked, BROCHURE, {})


def test_save_as_replaces_and_leaves_the_old_file(
    document: Document, workspace: Workspace, path: Path
) -> None:
    other = path.with_name("other.brochure")
    other.write_bytes(b"something old")
    document.save(titled("Two"))
    assert document.publish_as(other).outcome is Outcome.PUBLISHED
    assert document.path == other
    document.close()
    assert reopened(workspace, path).title == "Hair"
    assert reopened(workspace, other).title == "Two"


def test_a_second_window_reads_only_until_it_saves_elsewhere(
    document: Document, workspace: Workspace, path: Path
) -> None:
    second = Document.open(workspace, path)
    assert second.read_only
    assert "open in another window" in second.notice
    assert second.get(LOGO.asset) == LOGO_BYTES
    assert second.path == path
    for change in (
        lambda: second.save(BROCHURE),
        lambda: second.add(b"x"),
        second.publish,
        lambda: second.name_version("x"),
    ):
        with pytest.raises(FileError, match="read but not changed"):
            change()
    assert second.publish_as(path).outcome is Outcome.FAILED
    elsewhere = path.with_name("mine.brochure")
    assert second.publish_as(elsewhere).outcome is Outcome.PUBLISHED
    assert not second.read_only
    second.save(titled("Mine"))
    second.close()
    assert reopened(workspace, elsewhere).title == "Mine"
    document.save(titled("First"))
    document.close()
    assert reopened(workspace, path).title == "First"


def test_a_link_and_its_file_are_one_document(document: Document, workspace: Workspace, path: Path) -> None:
    link = path.with_name("link.brochure")
    link.symlink_to(path)
    second = Document.open(workspace, link)
    assert second.read_only
    second.close()
