"""What a reference is worth as evidence for a claim."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from editor.core.brochure import Reference


class StudyKind(StrEnum):
    """Kinds of study, in the words that a reference's `study` may use."""

    META_ANALYSIS = "meta-analysis of randomised trials"
    RANDOMISED = "randomised trial"
    CONTROLLED = "controlled trial"
    TRIAL = "trial"
    SINGLE_ARM = "single-arm trial"
    OBSERVATIONAL = "observational study"
    CASES = "case reports"
    REVIEW = "review"
    ANIMAL = "animal study"
    LABORATORY = "laboratory study"
    REGISTRATION = "trial registration"
    REGULATOR = "regulator's information"
    GUIDELINE = "guideline"
    OPINION = "expert opinion"
    UNKNOWN = "unknown"


STUDY_KINDS: tuple[str, ...] = tuple(each.value for each in StudyKind if each is not StudyKind.UNKNOWN)
"""What the window offers for a reference's `study`."""

NO_EVIDENCE = frozenset(
    {StudyKind.ANIMAL, StudyKind.LABORATORY, StudyKind.REGISTRATION, StudyKind.OPINION, StudyKind.REGULATOR}
)
"""Kinds that do not show a benefit in people. A regulator's notice is evidence of risks and status only."""

SMALL = 30
"""People; a study with fewer must be labelled as small."""

_KINDS = (
    (StudyKind.REGISTRATION, r"regist(?:ered|ration|er|ry)|no (?:peer-reviewed )?results"),
    (StudyKind.LABORATORY, r"in[ -]vitro|laborator|cell culture|ex[ -]vivo|bench"),
    (StudyKind.ANIMAL, r"\b(?:mouse|mice|rats?|rodents?|animals?|pigs?|rabbits?|preclinical)\b"),
    (StudyKind.META_ANALYSIS, r"meta-?analys\w+(?=.*random)|random.*meta-?analys"),
    (
        StudyKind.SINGLE_ARM,
        r"single[- ](?:arm|group)|uncontrolled|no (?:control|comparison)|before[- ]and[- ]after|pilot"
        r"|open[- ]label",
    ),
    (StudyKind.CASES, r"case (?:series|reports?|study)"),
    (StudyKind.GUIDELINE, r"guidelines?|consensus"),
    (StudyKind.REGULATOR, r"regulator|safety information|\blabel\b|summary of product"),
    (StudyKind.REVIEW, r"review|meta-?analys"),
    (StudyKind.RANDOMISED, r"randomi[sz]ed|\brct\b|split-scalp|half-head"),
    (StudyKind.CONTROLLED, r"controlled|placebo|comparison|against|sham"),
    (StudyKind.OBSERVATIONAL, r"observational|cohort|retrospective|survey|cross-sectional|case-control"),
    (StudyKind.OPINION, r"opinion|editorial|letter|commentary"),
    (StudyKind.TRIAL, r"trial"),
)
_NOT_RANDOMISED = re.compile(r"non-?\s?randomi[sz]ed|not randomi[sz]ed")


def study_kind(text: str) -> StudyKind:
    """Return the kind of study that a reference's `study` describes; UNKNOWN if the text does not say."""
    low = _NOT_RANDOMISED.sub("comparison", text.lower())
    return next((kind for kind, words in _KINDS if re.search(words, low)), StudyKind.UNKNOWN)


def backs_benefit(reference: Reference) -> bool:
    """Tell whether a reference may back a benefit in people."""
    return study_kind(reference.study) not in NO_EVIDENCE


def is_randomised_in_people(reference: Reference) -> bool:
    """Tell whether a reference is a randomised trial in people or a meta-analysis of such trials."""
    return study_kind(reference.study) in (StudyKind.RANDOMISED, StudyKind.META_ANALYSIS)


def is_thin(reference: Reference) -> bool:
    """Tell whether a study had fewer than SMALL people or nobody to compare with."""
    alone = study_kind(reference.study) in (StudyKind.SINGLE_ARM, StudyKind.CASES)
    return alone or (reference.people is not None and reference.people < SMALL)


