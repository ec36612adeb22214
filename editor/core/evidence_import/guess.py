"""Which kind of study it was and how many people took part, where a title or an abstract plainly says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from editor.core.evidence_import.tidy import tidy

META, RANDOMISED, REVIEW = "meta-analysis of randomised trials", "randomised trial", "review"
ANIMAL, LABORATORY = "animal study", "laboratory study"


@dataclass(frozen=True, slots=True)
class Guess:
    """`study` in the words of check/claims/evidence.py; `stated`: the database itself says so, not only the title."""

    study: str = ""
    people: int | None = None
    stated: bool = False


_RANDOM = r"(?<!non-)(?<!non)(?<!non )(?<!not )randomi[sz]ed"
_TITLES = (
    ("trial registration", r"\bprotocol\b|\btrial registration\b"),
    (LABORATORY, r"\bin[ -]vitro\b|\bex[ -]vivo\b|\bcell culture\b|\bcultured\b"),
    (ANIMAL, r"\b(?:mouse|mice|murine|rats?|rodents?|rabbits?|pigs?|porcine|animal|canine|dogs?)\b"),
    (META, rf"(?:{_RANDOM}|\brcts?\b).*meta-?analys|meta-?analys.*(?:{_RANDOM}|\brcts?\b)"),
    ("guideline", r"\bguidelines?\b|\bconsensus\b|\bposition statement\b"),
    (REVIEW, r"\breview\b|\bmeta-?analys[ie]s\b|\boverview\b|\bstate of the art\b"),
    (RANDOMISED, _RANDOM),
    ("case reports", r"\bcase (?:report|series|study)\b|\breport of (?:\w+ )?cases?\b"),
    (
        "single-arm trial",
        r"\bsingle[- ]arm\b|\buncontrolled\b|\bopen[- ]label\b|\bpilot\b|\bsingle[- ]group\b",
    ),
    (
        "controlled trial",
        r"\b(?:placebo|vehicle|sham)[- ]controlled\b|\bcontrolled (?:clinical )?(?:trial|study)\b|\bhalf[- ]head\b"
        r"|\bsplit[- ]scalp\b",
    ),
    (
        "observational study",
        r"\bcohort\b|\bretrospective\w*\b|\bobservational\b|\bcross-sectional\b|\bcase-control\b|\bsurvey\b"
        r"|\bregistry\b",
    ),
    ("trial", r"\b(?:clinical )?trial\b|\bphase (?:[1-4]|i{1,3}v?)\b"),
    ("expert opinion", r"^(?:editorial|commentary|letter)\b|\bletter to the editor\b|\breply to\b"),
)
# Publication types of PubMed (PT) and of reference programs, in small letters; the strongest first.
_TYPES = (
    ("guideline", ("guideline", "practice guideline", "consensus development conference")),
    ("systematic", ("meta-analysis", "network meta-analysis")),
    (REVIEW, ("systematic review", "review", "scoping review")),
    (RANDOMISED, ("randomized controlled trial", "randomised controlled trial")),
    ("controlled trial", ("controlled clinical trial",)),
    ("observational study", ("observational study", "twin study")),
    ("case reports", ("case reports", "case report")),
    ("trial registration", ("clinical trial protocol",)),
    (
        "trial",
        (
            "clinical trial", "clinical study", "clinical trial, phase i", "clinical trial, phase ii",
            "clinical trial, phase iii", "clinical trial, phase iv", "pragmatic clinical trial",
        ),
    ),
    ("expert opinion", ("editorial", "letter", "comment")),
)  # fmt: skip
_SAID = re.compile(
    rf"\b(?:this|our|an?) (?:[\w-]+,? ){{0,7}}?{_RANDOM}[\w ,-]{{0,60}}?\b(?:trial|study)\b"
    r"|\bwere randomly (?:assigned|allocated)\b|\bwere randomi[sz]ed (?:to|into|1:1)\b",
    re.IGNORECASE,
)
_ONES = re.findall(
    r"\w+",
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
)
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_NUMBER = (
    r"(?<![\d.,])(?P<number>\d{1,3}(?:[,  ]\d{3})+|\d{1,6}|(?:"
    + "|".join(_TENS)
    + r")(?:[- ](?:"
    + "|".join(_ONES[:9])
    + r"))?|"
    + "|".join(sorted(_ONES, key=len, reverse=True))
    + r")(?![\d.]|,\d|%)"
)
_WHO = r"(?:patients|participants|people|persons|subjects|volunteers|individuals|adults|men|women)"
_PEOPLE = re.compile(rf"\b{_NUMBER} (?:[A-Za-z-]+ ){{0,4}}?{_WHO}\b", re.IGNORECASE)
_TOOK_PART = re.compile(
    r"^[^.;\d]{0,60}"
    r"\b(?:enrolled|included|recruited|randomi[sz]ed|randomly|participated|completed|took part|treated)\b",
    re.IGNORECASE,
)
_EQUALS = re.compile(r"\b([nN])\s*=\s*(\d{1,3}(?:,\d{3})+|\d{1,6})\b")


def guess(title: str, abstract: str = "", types: Sequence[str] = (), keywords: Iterable[str] = ()) -> Guess:
    """Return what is plainly said; nothing where it is not, or where two numbers contradict each other."""
    title, abstract = tidy(title), tidy(abstract[:20_000])
    low = title.lower()
    study, stated = _from_types(types, low, abstract, {tidy(each).lower() for each in keywords})
    if not study:
        study = next((kind for kind, words in _TITLES if re.search(words, low)), "")
    if not study and _SAID.search(abstract):
        study = RANDOMISED
    people = None if study in (ANIMAL, LABORATORY) else _people(title) or _people(abstract)
    return Guess(study, people, stated)


def _from_types(types: Sequence[str], title: str, abstract: str, keywords: set[str]) -> tuple[str, bool]:
    """Return the kind that the publication types name, if any. Animals come first: "Randomized" may be mice."""
    if ("animals" in keywords or "mice" in keywords) and "humans" not in keywords:
        return ANIMAL, True
    known = {tidy(each).lower() for each in types}
    kind = next((kind for kind, names in _TYPES if known & set(names)), "")
    if kind == "systematic":
        whole = f"{title} {abstract}".lower()
        return (META if re.search(rf"{_RANDOM}|\brcts?\b", whole) else REVIEW), False
    if kind in (RANDOMISED, "controlled trial", "trial") and any(
        re.search(words, title) for each, words in _TITLES if each in (ANIMAL, LABORATORY)
    ):
        return "", False
    if kind == "trial":  # the title may say more
        better = next((each for each, words in _TITLES if re.search(words, title)), "")
        return (better, False) if better else (kind, True)
    return kind, bool(kind)


def _people(text: str) -> int | None:
    counted = [(_value(match["number"]), text[match.end() :]) for match in _PEOPLE.finditer(text)]
    took_part = {number for number, rest in counted if number and _TOOK_PART.match(rest)}
    everybody = {int(number.replace(",", "")) for letter, number in _EQUALS.findall(text) if letter == "N"}
    each = {int(number.replace(",", "")) for letter, number in _EQUALS.findall(text) if letter == "n"}
    mentioned = {number for number, _ in counted if number}
    for numbers in (everybody, took_part, mentioned, each):
        if len(numbers) == 1:
            return next(iter(numbers)) or None
        if numbers:
            return None
    return None


def _value(words: str) -> int:
    digits = re.sub(r"\D", "", words)
    if digits:  # "in 2020 patients said" is a year; nobody writes such a number of people without a comma
        return 0 if re.fullmatch(r"19\d\d|20[0-3]\d", words) else int(digits)
    tens, _, ones = words.lower().replace(" ", "-").partition("-")
    if tens in _ONES:
        return _ONES.index(tens) + 1
    return (_TENS.index(tens) + 2) * 10 + (_ONES.index(ones) + 1 if ones else 0)
