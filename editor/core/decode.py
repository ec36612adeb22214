"""Strict decoding of JSON-like data into frozen dataclasses, and back.

A library was considered: pydantic reports every mistake too, but importing it costs a tenth of the time in which the
window must stand; msgspec stops at the first mistake.
"""

from __future__ import annotations

import functools
import re
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, TypeVar, cast

T = TypeVar("T")
MAX_TEXT = 200_000
"""Characters in one text. A brochure's longest section has some thousand."""
MAX_ENTRIES = 2_000
"""Entries in one list."""
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
"""Control characters but newline and tab, and halves of characters."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in the data: where (`sections[2].items[0].title`) and what, as the end of a sentence."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path or 'the whole'}: {self.message}"


class DecodeError(ValueError):
    """The data is not what it should be; `mistakes` lists every one."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__("; ".join(map(str, mistakes[:8])) + (" ..." if len(mistakes) > 8 else ""))
        self.mistakes = mistakes


def decode(cls: type[T], data: object) -> T:
    """Return `data` (parsed JSON or TOML) as a `cls`; DecodeError lists every mistake with its path."""
    mistakes: list[Mistake] = []
    value = _decode(cls, data, "", mistakes)
    if mistakes:
        raise DecodeError(tuple(mistakes))
    return cast(T, value)


def encode(value: Any) -> Any:
    """Return a value as JSON-ready data; dataclass fields that have their default are left out."""
    if is_dataclass(value):
        return {
            each.name: encode(getattr(value, each.name))
            for each in fields(value)
            if each.default is MISSING or getattr(value, each.name) != each.default
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [encode(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def _decode(kind: Any, data: object, path: str, mistakes: list[Mistake]) -> Any:
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        if data is None:
            return None
        (kind,) = (each for each in typing.get_args(kind) if each is not type(None))
        return _decode(kind, data, path, mistakes)
    if origin is tuple:
        return _decode_list(typing.get_args(kind)[0], data, path, mistakes)
    if is_dataclass(kind):
        return _decode_object(cast(type, kind), data, path, mistakes)
    if isinstance(kind, type) and issubclass(kind, Enum):
        known = {each.value: each for each in kind}
        if isinstance(data, str) and data in known:
            return known[data]
        return _wrong(mistakes, path, f"must be one of {', '.join(known)}, is {_shown(data)}")
    return _SCALARS[kind](data, path, mistakes)


def _decode_list(kind: Any, data: object, path: str, mistakes: list[Mistake]) -> Any:
    if not isinstance(data, list):
        return _wrong(mistakes, path, f"must be a list, is {_shown(data)}")
    if len(data) > MAX_ENTRIES:
        return _wrong(mistakes, path, f"has {len(data)} entries; {MAX_ENTRIES} are allowed")
    return tuple(_decode(kind, each, f"{path}[{index}]", mistakes) for index, each in enumerate(data))


def _decode_object(cls: type, data: object, path: str, mistakes: list[Mistake]) -> Any:
    if not isinstance(data, Mapping):
        return _wrong(mistakes, path, f"must be an object, is {_shown(data)}")
    before = len(mistakes)
    known = _fields(cls)
    dot = path + "." if path else ""
    for name in data:
        if name not in known:
            _wrong(mistakes, f"{dot}{str(name)[:60]}", "is not a known field")
    values: dict[str, Any] = {}
    for name, (kind, check, required) in known.items():
        if name not in data:
            if required:
                _wrong(mistakes, dot + name, "is missing")
            continue
        count = len(mistakes)
        value = values[name] = _decode(kind, data[name], dot + name, mistakes)
        problem = check(value) if check and value is not None and len(mistakes) == count else None
        if problem:
            _wrong(mistakes, dot + name, problem)
    return cls(**values) if len(mistakes) == before else None


@functools.cache
def _fields(cls: Any) -> dict[str, tuple[Any, Callable[[Any], str | None] | None, bool]]:
    """Field name to (type, check, required). Resolving the hints is slow, so it is done once a class."""
    hints = typing.get_type_hints(cls)
    return {
        each.name: (
            hints[each.name],
            each.metadata.get("check"),
            each.default is MISSING and each.default_factory is MISSING,
        )
        for each in fields(cls)
    }


def _text(data: object, path: str, mistakes: list[Mistake]) -> Any:
    if not isinstance(data, str):
        return _wrong(mistakes, path, f"must be text, is {_shown(data)}")
    if len(data) > MAX_TEXT:
        return _wrong(mistakes, path, f"has {len(data)} characters; {MAX_TEXT} are allowed")
    if found := _NOT_TEXT.search(data):
        return _wrong(mistakes, path, f"has the character U+{ord(found[0]):04X}, which is not text")
    return data


def _whole(data: object, path: str, mistakes: list[Mistake]) -> Any:
    if isinstance(data, bool) or not isinstance(data, int):
        return _wrong(mistakes, path, f"must be a whole number, is {_shown(data)}")
    if abs(data) > 2**53:
        return _wrong(mistakes, path, "is too large a number")
    return data


def _number(data: object, path: str, mistakes: list[Mistake]) -> Any:
    if isinstance(data, bool) or not isinstance(data, (int, float)):
        return _wrong(mistakes, path, f"must be a number, is {_shown(data)}")
    if not abs(data) < 1e9:
        return _wrong(mistakes, path, "must be a finite number of usual size")
    return float(data)


def _truth(data: object, path: str, mistakes: list[Mistake]) -> Any:
    if not isinstance(data, bool):
        return _wrong(mistakes, path, f"must be true or false, is {_shown(data)}")
    return data


def _day(data: object, path: str, mistakes: list[Mistake]) -> Any:
    try:
        # fromisoformat also takes other spellings of a day, which would not come out as they went in.
        if isinstance(data, str) and (day := date.fromisoformat(data)).isoformat() == data:
            return day
    except ValueError:
        pass
    return _wrong(mistakes, path, f"must be a day such as 2026-11-23, is {_shown(data)}")


_SCALARS: dict[Any, Callable[[object, str, list[Mistake]], Any]] = {
    str: _text,
    int: _whole,
    float: _number,
    bool: _truth,
    date: _day,
}


def _wrong(mistakes: list[Mistake], path: str, message: str) -> None:
    mistakes.append(Mistake(path, message))


def _shown(data: object) -> str:
    """Say what the data is, shortly, in words for a person."""
    if data is None:
        return "empty"
    if isinstance(data, bool):
        return "true" if data else "false"
    if isinstance(data, str):
        return repr(data if len(data) <= 40 else data[:37] + "...")
    if isinstance(data, (int, float)):
        return f"the number {data}" if abs(data) < 1e15 else "a huge number"
    return "a list" if isinstance(data, list) else "an object"
