"""The menu of a section in the print preview: where it is printed and what it keeps together with."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from editor.core.edits import change_section
from editor.core.paper import Form
from editor.core.placing import Place, place_section
from editor.shell.session import Session
from editor.ui.frame.icons import icon
from editor.ui.preview.words import region_name


def move_to_region(session: Session, form: Form, section_id: str, region: str | None) -> None:
    """Print a section in another region, as one undo step; None leaves the choice to the form."""
    automatic = "Place section automatically"
    words = automatic if region is None else f"Move section to {region_name(region, form)}"
    session.apply(words, lambda value: change_section(value, section_id, region=region))


def move_to_place(session: Session, form: Form, section_id: str, place: Place) -> None:
    """Move a section to a place on the paper, as one undo step."""
    stays = form.region_of(session.brochure.section(section_id)).id == place.region
    words = "Move section" if stays else f"Move section to {region_name(place.region, form)}"
    session.apply(words, lambda value: place_section(value, form, section_id, place))


def section_menu(session: Session, form: Form, section_id: str, parent: QWidget) -> QMenu:
    """Return the menu; KeyError if there is no such section."""
    section = session.brochure.section(section_id)
    menu = QMenu(parent)
    move = menu.addMenu(icon("move"), "Move to")
    group = QActionGroup(move)
    known = section.region in [region.id for region in form.regions]
    automatic = form.region_of(replace(section, region=None)).name
    choices: list[tuple[str | None, str]] = [(region.id, region.name) for region in form.regions]
    for region, name in [*choices, (None, f"Automatic ({automatic})")]:
        if region is None:
            move.addSeparator()
        action = move.addAction(name)
        action.setCheckable(True)
        action.setActionGroup(group)
        action.setChecked(region == (section.region if known else None))
        action.triggered.connect(
            lambda _=False, region=region: move_to_region(session, form, section_id, region)
        )
    menu.addSeparator()
    for words, name in (("Start on a new panel", "new_panel"), ("Keep with next", "keep_with_next")):
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(getattr(section, name))
        action.toggled.connect(
            lambda on, words=words, name=name: session.apply(
                words if on else f"Do not {words[0].lower()}{words[1:]}",
                lambda value: change_section(value, section_id, **{name: on}),
            )
        )
    return menu
