"""Who has to approve, and the list of what was decided."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from editor.core.brochure import Person, Policy
from editor.core.edits import change_brochure
from editor.core.record import Comment, Resolution
from editor.ui.frame.main_window import MainWindow
from editor.ui.review.policy_dialog import WORDS, PolicyDialog
from editor.ui.review.record_dialog import RecordDialog
from tests.ui.review.conftest import ALEX, DOCTOR


def _dialog(kind: type) -> object:
    return next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()
    )


@pytest.fixture
def policy(window: MainWindow) -> PolicyDialog:
    window.commands["policy"].trigger()
    return _dialog(PolicyDialog)


def _add(dialog: PolicyDialog, name: str, role: str, qtbot: QtBot) -> None:
    dialog.add.click()
    qtbot.keyClicks(dialog.rows[-1].name, name)
    qtbot.keyClicks(dialog.rows[-1].role, role)


def test_reviewers_are_added_moved_and_removed_and_undone(
    window: MainWindow, policy: PolicyDialog, qtbot: QtBot
) -> None:
    session = window.view.session
    _add(policy, "Dr A", "Medical director", qtbot)
    _add(policy, "Alex", "Marketing", qtbot)
    assert session.brochure.policy.reviewers == (DOCTOR, ALEX)
    policy.rows[1].up.click()
    assert session.brochure.policy.reviewers == (ALEX, DOCTOR)
    assert not policy.rows[0].up.isEnabled()
    policy.rows[0].remove.click()
    assert session.brochure.policy.reviewers == (DOCTOR,)
    session.undo_stack.undo()
    assert session.brochure.policy.reviewers == (ALEX, DOCTOR)
    assert [row.name.text() for row in policy.rows] == ["Alex", "Dr A"]
    policy.close()


def test_a_long_name_is_shown_from_its_beginning(window: MainWindow, policy: PolicyDialog) -> None:
    long = Person("Dr Karl-Heinz Müller " * 5, "Facharzt für Dermatologie " * 3)
    window.view.session.apply("Policy", lambda value: change_brochure(value, policy=Policy((long,))))
    assert policy.rows[0].name.cursorPosition() == 0
    assert policy.rows[0].role.cursorPosition() == 0
    policy.close()


def test_the_words_are_not_squeezed_when_reviewers_are_added(policy: PolicyDialog, qtbot: QtBot) -> None:
    words = next(each for each in policy.findChildren(QLabel) if each.text() == WORDS)
    for _ in range(3):
        policy.add.click()
        qtbot.wait(50)  # the rows are laid out
        assert words.height() >= words.heightForWidth(words.width())
    policy.close()


def test_a_row_without_a_name_is_not_kept(window: MainWindow, policy: PolicyDialog, qtbot: QtBot) -> None:
    _add(policy, "", "Lawyer", qtbot)
    assert window.view.session.brochure.policy.reviewers == ()
    qtbot.keyClicks(policy.rows[0].name, "Kim")
    assert window.view.session.brochure.policy.reviewers == (Person("Kim", "Lawyer"),)
    window.view.saving.save_now()
    assert window.view.document.brochure.policy.reviewers == (Person("Kim", "Lawyer"),)
    policy.close()


def test_drafts_until_approved_is_one_undo_step(window: MainWindow, policy: PolicyDialog) -> None:
    session = window.view.session
    policy.draft.click()
    assert session.brochure.policy.draft_until_approved
    session.undo_stack.undo()
    assert not session.brochure.policy.draft_until_approved
    assert not policy.draft.isChecked()
    policy.close()


def test_the_record_is_listed_filtered_copied_and_written(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    book = window.view.book
    book.add(DOCTOR, Comment("grow", "How <b>slowly</b>?"))
    window.commands["record"].trigger()
    dialog = _dialog(RecordDialog)
    assert (
        "Dr A, Medical director, commented on “How hair grows”: How <b>slowly</b>?"
        in dialog.text.toPlainText()
    )
    book.add(ALEX, Resolution(1))
    assert dialog.text.toPlainText().index("Alex") < dialog.text.toPlainText().index("commented on")
    assert dialog.count.text() == "2 entries"
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == dialog.as_text()
    dialog.write(tmp_path / "record.txt")
    lines = (tmp_path / "record.txt").read_text("utf-8").splitlines()
    assert lines[0].endswith(
        "Alex (Marketing) resolved the comment by Dr A on “How hair grows” (“How <b>slowly</b>?”)"
    )
    dialog.kind.show_value("Approvals")
    dialog.refresh()
    assert dialog.text.toPlainText() == "There is no entry of this kind."
    assert not dialog.copy.isEnabled()
    dialog.close()


def test_tab_goes_through_the_reviewers_before_the_buttons(policy: PolicyDialog, qtbot: QtBot) -> None:
    _add(policy, "Dr A", "Medical director", qtbot)
    _add(policy, "Alex", "Marketing", qtbot)
    wanted = [field for row in policy.rows for field in (row.name, row.role)] + [policy.add, policy.draft]
    seen, at = [policy.rows[0].name], policy.rows[0].name
    while at is not policy.draft:
        at = at.nextInFocusChain()
        if at in wanted:
            seen.append(at)
    assert seen == wanted
    policy.close()
