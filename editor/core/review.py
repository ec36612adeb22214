"""What a reviewer looks at: who signed a part, what changed since, and what was said about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from editor.core.approval import is_same_person, texts_in_part
from editor.core.record import Approval, Comment, Entry, Record, Resolution, in_force
from editor.core.word_diff import Change, Stretch, word_diff


@dataclass(frozen=True, slots=True)
class Signature:
    """A person's approval of a part: the newest that holds, else the newest.

    `current`: of exactly this content; `expired`: its last day is over.
    """

    entry: Entry
    approval: Approval
    current: bool
    expired: bool

    @property
    def holds(self) -> bool:
        """Whether it stands for the content of now."""
        return self.current and not self.expired


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment, the answers to it in their order, and the last word on whether it is dealt with (None if none)."""

    entry: Entry
    comment: Comment
    answers: tuple[tuple[Entry, Comment], ...] = ()
    resolution: Entry | None = None

    @property
    def resolved(self) -> bool:
        """Whether the comment is dealt with."""
        act = self.resolution.act if self.resolution else None
        return isinstance(act, Resolution) and not act.reopened


@dataclass(frozen=True, slots=True)
class TextChange:
    """A text of a part that is not as it was: its path (see texts_in_part) and name, and what changed."""

    path: str
    name: str
    stretches: tuple[Stretch, ...]


def signatures(record: Record, section_id: str, sha256: str, today: date) -> tuple[Signature, ...]:
    """Return the approval by each person of a part whose content has this sha256, oldest first."""
    best: list[Signature] = []
    for entry, act in in_force(record, Approval):
        for part in act.parts:
            if part.section != section_id:
                continue
            found = Signature(entry, act, part.sha256 == sha256, _is_over(act, today))
            old = next((each for each in best if _by_same(each.entry, entry)), None)
            # Approved, changed, approved again, changed back: then the first approval is the one that holds.
            if old is None or (found.holds, found.current) >= (old.holds, old.current):
                best = [*(each for each in best if each is not old), found]
    return tuple(sorted(best, key=lambda each: each.entry.number))


def threads(record: Record, section_id: str | None = None) -> tuple[Thread, ...]:
    """Return the comments on a section ("" the whole brochure, None for all), oldest first, with their answers."""
    roots: dict[int, tuple[Entry, Comment]] = {}
    root_of: dict[int, int] = {}
    answers: dict[int, list[tuple[Entry, Comment]]] = {}
    last: dict[int, Entry] = {}
    for entry in record:
        act = entry.act
        if isinstance(act, Resolution):
            last[act.comment] = entry
        elif isinstance(act, Comment) and act.answers in root_of:
            root_of[entry.number] = root_of[act.answers]
            answers.setdefault(root_of[act.answers], []).append((entry, act))
        elif isinstance(act, Comment):
            root_of[entry.number] = entry.number
            roots[entry.number] = (entry, act)
    return tuple(
        Thread(entry, act, tuple(answers.get(number, ())), last.get(number))
        for number, (entry, act) in roots.items()
        if section_id in (None, act.section)
    )


def open_comments(record: Record) -> Counter[str]:
    """Return how many comments of each section are not dealt with."""
    return Counter(each.comment.section for each in threads(record) if not each.resolved)


def changes_in(before: str, after: str) -> tuple[TextChange, ...]:
    """Return what changed between two contents of a part (ApprovedPart.content), in the order it is read."""
    old, new = dict(texts_in_part(before)), dict(texts_in_part(after))
    paths = [*new, *(path for path in old if path not in new)]
    places = _Places(_item_ids(after), _item_ids(before))
    found = [
        TextChange(path, places.name(path), tuple(_stretches(path, old.get(path, ""), new.get(path, ""))))
        for path in paths
        if old.get(path) != new.get(path) and not path.endswith(_NOT_SHOWN)
    ]
    found += _orders(old, new)
    return tuple(sorted(found, key=lambda each: places.rank(each.path)))


