"""Hyphenation patterns that were kept divide words as those that pyphen parses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyphen
import pytest

from editor.render.hyphenation import keep_patterns

WORDS = {
    "en_GB": ("regenerative", "restoration", "transplantation", "appointment"),
    "de_DE": ("Haartransplantation", "Nebenwirkungen", "Behandlungsablauf"),
    "hu_HU": ("asszonnyal", "hosszú"),  # divided with other letters, which is not kept
}


@pytest.fixture
def usual() -> Iterator[type[pyphen.HyphDict]]:
    before, known = pyphen.HyphDict, dict(pyphen.hdcache)
    keep_patterns(Path("/nowhere"))
    yield pyphen.HyphDict.__mro__[1]
    pyphen.HyphDict = before
    pyphen.hdcache.clear()
    pyphen.hdcache.update(known)


@pytest.mark.parametrize("language", WORDS)
def test_kept_patterns_divide_alike(language: str, usual: type[pyphen.HyphDict], tmp_path: Path) -> None:
    parsed = usual(pyphen.LANGUAGES[language])
    keep_patterns(tmp_path)
    for _ in range(2):
        pyphen.hdcache.clear()
        kept = pyphen.Pyphen(lang=language)
        assert kept.hd.patterns == parsed.patterns
        for word in WORDS[language]:
            assert kept.hd.positions(word) == parsed.positions(word)
            assert kept.inserted(word) != word


def test_a_file_is_parsed_once(
    usual: type[pyphen.HyphDict], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_patterns(tmp_path)
    pyphen.HyphDict(pyphen.LANGUAGES["en_GB"])

    def parsed_again(*_: object) -> None:
        raise AssertionError("it was kept")

    monkeypatch.setattr(usual, "__init__", parsed_again)
    pyphen.HyphDict(pyphen.LANGUAGES["en_GB"])
