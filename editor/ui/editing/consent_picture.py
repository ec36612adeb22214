"""What is said of a picture that shows a patient: that it does, and what is declared of a before and after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from editor.core.brochure import Comparison, Image
from editor.core.comparison_text import with_declaration
from editor.ui.editing.fields import Labelled, LineField, link_row, tab_into
from editor.ui.frame.icons import beside_words, icon
from editor.ui.frame.style import mark

_INDENT = 24  # the text of a check box begins there


class PatientFields(QWidget):
    """Folded to one check box for ordinary pictures; computes nothing, changes nothing.

    declared(words, fields, field): the user said something of the picture. `fields` are those of Image to set, `words`
    name the edit, `field` names what was typed in, "" where it was not typed. left(): a field was left.
    """

    declared = Signal(str, object, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: Image | None = None
        self._language = ""
        self.patient = QCheckBox("Shows a patient", self)
        self.comparison = QCheckBox("Shows the patient before and after", self)
        self.declarations: QWidget | None = None
        self.patient.clicked.connect(self._say_patient)
        self.comparison.clicked.connect(self._say_comparison)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.patient)
        layout.addWidget(self.comparison)

    def _make_declarations(self) -> QWidget:
        """Return the fields of a comparison, which few pictures are."""
        from editor.ui.editing.day_field import DayField

        self.before = DayField("Picture before taken on", self)
        self.after = DayField("Picture after taken on", self)
        self.procedure = LineField(self)
        self.procedure.setPlaceholderText("What was done between the two")
        self.same = QCheckBox("Taken under the same conditions", self)
        self.same.setToolTip("The same light, distance, angle and hair style")
        self.unedited = QCheckBox("Neither picture was edited", self)
        self.unedited.setToolTip(
            "Cutting the edges off both alike is not editing; changing light or colours is"
        )
        self.write_button = beside_words(
            QPushButton(icon("captions", "accent"), "Write it into the caption", self)
        )
        mark(self.write_button, "link")
        self.before.changed.connect(lambda day: self._change("Change day of picture before", before_on=day))
        self.after.changed.connect(lambda day: self._change("Change day of picture after", after_on=day))
        self.procedure.edited.connect(lambda text: self._change("Edit procedure", procedure=text))
        self.procedure.left.connect(self.left)
        self.same.clicked.connect(lambda on: self._change("Declare same conditions", same_conditions=on))
        self.unedited.clicked.connect(lambda on: self._change("Declare pictures unedited", unedited=on))
        self.write_button.clicked.connect(self._write)
        declarations = QWidget(self)
        below = QVBoxLayout(declarations)
        below.setContentsMargins(_INDENT, 2, 0, 4)
        below.setSpacing(8)
        below.addWidget(Labelled("Picture before taken on", self.before, "", declarations))
        below.addWidget(Labelled("Picture after taken on", self.after, "", declarations))
        below.addWidget(Labelled("Procedure", self.procedure, "", declarations))
        below.addWidget(self.same)
        below.addWidget(self.unedited)
        below.addLayout(link_row(self.write_button))
        return declarations

    def show_image(self, image: Image, language: str) -> None:
        """Show what is said of a picture in a brochure of this language."""
        self._image, self._language = image, language
        comparison = image.comparison
        shown = image.patient or comparison is not None
        self.patient.setChecked(shown)
        self.comparison.setVisible(shown)
        self.comparison.setChecked(comparison is not None)
        if comparison is not None and self.declarations is None:
            self.declarations = self._make_declarations()
            self.layout().addWidget(self.declarations)
            tab_into(self.declarations, self.comparison)
        if self.declarations is not None:
            self.declarations.setVisible(comparison is not None)
        if comparison is None:
            return
        self.before.show_value(comparison.before_on)
        self.after.show_value(comparison.after_on)
        self.procedure.show_text(comparison.procedure)
        self.same.setChecked(comparison.same_conditions)
        self.unedited.setChecked(comparison.unedited)
        self.write_button.setVisible(with_declaration(image.caption, comparison, language) != image.caption)

    def _say_patient(self, on: bool) -> None:
        words = "Say that the picture shows a patient" if on else "Say that the picture shows no patient"
        fields: dict[str, object] = {"patient": True} if on else {"patient": False, "comparison": None}
        self.declared.emit(words, fields, "")

    def _say_comparison(self, on: bool) -> None:
        words = "Say that it is before and after" if on else "Say that it is no before and after"
        self.declared.emit(words, {"patient": True, "comparison": Comparison() if on else None}, "")

    def _change(self, words: str, **fields: date | str | bool | None) -> None:
        if self._image is not None and self._image.comparison is not None:
            typed = "" if isinstance(next(iter(fields.values())), bool) else next(iter(fields))
            comparison = replace(self._image.comparison, **fields)  # type: ignore[arg-type]
            self.declared.emit(words, {"comparison": comparison}, typed)

    def _write(self) -> None:
        if self._image is not None and self._image.comparison is not None:
            caption = with_declaration(self._image.caption, self._image.comparison, self._language)
            self.declared.emit("Write it into the caption", {"caption": caption}, "")
