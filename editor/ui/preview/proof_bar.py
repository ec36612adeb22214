"""The bar above the proof: what its lines mean, and the soft proof in the print shop's inks."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from editor.core.paper import Form
from editor.ui.frame.icons import icon
from editor.ui.frame.style import mark
from editor.ui.preview.proof_paint import BLEED, SAFE, TRIM, TURN

SEARCHING = "Looking for a colour profile of a printing press…"


class ProofBar(QWidget):
    """Hidden until a proof is shown. `soft` is the switch of the soft proof."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, "toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.legend = QLabel(wordWrap=True, textFormat=Qt.TextFormat.RichText)
        mark(self.legend, "quiet")
        self.legend.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.soft = QAction(icon("droplets"), "Soft proof", self, checkable=True)
        button = QToolButton()
        button.setDefaultAction(self.soft)
        button.setIconSize(QSize(18, 18))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setAccessibleName("Soft proof")
        self._button = button
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(12)
        row.addWidget(self.legend, 1)
        row.addWidget(button)
        self.say_missing(SEARCHING)
        self.hide()

    def show_form(self, form: Form) -> None:
        """Say what the lines on this form's sheets mean."""
        entries = []
        if form.bleed:
            words = f"Bleed, {form.bleed:g} mm (outlined here, filled in the press PDF)"
            entries.append(f"{_line(BLEED)}&nbsp;{words}")
        for colour, name in ((TRIM, "Trim"), (SAFE, "Safe&nbsp;area"), (TURN, "Turning&nbsp;edge")):
            entries.append(f"{_line(colour)}&nbsp;{name}")
        entries.append("①&nbsp;Reading&nbsp;order")
        self.legend.setText(" &nbsp; ".join(entries))

    def say_found(self, description: str) -> None:
        """There is a profile to proof with."""
        self.soft.setEnabled(True)
        self._tell(f"Show the colours as they print with “{description}”")

    def say_missing(self, sentence: str) -> None:
        """There is no profile; the sentence says where to get one."""
        self.soft.setChecked(False)
        self.soft.setEnabled(False)
        self._tell(sentence)

    def _tell(self, words: str) -> None:
        self.soft.setToolTip(words)
        self._button.setAccessibleDescription(words)


def _line(colour: QColor) -> str:
    # On white, as on the paper: black could not be seen on a dark bar.
    return f'<span style="background-color:#ffffff;color:{colour.name()}">&nbsp;<b>━</b>&nbsp;</span>'
