"""The conditions that structural rules name. Each is a function from the facts and the rule to findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from editor.check.claims import gaps, people, print_and_reading
from editor.check.claims.evidence import Status, incomplete
from editor.check.claims.facts import Facts, SectionOnPaper, text_at
from editor.check.claims.found import ClaimFinding, found, found_in_text
from editor.check.claims.matching import Hit
from editor.check.claims.rules import Rule
from editor.check.findings import Level
from editor.core.brochure import Brochure, Kind, Role, texts_of
from editor.core.citations import citations, cited_keys

Condition = Callable[[Facts, Rule], Iterator[ClaimFinding]]

__all__ = ["CONDITIONS", "Condition", "Facts", "SectionOnPaper", "not_checkable"]


def benefit_without_reference(facts: Facts, rule: Rule) -> Iterator[ClaimFinding]:
    """A benefit is claimed and no reference that could show it is cited with it."""
    for claimed, hit, claim in facts.claims:
        if claimed != rule or claim.status not in (Status.UNBACKED, Status.NO_EVIDENCE):
            continue
        if facts.taken.get((claim.section, hit.passage), frozenset()) & set(rule.yields_to):
            continue
        message = rule.message
        if claim.status is Status.NO_EVIDENCE:
            message = (
                "The reference is not a study of benefit in people (an animal or laboratory study, a register entry, "
                "an opinion or a notice), so it cannot back this sentence. Cite a trial in people, or say less."
            )
        yield _at_claim(facts, rule, hit, claim.section, message)


def reference_incomplete(facts: Facts, rule: Rule) -> Iterator[ClaimFinding]:
    """A citation leads nowhere, or what it leads to could not be found by a reader."""
    brochure = facts.brochure
    for section in facts.sections:
        for place, text in texts_of(section):
            for key, start, end in citations(text):
                if brochure.reference(key) is None:
                    message = f"There is no reference “{key}”. Add it under References, or cite another."
                    line = text.count("\n", 0, start) + 1
                    yield ClaimFinding(
                        rule.id, rule.level, section.id, line, text[start:end], message, rule.source, place,
                        start, end, rule.why, rule.link, "", rule.jurisdiction, rule.reviewed_on,
                    )  # fmt: skip
    for key in cited_keys(facts.sections):
        reference = brochure.reference(key)
        if reference is None:
            continue
        lacking = incomplete(reference)
        if lacking:
            message = f"Readers cannot find the reference “{key}”: it has {lacking}. {rule.message}"
            yield found(rule, "", "references", key, message)
        elif not (reference.title and reference.authors and reference.year):
            parts = {"title": reference.title, "authors": reference.authors, "year": reference.year}
            names = ", ".join(name for name, value in parts.items() if not value)
            message = f"The reference “{key}” lacks: {names}. Add what you can, so that readers can check it."
            yield found(rule, "", "references", key, message, Level.INFORMATION)


def thin_evidence_unlabelled(facts: Facts, rule: Rule) -> Iterator[ClaimFinding]:
    """Only small or uncontrolled studies are cited, and the text does not say so."""
    return _with_status(facts, rule, Status.THIN)


def different_product(facts: Facts, rule: Rule) -> Iterator[ClaimFinding]:
    """The study was of another product or another way of giving it."""
    return _with_status(facts, rule, Status.DIFFERENT)


def _with_status(facts: Facts, rule: Rule, status: Status) -> Iterator[ClaimFinding]:
    seen: set[tuple[str, int]] = set()
    for _, hit, claim in facts.claims:
        if claim.status is status and (claim.section, hit.passage) not in seen and not hit.mentioned:
            seen.add((claim.section, hit.passage))
            yield _at_claim(facts, rule, hit, claim.section)


def _at_claim(facts: Facts, rule: Rule, hit: Hit, section: str, message: str = "") -> ClaimFinding:
    passage = facts.scanned[section].passages[hit.passage]
    text = text_at(facts.brochure, section, passage.place)
    return found_in_text(rule, section, passage, hit, text, message)


def _lacks(role: Role) -> Condition:
    """Return the condition that a brochure which offers benefits lacks a section with this role."""

    def condition(facts: Facts, rule: Rule) -> Iterator[ClaimFinding]:
        about = facts.offers_benefits() or next((section for section, _, _ in facts.hits(rule)), None)
        if about and not facts.has(role):
            yield found(rule, "", "", about.title, fix=f"add-{role}")

    return condition


def no_regulatory_status(facts: Facts, rule: Rule) -> Iterator[ClaimFinding]:
    """Stem cells or the like are spoken of, and no section says what the regulator says of them."""
    first = next(facts.hits(rule), None)
    if first and not facts.has(Role.REGULATORY_STATUS):
        section, passage, hit = first
        text = text_at(facts.brochure, section.id, passage.place)
        finding = found_in_text(rule, section.id, passage, hit, text)
        yield replace(finding, fix=f"add-{Role.REGULATORY_STATUS}")


def state_notice(facts: Facts, rule: Rule) -> Iterator[ClaimFinding]:
    """A state asks for a notice, whose exact text is not verified: say so, and whether there seems to be one."""
    if next(facts.hits(rule), None) is None:
        return
    notices = [section for section in facts.sections if section.kind is Kind.NOTICE]
    for section in notices:
        words = " ".join(passage.low for passage in facts.scanned[section.id].passages)
        if "approved" in words and ("food and drug" in words or "fda" in words):
            message = (
                "Notice text not verified: Candor has no verified copy of the state's wording. Compare yours with the "
                "statute, word by word."
            )
            yield found(rule, section.id, "text", section.title, message, Level.INFORMATION)
            return
    yield found(rule)


def outside_statute(facts: Facts, rule: Rule) -> Iterator[ClaimFinding]:
    """Hair is the subject, which a state's stem-cell statute does not cover."""
    first = next(facts.hits(rule), None)
    if first:
        yield found(rule, first[0].id, "title", first[0].title)


