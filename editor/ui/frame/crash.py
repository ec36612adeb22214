"""When the program itself fails: save the work, log what happened, say so in plain words, and go on."""

from __future__ import annotations

import logging
import logging.handlers
import os
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, QUrl, Signal, qInstallMessageHandler
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.ui.frame.icons import beside_words, icon
from editor.ui.frame.style import mark

log = logging.getLogger("candor")
QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
SAVED = "Your brochure is saved up to the last change."
NOT_SAVED = "The last change could not be saved. Copy the text you are working on to another program first."


def log_folder() -> Path:
    """Return where the log lies: with the data if CANDOR_DATA is set, else the platform's place for logs."""
    chosen = os.environ.get("CANDOR_DATA")
    if chosen:
        return Path(chosen) / "log"
    import platformdirs

    return Path(platformdirs.user_log_path("candor", appauthor=False))


def start_log(folder: Path) -> Path:
    """Write the log to a file that rotates; return its path. A log that cannot be written stops nobody."""
    path = folder / "candor.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = logging.handlers.RotatingFileHandler(
            path, maxBytes=500_000, backupCount=3, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return path


class CrashGuard(QObject):
    """Catches what nobody caught, in every thread. `rescue` saves the work and says whether it is safe."""

    _caught = Signal(str, str)

    def __init__(self, log_path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.log_path = log_path
        self.rescue: Callable[[], bool] | None = None
        self.dialog: CrashDialog | None = None
        self._busy = False
        self._before = (sys.excepthook, threading.excepthook)
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Catch from now on."""
        sys.excepthook = self.catch
        threading.excepthook = lambda args: self.catch(args.exc_type, args.exc_value, args.exc_traceback)
        qInstallMessageHandler(self._log_qt)

    def remove(self) -> None:
        """Let go: as it was before."""
        sys.excepthook, threading.excepthook = self._before
        qInstallMessageHandler(None)

    def catch(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Log an exception and have it shown by the window's thread. Never raises."""
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        try:
            log.critical("Unhandled exception\n%s", details)
            self._caught.emit(f"{kind.__name__}: {error}", details)
        except Exception:
            sys.__stderr__ and sys.__stderr__.write(details)

    def _show(self, summary: str, details: str) -> None:
        if self._busy:
            return  # a failure while this one is being dealt with is in the log; no second dialog
        self._busy = True
        try:
            saved = self._save()
            if self.dialog is not None:
                self.dialog.add(details, saved)
                return
            self.dialog = CrashDialog(summary, details, saved, self.log_path, _window())
            self.dialog.finished.connect(self._forget)
            self.dialog.open()
        finally:
            self._busy = False

    def _save(self) -> bool | None:
        """Return whether everything is saved; None if nothing is open."""
        if self.rescue is None:
            return None
        try:
            return self.rescue()
        except Exception:
            log.exception("Saving after the failure failed too.")
            return False

    def _forget(self) -> None:
        if self.dialog:
            self.dialog.deleteLater()
        self.dialog = None

    def _log_qt(self, kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
        log.log(QT_LEVELS.get(kind, logging.WARNING), "Qt %s: %s", context.category or "", message)
        if kind is QtMsgType.QtFatalMsg:
            self._save()


def _window() -> QWidget | None:
    """Return the window the dialog belongs to, if one is shown."""
    from PySide6.QtWidgets import QApplication

    window = QApplication.activeWindow()
    if window is None:
        window = next(
            (each for each in QApplication.topLevelWidgets() if each.isVisible() and each.isWindow()), None
        )
    return window


class CrashDialog(QDialog):
    """Says that something went wrong, whether the work is safe, and how to report it."""

    def __init__(
        self, summary: str, details: str, saved: bool | None, log_path: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Something went wrong")
        self.setMinimumWidth(460)
        self._log_path = log_path
        symbol = QLabel()
        symbol.setPixmap(icon("triangle-alert").pixmap(28, 28))
        self.message = QLabel(_words(saved))
        self.message.setWordWrap(True)
        self.details = QPlainTextEdit(details, readOnly=True, accessibleName="Details")
        self.details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.details.setMinimumHeight(180)
        self.details.hide()
        self.fold = QToolButton(text="Show details", icon=icon("chevron-right"), checkable=True)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.toggled.connect(self._unfold)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(symbol, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.addWidget(mark(QLabel("Something went wrong in Candor"), "heading"))
        words.addWidget(self.message)
        quiet = mark(QLabel(summary[:300]), "quiet")
        quiet.setTextFormat(Qt.TextFormat.PlainText)
        quiet.setWordWrap(True)
        words.addWidget(quiet)
        top.addLayout(words, 1)
        column.addLayout(top)
        column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.details)
        column.addLayout(self._buttons())
        self.go_on.setFocus()

    def add(self, details: str, saved: bool | None) -> None:
        """Another failure while this dialog is open: tell it here."""
        self.message.setText(_words(saved))
        self.details.appendPlainText("\n" + details)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.copy = beside_words(QPushButton(icon("copy"), "&Copy details"))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.details.toPlainText()))
        show_log = QPushButton("Open &log")
        show_log.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_path))))
        self.go_on = go_on = QPushButton("&Go on")
        go_on.setDefault(True)
        go_on.clicked.connect(self.accept)
        row.addWidget(self.copy)
        row.addWidget(show_log)
        row.addStretch()
        row.addWidget(go_on)
        return row

    def _unfold(self, shown: bool) -> None:
        self.details.setVisible(shown)
        self.fold.setText("Hide details" if shown else "Show details")
        self.fold.setIcon(icon("chevron-down" if shown else "chevron-right"))
        self.adjustSize()


def _words(saved: bool | None) -> str:
    what = "A part of the program failed. You can go on working; if it happens again, please report it."
    return what if saved is None else f"{what} {SAVED if saved else NOT_SAVED}"
