"""The proof: bleed, trim, safe area, rulers, the reader's order, and the soft proof."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF
from PySide6.QtGui import QColor

from editor.core import facts
from editor.files.resources import load_forms
from editor.shell.preview_job import PreviewJob
from editor.ui.preview.arrangement import Mode, arrange, fit_scale
from editor.ui.preview.pane import PreviewPane
from editor.ui.preview.proof_paint import BLEED, SAFE, TURN
from tests.presses import PROFILE


@pytest.fixture
def pane(qtbot, session, job: PreviewJob, preview) -> PreviewPane:
    pane = PreviewPane(session, job)
    qtbot.addWidget(pane)
    pane.resize(760, 900)
    with qtbot.waitExposed(pane):
        pane.show()
    job.ready.emit(preview())
    session.select("")
    yield pane
    pane.close_engine()


def colour_at(pane: PreviewPane, point: QPointF) -> QColor:
    view = pane.print_tab.view
    return QColor(view.viewport().grab().toImage().pixelColor((point + view.origin()).toPoint()))


def line_near(pane: PreviewPane, at: QPointF, step: QPointF, wanted: QColor) -> bool:
    """Whether a line of a colour crosses the way from two pixels before a point to two behind it."""
    seen = [colour_at(pane, at + step * number) for number in range(-2, 3)]
    near = [each for each in seen if abs(each.hue() - wanted.hue()) < 12 and each.saturation() > 60]
    return bool(near)


def test_bleed_trim_safe_area_and_turning_edge_are_drawn_where_they_are(pane, form) -> None:
    pane.print_tab.proof.trigger()
    pane.print_tab.folds.setChecked(False)
    view = pane.print_tab.view
    outside = view.arrangement.boards[0]
    scale, right = view.arrangement.scale, QPointF(1, 0)
    middle = QPointF(outside.rect.left(), outside.rect.top() + outside.rect.height() * 0.9)
    assert outside.bled.left() == pytest.approx(outside.rect.left() - form.bleed * scale)
    assert line_near(pane, middle - QPointF(form.bleed * scale, 0), right, BLEED)
    assert line_near(pane, middle + QPointF(facts.SAFE * scale, 0), right, SAFE)
    trim = [colour_at(pane, middle + QPointF(shift, 0)).lightness() for shift in (-2, -1, 0, 1)]
    assert min(trim) < 60
    edge = QPointF(outside.rect.right(), middle.y())
    assert any(line_near(pane, edge + QPointF(0, shift), right, TURN) for shift in range(0, 12, 3))
    pane.print_tab.sheet.trigger()
    assert not line_near(pane, middle + QPointF(facts.SAFE * scale, 0), right, SAFE)


def test_the_bar_with_the_legend_belongs_to_the_proof(pane, form) -> None:
    tab = pane.print_tab
    assert not tab.proof_bar.isVisible()
    tab.proof.trigger()
    assert tab.proof_bar.isVisible()
    text = tab.proof_bar.legend.text()
    assert "Bleed, 3 mm" in text
    assert "filled in the press PDF" in text
    tab.panels.trigger()
    assert not tab.proof_bar.isVisible()


def test_panels_are_numbered_as_a_reader_unfolds_them(pane) -> None:
    numbers = pane.print_tab.view._numbers
    assert sorted(numbers, key=numbers.get) == [
        ("cover", 0), ("flap", 0), ("inside", 0), ("inside", 1), ("inside", 2), ("back", 0)
    ]  # fmt: skip
    assert sorted(numbers.values()) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("form_id", sorted(load_forms()))
@pytest.mark.parametrize("width", [500, 900])
def test_every_proof_fits_the_width_with_its_rulers(form_id: str, width: int) -> None:
    form = load_forms()[form_id]
    scale = fit_scale(form, Mode.PROOF, QRectF(0, 0, width, 700), whole=False)
    done = arrange(form, (), Mode.PROOF, scale, width)
    area = QRectF(0, 0, width + 0.5, done.height)
    assert all(area.contains(board.outer) for board in done.boards)
    assert all(board.slots for board in done.boards), (
        "each can be gone to, also where all its pages are blank"
    )
    for number, board in enumerate(done.boards[1:]):
        assert not board.bled.intersects(done.boards[number].bled)


def test_the_soft_proof_shows_what_the_press_can_print(pane, job, preview, qtbot) -> None:
    tab = pane.print_tab
    job.ready.emit(preview("#0000ff"))
    tab.proofing.set_profile(str(PROFILE))
    tab.proof.trigger()
    qtbot.waitUntil(tab.proof_bar.soft.isEnabled)
    slot = tab.view.arrangement.slot(("cover", 0))
    place = slot.rect.center()
    assert colour_at(pane, place).name() == "#0000ff"
    tab.proof_bar.soft.setChecked(True)
    qtbot.waitUntil(lambda: colour_at(pane, place).name() != "#0000ff")
    printed = colour_at(pane, place)
    assert printed.blue() < 220
    assert printed.blue() > printed.red()
    job.ready.emit(preview("#ffffff"))
    qtbot.waitUntil(lambda: colour_at(pane, place).name() == "#ffffff")
    job.ready.emit(preview("#0000ff"))
    qtbot.waitUntil(lambda: colour_at(pane, place) == printed)
    tab.sheet.trigger()
    assert colour_at(pane, tab.view.arrangement.slot(("cover", 0)).rect.center()).name() == "#0000ff"


@pytest.mark.parametrize("mode", ["sheet", "proof"])
def test_typing_repaints_only_the_panel_typed_in(pane, job, preview, qtbot, mode: str) -> None:
    tab = pane.print_tab
    getattr(tab, mode).trigger()
    tab.proofing.set_profile(str(PROFILE))
    qtbot.wait(50)
    painted: list[QRect] = []

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint:
                painted.append(event.region().boundingRect())
            return False

    watch = Watch()
    tab.view.viewport().installEventFilter(watch)
    with qtbot.waitSignal(pane.painted):
        job.ready.emit(preview("#eeeeee", only="cover"))
    slot = tab.view.arrangement.slot(("cover", 0))
    around = slot.rect.translated(tab.view.origin()).adjusted(-4, -4, 4, 4).toAlignedRect()
    assert painted
    assert all(around.contains(each) for each in painted)


def test_without_a_profile_the_soft_proof_says_where_to_get_one(pane, qtbot, tmp_path) -> None:
    bar = pane.print_tab.proof_bar
    pane.set_press_profile(str(tmp_path / "gone.icc"))
    pane.print_tab.proof.trigger()
    qtbot.waitUntil(lambda: "gone.icc" in bar.soft.toolTip())
    assert not bar.soft.isEnabled()
    assert "Choose the print shop's .icc file." in bar.soft.toolTip()
