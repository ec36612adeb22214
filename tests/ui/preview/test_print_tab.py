from __future__ import annotations

from dataclasses import replace

import pytest

from editor.core import edits
from editor.ui.preview.pane import PreviewPane


@pytest.fixture
def pane(qtbot, session, job) -> PreviewPane:
    pane = PreviewPane(session, job)
    qtbot.addWidget(pane)
    pane.resize(600, 700)
    with qtbot.waitExposed(pane):
        pane.show()
    return pane


def test_every_change_asks_for_a_new_preview(pane, session, job) -> None:
    assert job.shown == [session.brochure]
    session.apply("Type", lambda b: edits.change_section(b, "first", title="New"))
    assert job.shown[-1] is session.brochure


def test_the_first_pictures_are_asked_for_at_the_scale_of_the_view(pane, job, qtbot) -> None:
    qtbot.waitUntil(lambda: bool(job.scales))
    view = pane.print_tab.view
    assert job.scales == [pytest.approx(view.arrangement.scale * view.devicePixelRatioF())]


def test_zooming_step_by_step_asks_for_pixels_once(pane, job, qtbot, preview) -> None:
    qtbot.waitUntil(lambda: bool(job.scales))
    for _ in range(3):
        pane.print_tab.zoom_in.trigger()
    qtbot.waitUntil(lambda: len(job.scales) == 2)
    qtbot.wait(200)
    assert len(job.scales) == 2


def test_selection_goes_both_ways(pane, session, job, preview, qtbot) -> None:
    job.ready.emit(preview())
    view = pane.print_tab.view
    view.section_clicked.emit("second")
    assert session.selection == "second"
    session.select("third")
    assert view._selection == "third"


def test_a_failure_is_said_and_the_last_picture_stays(pane, job, preview) -> None:
    good = preview()
    job.ready.emit(good)
    job.failed.emit("The page could not be laid out.")
    bar = pane.print_tab.failure_bar
    assert bar.isVisible()
    assert bar.text.text() == "The page could not be laid out."
    assert pane.preview is good
    job.ready.emit(preview())
    assert not bar.isVisible()


def test_text_that_does_not_fit_is_said_with_a_way_there(pane, job, preview) -> None:
    bar = pane.print_tab.overset_bar
    job.ready.emit(preview())
    assert not bar.isVisible()
    job.ready.emit(preview(overset=1))
    assert bar.text.text().startswith("The text does not fit in Inside.")
    bar.button.click()
    assert pane.print_tab.view.current_board.overset
    job.ready.emit(preview())
    assert not bar.isVisible()


def test_the_busy_hint_shows_only_when_it_takes_long(pane, job, preview, qtbot) -> None:
    hint = pane.busy
    job.busy.emit(True)
    assert not hint.isVisible()
    job.busy.emit(False)
    qtbot.wait(350)
    assert not hint.isVisible()
    job.busy.emit(True)
    qtbot.waitUntil(hint.isVisible)
    job.busy.emit(False)
    assert not hint.isVisible()


def test_what_is_looked_at_is_described_for_a_screen_reader(pane, job, preview) -> None:
    view = pane.print_tab.view
    assert view.accessibleDescription() == "Print preview, being laid out"
    job.ready.emit(preview())
    pane.print_tab.panels.trigger()
    view.go_to(("inside", 0))
    assert view.accessibleDescription() == "Print preview, panel 3 of 6, Inside left"


def test_the_web_engine_is_not_loaded_for_the_print_preview(pane, job) -> None:
    assert pane.web_tab.view is None
    assert job.webs == []


def test_the_first_pages_are_shown_before_the_others_are_laid_out(pane, job, preview) -> None:
    whole = preview()
    part = replace(whole, pages=whole.pages[:1], fits=(), whole=False)
    job.part_ready.emit(part)
    assert pane.preview is part
    job.ready.emit(whole)
    job.part_ready.emit(part)
    assert pane.preview is whole, "after a crash the worker's first pages do not take the others away"


def test_the_web_tab_is_made_when_it_is_looked_at_and_as_it_was_left(pane, monkeypatch) -> None:
    monkeypatch.setattr("editor.ui.preview.web_tab.why_refused", lambda: "Not here.")
    pane.restore(0.0, 768)
    assert pane.look == (0.0, 768)
    assert "web_tab" not in vars(pane)
    pane.tabs.setCurrentIndex(1)
    assert vars(pane)["web_tab"].frame.device.width == 768
    assert pane.look == (0.0, 768)
