"""Importing PySide6 without what it does at every start and Candor does not need."""

from __future__ import annotations

import builtins


def load_qt() -> None:
    """Import PySide6, and go on importing as Python does.

    PySide6 would read the source of every module that is imported from now on, in case that asks for snake_case or
    true_property, which none here does: 5 % of the time to the window.
    """
    import PySide6.QtCore  # noqa: F401

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
