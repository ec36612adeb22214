"""Words of a claim that are a name: Nurse Miracle Adeyemi, Miracle House, the Nobel Prize."""

from __future__ import annotations

import re

_CAPITAL = re.compile(r"[A-Z][a-z]+\Z")
_HELD = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Doctor|Nurse|Sister|Matron|Sir|Dame|Lord|Lady|Rev|Reverend|Father|Canon|Pastor|St|Saint"
    r"|Surgeon|Captain|Judge)\.?"
)
_TITLE_BEFORE = re.compile(rf"\b{_HELD} (?:[A-Z][a-z'-]+ ){{0,2}}\Z")
_PLACE_AFTER = re.compile(
    r" (?:[A-Z][a-z]+ )?(?:House|Court|Building|Street|St|Road|Rd|Avenue|Lane|Square|Place|Park|Hall|Tower|Towers"
    r"|Centre|Center|Hill|Mews|Terrace|Close|Drive|Row|Quay|Wharf|Gardens|Green|Station|Hospital|Ward|Wing|Suite"
    r"|Room|Bridge|Gate|Way|Mill|Works|Yard|Walk|Mile|Island|Beach|Foundation|Trust|Museum|Theatre|University"
    r"|School|Church|Chapel|Hotel|Gallery|Prize|Award|Medal)\b"
)
_SURNAME_AFTER = re.compile(r" ([A-Z][a-z'-]+)(?= ?[,.;:)]| [a-z]|\Z)")
_FIRST_NAME_BEFORE = re.compile(r"\b([A-Z][a-z'-]+) \Z")
_ABOUT_A_PERSON = re.compile(
    r"\b(?:our|the|your|a|an|his|her|my|their|this) (?:\w+ ){0,2}(?:nurses?|receptionists?|managers?|doctors?"
    r"|surgeons?|porters?|accountants?|coordinators?|assistants?|colleagues?|owners?|founders?|directors?|team|staff"
    r"|dermatologists?|specialists?|technicians?|secretar(?:y|ies)|trichologists?|practitioners?|midwife|trainees?"
    r"|students?|hosts?|advis[eo]rs?|counsellors?|cleaners?|gardeners?|drivers?|pharmacists?|physiotherapists?"
    r"|therapists?|stylists?|barbers?|hairdressers?|volunteers?|(?:front )?desk|interpreters?|chaperones?|ward)\b"
    r"|\b(?:has|have) (?:worked|been) (?:with us|here|at)\b|\b(?:joined|works?|worked) (?:us|here|with us|at|for|in)\b"
    r"|\b(?:will|can|may) (?:call|ring|phone|meet|greet|see|help|show|take|answer|write|look after|be there)\b"
    r"|\b(?:sees|greets|meets|answers|runs|leads|chairs|rings|sits|speaks) (?:you|patients|people|the|our|calls?|at"
    r"|to)\b|\b(?:look|looks) after you\b|\b(?:wrote|drew|designed|translated) (?:this|the|our)\b"
)
_CALLS_FOR = re.compile(
    r"\b(?:ask for|call|ring|phone|email|write to|speak to|talk to|contact|tell|meet|find|and|with|by|to|from|for) \Z"
)
# "Miracle Serum" and "Magic Hair" are goods, whatever their letters.
_GOODS = re.compile(
    r"(?:Hair|Serum|Treatments?|Therap(?:y|ies)|Cure|Formula|Results|Shampoo|Lotion|Cells?|Growth|Solution|Scalp"
    r"|Methods?|Products?|Program(?:me)?|Package|Offers?|Deal|Week|Weekend|Sessions?|Injections?|Drugs?|Tonic|Oil"
    r"|Cream|Foam|Clinic|Regrowth|Follicles?|Plasma|Exosomes?|Stem|Transplants?|For|Of|In|On|The|And|With|Your|Our"
    r"|Now|Today|Worker|Molecule|Potion|Free|Prices?|A|An|This|Their|Its|Real|True|Pure|New|Every|That)\Z"
)


def is_name(plain: str, start: int, end: int) -> bool:
    """Tell whether the words at [start, end) of a sentence, capitals kept, are part of a person's or place's name."""
    words = plain[start:end]
    if not _CAPITAL.match(words.rpartition(" ")[2]) or not words[0].isupper():
        return False
    if _TITLE_BEFORE.search(plain, 0, start) or _PLACE_AFTER.match(plain, end):
        return True
    if _all_in_capitals(plain) or not _ABOUT_A_PERSON.search(plain.lower()):
        return False
    surname = _SURNAME_AFTER.match(plain, end)
    if surname:
        return _GOODS.match(surname[1]) is None
    first = _FIRST_NAME_BEFORE.search(plain, 0, start)
    if first and not _GOODS.match(first[1]):
        return True
    return start > 0 and _CALLS_FOR.search(plain[:start].lower()) is not None


def _all_in_capitals(plain: str) -> bool:
    """Tell whether a sentence is written like a title, with a capital for most words, which so tell nothing."""
    words = [word for word in plain.split() if word[:1].isalpha()]
    return len(words) > 3 and sum(word[0].isupper() for word in words) * 2 > len(words)
