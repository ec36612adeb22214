"""Patients who speak or are pictured: is there a written consent in force, and is a comparison of pictures declared?

These checks hold everywhere; rule packs add what single countries ask for (S05 to S11).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from editor.check.findings import Finding, Level
from editor.core.brochure import Brochure, Comparison, Consent, Image, Kind, Role, Section, Use, texts_of
from editor.core.record_words import day_words

ENDED = "consent-ended"
WITHDRAWN = "consent-withdrawn"
MISSING = "consent-missing"
COMPARISON_INCOMPLETE = "comparison-incomplete"
COMPARISON_UNDECLARED = "comparison-undeclared"
BARRING = frozenset({ENDED, WITHDRAWN})
"""Rules whose findings bar every export; no reason overrides them."""
SOON = timedelta(days=60)
PLACE = "consent"
"""The place in a section that findings about its consent name."""
_SOURCE = "Candor"
_I = {
    "en": ("i", "i'm", "i've", "i'd", "my", "me"),
    "de": ("ich", "mich", "mir", "mein", "meine", "meinen", "meinem", "meiner"),
    "es": ("yo", "mi", "mis", "me"),
    "fr": ("je", "j'ai", "j'étais", "moi", "mon", "mes"),
    "it": ("io", "mi", "mio", "mia", "miei", "mie"),
    "nl": ("ik", "mij", "mijn"),
    "pl": ("ja", "mnie", "mi", "mój", "moja", "moje", "moich"),
    "pt": ("eu", "me", "meu", "minha", "meus", "minhas"),
}
_VERB = {"in-force": "is ", "ends-soon": "is ", "not-yet": "is ", "ended": "", "withdrawn": "was "}
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_BEFORE_AFTER = re.compile(
    r"\bbefore(?: and |/| / |-and-| & | – |–)after\b|\bvorher(?: und |/| / |-| – |–)nachher\b"
    r"|\bavant(?: et |/| / |-)après\b",
    re.IGNORECASE,
)
_ONLINE = re.compile(r"\b(?:web\w*|online|internet)\b", re.IGNORECASE)


class State(StrEnum):
    """How a consent stands on a day."""

    IN_FORCE = "in-force"
    ENDS_SOON = "ends-soon"
    NOT_YET = "not-yet"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Standing:
    """A consent's state and what to say of it, a sentence or two."""

    state: State
    words: str


def standing_of(consent: Consent, today: date) -> Standing:
    """Return how a consent stands on a day."""
    ends = consent.expires_on
    if consent.revoked_on is not None:
        words = f"Withdrawn on {day_words(consent.revoked_on)}. Take this out of the brochure."
        return Standing(State.WITHDRAWN, words)
    if ends is not None and ends < today:
        return Standing(State.ENDED, f"Ended on {day_words(ends)}. Take this out, or ask again.")
    if consent.given_on > today:
        words = f"Dated {day_words(consent.given_on)}, which is still to come. Correct the day, or wait until then."
        return Standing(State.NOT_YET, words)
    if ends is None:
        return Standing(State.IN_FORCE, "In force, with no end agreed.")
    if ends - today <= SOON:
        left = (ends - today).days
        when = "today" if left == 0 else "tomorrow" if left == 1 else f"in {left} days"
        return Standing(
            State.ENDS_SOON, f"In force until {day_words(ends)}: it ends {when}. Ask again in time."
        )
    return Standing(State.IN_FORCE, f"In force until {day_words(ends)}.")


def is_barred(finding: Finding) -> bool:
    """Tell whether a finding bars every export, whatever reason is given."""
    return finding.rule in BARRING


def shows_patient(image: Image | None) -> bool:
    """Tell whether a picture is declared to show a patient."""
    return image is not None and (image.patient or image.comparison is not None)


def is_testimonial(section: Section, language: str = "en") -> bool:
    """Tell whether a patient speaks in a section: by its role, or a quotation in the first person without any role."""
    if section.role is Role.TESTIMONIAL:
        return True
    if section.kind is not Kind.QUOTE or section.role is not None:
        return False
    first_person = {*_I["en"], *_I.get(language.partition("-")[0], ())}
    said = " ".join(text for _, text in texts_of(section)).lower().replace("’", "'")
    return any(word in first_person for word in _WORD.findall(said))


def may_need_consent(section: Section) -> bool:
    """Tell whether a section is one for which a consent is asked: somebody speaks or a patient is shown."""
    return section.kind is Kind.QUOTE or section.role is Role.TESTIMONIAL or shows_patient(section.image)


