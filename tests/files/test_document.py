from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.core.brochure import Brand, Brochure, Item, Kind, Reference, Role, Section
from editor.files.document import Document, ExportRecord, Outcome
from editor.files.errors import FileError
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


def _titled(title: str) -> Brochure:
    return replace(BROCHURE, title=title)


def _copies(workspace: Workspace) -> list[Path]:
    return list((workspace.root / "copies").iterdir())


def _reopened(workspace: Workspace, path: Path) -> Brochure:
    document = Document.open(workspace, path)
    document.close()
    return document.brochure


def _abandon(document: Document) -> None:
    """Leave the document as a killed program leaves it."""
    document._copy.close()
    document._closed = True


_texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)
_ids = st.from_regex(r"[a-z0-9][a-z0-9-]{0,10}", fullmatch=True)
_sections = st.builds(
    Section,
    id=_ids,
    kind=st.sampled_from(Kind),
    title=_texts,
    text=_texts,
    items=st.lists(
        st.builds(Item, id=_ids, title=_texts, text=_texts), max_size=2, unique_by=lambda i: i.id
    ).map(tuple),
    role=st.none() | st.sampled_from(Role),
    hidden=st.booleans(),
)


def _with_ids(sections: list[Section]) -> tuple[Section, ...]:
    """Give everything an identifier of its own."""
    return tuple(
        replace(
            section,
            id=f"s{number}",
            items=tuple(replace(item, id=f"i{number}-{place}") for place, item in enumerate(section.items)),
        )
        for number, section in enumerate(sections)
    )


_references = st.lists(
    st.builds(Reference, key=_ids, title=_texts), max_size=2, unique_by=lambda each: each.key
)
_brochures = st.builds(
    Brochure,
    title=_texts,
    sections=st.lists(_sections, max_size=3).map(_with_ids),
    references=_references.map(tuple),
)


@settings(max_examples=25, deadline=None)
@given(_brochures)
def test_any_brochure_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, brochure: Brochure
) -> None:
    folder = tmp_path_factory.mktemp("trip")
    workspace, path = Workspace(folder / "data"), folder / "a.brochure"
    document = Document.create(workspace, Brochure("x"), {})
    document.save(brochure)
    assert document.publish_as(path).outcome is Outcome.PUBLISHED
    document.close()
    assert _reopened(workspace, path) == brochure


def test_a_value_that_could_not_be_opened_again_is_not_kept(document: Document) -> None:
    with pytest.raises(FileError, match=r"title: has the character U\+000B"):
        document.save(_titled("A line\x0bbroken by Word"))
    assert document.brochure == BROCHURE
    assert not document.ahead


def test_a_document_does_not_begin_with_mistakes(workspace: Workspace) -> None:
    with pytest.raises(FileError, match="title"):
        Document.create(workspace, _titled("\x0b"), {})


def test_an_untitled_document_is_kept_from_its_first_change(workspace: Workspace, clock: Clock) -> None:
    document = Document.create(workspace, BROCHURE, {LOGO.asset: LOGO_BYTES}, clock)
    assert document.path is None
    assert document.get(LOGO.asset) == LOGO_BYTES
    assert document.publish().outcome is Outcome.FAILED
    document.save(_titled("Mine"))
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
    assert _copies(workspace) == []


def test_an_untouched_untitled_document_leaves_nothing(workspace: Workspace) -> None:
    document = Document.create(workspace, BROCHURE, {})
    document.close()
    document.close()
    assert _copies(workspace) == []


def test_publish_brings_the_file_up_and_closing_clears_up(
    document: Document, workspace: Workspace, path: Path
) -> None:
    assert not document.ahead
    document.save(_titled("Two"))
    assert document.ahead
    assert document.publish().outcome is Outcome.PUBLISHED
    document.save(_titled("Three"))
    result = document.close()
    assert result
    assert result.outcome is Outcome.PUBLISHED
    assert _copies(workspace) == []
    assert list(path.parent.iterdir()) == [path]
    assert _reopened(workspace, path).title == "Three"


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
    document.record_export(ExportRecord("pdf", "clinic.pdf", "0" * 64, draft=True, person="Ada"))
    document.publish()
    data = path.read_bytes()
    assert str(path.parent).encode() not in data
    assert b"working_state" not in data
    with sqlite3.connect(path) as database:
        assert database.execute("PRAGMA application_id").fetchone()[0] == 0x43414E44
        assert database.execute("PRAGMA user_version").fetchone()[0] == 1
        assert database.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
        row = database.execute(
            "SELECT kind, file_name, draft, person, length(content_sha256) FROM export_log"
        ).fetchone()
    database.close()
    assert row == ("pdf", "clinic.pdf", 1, "Ada", 64)


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
    document.save(_titled("Two"))
    document.publish()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_file_changed_by_others_is_kept_and_ours_put_beside(
    document: Document, workspace: Workspace, path: Path
) -> None:
    theirs = path.read_bytes() + b"\0"
    path.write_bytes(theirs)
    document.save(_titled("Ours"))
    result = document.publish()
    beside = path.with_name("clinic (copy from this computer, 2026-11-23 14-05).brochure")
    assert (result.outcome, result.path, document.path) == (Outcome.CONFLICT, beside, beside)
    assert beside.name in result.notice
    assert path.read_bytes() == theirs
    document.save(_titled("Ours again"))
    assert document.publish().outcome is Outcome.PUBLISHED
    document.close()
    assert _reopened(workspace, beside).title == "Ours again"


