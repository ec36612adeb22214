"""Turn a chapter of an article into sections of a brochure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from editor.core.article.blocks import Block, Entry, Shape, literal, markdown_of, one_line, split_name
from editor.core.article.lines import STEP
from editor.core.article.topics import Topic, topic_of
from editor.core.brochure import Item, Kind, Role, Section, new_id

ROLES = {
    Topic.RISKS: Role.RISKS,
    Topic.ALTERNATIVES: Role.ALTERNATIVES,
    Topic.REGULATORY: Role.REGULATORY_STATUS,
    Topic.RESULTS: Role.EXPECTED_RESULTS,
    Topic.ASSESSMENT: Role.ASSESSMENT,
    Topic.PRACTITIONER: Role.PRACTITIONER,
    Topic.TESTIMONIALS: Role.TESTIMONIAL,
}
_LISTS = (Shape.BULLETS, Shape.NUMBERS)
_CALLOUT = re.compile(
    r"^(?:\*\*|__)?(note|tip|important|warning|hinweis|wichtig|achtung|attention|nota|let op)\b",
    re.IGNORECASE,
)
# Benefits whose texts are shorter than this on average are one section with items, not a section each.
_SHORT_BENEFIT = 6
# A closing paragraph of steps with no more words than this is no section of its own.
_LAST_WORDS = 25


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading and what stands below it. `title` is inline Markdown; `topic` None means nothing special."""

    title: str
    blocks: tuple[Block, ...] = ()
    level: int = 2
    topic: Topic | None = None


@dataclass
class _Chunk:
    """A section in the making: text, and the list or quote that ends it."""

    texts: list[Block] = field(default_factory=list)
    items: tuple[Item, ...] = ()
    kind: Kind = Kind.TEXT
    attribution: str = ""
    full: bool = False


def sections_of(chapter: Chapter, more: str) -> Iterator[Section]:
    """Yield the sections of a chapter in reading order; the first bears its title.

    `more` is the title of a text that goes on after a list, a quote or the benefits.
    """
    blocks = _children_as_entries(chapter)
    if chapter.topic is Topic.BENEFITS:
        yield from _benefits(chapter.title, blocks, more)
        return
    if chapter.topic is Topic.NOTICE:
        yield Section(new_id(), Kind.NOTICE, chapter.title, text=markdown_of(blocks))
        return
    yield from _chunked(chapter.title, blocks, chapter.topic, more)


def word_count(blocks: Sequence[Block]) -> int:
    """Return how many words blocks have."""
    return sum(
        len(block.text.split()) + sum(len(e.text.split()) + len(e.name.split()) for e in block.entries)
        for block in blocks
    )


def capitalised(text: str) -> str:
    """Return text with a capital first letter, but leave words such as mRNA alone."""
    return text[:1].upper() + text[1:] if re.match(r"[^\W\d_][^\WA-Z\d_]*(?:\W|$)", text) else text


def _children_as_entries(chapter: Chapter) -> tuple[Block, ...]:
    """Return the chapter's blocks, with a run of sub-headings made a list where the topic asks for one."""
    heads = [index for index, block in enumerate(chapter.blocks) if block.shape is Shape.HEADING]
    if not heads:
        return chapter.blocks
    level = min(chapter.blocks[index].level for index in heads)
    heads = [index for index in heads if chapter.blocks[index].level == level]
    titles = [literal(chapter.blocks[index].text) for index in heads]
    steps = len(heads) > 1 and (
        chapter.topic is Topic.PROCEDURE or all(STEP.match(title) for title in titles)
    )
    questions = chapter.topic is Topic.QUESTIONS or (
        len(heads) > 1 and all(title.endswith("?") for title in titles)
    )
    benefits = len(heads) > 1 and chapter.topic is Topic.BENEFITS
    bodies = [
        chapter.blocks[a + 1 : b] for a, b in zip(heads, [*heads[1:], len(chapter.blocks)], strict=True)
    ]
    if not (steps or questions or benefits) or (
        not questions and any(word_count(body) > 150 for body in bodies)
    ):
        return chapter.blocks
    entries = tuple(
        Entry(
            markdown_of(body), STEP.sub("", chapter.blocks[head].text) if steps else chapter.blocks[head].text
        )
        for head, body in zip(heads, bodies, strict=True)
    )
    return (*chapter.blocks[: heads[0]], Block(Shape.NUMBERS if steps else Shape.BULLETS, entries=entries))


