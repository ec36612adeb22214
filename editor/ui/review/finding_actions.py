"""What can be done about a finding: another wording, a reference, a missing section, or a decision with a reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QColor, QCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QWidget, QWidgetAction

from editor.check.findings import ClaimFinding, Finding
from editor.check.fixes import CITE, add_disclosure, apply_fix, fix_words, role_to_add
from editor.check.verdict import dismissal_of
from editor.core.brochure import Brochure, Role
from editor.core.levels import Level
from editor.core.record import Act, Entry, Lowering, Withdrawal
from editor.core.record_words import LEVEL_NAMES
from editor.core.reference_text import summary
from editor.files.errors import FileError
from editor.shell.findings_job import FindingsJob
from editor.shell.preferences import Preferences
from editor.shell.record_book import RecordBook
from editor.shell.session import Session
from editor.ui.frame.icons import icon, pixmap
from editor.ui.frame.style import look_of, mark
from editor.ui.review.finding_words import level_colour
from editor.ui.review.who import ask_reason, ask_who

LEVEL_ICONS = {Level.ERROR: "circle-x", Level.WARNING: "triangle-alert", Level.INFORMATION: "info"}
MOST_SUGGESTIONS = 5
HEADING_WIDTH = 300  # px
LONGEST = 64
"""Characters of a line in a menu."""
REASONS = (
    "The words mean something else here.",
    "The source stands in the sentence before.",
)
_GAP = re.compile(r"\[[^\]\[^]+\](?!\()")
"""What only the clinic can fill in, in a pre-written text."""
LOWER = {
    Level.ERROR: (Level.WARNING, Level.INFORMATION),
    Level.WARNING: (Level.INFORMATION,),
    Level.INFORMATION: (),
}


class FindingActions(QObject):
    """Does what the user chose about a finding.

    shown(section, place, start, end): the change is there; the words [start, end) are for the user to complete.
    refused(str): why something was not done. `new_reference` lets the user write one and returns its key, "" if none.
    """

    shown = Signal(str, str, int, int)
    refused = Signal(str)

    def __init__(
        self,
        session: Session,
        job: FindingsJob,
        book: RecordBook,
        preferences: Preferences,
        new_reference: Callable[[], str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session, self._job, self._book = session, job, book
        self._preferences, self._new_reference, self._window = preferences, new_reference, parent

    # Menus

    def fill(self, menu: QMenu, findings: Sequence[Finding]) -> None:
        """Put what can be done about findings into a menu, under what each says if there are several."""
        for number, finding in enumerate(findings):
            if number:
                menu.addSeparator()
            menu.addAction(_heading(menu, finding))
            self.fill_one(menu, finding)

    def fill_one(self, menu: QMenu, finding: Finding) -> None:
        """Put what can be done about one finding into a menu."""
        if isinstance(finding, ClaimFinding):
            self._fill_wordings(menu, finding)
        if finding.fix == CITE:
            self._fill_references(menu.addMenu(icon("quote"), fix_words(finding)), finding)
        elif finding.fix:
            menu.addAction(icon("wand-sparkles"), fix_words(finding), partial(self.fix, finding))
        if isinstance(finding, ClaimFinding):
            menu.addAction(icon("circle-slash"), "Dismiss…", partial(self.dismiss, finding))
            if LOWER[finding.level]:
                less = menu.addMenu(icon("trending-down"), f"Take rule {finding.rule} less seriously here")
                for level in LOWER[finding.level]:
                    words = f"Count it as {LEVEL_NAMES[level]}…"
                    less.addAction(icon(LEVEL_ICONS[level]), words, partial(self.lower, finding, level))

    def _fill_wordings(self, menu: QMenu, finding: ClaimFinding) -> None:
        if not finding.suggestions:
            return
        from editor.check.wording import can_replace

        if can_replace(self._session.brochure, finding):
            for wording in finding.suggestions[:MOST_SUGGESTIONS]:
                menu.addAction(
                    icon("pencil-line"), _short(f"Write “{wording}”"), partial(self.use, finding, wording)
                )

    def _fill_references(self, menu: QMenu, finding: Finding) -> None:
        for reference in self._session.brochure.references:
            menu.addAction(_short(summary(reference)), partial(self.cite, finding, reference.key))
        if self._session.brochure.references:
            menu.addSeparator()
        menu.addAction(icon("book-plus"), "New reference…", partial(self._cite_new, finding))

    # What mends the text

    def fix(self, finding: Finding) -> None:
        """Mend what was found, as one step that undo takes back."""
        if finding.fix == CITE:
            menu = QMenu(self._window)
            menu.aboutToHide.connect(menu.deleteLater)
            self._fill_references(menu, finding)
            menu.popup(QCursor.pos())
        elif role := role_to_add(finding):
            self._add(finding, role)
        else:
            self._session.break_merge()
            self._session.apply(fix_words(finding), lambda brochure: apply_fix(brochure, finding))
            self._job.check()

    def use(self, finding: ClaimFinding, wording: str) -> None:
        """Write a suggested wording in place of the words found."""
        from editor.check.wording import replaced

        if self._changed("Apply suggestion", lambda brochure: replaced(brochure, finding, wording)):
            self.shown.emit(finding.section, finding.place, 0, 0)

    def cite(self, finding: Finding, key: str) -> None:
        """Cite a reference at the end of the sentence."""
        from editor.check.wording import cited

        if isinstance(finding, ClaimFinding) and self._changed(
            "Cite reference", lambda brochure: cited(brochure, finding, key)
        ):
            self.shown.emit(finding.section, finding.place, 0, 0)

    def _cite_new(self, finding: Finding) -> None:
        known = {each.key for each in self._session.brochure.references}
        key = self._new_reference()
        if key and key not in known and self._session.brochure.reference(key):
            self.cite(finding, key)

    def _add(self, finding: Finding, role: Role) -> None:
        from editor.files.disclosures import load_disclosures

        try:
            written = load_disclosures(self._session.brochure.language).get(role)
        except FileError as error:
            self.refused.emit(str(error))
            return
        if written is None:
            self.refused.emit(
                "There is no text for this section in the brochure’s language. Write one yourself."
            )
            return
        after, section = add_disclosure(self._session.brochure, written)
        if self._changed(fix_words(finding), lambda _: after):
            gap = _GAP.search(written.text)
            self.shown.emit(section, "text", *(gap.span() if gap else (0, 0)))

    def _changed(self, words: str, edit: Callable[[Brochure], Brochure]) -> bool:
        """Make an edit as one step, and check; tell whether it changed anything."""
        before = self._session.brochure
        self._session.break_merge()
        self._session.apply(words, edit)
        self._job.check()
        if self._session.brochure is before:
            self.refused.emit("The text has changed since it was checked. Look at the finding again.")
            return False
        self._session.break_merge()
        return True

    # Decisions

    def dismiss(self, finding: ClaimFinding) -> None:
        """Ask why a finding does not count, and keep that."""
        said = f"“{finding.sentence}”\n\n" if finding.sentence else ""
        words = f"{said}{finding.message} It counts again when the sentence changes."
        reason = ask_reason("Dismiss this finding", words, self._window, REASONS, label="Dismiss")
        if reason is not None:
            self._decide(dismissal_of(finding, reason))

    def lower(self, finding: Finding, level: Level) -> None:
        """Ask why the clinic takes a rule less seriously in this brochure, and keep that."""
        words = (
            f"Rule {finding.rule}: {finding.message}\n\n"
            f"Everything it finds in this brochure will count as {LEVEL_NAMES[level]}. "
            "You can take that back under Findings."
        )
        title = f"Take rule {finding.rule} less seriously"
        reason = ask_reason(title, words, self._window, label="Take it less seriously")
        if reason is not None:
            self._decide(Lowering(finding.rule, level, reason))

    def take_back(self, entry: Entry) -> None:
        """Let a dismissed finding count again, or a rule weigh what it weighs."""
        self._decide(Withdrawal(entry.number))

    def _decide(self, act: Act) -> None:
        person = ask_who(self._preferences, self._window)
        if person is None:
            return
        try:
            self._book.add(person, act)
        except FileError as error:
            self.refused.emit(str(error))


def _heading(menu: QMenu, finding: Finding) -> QAction:
    """Return an entry that only says what was found, in words that wrap."""
    heading = QWidget(menu)
    row = QHBoxLayout(heading)
    row.setContentsMargins(2, 6, 12, 4)
    row.setSpacing(9)
    symbol, label = QLabel(), QLabel(finding.message, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    colour = QColor(level_colour(finding.level, look_of(menu)))
    symbol.setPixmap(pixmap(LEVEL_ICONS[finding.level], 16, colour, menu.devicePixelRatioF()))
    label.setFixedWidth(HEADING_WIDTH)
    row.addWidget(symbol, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(mark(label, "quiet"))
    said = QWidgetAction(menu)
    said.setText(finding.message)
    said.setDefaultWidget(heading)
    said.setEnabled(False)
    heading.setEnabled(True)  # it cannot be chosen, but it can be read
    return said


def _short(words: str) -> str:
    """Return one line for a menu, in which "&" is no key."""
    line = " ".join(words.split())
    line = line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
    return line.replace("&", "&&")
