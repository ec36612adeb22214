"""Reads rule packs: ours, then a clinic's own folder.

A pack is a TOML file with the tables [pack] (id, name, jurisdiction, reviewed_on, version), [words] and [[rules]].
A rule may say `like = "general/C20"` to be that rule but for the keys it gives itself: so a pack takes over a rule for
its jurisdiction or raises its level without repeating the words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from editor.check.claims.conditions import CONDITIONS
from editor.check.claims.rules import Pack, decode_pack
from editor.core.decode import DecodeError, Mistake
from editor.core.levels import at_least_as_grave
from editor.files.errors import FileError
from editor.files.resources import read_toml, resource_root

_MAX_FILE = 1_000_000  # bytes
_ORDER = ("general", "us", "us-ca", "us-wa", "us-fl", "uk", "eu", "au")
_PATH = re.compile(r"rules\[(\d+)\](?:\.(\w+))?(?:\[(\d+)\])?")


class RulePackError(FileError):
    """A pack cannot be used; the sentence names file, line and reason."""


def load_rule_packs(own: Path | None = None) -> tuple[Pack, ...]:
    """Return our packs and those in a clinic's folder `own`, which come last and are marked as its own.

    RulePackError names the file, the line and the first mistake of a bad pack.
    """
    raw: dict[str, dict[str, Any]] = {}
    packs = []
    folder = resource_root() / "rules"
    for path in sorted(folder.glob("*.toml"), key=lambda path: (_rank(path.stem), path.stem)):
        packs.append(_load(path, raw, trusted=True))
    if not packs:
        raise RulePackError(
            f"There are no rules in {folder}: the installation is incomplete; install Candor again."
        )
    levels = {rule.id: rule.level for pack in packs for rule in pack.rules if pack.jurisdiction == "all"}
    for path in sorted(own.glob("*.toml")) if own else ():
        pack = replace(_load(path, raw), own=True)
        _refuse_lowering(path, pack, levels)
        packs.append(pack)
    return tuple(packs)


def _rank(name: str) -> int:
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)


def _load(path: Path, raw: dict[str, dict[str, Any]], *, trusted: bool = False) -> Pack:
    try:
        if path.stat().st_size > _MAX_FILE:
            raise RulePackError(f"{path} is too large for a rule pack. Remove it from the folder.")
    except OSError as error:
        raise RulePackError(f"{path} could not be read: {error.strerror}.") from error
    try:
        value = read_toml(path)
    except FileError as error:
        raise RulePackError(str(error)) from error
    try:
        flat = _flat(value, raw)
        pack = decode_pack(flat, CONDITIONS, trusted=trusted)
    except DecodeError as error:
        raise _refused(path, error.mistakes[0]) from error
    if pack.id in raw:
        raise RulePackError(
            f"{path} has a mistake in line 1: there is another pack “{pack.id}”. Give it another id."
        )
    raw[pack.id] = flat
    return pack


def _flat(value: dict[str, Any], raw: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """Return the pack's value with rules that are like another filled in, and dates as text."""
    head = value.pop("pack", None)
    if not isinstance(head, dict):
        raise DecodeError((Mistake("pack", "the table [pack] is missing"),))
    rules = value.get("rules", [])
    words = dict(value.get("words", {})) if isinstance(value.get("words", {}), dict) else {}
    if isinstance(rules, list):
        value["rules"] = [_rule(index, rule, raw, words) for index, rule in enumerate(rules)]
    shared = raw.get("general", {}).get("words", {})
    flat = {**head, **value, "words": {**shared, **words}}
    if isinstance(flat.get("reviewed_on"), date):
        flat["reviewed_on"] = flat["reviewed_on"].isoformat()
    return flat


def _rule(index: int, rule: Any, raw: Mapping[str, dict[str, Any]], words: dict[str, str]) -> Any:
    if not isinstance(rule, dict) or "like" not in rule:
        return rule
    pack, _, ident = str(rule["like"]).partition("/")
    source = raw.get(pack, {})
    found = next((each for each in source.get("rules", ()) if each.get("id") == ident), None)
    if found is None:
        what = f"must name a rule of a pack that is read before this one, such as general/C20, is {rule['like']!r}"
        raise DecodeError((Mistake(f"rules[{index}].like", what),))
    for name, text in source["words"].items():
        words.setdefault(name, text)
    return {**found, **{key: each for key, each in rule.items() if key != "like"}}


def _refuse_lowering(path: Path, pack: Pack, levels: Mapping[str, Any]) -> None:
    for index, rule in enumerate(pack.rules):
        if rule.id in levels and not at_least_as_grave(rule.level, levels[rule.id]):
            what = (
                f"lowers {rule.id} from {levels[rule.id].value} to {rule.level.value}, which a pack may not. Lower it "
                "in the brochure, where the reason is kept"
            )
            raise _refused(path, Mistake(f"rules[{index}].level", what))


def _refused(path: Path, mistake: Mistake) -> RulePackError:
    line = _line_of(path.read_text("utf-8"), mistake.path)
    where = mistake.path or "the whole"
    return RulePackError(f"{path}, line {line}: {where} {mistake.message}. Correct it or remove the file.")


def _line_of(text: str, path: str) -> int:
    """Return the line at which a mistake's path stands in a TOML text: the rule, its key, its list's entry."""
    lines = text.splitlines()
    match = _PATH.match(path)
    if not match:
        key = re.split(r"[.\[]", path)[0]
        return next(
            (n for n, line in enumerate(lines, 1) if re.match(rf"\[?{re.escape(key)}\b", line.strip())), 1
        )
    heads = [number for number, line in enumerate(lines) if line.strip().startswith("[[rules]]")]
    if int(match[1]) >= len(heads):
        return 1
    first = heads[int(match[1])]
    later = heads[int(match[1]) + 1] if int(match[1]) + 1 < len(heads) else len(lines)
    if not match[2]:
        return first + 1
    at = next((n for n in range(first, later) if re.match(rf"\s*{match[2]}\s*=", lines[n])), first)
    return _entry_line(lines, at, later, int(match[3])) if match[3] else at + 1


def _entry_line(lines: list[str], first: int, last: int, index: int) -> int:
    """Return the line of a list's entry, by reading the list up to ever later lines."""
    opening = lines[first].split("=", 1)[1]
    for number in range(first, last):
        text = "\n".join([opening, *lines[first + 1 : number + 1]])
        for ending in ("", "]"):
            try:
                entries = tomllib.loads(f"x = {text}{ending}")["x"]
            except tomllib.TOMLDecodeError:
                continue
            if len(entries) > index:
                return number + 1
    return first + 1
