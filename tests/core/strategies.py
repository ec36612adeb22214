"""Brochures for property tests."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime

from hypothesis import strategies as st

from editor.core.brochure import (
    Audience,
    Brand,
    Brochure,
    Comparison,
    Consent,
    Image,
    Item,
    Jurisdiction,
    Kind,
    Person,
    Policy,
    Reference,
    Role,
    Section,
)
from editor.core.levels import Level
from editor.core.record import (
    Act,
    Approval,
    ApprovedPart,
    Comment,
    Dismissal,
    Export,
    ExportedFile,
    ExportedFinding,
    Lowering,
    Record,
    Resolution,
    Withdrawal,
    added,
    sha256_of,
)

texts = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=60)
lines = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
slugs = st.from_regex(r"[a-z0-9][a-z0-9-]{0,9}", fullmatch=True)
colours = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)
names = lines.filter(lambda text: text.strip() != "")
days = st.none() | st.dates()
comparisons = st.builds(Comparison, days, days, lines, st.booleans(), st.booleans())
consents = st.builds(Consent, st.dates(), lines, lines, days, days, lines)
persons = st.builds(Person, names, lines)
images = st.builds(
    Image,
    asset=st.from_regex(r"[0-9a-f]{64}", fullmatch=True),
    media_type=st.sampled_from(["image/png", "image/svg+xml"]),
    width=st.integers(1, 9999),
    height=st.integers(1, 9999),
    alt=lines,
    decorative=st.booleans(),
    caption=lines,
    patient=st.booleans(),
    comparison=st.none() | comparisons,
)
references = st.builds(
    Reference,
    key=st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,9}", fullmatch=True),
    authors=lines,
    title=lines,
    year=st.none() | st.integers(1500, 2100),
    url=st.sampled_from(["", "https://example.org/a"]),
    people=st.none() | st.integers(0, 10**6),
    funding=lines,
    expires_on=days,
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
                consent=draw(st.none() | consents),
            )
        )
    return Brochure(
        draw(lines),
        language=draw(st.sampled_from(["en-GB", "de", "zh-Hant-TW"])),
        jurisdictions=tuple(draw(st.lists(st.sampled_from(Jurisdiction), max_size=3))),
        audience=draw(st.sampled_from(Audience)),
        policy=Policy(tuple(draw(st.lists(persons, max_size=2))), draw(st.booleans())),
        brand=draw(brands),
        sections=tuple(sections),
        references=tuple(draw(st.lists(references, max_size=3, unique_by=lambda each: each.key))),
    )


parts = st.builds(lambda section, content: ApprovedPart(section, sha256_of(content), content), lines, texts)
approvals = st.builds(Approval, st.lists(parts, max_size=3).map(tuple), st.booleans(), days, lines)
dismissals = st.builds(Dismissal, lines, lines, lines, texts, texts)
lowerings = st.builds(Lowering, lines, st.sampled_from(Level), texts)
exports = st.builds(
    Export,
    lines,
    st.lists(st.builds(ExportedFile, lines, lines), max_size=2).map(tuple),
    lines,
    st.booleans(),
    texts,
    st.lists(lines, max_size=2).map(tuple),
    st.lists(st.builds(ExportedFinding, lines, st.sampled_from(Level), lines, texts), max_size=2).map(tuple),
)
times = st.integers(10**9, 4 * 10**9).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@st.composite
def records(draw: st.DrawFn, min_size: int = 0) -> Record:
    """A record whose entries name earlier ones where they may."""
    record: Record = ()
    for _ in range(draw(st.integers(min_size, 6))):
        comments = [each.number for each in record if isinstance(each.act, Comment)]
        holding = [each.number for each in record if isinstance(each.act, Dismissal | Lowering | Approval)]
        acts: list[st.SearchStrategy[Act]] = [dismissals, lowerings, approvals, exports]
        acts.append(st.builds(Comment, lines, texts, st.none()))
        if comments:
            acts.append(st.builds(Comment, lines, texts, st.sampled_from(comments)))
            acts.append(st.builds(Resolution, st.sampled_from(comments), st.booleans()))
        if holding:
            acts.append(st.builds(Withdrawal, st.sampled_from(holding), texts))
        record = added(record, draw(persons), draw(st.one_of(acts)), draw(times))
    return record