def online_advertising(facts: Facts, rule: Rule) -> Iterator[ClaimFinding]:
    """The brochure names a product that online advertising networks refuse."""
    first = next(facts.hits(rule), None)
    if first:
        yield found(rule, "", "", first[1].sentence.plain[first[2].start : first[2].end])


CONDITIONS: Mapping[str, Condition] = MappingProxyType(
    {
        "benefit-without-reference": benefit_without_reference,
        "reference-incomplete": reference_incomplete,
        "thin-evidence-unlabelled": thin_evidence_unlabelled,
        "different-product": different_product,
        "testimonial-without-expected-results": people.testimonial_without_expected_results,
        "testimonial-without-consent": people.testimonial_without_consent,
        "testimonial": people.testimonial,
        "testimonial-tie-undisclosed": people.testimonial_tie_undisclosed,
        "photo-without-consent": people.photo_without_consent,
        "before-after-incomplete": people.before_after_incomplete,
        "not-a-real-result": people.not_a_real_result,
        "young-person-pictured": people.young_person_pictured,
        "no-risks": _lacks(Role.RISKS),
        "no-alternatives": _lacks(Role.ALTERNATIVES),
        "no-assessment": _lacks(Role.ASSESSMENT),
        "no-practitioner": _lacks(Role.PRACTITIONER),
        "no-regulatory-status": no_regulatory_status,
        "state-notice": state_notice,
        "outside-statute": outside_statute,
        "disclosure-not-conspicuous": print_and_reading.disclosure_not_conspicuous,
        "hard-to-read": print_and_reading.hard_to_read,
        "not-accessible": print_and_reading.not_accessible,
        "online-advertising": online_advertising,
        "gap-left": gaps.gap_left,
    }
)

WORKS_ON_TEXT = frozenset({"benefit-without-reference", "hard-to-read"})
"""The conditions that make sense for a text without a brochure around it."""


def not_checkable(rule: Rule, facts: Facts, *, only_text: bool = False) -> str:
    """Return why a structural rule cannot be checked, as a whole sentence without full stop; "" if it can."""
    if only_text and rule.condition not in WORKS_ON_TEXT:
        return f"{rule.id}: needs a brochure with sections, pictures and references"
    if rule.condition == "disclosure-not-conspicuous" and facts.layout is None:
        return f"{rule.id}: needs the laid-out page"
    unknown = any(section.consent is None for section in facts.testimonials())
    if rule.condition == "testimonial-tie-undisclosed" and unknown:
        return f"{rule.id}: no consent record says whether the person was paid or works for the clinic"
    if rule.condition == "hard-to-read" and not is_english(facts.brochure):
        return f"{rule.id}: the reading grade is for English texts only"
    return ""


def is_english(brochure: Brochure) -> bool:
    """Tell whether a brochure is in English, the language of the rules' words."""
    return brochure.language.partition("-")[0] == "en"
