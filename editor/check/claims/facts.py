"""What structural rules look at: the brochure, what the words gave, and what is known from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from editor.check.claims.evidence import Claim
from editor.check.claims.matching import Hit, Passage, Scanned
from editor.check.claims.rules import Rule
from editor.check.consent import is_testimonial
from editor.core.brochure import Brochure, Kind, Role, Section, texts_of

WHOLE = ""
"""Stands for the brochure's own texts where sections are named."""


def texts_in(section: Section) -> Iterator[tuple[str, str]]:
    """Yield (place, text) of all that a reader meets in a section, a picture's description included."""
    yield from texts_of(section)
    if section.image and section.image.alt:
        yield "image", section.image.alt


def own_texts(brochure: Brochure) -> Iterator[tuple[str, str]]:
    """Yield (place, text) of what a brochure says outside its sections."""
    tagline = brochure.brand.tagline
    for place, text in (
        ("title", brochure.title),
        ("description", brochure.description),
        ("brand.tagline", tagline),
    ):
        if text:
            yield place, text


def text_at(brochure: Brochure, section: str, place: str) -> str:
    """Return the text at a place; "" if there is none."""
    texts = own_texts(brochure) if section == WHOLE else texts_in(brochure.section(section))
    return dict(texts).get(place, "")


@dataclass(frozen=True, slots=True)
class SectionOnPaper:
    """Where and how a section was printed.

    `views` are the numbers of what a reader sees at once (core.views) that show some of it; `size` is the smallest of
    its text in points, `contrast` the lowest (WCAG 2's ratio).
    """

    views: frozenset[int]
    size: float
    contrast: float


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a structural rule may ask. `layout` and `today` are None where nothing is known of them."""

    brochure: Brochure
    scanned: Mapping[str, Scanned]
    claims: tuple[tuple[Rule, Hit, Claim], ...]
    layout: Mapping[str, SectionOnPaper] | None = None
    today: date | None = None
    taken: Mapping[tuple[str, int], frozenset[str]] = field(default_factory=dict)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections that are printed."""
        return tuple(section for section in self.brochure.sections if not section.hidden)

    def hits(self, rule: Rule) -> Iterator[tuple[Section, Passage, Hit]]:
        """Yield where the words of a rule stand in the printed sections."""
        for section in self.sections:
            scanned = self.scanned[section.id]
            for hit in scanned.hits:
                if hit.rule is rule:
                    yield section, scanned.passages[hit.passage], hit

    def picture_hits(self, rule: Rule) -> Iterator[tuple[Section, Passage, Hit]]:
        """Yield where the words of a rule stand in a picture's description or caption, once a section."""
        seen: set[str] = set()
        for section, passage, hit in self.hits(rule):
            if passage.place in ("image", "image.caption") and section.id not in seen:
                seen.add(section.id)
                yield section, passage, hit

    def with_role(self, role: Role) -> Iterator[Section]:
        """Yield the printed sections that have a role and something to say."""
        for section in self.sections:
            if section.role is role and (section.text.strip() or section.items or section.lead.strip()):
                yield section

    def has(self, role: Role) -> bool:
        """Tell whether there is a printed section with this role."""
        return next(self.with_role(role), None) is not None

    def testimonials(self) -> Iterator[Section]:
        """Yield the sections in which a patient speaks: by role, or a quotation in the first person."""
        return (each for each in self.sections if is_testimonial(each, self.brochure.language))

    def offers_benefits(self) -> Section | None:
        """Return the first section that speaks of benefits, by its kind or its words; None if there is none."""
        claimed = {claim.section for _, hit, claim in self.claims if not hit.mentioned}
        kinds = (Kind.BENEFIT, Kind.BENEFITS)
        return next((each for each in self.sections if each.kind in kinds or each.id in claimed), None)
