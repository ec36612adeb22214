"""The review through the window: approve, change, compare, comment, withdraw."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.check.findings import Level
from editor.core.approval import State, part_of, parts_of
from editor.core.brochure import Person, Policy
from editor.core.edits import change_brochure, change_section, delete_section
from editor.core.record import Approval, Comment
from editor.shell.outline_model import REVIEW_ROLE, ReviewMark
from editor.ui.frame.main_window import MainWindow
from editor.ui.review.approve_dialog import ApproveDialog
from editor.ui.review.panel import ReviewPanel
from editor.ui.review.who import ReasonDialog
from tests.ui.review.conftest import ALEX, DOCTOR, answer


def _states(panel: ReviewPanel) -> dict[str, State]:
    return {each.section: each.state for each in panel.model.rows}


def _words(panel: ReviewPanel, section: str) -> str:
    return panel.model.rows[panel.model.row_of(section)].words


def _edit(window: MainWindow, section: str, text: str) -> None:
    window.view.session.apply("Edit", lambda brochure: change_section(brochure, section, text=text))
    window.view.review_job.look()


def _approve_all(window: MainWindow, panel: ReviewPanel) -> None:
    answer(lambda dialog: dialog.accept_button.click())
    panel.approve_all.click()


def test_a_change_voids_the_approval_of_that_section_alone_and_says_which_words(
    window: MainWindow, panel: ReviewPanel
) -> None:
    assert set(_states(panel).values()) == {State.OPEN}
    _approve_all(window, panel)
    assert set(_states(panel).values()) == {State.APPROVED}
    assert panel.summary.text() == "5 of 5 parts approved"
    assert window.status.review.text() == "Approved"
    _edit(window, "grow", "Quite slowly.")
    assert window.status.review.text() == "4 of 5 approved"
    fallen = [name for name, state in _states(panel).items() if state is not State.APPROVED]
    assert fallen == ["grow"]
    assert _words(panel, "grow").startswith("Changed since Alex approved it on ")
    window.view.session.select("grow")
    assert panel.part.changes_button.isVisible()
    panel.part.changes_button.click()
    shown = panel.part.changes.labels
    assert [each.accessibleName() for each in shown] == ["Text: [removed: Slowly] [added: Quite slowly] ."]
    assert "line-through" in shown[0].text()
    assert "underline" in shown[0].text()
    window.view.session.undo_stack.undo()
    window.view.review_job.look()
    assert set(_states(panel).values()) == {State.APPROVED}
    assert not panel.part.changes_button.isVisible()


def test_typing_is_looked_at_after_a_pause(window: MainWindow, panel: ReviewPanel, qtbot: QtBot) -> None:
    _approve_all(window, panel)
    with qtbot.waitSignal(window.view.review_job.done):
        window.view.session.apply("Edit", lambda brochure: change_section(brochure, "grow", text="Fast."))
    assert _states(panel)["grow"] is State.CHANGED


def test_one_section_is_approved_with_one_click(window: MainWindow, panel: ReviewPanel) -> None:
    window.view.session.select("nature")
    assert panel.part.name.text() == "Natural outcome"
    panel.part.approve_button.click()
    assert _states(panel)["nature"] is State.APPROVED
    assert _states(panel)["grow"] is State.OPEN
    assert window.view.book.record[-1].person == ALEX
    assert panel.part.approve_button.text() == "Approved"
    assert not panel.part.approve_button.isEnabled()


def test_what_is_outside_the_sections_is_a_part_too(window: MainWindow, panel: ReviewPanel) -> None:
    panel.list.setCurrentIndex(panel.model.index(0))
    assert panel.part.name.text() == "Title and clinic details"
    panel.part.approve_button.click()
    assert _states(panel)[""] is State.APPROVED
    window.view.session.apply("Retitle", lambda brochure: change_brochure(brochure, title="Hair today"))
    window.view.review_job.look()
    panel.part.changes_button.click()
    assert [each.accessibleName() for each in panel.part.changes.labels] == ["Title: Hair [added: today]"]


def test_the_reviewers_who_are_missing_are_named(window: MainWindow, panel: ReviewPanel) -> None:
    policy = Policy((DOCTOR, ALEX), draft_until_approved=True)
    window.view.session.apply("Policy", lambda brochure: change_brochure(brochure, policy=policy))
    window.view.review_job.look()
    assert panel.drafts.isVisible()
    assert _words(panel, "grow") == "Waiting for Dr A and Alex"
    _approve_all(window, panel)
    assert _words(panel, "grow") == "Approved by Alex, waiting for Dr A"
    assert panel.summary.text() == "0 of 5 parts approved"
    window.view.book.add(DOCTOR, Approval(parts_of(window.view.session.brochure), whole=True))
    assert panel.summary.text() == "5 of 5 parts approved"
    assert not panel.drafts.isVisible()


def test_the_last_look_says_what_stands_and_who_is_not_asked(window: MainWindow, panel: ReviewPanel) -> None:
    window.view.session.apply("Policy", lambda brochure: change_brochure(brochure, policy=Policy((DOCTOR,))))
    seen: list[str] = []

    def look(dialog: ApproveDialog) -> None:
        seen.append(dialog.stranger.text())
        dialog.until.show_value(date(2000, 1, 1))
        dialog.refresh()
        assert not dialog.accept_button.isEnabled()
        dialog.until.show_value(date(2999, 5, 3))
        dialog.who.known[0].click()
        dialog.note.setText("as printed")
        seen.append(dialog.stranger.text())
        dialog.accept_button.click()

    answer(look)
    panel.approve_all.click()
    assert seen == [
        "Alex is not among the reviewers. It is kept, but the approval by Dr A, Medical director is still wanted.",
        "",
    ]
    entry = window.view.book.record[-1]
    assert entry.person == DOCTOR
    assert (entry.act.whole, entry.act.expires_on, entry.act.note) == (True, date(2999, 5, 3), "as printed")
    assert window.services.preferences.value.person == ALEX
    assert _words(panel, "grow").endswith(", until 3 May 2999")


def test_an_approval_expires(window: MainWindow, panel: ReviewPanel) -> None:
    part = part_of(window.view.session.brochure, "grow")
    window.view.book.add(DOCTOR, Approval((part,), expires_on=date(2001, 5, 2)))
    assert _states(panel)["grow"] is State.EXPIRED
    assert _words(panel, "grow") == "The approval by Dr A expired on 2 May 2001"


def test_an_approval_is_withdrawn_with_a_reason(window: MainWindow, panel: ReviewPanel) -> None:
    window.view.session.select("grow")
    panel.part.approve_button.click()

    def give_reason(dialog: ReasonDialog) -> None:
        dialog.field.setPlainText("A new study came out.")
        dialog.accept_button.click()

    answer(give_reason)
    panel.part.withdraw_buttons[0].click()
    assert _states(panel)["grow"] is State.OPEN
    assert window.view.book.record[-1].act.reason == "A new study came out."


def test_comments_are_written_answered_resolved_and_opened_again(
    window: MainWindow, panel: ReviewPanel, qtbot: QtBot
) -> None:
    window.view.session.select("grow")
    comments, outline = panel.part.comments, window.view.outline_model
    assert not comments.composer.button.isEnabled()
    question = "How slowly, <b>really</b>?" + " Really?" * 500  # all of it is kept
    comments.composer.field.setPlainText(question.replace(" slow", "\tslow"))
    qtbot.keyClick(comments.composer.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert comments.composer.field.toPlainText() == ""
    assert comments.cards[0].thread.comment.text == question
    assert panel.summary.text().endswith("1 open comment")
    index = outline.index(outline.row_of("grow"))
    assert index.data(REVIEW_ROLE) == ReviewMark(State.OPEN, 1)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith("1 open comment")

    comments.cards[0].answer_button.click()
    comments.cards[0].composer.field.setPlainText("A centimetre a month.")
    comments.cards[0].composer.button.click()
    assert [comment.text for _, comment in comments.cards[0].thread.answers] == ["A centimetre a month."]
    comments.cards[0].resolve_button.click()
    assert not comments.cards[0].isVisible()
    assert comments.fold.text() == "Show 1 resolved comment"
    assert index.data(REVIEW_ROLE).comments == 0
    comments.fold.click()
    comments.cards[0].resolve_button.click()
    assert index.data(REVIEW_ROLE).comments == 1
    assert [type(each.act).__name__ for each in window.view.book.record] == [
        "Comment", "Comment", "Resolution", "Resolution",
    ]  # fmt: skip


def test_comments_on_a_deleted_section_are_not_counted(window: MainWindow, panel: ReviewPanel) -> None:
    window.view.book.add(ALEX, Comment("grow", "Why?"))
    assert panel.summary.text().endswith("1 open comment")
    window.view.session.apply("Delete", lambda brochure: delete_section(brochure, "grow"))
    window.view.review_job.look()
    assert panel.summary.text() == "0 of 4 parts approved"


def test_what_is_being_written_is_kept_while_other_parts_are_looked_at(
    window: MainWindow, panel: ReviewPanel
) -> None:
    session, composer = window.view.session, panel.part.comments.composer
    session.select("grow")
    composer.field.setPlainText("not sent")
    session.select("nature")
    assert composer.field.toPlainText() == ""
    session.select("grow")
    assert composer.field.toPlainText() == "not sent"

    window.view.book.add(Person("Kim"), Comment("grow", "How slowly?"))
    (card,) = panel.part.comments.cards
    card.answer_button.click()
    card.composer.field.setPlainText("not sent either")
    session.select("nature")
    session.select("grow")
    (card,) = panel.part.comments.cards
    assert card.composer.field.toPlainText() == "not sent either"
    assert not card.composer.field.hasFocus()


def test_the_outline_is_calm_until_the_review_has_begun(window: MainWindow, panel: ReviewPanel) -> None:
    outline = window.view.outline_model
    marks = [outline.index(row).data(REVIEW_ROLE) for row in range(outline.rowCount())]
    assert set(marks) == {ReviewMark()}
    assert window.status.review.text() == ""
    window.view.book.add(Person("Kim"), Comment("", "Fine so far"))
    window.view.session.select("contact")
    panel.part.approve_button.click()
    index = outline.index(outline.row_of("contact"))
    assert index.data(REVIEW_ROLE) == ReviewMark(State.APPROVED, 0)
    assert index.data(Qt.ItemDataRole.ToolTipRole).endswith(", approved</qt>")


def test_the_review_takes_the_editors_place_and_gives_it_back(window: MainWindow, panel: ReviewPanel) -> None:
    assert window.commands["review"].isChecked()
    assert not window.view.editor.isVisible()
    window.view.session.select("nature")
    panel.part.edit_button.click()
    assert window.view.editor.isVisible()
    assert not window.commands["review"].isChecked()
    window.commands["review"].trigger()
    panel.close_button.click()
    assert window.view.editor.isVisible()


def test_a_hidden_section_has_nothing_to_approve(window: MainWindow, panel: ReviewPanel) -> None:
    window.view.session.select("nature")
    window.view.session.apply("Hide", lambda brochure: change_section(brochure, "nature", hidden=True))
    window.view.review_job.look()
    assert panel.model.row_of("nature") == -1
    assert not panel.part.approve_button.isEnabled()
    assert panel.part.state.text().startswith("This section is hidden")


def test_what_cannot_be_recorded_is_said(window: MainWindow, panel: ReviewPanel) -> None:
    window.view.document.read_only = True
    told: list[str] = []

    def read(box: object) -> None:
        told.append(box.text())
        box.accept()

    answer(read)
    panel.part.comments.composer.field.setPlainText("lost?")
    panel.part.comments.composer.button.click()
    assert told == ["This was not recorded"]
    assert panel.part.comments.composer.field.toPlainText() == "lost?"
    assert QApplication.activeModalWidget() is None
    window.view.document.read_only = False


def test_the_last_look_counts_the_errors(window: MainWindow, panel: ReviewPanel) -> None:
    window.view.session.apply(
        "Cite", lambda brochure: change_section(brochure, "grow", text="It works. [^nobody]")
    )
    seen: list[str] = []

    def look(dialog: ApproveDialog) -> None:
        seen.append(dialog.errors.text())
        dialog.reject()

    answer(look)
    window.commands["approve_all"].trigger()
    window.view.session.select("nature")
    answer(look)
    panel.part.until_button.click()
    errors = sum(each.level is Level.ERROR for each in window.view.findings.model.findings)
    assert errors > 0
    assert seen[0].startswith(f"The brochure has {errors} error")
    assert seen[1].startswith("No rule found an error in this part.")
    assert window.view.book.record == ()


def test_tab_goes_through_the_comments_as_they_stand(window: MainWindow, panel: ReviewPanel) -> None:
    first = window.view.book.add(ALEX, Comment("grow", "How often?"))
    window.view.book.add(ALEX, Comment("grow", "Where?"))
    window.view.session.select("grow")
    window.view.review_job.look()
    comments, stops = panel.part.comments, []
    assert comments.cards[0].thread.entry.number == first.number
    comments.cards[0].answer_button.click()
    at = panel.part.edit_button
    while at is not comments.composer.button:
        at = at.nextInFocusChain()
        if at in comments.stops:
            stops.append(at)
    assert stops == comments.stops
    assert "How often?" in comments.cards[0].answer_button.accessibleName()


def test_an_answer_can_be_dropped(window: MainWindow, panel: ReviewPanel) -> None:
    window.view.book.add(ALEX, Comment("grow", "How often?"))
    window.view.session.select("grow")
    window.view.review_job.look()
    (card,) = panel.part.comments.cards
    card.answer_button.click()
    card.composer.field.setPlainText("Never mind")
    card.composer.cancel.click()
    assert card.composer is None
    assert card.answer_button.isEnabled()
    assert len(window.view.book.record) == 1


def test_a_very_long_word_pushes_nothing_out_of_sight(window: MainWindow, panel: ReviewPanel) -> None:
    window.view.book.add(ALEX, Comment("grow", "Donau" * 40))
    window.view.session.select("grow")
    window.view.review_job.look()
    panel.part.resize(320, 400)
    assert panel.part.widget().minimumSizeHint().width() <= 320


def test_escape_leads_back_to_editing(window: MainWindow, panel: ReviewPanel, qtbot: QtBot) -> None:
    qtbot.keyClick(panel.part.comments.composer.field, Qt.Key.Key_Escape)
    assert window.view.desk.currentWidget() is window.view.editor
    window.commands["review"].trigger()
    qtbot.keyClick(panel.list, Qt.Key.Key_Escape)
    assert window.view.desk.currentWidget() is window.view.editor
    assert not window.commands["review"].isChecked()