def test_a_second_conflict_in_the_same_minute_gets_its_own_name(document: Document, path: Path) -> None:
    path.with_name("clinic (copy from this computer, 2026-11-23 14-05).brochure").write_bytes(b"taken")
    path.write_bytes(b"theirs")
    document.save(_titled("Ours"))
    result = document.publish()
    assert result.path
    assert result.path.name == "clinic (copy from this computer, 2026-11-23 14-05, 2).brochure"


def test_a_file_written_in_the_last_moment_is_not_overwritten(
    document: Document, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document.save(_titled("Ours"))
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
    document.save(_titled("Kept"))
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
    assert _copies(workspace) == []


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
    document.save(_titled("Two"))
    assert document.publish_as(other).outcome is Outcome.PUBLISHED
    assert document.path == other
    document.close()
    assert _reopened(workspace, path).title == "Hair"
    assert _reopened(workspace, other).title == "Two"


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
    second.save(_titled("Mine"))
    second.close()
    assert _reopened(workspace, elsewhere).title == "Mine"
    document.save(_titled("First"))
    document.close()
    assert _reopened(workspace, path).title == "First"


def test_a_link_and_its_file_are_one_document(document: Document, workspace: Workspace, path: Path) -> None:
    link = path.with_name("link.brochure")
    link.symlink_to(path)
    second = Document.open(workspace, link)
    assert second.read_only
    second.close()


def test_work_left_by_a_crash_comes_back_with_the_file(
    document: Document, workspace: Workspace, path: Path
) -> None:
    document.save(_titled("Ahead"))
    _abandon(document)
    (left,) = workspace.recoverable()
    assert (left.title, left.document) == ("Ahead", path)
    again = Document.open(workspace, path)
    assert again.brochure.title == "Ahead"
    again.close()
    assert _reopened(workspace, path).title == "Ahead"


def test_work_left_by_a_crash_does_not_overwrite_a_file_changed_since(
    document: Document, workspace: Workspace, path: Path
) -> None:
    document.save(_titled("Ahead"))
    _abandon(document)
    theirs = path.read_bytes() + b"\0"
    path.write_bytes(theirs)
    again = Document.open(workspace, path)
    assert again.publish().outcome is Outcome.CONFLICT
    again.close()
    assert path.read_bytes() == theirs


def test_copies_without_work_are_cleared_away(document: Document, workspace: Workspace) -> None:
    _abandon(document)
    assert workspace.recoverable() == ()
    assert _copies(workspace) == []


def test_a_damaged_working_copy_stays_and_the_file_opens(
    document: Document, workspace: Workspace, path: Path
) -> None:
    document.save(_titled("Ahead"))
    _abandon(document)
    (folder,) = _copies(workspace)
    (left,) = workspace.recoverable()
    with sqlite3.connect(folder / "document.sqlite") as database:
        database.execute("CREATE VIEW evil AS SELECT 1")
    database.close()
    with pytest.raises(FileError, match="damaged"):
        Document.recover(workspace, left)
    assert _reopened(workspace, path).title == "Hair"
    (folder / "document.sqlite").write_bytes(b"rubbish" * 1000)
    assert workspace.recoverable() == ()
    assert _reopened(workspace, path).title == "Hair"
    assert folder in _copies(workspace)


def test_versions_are_kept_by_name_and_now_and_then(document: Document, clock: Clock, path: Path) -> None:
    document.name_version("Printed in May")
    document.save(_titled("Two"))
    document.publish()
    assert len(document.versions()) == 2  # ten minutes have not passed
    clock.now += timedelta(minutes=11)
    document.save(_titled("Three"))
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
        document.save(_titled(str(number)))
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
    document.save(_titled("Two"))
    fsync = os.fsync

    def type_meanwhile(descriptor: int) -> None:
        document.save(_titled("Three"))
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
    assert _copies(workspace) == []
