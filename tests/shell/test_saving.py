"""Saving unasked: into the working copy soon, into the file at a pause, and an honest state throughout."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from editor.core.brochure import Brochure, Kind, Section
from editor.core.edits import change_brochure
from editor.files.document import Document, Outcome
from editor.files.errors import FileError
from editor.files.workspace import Workspace
from editor.shell.saving import SaveJob, State
from editor.shell.session import Session

BROCHURE = Brochure("Hair", sections=(Section("a", Kind.TEXT, title="A"),))


class Desk:
    """A document with its session and job, quick enough for a test."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.session = Session(document.brochure)
        self.job = SaveJob(self.session, document, save_after=5, publish_after=20)

    def retitle(self, title: str) -> None:
        self.session.apply("Edit", lambda value: change_brochure(value, title=title))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "data")


def _saved(workspace: Workspace, path: Path) -> Desk:
    document = Document.create(workspace, BROCHURE, {})
    assert document.publish_as(path).outcome is Outcome.PUBLISHED
    return Desk(document)


def test_a_change_is_saved_in_the_working_copy_without_being_asked(
    workspace: Workspace, qtbot: QtBot
) -> None:
    desk = Desk(Document.create(workspace, BROCHURE, {}))
    states: list[State] = []
    desk.job.changed.connect(lambda state: states.append(state.state))
    desk.retitle("Scalp")
    assert not desk.job.clean
    qtbot.waitUntil(lambda: desk.job.clean)
    assert desk.document.brochure.title == "Scalp"
    assert states == [State.SAVING, State.SAVED]
    desk.job.close()
    (left,) = workspace.recoverable()
    assert left.title == "Scalp"


def test_the_file_is_written_after_a_pause(workspace: Workspace, tmp_path: Path, qtbot: QtBot) -> None:
    desk = _saved(workspace, tmp_path / "clinic.brochure")
    with qtbot.waitSignal(desk.job.published) as published:
        desk.retitle("Scalp")
    assert published.args[0].outcome is Outcome.PUBLISHED
    assert not desk.document.ahead
    desk.job.close()


def test_closing_at_once_loses_nothing(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "clinic.brochure"
    desk = _saved(workspace, path)
    desk.retitle("Scalp")
    assert desk.job.close()
    again = Document.open(workspace, path)
    assert again.brochure.title == "Scalp"
    again.close()


def test_saving_by_hand_keeps_a_version(workspace: Workspace, tmp_path: Path, qtbot: QtBot) -> None:
    desk = _saved(workspace, tmp_path / "clinic.brochure")
    desk.retitle("Scalp")
    with qtbot.waitSignal(desk.job.published):
        desk.job.publish_now(version="Sent to Dr Lee")
    assert "Sent to Dr Lee" in [version.name for version in desk.document.versions()]
    assert desk.job.state.state is State.SAVED
    desk.job.close()


def test_a_full_disk_is_said_and_tried_again(
    workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(Document.create(workspace, BROCHURE, {}))
    save = desk.document.save

    def full(_: Brochure) -> None:
        raise FileError("The disk is full. Free some space.")

    monkeypatch.setattr(desk.document, "save", full)
    desk.retitle("Scalp")
    qtbot.waitUntil(lambda: desk.job.state.state is State.FAILED)
    assert desk.job.state.words == "Not saved: The disk is full. Free some space."
    assert not desk.job.save_now()
    monkeypatch.setattr(desk.document, "save", save)
    qtbot.waitUntil(lambda: desk.job.clean)
    assert desk.job.state.state is State.SAVED
    desk.job.close()


def test_a_file_changed_elsewhere_is_kept_beside_ours(
    workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "clinic.brochure"
    desk = _saved(workspace, path)
    path.write_bytes(b"somebody else's")
    with qtbot.waitSignal(desk.job.published) as published:
        desk.retitle("Scalp")
    result = published.args[0]
    assert result.outcome is Outcome.CONFLICT
    assert "Both are kept" in result.notice
    assert path.read_bytes() == b"somebody else's"
    desk.job.close()


def test_a_read_only_document_says_so_and_can_be_saved_elsewhere(
    workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    path, elsewhere = tmp_path / "clinic.brochure", tmp_path / "mine.brochure"
    first = _saved(workspace, path)
    desk = Desk(Document.open(workspace, path))
    desk.retitle("Scalp")
    assert desk.job.state.state is State.FAILED
    assert "read-only" in desk.job.state.why
    with qtbot.waitSignal(desk.job.published) as published:
        desk.job.publish_as(elsewhere)
    assert published.args[0].outcome is Outcome.PUBLISHED
    assert desk.job.clean
    desk.job.close()
    first.job.close()
    again = Document.open(workspace, elsewhere)
    assert again.brochure.title == "Scalp"
    again.close()


def test_going_back_while_a_save_is_under_way_saves_what_is_shown(
    workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(Document.create(workspace, BROCHURE, {}))
    save, go_on = desk.document.save, Event()

    def slow(brochure: Brochure) -> None:
        go_on.wait(5)
        save(brochure)

    monkeypatch.setattr(desk.document, "save", slow)
    desk.retitle("Scalp")
    qtbot.waitUntil(lambda: desk.job._under_way == 1)
    desk.session.undo_stack.undo()
    assert not desk.job.clean
    go_on.set()
    qtbot.waitUntil(lambda: desk.job.clean)
    assert desk.document.brochure.title == "Hair"
    assert desk.job.state.state is State.SAVED
    desk.job.close()
