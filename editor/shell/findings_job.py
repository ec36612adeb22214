"""Checks the brochure shortly after each change, and joins what the text and the layout say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from editor.check.completeness import check_completeness
from editor.check.findings import Finding
from editor.check.fit import check_fit
from editor.check.preflight import check_preflight
from editor.core.brochure import Brochure, texts_of
from editor.core.facts import LayoutFacts
from editor.core.fit import page_counts
from editor.core.paper import Form
from editor.render.preview import Preview
from editor.shell.session import Session

CHECK_AFTER = 200  # ms
MEASURE_AFTER = 900  # ms


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, how many words will be printed, and which sections have no room."""

    findings: tuple[Finding, ...]
    words: int
    overset: frozenset[str]


class FindingsJob(QObject):
    """done(Checked): the newest brochure was checked.

    facts_wanted(Brochure): its layout has stood for a while; what lies on its pages should be given to measured.
    """

    done = Signal(object)
    facts_wanted = Signal(object)

    def __init__(
        self,
        session: Session,
        forms: Mapping[str, Form],
        asset_of: Callable[[str], bytes | None],
        parent: QObject | None = None,
        *,
        check_after: int = CHECK_AFTER,
        measure_after: int = MEASURE_AFTER,
    ) -> None:
        super().__init__(parent)
        self._session, self._forms, self._asset_of = session, forms, asset_of
        self._preview: Preview | None = None
        self._facts: LayoutFacts | None = None
        self._measured: Brochure | None = None
        self._present: set[str] = set()
        self._timer = QTimer(self, singleShot=True, interval=check_after)
        self._timer.timeout.connect(self.check)
        self._rest = QTimer(self, singleShot=True, interval=measure_after)
        self._rest.timeout.connect(self.measure)
        session.changed.connect(self._check_soon)

    def laid_out(self, preview: Preview) -> None:
        """Take note of a new layout: what does not fit comes from it."""
        before = self._preview
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

    def measured(self, facts: LayoutFacts) -> None:
        """Take note of what lies on the pages."""
        if facts != self._facts:
            self._facts = facts
            self._timer.start()

    def close(self) -> None:
        """Check no more: the document is being closed."""
        self._timer.stop()
        self._rest.stop()
        self._session.changed.disconnect(self._check_soon)

    def _check_soon(self) -> None:
        self._timer.start()

    def check(self) -> None:
        """Check now."""
        self._timer.stop()
        brochure = self._session.brochure
        findings = list(check_completeness(brochure, self._has_asset))
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
        self.done.emit(Checked(tuple(findings), words_in(brochure), overset))

    def _has_asset(self, sha256: str) -> bool:
        if sha256 not in self._present and self._asset_of(sha256) is not None:
            self._present.add(sha256)
        return sha256 in self._present


def words_in(brochure: Brochure) -> int:
    """Return how many words the visible sections have."""
    visible = (section for section in brochure.sections if not section.hidden)
    return sum(len(text.split()) for section in visible for _, text in texts_of(section))
