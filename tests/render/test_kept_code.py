"""Code that is compiled at run time is compiled once, and does what it did."""

from __future__ import annotations

import builtins
import dataclasses
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from editor.render.kept_code import compiled_once
from editor.render.kept_files import place_of


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Texts that were compiled."""
    texts: list[str] = []
    usual = builtins.compile

    def counted(source: Any, *options: Any, **named: Any) -> Any:
        texts.append(source)
        return usual(source, *options, **named)

    monkeypatch.setattr(builtins, "compile", counted)
    return texts


def point() -> Any:
    @dataclasses.dataclass(frozen=True, slots=True)
    class Point:
        """A place."""

        x: int
        y: tuple[int, ...] = ()
        words: str = dataclasses.field(default="a", compare=False)

    return Point


def test_a_dataclass_is_the_same_and_its_methods_are_compiled_once(
    tmp_path: Path, compiled: list[str]
) -> None:
    with compiled_once(tmp_path, "test"):
        first = point()
    assert len(compiled) > 4
    compiled.clear()
    with compiled_once(tmp_path, "test"):
        again = point()
    assert compiled == []
    usual = point()
    for kind in (first, again):
        assert inspect.signature(kind) == inspect.signature(usual)
        assert kind.__init__.__annotations__ == usual.__init__.__annotations__
        assert repr(kind(1)) == repr(usual(1))
        assert kind(1, (2,), "b") == kind(1, (2,))
        assert hash(kind(1)) == hash(usual(1))
        with pytest.raises(dataclasses.FrozenInstanceError):
            kind(1).x = 2


@pytest.mark.parametrize("leave", [lambda: None, lambda: 1 / 0])
def test_afterwards_all_is_as_it_was(tmp_path: Path, leave: Callable[[], object]) -> None:
    before = builtins.compile
    try:
        with compiled_once(tmp_path, "test"):
            leave()
    except ZeroDivisionError:
        pass
    assert builtins.compile is before
    assert "exec" not in vars(dataclasses)


def test_what_is_no_longer_compiled_is_not_kept(tmp_path: Path, compiled: list[str]) -> None:
    for text in ("1", "2", "1"):
        with compiled_once(tmp_path, "test"):
            assert eval(compile(text, "<test>", "eval")) == int(text)
    assert compiled == ["1", "2", "1"]


def test_a_damaged_file_is_made_again(tmp_path: Path, compiled: list[str]) -> None:
    for _ in range(3):
        with compiled_once(tmp_path, "test"):
            assert eval(compile("1", "<test>", "eval")) == 1
        place_of(tmp_path, "code", b"test").write_bytes(b"damaged")
    assert compiled == ["1"] * 3


def test_other_ways_to_compile_are_left_alone(tmp_path: Path) -> None:
    import ast

    with compiled_once(tmp_path, "test"):
        assert isinstance(ast.parse("1"), ast.Module)
        assert isinstance(compile(ast.parse("1"), "<test>", "exec"), type(point.__code__))
