"""The dialogs over the open document, as the window opens them."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from editor.core.edits import change_brochure
from editor.render.products import Product
from editor.ui.frame.main_window import MainWindow
from editor.ui.frame.services import Services
from editor.ui.preview.export_dialog import ExportDialog
from editor.ui.preview.print_dialog import PrintDialog


def _dialog(kind: type) -> object:
    return next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()
    )


def test_printing_asks_for_the_sheets_at_once(window: MainWindow, monkeypatch) -> None:
    asked: list[Product] = []
    job = window.view.preview_job
    monkeypatch.setattr(job, "export", lambda brochure, product, **_: asked.append(product))
    window.commands["print"].trigger()
    dialog = _dialog(PrintDialog)
    assert asked == [Product.SHEETS]
    assert not dialog.print_button.isEnabled()
    dialog.close()


def test_print_offers_the_sheets_as_a_pdf(window: MainWindow) -> None:
    window.commands["print"].trigger()
    _dialog(PrintDialog).pdf_button.click()
    dialog = _dialog(ExportDialog)
    assert dialog.format.product is Product.SHEETS
    dialog.close()


def test_without_a_known_form_nothing_is_exported_and_the_user_is_told(
    window: MainWindow, qtbot: QtBot, monkeypatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.informativeText()))
    window.view.session.apply("Change print form", lambda value: change_brochure(value, form="origami"))
    window.commands["export"].trigger()
    window.commands["print"].trigger()
    assert len(said) == 2
    assert all("origami" in words for words in said)
    assert QApplication.activeModalWidget() is None


def test_the_edit_menu_copies_and_pastes_text(window: MainWindow, qtbot: QtBot) -> None:
    actions = {action.text().split("\t")[0].replace("&", ""): action for action in window.commands.clipboard}
    window.view.session.select("grow")
    field = window.view.editor.form.texts["text"]
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    actions["Select all"].trigger()
    actions["Cut"].trigger()
    assert window.view.session.brochure.section("grow").text == ""
    actions["Paste"].trigger()
    actions["Paste as plain text"].trigger()
    assert window.view.session.brochure.section("grow").text == "Slowly.Slowly."
    window.view.outline.view.setFocus()
    qtbot.waitUntil(window.view.outline.view.hasFocus)
    actions["Cut"].trigger()
    assert window.view.session.brochure.section("grow").text == "Slowly.Slowly."


def test_a_profile_chosen_for_the_print_shop_is_remembered(window: MainWindow, services: Services) -> None:
    window.commands["export"].trigger()
    dialog = _dialog(ExportDialog)
    dialog.press.profile_chosen.emit("/shop/press.icc")
    dialog.close()
    assert services.preferences.value.press_profile == "/shop/press.icc"
    window.commands["export"].trigger()
    again = _dialog(ExportDialog)
    assert again.press._remembered == "/shop/press.icc"
    again.close()
