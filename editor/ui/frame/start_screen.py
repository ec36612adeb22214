"""The first screen: begin from a starter, go on with a recent document, take back what was left behind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.files.starters import Starter
from editor.files.workspace import Recoverable
from editor.ui.frame.elided import Elided
from editor.ui.frame.icons import beside_words, icon
from editor.ui.frame.starter_card import StarterCard
from editor.ui.frame.style import mark

WIDTH = 980


class StartScreen(QScrollArea):
    """Shows starters, recent documents and recoverable work; says what the user wants with signals."""

    begin = Signal(str)  # starter id
    open_path = Signal(object)
    forget_path = Signal(object)
    open_asked = Signal()
    import_asked = Signal()
    recover = Signal(object)
    discard = Signal(object)

    def __init__(self, starters: Sequence[Starter], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.cards: dict[str, StarterCard] = {}
        page = mark(QWidget(), "page")
        self.column = QVBoxLayout()
        self.column.setSpacing(12)
        self.column.setContentsMargins(24, 36, 24, 32)
        holder = QWidget()
        holder.setLayout(self.column)
        holder.setMaximumWidth(WIDTH)
        holder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(holder, 1000)
        row.addStretch(1)
        self.setWidget(page)
        self._left_behind, self._recent = QVBoxLayout(), QVBoxLayout()
        self._left_behind.setSpacing(8)
        self._recent.setSpacing(0)
        self._recent_heading = mark(QLabel("Recent documents"), "subheading")
        self._build(starters)

    def show_picture(self, starter_id: str, picture: QImage) -> None:
        """Show the pages of a starter on its card."""
        if starter_id in self.cards:
            self.cards[starter_id].show_picture(picture)

    def show_recent(self, paths: Sequence[str]) -> None:
        """List recent documents; those that are gone are greyed and can be taken off the list."""
        _clear(self._recent)
        for path in map(Path, paths):
            self._recent.addWidget(self._recent_row(path))
        self._recent_heading.setVisible(bool(paths))

    def show_recoverable(self, left_behind: Sequence[Recoverable]) -> None:
        """Offer work that no file has yet."""
        _clear(self._left_behind)
        for left in left_behind:
            self._left_behind.addWidget(self._recovery_row(left))

    def _build(self, starters: Sequence[Starter]) -> None:
        heading = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(mark(QLabel("Candor"), "title"))
        words.addWidget(mark(QLabel("Brochures a patient can trust, ready for print and web."), "quiet"))
        heading.addLayout(words, 1)
        for text, symbol, signal in (
            ("&Import article…", "file-input", self.import_asked), ("&Open…", "folder-open", self.open_asked)
        ):  # fmt: skip
            button = beside_words(QPushButton(icon(symbol), text))
            button.clicked.connect(signal)
            heading.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(heading)
        self.column.addSpacing(8)
        self.column.addLayout(self._left_behind)
        self.column.addWidget(mark(QLabel("Begin a new brochure"), "subheading"))
        grid = QGridLayout()
        grid.setSpacing(16)
        for number, starter in enumerate(starters):
            card = StarterCard(starter)
            card.clicked.connect(lambda _=False, ident=starter.id: self.begin.emit(ident))
            grid.addWidget(card, number // 3, number % 3)
            self.cards[starter.id] = card
        self.column.addLayout(grid)
        self.column.addSpacing(12)
        self.column.addWidget(self._recent_heading)
        self.column.addLayout(self._recent)
        self.column.addStretch(1)
        self._recent_heading.hide()

    def _recent_row(self, path: Path) -> QWidget:
        when = _changed_at(path)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        button = QPushButton(icon("file-text" if when else "file-question-mark", "quiet"), path.stem)
        mark(beside_words(button), "link")
        button.setEnabled(when is not None)
        button.setToolTip(str(path))
        button.clicked.connect(lambda: self.open_path.emit(path))
        line.addWidget(button)
        folder = Elided(str(path.parent), mode=Qt.TextElideMode.ElideMiddle)
        folder.setToolTip(str(path.parent))
        line.addWidget(mark(folder, "quiet"), 1)
        line.addWidget(mark(QLabel(_words_for(when) if when else "not found"), "quiet"))
        remove = QToolButton()
        remove.setIcon(icon("x", "quiet"))
        remove.setToolTip("Take off this list; the file stays where it is")
        remove.setAccessibleName(f"Take {path.stem} off the list")
        remove.clicked.connect(lambda: self.forget_path.emit(path))
        line.addWidget(remove)
        return row

    def _recovery_row(self, left: Recoverable) -> QWidget:
        frame = mark(QFrame(), "card")
        line = QHBoxLayout(frame)
        line.setContentsMargins(16, 8, 8, 8)
        symbol = QLabel()
        symbol.setPixmap(icon("history", "accent").pixmap(18, 18))
        line.addWidget(symbol)
        where = f"not yet in {left.document.name}" if left.document else "not saved as a file yet"
        title = left.title or "Untitled"
        words = QLabel(f"Recovered: “{title}”, changed {_words_for(left.changed_at)}, {where}.")
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        line.addWidget(words, 1)
        discard = mark(QPushButton("Discard…"), "quiet")
        discard.setAccessibleName(f"Discard {title}")
        discard.clicked.connect(lambda: self.discard.emit(left))
        open_button = mark(QPushButton("Open"), "primary")
        open_button.setAccessibleName(f"Open the recovered {title}")
        open_button.clicked.connect(lambda: self.recover.emit(left))
        line.addWidget(discard)
        line.addWidget(open_button)
        return frame


def _changed_at(path: Path) -> datetime | None:
    """Return when a file was changed last; None if it is not there."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    except (OSError, ValueError, OverflowError):
        return None


def _words_for(when: datetime) -> str:
    local = when.astimezone()
    return QLocale().toString(local.replace(tzinfo=None), "d MMM yyyy, HH:mm")


def _clear(layout: QVBoxLayout) -> None:
    while layout.count():
        widget = layout.takeAt(0).widget()
        if widget:
            widget.hide()
            widget.deleteLater()
