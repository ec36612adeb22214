from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPushButton

from editor.check.findings import Finding, Level
from editor.check.verdict import Verdict
from editor.core.approval import content_hash, parts_of
from editor.core.brochure import Person, Policy
from editor.core.edits import change_brochure
from editor.core.fit import Overset
from editor.core.record import Act, Approval, Entry, Export, Record, added
from editor.files import export
from editor.files.errors import FileError
from editor.files.export import ExportReport
from editor.files.resources import load_forms, template_root
from editor.render.products import Produced, Product
from editor.shell.export_job import UNSEEN
from editor.shell.findings_job import Checked
from editor.shell.preview_job import PreviewJob
from editor.ui.preview.export_dialog import Desk, ExportDialog
from editor.ui.preview.export_place import file_stem
from editor.ui.preview.preflight import summary
from editor.ui.preview.scrolled_dialog import HIGHEST
from editor.ui.review import who
from tests.verapdf import validate

OVERSET = Finding(
    "overset", Level.ERROR, "third", 0, "", "The text does not fit in Inside.", "Candor", "text"
)
ALT = Finding("alt", Level.WARNING, "first", 0, "", "The picture has no description.", "Candor", "image")
CURE = Finding("C01", Level.ERROR, "first", 1, "cure", "Do not speak of a cure.", "Candor", "text")
ENDED = Finding("consent-ended", Level.ERROR, "first", 0, "", "The consent ended.", "Candor", "consent")
HTML = b"<!doctype html><html><head><title>x</title><style></style></head><body><main></main></body></html>"
ADA = Person("Ada Reyes", "Marketing")
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


class Book(QObject):
    """A record book that keeps its record to itself, and refuses when it is told to."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.record: Record = ()
        self.refusal = ""

    def add(self, person: Person, act: Act) -> Entry:
        if self.refusal:
            raise FileError(self.refusal)
        self.record = added(self.record, person, act, NOW)
        self.changed.emit()
        return self.record[-1]


@dataclass
class Asked:
    """What was asked for, and what is answered."""

    reason: str | None = "It is agreed."
    person: Person | None = ADA
    times: list[str] = field(default_factory=list)


def checked(*findings: Finding) -> Checked:
    return Checked(findings, 0, frozenset(), Verdict(findings, packs=("general 1",)))


@pytest.fixture
def book() -> Book:
    return Book()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Answer the questions for a reason and a name, as somebody at the window would."""
    answers = Asked()
    monkeypatch.setattr(
        who, "ask_reason", lambda title, *_, **__: answers.times.append(title) or answers.reason
    )
    return answers


Make = Callable[..., ExportDialog]


@pytest.fixture
def make(qtbot, session, job, book, asked, tmp_path: Path) -> Make:
    def make(*findings: Finding, job: object = job) -> ExportDialog:
        desk = Desk(session, job, lambda over: asked.person, book, clock=lambda: NOW)
        dialog = ExportDialog(desk, checked(*findings), "My: brochure", tmp_path)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return make


@pytest.fixture
def dialog(make: Make) -> ExportDialog:
    return make(ALT, OVERSET)


def choose(dialog: ExportDialog, product: Product) -> None:
    dialog.cards[product].click()


def test_the_name_follows_the_format_until_the_user_writes_one(dialog, tmp_path, qtbot) -> None:
    assert dialog.path == tmp_path / "My brochure.pdf"
    choose(dialog, Product.SHEETS)
    dialog.draft.click()
    assert dialog.path == tmp_path / "My brochure-sheets-draft.pdf"
    dialog.place.edit.clear()
    assert not dialog.export_button.isEnabled()
    qtbot.keyClicks(dialog.place.edit, str(tmp_path / "own.pdf"))
    dialog.draft.click()
    assert dialog.path == tmp_path / "own.pdf"


