"""References from files and pasted citations, through the real windows."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from editor.core.brochure import Brochure, Kind, Reference, Section
from editor.core.edits import change_reference
from editor.shell.session import Session
from editor.ui.editing.import_dialog import ImportDialog, PasteDialog
from editor.ui.editing.references_dialog import ReferencesDialog
from editor.ui.editing.two_lines import SECOND, WARNS
from tests.ui.editing.keys import CONTROL
from tests.ui.focus import show_active

TODAY = date(2026, 11, 23)
LEE = "Lee A. Hair and cells. J Hair. 2020;1:2-3."
NEW = "Tan W, Ito K. Foam in 24 men: a randomised trial. J Hair. 2018;5:12-19. doi: 10.9999/foam"
RIS = "TY  - JOUR\nTI  - {}\nAU  - Sato, K.\nPY  - 2021\nER  - \n"


@pytest.fixture
def dialog(stage, qtbot):
    dialog = ReferencesDialog(stage.session, today=TODAY)
    show_active(qtbot, dialog)
    yield dialog
    dialog.close()


def answer(monkeypatch, act) -> list[ImportDialog]:
    """Let the next window that opens be acted on and closed."""
    seen: list[ImportDialog] = []

    def shown(dialog: ImportDialog) -> int:
        seen.append(dialog)
        dialog.show()
        act(dialog)
        return dialog.result()

    monkeypatch.setattr(QDialog, "exec", shown)
    return seen


def second_lines(dialog: ImportDialog) -> list[str]:
    return [dialog.list.item(row).data(SECOND) for row in range(dialog.list.count())]


def test_citations_are_pasted_previewed_and_added_as_one_step(stage, dialog, monkeypatch, qtbot) -> None:
    def act(box: PasteDialog) -> None:
        assert not box.add_button.isEnabled()
        QApplication.clipboard().setText(f"{NEW}\n\n{LEE}")
        box.box.setFocus()
        QTest.keyClick(box.box, Qt.Key.Key_V, CONTROL)
        qtbot.waitUntil(lambda: box.list.count() == 2)
        assert second_lines(box) == [
            "Randomised trial · 24 people, please confirm",
            "Already there, tick to update",
        ]
        assert box.add_button.text() == "Add 1 reference"
        assert "please confirm: kind of study and number of people" in box.view.warning.text()
        assert "J Hair" in box.view.values.text()
        assert box.view.original.text() == NEW
        QTest.mouseClick(box.add_button, Qt.MouseButton.LeftButton)

    before = stage.session.brochure
    answer(monkeypatch, act)
    QTest.mouseClick(dialog.paste_button, Qt.MouseButton.LeftButton)
    after = stage.session.brochure
    assert after.references[-1] == Reference(
        "tan2018", "Tan W, Ito K", "Foam in 24 men: a randomised trial", "J Hair", 2018, "5:12-19", "10.9999/foam",
        study="randomised trial", people=24,
    )  # fmt: skip
    assert after.reference("lee2020") == before.reference("lee2020")
    assert dialog.key == "tan2018"
    assert dialog.form.origin.isVisible()
    assert dialog.form.origin.original.text() == NEW
    assert stage.undo_words() == "Import references"
    stage.session.undo_stack.undo()
    assert stage.session.brochure == before


def test_a_tick_updates_what_is_there(stage, dialog, monkeypatch) -> None:
    def act(box: PasteDialog) -> None:
        box.box.setPlainText(LEE)
        box.read()
        assert "→" not in box.view.values.text()
        box.list.setFocus()
        QTest.keyClick(box.list, Qt.Key.Key_Space)
        assert box.add_button.text() == "Update 1"
        box.accept()

    answer(monkeypatch, act)
    dialog.paste()
    lee = stage.session.brochure.reference("lee2020")
    assert (lee.journal, lee.locator, lee.title) == ("J Hair", "1:2-3", "Hair and cells")
    assert len(stage.session.brochure.references) == 2


def test_what_is_there_already_cannot_be_ticked(stage, dialog, monkeypatch) -> None:
    def act(box: PasteDialog) -> None:
        box.box.setPlainText("Lee A. Hair and cells. 2020.")
        box.read()
        assert second_lines(box) == ["Already there"]
        assert box.list.item(0).data(Qt.ItemDataRole.CheckStateRole) is None
        assert not box.add_button.isEnabled()
        box.accept()
        assert box.result() != QDialog.DialogCode.Accepted
        box.reject()

    before = stage.session.brochure
    answer(monkeypatch, act)
    dialog.paste()
    assert stage.session.brochure is before


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<html><body>", "web page"),
        ("[1, 2", "could be read"),
        ("[{]", "broken in line 1"),
        ("@article{x", "No reference"),
    ],
)
def test_what_cannot_be_read_is_said_in_the_window(stage, qtbot, text: str, words: str) -> None:
    box = PasteDialog(stage.session)
    qtbot.addWidget(box)
    box.show()
    box.box.setPlainText(text)
    box.read()
    if words == "could be read" and box.list.count():
        assert "check" in (box.list.item(0).data(SECOND) or "").lower()
        return
    assert words in box.status.text()
    assert box.status.property("role") == "error"
    assert not box.add_button.isEnabled()
    box.box.setPlainText("")
    box.read()
    assert box.status.property("role") == "quiet"


def test_files_are_chosen_and_imported(stage, dialog, monkeypatch, tmp_path: Path) -> None:
    paths = [tmp_path / "a.ris", tmp_path / "b.bib", tmp_path / "c.pdf"]
    paths[0].write_text(RIS.format("Foam"), "utf-16")
    paths[1].write_text(
        '@article{x, title={Spray}, author={M{\\"u}ller, K}, year=2019}\n@article{y, title={', "utf-8"
    )
    paths[2].write_bytes(b"%PDF-1.7")
    names = ([str(path) for path in paths], "")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: names)
    seen = answer(monkeypatch, lambda box: box.accept())
    QTest.mouseClick(dialog.import_button, Qt.MouseButton.LeftButton)
    keys = [each.key for each in stage.session.brochure.references]
    assert keys == ["lee2020", "kim2019", "sato2021", "muller2019"]
    notes = seen[0].notes.toPlainText()
    assert "b.bib: Line 2" in notes
    assert "“c.pdf” is not a text file" in notes


def test_a_file_that_cannot_be_read_is_named(stage, dialog, tmp_path: Path) -> None:
    before = stage.session.brochure
    dialog.import_files([tmp_path / "none.bib"])
    assert "“none.bib” cannot be read" in dialog.notice.text()
    assert dialog.notice.isVisible()
    assert stage.session.brochure is before


def test_a_file_is_dropped_on_the_list(stage, dialog, monkeypatch, qtbot, tmp_path: Path) -> None:
    path = tmp_path / "dropped.ris"
    path.write_text(RIS.format("Dropped"), "utf-8")
    seen = answer(monkeypatch, lambda box: box.accept())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    dialog.list.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
    qtbot.waitUntil(lambda: bool(seen))
    qtbot.waitUntil(lambda: dialog.key == "sato2021")
    assert stage.session.brochure.references[-1].title == "Dropped"


def test_retracted_articles_and_ticking_all(stage, qtbot) -> None:
    box = PasteDialog(stage.session)
    qtbot.addWidget(box)
    box.box.setPlainText(f"{NEW}\n\nRETRACTED: Doe J. Miracle growth. J Regret. 2010;1:1-2.")
    box.read()
    assert [offer.key for offer in box.chosen()] == ["tan2018"]
    assert box.list.item(1).data(WARNS)
    box.all_button.click()
    assert box.add_button.text() == "Add 2 references"
    box.none_button.click()
    assert not box.add_button.isEnabled()


def test_typing_and_enter_at_once_reads_first(stage, qtbot) -> None:
    box = PasteDialog(stage.session)
    qtbot.addWidget(box)
    box.box.setPlainText(NEW)
    assert box.list.count() == 0
    box.accept()
    assert list(box.taken) == ["tan2018"]


def test_an_empty_list_leaves_no_empty_reference_behind(qtbot, monkeypatch) -> None:
    session = Session(Brochure("t", sections=(Section("r", Kind.REFERENCES),)))
    dialog = ReferencesDialog(session, today=TODAY)
    assert len(session.brochure.references) == 1

    def act(box: PasteDialog) -> None:
        box.box.setPlainText(NEW)
        box.accept()

    answer(monkeypatch, act)
    dialog.paste()
    dialog.reject()
    assert [each.key for each in session.brochure.references] == ["tan2018"]


def test_the_form_says_what_the_evidence_is_worth(stage, dialog, qtbot) -> None:
    form = dialog.form
    assert form.worth.text().startswith("Choose the kind of study")
    study = form.fields["study"]
    study.setFocus()
    QTest.keyClick(study, Qt.Key.Key_Down)
    assert stage.session.brochure.reference("lee2020").study == "Meta-analysis of randomised trials"
    assert form.worth.text().startswith("Strong evidence")
    study.lineEdit().selectAll()
    QTest.keyClicks(study.lineEdit(), "a mouse study")
    assert form.worth.text().startswith("Backs no benefit")
    assert form.worth.property("role") == "warning"
    study.lineEdit().selectAll()
    QTest.keyClicks(study.lineEdit(), "randomised trial")
    QTest.keyClicks(form.fields["people"], "12")
    assert "fewer than 30 must be labelled" in form.worth.text()
    assert dialog.list.item(0).data(SECOND).startswith("Randomised trial · 12 people · label it as small")
    QTest.keyClick(form.fields["people"], Qt.Key.Key_Z, CONTROL)
    assert form.fields["people"].text() == ""


def test_a_reference_is_looked_at_again(stage, dialog) -> None:
    form = dialog.form
    form.expires.changed.emit(date(2026, 11, 22))
    assert stage.session.brochure.reference("lee2020").expires_on == date(2026, 11, 22)
    assert "has passed" in form.rows["expires_on"].help.text()
    form.expires.changed.emit(TODAY)
    assert form.rows["expires_on"].help.text() == ""


def test_the_other_fields_are_there(stage, dialog) -> None:
    for name in ("product", "outcome", "funding"):
        QTest.keyClicks(dialog.form.fields[name], name)
    QTest.keyClicks(dialog.form.fields["route"].lineEdit(), "topical")
    lee = stage.session.brochure.reference("lee2020")
    assert (lee.product, lee.route, lee.outcome, lee.funding) == ("product", "topical", "outcome", "funding")


def test_the_picker_says_what_a_study_is_worth(stage) -> None:
    def change(brochure: Brochure) -> Brochure:
        brochure = change_reference(brochure, "lee2020", study="randomised trial", people=44)
        return change_reference(brochure, "kim2019", study="mouse study", expires_on=date(2020, 1, 1))

    stage.session.apply("x", change)
    stage.text.setFocus()
    QTest.keyClicks(stage.text, " [^")
    picker = stage.text._picker
    assert picker.titles()[:2] == ["Lee 2020 · Hair and cells", "Kim 2019 · Follicles"]
    assert picker.about()[:2] == [
        "Randomised trial · 44 people",
        "Animal study · look at it again first, backs no benefit",
    ]
    QTest.keyClick(stage.text, Qt.Key.Key_Escape)
