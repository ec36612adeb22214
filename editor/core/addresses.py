"""Addresses that a brochure may link to."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, quote, urlsplit

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_EMAIL = re.compile(r"[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+")
_HOST = re.compile(r"[\w-]+(\.[\w-]+)+(:\d+)?([/?#]\S*)?")
_PHONE = re.compile(r"\+?[0-9()][0-9 ()./-]{4,}")


def safe_address(address: str) -> str:
    """Return an address if a brochure may link to it (http, https, mailto, tel), else ""."""
    address = "".join(address.split()).strip("\u200b\ufeff")
    try:
        parts = urlsplit(address)
        if parts.netloc.endswith("google.com") and parts.path == "/url":
            address = next(iter(parse_qs(parts.query).get("q", [])), address)
            parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme.lower() not in SCHEMES or not (parts.netloc or parts.path):
        return ""
    return quote(address, safe="!#$%&'*+,/:;=?@[]~-._")


def typed_address(typed: str) -> str:
    """Return the link address a user meant: "clinic.org", "a@clinic.org" and "+44 20 1234" get their scheme.

    Empty if it can't be one.
    """
    typed = typed.strip()
    if _EMAIL.fullmatch(typed):
        return safe_address("mailto:" + typed)
    if _PHONE.fullmatch(typed):
        return safe_address("tel:" + re.sub(r"[^0-9+]", "", typed))
    if _HOST.fullmatch(typed):
        return safe_address("https://" + typed)
    return safe_address(typed)
