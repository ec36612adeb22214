"""Whatever an article looks like, none of its words is lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from editor.core.brochure import decode_brochure, encode_brochure
from editor.core.structure import ArticleError, import_article
from tests.core.words_kept import lost_words

WORD = st.sampled_from(
    """hair cells follicle the and is doctor results Benefits Risks References Contact Questions Step Bath 12
    2019 Dr. e.g. PRP naïve Größe l’effet can’t *bold* _it_ [1] (see) a: b; – — “so” £250 50 % & < > | #
    x@y.example www.z.example""".split()  # noqa: SIM905
)
WORDS = st.lists(WORD, min_size=1, max_size=9).map(" ".join)
END = st.sampled_from(["", ".", "?", "!", ":", ",", "..."])
MARK = st.sampled_from(
    [
        "",
        "",
        "",
        "",
        "- ",
        "* ",
        "•\t",
        "1. ",
        "2) ",
        "3. ",
        "> ",
        "    ",
        "— ",
        "Step 2: ",
        "“",
        '"',
        "Q: ",
        "A: ",
        "Name: ",
        "[2] ",
    ]
)
LINE = st.builds(lambda mark, words, end: mark + words + end, MARK, WORDS, END)
GAP = st.sampled_from(["\n", "\n", "\n\n", "\n\n", "\r\n", "\n---\n", "\n \n\n"])
HEADINGS = st.sampled_from(
    [
        "Advantages",
        "The procedure",
        "Risks",
        "References",
        "Contact",
        "FAQ",
        "What patients say",
        "Important",
        "Does it hurt?",
    ]
)
PLAIN = st.lists(st.tuples(st.one_of(LINE, LINE, HEADINGS), GAP), min_size=1, max_size=24).map(
    lambda rows: "".join(line + gap for line, gap in rows)
)
# Articles as people write them: headings with lists and paragraphs, in any order.
NAMED = st.builds("• {}: {}".format, WORDS, WORDS)
NUMBERED = st.lists(WORDS, min_size=2, max_size=4).map(
    lambda rows: "\n".join(f"{number}. {row}" for number, row in enumerate(rows, 1))
)
PART = st.one_of(WORDS.map("{}.".format), st.lists(NAMED, min_size=2, max_size=4).map("\n".join), NUMBERED)
CHAPTER = st.builds(lambda head, parts: "\n".join([head, *parts]), HEADINGS, st.lists(PART, max_size=4))
ARTICLE = st.lists(CHAPTER, min_size=1, max_size=5).map(
    lambda parts: "Title\n\nLead.\n\n" + "\n\n".join(parts)
)
MARKED_LINE = st.one_of(
    LINE,
    HEADINGS.map("## {}".format),
    st.builds("{} {}".format, st.sampled_from(["#", "##", "###", "####"]), WORDS),
    st.builds("- **{}:** {}".format, WORDS, WORDS),
    st.builds("**{}**".format, WORDS),
    st.builds("{} [{}](https://a.example/b)".format, WORDS, st.just("link")),
    st.just("| a | b |\n|---|---|\n| c | d |"),
    st.just("```\ncode here\n```"),
    st.just("Term\n: its definition"),
)
MARKED = st.lists(st.tuples(MARKED_LINE, GAP), min_size=1, max_size=24).map(
    lambda rows: "".join(line + gap for line, gap in rows)
)


def check(text: str, markdown: bool | None) -> None:
    try:
        brochure = import_article(text, markdown=markdown)
    except ArticleError:
        return
    assert not lost_words(text, brochure)
    assert decode_brochure(encode_brochure(brochure)) == brochure
    assert brochure.sections[0].kind == "cover"
    assert not any("\n" in section.title + section.lead for section in brochure.sections)


@settings(max_examples=80, deadline=None)
@given(PLAIN)
def test_no_word_of_plain_text_is_lost(text: str) -> None:
    check(text, False)


@settings(max_examples=80, deadline=None)
@given(MARKED)
def test_no_word_of_markdown_is_lost(text: str) -> None:
    check(text, True)


@settings(max_examples=80, deadline=None)
@given(ARTICLE)
def test_no_word_of_an_article_is_lost(text: str) -> None:
    check(text, False)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_in_a_sentence(text: str) -> None:
    for markdown in (False, True, None):
        try:
            brochure = import_article(text, markdown=markdown)
        except ArticleError:
            continue
        assert decode_brochure(encode_brochure(brochure)) == brochure
