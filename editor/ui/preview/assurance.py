"""What was checked in a finished file for the print shop, to unfold."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from editor.ui.frame.icons import icon
from editor.ui.frame.style import mark

UNKNOWN = "No free PDF/X-4 validator is known. Candor opened the finished file again, and this holds:"


class Assurance(QWidget):
    """Hidden until there are assertions to show; folded then."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fold = mark(QToolButton(checkable=True), "fold")
        self.fold.setIconSize(QSize(16, 16))
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.toggled.connect(self._unfold)
        self.list = QPlainTextEdit(readOnly=True, accessibleName="What was checked")
        self.list.setFixedHeight(118)
        self.list.setTabChangesFocus(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.list)
        self.put(())

    def put(self, assertions: Sequence[str]) -> None:
        """Show what holds; nothing hides it all."""
        self._count = len(assertions)
        self.list.setPlainText("\n".join([UNKNOWN, *(f"•  {_sentence(each)}" for each in assertions)]))
        self.fold.setChecked(False)
        self._unfold(False)
        self.setVisible(bool(assertions))

    def _unfold(self, shown: bool) -> None:
        self.list.setVisible(shown)
        self.fold.setText(f"What was checked ({self._count})")
        self.fold.setIcon(icon("chevron-down" if shown else "chevron-right"))


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