_NOT_SHOWN = (".id", ".key", "image.width", "image.height", "image.media_type")
_TRUTH = {"True": "yes", "False": "no"}
_ORDER = ("title", "lead", "text", "items", "image", "attribution")
_FIELDS = {
    "alt": "alternative text", "lead": "opening line", "asset": "picture", "doi": "DOI",
    "url": "web address", "people": "number of people", "study": "kind of study", "decorative": "only decoration",
    "jurisdictions": "used in",
    "expires_on": "last day", "patient": "shows a patient", "public_url": "public address", "logo": "logo",
    "colour_cmyk": "colour in print", "accent_cmyk": "accent in print", "role": "purpose", "locator": "pages",
    "unedited": "unedited", "before_on": "day of the first picture", "after_on": "day of the second picture",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Places:
    """Names paths for people; items are counted as they stand now, else as they stood."""

    now: tuple[str, ...]
    then: tuple[str, ...]

    def name(self, path: str) -> str:
        match path.split("."):
            case ["references", *key, field]:
                words = f"reference {'.'.join(key)}, {_field(field)}"
            case ["section", "items", ident, field]:
                words = f"item {self._number(ident)}, {_field(field)}"
            case ["section", "image", *_, field]:
                words = _picture("picture", field)
            case ["frame", "brand", "logo", field]:
                words = _picture("logo", field)
            case ["frame", "brand", field]:
                words = f"clinic, {_field(field)}"
            case [_, field, *_]:
                words = _field(field)
            case _:
                words = "content"
        return words[:1].upper() + words[1:]

    def rank(self, path: str) -> tuple[int, int, int]:
        head, field, ident = (*path.split("."), "", "", "")[:3]
        if head == "references":
            return (2, 0, 0)
        first = _ORDER.index(field) if field in _ORDER else len(_ORDER)
        return (head != "frame", first, self._number(ident) if field == "items" else 0)

    def _number(self, ident: str) -> int:
        row = self.now if ident in self.now else self.then
        return row.index(ident) + 1 if ident in row else 0


def _item_ids(content: str) -> tuple[str, ...]:
    """Return the identifiers of a section's items in their order; none if the content is not a brochure's."""
    head = "section.items."
    paths = (path for path, _ in texts_in_part(content) if path.startswith(head))
    return tuple(dict.fromkeys(path.removeprefix(head).partition(".")[0] for path in paths))


def _by_same(one: Entry, other: Entry) -> bool:
    return one.person == other.person or is_same_person(one.person, other.person)


def _is_over(approval: Approval, today: date) -> bool:
    return approval.expires_on is not None and today > approval.expires_on


def _picture(what: str, field: str) -> str:
    return what if field == "asset" else f"{what}, {_field(field)}"


def _field(name: str) -> str:
    return _FIELDS.get(name) or name.replace("_", " ")


def _stretches(path: str, old: str, new: str) -> Iterator[Stretch]:
    if path.endswith(".asset"):  # its name is a hash
        if old:
            yield Stretch(Change.REMOVED, "the picture that was there")
        if new:
            yield Stretch(Change.ADDED, "another picture" if old else "a new picture")
        return
    yield from word_diff(_TRUTH.get(old, old), _TRUTH.get(new, new))


def _orders(old: dict[str, str], new: dict[str, str]) -> Iterator[TextChange]:
    """Yield that items or references stand in another order: no text changed, and yet it reads otherwise."""
    for path, head, end, words in (
        ("section.items", "section.items.", ".title", "Order of the items"),
        ("references", "references.", ".key", "Order of the references"),
    ):
        were, are = (_named(texts, head, end) for texts in (old, new))
        both = were.keys() & are.keys()
        if [each for each in were if each in both] != [each for each in are if each in both]:
            yield TextChange(path, words, (_in_row(Change.REMOVED, were), _in_row(Change.ADDED, are)))


def _named(texts: dict[str, str], head: str, end: str) -> dict[str, str]:
    """Return the entries of a list by their identifier, with what to call them."""
    idents = dict.fromkeys(path[len(head) :].rpartition(".")[0] for path in texts if path.startswith(head))
    return {each: texts.get(f"{head}{each}{end}", each) for each in idents}


def _in_row(change: Change, names: dict[str, str]) -> Stretch:
    words: Sequence[str] = tuple(names.values())
    return Stretch(change, " · ".join(words))
