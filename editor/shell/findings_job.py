"""Checks the brochure shortly after each change, and joins what the text and the layout say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from editor.check.completeness import check_completeness, references_due
from editor.check.consent import consent_findings
from editor.check.findings import Finding, Level
from editor.check.fit import check_fit
from editor.check.preflight import check_preflight
from editor.check.verdict import Verdict, judge
from editor.core.brochure import Brochure, texts_of
from editor.core.facts import LayoutFacts
from editor.core.fit import page_counts
from editor.core.paper import Form
from editor.render.preview import Preview
from editor.shell.claims_job import ClaimsJob, Layout
from editor.shell.record_book import RecordBook
from editor.shell.session import Session

PAGES_FIRST = 100  # ms from the first pages to the rules
BROKEN = "Claims and duties: the rules could not be read, see the log"
UNREAD = Finding(
    "rules-unread",
    Level.ERROR,
    "",
    0,
    "",
    "No claim was checked: the rules could not be read. Start Candor again; if that does not help, install it again. "
    "Help, Open log says more.",
)
NOT_YET = "Claims and duties: the rules are still being made ready"
NO_RULES = "Claims and duties: there are no rules here"
OLD_PAGES = "Where disclosures are printed: the pages have changed since they were measured"


@dataclass(frozen=True, slots=True)
class Pauses:
    """Milliseconds after which work is begun, so that it never gets in the way of typing.

    `check` after a change: with the check and the painting, underlines stand within 150 ms. `measure` after a layout.
    `rules` until they are made ready, if no pages stand before.
    """

    check: int = 90
    measure: int = 900
    rules: int = 5000


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in which brochure, how many words will be printed, and which sections have no room.

    `findings` are the verdict's. While not `complete`, the rules about claims are still being made ready.
    """

    findings: tuple[Finding, ...]
    words: int
    overset: frozenset[str]
    verdict: Verdict = field(default_factory=Verdict)
    brochure: Brochure | None = None
    complete: bool = True


