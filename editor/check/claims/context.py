"""How the words around a claim change it: denied, asked, or named to warn of it."""

from __future__ import annotations

import re
from enum import Enum

from editor.check.claims.reports import is_rejected_quotation, is_reported


class Standing(Enum):
    """Whether words claim something, only mention it, or deny it."""

    CLAIMED = "claimed"
    MENTIONED = "mentioned"
    DENIED = "denied"


_BOUNDARY = re.compile(
    r"[,;:–()]| (?:but|yet|however|although|though|while|whereas|because|since|so|then)\b"
    r"| and (?:we|our|it|you|your|they|the|this|these|get|enjoy|see|is|are|gives?|offers?|will|has|have)\b"
)
_CONJUNCTION = re.compile(r" (?:and|or|with|plus|just|only)\b")
_ASIDE = re.compile(
    r", (?:including|such as|not even|of course|like|for example|even|even though|however|in our view"
    r"|so far|at present)\b"
    r"[^,;:]*,"
)
_NEGATOR = re.compile(
    r"\b(?:no(?! (?:doubt|wonder|matter|longer|other|more|less|fewer|need to (?:worry|wait)))"
    r"|not(?! (?:only|just|merely|simply|to mention|surprising))"
    r"|never(?! (?:been (?:easier|simpler|better|so|more|quicker)|before|again|look|fear|worry|mind))"
    r"|(?<!second to )none|cannot|nobody|nothing(?! (?:but|less|short|beats|works|compares|to lose))"
    r"|neither|nor"
    r"|without(?! (?:a |any )?(?:doubt|question))|un(?:proven|known|clear|certain|likely|true|able|approved"
    r"|realistic)"
    r"|false(?:ly)?|myth|impossible|lacks?|lack of|(?:would|'d) (?:love|like|need|have) to|wish (?:we"
    r"|i) could|would (?:need|require|be wrong)|far from|rather than|instead of|(?:wrong|untrue"
    r"|incorrect|dishonest|mistake) to (?:say|claim|think|promise|believe|suggest|assume|expect)|hardly"
    r"|scarcely|rarely|seldom|whether(?! you (?:suffer|have|are|live|want|need)\b)"
    r"|fail(?:s|ed)? to|refus(?:e|es|ed)|anything but|stop(?:ped)? short|too early to"
    r"|would be (?:lying|wrong|dishonest|misleading)|rather(?: \w+){1,9} than|doubtful|looks? as (?:if|though)"
    r"|(?:few|little) (?:data|evidence|research|studies|trials|is known)"
    r"|(?:we|i|experts|doctors|regulators|many|some) doubt|non|ain't"
    r"|(?<!why )(?:is|are|was|were|do|does|did|ca|wo|would|should|could|has|have|had|must|need)n't)\b"
)
# "Don't miss our guaranteed offer" denies nothing.
_NO_DENIAL = re.compile(
    r"\b(?:do not|don't|won't|will not|can't|cannot|couldn't|why not|needn't) "
    r"(?:suffer|endure|put up|live with|struggle|tolerate|miss|wait|worry|let|settle|delay|hesitate|forget"
    r"|believe your|regret|go wrong|wait for|stand|just|only|have to)\b"
    r"|\b(?:couldn't|could not) be (?:easier|simpler|safer|happier)\b|\bwith (?:no|zero)\b(?=[^,;]* and )"
    r"|\b(?:do not|don't) be (?:the|that|another)\b|\bwhy not\b|\b(?:nobody|no one) should have to\b|\bif not\b"
    r"|\bno (?:surprise|secret)\b"
    r"|\bnot a day goes\b"
)
_ASKS_NOT = re.compile(
    r"\b(?:are|is|do|does|would|have|was|were|wo|ca|should)n't (?:you|it|this|we|they|that)\b"
)
"""A question that expects a yes: "Aren't you tired of ...?"."""

