"""The brochure as a whole: title, language, form, theme, where it is used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from editor.core import edits
from editor.core.addresses import typed_address
from editor.core.paper import Form
from editor.shell.session import Session
from editor.ui.editing.fields import Choice, Labelled, LineField
from editor.ui.editing.growing_edit import GrowingEdit
from editor.ui.editing.kinds import AUDIENCE_WORDS, JURISDICTION_WORDS, LANGUAGES
from editor.ui.editing.value_dialog import ValueDialog, grid_of
from editor.ui.frame.style import mark

_DESCRIPTION_HELP = "One or two sentences; search engines and readers' lists show them."
_ADDRESS_HELP = "Only if you will publish the web page: its full address, such as https://clinic.org/hair"


class DocumentDialog(ValueDialog):
    """Edits the fields of the brochure itself. `forms` by id; `themes` as (id, name)."""

    def __init__(
        self,
        session: Session,
        forms: Mapping[str, Form],
        themes: Sequence[tuple[str, str]] = (("calm", "Calm"),),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Brochure settings", session, parent)
        self._forms, self._themes = forms, list(themes)
        self.setMinimumWidth(520)
        self.resize(560, 640)
        self.title = LineField(self)
        self.description = GrowingEdit(self, single_line=True, lines=2)
        self.address = LineField(self)
        self.address.setPlaceholderText("https://")
        self.choices = {name: Choice(self) for name in ("language", "form", "theme", "audience")}
        self.places = {value: QCheckBox(words, self) for value, words in JURISDICTION_WORDS}
        self.bind(self.title, "Edit title", "title", edits.change_brochure)
        self.bind(self.description, "Edit description", "description", edits.change_brochure)
        self.address.edited.connect(self._set_address)
        self.address.left.connect(self._left_address)
        words = {"language": "language", "form": "print form", "theme": "theme", "audience": "audience"}
        for name, choice in self.choices.items():
            choice.chosen.connect(partial(self._choose, f"Change {words[name]}", name))
        for box in self.places.values():
            box.clicked.connect(self._set_places)
        self.add_form(self._form())
        self.add_close()
        self.refresh()
        self.title.setFocus()

    def _form(self) -> QWidget:
        places = QWidget(self)
        grid = QGridLayout(places)
        grid.setContentsMargins(0, 0, 0, 0)
        for row, box in enumerate(self.places.values()):
            grid.addWidget(box, row // 2, row % 2)
        used = Labelled("Used in", places, "Advertising rules differ; the checks follow what you tick here.")
        self._summary = QLabel(self)
        self._summary.setWordWrap(True)
        mark(self._summary, "help")
        self._address_row = Labelled("Public address", self.address, _ADDRESS_HELP)
        self._form_row = Labelled("Print form", self.choices["form"])
        return grid_of(
            [
                [Labelled("Title", self.title, "Names the file, the PDF and the web page.")],
                [Labelled("Description", self.description, _DESCRIPTION_HELP)],
                [self._form_row, Labelled("Theme", self.choices["theme"])],
                [
                    Labelled("Language", self.choices["language"]),
                    Labelled("Written for", self.choices["audience"]),
                ],
                [used],
                [self._address_row],
            ],
            self,
        )

    def refresh(self) -> None:
        """Show the fields of the brochure."""
        brochure = self.session.brochure
        self.title.show_text(brochure.title)
        self.description.show_text(brochure.description)
        if not self.address.hasFocus() or brochure.public_url != typed_address(self.address.text()):
            self.address.show_text(brochure.public_url)
        forms = [(form.id, form.name) for form in self._forms.values()]
        offered = {
            "language": LANGUAGES,
            "form": forms,
            "theme": self._themes,
            "audience": AUDIENCE_WORDS,
        }
        for name, choice in self.choices.items():
            value = getattr(brochure, name)
            choices = list(offered[name])
            if value not in [each for each, _ in choices]:
                choices.append((value, f"{value} (not installed)" if name != "language" else value))
            choice.set_choices(choices)
            choice.show_value(value)
        for value, box in self.places.items():
            box.setChecked(value in brochure.jurisdictions)
        form = self._forms.get(brochure.form)
        self._form_row.set_words("Print form", form.summary if form else "")

    def _choose(self, words: str, name: str, value: object) -> None:
        self.run.end()
        self.session.apply(words, partial(edits.change_brochure, **{name: value}))

    def _set_places(self) -> None:
        ticked = tuple(value for value, box in self.places.items() if box.isChecked())
        self._choose("Change where it is used", "jurisdictions", ticked)

    def _set_address(self, text: str) -> None:
        """Apply an address once it is a whole one; until then the earlier one stays."""
        address = typed_address(text)
        good = not text.strip() or address.startswith(("http://", "https://"))
        self._address_row.set_words(
            "Public address", _ADDRESS_HELP if good else "This is no web address yet."
        )
        mark(self._address_row.help, "help" if good else "warning")
        if good:
            change = partial(edits.change_brochure, public_url=address if text.strip() else "")
            self.run.apply("Edit public address", change, "text:public_url")

    def _left_address(self) -> None:
        self.run.end()
        self._set_address(self.session.brochure.public_url)
        self.address.show_text(self.session.brochure.public_url)
