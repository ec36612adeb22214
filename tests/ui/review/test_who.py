"""Who decides is asked once, and a reason must be given."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from editor.core.brochure import Person
from editor.shell.preferences import Preferences
from editor.ui.review.who import PersonDialog, ReasonDialog, WhoFields, ask_reason, ask_who, change_who


def _answer(what: Callable[[QDialog], None]) -> None:
    QTimer.singleShot(0, lambda: what(QApplication.activeModalWidget()))


def test_the_name_is_asked_once_and_remembered(qtbot: QtBot, tmp_path: Path) -> None:
    def type_name(dialog: QDialog) -> None:
        assert isinstance(dialog, PersonDialog)
        assert not dialog.accept_button.isEnabled()
        dialog.name.setText("  Alex\tMarketing ")
        dialog.role.setText("Marketing")
        dialog.accept_button.click()

    preferences = Preferences(tmp_path / "settings.json")
    _answer(type_name)
    assert ask_who(preferences) == Person("Alex Marketing", "Marketing")
    assert ask_who(preferences) == Person("Alex Marketing", "Marketing")  # would hang if it asked again
    assert ask_who(Preferences(tmp_path / "settings.json")) == Person("Alex Marketing", "Marketing")


def test_a_cancelled_question_remembers_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    preferences = Preferences(tmp_path / "settings.json")
    _answer(lambda dialog: dialog.reject())
    assert ask_who(preferences) is None
    assert preferences.value.person_name == ""


def test_the_name_can_be_changed(qtbot: QtBot, tmp_path: Path) -> None:
    preferences = Preferences(tmp_path / "settings.json")
    preferences.change(person_name="Alex", person_role="Marketing")

    def type_name(dialog: PersonDialog) -> None:
        assert (dialog.name.text(), dialog.role.text()) == ("Alex", "Marketing")
        dialog.name.setText("Kim")
        dialog.accept_button.click()

    _answer(type_name)
    assert change_who(preferences) == Person("Kim", "Marketing")


def test_a_reason_must_not_be_empty(qtbot: QtBot) -> None:
    dialog = ReasonDialog("Dismiss", "Why?", examples=("The sentence quotes a question.",))
    qtbot.addWidget(dialog)
    assert not dialog.accept_button.isEnabled()
    dialog.field.setPlainText(" \n ")
    dialog.accept()
    assert not dialog.accept_button.isEnabled()
    assert dialog.result() != QDialog.DialogCode.Accepted
    dialog.examples[0].click()
    assert dialog.reason == "The sentence quotes a question."
    assert dialog.accept_button.isEnabled()


def test_a_reason_is_returned_in_one_line(qtbot: QtBot) -> None:
    def type_reason(dialog: ReasonDialog) -> None:
        dialog.field.setPlainText("first\nsecond\x07")
        dialog.accept_button.click()

    _answer(type_reason)
    assert ask_reason("Dismiss", "Why?") == "first second"
    _answer(lambda dialog: dialog.reject())
    assert ask_reason("Dismiss", "Why?") is None


def test_a_long_name_makes_no_dialog_wide_and_is_read_out_in_full(qtbot: QtBot) -> None:
    person = Person("Dr Karl-Heinz Müller " * 5, "Facharzt für Dermatologie " * 3)
    fields = WhoFields(None, [person])
    qtbot.addWidget(fields)
    (button,) = fields.known
    assert button.sizeHint().width() < 420
    assert button.text().endswith("…")
    assert person.name.strip() in button.accessibleName()
    button.click()
    assert fields.person is not None
    assert fields.person.name == person.name.strip()
