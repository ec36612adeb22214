"""What is declared of a before-and-after picture, as sentences for its caption in the brochure's language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from editor.core.brochure import Comparison


@dataclass(frozen=True, slots=True)
class _Words:
    """One language's sentences; `day` has the fields {day}, {month} and {year} and ends with the year."""

    dates: str
    procedure: str
    conditions: str
    unedited: str
    both: str
    day: str
    months: str


_WORDS = {
    "en": _Words(
        "Before: {before}; after: {after}.",
        "Treatment: {procedure}.",
        "Both pictures were taken under the same conditions.",
        "Neither picture was edited.",
        "Both pictures were taken under the same conditions, and neither was edited.",
        "{day} {month} {year}",
        "January February March April May June July August September October November December",
    ),
    "de": _Words(
        "Vorher: {before}; nachher: {after}.",
        "Behandlung: {procedure}.",
        "Beide Bilder wurden unter denselben Bedingungen aufgenommen.",
        "Keines der Bilder wurde bearbeitet.",
        "Beide Bilder wurden unter denselben Bedingungen aufgenommen, keines wurde bearbeitet.",
        "{day}. {month} {year}",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    ),
    "fr": _Words(
        "Avant : {before} ; après : {after}.",
        "Traitement : {procedure}.",
        "Les deux photos ont été prises dans les mêmes conditions.",
        "Aucune des photos n’a été retouchée.",
        "Les deux photos ont été prises dans les mêmes conditions et aucune n’a été retouchée.",
        "{day} {month} {year}",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    ),
    "es": _Words(
        "Antes: {before}; después: {after}.",
        "Tratamiento: {procedure}.",
        "Las dos fotos se tomaron en las mismas condiciones.",
        "Ninguna de las fotos se ha retocado.",
        "Las dos fotos se tomaron en las mismas condiciones y ninguna se ha retocado.",
        "{day} de {month} de {year}",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    ),
    "it": _Words(
        "Prima: {before}; dopo: {after}.",
        "Trattamento: {procedure}.",
        "Le due foto sono state scattate nelle stesse condizioni.",
        "Nessuna delle foto è stata ritoccata.",
        "Le due foto sono state scattate nelle stesse condizioni e nessuna è stata ritoccata.",
        "{day} {month} {year}",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    ),
    "nl": _Words(
        "Voor: {before}; na: {after}.",
        "Behandeling: {procedure}.",
        "Beide foto’s zijn onder dezelfde omstandigheden gemaakt.",
        "Geen van de foto’s is bewerkt.",
        "Beide foto’s zijn onder dezelfde omstandigheden gemaakt en geen ervan is bewerkt.",
        "{day} {month} {year}",
        "januari februari maart april mei juni juli augustus september oktober november december",
    ),
}
_AMERICAN_DAY = "{month} {day}, {year}"


def with_declaration(caption: str, comparison: Comparison, language: str) -> str:
    """Return a caption with what is declared: days, procedure, conditions, each in a sentence where it is known.

    Sentences that were written before are replaced, so that a corrected day does not stand beside the old one, and go
    when they are declared no longer. A language without words of its own gets English ones.
    """
    words = _WORDS.get(language.partition("-")[0], _WORDS["en"])
    sentences = _sentences(comparison, words, language)
    own = caption
    for (
        each
    ) in sentences:  # exactly these first: where a procedure with a full stop in it ends, no pattern tells
        own = own.replace(each, " ", 1)
    written = " ".join(filter(None, (_without(own, words), *sentences)))
    # Said already, if perhaps elsewhere in the caption: then it stays as the writer arranged it.
    return caption if sorted(written.split()) == sorted(caption.split()) else written


def _sentences(comparison: Comparison, words: _Words, language: str) -> list[str]:
    said = []
    before, after = comparison.before_on, comparison.after_on
    if before and after:
        day = _AMERICAN_DAY if language == "en-US" else words.day
        said.append(
            words.dates.format(before=_day(before, day, words.months), after=_day(after, day, words.months))
        )
    procedure = " ".join(comparison.procedure.split()).rstrip(".")
    if procedure:
        said.append(words.procedure.format(procedure=procedure))
    if comparison.same_conditions and comparison.unedited:
        said.append(words.both)
    elif comparison.same_conditions:
        said.append(words.conditions)
    elif comparison.unedited:
        said.append(words.unedited)
    return said


def _day(value: date, form: str, months: str) -> str:
    return form.format(day=value.day, month=months.split()[value.month - 1], year=value.year)


def _without(caption: str, words: _Words) -> str:
    a_day, a_procedure = r"[^;\n]{1,40}?\d{1,4}", r"[^\n]{1,400}?"
    for sentence in (words.dates, words.procedure, words.both, words.conditions, words.unedited):
        pattern = re.escape(sentence)
        for name, value in (("before", a_day), ("after", a_day), ("procedure", a_procedure)):
            pattern = pattern.replace(re.escape("{" + name + "}"), value)
        caption = re.sub(rf"(?:^|(?<=\s)){pattern}(?=\s|$)", "", caption)
    return " ".join(caption.split())
