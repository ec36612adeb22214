"""Who decides and why: the two small questions that come before an entry is put into the record."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.core.brochure import Person
from editor.shell.preferences import Preferences
from editor.ui.editing.fields import Labelled
from editor.ui.frame.style import mark

WHO = "What you decide is kept in the document with your name and the time. You are asked only once."
CHANGE = "What you decide from now on is kept with this name. What was decided before keeps its name."
LONGEST_NAME = 120
LONGEST_REASON = 2000


def ask_who(preferences: Preferences, parent: QWidget | None = None) -> Person | None:
    """Return who works at this computer; asks the first time. None if the question was cancelled."""
    return who_works(preferences) or change_who(preferences, parent)


def who_works(preferences: Preferences) -> Person | None:
    """Return who works at this computer, None if nobody has said so yet."""
    kept = preferences.value
    name = kept.person_name.strip()
    return Person(name, kept.person_role.strip()) if name else None


def change_who(preferences: Preferences, parent: QWidget | None = None) -> Person | None:
    """Ask for name and role, and remember the answer; None if the question was cancelled."""
    dialog = PersonDialog(who_works(preferences), parent)
    try:
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        person = dialog.person
    finally:
        dialog.deleteLater()
    preferences.change(person_name=person.name, person_role=person.role)
    return person


def ask_reason(
    title: str, words: str, parent: QWidget | None = None, examples: Sequence[str] = (), label: str = ""
) -> str | None:
    """Return the reason somebody gives for what `title` names; None if the question was cancelled.

    `examples` are reasons that can be taken over with one click, `label` stands on the button instead of the title.
    """
    dialog = ReasonDialog(title, words, parent, examples, label)
    try:
        return dialog.reason if dialog.exec() == QDialog.DialogCode.Accepted else None
    finally:
        dialog.deleteLater()


class _Question(QDialog):
    """A title, a sentence, fields, and a button that is enabled once `is_answered`."""

    def __init__(self, title: str, words: str, label: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 20, 20, 16)
        self.column.setSpacing(12)
        self.column.addWidget(mark(QLabel(title), "heading"))
        if words:
            self.column.addWidget(mark(QLabel(words, wordWrap=True), "quiet"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setIcon(QIcon())
        self.accept_button = QPushButton(label)
        mark(self.accept_button, "primary")
        buttons.addButton(self.accept_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._buttons = buttons

    def is_answered(self) -> bool:
        """Whether what is needed stands in the fields; subclasses say."""
        raise NotImplementedError

    def finish(self) -> None:
        """Put the buttons below the fields."""
        self.column.addStretch()
        self.column.addWidget(self._buttons)
        self.accept_button.setDefault(True)
        self.refresh()

    def refresh(self) -> None:
        """Enable the button if the question is answered."""
        self.accept_button.setEnabled(self.is_answered())

    def accept(self) -> None:
        if self.is_answered():  # Enter in a field comes here too
            super().accept()


class PersonDialog(_Question):
    """Asks for name and role. `person` is the answer."""

    def __init__(self, person: Person | None = None, parent: QWidget | None = None) -> None:
        super().__init__("Your name", WHO if person is None else CHANGE, "Continue", parent)
        self.name, self.role = QLineEdit(self), QLineEdit(self)
        for field in (self.name, self.role):
            field.setMaxLength(LONGEST_NAME)
            field.textChanged.connect(self.refresh)
        self.role.setPlaceholderText("for example Marketing, or Medical director")
        self.column.addWidget(Labelled("Name", self.name))
        self.column.addWidget(Labelled("Role", self.role, "Reviewers are told apart by name and role."))
        if person:
            self.name.setText(person.name)
            self.role.setText(person.role)
            self.accept_button.setText("Save")
        self.finish()
        self.name.setFocus()

    @property
    def person(self) -> Person:
        """Who was named; ValueError while the name is empty."""
        return Person(_one_line(self.name.text()), _one_line(self.role.text()))

    def is_answered(self) -> bool:
        return bool(_one_line(self.name.text()))


class ReasonDialog(_Question):
    """Asks for a reason, which must not be empty. `reason` is the answer."""

    def __init__(
        self,
        title: str,
        words: str,
        parent: QWidget | None = None,
        examples: Sequence[str] = (),
        label: str = "",
    ) -> None:
        super().__init__(title, words, label or title, parent)
        self.field = QPlainTextEdit(self)
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(84)
        self.field.textChanged.connect(self.refresh)
        self.column.addWidget(Labelled("Reason", self.field, "It is kept in the document."))
        self.examples = [self._example(words) for words in examples]
        self.finish()
        self.field.setFocus()

    @property
    def reason(self) -> str:
        """The reason, in one paragraph."""
        return _one_line(self.field.toPlainText())[:LONGEST_REASON]

    def is_answered(self) -> bool:
        return bool(self.reason)

    def _example(self, words: str) -> QPushButton:
        """Return a button that writes a reason into the field, where it can be worked on."""
        button = QPushButton(words)
        button.setAutoDefault(False)
        mark(button, "link")
        button.clicked.connect(lambda: (self.field.setPlainText(words), self.field.setFocus()))
        self.column.addWidget(button)
        return button


def _one_line(text: str) -> str:
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())
