from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPaintEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.ui.frame.tokens import LIGHT
from editor.ui.preview.arrangement import Mode
from editor.ui.preview.pasteboard import Fit
from editor.ui.preview.print_view import PrintView


@pytest.fixture
def view(qtbot, form) -> PrintView:
    view = PrintView()
    qtbot.addWidget(view)
    view.resize(700, 620)
    view.show_form(form)
    with qtbot.waitExposed(view):
        view.show()
    return view


def settle(view: PrintView) -> None:
    QApplication.processEvents()
    view.viewport().repaint()


def at(view: PrintView, region: str, page: int, x: float, y: float) -> QPointF:
    """Return where a point of a page (mm) lies in the viewport."""
    slot = view.arrangement.slot((region, page))
    assert slot is not None
    return slot.rect.topLeft() + QPointF(x, y) * view.arrangement.scale + view.origin()


def colour_at(view: PrintView, point: QPointF) -> str:
    image = view.viewport().grab().toImage()
    return image.pixelColor((point * image.devicePixelRatio()).toPoint()).name()


def test_pixels_arrive_on_the_screen_and_unchanged_pages_keep_theirs(view, preview) -> None:
    view.show_preview(preview("#ff0000"))
    assert colour_at(view, at(view, "inside", 0, 50, 5)) == "#ff0000"
    view.show_preview(preview("#00ff00", only="inside-2"))
    assert colour_at(view, at(view, "inside", 1, 50, 5)) == "#00ff00"
    assert colour_at(view, at(view, "inside", 0, 50, 5)) == "#ff0000"


def test_new_pixels_of_one_panel_repaint_only_that_panel(view, preview, qtbot) -> None:
    view.show_preview(preview())
    view.go_to(("inside", 0))
    settle(view)
    painted: list[QPaintEvent] = []

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint:
                painted.append(event.region().boundingRect())
            return False

    watch = Watch()
    view.viewport().installEventFilter(watch)
    with qtbot.waitSignal(view.painted):
        view.show_preview(preview("#eeeeee", only="inside-2"))
    slot = view.arrangement.slot(("inside", 1))
    around = slot.rect.translated(view.origin()).adjusted(-4, -4, 4, 4).toAlignedRect()
    assert painted
    assert all(around.contains(each) for each in painted)


def test_painted_names_the_generation_that_is_on_the_screen(view, preview, qtbot) -> None:
    with qtbot.waitSignal(view.painted) as first:
        one = view.show_preview(preview())
    with qtbot.waitSignal(view.painted) as second:
        two = view.show_preview(preview("#dddddd", only="inside-1"))
    assert first.args == [one]
    assert second.args == [two]
    assert two == one + 1


def test_a_change_that_is_out_of_sight_counts_as_painted(view, preview, qtbot) -> None:
    view.show_preview(preview())
    view.set_zoom(4)
    view.go_to(("cover", 0))
    settle(view)
    with qtbot.waitSignal(view.painted, timeout=500):
        view.show_preview(preview("#dddddd", only="inside-3"))


def test_an_update_keeps_zoom_and_scroll(view, preview) -> None:
    view.show_preview(preview())
    view.set_zoom(1.5)
    view.verticalScrollBar().setValue(333)
    view.horizontalScrollBar().setValue(111)
    view.show_preview(preview("#cccccc", overset=2))
    assert (view.zoom, view.verticalScrollBar().value()) == (pytest.approx(1.5), 333)
    assert view.horizontalScrollBar().value() == 111


def test_clicking_a_section_selects_it_and_does_not_scroll(view, preview, qtbot) -> None:
    view.show_preview(preview())
    view.go_to(("inside", 0))
    before = view.verticalScrollBar().value()
    point = at(view, "inside", 1, 40, 30).toPoint()
    with qtbot.waitSignal(view.section_clicked) as clicked:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert clicked.args == ["second"]
    assert view.verticalScrollBar().value() == before
    with qtbot.assertNotEmitted(view.section_clicked):
        white = at(view, "inside", 1, 40, 150).toPoint()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=white)


def test_the_selected_section_is_outlined_around_its_text(view, preview) -> None:
    view.show_preview(preview())
    view.go_to(("inside", 0))
    box = view._boxes("first")[0].translated(view.origin())
    edge = QPointF(box.left(), box.center().y())
    assert colour_at(view, edge) == "#ffffff"
    view.set_selection("first")
    assert QColor(colour_at(view, edge)).lightness() < QColor(LIGHT.accent).lightness() + 40
    assert colour_at(view, at(view, "inside", 0, 30, 40)) == "#ffffff"


