"""How good a reference is as evidence, in words for people who know no statistics."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from editor.check.claims.evidence import NO_EVIDENCE, SMALL, StudyKind, is_thin, study_kind
from editor.core.brochure import Reference


class Grade(StrEnum):
    """How far a reference carries."""

    GOOD = "good"
    FAIR = "fair"
    THIN = "thin"
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Worth:
    """A grade and a sentence or two that say why and what to do."""

    grade: Grade
    words: str


_WORDS: dict[StudyKind, tuple[Grade, str]] = {
    StudyKind.META_ANALYSIS: (Grade.GOOD, "Strong evidence: randomised trials in people, taken together."),
    StudyKind.RANDOMISED: (Grade.GOOD, "Good evidence: chance decided who got which treatment."),
    StudyKind.CONTROLLED: (
        Grade.FAIR,
        "Fair evidence: there was a group to compare with, but not one made by chance.",
    ),
    StudyKind.TRIAL: (
        Grade.FAIR,
        "A trial in people. Say what it was compared with; a randomised trial says more.",
    ),
    StudyKind.REVIEW: (Grade.FAIR, "As good as the studies in it. Where you can, cite the study itself."),
    StudyKind.GUIDELINE: (Grade.FAIR, "Advice of experts. Where you can, cite the studies behind it."),
    StudyKind.OBSERVATIONAL: (
        Grade.FAIR,
        "Limited evidence: people were only watched, so other causes are possible.",
    ),
    StudyKind.SINGLE_ARM: (
        Grade.THIN,
        "Thin evidence: there was nobody to compare with. Say so beside the claim.",
    ),
    StudyKind.CASES: (
        Grade.THIN,
        "Thin evidence: single patients, nobody to compare with. Say so beside the claim.",
    ),
    StudyKind.ANIMAL: (
        Grade.NONE,
        "Backs no benefit: a study in animals does not show what happens in people.",
    ),
    StudyKind.LABORATORY: (
        Grade.NONE,
        "Backs no benefit: a study in the laboratory does not show what happens in people.",
    ),
    StudyKind.REGISTRATION: (
        Grade.NONE,
        "Backs no benefit: the trial is announced, and these are not its results.",
    ),
    StudyKind.OPINION: (Grade.NONE, "Backs no benefit: it is an opinion, not a study."),
    StudyKind.REGULATOR: (Grade.NONE, "Backs no benefit, but is right for risks and for what is approved."),
    StudyKind.UNKNOWN: (Grade.UNKNOWN, "Choose the kind of study, so that Candor can tell what it backs."),
}


def worth(reference: Reference) -> Worth:
    """Return what a reference is worth for backing a benefit."""
    kind = study_kind(reference.study)
    grade, words = _WORDS[kind]
    if reference.people is not None and reference.people < SMALL and kind not in NO_EVIDENCE:
        few = "1 person" if reference.people == 1 else f"{reference.people} people"
        words += f" Only {few} took part: fewer than {SMALL} must be labelled as a small study."
        grade = Grade.THIN if grade is not Grade.UNKNOWN else grade
    return Worth(grade, words)


def short(reference: Reference) -> str:
    """Return kind of study and people in a few words: "randomised trial · 38 people"; "" if nothing is known."""
    kind = study_kind(reference.study)
    words = [kind.value] if kind is not StudyKind.UNKNOWN else []
    if reference.people is not None:
        words.append("1 person" if reference.people == 1 else f"{reference.people:,} people")
    return " · ".join(words)


def is_due(reference: Reference, today: date) -> bool:
    """Tell whether somebody should look whether a reference is still the best that is known."""
    return reference.expires_on is not None and reference.expires_on < today


def warning(reference: Reference, today: date) -> str:
    """Return why not to cite a reference without a second look, in a few words; "" if there is no reason."""
    reasons = []
    if is_due(reference, today):
        reasons.append("look at it again first")
    if study_kind(reference.study) in NO_EVIDENCE:
        reasons.append("backs no benefit")
    elif is_thin(reference):
        is_small = reference.people is not None and reference.people < SMALL
        reasons.append("label it as small" if is_small else "no comparison: say so")
    return ", ".join(reasons)
