"""Who decides and why: the two small questions that come before an entry is put into the record."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
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
from editor.core.record_words import person_words
from editor.shell.preferences import Preferences
from editor.shell.tooltips import plain_tip
from editor.ui.editing.fields import Labelled, link_row
from editor.ui.frame.icons import beside_words, icon
from editor.ui.frame.style import mark

WHO = "What you decide is kept in the document with your name and the time. You are asked only once."
CHANGE = "What you decide from now on is kept with this name. What was decided before keeps its name."
LONGEST_NAME = 120
LONGEST_REASON = 2000
_KEPT = "It is kept in the document."
MOST_BUTTONS = 5
WIDEST_BUTTON = 340
"""Pixels for a name on a button: a long one must not make the dialog wider."""


def ask_who(preferences: Preferences, parent: QWidget | None = None) -> Person | None:
    """Return who works at this computer; asks the first time. None if the question was cancelled."""
    return who_works(preferences) or change_who(preferences, parent)


def who_works(preferences: Preferences) -> Person | None:
    """Return who works at this computer, None if nobody has said so yet."""
    return preferences.value.person


def change_who(
    preferences: Preferences, parent: QWidget | None = None, known: Sequence[Person] = ()
) -> Person | None:
    """Ask for name and role, and remember the answer; None if the question was cancelled.

    `known` people, such as the reviewers, can be taken over with one click.
    """
    dialog = PersonDialog(who_works(preferences), parent, known)
    try:
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        person = dialog.person
    finally:
        dialog.deleteLater()
    if person:
        preferences.put(preferences.value.with_person(person))
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


class Question(QDialog):
    """A title, a sentence, fields, and a button that is enabled once `is_answered`."""

    def __init__(self, title: str, words: str, label: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 20, 20, 16)
        self.column.setSpacing(12)
        self.column.addWidget(mark(plain_label(title), "heading"))
        if words:
            self.column.addWidget(mark(plain_label(words), "quiet"))
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


class WhoFields(QWidget):
    """Name and role, and buttons that fill in one of the `known` people. changed(): something was typed."""

    changed = Signal()

    def __init__(
        self, person: Person | None, known: Sequence[Person] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.name, self.role = QLineEdit(self), QLineEdit(self)
        for field in (self.name, self.role):
            field.setMaxLength(LONGEST_NAME)
            field.textChanged.connect(lambda _: self.changed.emit())
        self.role.setPlaceholderText("for example Marketing, or Medical director")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.known = [self._button(each) for each in known[:MOST_BUTTONS]]
        if self.known:
            column.addWidget(mark(QLabel("Reviewers"), "caption"))
        for button in self.known:
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(Labelled("Name", self.name))
        column.addWidget(Labelled("Role", self.role))
        if person:
            self.show_person(person)

    def show_person(self, person: Person) -> None:
        """Fill in somebody."""
        self.name.setText(person.name)
        self.role.setText(person.role)

    @property
    def person(self) -> Person | None:
        """Who is named, None while the name is empty."""
        name = one_line(self.name.text())
        return Person(name, one_line(self.role.text())) if name else None

    def _button(self, person: Person) -> QPushButton:
        words = person_words(person)
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, WIDEST_BUTTON)
        button = beside_words(QPushButton(icon("user-round-check"), shown.replace("&", "&&")))
        button.setAccessibleName(words)
        button.setToolTip(plain_tip(f"Put this name into the fields: {words}"))
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.show_person(person))
        return button


class PersonDialog(Question):
    """Asks for name and role. `person` is the answer."""

    def __init__(
        self, person: Person | None = None, parent: QWidget | None = None, known: Sequence[Person] = ()
    ) -> None:
        label = "Save" if person else "Continue"
        super().__init__("Your name", CHANGE if person else WHO, label, parent)
        self.who = WhoFields(person, [each for each in known if each != person])
        self.name, self.role = self.who.name, self.who.role
        self.who.changed.connect(self.refresh)
        self.column.addWidget(self.who)
        self.finish()
        self.name.setFocus()

    @property
    def person(self) -> Person | None:
        """Who was named, None while the name is empty."""
        return self.who.person

    def is_answered(self) -> bool:
        return self.person is not None


class ReasonDialog(Question):
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
        self._row = Labelled("Reason", self.field, _KEPT)
        self.column.addWidget(self._row)
        self.examples = [self._example(words) for words in examples]
        if self.examples:
            self.column.addWidget(mark(QLabel("For example"), "caption"))
            listed = QVBoxLayout()
            listed.setSpacing(0)
            for button in self.examples:
                listed.addLayout(link_row(button))
            self.column.addLayout(listed)
        self.finish()
        self.field.setFocus()

    @property
    def reason(self) -> str:
        """The reason, in one paragraph."""
        return one_line(self.field.toPlainText())

    def is_answered(self) -> bool:
        return 0 < len(self.reason) <= LONGEST_REASON

    def refresh(self) -> None:
        """Also say how much too long the reason is."""
        over = len(self.reason) - LONGEST_REASON
        self._row.set_words("Reason", f"{over} characters too long. {_KEPT}" if over > 0 else _KEPT)
        super().refresh()

    def _example(self, words: str) -> QPushButton:
        """Return a button that writes a reason into the field, where it can be worked on."""
        button = QPushButton(words)
        button.setAutoDefault(False)
        mark(button, "link")
        button.clicked.connect(lambda: (self.field.setPlainText(words), self.field.setFocus()))
        return button


def plain_label(words: str = "") -> QLabel:
    """Return a label that wraps and shows words as they are: what comes from a document is never taken for HTML."""
    label = QLabel(words, wordWrap=True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setMinimumWidth(1)  # one word that is longer than a line must not push the others out of sight
    return label


def one_line(text: str) -> str:
    """Return what was typed in one line, without characters that cannot be seen."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())
