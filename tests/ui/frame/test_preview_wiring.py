"""What the window passes between the print preview, its menus and its status bar."""

from __future__ import annotations

from editor.ui.frame.main_window import MainWindow


def test_fit_copy_asks_the_worker_and_shows_the_print_preview(window: MainWindow, monkeypatch) -> None:
    asked = []
    monkeypatch.setattr(window.view.preview_job, "fit_copy", asked.append)
    tabs = window.view.preview.tabs
    window.commands["fit_copy"].trigger()
    assert asked == [window.view.session.brochure]
    assert tabs.currentWidget() is window.view.preview.print_tab


def test_the_status_bar_says_how_full_the_selected_section_s_panel_is(window: MainWindow) -> None:
    window.view.preview.fill_changed.emit("Inside right: 12 lines over", True)
    assert window.status.fill.text() == "Inside right: 12 lines over"
    assert window.status.fill.property("role") == "error"
    window.close_document()
    assert window.status.fill.text() == ""


def test_the_chosen_press_profile_reaches_the_soft_proof(window: MainWindow) -> None:
    window.services.preferences.change(press_profile="/profiles/house.icc")
    assert window.view.preview.print_tab.proofing._path == "/profiles/house.icc"
