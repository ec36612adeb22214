"""The small window in which a link is written."""

from __future__ import annotations

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from editor.core.addresses import typed_address
from editor.ui.editing.fields import Labelled, LineField
from editor.ui.frame.style import mark


class LinkDialog(QDialog):
    """Asks for the words of a link and where it leads; OK only with one that a brochure may have."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Link")
        self.setMinimumWidth(380)
        address = typed_address(label)
        self._label, self._address = LineField(self), LineField(self)
        self._label.setText(label)
        self._address.setText(address)
        self._address.setPlaceholderText("www.clinic.org, name@clinic.org or +44 20 7946 0000")
        self._hint = QLabel(self)
        self._hint.setWordWrap(True)
        mark(self._hint, "help")
        buttons = QDialogButtonBox(self)
        self._ok = buttons.addButton("Insert link", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel).setIcon(QIcon())
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addWidget(Labelled("Text", self._label))
        layout.addWidget(Labelled("Leads to", self._address))
        layout.addWidget(self._hint)
        layout.addWidget(buttons)
        self._address.textChanged.connect(self._check)
        self._check()
        (self._address if label else self._label).setFocus()

    def label(self) -> str:
        """Return the words of the link; the address where none were given."""
        return self._label.text().strip() or self._address.text().strip()

    def address(self) -> str:
        """Return the full address, such as mailto:name@clinic.org; empty if it can't be one."""
        return typed_address(self._address.text())

    def _check(self) -> None:
        address = self.address()
        self._ok.setEnabled(bool(address))
        typed = self._address.text().strip()
        wrong = "This can't be linked. Give a web or e-mail address, or a phone number."
        self._hint.setText(f"Will link to {address}" if address and address != typed else wrong)
        self._hint.setVisible(bool(typed) and address != typed)