_DENIED_AFTER = re.compile(
    r"(?:[ ,](?!(?:it|we|you|they|i|there|which|that|because|so|when|while|since|means) )[^\s,;:–]+){0,5}?"
    r" (?:(?:is|are|was|were|can|could|has|have|had|does|do|did|will|would|may|might|should)"
    r"(?: (?:also|still|therefore|simply|itself))? ?(?:not(?! (?:only|just))|never|n't)\b"
    r"|would (?:need|require|take|be (?:dishonest|wrong|false|misleading|untrue|unfair|a lie|unwise|foolish"
    r"|going too far|an exaggeration|too much)|(?:raise|give|mislead|go too) (?:false|people|far))\b"
    r"|(?:is|are|was|were|does|do|has|have|ca|wo|would|should|could)n't\b|cannot\b|(?:has|have) no (?:place|business)\b"
    r"|(?:is|are|remains?|remained) (?:still |often |also |as yet |currently |simply |both )?"
    r"(?:un(?:proven|known|clear|certain|likely|realistic|tested|true|available|lawful|approved)|impossible"
    r"|nowhere|false"
    r"|untrue|a myth|myths|misleading|illegal|banned|prohibited|forbidden|no |a red flag|rare|against the"
    r"|doubtful|too good|dishonest|a lie|lies|nonsense|wishful|a fantasy|a dream|a warning|far (?:off|away)|years"
    r" away|out of reach|beyond reach|not in sight|a distant))"
)
_WARNED = re.compile(
    r"\b(?:beware|be (?:very )?(?:wary|careful|cautious|sceptical|skeptical|suspicious)|watch out|(?:stay"
    r"|are|remain|being)"
    r" (?:wary|sceptical|skeptical) of|caution is|red flags?|warning signs?|steer clear|walk away|scams?"
    r"|too good to be true"
    r"|do not trust|don't trust|distrust|misleading|do not believe|don't believe|ask for (?:proof|evidence))\b"
    r"|\Aa (?:clinic|website|seller|company|provider|doctor|surgeon) (?:that|which|who)\b(?=.*\b(?:not|never|\w+n't"
    r"|wrong|dishonest|mislead\w*|misleads|break\w*|careful|wary|cannot)\b)"
)
_NAMED = re.compile(
    r"\A(?:clinics|adverts|websites|sellers|companies|providers|people) (?:that|which|who)\b"
    r"|\A(?:adverts|advertisers|advertisements|sellers|newspapers|headlines|websites) (?:\w+ ){0,2}(?:say|tell|claim"
    r"|promise|want|call|speak|like)\b"
    r"|\b(?:(?:claims?|words?|phrases?|terms?|promises|slogans?"
    r"|adverts?|headlines?) (?:such as|like|that|of|about|as)"
    r"|(?:may|might|will|often) have (?:heard|read|seen|been told)|(?:what|which) \w+ (?:call|like to call)"
    r"|so called|(?:often|sometimes|widely|usually) (?:sold|marketed|advertised|promoted|touted|billed|hailed"
    r"|described) as|anyone (?:who|that|promising|offering|claiming)|any (?:clinic|provider|doctor|website"
    r"|advert|seller|company|surgeon)"
    r"\w* (?:that|which|who|promising|offering|claiming)|(?<!as )if (?:an?|any|some|another|the) "
    r"(?:clinic|provider|doctor|website|advert|seller|salesperson|company|surgeon)|(?<!as )if (?:someone|anyone"
    r"|somebody)"
    r"|(?:some|other|many) (?:clinics|adverts|websites|providers|companies|sellers|people|products|sites)"
    r"|(?:people|patients|you|we) (?:often|sometimes|may|might|will|are often) (?:ask|wonder|(?:hear|see|read)"
    r"(?= (?:that|of|about|claims?|adverts?|ads|words?|headlines|websites|clinics|offers|promises|phrases|stories)))"
    r"|avoid\w*"
    r"|questions? (?:about|to ask)|ask (?:us |your doctor |the clinic )?(?:if|what|how|whether|why|who|when|which)"
    r"|(?:are |is )?(?:being )?(?:testing|investigating|studying|asking|exploring|studied to see|asks?"
    r"|asked)(?: \w+){0,2} (?:if|how))\b"
)
_NAMED_IN_QUOTES = re.compile(
    r"\b(?:words?|terms?|phrases?|labels?|slogans?|claims?|expressions?)(?: (?:like|such as|as|of))? \"\Z"
)
_NAMED_AFTER = re.compile(
    r"\W{0,3} (?:(?:is|are) (?:\w+ ){0,2}(?:words?|terms?|phrases?|slogans?)"
    r"|means? (?:different|various|many|nothing|little|something))\b"
)
_OURS = re.compile(r"\b(?:we|our|ours|us|unlike)\b")
_OWN_NEGATOR = re.compile(
    r"(?:no|zero|nil|without|not|never|free|nothing|do not|don't|does not|doesn't|won't|skip|forget)\b"
)


