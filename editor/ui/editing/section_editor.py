"""The middle pane: the fields of the selected section."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from editor.check.consent import PLACE
from editor.check.findings import Finding, Level
from editor.core import edits
from editor.core.brochure import Brochure, Comparison, Section, texts_of
from editor.core.citations import citations
from editor.core.paper import Form
from editor.core.places import text_at
from editor.files.images import ImageError, read_image
from editor.shell.assets import AssetAccess
from editor.shell.session import Session
from editor.ui.editing.format_bar import FormatBar
from editor.ui.editing.growing_edit import GrowingEdit
from editor.ui.editing.markdown_edit import MarkdownEdit
from editor.ui.editing.marks import Mark, marks_in, moved
from editor.ui.editing.section_form import EmptyPage, Header, SectionForm
from editor.ui.editing.summaries import brand_lines, reference_lines
from editor.ui.editing.typing_run import TypingRun
from editor.ui.frame.style import mark

_UNRESOLVED = "citation-unresolved"  # as check.completeness calls it


class SectionEditor(QWidget):
    """Edits the selected section; a view of the session's value.

    `forms` are the print forms by id, for the choice of the region.
    about_findings() and menu_opening(QMenu, findings): as MarkdownEdit has them, from any of the texts.
    """

    about_findings = Signal()
    menu_opening = Signal(object, object)

    def __init__(
        self,
        session: Session,
        assets: AssetAccess,
        parent: QWidget | None = None,
        *,
        forms: Mapping[str, Form] | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._assets, self._forms = session, assets, dict(forms or {})
        self._findings: tuple[Finding, ...] = ()
        self._checked: Brochure | None = None
        self._section: Section | None = None
        self._frame: tuple[Section, str] | None = None
        self.run = TypingRun(session, self)
        mark(self, "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(340)
        self.header = Header(self)
        self.bar = FormatBar(self)
        self.form = SectionForm(session, assets, self.run, self)
        self.scroll = QScrollArea(self)
        self.scroll.setWidgetResizable(True)
        self.scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll.setWidget(self.form)
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget, stretch in ((self.header, 0), (self.bar, 0), (self.scroll, 1)):
            column.addWidget(widget, stretch)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(page)
        self._empty = EmptyPage(self)
        self._pages.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self._reveal_soon = QTimer(self)
        self._reveal_soon.setSingleShot(True)
        self._reveal_soon.setInterval(0)
        self._reveal_soon.timeout.connect(self._reveal_now)
        self._to_reveal: tuple[QWidget, QRect] | None = None
        self._connect()
        self._select(session.selection)

    def _connect(self) -> None:
        form = self.form
        for edit in form.markdown_edits():
            self._watch(edit)
        self._follow(form.picture.alt)
        form.cards.made.connect(self._watch)
        form.cards.reveal.connect(lambda part: self._reveal(form.cards, part))
        for name, edit in form.texts.items():
            edit.edited.connect(partial(self._edit_text, name))
        form.picture.picked.connect(self.set_picture)
        form.picture.removed.connect(self._remove_picture)
        form.picture.changed.connect(self._change_picture)
        form.picture.patient.declared.connect(self._declare)
        form.consent.changed.connect(self._change_consent)
        for part in (form.picture.patient, form.consent):
            part.left.connect(self.run.end)
        form.placement.changed.connect(self._change)
        form.brand.wanted.connect(self.edit_brand)
        form.references.wanted.connect(self._open_references)
        self.header.kind.chosen.connect(lambda kind: self._change("Change kind", "kind", kind))
        self.header.show_button.clicked.connect(lambda: self._change("Show section", "hidden", False))
        self.bar.new_reference_wanted.connect(lambda: self._cite_new(self.bar.target()))
        to_bar = QShortcut(
            QKeySequence("Alt+F10"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        to_bar.activated.connect(
            lambda: self.bar.buttons["bold"].setFocus(Qt.FocusReason.ShortcutFocusReason)
        )
        # The texts take these keys themselves; as an action they are listed among the keyboard shortcuts.
        about_words = QAction("What can be done about underlined words", self)
        about_words.setShortcuts([QKeySequence("Ctrl+."), QKeySequence("Alt+Return")])
        about_words.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        about_words.triggered.connect(lambda: (edit := self.bar.target()) and edit.open_findings())
        self.addAction(about_words)
        self._session.changed.connect(self._on_changed)
        self._session.selected.connect(self._select)

    # Public

    def focus_text(self, place: str = "text", start: int = 0, end: int = 0) -> None:
        """Put the caret into a text of the section: a place as in `texts_of`, such as items.<id>.text.

        With `start` and `end`, in code points, these words are selected.
        """
        if place == PLACE and not self.form.consent.isHidden():
            self.form.consent.given.setFocus(Qt.FocusReason.OtherFocusReason)
            self._reveal(self.form.consent, self.form.consent.rect())
        elif place == "image":
            self._reveal(self.form.picture, self.form.picture.rect())
        edit = self._edit_at(place)
        if edit is not None:
            if start < end:
                edit.select(start, end)
            edit.setFocus(Qt.FocusReason.OtherFocusReason)
            self._reveal(edit, edit.caret_rectangle())

    def show_findings(self, findings: Sequence[Finding], brochure: Brochure) -> None:
        """Underline what checks found in a brochure in the texts of the section."""
        self._findings, self._checked = tuple(findings), brochure
        if self._section is not None:
            self._underline(self._section)

    def set_picture(self, data: bytes, name: str) -> None:
        """Make a picture file the section's picture; a file that is none is explained below the picture."""
        section = self._section
        try:
            image, kept = read_image(data, name)
        except ImageError as error:
            self.form.show_picture_error(str(error))
            return
        self.form.show_picture_error("")
        self._assets.add(kept)
        if section is None:
            return
        if section.image:
            old = section.image
            # What was declared is true of the old picture alone; that a patient is shown stays until somebody says no.
            comparison = old.comparison and Comparison()
            image = replace(
                image, alt=old.alt, decorative=old.decorative, caption=old.caption,
                patient=old.patient, comparison=comparison,
            )  # fmt: skip
            if image.asset != old.asset:
                self.form.picture.ask_review(image)
        self.run.end()
        self._change("Replace picture" if section.image else "Add picture", "image", image)
        self._reveal(self.form.picture, self.form.picture.rect())

    def edit_brand(self) -> None:
        """Open the clinic's details."""
        from editor.ui.editing.brand_dialog import BrandDialog

        BrandDialog(self._session, self._assets, self.window()).exec()

    def edit_references(self, key: str = "", *, new: bool = False) -> str:
        """Open the references, at one of them or at a new one; return the key that was last shown."""
        from editor.ui.editing.references_dialog import ReferencesDialog

        dialog = ReferencesDialog(self._session, self.window(), key=key, new=new)
        dialog.exec()
        return dialog.key

    def _open_references(self) -> None:
        self.edit_references()

    # The user's edits

    def _edit_text(self, field: str, text: str) -> None:
        ident = self._section.id
        change = partial(edits.change_section, section_id=ident, **{field: text})
        self.run.apply("Edit text", change, f"text:{ident}:{field}")

    def _change(self, words: str, field: str, value: object) -> None:
        change = partial(edits.change_section, section_id=self._section.id, **{field: value})
        self._session.apply(words, change)

    def _change_picture(self, field: str, value: object) -> None:
        image = replace(self._section.image, **{field: value})
        change = partial(edits.change_section, section_id=self._section.id, image=image)
        words = {"alt": "Edit alternative text", "caption": "Edit caption"}.get(field, "Mark as decorative")
        self.run.apply(
            words, change, f"text:{self._section.id}:image.{field}" if field != "decorative" else ""
        )

    def _declare(self, words: str, fields: dict[str, object], field: str) -> None:
        image = replace(self._section.image, **fields)
        change = partial(edits.change_section, section_id=self._section.id, image=image)
        self.run.apply(words, change, f"patient:{self._section.id}:{field}" if field else "")

    def _change_consent(self, words: str, consent: object, field: str) -> None:
        change = partial(edits.change_section, section_id=self._section.id, consent=consent)
        self.run.apply(words, change, f"consent:{self._section.id}:{field}" if field else "")

    def _remove_picture(self) -> None:
        self.run.end()
        self._change("Remove picture", "image", None)

    def _cite_new(self, edit: MarkdownEdit | None) -> None:
        before = {each.key for each in self._session.brochure.references}
        key = self.edit_references(new=True)
        if edit is not None and key and key not in before and self._session.brochure.reference(key):
            edit.cite(key)

    # Showing the value

    def _select(self, section_id: str) -> None:
        self.run.end()
        self.form.show_picture_error("")
        known = {section.id: section for section in self._session.brochure.sections}
        section = known.get(section_id)
        self._pages.setCurrentIndex(1 if section is None else 0)
        self._empty.say(bool(known))
        self._section = None
        self.bar.set_target(None)
        if section is not None:
            self._share_references(self._session.brochure)
            self._show(section)
            self.scroll.verticalScrollBar().setValue(0)

    def _on_changed(self, before: Brochure, after: Brochure) -> None:
        if before.references is not after.references:
            self._share_references(after)
        section = next((each for each in after.sections if each.id == self._session.selection), None)
        if section is None:
            return
        if section is not self._section or before.form != after.form:
            changed = self._show(section)
            if len(changed) == 1:
                self._go_to_change(changed[0])
        elif before.references is not after.references:
            self._underline(section)
        if self.form.brand.isVisibleTo(self.form):
            self.form.brand.lines.setText(brand_lines(after))
        if self.form.references.isVisibleTo(self.form):
            self.form.references.lines.setText(reference_lines(after))

    def _show(self, section: Section) -> list[GrowingEdit]:
        """Show a section; return the fields that another text came into."""
        brochure, old = self._session.brochure, self._section
        self._section = section
        same = old is not None and old.id == section.id
        if not same or old.kind is not section.kind:
            self.form.arrange(section)
            self.form.brand.lines.setText(brand_lines(brochure))
            self.form.references.lines.setText(reference_lines(brochure))
        plain = {"title": "", "lead": "", "text": "", "items": (), "image": None, "attribution": ""}
        frame = replace(section, **plain), brochure.form
        if frame != self._frame:
            self._frame = frame
            self.header.show_section(section)
            self.form.placement.show_section(section, self._forms.get(brochure.form))
        changed = self.form.show_section(section, old if same else None, brochure.language)
        if not same or list(texts_of(old)) != list(texts_of(section)):
            self._underline(section)
        return changed if same else []

    def _go_to_change(self, edit: GrowingEdit) -> None:
        """After an undo the caret stands where the text changed, if the user is typing in this pane."""
        if not edit.hasFocus() and isinstance(QApplication.focusWidget(), GrowingEdit):
            edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._reveal(edit, edit.caret_rectangle())

    def _share_references(self, brochure: Brochure) -> None:
        self.bar.set_references(brochure.references)
        for edit in self._edits():
            edit.set_references(brochure.references)

    def _underline(self, section: Section) -> None:
        """Mark what was found. Where a text has changed since the check, marks move with their words until the next."""
        found: dict[str, tuple[Mark, ...]] = {}
        here = [each for each in self._findings if each.section == section.id and each.rule != _UNRESOLVED]
        for place, text in texts_of(section):
            checked = text_at(self._checked, section.id, place) if self._checked else text
            marks = marks_in(checked, [each for each in here if each.place == place])
            found[place] = (*moved(marks, checked, text), *self._unresolved(section, place, text))
        for place in ("title", "lead", "text", "attribution", "image.caption"):
            self._edit_at(place).set_findings(found.get(place, ()))
        for card in self.form.cards.cards:
            for field, edit in card.edits().items():
                edit.set_findings(found.get(f"items.{card.item_id}.{field}", ()))

    def _unresolved(self, section: Section, place: str, text: str) -> Iterator[Mark]:
        """Yield the citations that lead nowhere, at once: whoever types one should not have to wait for a check."""
        for key, start, end in citations(text):
            if self._session.brochure.reference(key) is None:
                words = f"There is no reference “{key}”. Choose another, or add it under References."
                line = text.count("\n", 0, start) + 1
                finding = Finding(
                    _UNRESOLVED, Level.ERROR, section.id, line, text[start:end], words, "", place
                )
                yield Mark(start, end, finding)

    # Fields

    def _edit_at(self, place: str) -> MarkdownEdit | None:
        if place.startswith("items."):
            _, item_id, field = place.split(".", 2)
            return self.form.cards.edit_of(item_id, field)
        return self.form.picture.caption if place == "image.caption" else self.form.texts.get(place)

    def _edits(self) -> list[MarkdownEdit]:
        cards = [edit for card in self.form.cards.cards for edit in card.edits().values()]
        return [*self.form.markdown_edits(), *cards]

    def _watch(self, edit: MarkdownEdit) -> None:
        edit.set_references(self._session.brochure.references)
        edit.new_reference_wanted.connect(lambda: self._cite_new(edit))
        edit.picture_offered.connect(self.set_picture)
        edit.about_findings.connect(self.about_findings)
        edit.menu_opening.connect(self.menu_opening)
        self._follow(edit)

    def _follow(self, edit: GrowingEdit) -> None:
        edit.left.connect(self.run.end)
        edit.caret_moved.connect(lambda part: self._reveal(edit, part))
        edit.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.bar.set_target(watched if isinstance(watched, MarkdownEdit) else None)
        return super().eventFilter(watched, event)

    # Scrolling follows the caret, after the fields have their new heights.

    def _reveal(self, widget: QWidget, part: QRect) -> None:
        self._to_reveal = (widget, part)
        self._reveal_soon.start()

    def _reveal_now(self) -> None:
        if self._to_reveal is None:
            return
        widget, part = self._to_reveal
        self._to_reveal = None
        if not widget.isVisible():
            return
        top = widget.mapTo(self.form, part.topLeft()).y()
        self.scroll.ensureVisible(0, top + part.height(), 0, 28)
        self.scroll.ensureVisible(0, top, 0, 28)
