"""What the starters say: that it is honest, readable, complete, and fits the forms it is written for."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyphen
import pytest

from editor.core.brochure import Brochure, Kind, Role, texts_of
from editor.core.citations import citations, cited_keys
from editor.core.markdown import to_plain
from editor.files.resources import load_forms
from editor.files.starters import load_starter, starters
from tests.samples import starter

ALL = [each.id for each in starters()]
WRITTEN = ["hair-restoration", "physiotherapy"]
# The forms the starters are written for; a smaller form may well be too small for them.
FORMS = ["tri-fold-a4", "tri-fold-letter", "handout-a4"]

# Words that the rules on claims object to in almost any use: none of our own leaflets needs one.
FORBIDDEN = re.compile(
    r"""\b(cur(e|es|ed|ative)|guarante\w+|certain\ to|permanent\w*|forever|lifelong
    |(risk|pain|side.effect)[- ]free|safe|safely|safest|effective|painless\w*|no\ pain|miracle\w*|magic\w*
    |breakthrough\w*|revolution\w*|ground-?breaking|cutting-edge|clinically|proven|studies\ show
    |best|leading|unique|only|promising|hurry|limited|discount\w*|free|gift|prize|win
    |regrow\w*|grow\ back|restor(e|es|ed)|revers(e|es|ed)|awaken\w*|rejuvenat\w*
    |lunchtime|eas(y|ily)|gentle|downtime|everyone|embarrass\w*|bald\w*|mouse|mice)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def brochure_of(starter_id: str) -> Brochure:
    return load_starter(starter_id)[0]


def paragraphs(brochure: Brochure, *, titles: bool = True) -> Iterator[str]:
    """Yield every paragraph and list entry as written; hidden sections too, since a click shows them."""
    for section in brochure.sections:
        for place, text in texts_of(section):
            if titles or not place.endswith("title"):
                yield from (line for line in text.split("\n") if line.strip())


def grade(texts: list[str]) -> float:
    """Return the Flesch-Kincaid grade of English texts."""
    hyphens = pyphen.Pyphen(lang="en_US", left=1, right=1)
    sentences = [s for text in texts for s in re.split(r"(?<=[.!?])\s+", text) if re.search("[a-z]", s)]
    words = [word.lower() for s in sentences for word in re.findall(r"[A-Za-z][A-Za-z’'-]*", s)]
    syllables = sum(len(hyphens.positions(word)) + 1 for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def test_the_measure_tells_plain_english_from_official() -> None:
    assert grade(["The cat sat on the mat. It saw a dog."]) < 2
    official = "Notwithstanding methodological heterogeneity, regenerative interventions demonstrated "
    assert grade([official + "statistically significant improvements in follicular parameters."]) > 20


@pytest.mark.parametrize("name", ALL)
def test_every_picture_is_described_or_decorative(name: str) -> None:
    for image in brochure_of(name).images():
        assert bool(image.alt) != image.decorative
        assert image.decorative or image.alt.endswith(".")


@pytest.mark.parametrize("name", ALL)
def test_every_citation_has_its_reference_and_every_reference_is_cited_in_print(name: str) -> None:
    brochure = brochure_of(name)
    keys = {reference.key for reference in brochure.references}
    assert set(cited_keys(brochure.sections)) == keys
    assert set(cited_keys(each for each in brochure.sections if not each.hidden)) == keys
    for each in brochure.references:
        assert each.study
        assert each.authors or each.title or each.journal
        assert each.year or each.locator


@pytest.mark.parametrize("name", ALL)
def test_no_word_promises_or_shames(name: str) -> None:
    brochure = brochure_of(name)
    texts = [brochure.title, brochure.description, *paragraphs(brochure)]
    found = [(match[0], text) for text in texts for match in FORBIDDEN.finditer(to_plain(text))]
    assert not found


@pytest.mark.parametrize("name", WRITTEN)
def test_a_reader_of_grade_eight_can_follow(name: str) -> None:
    texts = [to_plain(text.lstrip("- ")) for text in paragraphs(brochure_of(name), titles=False)]
    assert grade(texts) <= 8


@pytest.mark.parametrize("name", WRITTEN)
def test_the_clinic_is_made_up(name: str) -> None:
    brochure = brochure_of(name)
    assert brochure.description
    assert brochure.jurisdictions
    # Ofcom keeps 01632 960000 to 960999 for fiction; .example belongs to nobody.
    assert re.fullmatch(r"\+44 1632 960\d{3}", brochure.brand.phone)
    assert brochure.brand.web.endswith(".example")
    assert brochure.brand.email.endswith(".example")
    assert "Example" in brochure.brand.address


def test_hair_restoration_has_what_a_decision_needs() -> None:
    sections = [each for each in brochure_of("hair-restoration").sections if not each.hidden]
    assert {each.role for each in sections} >= set(Role) - {Role.TESTIMONIAL}
    assert {each.kind for each in sections} >= {Kind.COVER, Kind.CONTACT, Kind.REFERENCES}
    benefits = [each for each in sections if each.kind is Kind.BENEFIT]
    assert [each.title for each in benefits] == [
        "Natural outcome",
        "Minimally invasive",
        "Long-term results",
        "Versatile use",
    ]
    for each in benefits:
        known, unknown = each.items
        assert (known.title, unknown.title) == ("What is known", "What is not known")
        assert list(citations(known.text))


def test_hair_restoration_backs_every_figure_and_calls_a_hypothesis_one() -> None:
    brochure = brochure_of("hair-restoration")
    figures = [text for text in paragraphs(brochure) if "cm²" in text or re.search(r"\d%", text)]
    assert len(figures) == 4
    for text in figures:
        cited = [brochure.reference(key) for key, _, _ in citations(text)]
        people = {str(each.people) for each in cited if each and each.people}
        assert people, f"no study with its number of people is cited in: {text}"
        assert people <= set(re.findall(r"\d+", text)), f"a number of people is left out in: {text}"
    mechanism = brochure.section("how-it-is-meant-to-work").text.split("\n- ")[1:]
    assert len(mechanism) == 4
    assert all("thought to" in each for each in mechanism)


@pytest.mark.parametrize("form_name", FORMS)
@pytest.mark.parametrize("name", ALL)
def test_it_fits_the_form(name: str, form_name: str) -> None:
    sample = starter(name)
    layout = sample.typesetter().layout(sample.brochure, load_forms()[form_name])
    assert layout.oversets == ()
    assert layout.notes == ()
    if name in WRITTEN and form_name != "handout-a4":
        fills = {each.flow.region.id: [round(page.fill, 2) for page in each.pages] for each in layout.flows}
        assert [len(fills[region]) for region in ("cover", "flap", "inside", "back")] == [1, 1, 3, 1]
        assert all(0.7 <= fill <= 0.97 for row in fills.values() for fill in row), fills
