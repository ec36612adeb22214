"""Sections are moved in the preview: dragged to another region, or by their menu."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from editor.core.edits import change_section
from editor.ui.preview.pane import PreviewPane
from editor.ui.preview.section_menu import section_menu

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def pane(qtbot, session, job, preview) -> Iterator[PreviewPane]:
    pane = PreviewPane(session, job)
    qtbot.addWidget(pane)
    pane.resize(700, 1000)
    with qtbot.waitExposed(pane):
        pane.show()
    job.ready.emit(preview())
    yield pane
    pane.close_engine()


def spot(pane: PreviewPane, region: str, page: int, x: float, y: float) -> QPoint:
    """Return where a point of a page (mm) lies in the viewport."""
    view = pane.print_tab.view
    slot = view.arrangement.slot((region, page))
    return (slot.rect.topLeft() + QPointF(x, y) * view.arrangement.scale + view.origin()).toPoint()


def drag(pane: PreviewPane, start: QPoint, end: QPoint, release: bool = True) -> None:
    port = pane.print_tab.view.viewport()
    QTest.mousePress(port, LEFT, pos=start)
    for part in (0.1, 0.5, 1.0):
        QTest.mouseMove(port, start + (end - start) * part)
    if release:
        QTest.mouseRelease(port, LEFT, pos=end)


def test_a_section_dragged_to_another_region_moves_there_in_one_step(pane, session) -> None:
    before = session.brochure
    drag(pane, spot(pane, "inside", 0, 40, 40), spot(pane, "back", 0, 50, 100))
    assert session.brochure.section("first").region == "back"
    assert session.selection == "first"
    assert session.undo_stack.undoText() == "Move section to Back"
    session.undo_stack.undo()
    assert session.brochure is before


def test_the_region_under_the_pointer_is_marked(pane, session) -> None:
    view = pane.print_tab.view
    session.select("")
    place = spot(pane, "back", 0, 20, 180)
    white = view.viewport().grab().toImage().pixelColor(place)
    drag(pane, spot(pane, "inside", 0, 40, 40), spot(pane, "back", 0, 50, 60), release=False)
    assert view.drag.region == "back"
    assert view.viewport().grab().toImage().pixelColor(place) != white
    own = spot(pane, "inside", 0, 45, 45)
    QTest.mouseMove(view.viewport(), own)
    assert view.drag.region == ""
    assert view.drag.drop is None, "it is there already"
    QTest.mouseRelease(view.viewport(), LEFT, pos=own)
    assert view.viewport().grab().toImage().pixelColor(place) == white
    assert session.undo_stack.count() == 0


def test_a_section_dragged_within_its_region_stands_where_it_was_dropped(pane, session) -> None:
    before = session.brochure
    drag(pane, spot(pane, "inside", 0, 40, 40), spot(pane, "inside", 1, 50, 62))
    assert [each.id for each in session.brochure.sections] == ["cover", "second", "first", "third"]
    assert session.brochure.section("first").region is None
    assert session.selection == "first"
    assert session.undo_stack.undoText() == "Move section"
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert session.brochure is before
    drag(pane, spot(pane, "inside", 2, 40, 40), spot(pane, "inside", 0, 50, 25))
    assert [each.id for each in session.brochure.sections] == ["cover", "third", "first", "second"]


def test_a_line_shows_where_the_section_would_stand(pane, session) -> None:
    view = pane.print_tab.view
    session.select("")
    drag(pane, spot(pane, "inside", 0, 40, 40), spot(pane, "inside", 1, 50, 62), release=False)
    place = spot(pane, "inside", 1, 80, 72)
    shot = view.viewport().grab().toImage()
    assert any(shot.pixelColor(place + QPoint(0, by)).lightness() < 200 for by in range(-2, 3))
    line = view.drag.drop.line
    slot = view.arrangement.slot(("inside", 1))
    assert slot.rect.contains(line.p1())
    assert line.y1() == pytest.approx(slot.rect.y() + 72 * view.arrangement.scale)
    QTest.mouseMove(view.viewport(), spot(pane, "inside", 1, 50, 25))
    assert view.drag.drop.line.y1() == pytest.approx(slot.rect.y() + 18 * view.arrangement.scale)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.viewport().grab().toImage().pixelColor(place).lightness() > 250


def test_a_section_dropped_at_the_top_of_a_panel_starts_it(pane, session) -> None:
    session.apply("Break", lambda value: change_section(value, "second", new_panel=True))
    drag(pane, spot(pane, "inside", 2, 40, 40), spot(pane, "inside", 1, 50, 25))
    sections = {each.id: each.new_panel for each in session.brochure.sections}
    assert list(sections.items()) == [("cover", False), ("first", False), ("third", True), ("second", False)]
    assert session.undo_stack.count() == 2


def test_escape_lets_go_and_moves_nothing(pane, session) -> None:
    view, end = pane.print_tab.view, spot(pane, "back", 0, 50, 100)
    drag(pane, spot(pane, "inside", 0, 40, 40), end, release=False)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view.viewport(), LEFT, pos=end)
    assert session.undo_stack.count() == 0
    assert not view.drag.is_dragging


def test_a_click_is_no_drag(pane, session) -> None:
    start = spot(pane, "inside", 1, 40, 40)
    drag(pane, start, start + QPoint(2, 1))
    assert session.selection == "second"
    assert session.undo_stack.count() == 0


def entries(menu: QMenu) -> dict[str, object]:
    return {action.text(): action for action in menu.actions() if action.text()}


def test_the_menu_moves_a_section_and_keeps_it_together(pane, session, form) -> None:
    menu = section_menu(session, form, "first", pane)
    top = entries(menu)
    move = entries(top["Move to"].menu())
    assert list(move) == ["Cover", "Flap", "Inside", "Back", "Automatic (Inside)"]
    assert move["Automatic (Inside)"].isChecked()
    move["Flap"].trigger()
    assert session.brochure.section("first").region == "flap"
    assert session.undo_stack.undoText() == "Move section to Flap"
    top["Start on a new panel"].trigger()
    top["Keep with next"].trigger()
    section = session.brochure.section("first")
    assert (section.new_panel, section.keep_with_next) == (True, True)
    again = entries(entries(section_menu(session, form, "first", pane))["Move to"].menu())
    assert again["Flap"].isChecked()
    again["Automatic (Inside)"].trigger()
    assert session.brochure.section("first").region is None


def test_the_menu_opens_on_the_section_that_was_clicked(pane, session) -> None:
    view = pane.print_tab.view
    asked = []
    view.menu_wanted.connect(lambda section, at: asked.append((section, at)))
    point = spot(pane, "inside", 2, 40, 40)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, view.viewport().mapToGlobal(point))
    QApplication.sendEvent(view.viewport(), event)
    assert asked[0][0] == "third"
    assert session.selection == "third"
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.close()
