"""Tooltips that show words from a document."""

from __future__ import annotations

from html import escape


def plain_tip(text: str) -> str:
    """Return a tooltip that wraps and shows a text as it is.

    Qt takes what looks like HTML for HTML, and would read the pictures it names, from a network share too.
    """
    return f"<qt>{escape(text)}</qt>"
