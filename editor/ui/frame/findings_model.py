"""The findings as rows: what stands, the gravest first; then, folded away, many notes and what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from editor.check.findings import ClaimFinding, Finding, Level, counts
from editor.check.fixes import fix_words
from editor.check.verdict import Verdict
from editor.core.brochure import Brochure
from editor.core.record import Entry, Lowering, Record, in_force
from editor.shell.outline_model import name_of
from editor.ui.frame.style import look_of
from editor.ui.review.finding_words import decided_words, lowered_words, tooltip

FINDING_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ROW_ROLE = FINDING_ROLE + 1
NOTHING = "No rule matched. This is not legal advice."
MANY_NOTES = 3
"""More notes than these are folded away, so that what has to be done stays in sight."""
QUOTED = 32
"""Characters of the words found that stand in a row."""
LEVEL_NAMES = {
    Level.ERROR: ("error", "errors"),
    Level.WARNING: ("warning", "warnings"),
    Level.INFORMATION: ("note", "notes"),
}


class Fold(StrEnum):
    """What can be folded away."""

    NOTES = "notes"
    DECIDED = "decided"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a finding, one that was dismissed (with its entry), a lowered rule (the entry alone), the head of what
    is folded away (`fold`, in `words`), or a sentence (`words` alone).
    """

    finding: Finding | None = None
    entry: Entry | None = None
    fold: Fold | None = None
    words: str = ""


def summary(findings: Sequence[Finding]) -> str:
    """Return what was found in a few words, such as "2 errors, 1 note"."""
    found = counts(findings)
    words = [_counted(found[level], *LEVEL_NAMES[level]) for level in LEVEL_NAMES if found[level]]
    return ", ".join(words) if words else NOTHING


def leads_somewhere(finding: Finding) -> bool:
    """Whether there is a place to show: a section, the clinic's details or the references."""
    return bool(finding.section) or finding.place.partition(".")[0] in ("brand", "references")


def quoted(words: str) -> str:
    """Return the beginning of the words found, in quotation marks; "" if there are none."""
    return f"“{words[:QUOTED].rstrip()}{'…' if len(words) > QUOTED else ''}”" if words else ""


class FindingsModel(QAbstractListModel):
    """Rows of what was found. `findings` are those that stand, the gravest first, else in the order of the sections."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.findings: tuple[Finding, ...] = ()
        self.rows: tuple[Row, ...] = ()
        self.open: frozenset[Fold] = frozenset()
        self._names: dict[str, str] = {}
        self._decided: tuple[Row, ...] = ()
        self._skipped: tuple[str, ...] = ()

    def put(
        self,
        findings: Sequence[Finding],
        brochure: Brochure,
        verdict: Verdict | None = None,
        record: Record = (),
    ) -> None:
        """Show other findings, and with them what was dismissed, lowered and skipped; equal ones leave the list, its
        scroll and its selection alone.
        """
        names = {section.id: name_of(section) for section in brochure.sections}
        place = {section.id: number for number, section in enumerate(brochure.sections)}
        levels = list(Level)
        ordered = tuple(
            sorted(findings, key=lambda each: (levels.index(each.level), place.get(each.section, -1)))
        )
        dismissed = verdict.dismissed if verdict else ()
        decided = (
            *(Row(finding, entry) for finding, entry in dismissed),
            *(Row(entry=entry) for entry, _ in in_force(record, Lowering)),
        )
        skipped = verdict.skipped if verdict else ()
        now = (ordered, names, decided, skipped)
        if now != (self.findings, self._names, self._decided, self._skipped):
            self.findings, self._names, self._decided, self._skipped = now
            self._arrange()

    def toggle(self, fold: Fold) -> None:
        """Fold something away, or open it."""
        self.open ^= {fold}
        self._arrange()

    def row_of(self, finding: Finding) -> int:
        """Return the row of a finding; -1 if it is folded away or gone."""
        return next((number for number, each in enumerate(self.rows) if each.finding == finding), -1)

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == FINDING_ROLE:
            return row.finding
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        return None

    def words(self, row: Row) -> str:
        """Return a row's main words."""
        if row.finding:
            return row.finding.message
        if row.entry and isinstance(row.entry.act, Lowering):
            return lowered_words(row.entry.act)
        return row.words

    def caption(self, row: Row) -> str:
        """Return where a row's finding is, in which words, by which rule and whence; "" if it has none."""
        finding = row.finding
        if finding is None:
            return ""
        parts = [self._names.get(finding.section, "Whole brochure")]
        if isinstance(finding, ClaimFinding):
            words = finding.text if finding.start < finding.end else ""
            parts += [quoted(words), finding.rule, finding.source]
        return " · ".join(filter(None, parts))

    def _arrange(self) -> None:
        self.beginResetModel()
        self.rows = tuple(self._rows())
        self.endResetModel()

    def _rows(self) -> Iterator[Row]:
        notes = [each for each in self.findings if each.level is Level.INFORMATION]
        folds_notes = len(notes) > MANY_NOTES
        yield from (Row(each) for each in self.findings if not (folds_notes and each in notes))
        if folds_notes:
            yield from self._folded(Fold.NOTES, _counted(len(notes), "note", "notes"), map(Row, notes))
        if self._decided:
            yield from self._folded(Fold.DECIDED, self._decided_count(), self._decided)
        if self._skipped:
            words = _counted(len(self._skipped), "check could not be made", "checks could not be made")
            yield from self._folded(Fold.SKIPPED, words, (Row(words=f"{each}.") for each in self._skipped))

    def _folded(self, fold: Fold, words: str, rows: Iterable[Row]) -> Iterator[Row]:
        yield Row(fold=fold, words=words)
        if fold in self.open:
            yield from rows

    def _decided_count(self) -> str:
        lowered = sum(row.finding is None for row in self._decided)
        dismissed = len(self._decided) - lowered
        words = [f"{dismissed} dismissed"] if dismissed else []
        words += [_counted(lowered, "rule", "rules") + " taken less seriously"] if lowered else []
        return ", ".join(words)

    def _tooltip(self, row: Row) -> str:
        view = self.parent()
        if row.finding is None or row.entry or not hasattr(view, "palette"):
            return "\n".join(f"{each}." for each in self._skipped) if row.fold is Fold.SKIPPED else ""
        return tooltip((row.finding,), look_of(view), hint="")

    def _spoken(self, row: Row) -> str:
        finding = row.finding
        if finding is None or row.entry:
            decided = f" {decided_words(row.entry)}" if row.entry else ""
            verb = ("Open, " if row.fold in self.open else "Folded, ") if row.fold else ""
            return f"{verb}{self.words(row)}{decided}"
        mend = f" Can be corrected: {fix_words(finding)}." if finding.fix else ""
        where = self._names.get(finding.section, "Whole brochure")
        return f"{LEVEL_NAMES[finding.level][0]}, {where}: {finding.message}{mend}"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
