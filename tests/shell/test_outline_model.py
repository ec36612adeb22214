"""The outline model follows the session with the fewest signals, and a drop is only an intent."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from editor.check.findings import Finding, Level
from editor.core.brochure import Brochure, Kind, Role, Section
from editor.core.edits import change_brochure, change_section, delete_section, duplicate_section, move_section
from editor.files.resources import load_forms
from editor.shell.outline_model import BADGE_ROLE, OVERSET_ROLE, REGION_ROLE, Badge, OutlineModel, name_of
from editor.shell.session import Session

SECTIONS = tuple(Section(ident, Kind.TEXT, title=ident) for ident in "abcdefg")
FORMS = load_forms()


class Watched:
    """A model with a record of its signals, checked by Qt's own model tester."""

    def __init__(self, sections: tuple[Section, ...] = SECTIONS) -> None:
        self.session = Session(Brochure("Hair", sections=sections))
        self.model = OutlineModel(self.session, FORMS)
        self.tester = QAbstractItemModelTester(
            self.model, QAbstractItemModelTester.FailureReportingMode.Fatal, self.model
        )
        self.seen: list[str] = []
        for name in ("rowsInserted", "rowsRemoved", "rowsMoved", "dataChanged", "modelReset"):
            getattr(self.model, name).connect(lambda *_, name=name: self.seen.append(name))

    def apply(self, edit: Callable[[Brochure], Brochure]) -> list[str]:
        self.seen.clear()
        self.session.apply("Edit", edit)
        return self.seen

    @property
    def rows(self) -> list[Section | None]:
        return [self.model.section_at(row) for row in range(self.model.rowCount())]

    def drop(self, section_row: int, before_row: int) -> list[tuple[str, int]]:
        asked: list[tuple[str, int]] = []
        self.model.move_asked.connect(lambda ident, index: asked.append((ident, index)))
        mime = self.model.mimeData([self.model.index(section_row)])
        self.model.dropMimeData(mime, Qt.DropAction.MoveAction, before_row, 0, QModelIndex())
        return asked


@pytest.fixture
def watched(qapp: object) -> Watched:
    return Watched()


@pytest.mark.parametrize(
    ("edit", "signals"),
    [
        (lambda value: change_section(value, "c", text="New"), ["dataChanged"]),
        (lambda value: delete_section(value, "c"), ["rowsRemoved"]),
        (lambda value: duplicate_section(value, "c"), ["rowsInserted"]),
        (lambda value: move_section(value, "a", 6), ["rowsMoved"]),
        (lambda value: move_section(value, "g", 0), ["rowsMoved"]),
        (lambda value: move_section(value, "c", 3), ["rowsMoved"]),
        (lambda value: change_brochure(value, title="Scalp"), []),
    ],
)
def test_each_edit_is_told_with_one_signal(
    watched: Watched, edit: Callable[[Brochure], Brochure], signals: list[str]
) -> None:
    assert watched.apply(edit) == signals
    assert watched.rows == list(watched.session.brochure.sections)


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_any_change_of_all_sections_is_followed_without_a_reset(qapp: object, random: Random) -> None:
    watched = Watched()
    pool = [*SECTIONS, *(Section(ident, Kind.QUOTE) for ident in "hijk")]
    for _ in range(5):
        sections = tuple(random.sample(pool, random.randrange(len(pool) + 1)))
        watched.apply(lambda value, sections=sections: change_brochure(value, sections=sections))
        assert watched.rows == list(sections)
        assert "modelReset" not in watched.seen


def test_moving_one_of_many_moves_one_row(watched: Watched) -> None:
    order = [SECTIONS[index] for index in (1, 2, 0, 3, 4, 6, 5)]
    assert watched.apply(lambda value: change_brochure(value, sections=tuple(order))) == ["rowsMoved"] * 2


def test_undo_is_followed_too(watched: Watched) -> None:
    watched.apply(lambda value: delete_section(value, "d"))
    watched.session.undo_stack.undo()
    assert watched.rows == list(SECTIONS)


@pytest.mark.parametrize(
    ("row", "before", "asked"),
    [(0, 3, [("a", 2)]), (3, 0, [("d", 0)]), (0, 7, [("a", 6)]), (2, 2, []), (2, 3, [])],
)
def test_a_drop_asks_and_changes_nothing(
    watched: Watched, row: int, before: int, asked: list[tuple[str, int]]
) -> None:
    assert watched.drop(row, before) == asked
    assert watched.rows == list(SECTIONS)


def test_what_is_dropped_from_elsewhere_is_refused(watched: Watched) -> None:
    foreign = Watched((Section("other", Kind.TEXT),)).model
    mime = foreign.mimeData([foreign.index(0)])
    assert not watched.model.canDropMimeData(mime, Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    assert not watched.model.dropMimeData(mime, Qt.DropAction.MoveAction, 0, 0, QModelIndex())


def test_badges_count_findings_by_the_gravest_level(watched: Watched) -> None:
    levels = (Level.INFORMATION, Level.ERROR, Level.WARNING)
    watched.model.set_findings([Finding("rule", level, "b", 0, "", "Words.") for level in levels])
    assert watched.model.index(1).data(BADGE_ROLE) == Badge(3, Level.ERROR)
    watched.model.set_findings([])
    assert watched.seen == ["dataChanged", "dataChanged"]
    assert watched.model.index(1).data(BADGE_ROLE) == Badge()


def test_rows_say_their_region_and_whether_they_fit(watched: Watched) -> None:
    index = watched.model.index(0)
    assert index.data(REGION_ROLE) == "Inside"
    watched.model.set_overset(frozenset("a"))
    assert index.data(OVERSET_ROLE)
    assert "does not fit" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    watched.apply(lambda value: change_section(value, "a", hidden=True))
    assert index.data(REGION_ROLE) == ""


def test_a_section_without_a_title_is_called_by_its_role_or_kind() -> None:
    assert name_of(Section("a", Kind.TEXT, role=Role.RISKS)) == "Risks"
    assert name_of(Section("a", Kind.QUESTIONS, title="  ")) == "Questions and answers"
    assert name_of(Section("a", Kind.TEXT, title=" Long\n term ")) == "Long term"


def test_a_tooltip_takes_no_title_for_html() -> None:
    watched = Watched((Section("a", Kind.TEXT, title='<img src="//example.org/x.png">'),))
    tip = watched.model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;img src=" in tip
    assert "<img" not in tip