class FindingsJob(QObject):
    """done(Checked): the newest brochure was checked.

    facts_wanted(Brochure): its layout has stood for a while; what lies on its pages should be given to measured.
    refused(str): why rule packs are not used.
    """

    done = Signal(object)
    facts_wanted = Signal(object)
    refused = Signal(str)

    def __init__(
        self,
        session: Session,
        forms: Mapping[str, Form],
        asset_of: Callable[[str], bytes | None],
        parent: QObject | None = None,
        *,
        book: RecordBook | None = None,
        claims: ClaimsJob | None = None,
        pauses: Pauses | None = None,
    ) -> None:
        """Without `claims` no rules about claims are checked; without a `book` nobody has decided anything."""
        super().__init__(parent)
        pauses = pauses or Pauses()
        self._book, self._claims = book, claims
        self._session, self._forms, self._asset_of = session, forms, asset_of
        self._preview: Preview | None = None
        self._facts: LayoutFacts | None = None
        self._measured: Brochure | None = None
        self._facts_of: Brochure | None = None
        self._present: set[str] = set()
        self._timer = QTimer(self, singleShot=True, interval=pauses.check)
        self._timer.timeout.connect(self.check)
        self._rest = QTimer(self, singleShot=True, interval=pauses.measure)
        self._rest.timeout.connect(self.measure)
        session.changed.connect(self._check_soon)
        self._rules = QTimer(self, singleShot=True, interval=pauses.rules)
        self._rules.timeout.connect(self._prepare)
        if claims:
            claims.ready.connect(self.check)
            claims.refused.connect(self.refused)
            self._rules.start()
        if book:
            book.changed.connect(self.check)

    def laid_out(self, preview: Preview) -> None:
        """Take note of a new layout: what does not fit comes from it."""
        before = self._preview
        if before is None and self._rules.isActive():
            self._rules.start(min(self._rules.interval(), PAGES_FIRST))
        news = (
            before is None
            or preview.oversets != before.oversets
            or page_counts(preview.fits) != page_counts(before.fits)
        )
        self._preview = preview
        if news:
            self._timer.start()
        if self._session.brochure is not self._measured:
            self._rest.start()

    def measure(self) -> None:
        """Ask now for what lies on the pages, unless it was asked for already."""
        self._rest.stop()
        if self._session.brochure is not self._measured:
            self._measured = self._session.brochure
            self.facts_wanted.emit(self._measured)

    def measured(self, facts: LayoutFacts, brochure: Brochure) -> None:
        """Take note of what lies on the pages of a brochure, which may have changed since that was asked."""
        self._facts_of = brochure
        if facts != self._facts or self._claims:  # rules also ask on which page a section lies
            self._facts = facts
            self._timer.start()

    def close(self) -> None:
        """Check no more: the document is being closed."""
        for timer in (self._timer, self._rest, self._rules):
            timer.stop()
        self._session.changed.disconnect(self._check_soon)
        if self._claims:
            self._claims.close()

    def check_if_due(self) -> None:
        """Check now if the brochure has changed since the last check."""
        if self._timer.isActive():
            self.check()

    def check_all(self) -> Checked:
        """Check now and return what was found, waiting for the rules if they are not ready yet."""
        checked = self.check()
        while self._claims and not checked.complete:
            self._prepare()
            if not self._claims.wait():  # closed
                break
            # What was being made ready may have been for another country than the brochure is for now.
            checked = self.check()
        return checked

    def _check_soon(self) -> None:
        self._timer.start()

    def _prepare(self) -> None:
        self._rules.stop()
        if self._claims:
            self._claims.prepare(self._session.brochure, self._book.record if self._book else ())

    def check(self) -> Checked:
        """Check now; done tells what was found, as does what is returned."""
        self._timer.stop()
        brochure = self._session.brochure
        findings = list(check_completeness(brochure, self._has_asset))
        today = datetime.now().astimezone().date()
        findings += (*references_due(brochure, today), *consent_findings(brochure, today))
        overset: frozenset[str] = frozenset()
        form = self._forms.get(brochure.form)
        preview = self._preview
        if form and preview and preview.form.id == form.id:
            known = {section.id for section in brochure.sections} | {""}
            oversets = [each for each in preview.oversets if each.section in known]
            findings += check_fit(brochure, form, oversets, preview.fits)
            overset = frozenset(each.section for each in oversets if each.section)
        if form and self._facts and self._facts.form == form.id:
            findings += check_preflight(brochure, form, self._facts)
        verdict, complete = self._verdict(brochure, findings)
        checked = Checked(verdict.findings, words_in(brochure), overset, verdict, brochure, complete)
        self.done.emit(checked)
        return checked

    def _verdict(self, brochure: Brochure, others: list[Finding]) -> tuple[Verdict, bool]:
        """Return what stands, and whether the rules about claims have been asked, if there are any."""
        record = self._book.record if self._book else ()
        if self._claims is None:
            return Verdict(tuple(others), skipped=(NO_RULES,)), True
        report = self._claims.check(brochure, record, self._layout())
        if report is None and self._claims.is_broken:
            return Verdict((UNREAD, *others), skipped=(BROKEN,)), True
        if report is None:
            if not self._rules.isActive():  # the brochure is for another country now
                self._prepare()
            return Verdict(tuple(others), skipped=(NOT_YET,)), False
        if self._facts and self._facts_of is not brochure:
            report = replace(report, skipped=(*report.skipped, OLD_PAGES))
        return judge(report, others, record, self._claims.packs), True

    def _layout(self) -> Layout | None:
        """Return where the sections were printed when that was last measured: what was found then stays listed."""
        if self._facts is None or self._facts.form != self._session.brochure.form:
            return None
        from editor.check.claims.on_paper import sections_on_paper

        return sections_on_paper(self._facts)

    def _has_asset(self, sha256: str) -> bool:
        if sha256 not in self._present and self._asset_of(sha256) is not None:
            self._present.add(sha256)
        return sha256 in self._present


def words_in(brochure: Brochure) -> int:
    """Return how many words the visible sections have."""
    visible = (section for section in brochure.sections if not section.hidden)
    return sum(len(text.split()) for section in visible for _, text in texts_of(section))
