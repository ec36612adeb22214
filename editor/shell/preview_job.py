"""Preview and export jobs: the newest brochure is always the next one drawn, and a worker's crash is survived."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor.core.brochure import Brochure
from editor.core.paper import Form
from editor.render.press_options import PressOptions
from editor.render.products import Product
from editor.render.worker import (
    Answer,
    AuditRequest,
    FactsRequest,
    FitRequest,
    PartShown,
    ProduceRequest,
    ProgressMade,
    Request,
    ShowRequest,
    WebRequest,
)
from editor.shell.render_process import RenderProcess

if TYPE_CHECKING:
    from editor.core.audit import Audit

log = logging.getLogger(__name__)
CRASHED = "The page preview stopped unexpectedly and was started again. Your text is kept."


class PreviewJob(QObject):
    """Runs the render worker for one window.

    ready(Preview): the newest brochure was laid out; part_ready(Preview): the first pages of the first one were.
    web_ready(str): its web page. exported(Produced), progress(words,
    done, total): of an export. audited(bytes): the PDF of an audit pack. fitted(FitResult): text was fitted.
    facts_found(LayoutFacts, Brochure): what lies on its pages. failed(sentence): the last request of any
    kind failed; the job lives on. busy(bool).
    """

    ready = Signal(object)
    part_ready = Signal(object)
    web_ready = Signal(str)
    exported = Signal(object)
    audited = Signal(object)
    fitted = Signal(object)
    facts_found = Signal(object, object)
    progress = Signal(str, int, int)
    failed = Signal(str)
    busy = Signal(bool)

    def __init__(
        self,
        template_root: Path,
        forms: Mapping[str, Form],
        asset_of: Callable[[str], bytes | None],
        parent: QObject | None = None,
        *,
        process: RenderProcess | None = None,
    ) -> None:
        super().__init__(parent)
        self._forms, self._asset_of = forms, asset_of
        self._process = process or RenderProcess(template_root)
        self._process.setParent(self)
        self._process.answered.connect(self._answered)
        self._process.ended.connect(self._ended)
        self._scale = 0.0
        self._ticket = 0
        self._running: Request | None = None
        self._shown: Brochure | None = None
        self._wanted: dict[type, Callable[[], Request]] = {}
        self._exports: deque[Callable[[], Request]] = deque()
        self._sent_assets: set[str] = set()
        self._crashed_on: Brochure | None = None
        self._announces = {
            ShowRequest: self.ready,
            WebRequest: self.web_ready,
            ProduceRequest: self.exported,
            AuditRequest: self.audited,
            FitRequest: self.fitted,
        }

    @property
    def forms(self) -> Mapping[str, Form]:
        """The print forms there are, by id."""
        return self._forms

    def show(self, brochure: Brochure) -> None:
        """Lay out a brochure, and draw it once a scale is set. While one is being drawn only the newest waits."""
        self._shown = brochure
        form = self._forms.get(brochure.form)
        if form is None:
            self.failed.emit(
                f"There is no print form “{brochure.form}” here. Choose another under View, Form."
            )
            return
        self._wanted[ShowRequest] = lambda: ShowRequest(
            self._next_ticket(), brochure, form, self._scale, self._new_assets(brochure)
        )
        self._pump()

    def set_scale(self, pixels_per_mm: float) -> None:
        """Draw at another scale from now on, and what is shown again."""
        if abs(pixels_per_mm - self._scale) > 1e-6:
            self._scale = pixels_per_mm
            if self._shown is not None:
                self.show(self._shown)

    def web(self, brochure: Brochure) -> None:
        """Make the web page of a brochure; only the newest wish waits."""
        self._wanted[WebRequest] = lambda: WebRequest(
            self._next_ticket(), brochure, self._new_assets(brochure)
        )
        self._pump()

    def export(
        self,
        brochure: Brochure,
        product: Product,
        *,
        draft: bool = False,
        press: PressOptions | None = None,
    ) -> None:
        """Make a product; it is announced by exported or failed. `press` is needed for the print shop's file."""
        form = self._forms[brochure.form]
        self._exports.append(
            lambda: ProduceRequest(
                self._next_ticket(),
                brochure,
                form,
                Product(product),
                draft,
                self._new_assets(brochure),
                press,
            )
        )
        self._pump()

    def audit(self, audit: Audit) -> None:
        """Set an audit pack as a PDF; it is announced by audited or failed."""
        self._exports.append(lambda: AuditRequest(self._next_ticket(), audit))
        self._pump()

    def fit_copy(self, brochure: Brochure) -> None:
        """Fit a brochure's text to its form; it is announced by fitted or failed. Only the newest wish waits."""
        form = self._forms[brochure.form]
        self._wanted[FitRequest] = lambda: FitRequest(
            self._next_ticket(), brochure, form, self._new_assets(brochure)
        )
        self._pump()

    def facts(self, brochure: Brochure) -> None:
        """Read what lies on the pages, once nothing else is wanted; it is announced by facts_found."""
        form = self._forms.get(brochure.form)
        if form is not None:
            self._wanted[FactsRequest] = lambda: FactsRequest(
                self._next_ticket(), brochure, form, self._new_assets(brochure)
            )
            self._pump()

    def cancel(self) -> None:
        """Stop what is being exported. The worker is started anew and the preview comes back by itself."""
        self._exports.clear()
        if isinstance(self._running, ProduceRequest | AuditRequest):
            self._restart()

    def close(self) -> None:
        """End the worker."""
        self._wanted.clear()
        self._exports.clear()
        self._running = None
        self._process.stop()

    def _next_ticket(self) -> int:
        self._ticket += 1
        return self._ticket

    def _new_assets(self, brochure: Brochure) -> dict[str, bytes]:
        """Return the pictures this worker has not been sent yet."""
        wanted = {image.asset for image in brochure.images(hidden=False)} - self._sent_assets
        found = {asset: data for asset in wanted if (data := self._asset_of(asset)) is not None}
        self._sent_assets |= found.keys()
        return found

    def _pump(self) -> None:
        """Send the next wish if the worker is free: what is being typed first, then exports, then the web page."""
        if self._running is not None and not (ShowRequest in self._wanted and _gives_way(self._running)):
            return
        if ShowRequest in self._wanted:
            make = self._wanted.pop(ShowRequest)
        elif FitRequest in self._wanted:
            make = self._wanted.pop(FitRequest)
        elif self._exports:
            make = self._exports.popleft()
        elif WebRequest in self._wanted:
            make = self._wanted.pop(WebRequest)
        elif FactsRequest in self._wanted:
            make = self._wanted.pop(FactsRequest)
        else:
            return
        self._running = make()
        self.busy.emit(not isinstance(self._running, FactsRequest))  # nobody waits for those
        self._process.send(self._running)

    def _answered(self, generation: int, answer: Answer | PartShown | ProgressMade) -> None:
        if (
            generation != self._process.generation
            or self._running is None
            or answer.ticket != self._running.ticket
        ):
            return
        if isinstance(answer, ProgressMade):
            self.progress.emit(answer.words, answer.done, answer.total)
            return
        if isinstance(answer, PartShown):
            self.part_ready.emit(answer.preview)
            return
        asked, self._running = self._running, None
        self._pump()  # before the answer is drawn, so that the worker does not wait for the window
        if answer.failure:
            log.error("%s\n%s", answer.failure, answer.details)
            if not isinstance(asked, FactsRequest):  # nobody waits for those
                self.failed.emit(answer.failure)
        elif isinstance(asked, FactsRequest):
            self.facts_found.emit(answer.value, asked.brochure)
        else:
            self._announces[type(asked)].emit(answer.value)
        if self._running is None:
            self.busy.emit(False)

    def _ended(self, generation: int) -> None:
        """The worker died by itself. Try again once; the same brochure twice is not tried a third time."""
        if generation != self._process.generation:
            return
        log.error("The render worker ended by itself while it worked on %s.", type(self._running).__name__)
        again = self._shown is not None and self._crashed_on is not self._shown
        self._crashed_on = self._shown
        self.failed.emit(
            CRASHED if again else "This page cannot be drawn. Your text is kept; undo the last change."
        )
        self._restart(show=again)

    def _restart(self, *, show: bool = True) -> None:
        self._process.stop()
        self._running = None
        self._sent_assets.clear()
        self.busy.emit(False)
        if show and self._shown is not None:
            self.show(self._shown)
        else:
            self._pump()


def _gives_way(request: Request) -> bool:
    return isinstance(request, ShowRequest) and not request.pixels_per_mm
