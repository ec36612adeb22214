"""The way back on the web page: from every reference to each place in the text that cites it.

Done on the finished page, where the order of the places is known; print has no use for it, and its flows stay
independent of each other.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Mapping

_CITING = re.compile(r'<a href="#ref-([A-Za-z0-9_.:-]+)">(\d+)</a>')
_ENTRY = re.compile(r'(<li id="ref-([A-Za-z0-9_.:-]+)">.*?)(\s*</li>)', re.DOTALL)


def with_ways_back(page: str, words: Mapping[str, str]) -> str:
    """Return the page with an id at each citing number, and links to them behind each entry of the references.

    `words["back"]` names such a link for screen readers; "{n}" in it stands for the place's number.
    """
    entries = {match[2] for match in _ENTRY.finditer(page)}
    places: Counter[str] = Counter()

    def citing(match: re.Match[str]) -> str:
        key, number = match.groups()
        if key not in entries:
            return match[0]
        places[key] += 1
        return f'<a id="cite-{key}-{places[key]}" href="#ref-{key}" role="doc-biblioref">{number}</a>'

    def entry(match: re.Match[str]) -> str:
        start, key, end = match.groups()
        links = "".join(_link(key, place, places[key], words["back"]) for place in range(1, places[key] + 1))
        return f"{start}{links}{end}"

    return _ENTRY.sub(entry, _CITING.sub(citing, page))


def _link(key: str, place: int, places: int, words: str) -> str:
    shown = f"↑{place}" if places > 1 else "↑"
    name = html.escape(words.replace("{n}", str(place)))
    return f' <a class="back" href="#cite-{key}-{place}" role="doc-backlink" aria-label="{name}">{shown}</a>'
