"""The pictures of docs/claims.md, taken by tools/screenshots.py: the real window, worked as a user works it."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from PySide6.QtCore import QBuffer, QEvent, QIODevice, QRect, Qt, QTimer
from PySide6.QtGui import QHelpEvent, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QToolTip, QWidget

from editor.core import edits
from editor.core.approval import parts_of
from editor.core.brochure import Consent, Kind, Person, Policy, Section, Use
from editor.core.record import Approval

if TYPE_CHECKING:
    from editor.ui.frame.main_window import MainWindow

NAMES = ("claims-writing", "claims-reference", "claims-consent", "claims-review", "claims-export")
CLAIMS = "PRP regrows hair. It cures hair loss."
DOCTOR = Person("Dr Rowan Hale", "Medical director")
SCREEN = (1280, 800)
MARGIN = 8  # px around what is cut out of the window
GAP = 24  # px of white between two pictures
MOST_BYTES = 300_000


def take(window: MainWindow, out: Path, is_wanted: Callable[[str], bool]) -> None:
    """Save the pictures that are wanted, of a window with the hair brochure; the brochure is changed by this."""
    wanted = [name for name in NAMES if is_wanted(name)]
    if wanted:
        _Pictures(window, out).take(wanted)


class _Pictures:
    def __init__(self, window: MainWindow, out: Path) -> None:
        self.window, self.out = window, out
        self.app = QApplication.instance()

    def take(self, names: list[str]) -> None:
        window = self.window
        preferences = window.services.preferences
        preferences.put(preferences.value.with_person(DOCTOR))
        window.showNormal()
        window.move(0, 0)
        window.resize(*SCREEN)
        window.activateWindow()
        self.wait(3)
        before = window.view.session.brochure
        for name in names:
            getattr(self, name.removeprefix("claims-"))()
            window.view.session.apply("Begin again", lambda _: before)
            self.wait(1)

    def writing(self) -> None:
        """What is said of a claim beside the pointer, and what can be done about it."""
        text = self.typed("before-you-decide", CLAIMS)
        cursor = text.document().find("cures")
        cursor.setPosition(cursor.selectionStart() + 1)
        text.setTextCursor(cursor)
        at = text.viewport().mapTo(text, text.cursorRect(cursor).center())
        QApplication.sendEvent(text, QHelpEvent(QEvent.Type.ToolTip, at, text.mapToGlobal(at)))
        self.wait(0.5)
        area = self.area(text).adjusted(0, -22, 184, 90)
        hover = self.cut(area.adjusted(0, 0, 0, 74))
        QToolTip.hideText()
        self.wait(0.5)
        menus: list[Image.Image] = []

        def keep_menu() -> None:
            menus.append(self.cut(area))
            QApplication.activePopupWidget().close()

        QTimer.singleShot(700, keep_menu)
        QTest.keyClick(text, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
        self.wait(1.2)
        self.save("writing", _stacked(hover, menus[0]))

    def reference(self) -> None:
        """A small study in the list of references, with what it is worth."""
        from editor.ui.editing.references_dialog import ReferencesDialog

        dialog = ReferencesDialog(self.window.view.session, self.window, key="gentile2020")
        dialog.resize(900, 640)
        self.keep(dialog, "reference")

    def consent(self) -> None:
        """The card of a quotation whose consent is in force."""
        from editor.ui.editing.consent_card import ConsentCard

        consent = Consent(
            date(2026, 3, 2),
            covers=(Use.PRINT, Use.WEB),
            expires_on=date(2036, 3, 1),
            kept_where="Office, folder 3",
        )
        words = "They told me what they knew, and what nobody knows."
        quote = Section("quote", Kind.QUOTE, text=words, attribution="A patient", consent=consent)
        view = self.window.view
        view.session.apply("Add", partial(edits.insert_section, section=quote))
        view.go_to("quote", "consent")
        self.wait(1)
        card = view.editor.findChild(ConsentCard)
        view.editor.setFocus()
        pixels = card.grab()
        self.save("consent", _image(pixels))

    def review(self) -> None:
        """A part that was changed after it was approved."""
        view, window = self.window.view, self.window
        policy = Policy((DOCTOR,), draft_until_approved=True)
        view.session.apply("Policy", partial(edits.change_brochure, policy=policy))
        view.book.add(DOCTOR, Approval(parts_of(view.session.brochure), whole=True))
        risks = view.session.brochure.section("risks").text
        changed = risks.replace("infection or scars", "infection, scars or numb skin")
        view.session.apply("Edit", partial(edits.change_section, section_id="risks", text=changed))
        view.session.select("risks")
        window.commands["review"].trigger()
        self.wait(1.5)
        panel = window.review.panel
        panel.part.changes_button.click()
        panel.setFocus()
        self.wait(1.5)
        self.save("review", _image(window.grab()))
        window.commands["review"].trigger()

    def export(self) -> None:
        """What stands in the way of an export."""
        self.typed("before-you-decide", CLAIMS)
        QTimer.singleShot(2500, self.keep_export)
        self.window.commands["export"].trigger()
        self.wait(4, lambda: QApplication.activeModalWidget() is None)

    def keep_export(self) -> None:
        dialog = QApplication.activeModalWidget()
        dialog.audit.setChecked(True)
        dialog.place.edit.setText("~/Documents/Hair restoration.pdf")
        self.wait(0.5)
        self.save("export", _image(dialog.grab()))
        dialog.reject()

    # How

    def typed(self, section: str, words: str) -> QPlainTextEdit:
        """Write a text into a section's editor by its keys; return the editor, once the words are checked."""
        view = self.window.view
        view.go_to(section, "text")
        self.wait(0.5)
        text = view.editor.form.texts["text"]
        text.selectAll()
        QTest.keyClicks(text, words)
        self.wait(2)
        return text

    def keep(self, dialog: QDialog, name: str) -> None:
        dialog.show()
        self.wait(1)
        dialog.setFocus()
        self.wait(0.3)
        self.save(name, _image(dialog.grab()))
        dialog.close()

    def area(self, widget: QWidget) -> QRect:
        """Return where a widget stands on the screen, with a margin."""
        place = QRect(widget.mapToGlobal(widget.rect().topLeft()), widget.size())
        return place.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)

    def cut(self, area: QRect) -> Image.Image:
        """Return a part of the screen, with the tooltips and menus on it."""
        screen = self.app.primaryScreen()
        return _image(screen.grabWindow(0, area.x(), area.y(), area.width(), area.height()))

    def save(self, name: str, picture: Image.Image) -> None:
        path = self.out / f"claims-{name}.png"
        picture.save(path, optimize=True)
        if path.stat().st_size > MOST_BYTES:
            few = picture.quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
            few.save(path, optimize=True)

    def wait(self, seconds: float, is_ready: Callable[[], bool] = lambda: False) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until and not is_ready():
            self.app.processEvents()
            time.sleep(0.01)


def _image(pixels: QPixmap) -> Image.Image:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    pixels.save(buffer, "PNG")
    return Image.open(io.BytesIO(buffer.data().data())).convert("RGB")


def _stacked(above: Image.Image, below: Image.Image) -> Image.Image:
    """Return two pictures of one width, one above the other, with white between them."""
    both = Image.new("RGB", (above.width, above.height + GAP + below.height), "white")
    both.paste(above, (0, 0))
    both.paste(below, (0, above.height + GAP))
    return both