def consent_findings(brochure: Brochure, today: date) -> tuple[Finding, ...]:
    """Return what is wrong with the consents of the printed sections and the declarations of their pictures."""
    found: list[Finding] = []
    for section in brochure.sections:
        if not section.hidden:
            found += _consent(brochure, section, today)
            found += _comparison(section)
    return tuple(found)


def _consent(brochure: Brochure, section: Section, today: date) -> Iterator[Finding]:
    pictured, speaks = shows_patient(section.image), is_testimonial(section, brochure.language)
    consent = section.consent
    if consent is None:
        if pictured or speaks:
            what = "a patient’s picture" if pictured else "a patient’s words"
            message = f"There is no consent for {what}. Record the one that was signed, or take this out."
            yield _found(MISSING, Level.WARNING, section, message)
        return
    if not may_need_consent(section):
        return
    standing = standing_of(consent, today)
    words = f"The consent {_VERB[standing.state]}{standing.words[0].lower()}{standing.words[1:]}"
    if standing.state in (State.WITHDRAWN, State.ENDED):
        words = f"{words} Until then nothing can be exported."
        yield _found(ENDED if standing.state is State.ENDED else WITHDRAWN, Level.ERROR, section, words)
        return
    if standing.state is State.NOT_YET:
        yield _found(MISSING, Level.WARNING, section, words)
    elif standing.state is State.ENDS_SOON:
        yield _found("consent-ends-soon", Level.INFORMATION, section, words)
    yield from _scope(brochure, section, consent)


def _scope(brochure: Brochure, section: Section, consent: Consent) -> Iterator[Finding]:
    if not consent.agreed_to:
        message = "The consent does not say what it covers. Tick it as it stands on the signed paper."
        yield _found("consent-incomplete", Level.WARNING, section, message)
    elif brochure.public_url and Use.WEB not in consent.covers and not _ONLINE.search(consent.scope):
        message = (
            "The consent does not cover the web page, and this brochure has a web address. Ask for that too, or leave "
            "this out of the web page."
        )
        yield _found("consent-scope", Level.WARNING, section, message)
    elif consent.covers and Use.PRINT not in consent.covers:
        message = "The consent does not cover print. Export the web page alone, or ask for that too."
        yield _found("consent-scope", Level.INFORMATION, section, message)
    if not consent.kept_where.strip():
        message = (
            "Nothing says where the signed consent is kept. Note it, so that somebody can find it when asked."
        )
        yield _found("consent-incomplete", Level.INFORMATION, section, message)


def _comparison(section: Section) -> Iterator[Finding]:
    image = section.image
    if image is None:
        return
    if image.comparison is None:
        if _BEFORE_AFTER.search(f"{image.alt}\n{image.caption}"):
            message = (
                "The picture’s words say before and after. If it shows a patient twice, tick that and declare when and "
                "how the pictures were taken."
            )
            yield _found(COMPARISON_UNDECLARED, Level.INFORMATION, section, message, "image")
        return
    lacking = undeclared(image.comparison)
    if lacking:
        message = f"The before-and-after picture lacks: {', '.join(lacking)}. Fill it in below the picture."
        yield _found(COMPARISON_INCOMPLETE, Level.WARNING, section, message, "image")


def undeclared(comparison: Comparison) -> tuple[str, ...]:
    """Return what a comparison lacks, in words; that it is unedited is left to rule S11."""
    before, after = comparison.before_on, comparison.after_on
    lacking = []
    if before is None:
        lacking.append("the day of the picture before")
    if after is None:
        lacking.append("the day of the picture after")
    if before is not None and after is not None and after < before:
        lacking.append("days in the right order (before comes first)")
    if not comparison.procedure.strip():
        lacking.append("the procedure")
    if not comparison.same_conditions:
        lacking.append("that both were taken under the same conditions")
    return tuple(lacking)


def _found(rule: str, level: Level, section: Section, message: str, place: str = PLACE) -> Finding:
    words = section.title or next((text for _, text in texts_of(section)), "")
    return Finding(rule, level, section.id, 0, words[:80], message, _SOURCE, place)


SAID_BY: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "S06": BARRING,
        "S09": BARRING | {"S06"},
        MISSING: frozenset({"S06", "S09"}),
        COMPARISON_INCOMPLETE: frozenset({"S10"}),
        COMPARISON_UNDECLARED: frozenset({"S10"}),
    }
)
"""Rules that are superfluous in a section where one of others found something: they would say one fact twice."""
