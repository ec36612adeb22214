"""What was worked out before, by what it was made of."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any


class Kept:
    """Values by key, of which those not asked for lately are dropped once there are too many."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._young: dict[Hashable, Any] = {}
        self._old: dict[Hashable, Any] = {}

    def get(self, key: Hashable) -> Any:
        """Return the value of a key, None if there is none any more."""
        value = self._young.get(key)
        if value is None and (value := self._old.get(key)) is not None:
            self.put(key, value)
        return value

    def put(self, key: Hashable, value: Any) -> None:
        """Keep a value, which is not None."""
        if len(self._young) >= self._most // 2:
            self._young, self._old = {}, self._young
        self._young[key] = value
