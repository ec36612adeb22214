"""The command "Fit copy": asks the worker to fit the text, puts the result in place as one undo step, and says so."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from editor.core.brochure import Brochure
from editor.core.edits import change_brochure, change_section
from editor.core.fit import FitResult
from editor.shell.preview_job import PreviewJob
from editor.shell.session import Session


class FitCopy(QObject):
    """done(words): everything fits. too_long(words): it cannot be made to; nothing was changed."""

    done = Signal(str)
    too_long = Signal(str)

    def __init__(self, session: Session, job: PreviewJob, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._job = session, job
        self._asked: Brochure | None = None
        job.fitted.connect(self._receive)
        job.failed.connect(self._forget)

    @property
    def is_running(self) -> bool:
        return self._asked is not None

    def start(self) -> None:
        """Fit the text as it is now."""
        brochure = self._session.brochure
        if self._asked is brochure or brochure.form not in self._job.forms:
            return
        self._asked = brochure
        self._job.fit_copy(brochure)

    def _receive(self, result: FitResult) -> None:
        asked, self._asked = self._asked, None
        if asked is None:
            return
        if self._session.brochure is not asked:
            self.start()  # the text went on meanwhile
            return
        if not result.fits:
            self.too_long.emit(result.words)
            return
        self._session.break_merge()
        self._session.apply("Fit copy", lambda value: fitted(value, result.brochure))
        self.done.emit(result.words)

    def _forget(self) -> None:
        self._asked = None


def fitted(brochure: Brochure, like: Brochure) -> Brochure:
    """Return a brochure fitted like another; sections that need no change stay the same objects."""
    brochure = change_brochure(brochure, type_fit=like.type_fit)
    for section in like.sections:
        brochure = change_section(brochure, section.id, new_panel=section.new_panel)
    return brochure
