"""The patterns of rules: filling in words, refusing what could hang, and compiling.

A pattern is a regular expression over plain text in small letters. Sentences are at most MAX_SENTENCE long, so a
pattern is quick enough if the number of ways in which it can be tried from one place is small: that is what is counted.
"""

from __future__ import annotations

import functools
import re
import re._constants as opcodes  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import warnings
from collections.abc import Mapping
from typing import Any

from editor.core.sentences import MAX_SENTENCE

MAX_WAYS = 100_000
MAX_PATTERN = 4_000
BEGINNING = 8
"""Letters of a beginning: the more, the fewer patterns are tried in vain, and the more beginnings there are."""
_MANY = 100_000
_PLACEHOLDER = re.compile(r"<([a-z][a-z0-9_]*|0-\d{1,2},?)>")
_BEGINS_WORD = re.compile(r"(?:\(\?[:>]|\[)*(?:[a-z0-9]|\\[dw])")
# Words between may not deny what follows: "minoxidil does not regrow hair".
_DENIAL = r"(?:not|never|cannot|rarely|\w{2,6}n't)"
_HYPHEN_IN_WORDS = re.compile(r"(?<=[a-z)?])-(?=[a-z(])")
# Giving back letters of a word never helps where the word has to end, and costs much.
_WHOLE_WORD = re.compile(r"(\\[wd][+*])(?=\Z|[ )|<'])")
_CLASS = re.compile(r"\[(?:\\.|[^\]\\])*\]")


class PatternError(ValueError):
    """A pattern cannot be used; the message ends a sentence that begins with the pattern."""


def expand(pattern: str, words: Mapping[str, str], depth: int = 0) -> str:
    """Return a pattern with its `<name>` and `<0-3>` placeholders filled in; PatternError for an unknown name."""
    if depth > 5:
        raise PatternError("uses words that use each other in a circle")

    def fill(match: re.Match[str]) -> str:
        name = match[1]
        if name[0] == "0":
            comma = ",?" if name.endswith(",") else ""
            most = name[2:].rstrip(",")
            return rf"(?:{comma} (?!{_DENIAL}\b)[^\s,.;:!?()–]++){{0,{most}}}"
        if name not in words:
            raise PatternError(f"names the words <{name}>, which are not in the table [words]")
        return "(?:" + expand(words[name], words, depth + 1) + ")"

    pattern = _WHOLE_WORD.sub(r"\1+", pattern)
    # "<" also begins a lookbehind, "(?<=", which is no placeholder.
    return _PLACEHOLDER.sub(fill, pattern)


def refuse_slow(pattern: str) -> None:
    """Raise PatternError if a pattern is no regular expression or could take long."""
    if len(pattern) > MAX_PATTERN:
        raise PatternError(f"is longer than {MAX_PATTERN} characters")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            tree = parser.parse(pattern)
    except (re.error, RecursionError, OverflowError, Warning) as error:
        raise PatternError(f"is not a pattern that can be read: {error}") from error
    ways = _ways(tree)
    if ways > MAX_WAYS:
        raise PatternError(
            "could take too long: it repeats what can already be repeated; limit it with {0,4} or <0-4>"
        )
    if tree.getwidth()[0] == 0:
        raise PatternError("would match nothing at all, everywhere")


