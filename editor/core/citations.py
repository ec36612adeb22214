"""Citations in text: `[^key]` points at the reference with that key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from editor.core.brochure import Section, texts_of

CITATION = re.compile(r"\[\^([A-Za-z0-9][A-Za-z0-9_.:-]*)\]")


def citations(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield (key, start, end) of every citation in a text, offsets in code points."""
    for match in CITATION.finditer(text):
        yield match[1], match.start(), match.end()


def cited_keys(sections: Iterable[Section]) -> tuple[str, ...]:
    """Return the cited keys in order of first appearance, which is how references are numbered."""
    keys = (key for section in sections for _, text in texts_of(section) for key, _, _ in citations(text))
    return tuple(dict.fromkeys(keys))


def rename_citation(text: str, old: str, new: str) -> str:
    """Return the text with every citation of `old` citing `new`."""
    return CITATION.sub(lambda match: f"[^{new}]" if match[1] == old else match[0], text)
