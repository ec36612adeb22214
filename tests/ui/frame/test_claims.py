"""Claims while typing, through the real window: underlines, hover, menu, decisions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QHelpEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from editor.check.findings import ClaimFinding, Level
from editor.check.verdict import Verdict
from editor.core import edits
from editor.core.brochure import Jurisdiction, Person, Reference, Role
from editor.core.record import Dismissal, Lowering, Withdrawal
from editor.shell.findings_job import OLD_PAGES
from editor.ui.editing.markdown_edit import MarkdownEdit
from editor.ui.frame.document_view import DocumentView
from editor.ui.frame.findings_model import NOTHING, Fold
from editor.ui.frame.main_window import MainWindow
from editor.ui.review import finding_actions

CLAIM = "We cure hair loss."


@pytest.fixture
def view(window: MainWindow) -> DocumentView:
    """The window's document, its rules ready, the section "grow" selected."""
    view = window.view
    view.findings_job.check_all()
    view.session.select("grow")
    return view


@pytest.fixture
def text(view: DocumentView) -> MarkdownEdit:
    return view.editor.form.texts["text"]


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is asked is Ann, and says the same reason every time."""
    monkeypatch.setattr(finding_actions, "ask_who", lambda *_: Person("Ann", "Marketing"))
    monkeypatch.setattr(finding_actions, "ask_reason", lambda *_, **__: "Quoted from a leaflet.")


def write(view: DocumentView, words: str, section: str = "grow") -> None:
    view.session.apply("Edit", lambda brochure: edits.change_section(brochure, section, text=words))
    view.findings_job.check()


def claim(view: DocumentView, rule: str) -> ClaimFinding:
    return next(each for each in view.findings.model.findings if each.rule == rule)


def rules(view: DocumentView) -> set[str]:
    return {each.rule for each in view.findings.model.findings}


def entries(menu: QMenu) -> dict[str, QAction]:
    """Return all entries of a menu and of the menus in it, by their words."""
    found: dict[str, QAction] = {}
    for action in menu.actions():
        found[action.text()] = action
        if action.menu():
            found |= entries(action.menu())
    return found


def menu_of(view: DocumentView, rule: str) -> dict[str, QAction]:
    model = view.findings.model
    return entries(view.findings.view.menu_for(model.index(model.row_of(claim(view, rule)))))


def put_caret(edit: MarkdownEdit, place: int) -> None:
    cursor = QTextCursor(edit.document())
    cursor.setPosition(place)
    edit.setTextCursor(cursor)


# Underlines


def test_a_typed_claim_is_underlined_and_listed_after_a_pause(
    view: DocumentView, text: MarkdownEdit, qtbot: QtBot
) -> None:
    text.setFocus()
    put_caret(text, len("Slowly."))
    qtbot.keyClicks(text, " This is a cure for you.")
    qtbot.waitUntil(lambda: [words for words, _ in text.findings()] == ["cure"])
    assert "C01" in rules(view)
    qtbot.keyClicks(text, " Ask us.")
    assert [words for words, _ in text.findings()] == ["cure"]
    qtbot.wait(150)
    assert [words for words, _ in text.findings()] == ["cure"]


def test_underlines_move_with_their_words_before_the_next_check(
    view: DocumentView, text: MarkdownEdit, qtbot: QtBot
) -> None:
    write(view, f"{CLAIM} Secure, not cure.")
    assert [words for words, _ in text.findings()] == ["cure"]
    put_caret(text, 0)
    qtbot.keyClicks(text, "Now! ")
    assert view.findings_job._timer.isActive()
    assert [words for words, _ in text.findings()] == ["cure"]
    assert [each.rule for each in text.findings_at(text.text().index("cure") + 3)] == ["C01"]
    assert text.findings_at(4) == ()


def test_hovering_says_what_why_whence_and_how_grave(view: DocumentView, text: MarkdownEdit) -> None:
    write(view, "😀 We cure hair loss.")
    found = claim(view, "C01")
    cursor = QTextCursor(text.document())
    cursor.setPosition(7)
    at = text.cursorRect(cursor).center()
    where = text.viewport().mapTo(text, at)
    QApplication.sendEvent(text, QHelpEvent(QEvent.Type.ToolTip, where, text.mapToGlobal(where)))
    shown = QToolTip.text()
    for words in (found.message, found.why, "Error: stands in the way of an export", "Rule C01", "reviewed"):
        assert words.partition("’")[0] in shown
    QToolTip.hideText()


def test_what_a_rule_says_is_escaped() -> None:
    from editor.ui.frame.tokens import LIGHT
    from editor.ui.review.finding_words import tooltip

    found = ClaimFinding("X1", Level.ERROR, "a", 1, "x", "<img src=x> & y", "<b>", "text", 0, 1, "<i>why</i>")
    words = tooltip((found,), LIGHT)
    assert "<img" not in words
    assert "<i>" not in words
    assert "&lt;img src=x&gt; &amp; y" in words


# Menus


def test_the_key_opens_the_menu_at_the_words(view: DocumentView, text: MarkdownEdit, qtbot: QtBot) -> None:
    write(view, CLAIM)
    text.setFocus()
    put_caret(text, CLAIM.index("cure") + 1)
    for key, modifier in (
        (Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier),
    ):
        qtbot.keyClick(text, key, modifier)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert "Dismiss…" in entries(menu)
        menu.close()
    put_caret(text, len(CLAIM))
    qtbot.keyClick(text, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.activePopupWidget() is None or not isinstance(QApplication.activePopupWidget(), QMenu)
    assert view.session.brochure.section("grow").text == CLAIM


def test_the_key_is_listed_among_the_shortcuts(view: DocumentView) -> None:
    assert [each.shortcut().toString() for each in view.editor.actions()] == ["Ctrl+."]


def test_a_right_click_on_the_words_offers_what_can_be_done(view: DocumentView, text: MarkdownEdit) -> None:
    opened: list[set[str]] = []
    write(view, CLAIM)
    for place in (CLAIM.index("cure") + 1, CLAIM.index("loss") + 1):
        cursor = QTextCursor(text.document())
        cursor.setPosition(place)
        at = text.viewport().mapTo(text, text.cursorRect(cursor).center())
        opened.append(set(entries(text.menu_at(at))))
    on_words, beside = opened
    assert {claim(view, "C01").message, "Dismiss…", "Paste as plain text"} < on_words
    assert "Paste as plain text" in beside
    assert "Dismiss…" not in beside


def test_a_suggestion_is_applied_as_one_step(view: DocumentView, text: MarkdownEdit) -> None:
    write(view, "Guaranteed growth for you.")
    menu, wordings = QMenu(), ("likely growth", "slow & steady")
    view.finding_actions.fill(menu, (replace(claim(view, "C02"), suggestions=wordings),))
    assert {"Write “likely growth”", "Write “slow && steady”"} < set(entries(menu))
    entries(menu)["Write “likely growth”"].trigger()
    assert text.text() == view.session.brochure.section("grow").text == "Likely growth for you."
    assert view.session.undo_stack.undoText() == "Apply suggestion"
    view.session.undo_stack.undo()
    assert view.session.brochure.section("grow").text == "Guaranteed growth for you."


def test_a_suggestion_for_words_that_are_gone_is_refused(view: DocumentView) -> None:
    write(view, "Guaranteed growth.")
    found = claim(view, "C02")
    view.session.apply("Edit", lambda b: edits.change_section(b, "grow", text="A guaranteed growth."))
    view.finding_actions.use(found, "likely")
    assert view.session.brochure.section("grow").text == "A guaranteed growth."
    assert "has changed" in view.notice.words


def test_a_reference_is_cited_behind_the_sentence(view: DocumentView) -> None:
    view.session.apply(
        "Add", lambda b: edits.insert_reference(b, Reference("lee", "Lee A", "Hair", year=2020))
    )
    write(view, "PRP regrows hair. Ask us.")
    unbacked = next(
        each.rule
        for each in view.findings.model.findings
        if isinstance(each, ClaimFinding) and each.fix == "cite"
    )
    menu_of(view, unbacked)["Lee 2020 · Hair"].trigger()
    assert view.session.brochure.section("grow").text == "PRP regrows hair.[^lee] Ask us."
    assert view.session.undo_stack.undoText() == "Cite reference"


def test_a_new_reference_is_cited_once_it_is_written(
    view: DocumentView, monkeypatch: pytest.MonkeyPatch
) -> None:
    def written() -> str:
        view.session.apply("Add", lambda b: edits.insert_reference(b, Reference("new")))
        return "new"

    monkeypatch.setattr(view.finding_actions, "_new_reference", written)
    write(view, "PRP regrows hair.")
    found = next(each for each in view.findings.model.findings if each.fix == "cite")
    menu_of(view, found.rule)["New reference…"].trigger()
    assert view.session.brochure.section("grow").text == "PRP regrows hair.[^new]"


def test_the_missing_disclosure_is_added_and_selected(view: DocumentView) -> None:
    session = view.session
    view.fix(claim(view, "S12"))
    added = session.brochure.section(session.selection)
    assert added.role is Role.RISKS
    assert added.text
    selected = view.editor.form.texts["text"].textCursor().selectedText()
    assert selected.startswith("[") is ("[" in added.text)
    assert [each.id for each in session.brochure.sections] == ["cover", "grow", "nature", added.id, "contact"]
    assert "S12" not in rules(view)
    session.undo_stack.undo()
    assert "S12" not in {each.role for each in session.brochure.sections}
    assert len(session.brochure.sections) == 4


# Decisions


def test_a_dismissed_finding_is_kept_with_who_and_why_and_falls_with_its_sentence(
    view: DocumentView, text: MarkdownEdit, answers: None
) -> None:
    write(view, CLAIM)
    menu_of(view, "C01")["Dismiss…"].trigger()
    assert "C01" not in rules(view)
    assert text.findings() == []
    (entry,) = [each for each in view.book.record if isinstance(each.act, Dismissal)]
    assert (entry.person.name, entry.act.reason) == ("Ann", "Quoted from a leaflet.")
    model = view.findings.model
    fold = next(number for number, row in enumerate(model.rows) if row.fold is Fold.DECIDED)
    assert model.rows[fold].words == "1 dismissed"
    model.toggle(Fold.DECIDED)
    assert model.rows[fold + 1].finding.rule == "C01"
    assert model.rows[fold + 1].entry == entry
    write(view, CLAIM.replace("hair", "all hair"))
    assert "C01" in rules(view)
    write(view, CLAIM)
    assert "C01" not in rules(view)


def test_a_dismissed_finding_counts_again_when_that_is_taken_back(view: DocumentView, answers: None) -> None:
    write(view, CLAIM)
    menu_of(view, "C01")["Dismiss…"].trigger()
    model = view.findings.model
    model.toggle(Fold.DECIDED)
    row = next(number for number, each in enumerate(model.rows) if each.entry)
    entries(view.findings.view.menu_for(model.index(row)))["Count it again"].trigger()
    assert "C01" in rules(view)
    assert isinstance(view.book.record[-1].act, Withdrawal)


def test_nothing_is_decided_without_a_reason_or_a_name(
    view: DocumentView, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(view, CLAIM)
    monkeypatch.setattr(finding_actions, "ask_reason", lambda *_, **__: None)
    menu_of(view, "C01")["Dismiss…"].trigger()
    monkeypatch.setattr(finding_actions, "ask_reason", lambda *_, **__: "Because.")
    monkeypatch.setattr(finding_actions, "ask_who", lambda *_: None)
    menu_of(view, "C01")["Dismiss…"].trigger()
    assert view.book.record == ()
    assert "C01" in rules(view)


def test_a_rule_is_taken_less_seriously_and_seriously_again(view: DocumentView, answers: None) -> None:
    write(view, CLAIM)
    assert claim(view, "C01").level is Level.ERROR
    menu_of(view, "C01")["Count it as a note…"].trigger()
    assert claim(view, "C01").level is Level.INFORMATION
    assert isinstance(view.book.record[-1].act, Lowering)
    model = view.findings.model
    model.toggle(Fold.DECIDED)
    row = next(number for number, each in enumerate(model.rows) if each.entry)
    assert model.words(model.rows[row]) == "Rule C01 counts as a note in this brochure."
    entries(view.findings.view.menu_for(model.index(row)))["Take it seriously again"].trigger()
    assert claim(view, "C01").level is Level.ERROR


# The list


def test_going_to_a_claim_selects_its_words(view: DocumentView, text: MarkdownEdit, qtbot: QtBot) -> None:
    write(view, CLAIM)
    view.session.select("cover")
    menu_of(view, "C01")["Show me"].trigger()
    qtbot.waitUntil(text.hasFocus)
    assert text.textCursor().selectedText() == "cure"


def test_many_notes_are_folded_away(view: DocumentView, qtbot: QtBot) -> None:
    for number in range(5):
        view.session.apply("Add", lambda b, n=number: edits.insert_reference(b, Reference(f"r{n}")))
    view.findings_job.check()
    model = view.findings.model
    fold = next(number for number, row in enumerate(model.rows) if row.fold is Fold.NOTES)
    assert model.row_of(claim(view, "reference-unused")) == -1
    view.findings.set_open(True)
    view.findings.view.scrollTo(model.index(fold))
    at = view.findings.view.visualRect(model.index(fold)).center()
    qtbot.mouseClick(view.findings.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert model.row_of(claim(view, "reference-unused")) > fold
    qtbot.keyClick(view.findings.view, Qt.Key.Key_Return)
    assert model.row_of(claim(view, "reference-unused")) == -1


def test_until_the_rules_are_ready_it_says_that_it_is_checking(window: MainWindow) -> None:
    panel = window.view.findings
    assert panel.line.text() == "Checking…"
    checked = window.view.findings_job.check_all()
    assert checked.complete
    assert panel.line.text() != "Checking…"


def test_nothing_found_is_never_called_compliant_and_says_what_was_not_checked(view: DocumentView) -> None:
    checked = view.findings_job.check()
    panel = view.findings
    panel.put((), view.session.brochure, checked.verdict)
    assert panel.line.text() == NOTHING
    assert checked.verdict.skipped
    assert checked.verdict.skipped[0] in panel.line.toolTip()
    model = panel.model
    assert model.rows[-1].fold is Fold.SKIPPED
    model.toggle(Fold.SKIPPED)
    assert checked.verdict.skipped[0] in model.words(model.rows[-1])
    panel.put((), view.session.brochure, Verdict(skipped=(OLD_PAGES,)))
    assert model.rows == ()
    panel.put((), view.session.brochure, checked.verdict, complete=False)
    assert model.rows == ()


def test_another_country_brings_its_rules(view: DocumentView, qtbot: QtBot) -> None:
    write(view, "Stem cells are studied.")
    assert "C29" not in rules(view)
    view.session.apply("Country", lambda b: edits.change_brochure(b, jurisdictions=(Jurisdiction.AU,)))
    qtbot.waitUntil(lambda: "C29" in rules(view), timeout=20_000)


def test_a_bad_pack_of_the_clinic_is_said_and_ours_work(
    make_window: Callable[[], MainWindow], services, tmp_path, qtbot: QtBot
) -> None:
    from editor.files.document import Document
    from tests.ui.frame.conftest import BROCHURE

    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "own.toml").write_text("[pack]\nid = 3\n")
    window = make_window()
    window.services = replace(services, rules=folder)
    window.open_document(Document.create(services.workspace, BROCHURE, {}))
    view = window.view
    view.findings_job.check_all()
    write(view, CLAIM)
    assert "own.toml" in view.notice.words
    assert "C01" in rules(view)


def test_a_menu_click_on_the_dots_opens_the_menu(view: DocumentView, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QStyleOptionViewItem

    write(view, CLAIM)
    panel = view.findings
    panel.set_open(True)
    index = panel.model.index(panel.model.row_of(claim(view, "C01")))
    panel.view.scrollTo(index)
    option = QStyleOptionViewItem()
    panel.view.initViewItemOption(option)
    option.rect = panel.view.visualRect(index)
    at: QPoint = panel.view.itemDelegate().menu_rect(option, index).center()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "Dismiss…" in entries(menu)
    menu.close()