def _items(entries: Sequence[Entry]) -> tuple[Item, ...]:
    return tuple(Item(new_id(), one_line(e.name), capitalised(e.text)) for e in map(_named, entries))


def _named(entry: Entry) -> Entry:
    """Return an entry with its name apart; a few words without a full stop are a name alone."""
    if entry.name:
        return entry
    parts = split_name(entry.text)
    if parts:
        return replace(entry, name=parts[0], text=parts[1])
    if (
        "\n" not in entry.text
        and len(entry.text.split()) <= 7
        and not entry.text.endswith((".", "!", ",", ";", "]"))
    ):
        return replace(entry, name=entry.text, text="")
    return entry


def _are_named(entries: Sequence[Entry]) -> bool:
    """Say whether at least half of a list's entries are "Name: text"."""
    named = sum(bool(entry.name or split_name(entry.text)) for entry in entries)
    return named > 0 and named * 2 >= len(entries)


def _benefits(title: str, blocks: Sequence[Block], more: str) -> Iterator[Section]:
    """Yield the benefits of a chapter: a section for each that has a name and a text, else one with items."""
    at = next((i for i, b in enumerate(blocks) if b.shape in _LISTS and len(b.entries) > 1), None)
    if at is None:
        if title and not any(block.shape is Shape.QUOTE for block in blocks):
            yield Section(new_id(), Kind.BENEFIT, title, text=markdown_of(blocks), keep_with_next=not blocks)
        else:
            yield from _chunked(title, blocks, None, more)
        return
    intro, rest = markdown_of(blocks[:at]), blocks[at + 1 :]
    items = _items(blocks[at].entries)
    words = sum(len(item.text.split()) for item in items)
    if all(item.title and item.text for item in items) and words >= _SHORT_BENEFIT * len(items):
        if title or intro:
            yield Section(new_id(), Kind.TEXT, title, text=intro, keep_with_next=True)
        for item in items:
            yield Section(new_id(), Kind.BENEFIT, item.title, text=item.text)
    else:
        yield Section(new_id(), Kind.BENEFITS, title, text=intro, items=items)
    if rest:
        lists = any(block.shape in _LISTS and len(block.entries) > 1 for block in rest)
        yield from _benefits(more, rest, more) if lists else _chunked(more, rest, None, more)


def _chunked(title: str, blocks: Sequence[Block], topic: Topic | None, more: str) -> Iterator[Section]:
    chunks = [_Chunk()]
    # A quote between paragraphs stays among them; one that ends a chapter stands by itself.
    text_ends = max((i for i, block in enumerate(blocks) if _kind(block, topic) is None), default=-1)
    for index, block in enumerate(blocks):
        kind = _kind(block, topic)
        if kind in (Kind.QUOTE, Kind.NOTICE) and index < text_ends and topic is not Topic.TESTIMONIALS:
            kind = None
        if kind is None:
            if _ends_steps(chunks[-1], block) and index + 1 == len(blocks):
                *steps, last = chunks[-1].items
                chunks[-1].items = (*steps, replace(last, text=f"{last.text}\n\n{block.text}"))
                continue
            if chunks[-1].full:
                chunks.append(_Chunk())
            chunks[-1].texts.append(block)
            continue
        alone = kind in (Kind.QUOTE, Kind.NOTICE)
        if chunks[-1].full or (alone and chunks[-1].texts):
            chunks.append(_Chunk())
        chunk = chunks[-1]
        chunk.kind, chunk.full = kind, True
        if alone:
            chunk.texts.append(Block(Shape.PARAGRAPH, block.text))
            chunk.attribution = block.attribution
        else:
            chunk.items = _items(block.entries)
    role = ROLES.get(topic) if topic else None
    for index, chunk in enumerate(chunks):
        yield Section(
            new_id(),
            chunk.kind,
            title if not index else more if chunk.kind not in (Kind.QUOTE, Kind.NOTICE) else "",
            text=markdown_of(chunk.texts),
            attribution=chunk.attribution,
            items=chunk.items,
            role=role if chunk.kind not in (Kind.QUOTE, Kind.NOTICE) or role is Role.TESTIMONIAL else None,
            keep_with_next=bool(not index and title and not blocks),
        )


