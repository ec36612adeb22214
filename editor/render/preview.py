"""What the print preview shows: values the render worker sends and the view draws.

Lengths are in millimetres, from the upper left corner of the panel at its trimmed size, unless they say pixels.
"""

from __future__ import annotations

from dataclasses import dataclass

from editor.core.fit import Overset, PanelFit
from editor.core.paper import Form, Panel

__all__ = ["Overset", "PageView", "PanelFit", "Preview", "SectionBox"]


@dataclass(frozen=True, slots=True)
class SectionBox:
    """Where (a part of) a section lies on a page."""

    section: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PageView:
    """One page of a region as it prints on a panel.

    `page` counts from 0 within the region. `overset` pages lie past the region's panels and will not print; their
    `panel` is the region's last. `fill` is how full the page is, 0 to 1. `pixels` are `height` rows of `stride` bytes,
    each pixel four bytes B, G, R, unused (QImage.Format_RGB32); None means they are those of the preview before.
    """

    region: str
    page: int
    panel: Panel
    overset: bool
    fill: float
    boxes: tuple[SectionBox, ...]
    pixels: bytes | None
    width: int
    height: int
    stride: int


@dataclass(frozen=True, slots=True)
class Preview:
    """The laid-out brochure: pages in reading order, what did not fit, and notes such as refused addresses.

    `fits` says how full each panel is, also of panels that no text reaches, in reading order. One that is not
    `whole` has the first pages alone and nothing else: the others are still being laid out.
    """

    form: Form
    pages: tuple[PageView, ...]
    oversets: tuple[Overset, ...] = ()
    notes: tuple[str, ...] = ()
    fits: tuple[PanelFit, ...] = ()
    whole: bool = True
