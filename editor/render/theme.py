"""Themes: folders of Jinja2 templates and CSS over what all themes share (templates/base).

Templates are data that may come from outside, so they run in Jinja2's sandbox with autoescape.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Hashable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from editor.core import markdown
from editor.core.decode import DecodeError, decode
from editor.render import colour
from editor.render.kept import Kept

MOST_SECTIONS = 400
"""Kept sections, some kilobytes each; a booklet has about forty."""


class ThemeError(ValueError):
    """A theme cannot be used; the text says which, where and what to do."""


def _size(number: float) -> str | None:
    return None if 4 <= number <= 40 else f"must be between 4 and 40 points, is {number:g}"


def _factor(number: float) -> str | None:
    return None if 0.5 <= number <= 2.5 else f"must be between 0.5 and 2.5, is {number:g}"


def _at_most_one(number: float) -> str | None:
    return None if 0.5 <= number <= 1 else f"must be between 0.5 and 1, is {number:g}"


def _at_least_one(number: float) -> str | None:
    return None if 1 <= number <= 2.5 else f"must be between 1 and 2.5, is {number:g}"


@dataclass(frozen=True, slots=True)
class TypeScale:
    """Text size and line distance in points; everything vertical is a multiple of half a line.

    `spacing` is the space between sections in lines, a multiple of a half, so that neighbouring columns meet.
    """

    size: float = field(metadata={"check": _size})
    leading: float = field(metadata={"check": _size})
    spacing: float = field(default=1.0, metadata={"check": _factor})


@dataclass(frozen=True, slots=True)
class Range:
    """The least and the most that a factor may be; a theme is always allowed as it is, so 1 lies between."""

    least: float = field(metadata={"check": _at_most_one})
    most: float = field(metadata={"check": _at_least_one})

    def held(self, number: float) -> float:
        """Return the number, moved into the range."""
        return max(self.least, min(self.most, number))


@dataclass(frozen=True, slots=True)
class Limits:
    """How far the type may be fitted to the text: factors on size, line distance relative to size, and spacing."""

    size: Range = Range(1.0, 1.0)
    leading: Range = Range(1.0, 1.0)
    spacing: Range = Range(1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Fonts:
    """Font families for running text, headlines and small matter; the fallback has the widest coverage."""

    text: str
    display: str
    sans: str
    fallback: str


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme's name, type and colours as its theme.toml gives them."""

    id: str
    name: str
    summary: str
    fonts: Fonts
    panel: TypeScale
    page: TypeScale
    ink: str
    paper: str
    sand: str
    limits: Limits = Limits()


