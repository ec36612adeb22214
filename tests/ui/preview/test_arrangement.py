from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QRectF

from editor.core.paper import Form
from editor.files.resources import load_forms
from editor.ui.preview.arrangement import MARGIN, Mode, arrange, fit_scale, page_name

HANDOUT = load_forms()["handout-a4"]


def test_panels_lie_on_their_sheet_where_they_are_printed(form: Form, preview) -> None:
    done = arrange(form, preview().pages, Mode.SHEET, 2.0, 800)
    outside, inside = done.boards
    assert [outside.caption, inside.caption] == ["Outside", "Inside"]
    assert outside.rect.size().toTuple() == (594, 420)
    cover = done.slot(("cover", 0))
    assert cover is not None
    assert (cover.rect.x() - outside.rect.x(), cover.rect.width()) == (394, 200)
    assert [x - inside.rect.x() for x in inside.folds] == [200, 400]
    assert outside.rect.center().x() == 400


def test_pages_that_do_not_fit_stand_below_their_last_panel_and_push_nothing_aside(
    form: Form, preview
) -> None:
    without = arrange(form, preview().pages, Mode.SHEET, 2.0, 800)
    done = arrange(form, preview(overset=1).pages, Mode.SHEET, 2.0, 800)
    assert done.boards[:2] == without.boards
    (extra,) = done.boards[2:]
    last = done.slot(("inside", 2))
    assert last is not None
    assert extra.overset
    assert extra.rect.right() == pytest.approx(last.rect.right(), abs=1)
    assert extra.rect.top() > last.rect.bottom()


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("count", [1, 2, 7])
def test_boards_never_overlap(form: Form, preview, mode: Mode, count: int) -> None:
    done = arrange(form, preview(overset=count).pages, mode, 1.3, 700)
    assert len([board for board in done.boards if board.overset]) == count
    for one, other in combinations(done.boards, 2):
        assert not one.rect.intersects(other.rect)
    assert all(QRectF(0, 0, done.width, done.height).contains(board.rect) for board in done.boards)


def test_panels_stand_in_reading_order_with_oversets_behind_their_region(form: Form, preview) -> None:
    done = arrange(form, preview(overset=1).pages, Mode.PANELS, 1.0, 700)
    assert [board.slots[0].key for board in done.boards] == [
        ("cover", 0), ("flap", 0), ("inside", 0), ("inside", 1), ("inside", 2), ("inside", 3), ("back", 0)
    ]  # fmt: skip


def test_a_fit_leaves_the_margins(form: Form) -> None:
    room = QRectF(0, 0, 653, 400)
    scale = fit_scale(form, Mode.SHEET, room, whole=False)
    assert form.width * scale + 2 * MARGIN == pytest.approx(653)
    assert form.height * fit_scale(form, Mode.SHEET, room, whole=True) < 400


def test_the_empty_form_is_shown_before_anything_is_laid_out(form: Form) -> None:
    assert len(list(arrange(form, (), Mode.SHEET, 1.0, 500).slots())) == 6
    assert len(arrange(form, (), Mode.PANELS, 1.0, 500).boards) == 6
    assert [board.caption for board in arrange(HANDOUT, (), Mode.SHEET, 1.0, 500).boards] == ["Page 1"]


def test_pages_are_called_as_the_user_knows_them(form: Form, preview) -> None:
    assert [page_name(form, page) for page in preview().pages[:3]] == ["Cover", "Flap", "Inside left"]
