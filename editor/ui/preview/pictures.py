"""The pixels the preview shows: the newest picture of every page, kept until a newer one comes."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from editor.render.preview import PageView, Preview
from editor.ui.preview.arrangement import Key


@dataclass(frozen=True, slots=True)
class Picture:
    """A page's pixels as a QImage over the worker's bytes: `pixels` must live as long as `image`."""

    pixels: bytes
    image: QImage


class Pictures:
    """The newest picture of every page of the newest preview."""

    def __init__(self) -> None:
        self._pictures: dict[Key, Picture] = {}

    def take(self, preview: Preview) -> set[Key]:
        """Keep a preview's pixels; return the pages whose looks changed. Pages that are gone are dropped."""
        changed: set[Key] = set()
        kept: dict[Key, Picture] = {}
        for page in preview.pages:
            key = (page.region, page.page)
            picture = _picture(page)
            if picture is not None:
                changed.add(key)
                kept[key] = picture
            elif key in self._pictures:
                kept[key] = self._pictures[key]
        self._pictures = kept
        return changed

    def image(self, key: Key) -> QImage | None:
        """Return a page's newest picture, None if none has come yet."""
        picture = self._pictures.get(key)
        return picture.image if picture else None

    def picture(self, key: Key) -> Picture | None:
        """Return a page's newest picture with its pixels, None if none has come yet."""
        return self._pictures.get(key)


def _picture(page: PageView) -> Picture | None:
    """Lay a QImage over a page's bytes without copying; None for a page with none or too few of them."""
    if page.pixels is None or page.width <= 0 or len(page.pixels) < page.height * page.stride:
        return None
    image = QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB32)
    return Picture(page.pixels, image)


def draw_image(painter: QPainter, image: QImage, place: QRectF) -> None:
    """Draw a page at its place: pixel by pixel if made for this size, else scaled for the moment."""
    ratio = painter.device().devicePixelRatioF()
    left, top = round(place.x() * ratio), round(place.y() * ratio)
    width, height = place.width() * ratio, place.height() * ratio
    if abs(image.width() - width) <= 1.5 and abs(image.height() - height) <= 1.5:
        target = QRectF(left / ratio, top / ratio, image.width() / ratio, image.height() / ratio)
    else:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        target = place
    painter.drawImage(target, image)
