"""Make pasted text regular: line ends, invisible characters, odd bullets."""

from __future__ import annotations

import re
import unicodedata

_LINE_END = re.compile("\r\n?|[\x0b\x85\u2028]")
_PAGE_END = re.compile("[\x0c\u2029]")
# The joiners U+200C and U+200D stay: they are part of words in some scripts, and of emoji.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffc]"
)
_SYMBOL_FONT_BULLET = re.compile("[\uf0b7\uf0a7\uf0d8\uf0fc\uf076]")
# A fixed space is meant where it holds a number and its unit, or French punctuation; elsewhere it is web
# debris.
_FIXED_SPACE = re.compile(
    "(?<=\\d)[\u00a0\u202f](?=[^\\W_]|[%€$£°])|[\u00a0\u202f](?=[:;!?»])|(?<=«)[\u00a0\u202f]"
)
_ANY_FIXED_SPACE = re.compile("[\u00a0\u202f\u2000-\u200a\u3000]")
_KEPT = "\ue000"


def clean(text: str) -> str:
    """Return the text with Unix line ends, composed characters, and none that are invisible."""
    text = _PAGE_END.sub("\n\n", _LINE_END.sub("\n", unicodedata.normalize("NFC", text)))
    text = _SYMBOL_FONT_BULLET.sub("•", _INVISIBLE.sub("", text)).replace(_KEPT, "")
    return _ANY_FIXED_SPACE.sub(" ", _FIXED_SPACE.sub(_KEPT, text)).replace(_KEPT, "\u00a0")
