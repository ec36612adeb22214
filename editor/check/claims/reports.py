"""Claims that a sentence reports of others, who are warned of, fined or forbidden to make them."""

from __future__ import annotations

import re

_WHO = (
    r"(?:fda|ftc|mhra|asa|ahpra|tga|gmc|ema|hhs|cma|regulators?|regulations?|authorit(?:y|ies)|watchdogs?|courts?"
    r"|judges?|agency|agencies|commission|government|ministry|trading standards|consumers?|laws?|codes?|rules?"
    r"|guidance|guidelines?|google|police|prosecutors?|parliament|directive|statute|the act)"
)
_DOES = (
    r"(?:warn\w*|fin(?:ed|es)|order(?:s|ed)|ruled|acted|(?:took|taken|takes) action|bans?|banned|forbids?|forbade"
    r"|forbidden|prohibit\w*|complain\w*|sent (?:\w+ )?letters?|wrote|stop(?:s|ped)|sued|charged|prosecut\w+|upheld"
    r"|object(?:s|ed)?|critici[sz]\w+|investigat\w+|den(?:y|ies|ied)|reject(?:s|ed)"
    r"|(?:do|does|did|will|would)(?: not|n't) (?:let|allow|permit|accept|like|want)"
    r"|do not allow|refus\w+|shut down|closed|seized|punish\w*|penali[sz]\w+"
    r"|(?:must|may|should|can)(?: not|n't)|cannot|not allowed|raided|question(?:s|ed)|advis(?:es|ed) against)"
)
_ACTED = re.compile(rf"\b{_WHO}(?: [^\s.;:–]+){{0,6}}? {_DOES}\b")
_FORBIDDEN_TO = re.compile(
    r"\b(?:advertisers?|traders?|sellers?|clinics?|doctors?|adverts?|advertisements?|nobody|no one|we|firms?"
    r"|companies|brochures?|leaflets?|marketers?) (?:must|may|should|can)(?: not|n't| never)"
    r" (?:say|state|claim|call|promise|suggest|imply|write|advertise|describe|use|tell|speak|boast|offer|print|name)\b"
    r"|\b(?:not allowed|forbidden|unlawful|illegal|banned|against the (?:law|rules|code)|wrong|misleading|an offence)"
    r"(?: for \w+)? (?:to|from) (?:say|saying|state|stating|claim\w*|call\w*|promis\w+|suggest\w*|writ\w+|advertis\w+"
    r"|describ\w+|us(?:e|ing)|offer\w*|sell\w*)\b"
    r"|\b(?:fined|banned|warned|prosecuted|punished|sued|ordered|reported|criticised|taken to court) (?:for|over|about"
    r"|after|because|to stop)\b"
)
_OTHERS_WARNED = re.compile(
    r"\b(?:warn\w*|complain\w*|caution\w*|alert\w*|concern\w*|letters?|reports?|stories|lawsuits?|cases?|headlines?"
    r"|news)(?: \w+){0,3} (?:about|against|to|from|of) (?:\w+ ){0,2}(?:clinics?|websites?|sellers?|compan(?:y|ies)"
    r"|firms?|traders?|adverts?|advertisements?|providers?|salons?|shops?|apps?|posts?|influencers|products?|claims?)\b"
)
_TURNS_TO_US = re.compile(
    r"[;–]|[,.] (?:but|yet|so|and (?:our|we|that is why))\b| but |\b(?:our|ours|we)\b|\bunlike\b"
)
_REJECTED = re.compile(
    r"\b(?:(?:must|may|should|can)(?: not|n't| never)|cannot|can't|not allowed|avoid\w*"
    r"|do(?:es)? not (?:mean|use|say|write|print|call|belong)|don't (?:use|say|write|print|call)"
    r"|will not (?:find|read|see|hear)|never (?:use|say|write|call|print)|ban(?:s|ned)?|forb(?:id|ids|ade|idden)"
    r"|prohibit\w*|false|myth|unfair|misleading|unlawful|illegal"
    r"|an? (?:example|instance) of|red flag|suspicious|sceptical|skeptical|wary|walk (?:out|away)|ruled|complain\w*"
    r"|no place|crossed out|struck out|deleted|took out|taken out|instead of|rather than|not a (?:promise|word|claim)"
    r"|what (?:does|do|is meant by)|prove\w* nothing|means nothing|empty)\b"
)

_LISTED = re.compile(
    r"\b(?:words?|terms?|phrases?|labels?|slogans?|claims?|expressions?)(?: (?:like|such as|as|of))?"
    r' (?:"[^"]{1,60}",?(?: (?:and|or|nor))? ){1,8}"\Z'
)
"""What comes before a later one of several quoted words: 'words like "safe", "best" and "guaranteed"'."""


def is_reported(plain: str, start: int) -> bool:
    """Tell whether a sentence in small letters only tells of those who make the claim at `start`.

    "The FDA has warned about clinics that promise a cure", but not "The FDA has warned others; we cure baldness".
    """
    for pattern in (_ACTED, _FORBIDDEN_TO, _OTHERS_WARNED):
        found = pattern.search(plain, 0, start)
        if found and not _TURNS_TO_US.search(plain, found.end(), start):
            return True
    return False


def is_rejected_quotation(plain: str, start: int, end: int) -> bool:
    """Tell whether the words at [start, end) are quoted by a sentence, in small letters, that rejects them."""
    if _LISTED.search(plain, 0, start):
        return True
    before = plain.rfind('"', 0, start)
    after = plain.find('"', end)
    if before < 0 or after < 0 or plain.count('"', 0, start) % 2 == 0:
        return False
    return _REJECTED.search(plain[:before] + " . " + plain[after + 1 :]) is not None