def test_findings_are_counted_for_the_format_and_lead_to_their_place(dialog, qtbot) -> None:
    assert dialog.preflight.summary.text() == "1 error and 1 warning were found."
    assert dialog.export_button.text() == "Export despite 1 error…"
    choose(dialog, Product.HTML)
    assert dialog.preflight.summary.text() == "1 warning was found."
    assert dialog.preflight.advice.text() == "You can export all the same."
    assert dialog.export_button.text() == "Export"
    shown = []
    dialog.go_to.connect(lambda *where: shown.append(where))
    qtbot.wait(20)
    button = next(each for each in dialog.preflight.findChildren(QPushButton) if each.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shown == [("first", "image")]
    assert not dialog.isVisible()


def test_an_export_is_written_checked_and_reported(dialog, job, tmp_path, qtbot, monkeypatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    choose(dialog, Product.HTML)
    dialog.draft.click()
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    assert job.exports == [(Product.HTML, True)]
    job.progress.emit("Writing the web page", 1, 2)
    assert dialog.outcome.status.text() == "Writing the web page…"
    assert (dialog.outcome.progress.value(), dialog.outcome.progress.maximum()) == (1, 2)
    with qtbot.waitSignal(dialog.exported_to) as done:
        job.exported.emit(Produced(Product.HTML, ((".html", HTML),), (), ("A picture is missing.",)))
    assert done.args == [str(tmp_path)]
    assert (tmp_path / "My brochure-draft.html").read_bytes() == HTML
    assert "1 file, 99 bytes, checked" in dialog.outcome.status.text().replace(str(len(HTML)), "99")
    assert "A picture is missing." in dialog.outcome.status.text()
    dialog.outcome.open.click()
    dialog.outcome.show_folder.click()
    assert opened == [str(tmp_path / "My brochure-draft.html"), str(tmp_path)]


def test_text_that_is_left_out_is_confessed(dialog, job, qtbot, monkeypatch) -> None:
    report = ExportReport((Path("/somewhere/a.pdf"),), 1234, ())
    monkeypatch.setattr(export, "save_export", lambda _produced, _path, _audit: report)
    dialog.start()
    with qtbot.waitSignal(dialog.exported_to):
        job.exported.emit(Produced(Product.PDF, ((".pdf", b""),), (Overset("inside", "third", 1, 12),), ()))
    assert "Not in it, because it does not fit: 12 lines in Inside." in dialog.outcome.status.text()


def test_a_file_that_is_not_sound_is_refused_and_nothing_is_written(dialog, job, tmp_path, qtbot) -> None:
    dialog.start()
    job.exported.emit(Produced(Product.PDF, ((".pdf", b"no pdf"),), (), ()))
    qtbot.waitUntil(lambda: dialog.outcome.status.property("role") == "error")
    assert "Nothing was written" in dialog.outcome.status.text()
    assert list(tmp_path.iterdir()) == []
    assert dialog.export_button.isEnabled()


def test_cancel_stops_the_job_and_what_comes_late_is_ignored(dialog, job, tmp_path, qtbot) -> None:
    choose(dialog, Product.HTML)
    dialog.start()
    qtbot.mouseClick(dialog.cancel_button, Qt.MouseButton.LeftButton)
    assert job.cancelled == 1
    assert dialog.outcome.status.text() == "Cancelled. Nothing was written."
    job.exported.emit(Produced(Product.HTML, ((".html", HTML),), (), ()))
    qtbot.wait(50)
    assert list(tmp_path.iterdir()) == []


def test_closing_while_it_works_cancels(dialog, job) -> None:
    dialog.start()
    dialog.close()
    assert job.cancelled == 1


def test_a_failure_of_the_job_is_said_and_another_try_is_possible(dialog, job) -> None:
    dialog.start()
    job.failed.emit("The page could not be laid out.")
    assert dialog.outcome.status.text() == "The page could not be laid out."
    assert dialog.export_button.isEnabled()


def test_a_file_that_would_be_replaced_is_announced(dialog, tmp_path) -> None:
    (tmp_path / "there.pdf").write_bytes(b"old")
    dialog.place.edit.setText(str(tmp_path / "there.pdf"))
    assert dialog.place.note.text() == "There is a file of this name. It will be replaced."


@pytest.mark.parametrize(
    ("name", "stem"),
    [("a/b:c", "a b c"), ("...", "Brochure"), ("", "Brochure"), ("Hair  loss.", "Hair loss")],
)
def test_names_become_stems_every_system_takes(name: str, stem: str) -> None:
    assert file_stem(name) == stem


def test_no_findings_are_good_news() -> None:
    assert summary([]).startswith("Checked")


def test_errors_want_a_reason_and_the_export_is_entered(make: Make, job, book, asked, session, qtbot) -> None:
    dialog = make(CURE, ALT)
    choose(dialog, Product.HTML)
    assert dialog.preflight.advice.text().startswith("Correct the error, mark")
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    assert asked.times == ["Export despite an error"]
    with qtbot.waitSignal(dialog.exported_to):
        job.exported.emit(Produced(Product.HTML, ((".html", HTML),), (), ()))
    (entry,) = book.record
    assert entry.person == ADA
    assert isinstance(entry.act, Export)
    assert (entry.act.product, entry.act.draft, entry.act.override) == ("html", False, "It is agreed.")
    assert entry.act.content == content_hash(session.brochure)
    assert [each.rule for each in entry.act.findings] == ["C01", "alt"]
    assert entry.act.packs == ("general 1",)
    assert "Entered in the document’s record as number 1." in dialog.outcome.status.text()


def test_without_a_reason_or_a_name_nothing_is_exported(dialog, job, asked) -> None:
    asked.reason = None
    dialog.start()
    assert job.exports == []
    asked.reason, asked.person = "Agreed.", None
    dialog.start()
    assert job.exports == []
    assert not dialog.job.running


def test_a_draft_is_exported_with_errors_and_without_a_reason(dialog, job, asked) -> None:
    dialog.draft.click()
    assert dialog.export_button.text() == "Export"
    assert dialog.preflight.advice.text() == "Errors do not stand in the way of a draft."
    dialog.start()
    assert job.exports == [(Product.PDF, True)]
    assert asked.times == []


def test_a_consent_that_ended_bars_the_export_and_the_draft(make: Make, job) -> None:
    dialog = make(ENDED, ALT)
    for _ in range(2):
        assert not dialog.export_button.isEnabled()
        assert "not even a draft" in dialog.preflight.advice.text()
        dialog.start()
        dialog.draft.click()
    assert job.exports == []
    dialog.show_checked(checked(ALT))
    assert dialog.export_button.isEnabled()


def test_the_policy_marks_as_a_draft_until_it_is_approved(make: Make, job, book, session, qtbot) -> None:
    session.apply(
        "Policy", lambda value: change_brochure(value, policy=Policy((ADA,), draft_until_approved=True))
    )
    dialog = make(ALT)
    assert not dialog.draft.isVisible()
    assert "is not approved yet" in dialog.draft_note.text()
    assert dialog.draft_note.isVisible()
    assert dialog.path.name == "My brochure-draft.pdf"
    dialog.start()
    assert job.exports == [(Product.PDF, True)]
    job.failed.emit("No.")
    book.add(ADA, Approval(parts_of(session.brochure), whole=True))
    assert dialog.draft.isVisible()
    assert not dialog.draft_note.isVisible()
    assert dialog.path.name == "My brochure.pdf"


def test_an_export_that_cannot_be_entered_is_written_and_says_so(make: Make, job, book, qtbot) -> None:
    dialog = make()
    book.refusal = "The disk is full."
    choose(dialog, Product.HTML)
    dialog.start()
    with qtbot.waitSignal(dialog.exported_to):
        job.exported.emit(Produced(Product.HTML, ((".html", HTML),), (), ()))
    assert "Saved" in dialog.outcome.status.text()
    assert "could not be entered in the document's record: The disk is full." in dialog.outcome.status.text()


def test_closing_while_it_is_written_still_enters_it(
    make: Make, job, book, tmp_path, monkeypatch, qtbot
) -> None:
    dialog = make()
    choose(dialog, Product.HTML)
    dialog.start()
    job.exported.emit(Produced(Product.HTML, ((".html", HTML),), (), ()))
    assert not dialog.cancel_button.isEnabled()
    dialog.close()
    assert (tmp_path / "My brochure.html").exists()
    assert len(book.record) == 1
    qtbot.wait(20)
    assert len(book.record) == 1


def test_text_without_room_that_nobody_knew_of_stops_the_export(make: Make, job, tmp_path) -> None:
    dialog = make()
    dialog.start()
    job.exported.emit(Produced(Product.PDF, ((".pdf", b""),), (Overset("inside", "third", 1, 12),), ()))
    assert dialog.outcome.status.text() == UNSEEN
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def worker(qtbot):
    job = PreviewJob(template_root(), load_forms(), lambda asset: None)
    job.set_scale(4.0)
    yield job
    job.close()


def test_the_audit_pack_is_written_beside_and_entered(make: Make, worker, book, tmp_path, qtbot) -> None:
    dialog = make(CURE, job=worker)
    choose(dialog, Product.HTML)
    dialog.audit.click()
    assert "Also written: My brochure-audit.pdf and My brochure-audit.json." in dialog.place.note.text()
    with qtbot.waitSignal(dialog.exported_to, timeout=60_000):
        qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    pack = json.loads((tmp_path / "My brochure-audit.json").read_text())
    assert (pack["override"], pack["person"]) == ("It is agreed.", {"name": ADA.name, "role": ADA.role})
    assert [each["name"] for each in pack["files"]] == ["My brochure.html"]
    assert "general" in {each["id"] for each in pack["packs"]}
    assert validate(tmp_path / "My brochure-audit.pdf") == []
    names = [each.name for each in book.record[0].act.files]
    assert names == ["My brochure.html", "My brochure-audit.pdf", "My brochure-audit.json"]


def test_it_fits_a_small_screen_whatever_is_unfolded(make: Make, qtbot) -> None:
    many = [replace(CURE, line=number, message=f"{CURE.message} Number {number}.") for number in range(30)]
    dialog = make(*many)
    choose(dialog, Product.PRESS)
    dialog.preflight.more.click()
    dialog.audit.click()
    dialog.outcome.fail("Something went wrong that takes a whole sentence to tell. " * 3)
    qtbot.waitUntil(lambda: dialog.page.height() > HIGHEST)
    qtbot.wait(100)
    assert dialog.height() == HIGHEST
    last = next(each for each in dialog.preflight.findChildren(QLabel) if "Number 29." in each.text())
    dialog.scroll.ensureWidgetVisible(last)
    assert not last.visibleRegion().isEmpty()
    assert not dialog.export_button.visibleRegion().isEmpty()


def test_what_was_not_checked_is_said(make: Make) -> None:
    dialog = make()
    assert not dialog.preflight.skipped.isVisible()
    verdict = Verdict((), skipped=tuple(f"S{number}: no pages" for number in range(5)))
    dialog.show_checked(Checked((), 0, frozenset(), verdict))
    assert dialog.preflight.skipped.text() == (
        "Not checked: S0: no pages; S1: no pages; S2: no pages. And 2 more."
    )
    dialog.show_checked(Checked((CURE,), 0, frozenset(), Verdict((CURE,)), complete=False))
    assert dialog.gate.errors == ()


def test_tab_comes_to_the_findings_before_the_buttons(make: Make) -> None:
    dialog = make(CURE, ALT)
    wanted = [*dialog.preflight.stops, dialog.cancel_button, dialog.export_button]
    seen, at = [], dialog.place.browse
    while at is not dialog.export_button:
        at = at.nextInFocusChain()
        assert at is not dialog.place.browse
        if at in wanted:
            seen.append(at)
    assert seen == wanted
    assert len(seen) > 3
