"""Pictures of the starters for the start screen: drawn once by the real renderer, then kept in the cache."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QImage, QPainter

from editor.core.paper import Form
from editor.files.errors import FileError
from editor.files.starters import Starter, load_starter
from editor.render.preview import PageView, Preview
from editor.shell.preview_job import PreviewJob

log = logging.getLogger(__name__)
SCALE = 2.6  # pixels per mm: sharp on a card 300 pixels wide on a HiDPI screen
GAP = 10
SHOWN_PAGES = 3


class ThumbnailJob(QObject):
    """ready(starter id, QImage): a picture of the first pages of a starter side by side."""

    ready = Signal(str, object)

    def __init__(
        self, template_root: Path, forms: Mapping[str, Form], cache: Path, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._template_root, self._forms, self._cache = template_root, forms, cache / "thumbnails"
        self._waiting: list[tuple[Starter, Path]] = []
        self._job: PreviewJob | None = None
        self._assets: dict[str, bytes] = {}

    def start(self, starters: Sequence[Starter]) -> None:
        """Announce the pictures that are kept at once, and draw the others one after the other."""
        self.close()
        templates = _fingerprint(self._template_root)
        for starter in starters:
            path = self._cache / f"{starter.id}-{_digest(templates + _fingerprint(starter.folder))}.png"
            kept = QImage(str(path))
            if kept.isNull():
                self._waiting.append((starter, path))
            else:
                self.ready.emit(starter.id, kept)
        self._next()

    def close(self) -> None:
        """Stop drawing."""
        self._waiting.clear()
        if self._job:
            self._job.close()
            self._job.deleteLater()
            self._job = None

    def _next(self) -> None:
        if not self._waiting:
            self.close()
            return
        starter, _ = self._waiting[0]
        try:
            brochure, self._assets = load_starter(starter.id, starter.folder.parent)
        except FileError as error:
            log.warning("%s", error)
            self._skip()
            return
        if self._job is None:
            self._job = PreviewJob(self._template_root, self._forms, self._asset, self)
            self._job.set_scale(SCALE)
            self._job.ready.connect(self._keep)
            self._job.failed.connect(self._skip)
        self._job.show(brochure)

    def _keep(self, preview: Preview) -> None:
        if not self._waiting:
            return
        starter, path = self._waiting.pop(0)
        image = _picture(preview)
        if not image.isNull():
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                log.warning("The picture of a starter cannot be kept: %s", error)
            else:
                image.save(str(path))
            self.ready.emit(starter.id, image)
        self._next()

    def _asset(self, name: str) -> bytes | None:
        return self._assets.get(name)

    def _skip(self, _why: str = "") -> None:
        if self._waiting:
            self._waiting.pop(0)
        self._next()


def _picture(preview: Preview) -> QImage:
    """Return the cover and the first pages of the main region side by side, on nothing."""
    main = [page for page in preview.pages if page.region == preview.form.default_region]
    pages = list({id(page): page for page in (*preview.pages[:1], *main, *preview.pages)}.values())[
        :SHOWN_PAGES
    ]
    images = [_image(page) for page in pages if page.pixels]
    if not images:
        return QImage()
    width = sum(image.width() + GAP for image in images) - GAP
    whole = QImage(width, max(image.height() for image in images), QImage.Format.Format_ARGB32_Premultiplied)
    whole.fill(Qt.GlobalColor.transparent)
    painter = QPainter(whole)
    left = 0
    for image in images:
        painter.drawImage(QPoint(left, 0), image)
        left += image.width() + GAP
    painter.end()
    return whole


def _image(page: PageView) -> QImage:
    assert page.pixels is not None
    return QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB32).copy()


def _fingerprint(folder: Path) -> str:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return "".join(f"{path.name}:{(s := path.stat()).st_size}:{s.st_mtime_ns};" for path in files)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
