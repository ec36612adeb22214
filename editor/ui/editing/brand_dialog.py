"""The clinic's details: name, logo, colours, how to reach it."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QLabel, QWidget

from editor.core import edits
from editor.files.images import ImageError, read_image
from editor.shell.assets import AssetAccess
from editor.shell.session import Session
from editor.ui.editing.colour_field import ColourField
from editor.ui.editing.fields import Labelled, LineField
from editor.ui.editing.growing_edit import GrowingEdit
from editor.ui.editing.image_field import ImageField
from editor.ui.editing.ink_field import InkField
from editor.ui.editing.value_dialog import ValueDialog, grid_of
from editor.ui.frame.style import mark

_LINES = {
    "name": ("Name", "Linden Clinic", ""),
    "tagline": ("Line below the name", "", ""),
    "phone": ("Phone", "", ""),
    "email": ("E-mail", "", ""),
    "web": ("Website", "", ""),
    "registration": ("Registration", "", "As your regulator wants it printed, such as “CQC 1-234567890”."),
}

_INKS = (
    "Inks, if your print shop or brand guide gives them: C M Y K in per cent, such as 80 30 45 20. Left empty, the "
    "print shop's colour profile chooses them."
)


class BrandDialog(ValueDialog):
    """Edits the brand; every change shows in the preview at once."""

    def __init__(self, session: Session, assets: AssetAccess, parent: QWidget | None = None) -> None:
        super().__init__("Brand and clinic details", session, parent)
        self._assets = assets
        self.setMinimumWidth(520)
        self.resize(560, 680)
        self.fields: dict[str, LineField | GrowingEdit] = {name: LineField(self) for name in _LINES}
        self.fields["address"] = GrowingEdit(self, lines=3)
        for name, field in self.fields.items():
            self.bind(field, "Edit clinic details", name, edits.change_brand)
        self.logo = ImageField(assets, self, words=False)
        self.logo.add_button.setText("Add a logo…")
        self.logo.picked.connect(self._set_logo)
        self.logo.removed.connect(lambda: self._apply("Remove logo", logo=None))
        self.colours = {"colour": ColourField(self), "accent": ColourField(self, for_text=False)}
        for name, colour in self.colours.items():
            colour.picked.connect(partial(self._set_colour, name))
        self.inks = {"colour_cmyk": InkField(self), "accent_cmyk": InkField(self)}
        for name, inks in self.inks.items():
            inks.picked.connect(partial(self._set_colour, name))
        self.add_form(grid_of(self._rows(), self))
        self.add_close()
        self.refresh()
        self.fields["name"].setFocus()

    def _rows(self) -> list[list[QWidget]]:
        rows = {name: Labelled(words, self.fields[name], help_) for name, (words, _, help_) in _LINES.items()}
        for name, (_, placeholder, _) in _LINES.items():
            self.fields[name].setPlaceholderText(placeholder)
        address = Labelled("Address", self.fields["address"], "As it is printed, one line below the other.")
        return [
            [rows["name"]],
            [rows["tagline"]],
            [Labelled("Logo", self.logo)],
            [Labelled("Main colour", self.colours["colour"]), Labelled("Accent", self.colours["accent"])],
            [
                Labelled("Main colour in inks (optional)", self.inks["colour_cmyk"]),
                Labelled("Accent in inks (optional)", self.inks["accent_cmyk"]),
            ],
            [mark(QLabel(_INKS, wordWrap=True), "help")],
            [address],
            [rows["phone"], rows["email"]],
            [rows["web"]],
            [rows["registration"]],
        ]

    def refresh(self) -> None:
        """Show the brand of the brochure."""
        brand = self.session.brochure.brand
        for name, field in self.fields.items():
            field.show_text(getattr(brand, name))
        for name, colour in self.colours.items():
            colour.show_colour(getattr(brand, name))
        for name, inks in self.inks.items():
            inks.show_inks(getattr(brand, name))
        self.logo.show_image(brand.logo)

    def _apply(self, words: str, **fields: object) -> None:
        self.run.end()
        self.session.apply(words, partial(edits.change_brand, **fields))

    def _set_colour(self, name: str, colour: str) -> None:
        self.run.apply("Change colour", partial(edits.change_brand, **{name: colour}), f"brand:{name}")

    def _set_logo(self, data: bytes, name: str) -> None:
        try:
            image, kept = read_image(data, name)
        except ImageError as error:
            self.logo.show_error(str(error))
            return
        self.logo.show_error("")
        self._assets.add(kept)
        self._apply("Change logo", logo=image)
