from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.core.brochure import Brochure, Kind, Person, Section
from editor.core.record import Comment, Withdrawal
from editor.files.document import Document
from editor.files.errors import FileError
from editor.files.workspace import Workspace
from editor.shell.record_book import RecordBook
from editor.shell.saving import SaveJob
from editor.shell.session import Session

BROCHURE = Brochure("Hair", sections=(Section("a", Kind.TEXT, title="A"),))
ADA = Person("Ada", "doctor")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "data")


def test_an_entry_is_kept_and_told(workspace: Workspace, qtbot: QtBot) -> None:
    document = Document.create(workspace, BROCHURE, {})
    book = RecordBook(document)
    seen: list[int] = []
    book.changed.connect(lambda: seen.append(len(book.record)))
    entry = book.add(ADA, Comment("a", "Why?"))
    assert book.record == document.record == (entry,)
    assert seen == [1]
    document.close()


def test_what_is_refused_is_not_told(workspace: Workspace, qtbot: QtBot) -> None:
    document = Document.create(workspace, BROCHURE, {})
    book = RecordBook(document)
    with qtbot.assertNotEmitted(book.changed), pytest.raises(FileError):
        book.add(ADA, Withdrawal(1))
    assert book.record == ()
    document.close()


def test_an_entry_reaches_the_users_file_at_the_next_pause(
    workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "clinic.brochure"
    document = Document.create(workspace, BROCHURE, {})
    document.publish_as(path)
    job = SaveJob(Session(document.brochure), document, save_after=5, publish_after=20)
    book = RecordBook(document)
    book.changed.connect(job.publish_soon)
    with qtbot.waitSignal(job.published):
        book.add(ADA, Comment("a", "Why?"))
    assert not document.ahead
    job.close()
    again = Document.open(workspace, path)
    assert len(again.record) == 1
    again.close()
