"""The right pane: the print preview, and the web page in a second tab."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from editor.core.brochure import Brochure
from editor.render.preview import Preview
from editor.shell.preview_job import PreviewJob
from editor.shell.session import Session
from editor.ui.frame.icons import icon
from editor.ui.preview.notice_bar import BusyHint
from editor.ui.preview.pasteboard import Fit
from editor.ui.preview.print_tab import PrintTab

if TYPE_CHECKING:
    from editor.ui.preview.web_tab import WebTab


class PreviewPane(QWidget):
    """Shows the session's brochure as it will be printed and as a web page; asks the job for both.

    fill_changed(words, over): how full the panel of the selected section is. laid_out(preview): a new print preview is
    shown. painted(generation): its pixels are on the screen
    (emitted from the paint event; see PrintView).
    """

    laid_out = Signal(object)
    fill_changed = Signal(str, bool)
    painted = Signal(int)

    def __init__(self, session: Session, job: PreviewJob, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._job = session, job
        self.print_tab = PrintTab(session, job)
        self._web_page, self._web_width = QWidget(), 0
        QVBoxLayout(self._web_page).setContentsMargins(0, 0, 0, 0)
        self.tabs = QTabWidget(documentMode=True)
        self.tabs.addTab(self.print_tab, icon("printer"), "Print")
        self.tabs.addTab(self._web_page, icon("globe"), "Web page")
        self.tabs.currentChanged.connect(self._make_what_is_looked_at)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        self.busy = BusyHint("Updating…", self)  # over the tabs' line: Qt leaves a corner widget where it was
        job.busy.connect(self.busy.set_busy)
        self.print_tab.laid_out.connect(self.laid_out)
        self.print_tab.fill_changed.connect(self.fill_changed)
        self.print_tab.view.painted.connect(self.painted)
        session.changed.connect(self._show)
        self._show(session.brochure, session.brochure)

    def _make_what_is_looked_at(self) -> None:
        if self.tabs.currentWidget() is self._web_page:
            self.web_tab  # noqa: B018 - made by being asked for

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        place = self.busy.sizeHint()
        line = self.tabs.tabBar().sizeHint().height()
        self.busy.move(self.width() - place.width() - 12, (line - place.height()) // 2)
        self.busy.resize(place)

    @cached_property
    def web_tab(self) -> WebTab:
        """The web page's tab; made when it is first looked at."""
        from editor.ui.preview.web_tab import WebTab

        tab = WebTab(self._session, self._job)
        tab.choose_width(self._web_width)
        self._web_page.layout().addWidget(tab)
        return tab

    @property
    def _made_web_tab(self) -> WebTab | None:
        return self.__dict__.get("web_tab")

    @property
    def preview(self) -> Preview | None:
        """The last print preview that was shown."""
        return self.print_tab.preview

    def _show(self, _before: Brochure, after: Brochure) -> None:
        # Also while the web page is in front: findings and the fill of regions come from the print layout.
        self.print_tab.show_brochure(after)

    @property
    def look(self) -> tuple[float, int]:
        """Return the print preview's zoom, 0 for one that fits the window, and the web page's width in CSS pixels."""
        view, web = self.print_tab.view, self._made_web_tab
        width = web.frame.device.width if web else self._web_width
        return (view.zoom if view.fit is Fit.FREE else 0.0), width

    def restore(self, zoom: float, web_width: int) -> None:
        """Show both as they were left (see `look`)."""
        if zoom:
            self.print_tab.view.set_zoom(zoom)
        self._web_width = web_width
        if web := self._made_web_tab:
            web.choose_width(web_width)

    def fit_copy(self) -> None:
        """Fit the text to the form; the print preview comes to the front and says what was done."""
        self.tabs.setCurrentWidget(self.print_tab)
        self.print_tab.fit.start()

    def set_press_profile(self, path: str) -> None:
        """Proof colours with the print shop's profile; with "" the system's best."""
        self.print_tab.proofing.set_profile(path)

    def close_engine(self) -> None:
        """Take the web engine down, if it was ever started, and the soft proofs, before the application ends."""
        self.print_tab.proofing.job.close()
        if web := self._made_web_tab:
            web.close_engine()
