"""The session: one write path, undo with words, merged typing, a selection that survives edits."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref
from dataclasses import replace
from pathlib import Path

import pytest

from editor.core.brochure import Brochure, Kind, Section
from editor.core.edits import change_section, delete_section, move_section
from editor.shell.session import Session

A, B, C = (Section(ident, Kind.TEXT, title=ident.upper()) for ident in "abc")


@pytest.fixture
def session(qapp: object) -> Session:
    return Session(Brochure("Hair", sections=(A, B, C)))


def _type(session: Session, text: str) -> None:
    session.apply("Edit text", lambda value: change_section(value, "a", text=text), "text:a:text")


def test_undo_puts_the_very_same_value_back(session: Session) -> None:
    before = session.brochure
    session.apply("Delete section", lambda value: delete_section(value, "b"))
    after = session.brochure
    assert [each.id for each in after.sections] == ["a", "c"]
    session.undo_stack.undo()
    assert session.brochure is before
    session.undo_stack.redo()
    assert session.brochure is after


def test_the_words_of_a_change_stand_in_the_undo_menu(session: Session) -> None:
    session.apply("Move section", lambda value: move_section(value, "c", 0))
    assert session.undo_stack.undoText() == "Move section"
    session.undo_stack.undo()
    assert session.undo_stack.redoText() == "Move section"


def test_typing_undoes_as_one_until_the_run_is_broken(session: Session) -> None:
    _type(session, "N")
    _type(session, "No")
    session.break_merge()
    _type(session, "Not")
    session.undo_stack.undo()
    assert session.brochure.section("a").text == "No"
    session.undo_stack.undo()
    assert session.brochure.section("a").text == ""
    assert not session.undo_stack.canUndo()


def test_typing_there_and_back_leaves_no_trace(session: Session) -> None:
    _type(session, "N")
    _type(session, "")
    assert not session.undo_stack.canUndo()


def test_an_edit_that_changes_nothing_is_no_change(session: Session) -> None:
    seen: list[object] = []
    session.changed.connect(lambda before, after: seen.append(after))
    session.apply("Rename section", lambda value: change_section(value, "a", title="A"))
    session.apply("Rename section", replace)
    assert not seen
    assert not session.undo_stack.canUndo()


def test_changed_brings_both_values_and_untouched_sections_stay_the_same_objects(session: Session) -> None:
    seen: list[tuple[Brochure, Brochure]] = []
    session.changed.connect(lambda before, after: seen.append((before, after)))
    _type(session, "New")
    ((before, after),) = seen
    assert after is session.brochure
    assert before.sections[1] is after.sections[1]


def test_deleting_the_selected_section_selects_its_neighbour(session: Session) -> None:
    session.select("c")
    session.apply("Delete section", lambda value: delete_section(value, "c"))
    assert session.selection == "b"
    session.select("nothing of that name")
    assert session.selection == ""


def test_selecting_another_section_ends_a_run_of_typing(session: Session) -> None:
    _type(session, "N")
    session.select("b")
    session.select("a")
    _type(session, "No")
    session.undo_stack.undo()
    assert session.brochure.section("a").text == "N"


def test_undo_selects_the_section_it_changes(session: Session) -> None:
    _type(session, "No")
    session.select("b")
    session.undo_stack.undo()
    assert session.selection == "a"
    session.select("c")
    session.undo_stack.redo()
    assert session.selection == "a"


def test_undo_selects_the_section_it_moves_or_brings_back(session: Session) -> None:
    session.apply("Move section", lambda value: move_section(value, "c", 0))
    session.select("b")
    session.undo_stack.undo()
    assert session.selection == "c"
    session.apply("Delete section", lambda value: delete_section(value, "b"))
    session.undo_stack.undo()
    assert session.selection == "b"


def test_an_edit_leaves_the_selection_alone(session: Session) -> None:
    session.select("b")
    _type(session, "No")
    assert session.selection == "b"


def test_a_session_with_history_goes_when_nobody_needs_it(qapp: object) -> None:
    session = Session(Brochure("Hair", sections=(A, B, C)))
    _type(session, "N")
    gone = weakref.ref(session)
    del session
    gc.collect()
    assert gone() is None, "its own undo commands keep it, and it would end in the middle of clearing them"


def test_a_process_with_history_ends_cleanly(root: Path) -> None:
    code = """
from PySide6.QtCore import QCoreApplication
from editor.core.brochure import Brochure, Kind, Section
from editor.core.edits import change_section
from editor.shell.session import Session

app = QCoreApplication([])
session = Session(Brochure("Hair", sections=(Section("a", Kind.TEXT),)))
for number in range(200):
    session.apply("Edit", lambda value, n=number: change_section(value, "a", text=str(n)), "k" if number % 3 else "")
session.undo_stack.undo()
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
