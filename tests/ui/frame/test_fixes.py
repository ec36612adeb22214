"""Mending what was found: by a click on the words in the list, by its menu, and from the export dialog."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from editor.check.fit import check_fit
from editor.check.fixes import fix_words
from editor.core import edits
from editor.core.brochure import Image, Kind, Reference, Section
from editor.core.facts import LayoutFacts, PlacedPicture, Spot
from editor.core.fit import Overset
from editor.render.products import Product
from editor.ui.editing.section_editor import SectionEditor
from editor.ui.frame.findings_panel import FINDING_ROLE, FindingsPanel
from editor.ui.frame.main_window import MainWindow
from editor.ui.preview.pane import PreviewPane

PICTURE = Image("a" * 64, "image/png", 10, 10)


@pytest.fixture
def panel(window: MainWindow) -> FindingsPanel:
    """The list of a window whose brochure has a picture without a description and an unused reference."""
    view = window.view
    view.session.apply("Prepare", lambda b: edits.change_section(b, "grow", image=PICTURE))
    view.session.apply("Prepare", lambda b: edits.insert_reference(b, Reference("lee")))
    view.findings.set_open(True)
    view.findings_job.check()
    return view.findings


def row_of(panel: FindingsPanel, rule: str) -> int:
    return next(number for number, each in enumerate(panel.model.findings) if each.rule == rule)


def fix_point(panel: FindingsPanel, rule: str) -> QPoint:
    index = panel.model.index(row_of(panel, rule))
    panel.view.scrollTo(index)
    option = QStyleOptionViewItem()
    panel.view.initViewItemOption(option)
    option.rect = panel.view.visualRect(index)
    return panel.view.itemDelegate().fix_rect(option, index).center()


def rules(panel: FindingsPanel) -> set[str]:
    return {each.rule for each in panel.model.findings}


def test_a_click_on_the_words_mends_in_one_step_that_undo_takes_back(
    window: MainWindow, panel: FindingsPanel, qtbot: QtBot
) -> None:
    session = window.view.session
    qtbot.mouseClick(
        panel.view.viewport(), Qt.MouseButton.LeftButton, pos=fix_point(panel, "reference-unused")
    )
    assert session.brochure.references == ()
    assert "reference-unused" not in rules(panel)
    assert session.undo_stack.undoText() == "Delete reference"
    session.undo_stack.undo()
    assert session.brochure.reference("lee")


def test_a_click_beside_the_words_mends_nothing(
    window: MainWindow, panel: FindingsPanel, qtbot: QtBot
) -> None:
    before = window.view.session.brochure
    beside = fix_point(panel, "alt-missing") - QPoint(0, 30)
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    assert window.view.session.brochure is before


def test_the_menu_offers_the_way_and_the_fix(window: MainWindow, panel: FindingsPanel) -> None:
    menu = panel.view.menu_for(panel.model.index(row_of(panel, "alt-missing")))
    show, mend = menu.actions()
    assert [show.text(), mend.text()] == ["Show me", "Mark as decorative"]
    show.trigger()
    assert window.view.session.selection == "grow"
    mend.trigger()
    assert window.view.session.brochure.section("grow").image.decorative
    assert "alt-missing" not in rules(panel)


def test_what_the_layout_reports_is_listed_and_goes_with_its_section(
    window: MainWindow, qtbot: QtBot
) -> None:
    view = window.view
    spot = Spot("inside", 0, "grow", "image")
    picture = PlacedPicture(spot, PICTURE.asset, 84, 84, 10, 10)
    measured = LayoutFacts(view.session.brochure.form, pictures=(picture,))
    view.preview_job.facts_found.emit(measured, view.session.brochure)
    qtbot.waitUntil(lambda: "image-resolution" in rules(view.findings))
    with qtbot.waitSignal(view.findings.go_to) as went:
        view.findings.view.menu_for(view.findings.model.index(0)).actions()[0].trigger()
    assert went.args == ["grow", "image", 0, 0]
    view.session.apply("Delete section", lambda b: edits.delete_section(b, "grow"))
    qtbot.waitUntil(lambda: "image-resolution" not in rules(view.findings))


def test_text_that_does_not_fit_is_fitted(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    fitted: list[bool] = []
    monkeypatch.setattr(PreviewPane, "fit_copy", lambda self: fitted.append(True))
    view = window.view
    before = view.session.brochure
    form = view.forms[before.form]
    for finding in check_fit(
        before, form, [Overset("inside", "grow", 1, 4), Overset("inside", "grow", 0, 0)]
    ):
        if fix_words(finding):
            view.fix(finding)
    assert fitted == [True]
    assert view.session.brochure is before


def test_facts_of_another_form_are_left_alone(window: MainWindow, qtbot: QtBot) -> None:
    view = window.view
    picture = PlacedPicture(Spot("inside", 0, "grow", "image"), PICTURE.asset, 84, 84, 10, 10)
    view.findings_job.measured(LayoutFacts("another", pictures=(picture,)), view.session.brochure)
    view.findings_job.check()
    assert "image-resolution" not in rules(view.findings)


def test_a_finding_of_the_clinic_opens_its_details(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(SectionEditor, "edit_brand", lambda self: opened.append("brand"))
    monkeypatch.setattr(
        SectionEditor, "edit_references", lambda self, key: opened.append(f"references {key}")
    )
    window.view.go_to("", "brand.logo")
    window.view.go_to("", "references.lee")
    window.view.go_to("grow", "text")
    assert opened == ["brand", "references lee"]


def test_the_export_dialog_mends_and_forgets(window: MainWindow, panel: FindingsPanel, qtbot: QtBot) -> None:
    from editor.ui.preview.export_dialog import Desk, ExportDialog

    view = window.view
    desk = Desk(view.session, view.preview_job, lambda over: None)
    dialog = ExportDialog(desk, view.findings_job.check_all(), "x", Path("/"), window)
    dialog.fix.connect(view.fix)
    view.checked.connect(dialog.show_checked)
    dialog.choose(Product.PDF)
    button = next(
        each for each in dialog.preflight.findChildren(QPushButton) if each.text() == "Mark as decorative"
    )
    button.click()
    assert view.session.brochure.section("grow").image.decorative
    qtbot.waitUntil(lambda: "Mark as decorative" not in _words(dialog))


def _words(dialog: object) -> set[str]:
    return {each.text() for each in dialog.preflight.findChildren(QPushButton) if not each.isHidden()}


def test_the_list_grows_for_the_words_of_a_fix(panel: FindingsPanel) -> None:
    delegate, option = panel.view.itemDelegate(), QStyleOptionViewItem()
    panel.view.initViewItemOption(option)
    index = panel.model.index(row_of(panel, "alt-missing"))
    with_fix = delegate.sizeHint(option, index).height()
    plain = replace(index.data(FINDING_ROLE), fix="")
    panel.model.put((plain,), _brochure(plain.section))
    assert delegate.sizeHint(option, panel.model.index(0)).height() < with_fix


def _brochure(section: str):
    from editor.core.brochure import Brochure

    return Brochure("x", sections=(Section(section, Kind.TEXT, "Title"),))
