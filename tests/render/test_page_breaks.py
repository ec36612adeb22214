"""Where pages end: no heading without what it leads to; and words too long for a line are divided by syllables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from editor.core.brochure import Brochure, Item, Kind, Section
from editor.files.resources import load_forms
from editor.render.layout import LaidPage, Typesetter
from tests.samples import starter

FORMS = load_forms()
FACETS = (
    Item("known", "What is known", "Trials count hairs, and the trials that we cite did so, more or less."),
    Item(
        "unknown",
        "What is not known",
        "Whether it looks natural. A count cannot tell. And natural is not harmless.",
    ),
)
PARTS = ("title", "lead", "item-title", "item-text", "text")


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return starter("blank").typesetter()


def lines(laid: LaidPage) -> list[tuple[str, str, str]]:
    """Return the lines of a page from the top: the element's part, the item it is in, and the text."""
    found: list[tuple[float, str, str, str]] = []

    def walk(box: Any, part: str, item: str) -> None:
        if box.element is not None:
            names = box.element.get("class", "").split()
            part = next((each for each in PARTS if each in names), part)
            part = "entry" if box.element.tag == "li" and part == "text" else part
        anchor = (box.style["anchor"] if box.style is not None else None) or ""
        item = anchor[2:] if anchor.startswith("i-") else item
        if type(box).__name__ == "TextBox" and box.text.strip():
            found.append((round(box.position_y, 1), part, item, box.text))
        for child in getattr(box, "children", ()):
            walk(child, part, item)

    walk(laid.page._page_box.children[0], "", "")
    return [(part, item, text) for _, part, item, text in sorted(found, key=lambda each: each[0])]


def shifted(typesetter: Typesetter, section: Section) -> Iterator[list[list[tuple[str, str, str]]]]:
    """Lay a section out behind fillers of every length about a panel; yield the lines of the pages."""
    for count in range(14, 30):
        filler = Section("fill", Kind.TEXT, "Filler", text="\n\n".join(["Line."] * count))
        brochure = Brochure("B", sections=(filler, section))
        laid = typesetter.flow(brochure, FORMS["tri-fold-a4"], "inside")
        yield [lines(page) for page in laid.pages]


def pages_with(pages: list[list[tuple[str, str, str]]], words: str) -> set[int]:
    return {number for number, page in enumerate(pages) for line in page if words in (line[1], line[2])}


def test_the_facets_of_a_benefit_stand_together_below_its_heading(typesetter: Typesetter) -> None:
    section = Section("b", Kind.BENEFIT, "Natural outcome", "A lead in a few words.", items=FACETS)
    places = set()
    for pages in shifted(typesetter, section):
        known, unknown = pages_with(pages, "known"), pages_with(pages, "unknown")
        assert known == unknown == pages_with(pages, "Natural outcome"), pages
        assert len(known) == 1
        places |= known
    assert places == {0, 1}, "the fillers must reach from before to behind the end of a panel"


@pytest.mark.parametrize("lead", ["", "A lead, which stands between them."])
def test_no_page_ends_with_a_heading_or_a_lead(typesetter: Typesetter, lead: str) -> None:
    text = (
        "A line leads in:\n\n- One\n- Two\n- Three\n- Four\n\n### Further\n\n" + "Words run on and on. " * 20
    )
    places = set()
    for pages in shifted(typesetter, Section("t", Kind.TEXT, "Heading", lead, text)):
        ends = [page[-1] for page in pages[:-1]]
        assert not [end for end in ends if end[0] in ("title", "lead", "item-title")], ends
        assert not [end for end in ends if end[2] in ("Further", "A line leads in:", "One", "Three")], ends
        places |= pages_with(pages, "Heading")
    assert places == {0, 1}


COMPOUND = "Haarwurzelstammzellbehandlung und Plasmabehandlung"


@pytest.mark.parametrize("form", ["gate-fold-a4", "rack-card-dl", "tri-fold-a4", "handout-a4"])
def test_long_words_in_headings_are_divided_by_syllables(typesetter: Typesetter, form: str) -> None:
    sections = (
        Section("c", Kind.COVER, COMPOUND),
        Section("t", Kind.BENEFIT, COMPOUND, items=(Item("i", COMPOUND),)),
    )
    layout = typesetter.layout(Brochure("B", "de-DE", sections=sections), FORMS[form])
    assert layout.oversets == ()
    headings = [line for flow in layout.flows for page in flow.pages for line in lines(page)]
    titles, items = (
        " ".join(text for each, _, text in headings if each == part) for part in ("title", "item-title")
    )
    assert titles.replace("- ", "") == f"{COMPOUND} {COMPOUND}"
    assert items.replace("- ", "") == COMPOUND
    assert "- " in titles


def test_a_heading_word_that_fits_a_line_is_not_divided(typesetter: Typesetter) -> None:
    title = "Behandlung der Haarwurzel durch Wiederherstellung"
    brochure = Brochure("B", "de-DE", sections=(Section("t", Kind.TEXT, title),))
    laid = typesetter.flow(brochure, FORMS["tri-fold-a4"], "inside")
    text = " ".join(text for _, _, text in lines(laid.pages[0]))
    assert text == title
