"""The brochure: one immutable value that everything else is a function of.

Texts are Markdown unless a field says otherwise. Identifiers of sections and items never change once given, so that
approvals, findings and selections can point at them.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from editor.core.decode import DecodeError, Mistake, decode, encode
from editor.core.inks import inks_mistake


class Kind(StrEnum):
    """What a section is; it decides its fields in the editor and its looks in a theme."""

    COVER = "cover"
    TEXT = "text"
    BENEFIT = "benefit"
    BENEFITS = "benefits"
    STEPS = "steps"
    QUESTIONS = "question-and-answer"
    QUOTE = "quote"
    CONTACT = "contact"
    REFERENCES = "references"
    NOTICE = "notice"


class Role(StrEnum):
    """What a section does for the reader's decision; checks look for these."""

    RISKS = "risks"
    ALTERNATIVES = "alternatives"
    REGULATORY_STATUS = "regulatory-status"
    EXPECTED_RESULTS = "expected-results"
    ASSESSMENT = "assessment"
    PRACTITIONER = "practitioner"
    TESTIMONIAL = "testimonial"


class Audience(StrEnum):
    """Who the brochure is written for; advertising rules differ."""

    PUBLIC = "general-public"
    PROFESSIONALS = "professionals"


class Jurisdiction(StrEnum):
    """Where the brochure will be used."""

    US = "us"
    US_CA = "us-ca"
    US_WA = "us-wa"
    US_FL = "us-fl"
    UK = "uk"
    EU = "eu"
    AU = "au"


class Use(StrEnum):
    """What a patient may agree to."""

    PRINT = "print"
    WEB = "web"
    SOCIAL_MEDIA = "social-media"


_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_REFERENCE_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}")
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
MEDIA_TYPES = ("image/png", "image/jpeg", "image/webp", "image/svg+xml")


def _like(pattern: re.Pattern[str], wanted: str) -> dict[str, Any]:
    """Field metadata: the text must match the pattern wholly; `wanted` ends the sentence 'must be ...'."""
    return {"check": lambda text: None if pattern.fullmatch(text) else f"must be {wanted}, is {text[:40]!r}"}


def _positive(number: int) -> str | None:
    return None if 0 < number <= 1_000_000 else f"must be between 1 and 1000000, is {number}"


def _factor(number: float) -> str | None:
    return None if 0.5 <= number <= 2.5 else f"must be between 0.5 and 2.5, is {number:g}"


def _is_media_type(text: str) -> str | None:
    return None if text in MEDIA_TYPES else f"must be one of {', '.join(MEDIA_TYPES)}, is {text[:40]!r}"


def _is_web_address(text: str) -> str | None:
    if not text or re.fullmatch(r"https?://[^\s<>\"']+", text):
        return None
    return f"must be a web address that starts with https:// or http://, is {text[:40]!r}"


def new_id() -> str:
    """Return a fresh identifier: 10 characters, random, so that copies of a document can be merged."""
    return "".join(secrets.choice("abcdefghijkmnpqrstuvwxyz23456789") for _ in range(10))


