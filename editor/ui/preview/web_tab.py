"""The web tab: the exported page in a real browser engine, loaded when the tab is first looked at."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTemporaryDir, QTimer, QUrl, Signal
from PySide6.QtGui import QAction, QActionGroup, QDesktopServices
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.shell.preview_job import PreviewJob
from editor.shell.session import Session
from editor.ui.frame.icons import beside_words, icon
from editor.ui.frame.style import mark
from editor.ui.frame.tokens import LIGHT
from editor.ui.preview.device_frame import DESKTOP, DEVICES, DeviceFrame
from editor.ui.preview.notice_bar import NoticeBar
from editor.ui.preview.sandbox import why_refused

UPDATE_AFTER_MS = 250
CRASHED = (
    "The web engine stopped unexpectedly. Your brochure is not affected: reload the page, or look at it "
    "in the system's browser."
)
MISSING = (
    "The web engine could not be loaded on this computer. The print preview and every export work as usual; "
    "look at the page in the system's browser."
)


class WebTab(QWidget):
    """Shows the session's brochure as the exported web page. Nothing is made before it is first shown."""

    opened = Signal(str)

    def __init__(self, session: Session, job: PreviewJob, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._job = session, job
        self.view: QWidget | None = None
        self._html: bytes | None = None
        self._outdated = True
        self._to_browser = False
        self._private: QTemporaryDir | None = None
        self._timer = QTimer(self, singleShot=True, interval=UPDATE_AFTER_MS)
        self._timer.timeout.connect(self._ask)
        self.frame = DeviceFrame()
        self.message = _Message()
        self.notice = NoticeBar()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.frame)
        self._stack.addWidget(self.message)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_toolbar())
        column.addWidget(self.notice)
        column.addWidget(self._stack, 1)
        self.message.reload.clicked.connect(self._reload)
        self.message.browser.clicked.connect(self.open_in_browser)
        job.web_ready.connect(self._receive)
        job.failed.connect(self._fail)
        session.changed.connect(self._outdate)
        session.selected.connect(self._select)

    # Traffic with the job

    def showEvent(self, event: object) -> None:
        super().showEvent(event)
        if self.view is None and self._stack.currentWidget() is not self.message:
            self._start_engine()
        if self._outdated and self.view is not None:
            self._ask()

    def _outdate(self) -> None:
        self._outdated = True
        if self.isVisible() and self.view is not None:
            self._timer.start()

    def _ask(self) -> None:
        self._outdated = False
        self._job.web(self._session.brochure)

    def _receive(self, html: str) -> None:
        self._html = html.encode()
        if self._to_browser:
            self._to_browser = False
            self._open_file(self._html)
        if self.view is not None:
            self.view.show_html(self._html)

    def _fail(self, sentence: str) -> None:
        if self.isVisible():
            self._to_browser = False
            self.notice.say(sentence, closable=True)

    # The engine

    def _start_engine(self) -> None:
        reason = why_refused()
        if reason:
            self._say("The web preview is not available", reason, reload=False)
            return
        try:
            from editor.ui.preview.web_engine import WebView
        except ImportError:
            self._say("The web preview is not available", MISSING, reload=False)
            return
        view = WebView(LIGHT.accent)
        view.section_clicked.connect(self._clicked)
        view.link_refused.connect(self._say_link)
        view.crashed.connect(lambda: QTimer.singleShot(0, self._say_crash))
        view.setAccessibleName("Web page preview")
        self.frame.zoomed.connect(self._fit_view)
        self.view = view
        QCoreApplication.instance().aboutToQuit.connect(self.close_engine)
        self.frame.set_view(view)
        view.select(self._session.selection, scroll=False)

    def _fit_view(self, zoom: float) -> None:
        self.view.set_zoom(zoom)
        self.view.set_scroll_bars(self.frame.device is DESKTOP)

    def close_engine(self) -> None:
        """Take the engine down in order, before the application ends."""
        view, self.view = self.view, None
        if view is not None:
            self.frame.zoomed.disconnect(self._fit_view)
            QCoreApplication.instance().aboutToQuit.disconnect(self.close_engine)
            self.frame.take_view()
            view.close_engine()

    def _select(self, section_id: str) -> None:
        if self.view is not None:
            self.view.select(section_id, scroll=True)

    def _clicked(self, section_id: str) -> None:
        self._session.select(section_id)

    def _say_link(self, address: str) -> None:
        self.notice.say(
            f"Links are not followed here. In the exported page this one opens {address}", closable=True
        )

    def _say_crash(self) -> None:
        self.close_engine()
        self._say("The web preview stopped", CRASHED, reload=True)

    def _say(self, heading: str, text: str, *, reload: bool) -> None:
        self.message.say(heading, text, reload=reload)
        self._stack.setCurrentWidget(self.message)
        self._devices_bar.setEnabled(False)

    def _reload(self) -> None:
        self._stack.setCurrentWidget(self.frame)
        self._devices_bar.setEnabled(True)
        self._start_engine()
        if self.view is not None:
            self._ask()

    def choose_width(self, width: int) -> None:
        """Show the page on the device that is `width` CSS pixels wide; an unknown width changes nothing."""
        for device in DEVICES:
            if device.width == width:
                self.devices[device.id].setChecked(True)
                self.frame.set_device(device)

    # The system's browser

    def open_in_browser(self) -> None:
        """Write the page to a private temporary file and open that in the system's browser."""
        self._to_browser = True
        self._ask()

    def _open_file(self, html: bytes) -> None:
        # The folder is readable by this user alone, and is removed when the program ends.
        self._private = self._private or QTemporaryDir()
        path = Path(self._private.filePath("brochure.html"))
        try:
            path.write_bytes(html)
        except OSError as error:
            self.notice.say(
                f"The page could not be written: {error.strerror}. Export it instead.", closable=True
            )
            return
        self.message.file.setText(f"The page is at {path} until Candor is closed.")
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.opened.emit(str(path))
        else:
            where = f"No browser could be started. The page is at {path} until Candor is closed."
            self.message.file.setText(where)
            if self._stack.currentWidget() is not self.message:
                self.notice.say(where, closable=True)

    # Toolbar

    def _make_toolbar(self) -> QWidget:
        bar = mark(QWidget(), "toolbar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        row.setContentsMargins(8, 4, 8, 4)
        self._devices_bar = QWidget()
        buttons = QHBoxLayout(self._devices_bar)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(2)
        group = QActionGroup(self)
        self.devices: dict[str, QAction] = {}
        for device in DEVICES:
            action = QAction(icon(device.icon), device.name, self, checkable=True)
            action.setToolTip(f"Show the page as on a {device.name.lower()}, {device.width} pixels wide")
            action.triggered.connect(lambda _checked, device=device: self.frame.set_device(device))
            group.addAction(action)
            button = QToolButton()
            button.setDefaultAction(action)
            beside_words(button, 18)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            buttons.addWidget(button)
            self.devices[device.id] = action
        self.devices[self.frame.device.id].setChecked(True)
        browser = QToolButton(icon=icon("external-link"), toolTip="Open in the system's browser")
        browser.setAccessibleName(browser.toolTip())
        browser.setIconSize(QSize(18, 18))
        browser.clicked.connect(self.open_in_browser)
        row.addWidget(self._devices_bar)
        row.addStretch(1)
        row.addWidget(browser)
        return bar


class _Message(QWidget):
    """A calm page that says why there is no web preview, and what can be done instead."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = mark(QLabel(wordWrap=True), "heading")
        self.text = QLabel(wordWrap=True)
        self.file = mark(QLabel(wordWrap=True), "quiet")
        self.file.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.browser = QPushButton(icon("external-link", "on-accent"), "Open in the system's browser")
        mark(beside_words(self.browser), "primary")
        self.reload = beside_words(QPushButton(icon("rotate-cw"), "Reload"))
        buttons = QHBoxLayout()
        buttons.addWidget(self.browser)
        buttons.addWidget(self.reload)
        buttons.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(12)
        for widget in (self.heading, self.text):
            column.addWidget(widget)
        column.addLayout(buttons)
        column.addWidget(self.file)
        box = QWidget()
        box.setLayout(column)
        box.setMaximumWidth(460)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 24)
        outer.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(box, 20)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(3)

    def say(self, heading: str, text: str, *, reload: bool) -> None:
        self.heading.setText(heading)
        self.text.setText(text)
        self.file.setText("")
        self.reload.setVisible(reload)
