"""How full panels are: the meters in the preview, the words for the status bar, and fitting the copy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtGui import QImage

from editor.core.brochure import TypeFit
from editor.core.edits import change_brochure, change_section
from editor.core.fit import FitResult, PanelFit
from editor.ui.frame.tokens import LIGHT
from editor.ui.preview.pane import PreviewPane


@pytest.fixture
def pane(qtbot, session, job) -> Iterator[PreviewPane]:
    pane = PreviewPane(session, job)
    qtbot.addWidget(pane)
    pane.resize(700, 1000)
    with qtbot.waitExposed(pane):
        pane.show()
    yield pane
    pane.close_engine()


@pytest.fixture
def filled(preview):
    """Return a maker of previews whose inside panels are 86, 50 and 100 % full, the last with lines over."""

    def make(over: int = 0, first: float = 0.86):
        names = ("Inside left", "Inside middle", "Inside right")
        fills = (first, 0.5, 1.0)
        fits = [PanelFit("inside", n, names[n], fills[n], 3, over if n == 2 else 0) for n in range(3)]
        return replace(preview(), fits=tuple(fits))

    return make


def foot(pane: PreviewPane, page: int) -> QImage:
    """Return the picture of the line below a panel of the inside."""
    view = pane.print_tab.view
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    key = ("inside", page)
    rect = view._foot(view.arrangement.slot(key), view.arrangement.board(key)).translated(view.origin())
    return view.viewport().grab(rect.toAlignedRect()).toImage()


def count(image: QImage, name: str) -> int:
    """Return how many pixels have a colour."""
    places = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return sum(image.pixelColor(x, y).name() == name for x, y in places)


def test_meters_are_as_long_as_panels_are_full(pane, job, filled) -> None:
    job.ready.emit(filled())
    left, middle, right = (count(foot(pane, page), LIGHT.accent) for page in range(3))
    assert middle > 30
    assert left / middle == pytest.approx(0.86 / 0.5, abs=0.15)
    assert right / middle == pytest.approx(2, abs=0.15)
    job.ready.emit(filled(first=0.43))
    assert count(foot(pane, 0), LIGHT.accent) == pytest.approx(left / 2, abs=6), "a new fill is painted"


def test_a_panel_with_lines_over_is_marked_in_the_colour_of_danger(pane, job, filled) -> None:
    job.ready.emit(filled())
    assert count(foot(pane, 2), LIGHT.danger) == 0
    job.ready.emit(filled(over=12))
    assert count(foot(pane, 2), LIGHT.danger) > 60
    assert count(foot(pane, 1), LIGHT.danger) == 0


def test_the_fill_of_the_selected_section_s_panel_is_told(pane, session, job, filled, qtbot) -> None:
    session.select("first")
    with qtbot.waitSignal(pane.fill_changed) as told:
        job.ready.emit(filled())
    assert told.args == ["Inside left: 86 %", False]
    job.ready.emit(filled(over=12))
    with qtbot.waitSignal(pane.fill_changed) as told:
        session.select("third")
    assert told.args == ["Inside right: 12 lines over", True]
    with qtbot.waitSignal(pane.fill_changed) as told:
        session.select("")
    assert told.args == ["", False]


def test_a_screen_reader_hears_how_full_the_panels_are(pane, job, filled) -> None:
    job.ready.emit(filled(over=1))
    view = pane.print_tab.view
    view.go_to(("inside", 0))
    spoken = view.accessibleDescription()
    assert spoken.endswith("Inside, Inside left 86 %, Inside middle 50 %, Inside right 1 line over")


def test_fitted_copy_is_one_undo_step_and_said(pane, session, job) -> None:
    before = session.brochure
    pane.fit_copy()
    assert job.fitted_for == [before]
    after = change_section(change_brochure(before, type_fit=TypeFit(size=0.96)), "second", new_panel=True)
    job.fitted.emit(FitResult(after, True, "Text is set at 8.4 points."))
    assert session.brochure == after
    assert session.brochure.section("first") is before.section("first")
    assert (session.undo_stack.count(), session.undo_stack.undoText()) == (1, "Fit copy")
    bar = pane.print_tab.fit_bar
    assert bar.isVisible()
    assert bar.text.text() == "Text is set at 8.4 points."
    session.undo_stack.undo()
    assert session.brochure is before
    assert not bar.isVisible()


def test_copy_that_cannot_be_fitted_is_said_and_left_alone(pane, session, job, preview) -> None:
    job.ready.emit(preview(overset=1))
    pane.fit_copy()
    words = "“Third” in Inside is 12 lines too long."
    job.fitted.emit(FitResult(session.brochure, False, words, preview(overset=1).oversets))
    assert session.undo_stack.count() == 0
    bar = pane.print_tab.overset_bar
    assert bar.text.text() == words
    bar.button.click()
    assert pane.print_tab.view.current_board.overset


def test_text_that_went_on_meanwhile_is_fitted_again(pane, session, job) -> None:
    old = session.brochure
    pane.fit_copy()
    session.apply("Type", lambda value: change_section(value, "first", title="New"))
    job.fitted.emit(FitResult(change_brochure(old, type_fit=TypeFit(size=0.9)), True, "Done."))
    assert session.brochure.type_fit == TypeFit()
    assert job.fitted_for == [old, session.brochure]


def test_a_failure_ends_fitting(pane, session, job) -> None:
    pane.fit_copy()
    job.failed.emit("The page could not be laid out.")
    pane.fit_copy()
    assert len(job.fitted_for) == 2
