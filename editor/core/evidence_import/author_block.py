"""The authors at the beginning of a citation, in the ways that journals print them."""

from __future__ import annotations

import re

from editor.core.evidence_import.names import name_of

_CAPITALS = "".join(chr(code) for code in (*range(0x41, 0x250), *range(0x386, 0x530)) if chr(code).isupper())
_CAP = f"[{_CAPITALS}]"
_LETTER = r"[^\W\d_]"
_SMALL = (
    r"(?:[Vv]an|[Vv]on|[Dd]er|[Dd]en|[Dd]e|[Dd]el|[Dd]ella|[Dd]i|[Dd]a|[Dd]os|[Dd]u|[Ll]a|[Ll]e|[Ee]l|[Aa]l|[Bb]in|[Ii]bn"
    r"|[Tt]en|[Tt]er|[Zz]u)"
)
_WORD = rf"(?:[dlDLO]['’])?{_CAP}{_LETTER}+(?:['’‐-]{_LETTER}+)*"
_LAST = rf"(?:{_SMALL}[ -]){{0,3}}{_WORD}(?: {_WORD}){{0,2}}"
_SHORT = (
    rf"(?:(?:{_CAP}\.[ -]?){{1,4}}|{_CAP}-{_CAP}|(?:{_CAP} ){{1,2}}{_CAP}|{_CAP}{{1,4}})(?!{_LETTER}|['’])"
)
_DOTTED = rf"(?:{_CAP}\.[ -]?){{1,5}}"
_SUFFIX = r"(?:,? (?:Jr|Sr|2nd|3rd|III?)\b\.?)?"

# In this order: each is tried where a name may begin.
_WITH_COMMA = re.compile(
    rf"(?P<last>{_LAST}), ?(?P<given>{_DOTTED}|{_CAP}{{1,3}}(?![\w.]))(?P<suffix>{_SUFFIX})"
)
_VANCOUVER = re.compile(rf"(?P<last>{_LAST}) (?P<given>{_SHORT})(?P<suffix>{_SUFFIX})")
_DIRECT = re.compile(rf"(?P<given>{_DOTTED}) ?(?P<last>{_LAST})(?P<suffix>{_SUFFIX})")
_WHOLE = re.compile(
    rf"(?P<last>{_LAST}), (?P<given>{_WORD}(?:[ -]{_WORD}| {_CAP}\.?(?!{_LETTER})){{0,3}})(?P<suffix>)"
)
_WHOLE_DIRECT = re.compile(
    rf"(?P<given>{_WORD}(?:[ -]{_WORD}| {_CAP}\.){{0,2}}) (?P<last>(?:{_SMALL} ){{0,3}}{_WORD})(?P<suffix>)"
)
_ALONE = re.compile(rf"(?P<last>{_LAST})(?=,? et al\b)(?P<given>)(?P<suffix>)")
_SEPARATOR = re.compile(r",? ?(?:&|\band\b|\bund\b|\by\b) |[,;] ?(?:\. ?\. ?\. ?|… ?)?(?:& |and )?")
_ET_AL = re.compile(r"[,;]? ?(?:\bet al\b\.?|\band (?:others|colleagues)\b)")
_QUOTED = re.compile(r"[“\"‘'].{8,500}?[”\"’']")
_GROUP = re.compile(r"(?P<name>[^.?!(“\"0-9]{3,150}?)(?:\. |(?= ?\((?:19|20)\d\d)|(?=, (?:19|20)\d\d[.,]))")
_LINKING = {"of", "the", "and", "for", "on", "in", "de", "und", "für", "der", "et", "&", "to"}


def authors_of(text: str) -> tuple[list[str], int, bool]:
    """Return the names, where the rest of the citation begins, and whether the names are certain."""
    names: list[str] = []
    at, end = 0, 0
    whole = bool(_QUOTED.search(text))
    while len(names) < 1_000:
        match = _name_at(text, at, first=not names, whole=whole)
        if not match:
            group = _GROUP.match(text, at) if names else None
            if group and _is_name(group["name"]):  # "& Example Study Group", the last of the authors
                names.append(group["name"].strip(" ,"))
                end = group.end("name")
            break
        names.append(name_of(match["last"], match["given"], match["suffix"]))
        end = match.end()
        et_al = _ET_AL.match(text, end)
        if et_al:
            names.append("et al")
            end = et_al.end()
            break
        separator = _SEPARATOR.match(text, end)
        if not separator:
            break
        at = separator.end()
    if names:
        return _checked(text, names, end)
    group = _GROUP.match(text)
    if group and _is_name(group["name"]):
        return [group["name"].strip(" ,")], group.end(), True
    return [], 0, False


def _name_at(text: str, at: int, *, first: bool, whole: bool) -> re.Match[str] | None:
    patterns = [_ALONE, _WITH_COMMA, _VANCOUVER, _DIRECT]
    if whole and first:
        patterns.append(_WHOLE)
    elif whole:  # "and Ben H. Okafor", which also looks like "Okafor BH"
        patterns.insert(0, _WHOLE_DIRECT)
    return next((match for each in patterns if (match := each.match(text, at))), None)


def _checked(text: str, names: list[str], end: int) -> tuple[list[str], int, bool]:
    """Names must end where a name can: before a stop, a bracket, a quotation mark or a year."""
    rest = text[end:]
    if text[:end].endswith(". ") or (text[end - 1 : end] == "." and rest[:1] == " "):
        return names, end + (rest[:1] == " "), True
    match = re.match(r"\s*(?:\.(?= |$|[“\"‘'])|:|,(?= )|(?=\()|(?=[“\"‘'])|$)\s*", rest)
    if match:
        return names, end + match.end(), True
    if names[-1] == "et al" and rest[:1] == " ":
        return names, end + 1, True
    return [], 0, False


def _is_name(words: str) -> bool:
    """Tell whether words may be an organisation: all of them in capitals but the small ones between."""
    parts = re.findall(r"[^\W\d_][\w'’&-]*", words)
    return bool(parts) and len(parts) <= 14 and all(each[0].isupper() or each in _LINKING for each in parts)
