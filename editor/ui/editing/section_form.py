"""The fields of a section one below the other, the pane's head, and the page for no section."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.core.brochure import Kind, Section
from editor.shell.assets import AssetAccess
from editor.shell.session import Session
from editor.ui.editing.consent_card import ConsentCard
from editor.ui.editing.fields import Choice, Labelled, heading
from editor.ui.editing.growing_edit import GrowingEdit
from editor.ui.editing.image_field import ImageField
from editor.ui.editing.item_cards import ItemCards
from editor.ui.editing.kinds import KIND_FORMS, field_words
from editor.ui.editing.markdown_edit import MarkdownEdit
from editor.ui.editing.placement import PlacementFields
from editor.ui.editing.summaries import Summary
from editor.ui.editing.typing_run import TypingRun
from editor.ui.frame.icons import KIND_ICONS, icon
from editor.ui.frame.style import mark

TEXT_FIELDS = ("title", "lead", "text", "attribution")


class Header(QWidget):
    """The kind of the section, and whether it is hidden."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = Choice(self)
        self.kind.setIconSize(QSize(16, 16))
        self.kind.setAccessibleName("Kind of section")
        self.kind.setSizeAdjustPolicy(self.kind.SizeAdjustPolicy.AdjustToContents)
        kinds = list(Kind)
        self.kind.set_choices(
            [(each, KIND_FORMS[each].name) for each in kinds], [KIND_ICONS[k] for k in kinds]
        )
        self.hidden = QLabel("Hidden: not printed", self)
        mark(self.hidden, "caption")
        self.show_button = QPushButton("Show", self)
        mark(self.show_button, "link")
        self._summary = QLabel(self)
        self._summary.setWordWrap(True)
        mark(self._summary, "help")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.kind)
        row.addStretch(1)
        row.addWidget(self.hidden)
        row.addWidget(self.show_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 8)
        layout.setSpacing(6)
        layout.addLayout(row)
        layout.addWidget(self._summary)

    def show_section(self, section: Section) -> None:
        """Show a section's kind."""
        self.kind.show_value(section.kind)
        self._summary.setText(KIND_FORMS[section.kind].summary)
        self.hidden.setVisible(section.hidden)
        self.show_button.setVisible(section.hidden)


class SectionForm(QWidget):
    """All fields a section can have; `arrange` shows those of its kind."""

    def __init__(self, session: Session, assets: AssetAccess, run: TypingRun, parent: QWidget) -> None:
        super().__init__(parent)
        mark(self, "page")
        self.texts: dict[str, MarkdownEdit] = {
            "title": MarkdownEdit(self, single_line=True),
            "lead": MarkdownEdit(self, single_line=True),
            "text": MarkdownEdit(self, lines=5),
            "attribution": MarkdownEdit(self, single_line=True),
        }
        self._rows = {name: Labelled("", edit, "", self) for name, edit in self.texts.items()}
        self.cards = ItemCards(session, run, self)
        self.brand = Summary("The clinic", "Edit details…", self)
        self.references = Summary("References", "Edit references…", self)
        self.picture = ImageField(assets, self)
        self._picture_group = _group("Picture", self.picture, self)
        self.consent = ConsentCard(self)
        self.placement = PlacementFields(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 24)
        layout.setSpacing(14)
        for widget in (*self._rows.values(), self.brand, self.references, self.cards, self._picture_group):
            layout.addWidget(widget)
        layout.addWidget(self.consent)
        layout.addWidget(_group("Purpose and place", self.placement, self))
        layout.addStretch(1)

    def markdown_edits(self) -> list[MarkdownEdit]:
        """Return the text fields apart from those on cards."""
        return [*self.texts.values(), self.picture.caption]

    def arrange(self, section: Section) -> None:
        """Show the fields of a section's kind, and any other that has content: none is out of reach."""
        form = KIND_FORMS[section.kind]
        for name, row in self._rows.items():
            words = field_words(section.kind, name)
            row.set_words(words.label, words.help)
            self.texts[name].setPlaceholderText(words.placeholder)
            row.setVisible(getattr(form, name) is not None or bool(getattr(section, name)))
        self.brand.setVisible(section.kind is Kind.CONTACT)
        self.references.setVisible(section.kind is Kind.REFERENCES)
        self.cards.setVisible(form.items is not None or bool(section.items))
        self._picture_group.setVisible(form.picture or section.image is not None)

    def show_section(self, section: Section, old: Section | None, language: str = "en") -> list[GrowingEdit]:
        """Show what differs from the section shown before; return the fields that another text came into.

        `language` is the brochure's.
        """
        changed: list[GrowingEdit] = []
        for name, edit in self.texts.items():
            text = getattr(section, name)
            if text:
                self._rows[name].setVisible(True)
            if edit.show_text(text):
                changed.append(edit)
        if old is None or old.items is not section.items or old.kind is not section.kind:
            self.cards.setVisible(self.cards.isVisibleTo(self) or bool(section.items))
            changed += self.cards.show_section(section)
        if old is None or old.image is not section.image:
            self._picture_group.setVisible(self._picture_group.isVisibleTo(self) or bool(section.image))
            changed += self.picture.show_image(section.image, language)
        self.consent.show_section(section)
        return changed

    def show_picture_error(self, words: str) -> None:
        """Explain why a picture could not be used; an empty text takes the message away."""
        if words:
            self._picture_group.setVisible(True)
        self.picture.show_error(words)


class EmptyPage(QWidget):
    """What the pane shows while no section is selected."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._drawing, self.words = QLabel(self), QLabel(self)
        for label in (self._drawing, self.words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        mark(self.words, "quiet")
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addWidget(self._drawing)
        layout.addSpacing(8)
        layout.addWidget(self.words)
        layout.addStretch(3)

    def say(self, any_sections: bool) -> None:
        """Say how to go on, where there are sections and where there are none."""
        words, drawing = "This brochure has no sections yet.\nAdd the first one at the left.", "plus"
        if any_sections:
            words = "Select a section to edit it,\nor click one in the preview."
            drawing = "mouse-pointer-click"
        self.words.setText(words)
        self._drawing.setPixmap(icon(drawing, "quiet").pixmap(QSize(32, 32)))


def _group(words: str, content: QWidget, parent: QWidget) -> QWidget:
    """Return content under a heading, with a line above that sets it apart."""
    group = QWidget(parent)
    line = QFrame(group)
    mark(line, "line")
    layout = QVBoxLayout(group)
    layout.setContentsMargins(0, 4, 0, 0)
    layout.setSpacing(10)
    layout.addWidget(line)
    layout.addWidget(heading(words, group))
    layout.addWidget(content)
    return group
