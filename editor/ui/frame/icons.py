"""Icons: Lucide's line drawings, drawn when they are painted, in the colour the palette has then.

An icon therefore follows light and dark by itself and is sharp at every scale.
"""

from __future__ import annotations

import importlib.util
import zipfile
from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPalette, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

from editor.core.brochure import Kind
from editor.render.kept_files import default_cache, made_once

KIND_ICONS: dict[Kind, str] = {
    Kind.COVER: "book-open",
    Kind.TEXT: "text-align-start",
    Kind.BENEFIT: "sparkles",
    Kind.BENEFITS: "list-checks",
    Kind.STEPS: "list-ordered",
    Kind.QUESTIONS: "circle-question-mark",
    Kind.QUOTE: "quote",
    Kind.CONTACT: "phone",
    Kind.REFERENCES: "library-big",
    Kind.NOTICE: "info",
}

# Which palette role paints an icon. "on-accent" stands on a primary button.
ROLES: dict[str, QPalette.ColorRole] = {
    "text": QPalette.ColorRole.WindowText,
    "quiet": QPalette.ColorRole.PlaceholderText,
    "accent": QPalette.ColorRole.Link,
    "on-accent": QPalette.ColorRole.BrightText,
}


def icon(name: str, role: str = "text") -> QIcon:
    """Return Lucide's icon `name` (see lucide.dev), painted in a palette role of ROLES or a fixed "#rrggbb".

    KeyError if there is no such icon: a misspelt name must not become an empty button.
    """
    _drawing(name)
    return QIcon(_LineIcon(name, role))


def pixmap(name: str, size: int, colour: QColor, scale: float = 1.0) -> QPixmap:
    """Return the icon drawn at `size` logical pixels for a screen of this scale."""
    if size <= 0:  # a style asks for one while a button has no room yet
        return QPixmap()
    key = f"candor-icon:{name}:{size}:{colour.rgba()}:{scale:.2f}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    drawn = QPixmap(QSize(round(size * scale), round(size * scale)))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _render(painter, QRectF(0, 0, drawn.width(), drawn.height()), name, colour)
    painter.end()
    drawn.setDevicePixelRatio(scale)
    QPixmapCache.insert(key, drawn)
    return drawn


class _LineIcon(QIconEngine):
    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self.name, self.role = name, role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(rect).center())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _render(painter, square, self.name, self._colour(mode))
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        # Qt hands over a size in device pixels, and sets the ratio on what it gets back.
        drawn = pixmap(self.name, min(size.width(), size.height()), self._colour(mode))
        return _with_room(drawn, size.width()) if size.width() > size.height() else drawn

    def clone(self) -> QIconEngine:
        return _LineIcon(self.name, self.role)

    def _colour(self, mode: QIcon.Mode) -> QColor:
        if self.role.startswith("#") and mode is not QIcon.Mode.Disabled:
            return QColor(self.role)
        disabled = mode is QIcon.Mode.Disabled
        group = QPalette.ColorGroup.Disabled if disabled else QPalette.ColorGroup.Active
        return QApplication.palette().color(group, ROLES.get(self.role, QPalette.ColorRole.WindowText))


def beside_words(button: QAbstractButton, side: int = 16) -> QAbstractButton:
    """Leave room between a button's icon and its words, where Qt leaves hardly any; return the button."""
    button.setIconSize(QSize(side + 4, side))
    return button


def _with_room(drawn: QPixmap, width: int) -> QPixmap:
    """Return a drawing at the left of a wider one."""
    if drawn.isNull():
        return drawn
    wide = QPixmap(width, drawn.height())
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(0, 0, drawn)
    painter.end()
    return wide


def _render(painter: QPainter, square: QRectF, name: str, colour: QColor) -> None:
    svg = _drawing(name).replace(b"currentColor", colour.name().encode()).replace(b'"2"', b'"1.75"', 1)
    QSvgRenderer(QByteArray(svg)).render(painter, square)


def _drawing(name: str) -> bytes:
    return _drawings()[f"{name}.svg"]


@cache
def _drawings() -> dict[str, bytes]:
    """Return all drawings by file name; reading the list of the archive takes longer than reading all that is in it."""
    spec = importlib.util.find_spec("lucide")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("The icons are missing: install the package lucide.")
    archive = Path(spec.origin).with_name("lucide.zip")
    kind = archive.stat()
    made_of = f"{archive} {kind.st_size} {kind.st_mtime_ns}".encode()
    return dict(made_once(default_cache(), "icons", made_of, lambda: _read(archive)))


def _read(archive: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as drawings:
        return {name: drawings.read(name) for name in drawings.namelist()}
