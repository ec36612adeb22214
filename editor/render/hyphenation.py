"""Hyphenation patterns: a language's file is parsed once, which takes 0.1 s for English and 1 s for German."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyphen

from editor.render.kept_files import made_once

_Parsed: Any = pyphen.HyphDict


def keep_patterns(cache: Path) -> None:
    """Let pyphen read what it parsed before from the folder `cache`."""

    class KeptPatterns(_Parsed):  # type: ignore[misc]
        """A language's patterns, as pyphen has them."""

        def __init__(self, path: Path) -> None:
            made_of = pyphen.VERSION.encode() + path.read_bytes()
            self.patterns = made_once(cache, "hyphens", made_of, lambda: _Parsed(path).patterns)
            self.maxlen = max(map(len, self.patterns))
            self.cache: dict[str, Any] = {}

    pyphen.HyphDict = KeptPatterns
