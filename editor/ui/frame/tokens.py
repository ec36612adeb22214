"""The colours of the window in light and dark, and the palette made of them.

Every pair of text and ground that the style sheet uses has a contrast of at least 4.5 : 1, and the borders of
fields and focus rings at least 3 : 1 (WCAG 2.2 AA); tests/ui/frame/test_style.py computes it.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette

Group, Part = QPalette.ColorGroup, QPalette.ColorRole


@dataclass(frozen=True, slots=True)
class Tokens:
    """One look. `window` is the ground of the frame, `surface` of fields, `sunken` of the preview's desk."""

    name: str
    window: str
    surface: str
    sunken: str
    text: str
    quiet: str
    disabled: str
    line: str
    line_strong: str
    thumb: str
    accent: str
    accent_strong: str
    accent_soft: str
    on_accent: str
    hover: str
    danger: str
    danger_soft: str
    warning: str
    warning_soft: str
    info: str
    info_soft: str


LIGHT = Tokens(
    name="light", window="#f6f7f6", surface="#ffffff", sunken="#e9ecea", text="#18211f", quiet="#56625f",
    disabled="#939d9a", line="#dde2e0", line_strong="#84908d", thumb="#bac3c0", accent="#1f7a74",
    accent_strong="#16615c", accent_soft="#deefed", on_accent="#ffffff", hover="#eaeeec", danger="#b3261e",
    danger_soft="#fbe7e4", warning="#855300", warning_soft="#fcefd3", info="#2c5a92", info_soft="#e4edf8",
)  # fmt: skip

DARK = Tokens(
    name="dark", window="#191e1d", surface="#212726", sunken="#121615", text="#e6ebe9", quiet="#a4b0ad",
    disabled="#6b7774", line="#343c3a", line_strong="#788582", thumb="#4a5552", accent="#4fb8ae",
    accent_strong="#74cdc4", accent_soft="#1f3f3c", on_accent="#0b2422", hover="#2a3130", danger="#ff9d93",
    danger_soft="#46231f", warning="#eebf62", warning_soft="#3d3115", info="#9dc4f4", info_soft="#1f3048",
)  # fmt: skip


def palette_of(tokens: Tokens) -> QPalette:
    """Return the application palette of a look."""
    palette = QPalette()
    colours = {
        Part.Window: tokens.window, Part.WindowText: tokens.text, Part.Base: tokens.surface,
        Part.AlternateBase: tokens.window, Part.Text: tokens.text, Part.Button: tokens.surface,
        Part.ButtonText: tokens.text, Part.PlaceholderText: tokens.quiet, Part.BrightText: tokens.on_accent,
        Part.Highlight: tokens.accent, Part.HighlightedText: tokens.on_accent, Part.Accent: tokens.accent,
        Part.Link: tokens.accent, Part.LinkVisited: tokens.accent, Part.ToolTipBase: tokens.surface,
        Part.ToolTipText: tokens.text, Part.Light: tokens.surface, Part.Midlight: tokens.hover,
        Part.Mid: tokens.line, Part.Dark: tokens.line_strong, Part.Shadow: tokens.sunken,
    }  # fmt: skip
    for role, colour in colours.items():
        palette.setColor(role, QColor(colour))
    for role in (Part.WindowText, Part.Text, Part.ButtonText):
        palette.setColor(Group.Disabled, role, QColor(tokens.disabled))
    palette.setColor(Group.Disabled, Part.Highlight, QColor(tokens.line))
    palette.setColor(Group.Disabled, Part.HighlightedText, QColor(tokens.disabled))
    return palette
