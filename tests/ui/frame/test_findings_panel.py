"""The findings list: what it says, and where it leads."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from editor.check.findings import Finding, Level
from editor.ui.frame.findings_model import quoted
from editor.ui.frame.findings_panel import NOTHING, FindingsPanel, summary
from editor.ui.frame.main_window import MainWindow
from tests.ui.frame.conftest import BROCHURE

FINDINGS = (
    Finding("alt-missing", Level.WARNING, "nature", 0, "", "The picture has no description.", "", "image"),
    Finding("section-empty", Level.ERROR, "grow", 0, "", "This section has no text.", "", "text"),
    Finding("unused", Level.INFORMATION, "", 0, "", "No text cites it.", "", "references"),
)


def test_nothing_found_is_not_called_compliant(qtbot: QtBot) -> None:
    panel = FindingsPanel()
    qtbot.addWidget(panel)
    panel.put((), BROCHURE)
    assert panel.line.text() == NOTHING == "No rule matched. This is not legal advice."
    assert summary(FINDINGS) == "1 error, 1 warning, 1 note"


def test_the_gravest_comes_first_and_enter_leads_to_it(qtbot: QtBot) -> None:
    panel = FindingsPanel()
    qtbot.addWidget(panel)
    panel.put(FINDINGS, BROCHURE)
    panel.set_open(True)
    panel.show()
    assert [each.level for each in panel.model.findings] == [Level.ERROR, Level.WARNING, Level.INFORMATION]
    panel.view.setCurrentIndex(panel.model.index(0))
    with qtbot.waitSignal(panel.go_to) as went:
        qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert went.args == ["grow", "text", 0, 0]


def test_equal_findings_leave_the_list_alone(qtbot: QtBot) -> None:
    panel = FindingsPanel()
    qtbot.addWidget(panel)
    panel.put(FINDINGS, BROCHURE)
    with qtbot.assertNotEmitted(panel.model.modelReset):
        panel.put(tuple(reversed(FINDINGS)), BROCHURE)


def test_a_finding_leads_to_section_and_field(window: MainWindow, qtbot: QtBot) -> None:
    window.view.findings.go_to.emit("grow", "text", 0, 0)
    assert window.view.session.selection == "grow"
    qtbot.waitUntil(lambda: window.focusWidget() is window.view.editor.form.texts["text"])


def test_a_folded_list_leaves_its_room_to_the_editor_and_finds_it_again(
    window: MainWindow, qtbot: QtBot
) -> None:
    view = window.view
    view.findings.put(FINDINGS, view.session.brochure)
    view.findings.fold.click()
    qtbot.waitUntil(view.findings.view.isVisible)
    view.middle.setSizes([200, view.middle.height() - 200])
    opened = view.middle.sizes()
    view.findings.fold.click()
    line = view.findings.minimumSizeHint().height()
    assert view.middle.sizes()[1] == line
    assert view.desk.height() >= view.middle.height() - line - 2
    view.findings.fold.click()
    qtbot.waitUntil(lambda: view.middle.sizes() == opened)


def test_rows_are_laid_out_again_for_another_width(qtbot: QtBot) -> None:
    panel = FindingsPanel()
    qtbot.addWidget(panel)
    words = "The picture has no description. " * 6
    panel.put((Finding("alt-missing", Level.WARNING, "nature", 0, "", words, "", "image"),), BROCHURE)
    panel.set_open(True)
    panel.resize(1200, 400)
    panel.show()
    first = panel.model.index(0)
    qtbot.waitUntil(lambda: panel.view.visualRect(first).height() > 0)
    wide = panel.view.visualRect(first).height()
    panel.resize(300, 400)
    qtbot.waitUntil(lambda: panel.view.visualRect(first).height() > wide + 20)


def test_many_words_found_are_quoted_by_their_beginning() -> None:
    assert quoted("") == ""
    assert quoted("cures") == "“cures”"
    assert quoted("It cures " + "hair loss " * 9).endswith("…”")


def test_the_key_for_findings_leads_into_the_list_and_back(window: MainWindow, qtbot: QtBot) -> None:
    view = window.view
    view.go_to("grow", "text")
    field = view.editor.form.texts["text"]
    qtbot.waitUntil(field.hasFocus)
    view.findings.put(FINDINGS, view.session.brochure)
    window.commands["findings"].trigger()
    assert view.findings.view.hasFocus()
    assert view.findings.view.currentIndex().row() == 0
    window.commands["findings"].trigger()
    assert not view.findings.is_open
    assert field.hasFocus()
