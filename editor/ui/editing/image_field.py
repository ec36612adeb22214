"""The picture of a section: thumbnail, alternative text, caption."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImageReader, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.core.brochure import Image
from editor.files.images import safe_picture
from editor.shell.assets import AssetAccess
from editor.ui.editing.consent_picture import PatientFields
from editor.ui.editing.fields import Labelled
from editor.ui.editing.growing_edit import MAX_PICTURE_FILE, PICTURE_SUFFIXES, GrowingEdit
from editor.ui.editing.markdown_edit import MarkdownEdit
from editor.ui.frame.icons import beside_words, icon
from editor.ui.frame.style import mark

THUMBNAIL = QSize(132, 96)
FILTER = f"Pictures ({' '.join('*' + suffix for suffix in PICTURE_SUFFIXES)})"
_ALT_HELP = "What the picture shows, for readers who can't see it."
_DOUBT = "Does this still describe the new picture?"
_ALT_MISSING = "Say what the picture shows, or tick “Decorative” if it says nothing that the text does not."


class ImageField(QWidget):
    """Shows a picture of the brochure and what is said about it; computes nothing, changes nothing.

    picked(data, name): a file was chosen or dropped. removed(). changed(field, value) for "alt", "decorative"
    and "caption". With `words` false only the picture is shown, as for a logo. `patient` has what is said of a patient.
    """

    picked = Signal(bytes, str)
    removed = Signal()
    changed = Signal(str, object)

    def __init__(self, assets: AssetAccess, parent: QWidget | None = None, *, words: bool = True) -> None:
        super().__init__(parent)
        self._assets = assets
        self._shown: Image | None = None
        self._drawn = ""
        self.setAcceptDrops(True)
        self.add_button = QPushButton(icon("image-plus"), "Add a picture…", self)
        self.replace_button = QPushButton(icon("image-up"), "Replace…", self)
        self.remove_button = QPushButton(icon("trash-2"), "Remove", self)
        for button in (self.add_button, self.replace_button, self.remove_button):
            beside_words(button)
        self.add_button.clicked.connect(self.choose)
        self.replace_button.clicked.connect(self.choose)
        self.remove_button.clicked.connect(self.removed)
        self.error = QLabel(self)
        self.error.setWordWrap(True)
        mark(self.error, "error")
        self.error.hide()
        self.thumbnail = QLabel(self)
        self.thumbnail.setMaximumSize(THUMBNAIL)
        self.thumbnail.setMinimumHeight(THUMBNAIL.height())
        self.thumbnail.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.size_label = QLabel(self)
        mark(self.size_label, "help")
        self.alt = GrowingEdit(self, single_line=True)
        self.decorative = QCheckBox("Decorative: it says nothing that the text does not", self)
        self.caption = MarkdownEdit(self, single_line=True)
        self.caption.setPlaceholderText("Printed under the picture")
        self.patient = PatientFields(self)
        self.alt_row = Labelled("Alternative text", self.alt, _ALT_HELP, self)
        self._caption_row = Labelled("Caption", self.caption, "", self)
        self._with_words = words
        self._doubtful: dict[str, str] = {}
        self._review = self._make_review()
        self.alt.edited.connect(lambda text: self.changed.emit("alt", text))
        self.caption.edited.connect(lambda text: self.changed.emit("caption", text))
        self.decorative.clicked.connect(lambda on: self.changed.emit("decorative", on))
        self._arrange()
        self.show_image(None)

    def _arrange(self) -> None:
        beside = QVBoxLayout()
        beside.setSpacing(6)
        beside.addStretch(1)
        beside.addWidget(self.size_label)
        for button in (self.replace_button, self.remove_button):
            button.setFixedWidth(118)
            beside.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        beside.addStretch(1)
        self._picture = QFrame(self)
        mark(self._picture, "card")
        row = QHBoxLayout(self._picture)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(16)
        row.addWidget(self.thumbnail)
        row.addLayout(beside, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._picture)
        layout.addWidget(self.error)
        layout.addWidget(self.alt_row)
        layout.addWidget(self._review)
        layout.addWidget(self.decorative)
        layout.addWidget(self._caption_row)
        layout.addWidget(self.patient)

    def show_image(self, image: Image | None, language: str = "en") -> list[GrowingEdit]:
        """Show a picture of a brochure in a language, or none; return the text fields that another text came into."""
        self._shown = image
        self.add_button.setVisible(image is None)
        self._picture.setVisible(image is not None)
        for widget in (self.alt_row, self.decorative, self._caption_row, self.patient):
            widget.setVisible(image is not None and self._with_words)
        if image is None:
            self._review.hide()
            self._drawn = ""
            self.alt.show_text("")
            self.caption.show_text("")
            return []
        if image.asset != self._drawn:
            self._draw(image)
        self.patient.show_image(image, language)
        self.decorative.setChecked(image.decorative)
        self.alt.setEnabled(not image.decorative)
        missing = not image.decorative and not image.alt.strip()
        self.alt_row.set_words("Alternative text", _ALT_MISSING if missing else _ALT_HELP)
        mark(self.alt_row.help, "warning" if missing else "help")
        self._review.setVisible(self._with_words and self._is_doubtful(image))
        shown = [
            edit
            for edit, text in ((self.alt, image.alt), (self.caption, image.caption))
            if edit.show_text(text)
        ]
        return shown

    def ask_review(self, image: Image) -> None:
        """Ask whether the words of an older picture describe this one, until they are edited or confirmed."""
        if image.alt.strip() and not image.decorative:
            self._doubtful[image.asset] = image.alt

    def _is_doubtful(self, image: Image) -> bool:
        return not image.decorative and self._doubtful.get(image.asset) == image.alt

    def _confirm(self) -> None:
        if self._shown:
            self._doubtful.pop(self._shown.asset, None)
        self._review.hide()

    def _make_review(self) -> QWidget:
        review = QWidget(self)
        row = QHBoxLayout(review)
        row.setContentsMargins(0, 0, 0, 0)
        words = QLabel(_DOUBT, review)
        mark(words, "warning")
        self.confirm_button = QPushButton("Yes, it does", review)
        mark(self.confirm_button, "link")
        self.confirm_button.clicked.connect(self._confirm)
        row.addWidget(words)
        row.addWidget(self.confirm_button)
        row.addStretch(1)
        review.hide()
        return review

    def show_error(self, words: str) -> None:
        """Say below the picture what went wrong; an empty text takes the message away."""
        self.error.setText(words)
        self.error.setVisible(bool(words))

    def choose(self) -> None:
        """Let the user choose a picture file."""
        path, _ = QFileDialog.getOpenFileName(self, "Choose a picture", "", FILTER)
        if path:
            self._read(Path(path))

    def _read(self, path: Path) -> None:
        try:
            if path.stat().st_size > MAX_PICTURE_FILE:
                self.show_error(
                    f"{path.name} is larger than {MAX_PICTURE_FILE // 1_000_000} MB. Save it smaller first."
                )
                return
            data = path.read_bytes()
        except OSError as error:
            self.show_error(f"{path.name} could not be read: {error.strerror}. Nothing was changed.")
            return
        self.picked.emit(data, path.name)

    def _draw(self, image: Image) -> None:
        self._drawn = image.asset
        stored = self._assets.get(image.asset)
        data = safe_picture(stored) if stored else None
        scale = self.devicePixelRatioF()
        picture = thumbnail(data, image.media_type, THUMBNAIL, scale) if data else QPixmap()
        if picture.isNull():
            self.thumbnail.setText("Picture missing")
        else:
            self.thumbnail.setPixmap(picture)
        drawing = image.media_type == "image/svg+xml"
        self.size_label.setText("Drawing" if drawing else f"{image.width} × {image.height} pixels")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = self._dropped(event)
        if path:
            event.acceptProposedAction()
            self._read(path)

    def _dropped(self, event: QDropEvent) -> Path | None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        return next((path for path in paths if path.suffix.lower() in PICTURE_SUFFIXES), None)


def thumbnail(data: bytes, media_type: str, size: QSize, scale: float) -> QPixmap:
    """Return a picture drawn to fit a size (logical pixels); null if the data can't be drawn."""
    target = size * scale
    if media_type == "image/svg+xml":
        renderer = QSvgRenderer(QByteArray(data))
        if not renderer.isValid() or renderer.defaultSize().isEmpty():
            return QPixmap()
        picture = QPixmap(_fitted(renderer.defaultSize(), target))
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        renderer.render(painter)
        painter.end()
    else:
        buffer = QBuffer()
        buffer.setData(QByteArray(data))
        reader = QImageReader(buffer)
        reader.setAutoTransform(True)
        if reader.size().isValid():
            reader.setScaledSize(_fitted(reader.size(), target))
        picture = QPixmap.fromImage(reader.read())
    picture.setDevicePixelRatio(scale)
    return picture


def _fitted(size: QSize, target: QSize) -> QSize:
    """Return a size scaled into another; a very long and flat picture keeps a pixel of its height."""
    return size.scaled(target, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