_AN_ID = _like(_ID, "an identifier of small letters, digits and hyphens")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the clinic declares about a picture that shows one patient before and after: days, procedure, and that
    both were taken under the same conditions and neither was edited.
    """

    before_on: date | None = None
    after_on: date | None = None
    procedure: str = ""
    same_conditions: bool = False
    unedited: bool = False


@dataclass(frozen=True, slots=True)
class Image:
    """A picture in the brochure. `asset` is the sha256 of its bytes, which the document file keeps.

    `width` and `height` are in pixels (for SVG: in units of its viewBox). A decorative picture has no `alt`.
    `patient`: it shows a patient, so the section needs a consent; `comparison` if it shows one before and after.
    """

    asset: str = field(metadata=_like(_SHA256, "a sha256 in hexadecimal"))
    media_type: str = field(metadata={"check": _is_media_type})
    width: int = field(metadata={"check": _positive})
    height: int = field(metadata={"check": _positive})
    alt: str = ""
    decorative: bool = False
    caption: str = ""
    patient: bool = False
    comparison: Comparison | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """A patient's written authorisation for a section's story or picture. It says nothing of the patient's health.

    `covers` and, in other words, `scope` are what was agreed to; `kept_where` is where the signed paper lies.
    `relation` says what ties the person to the clinic ("paid", "staff", "family"), "" if nothing does.
    """

    given_on: date
    scope: str = ""
    kept_where: str = ""
    expires_on: date | None = None
    revoked_on: date | None = None
    relation: str = ""
    covers: tuple[Use, ...] = ()

    def holds(self, today: date) -> bool:
        """Tell whether the authorisation is in force on a day."""
        return (
            self.given_on <= today
            and self.revoked_on is None
            and (self.expires_on is None or today <= self.expires_on)
        )

    @property
    def agreed_to(self) -> str:
        """All that was agreed to, in words: "print, social media; fairs"."""
        uses = ", ".join(use.value.replace("-", " ") for use in Use if use in self.covers)
        return "; ".join(filter(None, (uses, self.scope.strip())))


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a section: a benefit of several, a step, a question with its answer, a point of contact."""

    id: str = field(metadata=_AN_ID)
    title: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One section. `title` and `lead` are one line each; `attribution` says who is quoted.

    `region` names the region of the form the user chose; None lets the form place the section by its kind and role.
    """

    id: str = field(metadata=_AN_ID)
    kind: Kind
    title: str = ""
    lead: str = ""
    text: str = ""
    attribution: str = ""
    items: tuple[Item, ...] = ()
    image: Image | None = None
    role: Role | None = None
    region: str | None = field(default=None, metadata=_like(_SLUG, "the name of a region"))
    new_panel: bool = False
    keep_with_next: bool = False
    hidden: bool = False
    consent: Consent | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A source that claims can cite as `[^key]`. `locator` is volume, issue and pages as printed.

    `study` says in the writer's words what kind of study it is (check/claims/evidence.py knows the usual ones) and
    `people` how many took part; `product`, `route` (topical, oral, injected), `outcome` and `funding` what was studied.
    After `expires_on` somebody should look whether it is still the best that is known.
    """

    key: str = field(metadata=_like(_REFERENCE_KEY, "a key of letters, digits and . : _ -"))
    authors: str = ""
    title: str = ""
    journal: str = ""
    year: int | None = None
    locator: str = ""
    doi: str = ""
    url: str = field(default="", metadata={"check": _is_web_address})
    study: str = ""
    people: int | None = None
    product: str = ""
    route: str = ""
    outcome: str = ""
    funding: str = ""
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class Brand:
    """The clinic: its name and marks as they appear in print. `colour` and `accent` are `#rrggbb`.

    `colour_cmyk` and `accent_cmyk` are the same colours as the clinic's printer mixes them, in percent
    ("80 30 45 20"); where they are empty, the print shop's colour profile says.
    """

    name: str = ""
    tagline: str = ""
    logo: Image | None = None
    colour: str = field(default="#0f4c4a", metadata=_like(_COLOUR, "a colour such as #0f4c4a"))
    accent: str = field(default="#d9694c", metadata=_like(_COLOUR, "a colour such as #d9694c"))
    address: str = ""
    phone: str = ""
    email: str = ""
    web: str = ""
    registration: str = ""
    colour_cmyk: str = field(default="", metadata={"check": inks_mistake})
    accent_cmyk: str = field(default="", metadata={"check": inks_mistake})


