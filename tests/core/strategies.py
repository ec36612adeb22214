"""Brochures for property tests."""

from __future__ import annotations

import itertools

from hypothesis import strategies as st

from editor.core.brochure import (
    Audience,
    Brand,
    Brochure,
    Image,
    Item,
    Jurisdiction,
    Kind,
    Reference,
    Role,
    Section,
)

texts = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=60)
lines = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
slugs = st.from_regex(r"[a-z0-9][a-z0-9-]{0,9}", fullmatch=True)
colours = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)
images = st.builds(
    Image,
    asset=st.from_regex(r"[0-9a-f]{64}", fullmatch=True),
    media_type=st.sampled_from(["image/png", "image/svg+xml"]),
    width=st.integers(1, 9999),
    height=st.integers(1, 9999),
    alt=lines,
    decorative=st.booleans(),
    caption=lines,
)
references = st.builds(
    Reference,
    key=st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,9}", fullmatch=True),
    authors=lines,
    title=lines,
    year=st.none() | st.integers(1500, 2100),
    url=st.sampled_from(["", "https://example.org/a"]),
    people=st.none() | st.integers(0, 10**6),
)
brands = st.builds(Brand, name=lines, logo=st.none() | images, colour=colours, accent=colours, address=texts)


@st.composite
def brochures(draw: st.DrawFn, min_sections: int = 0) -> Brochure:
    """A whole brochure with unique identifiers."""
    ids = (f"id-{number}" for number in itertools.count())
    sections = []
    for _ in range(draw(st.integers(min_sections, 5))):
        items = tuple(Item(next(ids), draw(lines), draw(texts)) for _ in range(draw(st.integers(0, 3))))
        sections.append(
            Section(
                next(ids),
                draw(st.sampled_from(Kind)),
                title=draw(lines),
                lead=draw(lines),
                text=draw(texts),
                items=items,
                image=draw(st.none() | images),
                role=draw(st.none() | st.sampled_from(Role)),
                region=draw(st.none() | slugs),
                hidden=draw(st.booleans()),
                new_panel=draw(st.booleans()),
            )
        )
    return Brochure(
        draw(lines),
        language=draw(st.sampled_from(["en-GB", "de", "zh-Hant-TW"])),
        jurisdictions=tuple(draw(st.lists(st.sampled_from(Jurisdiction), max_size=3))),
        audience=draw(st.sampled_from(Audience)),
        brand=draw(brands),
        sections=tuple(sections),
        references=tuple(draw(st.lists(references, max_size=3, unique_by=lambda each: each.key))),
    )
