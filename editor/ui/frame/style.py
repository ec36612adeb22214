"""The look of the whole program: Fusion, a palette of our own for light and dark, and one style sheet.

Widgets say what they are, never how they look: `mark()` sets the dynamic property `role` (see frame.qss).
Colours for own painting come from `look_of(widget)`.
"""

from __future__ import annotations

import logging
from pathlib import Path
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from editor.render.face_data import SANS, FaceError
from editor.render.faces import ensure_faces
from editor.render.kept_files import default_cache
from editor.ui.frame.tokens import DARK, LIGHT, Tokens, palette_of

log = logging.getLogger(__name__)
HERE = Path(__file__).parent
UI_PIXELS = 13


class Look(QObject):
    """Light or dark: what the system says, unless the user chose one. `changed` carries the new tokens.

    The style sheet is set on windows, not on the application: Qt would style every widget again each time it gets
    a parent, which took 0.2 s of opening a document.
    """

    changed = Signal(object)

    def __init__(self, app: QApplication, choice: str = "system") -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice if choice in ("light", "dark") else "system"
        self._shown: Tokens | None = None
        self._windows: list[QWidget] = []
        app.setStyle("Fusion")
        app.setFont(_interface_font())
        app.setProperty("candor_look", self)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._apply)
        self._apply()

    @property
    def choice(self) -> str:
        """ "system", "light" or "dark"."""
        return self._choice

    @property
    def tokens(self) -> Tokens:
        if self._choice == "system":
            dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        else:
            dark = self._choice == "dark"
        return DARK if dark else LIGHT

    def dress(self, window: QWidget) -> None:
        """Give a window and all that is opened over it the style sheet, now and when the look changes."""
        window.setStyleSheet(style_sheet(self.tokens))
        self._windows.append(window)
        window.destroyed.connect(lambda: self._windows.remove(window))

    def choose(self, choice: str) -> None:
        """Choose "system", "light" or "dark"; the system's frame around windows follows where it can."""
        self._choice = choice
        schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        QGuiApplication.styleHints().setColorScheme(schemes.get(choice, Qt.ColorScheme.Unknown))
        self._apply()

    def _apply(self) -> None:
        tokens = self.tokens
        if tokens is self._shown:
            return
        self._shown = tokens
        self._app.setPalette(palette_of(tokens))
        for window in self._windows:
            window.setStyleSheet(style_sheet(tokens))
        self.changed.emit(tokens)


def look_of(widget: QWidget) -> Tokens:
    """Return the colours a widget should paint with now."""
    app = QApplication.instance()
    look = app.property("candor_look") if app else None
    if isinstance(look, Look):
        return look.tokens
    return DARK if widget.palette().window().color().lightness() < 128 else LIGHT


def mark(widget: QWidget, role: str) -> QWidget:
    """Set a widget's role in the style sheet, also when it is shown already; return the widget."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            widget.style().unpolish(widget)
            widget.style().polish(widget)
    return widget


def style_sheet(tokens: Tokens) -> str:
    """Return the style sheet with a look's colours filled in."""
    values = {name: getattr(tokens, name) for name in Tokens.__slots__}
    glyphs = (HERE / "glyphs").as_posix()
    return Template((HERE / "frame.qss").read_text("utf-8")).substitute(values, glyphs=glyphs)


def _interface_font() -> QFont:
    font = QFont()
    try:
        files = ensure_faces(default_cache())
    except FaceError as error:
        log.warning("The window uses the system's typeface: %s", error)
    else:
        for each in files:
            if each.face.family == SANS:
                QFontDatabase.addApplicationFont(str(each.path))
        font = QFont(SANS)
    font.setPixelSize(UI_PIXELS)
    return font
