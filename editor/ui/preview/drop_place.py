"""Where a section that is dragged over the print preview would be put in: plain geometry, no widgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF

from editor.core.placing import Place
from editor.render.preview import PageView, SectionBox
from editor.ui.preview.arrangement import Arrangement, Slot

_ABOVE_MM = 2.0  # the line stands about in the middle between two sections


@dataclass(frozen=True, slots=True)
class Drop:
    """A place for a section, and the line that shows it on the pasteboard (None in a region that is empty)."""

    place: Place
    line: QLineF | None = None


def drop_at(
    arrangement: Arrangement, pages: Sequence[PageView], point: QPointF, section: str, region: str
) -> Drop | None:
    """Return where `section`, which is in `region`, would go if it were let go of at a point of the pasteboard.

    None where that is nowhere, or where it is.
    """
    slot = next((each for each in arrangement.slots() if each.rect.contains(point)), None)
    page = next((each for each in pages if slot and (each.region, each.page) == slot.key), None)
    if slot is None or page is None:
        return None
    boxes = sorted(page.boxes, key=lambda box: box.y)
    if not boxes:
        elsewhere = slot.key[0] != region
        used = any(each.boxes for each in pages if each.region == slot.key[0])
        if elsewhere and not used:
            return Drop(Place(slot.key[0]))
        return Drop(Place(slot.key[0], own_panel=True), _line(arrangement, slot, None, after=False))
    y = (point.y() - slot.rect.y()) / arrangement.scale
    box = min(boxes, key=lambda each: max(each.y - y, y - each.y - each.height))
    if box.section == section:
        return None
    after = y > box.y + box.height / 2
    place = Place(slot.key[0], box.section, after)
    if _is_there(pages, section, place):
        return None
    return Drop(place, _end(arrangement, pages, slot, box, after=after))


def _is_there(pages: Sequence[PageView], section: str, place: Place) -> bool:
    """Whether the section stands there already, on the same page."""
    for page in pages:
        row = [box.section for box in sorted(page.boxes, key=lambda box: box.y)]
        if page.region == place.region and section in row and place.beside in row:
            return row.index(section) - row.index(place.beside) == (1 if place.after else -1)
    return False


def _end(
    arrangement: Arrangement, pages: Sequence[PageView], slot: Slot, box: SectionBox, *, after: bool
) -> QLineF:
    """Return the line at the end (or the beginning) of a section, which may lie on another page than its box here."""
    parts = [
        (place, part)
        for page in pages
        if page.region == slot.key[0] and (place := arrangement.slot((page.region, page.page)))
        for part in page.boxes
        if part.section == box.section
    ]
    place, part = (parts or [(slot, box)])[-1 if after else 0]
    return _line(arrangement, place, part, after=after)


def _line(arrangement: Arrangement, slot: Slot, box: SectionBox | None, *, after: bool) -> QLineF:
    scale, rect = arrangement.scale, slot.rect
    if box is None:
        y, left, right = rect.top() + 10 * scale, rect.left() + 8 * scale, rect.right() - 8 * scale
    else:
        y = rect.top() + (box.y + box.height + _ABOVE_MM if after else box.y - _ABOVE_MM) * scale
        left, right = rect.left() + box.x * scale, rect.left() + (box.x + box.width) * scale
    y = min(max(y, rect.top() + 5), rect.bottom() - 5)
    return QLineF(left, y, right, y)
