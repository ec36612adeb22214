"""The card on which a patient's consent is recorded: for words and pictures of patients."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.check.consent import State, may_need_consent, standing_of
from editor.core.brochure import Consent, Section, Use
from editor.ui.editing.fields import Choice, Labelled, LineField, heading, link_row, tab_into
from editor.ui.frame.style import mark

USE_WORDS: dict[Use, str] = {Use.PRINT: "Print", Use.WEB: "Web page", Use.SOCIAL_MEDIA: "Social media"}
RELATION_WORDS: list[tuple[str | None, str]] = [
    ("", "None"),
    ("paid", "Was paid or got something for it"),
    ("staff", "Works here"),
    ("family", "Family or friend"),
    (None, "Something else…"),
]
_ASK = "A patient’s words or picture need the patient’s written consent. If nobody here is a patient, leave this empty."
_NOT_NEEDED = "No patient speaks or is shown here now, so nothing asks for this consent."
_REMINDER = "Do not write anything about the person’s health here."
_GRAVITY = {
    State.ENDED: "error",
    State.WITHDRAWN: "error",
    State.ENDS_SOON: "warning",
    State.NOT_YET: "warning",
    State.IN_FORCE: "help",
}


class ConsentCard(QFrame):
    """Shows the consent of a section; computes nothing, changes nothing.

    changed(words, consent, field): the user recorded, changed or removed (None) it; `words` name the edit, `field`
    names what was typed in, "" where it was not typed. left(): a field was left. `today` tells the day.
    """

    changed = Signal(str, object, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None, *, today: Callable[[], date] = date.today) -> None:
        super().__init__(parent)
        mark(self, "card")
        self._today = today
        self._consent: Consent | None = None
        self._section = ""
        self._other, self._relation = False, ""
        self._made = False
        self.hide()

    def _make(self) -> None:
        """Make the fields; few sections ever need them, and they would take a tenth of opening a document."""
        from editor.ui.editing.day_field import DayField

        self._made = True
        self.state = QLabel(self)
        self.state.setWordWrap(True)
        self.given = DayField("Given on", self, removable=False)
        self.uses = {use: QCheckBox(words, self) for use, words in USE_WORDS.items()}
        self.scope = LineField(self)
        self.scope.setPlaceholderText("Anything else that was agreed")
        self.scope.setAccessibleName("Covers, in other words")
        self.expires = DayField("Ends on", self)
        self.kept = LineField(self)
        self.kept.setPlaceholderText("Office, folder 3")
        self.relation = Choice(self)
        self.relation.set_choices(list(RELATION_WORDS))
        self.relation_words = LineField(self)
        self.relation_words.setPlaceholderText("What ties them to the clinic")
        self.relation_words.setAccessibleName("Tie to the clinic, in other words")
        self.revoked = DayField("Withdrawn on", self)
        self.remove_button = QPushButton("Remove this consent", self)
        mark(self.remove_button, "link")
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.details = QWidget(self)
        rows = QVBoxLayout(self.details)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        uses = QWidget(self.details)
        row = QHBoxLayout(uses)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for box in self.uses.values():
            row.addWidget(box)
        row.addStretch(1)
        covers = Labelled("Covers", uses, "", self.details)
        covers.layout().addWidget(self.scope)
        tie = Labelled("Tie to the clinic", self.relation, "", self.details)
        tie.layout().addWidget(self.relation_words)
        rows.addWidget(covers)
        rows.addWidget(Labelled("Ends on", self.expires, "", self.details))
        rows.addWidget(Labelled("Where the signed paper is kept", self.kept, "", self.details))
        rows.addWidget(tie)
        rows.addWidget(Labelled("Withdrawn on", self.revoked, "", self.details))
        self.reminder = QLabel(_REMINDER, self.details)
        self.reminder.setWordWrap(True)
        mark(self.reminder, "help")
        rows.addWidget(self.reminder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(10)
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addWidget(heading("Consent", self))
        head.addWidget(self.state)
        layout.addLayout(head)
        layout.addWidget(Labelled("Given on", self.given, "", self))
        layout.addWidget(self.details)
        layout.addLayout(link_row(self.remove_button))

    def _connect(self) -> None:
        self.given.changed.connect(self._give)
        for use, box in self.uses.items():
            box.clicked.connect(lambda on, use=use: self._cover(use, on))
        self.expires.changed.connect(lambda day: self._change("Change end of consent", expires_on=day))
        self.revoked.changed.connect(self._revoke)
        self.scope.edited.connect(lambda text: self._change("Edit what consent covers", scope=text))
        self.kept.edited.connect(lambda text: self._change("Edit where consent is kept", kept_where=text))
        self.relation.chosen.connect(self._choose_relation)
        self.relation_words.edited.connect(lambda text: self._change("Edit tie to the clinic", relation=text))
        for field in (self.scope, self.kept, self.relation_words):
            field.left.connect(self.left)
        self.remove_button.clicked.connect(lambda: self.changed.emit("Remove consent", None, ""))

    def show_section(self, section: Section) -> None:
        """Show a section's consent; the card is hidden where there is none and none is asked for."""
        needed, consent = may_need_consent(section), section.consent
        if section.id != self._section:
            self._section, self._other = section.id, False
        self._consent = consent
        self.setVisible(needed or consent is not None)
        if not needed and consent is None:
            return
        if not self._made:
            self._make()
            tab_into(self, self)
        self.details.setVisible(consent is not None)
        self.remove_button.setVisible(consent is not None)
        self.given.show_value(consent.given_on if consent else None)
        self._say(consent, needed=needed)
        if consent is not None:
            self._show_details(consent)

    def _say(self, consent: Consent | None, *, needed: bool) -> None:
        role, words = "help", _ASK
        if consent is not None and needed:
            standing = standing_of(consent, self._today())
            role, words = _GRAVITY[standing.state], standing.words
        elif consent is not None:
            words = _NOT_NEEDED
        self.state.setText(words)
        mark(self.state, role)

    def _show_details(self, consent: Consent) -> None:
        for use, box in self.uses.items():
            box.setChecked(use in consent.covers)
        self.scope.show_text(consent.scope)
        self.expires.show_value(consent.expires_on)
        self.revoked.show_value(consent.revoked_on)
        self.kept.show_text(consent.kept_where)
        self._show_relation(consent.relation)

    def _show_relation(self, relation: str) -> None:
        # "paid" on the way to "paid by a partner" is no choice from the list, nor is the empty field before it.
        stays = self._other and (relation == self._relation or self.relation_words.hasFocus())
        self._other = stays or relation not in [value for value, _ in RELATION_WORDS]
        self._relation = relation
        self.relation.show_value(None if self._other else relation)
        self.relation_words.setVisible(self._other)
        self.relation_words.show_text(relation if self._other else "")

    # The user's edits

    def _give(self, day: date) -> None:
        if self._consent is None:
            self.changed.emit("Record consent", Consent(day), "")
        else:
            self._change("Change day of consent", given_on=day)

    def _cover(self, use: Use, on: bool) -> None:
        covered = {*self._consent.covers} if self._consent else set()
        covered = covered | {use} if on else covered - {use}
        self._change("Change what consent covers", typed=False, covers=tuple(u for u in Use if u in covered))

    def _revoke(self, day: date | None) -> None:
        words = "Mark consent as withdrawn" if day else "Mark consent as not withdrawn"
        self._change(words, revoked_on=day)

    def _choose_relation(self, value: str | None) -> None:
        self._other = False
        self._change("Change tie to the clinic", typed=False, relation=value or "")
        self._other = value is None
        self._show_relation(value or "")
        if self._other:
            self.relation_words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self, words: str, *, typed: bool = True, **fields: object) -> None:
        if self._consent is not None:
            consent = replace(self._consent, **fields)  # type: ignore[arg-type]
            self.changed.emit(words, consent, next(iter(fields)) if typed else "")