def _ends_steps(chunk: _Chunk, block: Block) -> bool:
    """Say whether a block is a last word on steps, as "You can go home the same day" is."""
    short = block.shape is Shape.PARAGRAPH and len(block.text.split()) <= _LAST_WORDS
    return short and chunk.kind is Kind.STEPS and bool(chunk.items and chunk.items[-1].text)


def _kind(block: Block, topic: Topic | None) -> Kind | None:
    """Return the kind of section that a block makes, or None where it stays in the text."""
    if block.shape is Shape.QUOTE:
        return Kind.NOTICE if _CALLOUT.match(block.text) else Kind.QUOTE
    if block.shape not in _LISTS or not block.entries:
        return None
    names = [_named(entry).name for entry in block.entries]
    if len(names) > 1 and all(literal(name).endswith("?") for name in names):
        return Kind.QUESTIONS
    if topic is Topic.QUESTIONS and all(names):
        return Kind.QUESTIONS
    if topic in (Topic.RISKS, Topic.ALTERNATIVES):
        return Kind.TEXT if _are_named(block.entries) else None
    if block.shape is Shape.NUMBERS and len(block.entries) > 1:
        return Kind.STEPS
    if not _are_named(block.entries):
        return None
    return Kind.STEPS if topic is Topic.PROCEDURE and len(names) > 1 else Kind.TEXT


def grouped(
    chapters: Sequence[Chapter], questions_title: str, steps_title: str, all_questions: bool
) -> list[Chapter]:
    """Put chapters together that are one section: questions below "FAQ" or in a row, steps, benefits.

    With `all_questions` (the article is a FAQ page) long answers don't keep questions apart.
    """
    found: list[Chapter] = []
    at = 0
    while at < len(chapters):
        chapter = chapters[at]
        topic = chapter.topic
        below = at + 1
        if topic is Topic.QUESTIONS and not _is_question(chapter):
            below = _run(chapters, at + 1, _is_question)
        elif topic is Topic.BENEFITS and (not chapter.blocks or chapter.blocks[-1].text.endswith(":")):
            below = _run(chapters, at + 1, lambda each: each.topic is None and _is_short(each))
            below = below if below > at + 2 else at + 1
        elif topic is Topic.PROCEDURE and not _is_step(chapter):
            below = _run(chapters, at + 1, _is_step)
        if below > at + 1:
            found.append(replace(chapter, blocks=(*chapter.blocks, *_as_children(chapters[at + 1 : below]))))
            at = below
            continue
        asked = _run(chapters, at, lambda c: _is_question(c) and (all_questions or _joins_questions(c)))
        steps = _run(chapters, at, _is_step)
        if asked > at + 1:
            found.append(Chapter(questions_title, _as_children(chapters[at:asked]), 2, Topic.QUESTIONS))
        elif steps > at + 1:
            found.append(Chapter(steps_title, _as_children(chapters[at:steps]), 2, Topic.PROCEDURE))
        else:
            found.append(chapter)
        at = max(at + 1, asked if asked > at + 1 else steps if steps > at + 1 else at)
    return found


def _run(chapters: Sequence[Chapter], at: int, belongs: Callable[[Chapter], bool]) -> int:
    return next((i for i in range(at, len(chapters)) if not belongs(chapters[i])), len(chapters))


def _is_question(chapter: Chapter) -> bool:
    return literal(chapter.title).endswith("?")


def _is_step(chapter: Chapter) -> bool:
    return bool(STEP.match(chapter.title))


def _is_short(chapter: Chapter) -> bool:
    return (
        len(chapter.title.split()) <= 6
        and not _is_question(chapter)
        and 0 < word_count(chapter.blocks) <= 100
    )


def _joins_questions(chapter: Chapter) -> bool:
    """Say whether a question may go into a row of questions: short, and no duty of its own."""
    duties = (Topic.RISKS, Topic.ALTERNATIVES, Topic.REGULATORY)
    return word_count(chapter.blocks) <= 120 and topic_of(chapter.title) not in duties


def _as_children(chapters: Sequence[Chapter]) -> tuple[Block, ...]:
    return tuple(
        block
        for chapter in chapters
        for block in (
            Block(Shape.HEADING, chapter.title, 3),
            *(
                replace(each, level=each.level + 3) if each.shape is Shape.HEADING else each
                for each in chapter.blocks
            ),
        )
    )
