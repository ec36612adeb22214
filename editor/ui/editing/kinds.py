"""The fields of each kind of section, in the words of the form."""

from __future__ import annotations

from dataclasses import dataclass

from editor.core.brochure import Audience, Jurisdiction, Kind, Role


@dataclass(frozen=True, slots=True)
class FieldWords:
    """One field: its label, what stands in it while it is empty, and a line of help below it."""

    label: str
    placeholder: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True)
class ItemWords:
    """The entries of a section: what they are called and what their two fields are for."""

    name: str
    names: str
    title: FieldWords
    text: FieldWords


@dataclass(frozen=True, slots=True)
class KindForm:
    """What the editor shows for a kind of section; a field that is None is shown only if it has content."""

    name: str
    summary: str
    title: FieldWords
    lead: FieldWords | None = None
    text: FieldWords | None = None
    attribution: FieldWords | None = None
    items: ItemWords | None = None
    picture: bool = True


_TITLE = FieldWords("Title", "A few words")
_LEAD = FieldWords("Opening line", "One sentence that says it all")
_TEXT = FieldWords("Text", "Write here. Cite a source by typing [^")
_ATTRIBUTION = FieldWords("Who says so", "First name, age, treatment", "Name people only with their consent.")
_ENTRY = ItemWords(
    "entry", "Entries", FieldWords("Title", "A few words"), FieldWords("Text", "A sentence or two")
)

KIND_FORMS: dict[Kind, KindForm] = {
    Kind.COVER: KindForm(
        "Cover",
        "The front of the brochure: what it is about, at a glance.",
        FieldWords("Title", "What the brochure is about"),
        FieldWords("Subtitle", "One sentence for the reader"),
        FieldWords("Text", "A few lines, if the cover needs them"),
    ),
    Kind.TEXT: KindForm("Text", "Free text with headings, lists and tables.", _TITLE, _LEAD, _TEXT),
    Kind.BENEFIT: KindForm(
        "Benefit",
        "One benefit: what it means for the reader, what is known about it and what is not.",
        FieldWords("Benefit", "What the reader gains"),
        FieldWords("In one sentence", "What it means for the reader"),
        FieldWords(
            "Text", "What is claimed, and the source: type [^", "Cite a source for each thing you claim."
        ),
        items=ItemWords(
            "point",
            "What is known, what is not",
            FieldWords("Heading", "What is known"),
            FieldWords("Text", "The evidence, in plain words"),
        ),
    ),
    Kind.BENEFITS: KindForm(
        "Benefits",
        "Several benefits side by side.",
        _TITLE,
        _LEAD,
        FieldWords("Introduction", "A sentence before the list, if it needs one"),
        items=ItemWords(
            "benefit",
            "Benefits",
            FieldWords("Benefit", "What the reader gains"),
            FieldWords("Text", "What it means, and the source: type [^"),
        ),
    ),
    Kind.STEPS: KindForm(
        "Steps",
        "What happens, one thing after the other. The steps are numbered for you.",
        _TITLE,
        _LEAD,
        FieldWords("Introduction", "A sentence before the steps, if they need one"),
        items=ItemWords(
            "step",
            "Steps",
            FieldWords("Step", "What happens"),
            FieldWords("Text", "How long it takes and what to expect"),
        ),
    ),
    Kind.QUESTIONS: KindForm(
        "Questions and answers",
        "What readers ask, answered plainly.",
        _TITLE,
        _LEAD,
        FieldWords("Introduction", "A sentence before the questions, if they need one"),
        items=ItemWords(
            "question",
            "Questions",
            FieldWords("Question", "As a reader would ask it"),
            FieldWords("Answer", "A short, honest answer"),
        ),
    ),
    Kind.QUOTE: KindForm(
        "Quote",
        "Somebody's own words.",
        FieldWords("Title", "Leave empty if the words speak for themselves"),
        None,
        FieldWords("Words", "Exactly as they were said"),
        _ATTRIBUTION,
    ),
    Kind.CONTACT: KindForm(
        "Contact",
        "How to reach the clinic. Address and numbers come from the clinic's details.",
        FieldWords("Title", "Contact"),
        FieldWords("Opening line", "What to do next"),
        FieldWords("Text", "Opening hours, how to get there"),
        items=ItemWords(
            "contact",
            "More ways to get in touch",
            FieldWords("Name", "Reception"),
            FieldWords("Text", "Number, hours"),
        ),
    ),
    Kind.REFERENCES: KindForm(
        "References",
        "The sources that the texts cite, numbered in the order they are first cited.",
        FieldWords("Title", "References"),
        text=FieldWords("Note", "A line before the list, if it needs one"),
        picture=False,
    ),
    Kind.NOTICE: KindForm(
        "Notice",
        "What has to be said, such as the regulatory status.",
        FieldWords("Title", "Please note"),
        text=FieldWords("Text", "Say it plainly"),
        picture=False,
    ),
}

ROLE_WORDS: list[tuple[Role | None, str]] = [
    (None, "Nothing in particular"),
    (Role.RISKS, "Risks and side effects"),
    (Role.ALTERNATIVES, "Alternatives"),
    (Role.REGULATORY_STATUS, "Regulatory status"),
    (Role.EXPECTED_RESULTS, "What results to expect"),
    (Role.ASSESSMENT, "Assessment before treatment"),
    (Role.PRACTITIONER, "Who treats you"),
    (Role.TESTIMONIAL, "A patient's experience"),
]

AUDIENCE_WORDS: list[tuple[Audience, str]] = [
    (Audience.PUBLIC, "The general public"),
    (Audience.PROFESSIONALS, "Health professionals"),
]

JURISDICTION_WORDS: list[tuple[Jurisdiction, str]] = [
    (Jurisdiction.UK, "United Kingdom"),
    (Jurisdiction.EU, "European Union"),
    (Jurisdiction.US, "United States"),
    (Jurisdiction.US_CA, "California"),
    (Jurisdiction.US_FL, "Florida"),
    (Jurisdiction.US_WA, "Washington State"),
    (Jurisdiction.AU, "Australia"),
]

LANGUAGES: list[tuple[str, str]] = [
    ("en-GB", "English (United Kingdom)"),
    ("en-US", "English (United States)"),
    ("en-AU", "English (Australia)"),
    ("de-DE", "German"),
    ("fr-FR", "French"),
    ("es-ES", "Spanish"),
    ("it-IT", "Italian"),
    ("nl-NL", "Dutch"),
    ("pl-PL", "Polish"),
    ("pt-PT", "Portuguese"),
]


def item_words(kind: Kind) -> ItemWords:
    """Return what the entries of a kind are called; plain words for kinds that usually have none."""
    return KIND_FORMS[kind].items or _ENTRY


def field_words(kind: Kind, field: str) -> FieldWords:
    """Return the words for "title", "lead", "text" or "attribution" of a kind."""
    usual = {"title": _TITLE, "lead": _LEAD, "text": _TEXT, "attribution": _ATTRIBUTION}
    words: FieldWords | None = getattr(KIND_FORMS[kind], field)
    return words or usual[field]