@dataclass(frozen=True, slots=True)
class TypeFit:
    """How the type is fitted to the text: factors on the theme's text size, line distance and space between sections.

    A theme's limits hold when the page is set, whatever stands here.
    """

    size: float = field(default=1.0, metadata={"check": _factor})
    leading: float = field(default=1.0, metadata={"check": _factor})
    spacing: float = field(default=1.0, metadata={"check": _factor})


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who decides: a reviewer, or the one who works with the program."""

    name: str = field(metadata={"check": lambda text: None if text.strip() else "must not be empty"})
    role: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """The clinic's own rules for this brochure.

    `reviewers` must all approve it; where none is named, one approval by anybody is enough. Until then exports are
    marked as drafts if `draft_until_approved`.
    """

    reviewers: tuple[Person, ...] = ()
    draft_until_approved: bool = False


@dataclass(frozen=True, slots=True)
class Brochure:
    """The whole brochure. `language` is a BCP 47 tag; `form` and `theme` name a print form and a theme.

    `public_url` is the address the web page will have, if it is known; only then is an og:image written.
    """

    title: str
    language: str = field(default="en-GB", metadata=_like(_LANGUAGE, "a language such as en-GB"))
    description: str = ""
    jurisdictions: tuple[Jurisdiction, ...] = ()
    audience: Audience = Audience.PUBLIC
    form: str = field(default="tri-fold-a4", metadata=_like(_SLUG, "the name of a form"))
    theme: str = field(default="calm", metadata=_like(_SLUG, "the name of a theme"))
    public_url: str = field(default="", metadata={"check": _is_web_address})
    type_fit: TypeFit = TypeFit()
    policy: Policy = Policy()
    brand: Brand = Brand()
    sections: tuple[Section, ...] = ()
    references: tuple[Reference, ...] = ()

    def section(self, section_id: str) -> Section:
        """Return the section with this identifier; KeyError if there is none."""
        return self.sections[self.index(section_id)]

    def index(self, section_id: str) -> int:
        """Return the position of a section; KeyError if there is none."""
        for position, section in enumerate(self.sections):
            if section.id == section_id:
                return position
        raise KeyError(section_id)

    def reference(self, key: str) -> Reference | None:
        """Return the reference with this key, or None."""
        return next((each for each in self.references if each.key == key), None)

    def images(self, *, hidden: bool = True) -> Iterator[Image]:
        """Yield the logo and every picture, with `hidden` also those of hidden sections."""
        if self.brand.logo:
            yield self.brand.logo
        for section in self.sections:
            if section.image and (hidden or not section.hidden):
                yield section.image


def texts_of(section: Section) -> Iterator[tuple[str, str]]:
    """Yield (place, text) for every non-empty text of a section in the order it is printed.

    A place is a field name, or `items.<item id>.<field>`.
    """
    for name in ("title", "lead", "text"):
        if getattr(section, name):
            yield name, getattr(section, name)
    for item in section.items:
        for name in ("title", "text"):
            if getattr(item, name):
                yield f"items.{item.id}.{name}", getattr(item, name)
    if section.image and section.image.caption:
        yield "image.caption", section.image.caption
    if section.attribution:
        yield "attribution", section.attribution


def decode_brochure(data: object) -> Brochure:
    """Decode the JSON value of a brochure strictly; DecodeError names the path of every mistake."""
    brochure = decode(Brochure, data)
    mistakes = tuple(_duplicates(brochure))
    if mistakes:
        raise DecodeError(mistakes)
    return brochure


def encode_brochure(brochure: Brochure) -> dict[str, Any]:
    """Return the JSON value of a brochure; fields that have their default are left out."""
    data: dict[str, Any] = encode(brochure)
    return data


def _duplicates(brochure: Brochure) -> Iterator[Mistake]:
    seen: dict[str, str] = {}
    places = [
        (f"sections[{s}]{rest}.id", ident)
        for s, section in enumerate(brochure.sections)
        for rest, ident in [
            ("", section.id),
            *((f".items[{i}]", item.id) for i, item in enumerate(section.items)),
        ]
    ]
    places += [(f"references[{r}].key", "[^" + ref.key) for r, ref in enumerate(brochure.references)]
    for path, ident in places:
        if ident in seen:
            yield Mistake(path, f"must be unique, but {ident.removeprefix('[^')!r} is also at {seen[ident]}")
        seen.setdefault(ident, path)