def test_a_section_selected_elsewhere_is_scrolled_into_view(view, preview) -> None:
    view.show_preview(preview())
    view.set_zoom(2)
    view.verticalScrollBar().setValue(0)
    view.set_selection("third")
    box = view._boxes("third")[0].translated(view.origin())
    assert view.viewport().rect().contains(box.center().toPoint())


def test_text_that_does_not_fit_is_shown_hatched_and_can_be_gone_to(view, preview) -> None:
    shown = preview(overset=1)
    view.show_preview(shown)
    extra = next(board for board in view.arrangement.boards if board.overset)
    assert view._caption(extra, {"inside": shown.oversets[0]}) == "Does not fit: 12 lines over"
    view.go_to_overset(shown.oversets[0])
    place = extra.rect.translated(view.origin())
    assert view.viewport().rect().contains(place.center().toPoint())
    image = view.viewport().grab().toImage()
    y = round(place.center().y())
    reds = [image.pixelColor(round(place.left()) - 4, y + shift) for shift in range(12)]
    assert any(colour.red() > 150 and colour.green() < 110 for colour in reds)


@pytest.mark.parametrize("mode", Mode)
def test_next_and_previous_go_through_all_boards(view, preview, mode: Mode) -> None:
    view.show_preview(preview())
    view.set_mode(mode)
    view.go_to(("cover", 0))
    names = []
    while True:
        names.append(view.current_board.caption)
        number, count = view.current_number
        if number == count:
            break
        view.go(+1)
    expected = ["Outside", "Inside"]
    if mode is Mode.PANELS:
        expected = ["Cover", "Flap", "Inside left", "Inside middle", "Inside right", "Back"]
    assert names == expected
    view.go(-1)
    assert view.current_board.caption == expected[-2]


def test_zoom_stays_at_the_pointer_and_leaves_the_fit(view, preview) -> None:
    view.show_preview(preview())
    view.set_zoom(1)
    point = at(view, "inside", 1, 20, 20)
    before = (
        point - view.origin() - view.arrangement.slot(("inside", 1)).rect.topLeft()
    ) / view.arrangement.scale
    wheel = QWheelEvent(
        point, view.mapToGlobal(point), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    view.wheelEvent(wheel)
    assert view.zoom == pytest.approx(1.12)
    after = (
        point - view.origin() - view.arrangement.slot(("inside", 1)).rect.topLeft()
    ) / view.arrangement.scale
    assert abs(after.x() - before.x()) < 1
    assert abs(after.y() - before.y()) < 1
    assert view.fit is Fit.FREE
    view.fit_width()
    assert view.horizontalScrollBar().maximum() == 0


def test_the_view_asks_for_pixels_of_its_scale_and_its_screen(view, preview, qtbot) -> None:
    view.show_preview(preview())
    with qtbot.waitSignal(view.scale_wanted) as wanted:
        view.set_zoom(2)
    assert wanted.args[0] == pytest.approx(view.arrangement.scale * view.devicePixelRatioF())
    with qtbot.waitSignal(view.scale_wanted) as wanted:
        view.set_zoom(4)
    assert wanted.args[0] == pytest.approx(12)


def test_the_keyboard_scrolls(view, preview) -> None:
    view.show_preview(preview())
    view.set_zoom(1.5)
    bar = view.verticalScrollBar()
    view.setFocus()
    for key, check in (
        (Qt.Key.Key_End, lambda: bar.value() == bar.maximum() > 0),
        (Qt.Key.Key_Home, lambda: bar.value() == 0),
        (Qt.Key.Key_Down, lambda: 0 < bar.value() < 100),
        (Qt.Key.Key_PageDown, lambda: bar.value() > 300),
    ):
        QTest.keyClick(view, key)
        assert check(), key


def test_a_page_with_too_few_bytes_is_not_drawn(view, preview) -> None:
    from dataclasses import replace

    good = preview("#ff0000")
    bad = replace(good, pages=tuple(replace(page, pixels=b"short") for page in good.pages))
    view.show_preview(good)
    view.show_preview(bad)
    assert colour_at(view, at(view, "inside", 0, 50, 5)) == "#ff0000"
