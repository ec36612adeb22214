"""The look keeps the contrasts it promises, in light and in dark, and its icons follow."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from editor.core.brochure import Kind, Section
from editor.ui.frame import icons
from editor.ui.frame.actions import COMMANDS
from editor.ui.frame.new_sections import KINDS, READY, icon_of
from editor.ui.frame.style import Look, look_of, mark, style_sheet
from editor.ui.frame.tokens import DARK, LIGHT, Tokens

LOOKS = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda each: each.name)


def _luminance(colour: str) -> float:
    parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@LOOKS
@pytest.mark.parametrize("ground", ["window", "surface", "hover", "accent_soft"])
@pytest.mark.parametrize("ink", ["text", "quiet"])
def test_words_can_be_read(tokens: Tokens, ink: str, ground: str) -> None:
    assert _contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@LOOKS
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("accent", "window"), ("accent", "surface"), ("on_accent", "accent"), ("on_accent", "accent_strong"),
        ("accent_strong", "accent_soft"), ("danger", "window"), ("danger", "surface"),
        ("danger", "danger_soft"),
        ("warning", "window"), ("warning", "warning_soft"), ("info", "info_soft"), ("text", "info_soft"),
        ("text", "warning_soft"),
    ],
)  # fmt: skip
def test_colours_that_mean_something_can_be_read(tokens: Tokens, ink: str, ground: str) -> None:
    assert _contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@LOOKS
@pytest.mark.parametrize("ground", ["window", "surface"])
def test_fields_and_focus_can_be_seen(tokens: Tokens, ground: str) -> None:
    assert _contrast(tokens.line_strong, getattr(tokens, ground)) >= 3
    assert _contrast(tokens.accent, getattr(tokens, ground)) >= 3


@LOOKS
def test_the_style_sheet_fills_in_every_token(tokens: Tokens) -> None:
    assert "$" not in style_sheet(tokens)


def test_choosing_dark_changes_palette_and_icons(look: Look, qtbot: QtBot) -> None:
    label = QLabel("x")
    qtbot.addWidget(label)
    try:
        look.choose("dark")
        assert look_of(label) is DARK
        dark = icons.icon("plus").pixmap(16, 16).toImage()
        look.choose("light")
        assert look_of(label) is LIGHT
        assert icons.icon("plus").pixmap(16, 16).toImage() != dark
    finally:
        look.choose("light")


def test_every_icon_that_is_named_exists(qapp: object) -> None:
    names = [icon for _, icon, _, _ in COMMANDS.values() if icon]
    names += [entry.icon_name for entry in (*KINDS, *READY)]
    names += [icon_of(Section("a", kind)) for kind in Kind]
    for name in names:
        assert not icons.icon(name).pixmap(16, 16, QIcon.Mode.Disabled).isNull()
    with pytest.raises(KeyError):
        icons.icon("no such icon")


def test_a_role_can_change_while_a_widget_is_shown(look: Look, qtbot: QtBot) -> None:
    label = QLabel("Not saved")
    qtbot.addWidget(label)
    look.dress(label)
    mark(label, "quiet")
    label.show()
    mark(label, "error")
    assert label.palette().color(label.foregroundRole()) == QColor(look.tokens.danger)
