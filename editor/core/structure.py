"""From the text of an article to a brochure: cover and lead, benefits, steps, questions, references, contact.

Nothing of the article is dropped: what fits no pattern stays as text in the section of its heading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from editor.core.article.blocks import Article, Block, Entry, Shape, escaped, literal, markdown_of, one_line
from editor.core.article.cleaning import clean
from editor.core.article.contact import take_brand
from editor.core.article.language import Words, guess_language, words_for
from editor.core.article.lines import BYLINE_OR_DATE
from editor.core.article.marked import looks_like_markdown, read_marked
from editor.core.article.plain import read_plain
from editor.core.article.sections import Chapter, grouped, sections_of
from editor.core.article.sources import Sources
from editor.core.article.topics import Topic, topic_of
from editor.core.brochure import Brand, Brochure, Kind, Section, decode_brochure, encode_brochure, new_id
from editor.core.citations import cited_keys
from editor.core.decode import MAX_TEXT, DecodeError

PICTURE = re.compile(
    r"!\[(?P<alt>[^\[\]]*)\]\(\s*<?(?P<source>[^()<>\s]+(?:\([^()\s]*\))?[^()<>\s]*)>?(?:\s+\"(?P<caption>[^\"]*)\")?\s*\)"
)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
# A paragraph up to the first length is a lead as it is; of a longer one, sentences up to the second.
_LEAD_WORDS = 60
_SPLIT_LEAD_WORDS = 40
_TITLE_LENGTH = 90
# A full stop that ends no sentence: after these, and after single letters.
_ABBREVIATION = re.compile(
    r"(?:\b(?:Dr|Prof|Mr|Mrs|Ms|St|No|Nr|vs|ca|approx|etc|e\.g|i\.e|z\.B|d\.h|u\.a|bzw|ggf|inkl|Abb"
    r"|Fig|al|p\.ex|Sr|Sra)"
    r"|\b[^\W\d_])\.$",
    re.IGNORECASE,
)
_SENTENCE_GAP = re.compile(
    r"(?<=[.!?…])(?:[\"”’»)\]]|\[\^?[\w.:,-]+\])*(\s+)(?=[\"“„«(¿¡*_]*[^\W_a-zß-öø-ÿ])"
)


class ArticleError(ValueError):
    """A text cannot become a brochure. `str(error)` is one sentence for the user."""


def import_article(text: str, *, markdown: bool | None = None, name: str = "") -> Brochure:
    """Return an article as a brochure.

    `markdown` says whether the text is Markdown (None: it is looked at). `name` is the file's name, which
    becomes the title where the text has none. ArticleError where there is no text, or too much of it.
    """
    text = clean(text)
    if not re.search(r"\w", text):
        raise ArticleError("The article has no words. Nothing was imported; choose a file with text in it.")
    if len(text) > MAX_TEXT:
        raise ArticleError(
            f"The article has {len(text)} characters, more than a brochure can hold ({MAX_TEXT}). "
            "Nothing was imported; import a part of it."
        )
    if markdown is None:
        markdown = looks_like_markdown(text, name)
    article = read_marked(text) if markdown else Article(read_plain(text))
    brochure = _brochure(article, text, name)
    try:
        return decode_brochure(encode_brochure(brochure))
    except DecodeError as error:
        raise ArticleError(f"The article cannot become a brochure: {error}. Import a part of it.") from error


def _brochure(article: Article, text: str, name: str) -> Brochure:
    given = article.field("lang", "language").replace("_", "-")
    language = given if _LANGUAGE.fullmatch(given) else guess_language(text)
    words = words_for(language)
    title, blocks = _title(article, name, words)
    opening, chapters = _chapters(blocks, words.contact)
    chapters = grouped(chapters, words.questions, words.steps, topic_of(literal(title)) is Topic.QUESTIONS)
    sources = Sources(article.notes, [e for c in chapters if c.topic is Topic.REFERENCES for e in _listed(c)])
    sections = [*_opening(title, article.field("subtitle"), opening, words, bool(chapters))]
    for chapter in chapters:
        sections += _sections(chapter, sources, words.more)
    if sources.references and not any(section.kind is Kind.REFERENCES for section in sections):
        sections.append(Section(new_id(), Kind.REFERENCES, words.references))
    sections, brand = _brand([_cited(section, sources.cite) for section in sections])
    sections = _with_uncited(sections, sources)
    return Brochure(
        title=literal(article.field("title") or title),
        language=language,
        description=article.field("description", "summary", "excerpt"),
        brand=brand,
        sections=tuple(sections),
        references=tuple(sources.references),
    )


def _title(article: Article, name: str, words: Words) -> tuple[str, Sequence[Block]]:
    """Return the cover's title (inline Markdown) and the blocks that are left."""
    blocks, given = article.blocks, article.field("title")
    first = blocks[0] if blocks else None
    if first and first.shape is Shape.HEADING:
        tops = [block for block in blocks if block.shape is Shape.HEADING and block.level == first.level]
        if not given or literal(first.text) == literal(given) or (first.level == 1 and len(tops) == 1):
            return first.text, blocks[1:]
    if given:
        return escaped(given), blocks
    if first and first.shape is Shape.PARAGRAPH and "](" not in first.text:
        sentence, rest = _split_sentences(first.text, 1)
        # A short first sentence is the title; a greeting is none, and a lone text needs more than one
        # sentence.
        if len(sentence) <= _TITLE_LENGTH and not sentence.endswith((",", ":", ";")) and (rest or blocks[1:]):
            left = (replace(first, text=rest),) if rest else ()
            return one_line(sentence.removesuffix(".")), (*left, *blocks[1:])
    stem = re.sub(r"[\s_-]+", " ", re.sub(r"\.\w{1,8}$", "", name)).strip()
    return (escaped(stem[:1].upper() + stem[1:]) if stem else words.untitled), blocks


