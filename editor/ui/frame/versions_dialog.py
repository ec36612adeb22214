"""Earlier versions of the brochure: kept by the user with Save, or by the program as the work went on."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.core.brochure import Brochure
from editor.files.document import Document
from editor.files.errors import FileError
from editor.files.working_copy import Version
from editor.shell.findings_job import words_in
from editor.shell.session import Session
from editor.ui.frame.icons import beside_words, icon
from editor.ui.frame.style import mark


class VersionsDialog(QDialog):
    """Lists versions, names the present one, and brings one back (which can be undone)."""

    def __init__(self, session: Session, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._document = session, document
        self.setWindowTitle("Versions")
        self.resize(520, 460)
        self.name = QLineEdit(placeholderText="Name for the present version, such as “Sent to Dr Lee”")
        self.name.setAccessibleName("Name for the present version")
        self.keep = QPushButton("&Keep")
        self.keep.setAutoDefault(False)
        self.list = QListWidget(accessibleName="Versions")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.about = mark(QLabel(), "quiet")
        self.restore = beside_words(QPushButton(icon("history"), "&Bring back"))
        self.restore.setAutoDefault(False)
        self._lay_out()
        self.keep.clicked.connect(self._keep)
        self.name.returnPressed.connect(self._keep)
        self.name.textChanged.connect(lambda text: self.keep.setEnabled(bool(text.strip())))
        self.keep.setEnabled(False)
        self.list.currentItemChanged.connect(self._describe)
        self.list.itemActivated.connect(lambda _: self._restore())
        self.restore.clicked.connect(self._restore)
        self._fill()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(mark(QLabel("Versions"), "heading"))
        row = QHBoxLayout()
        row.addWidget(self.name, 1)
        row.addWidget(self.keep)
        column.addLayout(row)
        column.addWidget(self.list, 1)
        column.addWidget(self.about)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.restore, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def _fill(self) -> None:
        self.list.clear()
        versions = self._document.versions()
        for version in versions:
            item = QListWidgetItem(_words(version))
            item.setData(Qt.ItemDataRole.UserRole, version.id)
            self.list.addItem(item)
        self.restore.setEnabled(False)
        self.about.setText("" if versions else "No versions yet. Save (Ctrl+S) keeps one.")
        if versions:
            self.list.setCurrentRow(0)

    def _chosen(self) -> Brochure | None:
        item = self.list.currentItem()
        if item is None:
            return None
        try:
            return self._document.version(item.data(Qt.ItemDataRole.UserRole))
        except (FileError, KeyError) as error:
            self.about.setText(str(error))
            return None

    def _describe(self) -> None:
        brochure = self._chosen()
        self.restore.setEnabled(brochure is not None and brochure != self._session.brochure)
        if brochure is not None:
            same = " It is the same as the present one." if brochure == self._session.brochure else ""
            self.about.setText(f"{len(brochure.sections)} sections, {words_in(brochure):,} words.{same}")

    def _keep(self) -> None:
        name = self.name.text().strip()
        if not name:
            return
        try:
            self._document.save(self._session.brochure)
            self._document.name_version(name)
        except FileError as error:
            self.about.setText(str(error))
            return
        self.name.clear()
        self._fill()

    def _restore(self) -> None:
        brochure = self._chosen()
        if brochure is not None:
            self._session.apply("Bring back version", lambda _: brochure)
            self.accept()


def _words(version: Version) -> str:
    when = QLocale().toString(version.created_at.astimezone().replace(tzinfo=None), "d MMMM yyyy, HH:mm")
    return f"{version.name}   ·   {when}" if version.name else when