@functools.lru_cache(maxsize=8192)
def compiled(patterns: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return one pattern that finds any of these as whole words; None if there are none."""
    words: list[str] = []
    others: list[str] = []
    for pattern in patterns:
        plain = _without_hyphens(pattern)
        # \b at the front is several times as fast as any other boundary, but only letters and digits have one.
        (words if _BEGINS_WORD.match(plain) else others).append(plain)
    parts = ([rf"\b(?:{'|'.join(words)})"] if words else []) + others
    return re.compile(rf"(?:{'|'.join(parts)})(?!\w)") if parts else None


@functools.lru_cache(maxsize=8192)
def beginnings(pattern: str) -> frozenset[str] | None:
    """Return letters, up to BEGINNING, one of which begins whatever a pattern matches; None if they are not known.

    Trying a pattern only where a word begins so is many times as fast as searching, and a pattern that no word of a
    text begins with is never compiled. Only the front of the pattern is read, since reading takes long.
    """
    whole = _without_hyphens(pattern)
    front = _front(whole)
    found = _beginnings_of_pattern(parser.parse(front))
    return _beginnings_of_pattern(parser.parse(whole)) if found is None and front != whole else found


_PIECE = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|[()|]|[^\\\[()|]+", re.DOTALL)


def _front(pattern: str) -> str:
    """Return the front of a pattern, up to where the letters of its beginnings are likely to be complete."""
    depth = groups = letters = cut = 0
    for piece in _PIECE.finditer(pattern):
        text = piece[0]
        if depth == 0:
            if text == "|":
                return pattern
            # Before these an element is complete, with what says how often it may be repeated.
            if not cut and text[0] in "(\\[" and (groups > 1 or letters >= BEGINNING):
                cut = piece.start()
            letters += len(text)
        if text == "(":
            depth += 1
        elif text == ")":
            depth -= 1
            groups += depth == 0
    return pattern[:cut] if cut else pattern


def _without_hyphens(pattern: str) -> str:
    """Write "risk-free" as plain text has it: with a space. Ranges inside [...] stay."""
    result, position = [], 0
    for match in _CLASS.finditer(pattern):
        result += [_HYPHEN_IN_WORDS.sub(" ", pattern[position : match.start()]), match[0]]
        position = match.end()
    return "".join([*result, _HYPHEN_IN_WORDS.sub(" ", pattern[position:])])


def _ways(tree: Any) -> int:
    """Return a bound on the number of ways in which a parsed pattern can be tried from one place."""
    total = 1
    for operation, argument in tree:
        total *= _ways_of(operation, argument)
        if total > MAX_WAYS:
            return total
    return total


def _ways_of(operation: Any, argument: Any) -> int:
    if operation in (opcodes.MAX_REPEAT, opcodes.MIN_REPEAT):
        low, high, item = argument
        limit = min(int(high), MAX_SENTENCE)
        inner = _ways(item)
        if inner == 1:
            return limit - min(int(low), limit) + 1
        total = 0
        for count in range(min(int(low), limit), limit + 1):
            total += inner**count
            if total > MAX_WAYS:
                break
        return total
    if operation is opcodes.POSSESSIVE_REPEAT:
        return _once(argument[2])
    if operation is opcodes.ATOMIC_GROUP:
        return _once(argument)
    if operation is opcodes.BRANCH:
        return _ways_of_branches(argument[1])
    if operation is opcodes.SUBPATTERN:
        return _ways(argument[3])
    if operation in (opcodes.ASSERT, opcodes.ASSERT_NOT):
        return _once(argument[1])
    if operation is opcodes.GROUPREF_EXISTS or operation is opcodes.GROUPREF:
        raise PatternError("refers back to a group, which patterns of rules may not")
    return 1


def _once(tree: Any) -> int:
    """Return 1 for what is never tried again once it matched, unless it is costly itself."""
    ways = _ways(tree)
    return 1 if ways <= MAX_SENTENCE else ways


def _ways_of_branches(branches: list[Any]) -> int:
    """Return the ways of alternatives. Those that begin with different letters never apply at one place."""
    anywhere, by_letter = 0, dict[int, int]()
    for branch in branches:
        letters, ways = _first_letters(branch), _ways(branch)
        if letters is None:
            anywhere += ways
        for letter in letters or ():
            by_letter[letter] = by_letter.get(letter, 0) + ways
    return anywhere + max(by_letter.values(), default=0)


def _first_letters(tree: Any) -> set[int] | None:
    """Return the letters (code points) with which a parsed pattern can begin; None if that is not certain."""
    for operation, argument in tree:
        if operation is opcodes.LITERAL:
            return {argument}
        if operation is opcodes.SUBPATTERN:
            return _first_letters(argument[3])
        if operation is opcodes.BRANCH:
            each = [_first_letters(branch) for branch in argument[1]]
            return None if None in each else set().union(*(letters for letters in each if letters))
        if operation not in (opcodes.ASSERT, opcodes.ASSERT_NOT, opcodes.AT):
            return None
    return None


def _beginnings_of_pattern(tree: Any) -> frozenset[str] | None:
    """Return the beginnings of a parsed pattern, as long as they can be told; None if they cannot."""
    for length in range(BEGINNING, 0, -1):
        found, _ = _beginnings(tree, length)
        if "" not in found:
            return frozenset(found)
    return None


def _beginnings(tree: Any, length: int) -> tuple[set[str], bool]:
    """Return texts, up to `length` long, one of which begins whatever a parsed pattern matches.

    And whether each that is shorter is all that the pattern can match there: else anything may follow it.
    """
    done: set[str] = set()
    growing = {""}
    for operation, argument in tree:
        ways, closed = _beginnings_of(operation, argument, length)
        if ways is None or len(growing) * len(ways) > _MANY:
            return done | growing, False
        longer = {(one + other)[:length] for one in growing for other in ways}
        done |= {each for each in longer if len(each) == length}
        if not closed:
            return done | longer, False
        growing = {each for each in longer if len(each) < length}
        if not growing:
            break
    return done | growing, True


def _beginnings_of(operation: Any, argument: Any, length: int) -> tuple[set[str] | None, bool]:
    """Return the beginnings of one part, and whether they are whole: else anything may follow them."""
    if operation is opcodes.LITERAL:
        return {chr(argument)}, True
    if operation in (opcodes.AT, opcodes.ASSERT, opcodes.ASSERT_NOT):
        return {""}, True
    if operation in (opcodes.SUBPATTERN, opcodes.ATOMIC_GROUP):
        return _beginnings(argument[3] if operation is opcodes.SUBPATTERN else argument, length)
    if operation is opcodes.BRANCH:
        each = [_beginnings(branch, length) for branch in argument[1]]
        return set().union(*(found for found, _ in each)), all(closed for _, closed in each)
    if operation is opcodes.IN and all(kind is opcodes.LITERAL for kind, _ in argument):
        return {chr(code) for _, code in argument}, True
    if operation is opcodes.IN and argument == [(opcodes.CATEGORY, opcodes.CATEGORY_DIGIT)]:
        return set("0123456789"), True
    if operation in (opcodes.MAX_REPEAT, opcodes.MIN_REPEAT, opcodes.POSSESSIVE_REPEAT):
        low, high, item = argument
        found, closed = _beginnings(item, length)
        return found | ({""} if low == 0 else set()), closed and high == 1
    return None, False
