"""Help: the keyboard shortcuts as a table made of the actions themselves, and what Candor is made of."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, metadata

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor.ui.frame.style import mark

PARTS = (
    "pyside6", "weasyprint", "pydyf", "pypdfium2", "pikepdf", "Markdown", "Jinja2", "nh3", "pyphen",
    "fonttools", "pillow", "platformdirs", "mammoth", "lucide",
    "fontpkg-inter", "fontpkg-source-serif-4", "fontpkg-noto-sans",
)  # fmt: skip


class KeysDialog(QDialog):
    """Every command that has a key."""

    def __init__(
        self, groups: Iterable[tuple[str, Iterable[QAction]]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        self.resize(440, 560)
        rows = [
            (name, action)
            for name, actions in groups
            for action in actions
            if not action.shortcut().isEmpty()
        ]
        self.table = _table(("Command", "Keys"), [(action.text(), _keys(action)) for _, action in rows])
        _finish(self, "Keyboard shortcuts", self.table)


class AboutDialog(QDialog):
    """What Candor is, its licence, and the works of others in it with theirs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Candor")
        self.resize(680, 560)
        try:
            version = metadata("candor")["Version"]
        except PackageNotFoundError:
            version = "from a checkout"
        words = QLabel(
            f"Version {version}, under the Apache License 2.0.\n"
            "Candor checks against rules; it gives no legal or medical advice. It sends nothing anywhere.\n"
            "It is made with the works of others, each under its own licence:"
        )
        words.setWordWrap(True)
        self.table = _table(
            ("Part", "Version", "Licence"), [row for name in PARTS if (row := _licence(name))]
        )
        _finish(self, "Candor", words, self.table)


def _licence(name: str) -> tuple[str, str, str] | None:
    try:
        about = metadata(name)
    except PackageNotFoundError:
        return None
    licence = about.get("License-Expression") or about.get("License") or ""
    if not licence or len(licence) > 60:
        classes = [each for each in about.get_all("Classifier") or [] if each.startswith("License ::")]
        licence = (
            ", ".join(each.rsplit("::", 1)[1].strip() for each in classes) or licence.split("\n")[0][:60]
        )
    return about["Name"], about["Version"], licence


def _keys(action: QAction) -> str:
    return ", ".join(key.toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts())


def _table(headings: tuple[str, ...], rows: list[tuple[str, ...]]) -> QTableWidget:
    table = QTableWidget(len(rows), len(headings))
    table.setHorizontalHeaderLabels(headings)
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    table.setAccessibleName(headings[0])
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            item = QTableWidgetItem(text.replace("&", "").rstrip("…"))
            item.setToolTip(item.text())
            table.setItem(number, column, item)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    # The last column takes what is left and shortens; the first one is the name and stays whole.
    header.setStretchLastSection(True)
    table.setWordWrap(False)
    table.setTextElideMode(Qt.TextElideMode.ElideRight)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return table


def _finish(dialog: QDialog, heading: str, *widgets: QWidget) -> None:
    column = QVBoxLayout(dialog)
    column.setContentsMargins(20, 20, 20, 16)
    column.setSpacing(12)
    column.addWidget(mark(QLabel(heading), "heading"))
    for widget in widgets:
        column.addWidget(widget)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
    buttons.rejected.connect(dialog.reject)
    column.addWidget(buttons)