def is_question(plain: str) -> bool:
    """Tell whether a sentence in small letters asks. "Ready for a miracle?" sells, and asks nothing."""
    if not plain.rstrip("\"')").endswith("?"):
        return False
    return _SELLS.match(plain.lstrip("\"'(")) is None or _WANTS_TO_KNOW.search(plain) is not None


_SELLS = re.compile(
    r"(?:so |and |but |now )?(?:(?:are you |aren't you |feeling )?(?:ready (?:for|to)|tired of|sick of|fed up"
    r"|looking for"
    r"|searching for|dreaming of|longing for)|(?:do you |don't you )?(?:want|wish|dream|long|need|fancy)\b"
    r"|why (?:not|wait|settle|suffer|take|use|lose|accept|live|put up|choose|pay|risk|spend|bother|let|struggle"
    r"|see|visit|go|consult|have|undergo|face|swallow|rub|spend|trust|keep)|what if"
    r"|what could be|what (?:have|do) you(?: got| have)? to lose|could (?:this|it|we) (?:be|have)|imagine|did you know"
    r"|who (?:doesn't|does not|wouldn't|would not|says)|isn't it time|(?:would|wouldn't|could) you (?:like|love"
    r"|rather)|how (?:about|would you like)|ever (?:dreamed|wished|wanted)|when was the last time)\b"
)
"""How a question begins that only wants a nod."""

_WANTS_TO_KNOW = re.compile(
    r"\b(?:know (?:if|whether|what|how|more|why|when)|learn|find out|ask|understand|hear about|wonder\w*|read|whether"
    r"|tell us|talk|decide|compare|check)\b"
)
_ANSWERED_YES = re.compile(
    r"(?:yes|absolutely|definitely|of course|indeed|certainly|you bet|look no further|then|now you can)\b"
)


def affirms(plain: str) -> bool:
    """Tell whether a sentence in small letters answers the question before it with yes."""
    return _ANSWERED_YES.match(plain.lstrip("\"'(")) is not None


_ASKS_AT_ONCE = re.compile(
    r"(?:and |but |so )?(?:is|are|was|were|does|do|did|can|could|will|would|should|shall|may|might|must|has|have|had"
    r"|what|how|why|who|whose|when|where|which|am|if|whether|\w+n't)\b"
)
_TAG = re.compile(
    r"[,;:–] (?:so |and |but |then )?(?:why|what|who|isn't|aren't|don't|right|ready|want|shall)\b[^,;:–]*\Z"
)


def asks_from(plain: str) -> int:
    """Return where a question in small letters begins to ask: what comes before ", so why wait?" is told."""
    plain = plain.lstrip("\"'(")
    tag = None if _ASKS_AT_ONCE.match(plain) else _TAG.search(plain)
    return tag.start() if tag else 0


_ANSWERED_NO = re.compile(
    r"(?:no|not|never|sorry|sadly|unfortunately|there (?:is|are) (?:no|not|none)|nobody|no one|none"
    r"|we (?:cannot|do not|don't)|beware|be (?:careful|wary)|(?:this|that) is (?:not|false|wrong))\b"
)


def denies(plain: str) -> bool:
    """Tell whether a sentence in small letters answers the question before it with no."""
    return _ANSWERED_NO.match(plain.lstrip("\"'(")) is not None


