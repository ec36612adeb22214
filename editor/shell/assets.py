"""Access to the bytes of a brochure's pictures, by their sha256."""

from __future__ import annotations

import hashlib
from typing import Protocol


class AssetAccess(Protocol):
    """Where pictures are kept. The open document fulfils it."""

    def get(self, sha256: str) -> bytes | None:
        """Return the bytes of an asset, or None if it is missing."""
        ...

    def add(self, data: bytes) -> str:
        """Keep the bytes and return their sha256; adding the same bytes again changes nothing."""
        ...


class MemoryAssets:
    """Assets kept in memory, for a brochure that has no document behind it."""

    def __init__(self, assets: dict[str, bytes] | None = None) -> None:
        self._assets = dict(assets or {})

    def get(self, sha256: str) -> bytes | None:
        return self._assets.get(sha256)

    def add(self, data: bytes) -> str:
        key = hashlib.sha256(data).hexdigest()
        self._assets[key] = data
        return key