SAYS_THIN = re.compile(
    r"\b(?:small|single (?:arm|group)|one group|pilot|uncontrolled|no (?:control|comparison)"
    r"|without a (?:control|comparison)"
    r"|(?:\d{1,2}|[a-z]+teen|[a-z]+ty(?: [a-z]+)?|ten|eleven|twelve|one|two|three|four|five|six|seven|eight"
    r"|nine)"
    r" (?:people|patients|men|women|adults|participants|volunteers)|case report|weak)\b"
)
"""Words, in small letters, that tell the reader how thin the evidence is."""

_PRODUCTS = {
    "PRP": r"\bprp\b|platelet",
    "exosomes": r"exosome|extracellular vesicle",
    "fat extract": r"(?:adipose|fat|svf|cell free)(?: \w+){0,2} (?:extract|medium|secretome)|conditioned medium|lysate",
    "fat cells": r"\bsvf\b|stromal vascular|adipose(?: derived)? (?:stem |stromal )?cells|fat cells",
    "follicle micrografts": r"micrograft|follicular cells",
    "stem cells": r"stem cells?",
    "minoxidil": r"minoxidil|rogaine|regaine",
    "finasteride": r"finasteride|propecia",
    "dutasteride": r"dutasteride|avodart",
    "laser": r"laser|low level light|photobiomodulation",
    "transplant": r"transplant",
    "microneedling": r"micro ?needling|derma ?roller",
}
_ROUTES = {
    "topical": r"topical|on the (?:skin|scalp)|lotion|foam|cream|serum|rub(?:bed)? in",
    "oral": r"\boral\b|tablets?|pills?|capsules?|by mouth|swallow",
    "injected": r"inject|needle",
}


def differs(reference: Reference, low: str) -> str:
    """Return what a sentence in small letters is about that the reference is not: "PRP"; "" if nothing is known.

    Only what the reference states in `product` and `route` is compared; both must name something known.
    """
    for stated, known in ((reference.product, _PRODUCTS), (reference.route, _ROUTES)):
        studied = _named(stated.lower().replace("-", " "), known)
        claimed = _named(low, known)
        if studied and claimed and not studied & claimed:
            return " and ".join(sorted(claimed))
    return ""


def _named(text: str, known: dict[str, str]) -> set[str]:
    return {name for name, words in known.items() if re.search(words, text)}


def incomplete(reference: Reference) -> str:
    """Return what keeps a reader from finding a reference, as the end of a sentence; "" if it can be found."""
    if reference.doi or reference.url or reference.locator:
        return (
            ""
            if reference.doi or reference.url or reference.year or "NCT" in reference.locator
            else "no year"
        )
    if reference.year and reference.authors and (reference.title or reference.journal):
        return ""
    return "neither a DOI, an address nor volume and pages"


class Status(StrEnum):
    """How a claim is backed."""

    BACKED = "backed"
    UNBACKED = "unbacked"
    UNRESOLVED = "reference missing"
    NO_EVIDENCE = "reference shows no benefit in people"
    THIN = "small or uncontrolled study only, not labelled"
    THIN_LABELLED = "small or uncontrolled study only, labelled"
    DIFFERENT = "another product or route was studied"


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that claims a benefit or a result, and what backs it. `start` and `end` as in ClaimFinding."""

    section: str
    place: str
    sentence: str
    start: int
    end: int
    keys: tuple[str, ...]
    status: Status


def status_of(low: str, nearby: str, keys: Iterable[str], references: dict[str, Reference]) -> Status:
    """Return how a claim is backed. `low` is the sentence and `nearby` its paragraph, both in small letters."""
    cited = tuple(keys)
    known = [references[key] for key in cited if key in references]
    if not known:
        return Status.UNRESOLVED if cited else Status.UNBACKED
    evidence = [each for each in known if backs_benefit(each)]
    if not evidence:
        return Status.NO_EVIDENCE
    if all(differs(each, low) for each in evidence):
        return Status.DIFFERENT
    if all(is_thin(each) for each in evidence):
        return Status.THIN_LABELLED if SAYS_THIN.search(nearby) else Status.THIN
    return Status.BACKED
