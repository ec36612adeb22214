"""The window: what it says about saving, its menus, and closing without losing anything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QMenu, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from editor.core.brochure import TypeFit
from editor.core.edits import change_brochure, change_section
from editor.files.document import Document
from editor.files.errors import FileError
from editor.files.published import unpack
from editor.files.workspace import Workspace
from editor.ui.frame.main_window import MainWindow
from editor.ui.frame.services import Services
from editor.ui.frame.versions_dialog import VersionsDialog
from tests.ui.frame.conftest import BROCHURE


def _retitle(window: MainWindow, title: str) -> None:
    window.view.session.apply("Edit title", lambda value: change_brochure(value, title=title))


def _choices(menu: QMenu) -> dict[str, object]:
    menu.aboutToShow.emit()
    return {action.text().replace("&", ""): action for action in menu.actions()}


def test_the_status_bar_always_says_whether_the_work_is_saved(window: MainWindow, qtbot: QtBot) -> None:
    assert window.status.saved.text() == "Saved"
    _retitle(window, "Scalp")
    assert window.status.saved.text() == "Saving…"
    window.status.say("A passing word")
    assert window.status.saved.isVisible()
    qtbot.waitUntil(lambda: window.status.saved.text() == "Saved")
    assert window.windowTitle() == "Scalp — Candor"


def test_not_saved_says_why(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: object) -> None:
        raise FileError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(window.view.document, "save", full)
        _retitle(window, "Scalp")
        qtbot.waitUntil(lambda: window.status.saved.text() == "Not saved: The disk is full.")
        patch.setattr(QMessageBox, "exec", lambda _: 0)
        assert not window.close_document()  # no answer keeps it open
    assert window.view is not None


def test_saving_an_untitled_document_asks_where(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed: list[str] = []

    def ask(_parent: QWidget, _title: str, path: str, _filter: str) -> tuple[str, str]:
        proposed.append(Path(path).name)
        return str(tmp_path / "clinic"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    with qtbot.waitSignal(window.view.saving.published):
        window.commands["save"].trigger()
    assert proposed == ["Hair.brochure"]
    assert (tmp_path / "clinic.brochure").is_file()
    assert window.windowTitle() == "clinic — Candor"
    assert window.services.preferences.value.recent == (str(tmp_path / "clinic.brochure"),)
    with qtbot.waitSignal(window.view.saving.published):
        window.commands["save"].trigger()
    assert len(proposed) == 1


def test_closing_keeps_everything(
    window: MainWindow, tmp_path: Path, services: Services, qtbot: QtBot
) -> None:
    path = tmp_path / "clinic.brochure"
    with qtbot.waitSignal(window.view.saving.published):
        window.view.saving.publish_as(path)
    _retitle(window, "Typed just before closing")
    window.close()
    again = Document.open(Workspace(services.workspace.root), path)
    assert again.brochure.title == "Typed just before closing"
    again.close()


def test_a_conflict_is_said_in_the_window(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "clinic.brochure"
    with qtbot.waitSignal(window.view.saving.published):
        window.view.saving.publish_as(path)
    path.write_bytes(b"somebody else's")
    with qtbot.waitSignal(window.view.saving.published):
        _retitle(window, "Ours")
        window.commands["save"].trigger()
    assert window.view.notice.isVisible()
    assert "Both are kept" in window.view.notice.words


def test_what_cannot_be_opened_is_said_and_the_document_stays(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.informativeText()))
    broken = tmp_path / "broken.brochure"
    broken.write_bytes(b"no brochure")
    view = window.view
    window.files.open_path(broken)
    assert "not a Candor brochure" in said[0]
    assert window.view is view
    assert broken.read_bytes() == b"no brochure"


def test_an_article_becomes_an_untitled_brochure(window: MainWindow, tmp_path: Path) -> None:
    article = tmp_path / "article.md"
    article.write_text("# Scalp care\n\nA lead.\n\n## Washing\n\nWash it gently.\n", "utf-8")
    window.files.import_path(article)
    assert window.view.document.path is None
    assert "Wash it gently." in " ".join(each.text for each in window.view.session.brochure.sections)


def test_the_form_and_the_appearance_are_chosen_in_menus(window: MainWindow, services: Services) -> None:
    choices = _choices(window.menus.form)
    assert choices["Tri-fold, A4"].isChecked()
    next(action for name, action in choices.items() if name != "Tri-fold, A4").trigger()
    assert window.view.session.brochure.form != "tri-fold-a4"
    assert window.commands.undo.text() == "Undo Change print form"
    _choices(window.menus.look)["Dark"].trigger()
    assert services.look.tokens.name == "dark"
    assert services.preferences.value.appearance == "dark"


def test_another_form_has_the_usual_type_and_one_undo_brings_both_back(window: MainWindow) -> None:
    session = window.view.session
    session.apply("Fit copy", lambda value: change_brochure(value, type_fit=TypeFit(1.04)))
    fitted = session.brochure
    choices = _choices(window.menus.form)
    choices["Tri-fold, A4"].trigger()
    assert session.brochure is fitted, "the form it has already changes nothing"
    choices["Z-fold, A4"].trigger()
    assert (session.brochure.form, session.brochure.type_fit) == ("z-fold-a4", TypeFit())
    session.undo_stack.undo()
    assert session.brochure is fitted


def test_without_a_document_its_commands_are_off(window: MainWindow) -> None:
    assert window.commands["export"].isEnabled()
    assert window.close_document()
    for name in ("save", "export", "print", "brand"):
        assert not window.commands[name].isEnabled()
    assert not window.menus.insert.menuAction().isEnabled()
    assert window.commands.undo.text() == "Undo"


def test_panes_stand_as_they_were_left(
    make_window: Callable[[], MainWindow], services: Services, qtbot: QtBot
) -> None:
    first = make_window()
    first.open_document(Document.create(services.workspace, BROCHURE, {}))
    first.show()
    first.view.splitter.setSizes([300, 400, 580])
    qtbot.wait(10)
    sizes = first.view.splitter.sizes()
    first.close()
    second = make_window()
    second.open_document(Document.create(services.workspace, BROCHURE, {}))
    second.show()
    second.resize(first.size())
    qtbot.waitUntil(lambda: second.view.splitter.sizes() == sizes)


def test_a_kept_version_comes_back_and_can_be_undone(window: MainWindow, qtbot: QtBot) -> None:
    view = window.view
    dialog = VersionsDialog(view.session, view.document, window)
    qtbot.addWidget(dialog)
    dialog.name.setText("Sent to Dr Lee")
    dialog.keep.click()
    view.session.apply("Edit", lambda value: change_section(value, "grow", text="Worse."))
    dialog = VersionsDialog(view.session, view.document, window)
    qtbot.addWidget(dialog)
    assert dialog.list.item(0).text().startswith("Sent to Dr Lee")
    dialog.restore.click()
    assert view.session.brochure.section("grow").text == "Slowly."
    window.commands.undo.trigger()
    assert view.session.brochure.section("grow").text == "Worse."


def test_every_button_has_a_name_to_be_read_out(window: MainWindow) -> None:
    nameless = [
        button
        for button in window.findChildren(QAbstractButton)
        if button.isVisible() and not (button.accessibleName() or button.text())
    ]
    assert [(type(each).__name__, each.objectName(), each.toolTip()) for each in nameless] == []


def test_the_preview_looks_as_it_was_left(
    make_window: Callable[[], MainWindow], services: Services, qtbot: QtBot
) -> None:
    first = make_window()
    first.open_document(Document.create(services.workspace, BROCHURE, {}))
    first.show()
    first.view.preview.print_tab.view.set_zoom(1.5)
    first.view.preview.web_tab.devices["tablet"].trigger()
    first.close()
    second = make_window()
    second.open_document(Document.create(services.workspace, BROCHURE, {}))
    second.show()
    assert second.view.preview.print_tab.view.zoom == pytest.approx(1.5)
    assert second.view.preview.web_tab.devices["tablet"].isChecked()
    assert second.view.preview.web_tab.frame.device.id == "tablet"
    second.view.preview.print_tab.fit_width.trigger()
    second.close()
    assert services.preferences.value.zoom == 0


def test_a_copy_without_history_is_written_and_said(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "clean.brochure"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    window.commands["clean_copy"].trigger()
    assert "no record" in window.view.notice.words
    assert unpack(path.read_bytes(), path.name).brochure == window.view.session.brochure