class Themes:
    """The themes below a folder, with their templates ready to run.

    `cache` is the folder for what can be made again: with it, templates are compiled once, not at every start.
    `sections` are the sections written before, by what they were made of.
    """

    def __init__(self, root: Path, cache: Path | None = None) -> None:
        self.root = root
        self._compiled = _Compiled.below(cache) if cache else None
        self.ids = tuple(sorted(path.parent.name for path in root.glob("*/theme.toml")))
        self._words: Mapping[str, Mapping[str, str]] = tomllib.loads(
            (root / "base" / "words.toml").read_text(encoding="utf-8")
        )
        self._themes: dict[str, Theme] = {}
        self._environments: dict[str, jinja2.Environment] = {}
        self._tokens = Kept(MOST_SECTIONS)
        self.sections = Kept(MOST_SECTIONS)

    def theme(self, theme_id: str) -> Theme:
        """Return a theme; ThemeError if there is none or its file is wrong."""
        if theme_id not in self._themes:
            self._themes[theme_id] = self._read(theme_id)
        return self._themes[theme_id]

    def token(self, value: Hashable) -> object:
        """Return what stands for a value in keys, the same for equal ones: hashing a brochure each time takes long."""
        token = self._tokens.get(value)
        if token is None:
            self._tokens.put(value, token := object())
        return token

    def words(self, language: str) -> Mapping[str, str]:
        """Return the words Candor itself prints, in a language (a BCP 47 tag) or else in English."""
        return self._words.get(language.partition("-")[0], self._words["en"])

    def _read(self, theme_id: str) -> Theme:
        if theme_id not in self.ids:
            raise ThemeError(f"There is no theme {theme_id!r}; choose one of {', '.join(self.ids)}.")
        path = self.root / theme_id / "theme.toml"
        try:
            return decode(Theme, {"id": theme_id, **tomllib.loads(path.read_text(encoding="utf-8"))})
        except (DecodeError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ThemeError(
                f"The theme file {path} cannot be read: {error}. Correct it or choose another theme."
            ) from error

    def render(self, theme_id: str, template: str, context: Mapping[str, Any]) -> str:
        """Run a template of a theme; what the theme lacks comes from base."""
        self.theme(theme_id)
        if theme_id not in self._environments:
            self._environments[theme_id] = _environment(
                [self.root / theme_id, self.root / "base"], self._compiled
            )
        try:
            return self._environments[theme_id].get_template(template).render(context)
        except jinja2.TemplateError as error:
            line = f" line {error.lineno}" if isinstance(error, jinja2.TemplateSyntaxError) else ""
            raise ThemeError(
                f"The theme {theme_id!r}, {template}{line}: {error}. Choose another theme."
            ) from error


class _Compiled(jinja2.FileSystemBytecodeCache):
    """Compiled templates in a folder; Jinja2 compares them with the templates. Without the folder it compiles again."""

    @classmethod
    def below(cls, cache: Path) -> _Compiled | None:
        folder = cache / "templates"
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            return None
        return cls(str(folder))

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        with suppress(OSError, EOFError, ValueError, TypeError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


def _environment(folders: list[Path], compiled: _Compiled | None) -> jinja2.Environment:
    # Other themes' files can be extended by name ("base/sections.html.j2"), nothing outside can.
    loader = jinja2.ChoiceLoader(
        [
            jinja2.FileSystemLoader(folders),
            jinja2.PrefixLoader({"base": jinja2.FileSystemLoader(folders[-1])}),
        ]
    )
    environment = ImmutableSandboxedEnvironment(
        loader=loader,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=compiled,
    )
    environment.filters["mix"] = _mix
    environment.filters["readable"] = _readable
    environment.filters["text_on"] = colour.text_on
    environment.filters["markdown"] = _markdown
    environment.filters["line"] = _line
    environment.filters["plain"] = _plain
    environment.filters["css_string"] = css_string
    return environment


# A context may bring a dictionary `mixed`: into it goes how each colour was made, by its `#rrggbb`. A press mixes inks
# the same way.
@jinja2.pass_context
def _mix(context: jinja2.runtime.Context, one: str, other: str, share: float) -> str:
    return _noted(context, colour.Mix(one, other, share))


@jinja2.pass_context
def _readable(context: jinja2.runtime.Context, text: str, background: str, ratio: float = 4.5) -> str:
    return _noted(context, colour.readable_mix(text, background, ratio))


def _noted(context: jinja2.runtime.Context, mixed: colour.Mix) -> str:
    notes: dict[str, colour.Mix] | None = context.parent.get("mixed")
    if notes is not None and mixed.result not in (mixed.one, mixed.other):
        notes[mixed.result] = mixed
    return mixed.result


@jinja2.pass_context
def _markdown(context: jinja2.runtime.Context, text: str, level: int = 3) -> Markup:
    """A Markdown text as HTML, its topmost headings at `level`."""
    return Markup(_shifted(markdown.to_html(text, context["language"], context["number_of"]), level - 3))


@jinja2.pass_context
def _line(context: jinja2.runtime.Context, text: str) -> Markup:
    """A one-line Markdown text as inline HTML."""
    return Markup(markdown.to_html(text, context["language"], context["number_of"], inline=True))


@jinja2.pass_context
def _plain(context: jinja2.runtime.Context, text: str) -> str:
    return markdown.to_plain(text, context["language"])


@functools.lru_cache(maxsize=512)
def _shifted(html: str, by: int) -> str:
    if not by:
        return html
    return re.sub(r"(</?h)([3-6])", lambda match: f"{match[1]}{max(1, min(6, int(match[2]) + by))}", html)


def css_string(text: str) -> Markup:
    """A text as a quoted CSS string, also where that stands in an HTML style element."""
    escaped = (f"\\{ord(char):x} " if char in '"\\<' or char < " " else char for char in text)
    return Markup(f'"{"".join(escaped)}"')
