"""Conditions about patients: their stories and their pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from editor.check.claims.facts import Facts
from editor.check.claims.found import ClaimFinding, found
from editor.check.claims.rules import Rule
from editor.check.consent import PLACE, shows_patient, standing_of, undeclared
from editor.check.fixes import WRITE_COMPARISON
from editor.core.brochure import Role, Section, texts_of
from editor.core.comparison_text import with_declaration

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


_SHOWN = {
    "when each was taken": _YEAR_OR_SPAN,
    "which procedure": _PROCEDURE,
    "that both were taken under the same conditions": _SAME_CONDITIONS,
    "that others’ results differ": _CAVEAT,
}


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
    """A patient's picture without an authorisation that holds: declared, in a story, or where its words say so."""
    pictured = {section.id: section for section, _, _ in facts.picture_hits(rule)}
    pictured |= {section.id: section for section in facts.testimonials() if section.image}
    pictured |= {section.id: section for section in facts.sections if shows_patient(section.image)}
    for section in pictured.values():
        yield from _without_consent(facts, rule, section)


def _without_consent(facts: Facts, rule: Rule, section: Section) -> Iterator[ClaimFinding]:
    consent = section.consent
    if consent is None:
        yield _about(rule, section, PLACE)
    elif consent.revoked_on is not None or (facts.today is not None and not consent.holds(facts.today)):
        words = standing_of(consent, facts.today or consent.given_on).words
        yield _about(rule, section, PLACE, f"The patient’s consent: {words[0].lower()}{words[1:]}")


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
    """A before-and-after picture whose readers do not see times, procedure, same conditions or that others differ.

    What is declared of the picture is for the clinic's file; it counts once it is printed.
    """
    compared = {section.id: section for section, _, _ in facts.picture_hits(rule)}
    compared |= {each.id: each for each in facts.sections if each.image and each.image.comparison}
    for section in compared.values():
        passages = facts.scanned[section.id].passages
        said = " ".join(each.low for each in passages if each.place != "image")  # only some readers get that
        missing = [name for name, words in _SHOWN.items() if not words.search(said)]
        if not missing:
            continue
        message = f"{rule.message} Readers do not see: {', '.join(missing)}."
        comparison = section.image.comparison if section.image else None
        if comparison and (lacking := undeclared(comparison)):
            message += f" Not declared either: {', '.join(lacking)}."
        finding = _about(rule, section, "image", message)
        yield replace(finding, fix=WRITE_COMPARISON if _could_be_written(section, facts) else "")


def _could_be_written(section: Section, facts: Facts) -> bool:
    """Tell whether what is declared of a section's picture could still be written into its caption."""
    image = section.image
    if image is None or image.comparison is None:
        return False
    return with_declaration(image.caption, image.comparison, facts.brochure.language) != image.caption


def not_a_real_result(facts: Facts, rule: Rule) -> Iterator[ClaimFinding]:
    """A result whose own words call it edited, generated or stock, or that nobody declares to be unedited."""
    told = {section.id for section, _, _ in facts.picture_hits(rule)}
    for section in facts.sections:
        comparison = section.image.comparison if section.image else None
        if section.id in told:
            yield _about(rule, section, "image")
        elif comparison and not comparison.unedited:
            yield _about(
                rule, section, "image", f"Nobody declares that the pictures are not edited. {rule.message}"
            )


def young_person_pictured(facts: Facts, rule: Rule) -> Iterator[ClaimFinding]:
    """A picture that its own words say shows somebody under 18."""
    for section, _, _ in facts.picture_hits(rule):
        yield _about(rule, section, "image")


def _about(rule: Rule, section: Section, place: str = "text", message: str = "") -> ClaimFinding:
    words = section.title or next((text for _, text in texts_of(section)), "")
    return found(rule, section.id, place, words[:80], message)