def _chapters(blocks: Sequence[Block], contact_title: str) -> tuple[list[Block], list[Chapter]]:
    """Return what stands before the first section's heading, and the chapters."""
    levels = [block.level for block in blocks if block.shape is Shape.HEADING]
    deepest = max(min(levels), 2) if levels else 0
    opening: list[Block] = []
    chapters: list[tuple[Chapter, list[Block]]] = []
    for block in blocks:
        if block.shape is Shape.HEADING and block.level <= deepest:
            chapters.append((Chapter(block.text, (), block.level, topic_of(literal(block.text))), []))
        elif block.shape is Shape.CONTACT:
            chapters.append((Chapter(contact_title, (), 2, Topic.CONTACT), [block]))
        else:
            (chapters[-1][1] if chapters else opening).append(block)
    return opening, [replace(chapter, blocks=tuple(below)) for chapter, below in chapters]


def _opening(
    title: str, subtitle: str, blocks: Sequence[Block], words: Words, goes_on: bool
) -> Iterator[Section]:
    """Yield the cover with its lead, and what is left of a long opening as a text section."""
    pictures = [
        block for block in blocks[:3] if block.shape is Shape.PARAGRAPH and PICTURE.fullmatch(block.text)
    ][:1]
    rest = [block for block in blocks if block not in pictures]
    lead = escaped(subtitle)
    if len(rest) > 1 and BYLINE_OR_DATE.search(literal(rest[0].text)) and _can_lead(rest[1]):
        pictures.append(rest.pop(0))
    if not lead and rest and _can_lead(rest[0]):
        lead, left = _lead(rest[0].text)
        if lead:
            rest = [*([replace(rest[0], text=left)] if left else []), *rest[1:]]
    yield Section(new_id(), Kind.COVER, one_line(title), one_line(lead), markdown_of(pictures))
    if rest:
        yield from sections_of(
            Chapter(words.introduction if goes_on else words.more, tuple(rest)), words.more
        )


def _can_lead(block: Block) -> bool:
    """Say whether a block is a paragraph that a cover can bear; a greeting is none."""
    return block.shape is Shape.PARAGRAPH and "![" not in block.text and not block.text.endswith((",", ":"))


def _lead(text: str) -> tuple[str, str]:
    """Return as many of a paragraph's sentences as a cover can bear (perhaps none), and what is left."""
    if len(text.split()) <= _LEAD_WORDS:
        return text, ""
    for count in (2, 1):
        lead, rest = _split_sentences(text, count)
        if len(lead.split()) <= _SPLIT_LEAD_WORDS:
            return lead, rest
    return "", text


def _split_sentences(text: str, count: int) -> tuple[str, str]:
    """Return the first `count` sentences and what follows them."""
    for gap in _SENTENCE_GAP.finditer(text):
        if _ABBREVIATION.search(text[max(0, gap.start(1) - 12) : gap.start(1)]):
            continue
        count -= 1
        if not count:
            return text[: gap.start(1)], text[gap.end() :]
    return text, ""


def _sections(chapter: Chapter, sources: Sources, more: str) -> Iterator[Section]:
    if chapter.topic is Topic.REFERENCES and sources.references:
        left = tuple(block for block in chapter.blocks if not _is_listed(block, chapter))
        yield Section(new_id(), Kind.REFERENCES, chapter.title, text=markdown_of(left))
    elif chapter.topic is Topic.CONTACT:
        yield Section(new_id(), Kind.CONTACT, chapter.title, text=markdown_of(chapter.blocks))
    else:
        yield from sections_of(chapter, more)


def _is_listed(block: Block, chapter: Chapter) -> bool:
    """Say whether a block below "References" is sources: its lists, or its paragraphs if it has no list."""
    if any(each.entries for each in chapter.blocks):
        return bool(block.entries)
    return block.shape is Shape.PARAGRAPH


def _listed(chapter: Chapter) -> Iterator[Entry]:
    for block in chapter.blocks:
        if not _is_listed(block, chapter):
            continue
        yield from block.entries
        for line in block.text.split("\n") if block.text else ():
            number = re.match(r"\\?\[(\d{1,3})\\?\]\s+", line)
            yield Entry(line[number.end() :], number=int(number[1])) if number else Entry(line)


def _with_uncited(sections: Sequence[Section], sources: Sources) -> list[Section]:
    """List the sources that no text cites in the references' own text, for only cited ones are printed."""
    cited = cited_keys(sections)
    uncited = [f"- {escaped(text)}" for key, text in sources.texts.items() if key not in cited]
    last = max((i for i, section in enumerate(sections) if section.kind is Kind.REFERENCES), default=-1)
    if not uncited:
        return list(sections)
    text = "\n\n".join(part for part in (sections[last].text, "\n".join(uncited)) if part)
    return [replace(each, text=text) if i == last else each for i, each in enumerate(sections)]


def _brand(sections: Sequence[Section]) -> tuple[list[Section], Brand]:
    """Move what the brand has a field for out of the contact sections."""
    brand, found = Brand(), []
    for section in sections:
        if section.kind is Kind.CONTACT:
            text, brand = take_brand(section.text, brand)
            found.append(replace(section, text=text))
        else:
            found.append(section)
    return found, brand


def _cited(section: Section, cite: Callable[[str], str]) -> Section:
    items = tuple(replace(item, title=cite(item.title), text=cite(item.text)) for item in section.items)
    return replace(
        section,
        title=cite(section.title),
        lead=cite(section.lead),
        text=cite(section.text),
        items=items,
        attribution=cite(section.attribution),
    )
