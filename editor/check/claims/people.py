"""Conditions about patients: their stories and their pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from editor.check.claims.facts import Facts
from editor.check.claims.found import ClaimFinding, found
from editor.check.claims.rules import Rule
from editor.core.brochure import Role, Section, texts_of

_ONLY_VARY = re.compile(
    r"(?:individual |your |all )?(?:results?|outcomes?) (?:may|can|will|do)? ?(?:vary|differ)[^.]{0,40}\.?"
)
_TIE_SAID = re.compile(
    r"\b(?:paid|employee|employed|works (?:for|at|with)|member of (?:our )?(?:staff|team)|our (?:nurse"
    r"|doctor|receptionist)"
    r"|received|free of charge|discount|in return|family|relative|sponsored|partner)\b"
)
_YEAR_OR_SPAN = re.compile(r"\b(?:19|20)\d\d\b|\b(?:\d+|[a-z]+) (?:days?|weeks?|months?|years?)\b")
_SAME_CONDITIONS = re.compile(
    r"\bsame (?:\w+ ){0,3}(?:light|lighting|camera|angle|conditions|distance|pose|settings)\b"
)
_CAVEAT = re.compile(
    r"\b(?:vary|varies|differs?|not everyone|other people|yours may|one person|no (?:guarantee|promise))\b"
)
_PROCEDURE = re.compile(
    r"\b(?:after|treated with|had|received|procedure|treatment|sessions?|injections?|transplant|prp|surgery"
    r"|therapy)\b"
)


def testimonial_without_expected_results(facts: Facts, rule: Rule) -> Iterator[ClaimFinding]:
    """A patient's story, and nothing says what most people can expect."""
    stated = any(_says_more_than_vary(facts, section) for section in facts.with_role(Role.EXPECTED_RESULTS))
    for section in facts.testimonials():
        if not stated:
            yield replace(_about(rule, section), fix=f"add-{Role.EXPECTED_RESULTS}")


def _says_more_than_vary(facts: Facts, section: Section) -> bool:
    said = [each.low for each in facts.scanned[section.id].passages if each.place != "title"]
    return any(not _ONLY_VARY.fullmatch(each) for each in said)


def testimonial_without_consent(facts: Facts, rule: Rule) -> Iterator[ClaimFinding]:
    """A patient's story without an authorisation that holds."""
    for section in facts.testimonials():
        yield from _without_consent(facts, rule, section)


def photo_without_consent(facts: Facts, rule: Rule) -> Iterator[ClaimFinding]:
    """A patient's picture without an authorisation that holds: in a story, or where its words say so."""
    pictured = {section.id: section for section, _, _ in facts.picture_hits(rule)}
    pictured |= {section.id: section for section in facts.testimonials() if section.image}
    for section in pictured.values():
        yield from _without_consent(facts, rule, section, "image")


def _without_consent(
    facts: Facts, rule: Rule, section: Section, place: str = "text"
) -> Iterator[ClaimFinding]:
    consent = section.consent
    if consent is None:
        yield _about(rule, section, place)
    elif consent.revoked_on is not None:
        message = f"The consent was withdrawn on {consent.revoked_on}. Take this out of the brochure."
        yield _about(rule, section, place, message)
    elif facts.today is not None and not consent.holds(facts.today):
        message = f"The consent ended on {consent.expires_on}. Ask for a new one, or take this out."
        yield _about(rule, section, place, message)


def testimonial(facts: Facts, rule: Rule) -> Iterator[ClaimFinding]:
    """Any patient's story."""
    for section in facts.testimonials():
        yield _about(rule, section)


def testimonial_tie_undisclosed(facts: Facts, rule: Rule) -> Iterator[ClaimFinding]:
    """The person is paid by, works for or belongs to the clinic, and the text does not say so."""
    for section in facts.testimonials():
        consent = section.consent
        said = " ".join(each.low for each in facts.scanned[section.id].passages)
        if consent and consent.relation and not _TIE_SAID.search(said):
            yield _about(rule, section)


def before_after_incomplete(facts: Facts, rule: Rule) -> Iterator[ClaimFinding]:
    """A before-and-after picture without times, procedure, same conditions or a word on other outcomes."""
    for section, _, _ in facts.picture_hits(rule):
        said = " ".join(each.low for each in facts.scanned[section.id].passages)
        wanted = (
            ("when each was taken", _YEAR_OR_SPAN),
            ("which procedure", _PROCEDURE),
            ("that both were taken under the same conditions", _SAME_CONDITIONS),
            ("that others’ results differ", _CAVEAT),
        )
        missing = [name for name, words in wanted if not words.search(said)]
        if missing:
            yield _about(rule, section, "image", f"{rule.message} Missing: {', '.join(missing)}.")


def not_a_real_result(facts: Facts, rule: Rule) -> Iterator[ClaimFinding]:
    """A picture that its own words call edited, generated or stock, shown as a result."""
    for section, _, _ in facts.picture_hits(rule):
        yield _about(rule, section, "image")


def young_person_pictured(facts: Facts, rule: Rule) -> Iterator[ClaimFinding]:
    """A picture that its own words say shows somebody under 18."""
    for section, _, _ in facts.picture_hits(rule):
        yield _about(rule, section, "image")


def _about(rule: Rule, section: Section, place: str = "text", message: str = "") -> ClaimFinding:
    words = section.title or next((text for _, text in texts_of(section)), "")
    return found(rule, section.id, place, words[:80], message)
