"""Guess the language of a text by its commonest words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

_COMMON = {
    # "a", "as", "in" and "no" are words of others too: a short text in English must not pass for Spanish by its "no".
    "en-GB": "the and of to is are with for that it you your we our this be from or by can not have will on a an as"
    " at has in no",
    "de-DE": "der die das und ist sind mit für dass sie wir ihr ihre nicht ein eine von den zu im auf wird",
    "fr-FR": "le la les et est sont avec pour que vous nous votre ne pas un une des du dans sur par au aux",
    "es-ES": "el la los las y es son con para que usted su sus no un una de del en por al se como más está"
    " nuestro nuestra nuestros sin tiene hay muy",
    "it-IT": "il lo la gli le e è sono con per che si non un una di del della dei nel nella sul come più"
    " nostro nostra senza ha molto",
    "nl-NL": "de het een en is zijn met voor dat u uw wij onze niet van op in te bij wordt door ook naar",
    "pt-PT": "o a os as e é são com para que se não um uma de do da dos das em no na ao por mais seu sua"
    " nosso nossa sem tem muito",
}
_STOP_WORDS = {tag: frozenset(words.split()) for tag, words in _COMMON.items()}
GUESSED = frozenset(tag.partition("-")[0] for tag in _COMMON)
"""The languages (as en) that `guess_language` knows."""
_WORD = re.compile(r"[^\W\d_]+")
_AMERICAN = re.compile(
    r"\b(?:colors?|favor\w*|behavior\w*|fiber|center|tumors?|anesthe\w+|hematoma|edema|pediatric\w*"
    r"|gyneco\w+"
    r"|orthopedic\w*|counsel(?:ing|or)|labor|\w{3,}(?:al|an|im|gn|ul)iz(?:e[sd]?|ing|ation)"
    r"|recogniz\w+|gray|aging|fulfill|skillful|estrogen)\b",
    re.IGNORECASE,
)
_BRITISH = re.compile(
    r"\b(?:colours?|favour\w*|behaviour\w*|fibre|centre|tumours?|anaesthe\w+|haematoma|oedema|paediatric\w*"
    r"|gynaeco\w+|orthopaedic\w*|counsell(?:ing|or)|labour|programme|\w{3,}(?:al|an|im|gn"
    r"|ul)is(?:e[sd]?|ing|ation)"
    r"|recognis\w+|grey|ageing|fulfil|skilful|oestrogen)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Words:
    """The headings that we add ourselves where an article has none."""

    introduction: str
    questions: str
    steps: str
    more: str
    references: str
    contact: str
    untitled: str


_WORDS = {
    "en": Words(
        "Introduction",
        "Questions and answers",
        "Step by step",
        "Good to know",
        "References",
        "Contact",
        "Untitled",
    ),
    "de": Words(
        "Einführung",
        "Fragen und Antworten",
        "Schritt für Schritt",
        "Gut zu wissen",
        "Quellen",
        "Kontakt",
        "Ohne Titel",
    ),
    "fr": Words(
        "Introduction",
        "Questions et réponses",
        "Étape par étape",
        "Bon à savoir",
        "Références",
        "Contact",
        "Sans titre",
    ),
    "es": Words(
        "Introducción",
        "Preguntas y respuestas",
        "Paso a paso",
        "Conviene saber",
        "Referencias",
        "Contacto",
        "Sin título",
    ),
    "it": Words(
        "Introduzione",
        "Domande e risposte",
        "Passo dopo passo",
        "Buono a sapersi",
        "Fonti",
        "Contatti",
        "Senza titolo",
    ),
    "nl": Words(
        "Inleiding",
        "Vragen en antwoorden",
        "Stap voor stap",
        "Goed om te weten",
        "Bronnen",
        "Contact",
        "Zonder titel",
    ),
    "pt": Words(
        "Introdução",
        "Perguntas e respostas",
        "Passo a passo",
        "Bom saber",
        "Referências",
        "Contacto",
        "Sem título",
    ),
}


def words_for(language: str) -> Words:
    """Return our own headings in a language; English where we have no others."""
    return _WORDS.get(language.split("-", 1)[0], _WORDS["en"])


def guess_language(text: str) -> str:
    """Return the BCP 47 tag of the likeliest of our seven languages, en-GB if nothing speaks for another."""
    counts = Counter(word.casefold() for word in _WORD.findall(text))
    scores = {tag: sum(counts[word] for word in words) for tag, words in _STOP_WORDS.items()}
    best = max(scores, key=lambda tag: scores[tag])
    if best != "en-GB":
        return best
    return "en-US" if len(_AMERICAN.findall(text)) > len(_BRITISH.findall(text)) else "en-GB"