_FLAT_NO = re.compile(
    r"(?:absolutely |virtually |practically |simply |there (?:are|is) )?(?:none|zero|nil|forget (?:it|about it)"
    r"|never|not here|not with us|what [a-z ]+\?)(?: (?:at all|whatsoever|here))?[.!]*\Z"
)


def flatly_denies(plain: str) -> bool:
    """Tell whether a sentence in small letters is no more than a "none": "Side effects? None."."""
    return _FLAT_NO.match(plain) is not None


_RETRACTED = re.compile(
    r"\b(?:but|though|although|yet|and|which) (?:this|that|it|they|none of this|the evidence|these claims) "
    r"(?:is|are|has|have|was|were)(?: \w+)? ?(?:not|never|n't|un(?:proven|known|clear|certain)|weak|limited|wrong)\b"
    r"|\bturn(?:s|ed)? out to be (?:wrong|false|untrue)\b"
    r"|\b(?:but|though|although|yet|and) (?:nobody|no one|no (?:good |large |proper )?(?:study|studies|trials?))"
    r" (?:has|have|knows?|can|could|shows?|showed)\b"
)
"""What takes a claim back later in its sentence: "but this is not proven"."""


def standing(plain: str, start: int, end: int, *, negatable: bool, own_negator: bool) -> Standing:
    """Return how the words at [start, end) of a sentence stand in it, questions apart.

    `own_negator`: the words deny something themselves ("no side effects"), so a "no" joined to them by "and" is a
    further promise; only a denial of the whole ("no treatment is without side effects") takes them away.
    """
    denied_after = _DENIED_AFTER.match(plain, end) or _RETRACTED.search(plain, end)
    if negatable and (denied_after or _denied_before(plain, start, own_negator)):
        return Standing.DENIED
    if _WARNED.search(plain) or _NAMED_IN_QUOTES.search(plain, 0, start) or _NAMED_AFTER.match(plain, end):
        return Standing.MENTIONED
    if is_reported(plain, start) or is_rejected_quotation(plain, start, end):
        return Standing.MENTIONED
    named = _NAMED.search(plain, 0, start)
    if named and not _OURS.search(plain, 0, start):
        return Standing.MENTIONED
    return Standing.CLAIMED


def has_own_negator(words: str) -> bool:
    """Tell whether matched words begin with a denial of their own."""
    return _OWN_NEGATOR.match(words) is not None


def _denied_before(plain: str, start: int, own_negator: bool) -> bool:
    scope = plain[_scope_begins(plain, start) : start]
    if own_negator:
        for joined in _CONJUNCTION.finditer(scope):
            scope = " " * joined.end() + scope[joined.end() :]
    scope = _NO_DENIAL.sub(lambda found: " " * len(found[0]), scope)
    if plain.endswith("?"):
        scope = _ASKS_NOT.sub(lambda found: " " * len(found[0]), scope)
    denials = list(_NEGATOR.finditer(scope))
    return bool(denials) and scope.count(" ", denials[-1].end()) <= 14


def _scope_begins(plain: str, start: int) -> int:
    """Return where the clause begins in which a denial would reach `start`."""
    masked = _ASIDE.sub(lambda found: "_" * len(found[0]), plain[:start])
    boundaries = list(_BOUNDARY.finditer(masked))
    for index in range(len(boundaries) - 1, -1, -1):
        found = boundaries[index]
        if not (found[0] == "," and _joins_list(plain, found.end(), start)):
            return found.end()
    return 0


def _joins_list(plain: str, after_comma: int, start: int) -> bool:
    """Tell whether a comma only separates the entries of a list with "or": "not a cure, a fix or a promise"."""
    between = plain[after_comma:start]
    joined = re.search(r"\b(?:or|nor)\b", plain[after_comma:])
    if joined is None or between.count(" ") > 8:
        return False
    verbs = r"\b(?:we|you|our|it|is|are|get|enjoy|with|just|only|no|zero|without|and)\b"
    return re.search(verbs, plain[after_comma : after_comma + joined.start()]) is None
