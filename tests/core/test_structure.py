"""Articles become the brochures that tests/core/articles/*.outline describe."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from editor.core.brochure import Brochure, Kind, Role, decode_brochure, encode_brochure
from editor.core.markdown import to_html, to_plain
from editor.core.structure import ArticleError, import_article
from tests.core.outlines import outline
from tests.core.words_kept import lost_words

ARTICLES = Path(__file__).parent / "articles"
CASES = sorted(path.name.removesuffix(".outline") for path in ARTICLES.glob("*.outline"))


def read(name: str) -> str:
    data = (ARTICLES / name).read_bytes()
    return data.decode("cp1252" if "cp1252" in name else "utf-8")


def sections(text: str, **options: bool) -> list[tuple[str, str]]:
    return [(section.kind.value, section.title) for section in import_article(text, **options).sections]


@pytest.mark.parametrize("name", CASES)
def test_outline(name: str) -> None:
    assert outline(import_article(read(name), name=name)) == (ARTICLES / f"{name}.outline").read_text("utf-8")


@pytest.mark.parametrize("name", CASES)
def test_every_word_is_in_the_brochure_and_the_value_is_sound(name: str) -> None:
    brochure = import_article(read(name), name=name)
    assert not lost_words(read(name), brochure)
    assert decode_brochure(encode_brochure(brochure)) == brochure


def wrapped(text: str, indent: str) -> str:
    lines = text.split("\n")
    return "\n".join(textwrap.fill(x, 72, subsequent_indent=indent * (x[:1] in "•1234")) for x in lines)


PASTED = {
    "without empty lines": lambda text: re.sub(r"\n\n+", "\n", text),
    "an empty line after each": lambda text: text.replace("\n", "\n\n"),
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "old Mac line ends": lambda text: text.replace("\n", "\r"),
    "bullets lost": lambda text: text.replace("•\t", ""),
    "bullets and empty lines lost": lambda text: re.sub(r"\n\n+", "\n", text.replace("•\t", "")),
    "asterisks": lambda text: text.replace("•\t", "* "),
    "Word's second bullet": lambda text: text.replace("•\t", "o\t"),
    "bullets on lines of their own": lambda text: text.replace("•\t", "•\n"),
    "bullets of a symbol font": lambda text: text.replace("•\t", "\uf0b7 "),
    "hard-wrapped": lambda text: wrapped(text, "  "),
    "hard-wrapped, not indented": lambda text: wrapped(text, ""),
    "indented": lambda text: textwrap.indent(text, "    "),
    "fixed spaces": lambda text: text.replace(" ", "\u00a0"),
    "invisible characters": lambda text: text.replace("e", "e\u200b").replace("\n\n", "\n\ufeff\n"),
}


@pytest.mark.parametrize("how", PASTED)
def test_the_same_article_however_it_was_pasted(how: str) -> None:
    def shape(brochure: Brochure) -> list[tuple[object, ...]]:
        return [(each.kind, each.role, each.title, len(each.items)) for each in brochure.sections]

    text = read("hair-plain.txt")
    assert shape(import_article(PASTED[how](text))) == shape(import_article(text))


def test_benefits_with_names_become_sections_and_short_ones_items() -> None:
    brochure = import_article(read("hair-plain.txt"))
    benefits = [section.title for section in brochure.sections if section.kind is Kind.BENEFIT]
    assert benefits == ["Natural outcome", "Minimally invasive", "Long-term results", "Versatile use"]
    short = import_article("Title\n\nText.\n\nBenefits\n- No scars\n- No stitches\n\nMore\nText.")
    assert [len(each.items) for each in short.sections if each.kind is Kind.BENEFITS] == [2]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Risks and side effects", Role.RISKS),
        ("Benefits and risks", Role.RISKS),
        ("Nebenwirkungen", Role.RISKS),
        ("Alternative treatments", Role.ALTERNATIVES),
        ("Is it approved?", Role.REGULATORY_STATUS),
        ("What results can I expect?", Role.EXPECTED_RESULTS),
        ("Am I a suitable candidate?", Role.ASSESSMENT),
        ("Unser Team", Role.PRACTITIONER),
        ("How hair grows", None),
    ],
)
def test_headings_give_roles(heading: str, role: Role | None) -> None:
    text = f"A title\n\nAn opening sentence.\n\n{heading}\n\nA sentence about it."
    assert import_article(text).sections[-1].role is role


def test_plain_text_prints_literally() -> None:
    odd = r"Use *two* _or_ `three` <b>drops</b> of [x](y) & co. #1 | 5 > 3 \* a &amp; b."
    brochure = import_article(
        f"Title\n\nLead here.\n\nHeading\n\n{odd}\n\n1998. That was the year.", markdown=False
    )
    html = to_html(brochure.sections[-1].text, "en", lambda key: None)
    assert "<b>" not in html
    assert "<em>" not in html
    assert "<ol>" not in html
    assert to_plain(brochure.sections[-1].text).startswith(odd)
    assert "1998. That was the year." in to_plain(brochure.sections[-1].text)


def test_citations_follow_the_numbered_list() -> None:
    text = "Title\n\nLead.\n\nFacts\n\nHair grows.[1,2] It rests.³ See [9].\n\nReferences\n\n"
    text += "1. Smith J. A study of hair in men. Hair J. 2019;3:1-4. doi:10.1000/xyz.\n2. A talk.\n3. https://a.example/b\n"
    brochure = import_article(text)
    assert brochure.sections[1].text == "Hair grows.[^smith2019][^ref] It rests.[^ref-2] See [9]."
    first, second, third = brochure.references
    assert (first.authors, first.year, first.doi) == ("Smith J", 2019, "10.1000/xyz")
    assert second.title == "A talk"
    assert third.url == "https://a.example/b"


def test_a_source_that_is_not_understood_stays_whole() -> None:
    raw = "Minutes of the clinic's meeting, held in Bath, 3rd of May"
    brochure = import_article(f"# T\n\nText.[^m]\n\n[^m]: {raw}\n")
    assert brochure.references[0].key == "m"
    assert brochure.references[0].title == raw
    assert brochure.sections[-1].kind is Kind.REFERENCES


def test_html_in_markdown_leaves_its_text() -> None:
    text = '# T\n\nLead.\n\n<div onclick="x()"><h2>Care</h2><p>Rest <b>well</b>.<br>Drink.</p></div>\n'
    brochure = import_article(text + "<style>p{}</style>\n\n`<kept>` <https://a.example/>")
    section = brochure.sections[-1]
    assert section.title == "Care"
    assert "Rest **well**." in section.text
    assert "style" not in section.text
    assert "`<kept>` [https://a.example/](https://a.example/)" in section.text


def test_deeper_headings_stay_in_the_text() -> None:
    brochure = import_article("# T\n\nLead.\n\n## A\n\n### B\n\nText.\n\n#### C\n\nMore.")
    assert brochure.sections[-1].text == "### B\n\nText.\n\n#### C\n\nMore."


def test_links_by_reference_become_inline() -> None:
    brochure = import_article(
        "# T\n\nLead.\n\n## A\n\nSee [here][1] or [there].\n\n[1]: https://a.example\n[there]: /b"
    )
    assert brochure.sections[-1].text == "See [here](https://a.example) or [there](/b)."


def test_a_lone_question_is_a_heading_and_questions_in_a_row_are_one_section() -> None:
    lone = "Title\n\nLead sentence.\n\nWhat is PRP?\n\nPlasma of your own.\n\nThe day\n\nCome early."
    assert ("text", "What is PRP?") in sections(lone)
    row = lone.replace("The day", "Does it hurt?")
    assert ("question-and-answer", "Questions and answers") in sections(row)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The treatment centre specialises in colour and behaviour.", "en-GB"),
        ("The treatment center specializes in color and behavior of the tumor.", "en-US"),
        ("Die Behandlung ist für Sie und wird von der Praxis nicht berechnet.", "de-DE"),
        ("Le traitement est pour vous et il ne dure pas plus que dans les autres cas.", "fr-FR"),
        ("El tratamiento es para usted y no se hace con la mano como en los otros.", "es-ES"),
        ("Il trattamento è per la pelle e non si fa con gli altri, che sono nel freddo.", "it-IT"),
        ("De behandeling is voor u en wordt niet door ons met het mes bij u thuis gedaan.", "nl-NL"),
        ("O tratamento é para a pele e não se faz com os outros, que são do frio.", "pt-PT"),
        ("12345 +++", "en-GB"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert import_article(f"Titel\n\n{text}").language == language


@pytest.mark.parametrize("text", ["", " \n\t\u200b", "--- *** ---"])
def test_no_words_is_one_sentence(text: str) -> None:
    with pytest.raises(ArticleError, match="has no words"):
        import_article(text)


def test_too_much_is_one_sentence() -> None:
    with pytest.raises(ArticleError, match="more than a brochure can hold"):
        import_article("word " * 50_000)
    with pytest.raises(ArticleError, match="cannot become a brochure"):
        import_article("T\n\nText.\n\n" + "- An entry: with text.\n" * 2_500)


HOSTILE = (
    *["[" * 60_000, "*" * 60_000 + "a", "> " * 40_000 + "a", "a" * 150_000, "A, " * 50_000, '"a' * 60_000],
    *["<a" * 60_000, "- a\n" * 1_900, "A B. " * 9_000, "1. Aa\n" * 1_900, "# a\n" * 1_900, "a:" * 60_000],
    *["![" * 60_000, "a.\n\n" * 9_000, "References\n\n" + "Aa A, " * 400, "a [1" * 30_000, "**a " * 40_000],
    *["_a" * 60_000, "    - a\n" * 1_900, "\n".join("> " * n + "x" for n in range(300)), "Tel " * 40_000],
    *["<!--" * 40_000, "`" * 60_000 + "a", "---\n" + "a: b\n" * 9_000, "[a]: b\n" * 9_000, "a\t" * 60_000],
)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_hostile_text_comes_to_an_end(text: str) -> None:
    for markdown in (False, True):
        try:
            import_article(text, markdown=markdown)
        except ArticleError:
            continue


def test_sources_that_nothing_cites_are_printed_in_the_references_text() -> None:
    listed = "1. Smith J. A study of hair in men. Hair J. 2019;3:1-4.\n2. A talk.\n"
    text = f"Title\n\nLead.[2]\n\nSources\n\n{listed}"
    brochure = import_article(text)
    assert brochure.sections[0].lead == "Lead.[^ref]"
    assert [each.key for each in brochure.references] == ["smith2019", "ref"]
    assert brochure.sections[-1].text == "- Smith J. A study of hair in men. Hair J. 2019;3:1-4."


def test_a_quote_between_paragraphs_stays_there_and_one_at_the_end_is_a_section() -> None:
    quote = '"It was a good day for my old knees." — Anna'
    between = import_article(f"Title\n\nLead.\n\nAbout\n\nOne.\n\n{quote}\n\nTwo.").sections[-1]
    assert between.text == "One.\n\n> It was a good day for my old knees.\n>\n> — Anna\n\nTwo."
    last = import_article(f"Title\n\nLead.\n\nAbout\n\nOne.\n\n{quote}").sections[-1]
    assert (last.kind, last.attribution) == (Kind.QUOTE, "Anna")


def test_patients_quotes_with_names_below() -> None:
    text = "Title\n\nLead.\n\nWhat our patients say\n\n“I was in very good hands here.”\nAnna, 34\n\n"
    text += "“Nobody promised me the moon.”\nTom\n\nPrices\n\nAsk us."
    quotes = [section for section in import_article(text).sections if section.kind is Kind.QUOTE]
    assert [(each.attribution, each.role) for each in quotes] == [
        ("Anna, 34", Role.TESTIMONIAL),
        ("Tom", Role.TESTIMONIAL),
    ]
