from __future__ import annotations

import json

import pytest
from hypothesis import given

from editor.core.brochure import Brochure, Kind, Section, decode_brochure, encode_brochure, texts_of
from editor.core.decode import MAX_TEXT, DecodeError
from tests.core.strategies import brochures

MINIMAL = {"title": "Hair", "sections": [{"id": "a", "kind": "text"}]}


@given(brochures())
def test_a_round_trip_through_json_is_exact(brochure: Brochure) -> None:
    assert decode_brochure(json.loads(json.dumps(encode_brochure(brochure)))) == brochure


def test_what_has_its_default_is_not_written() -> None:
    assert encode_brochure(Brochure("Hair", sections=(Section("a", Kind.TEXT),))) == MINIMAL


def with_section(**fields: object) -> dict[str, object]:
    return {"title": "Hair", "sections": [{"id": "a", "kind": "text", **fields}]}


@pytest.mark.parametrize(
    ("data", "path", "words"),
    [
        ([], "", "must be an object, is a list"),
        ({}, "title", "is missing"),
        ({"title": None}, "title", "must be text, is empty"),
        ({"title": "x", "titel": "y"}, "titel", "is not a known field"),
        ({"title": "x", "language": "english"}, "language", "must be a language"),
        ({"title": "x", "jurisdictions": ["us", "mars"]}, "jurisdictions[1]", "must be one of us"),
        ({"title": "x", "brand": {"colour": "red"}}, "brand.colour", "must be a colour"),
        ({"title": "x", "brand": {"colour": 7}}, "brand.colour", "must be text, is the number 7"),
        (with_section(kind="poem"), "sections[0].kind", "must be one of cover"),
        (with_section(hidden="yes"), "sections[0].hidden", "must be true or false"),
        (with_section(items={}), "sections[0].items", "must be a list"),
        (with_section(items=[{"id": "B"}]), "sections[0].items[0].id", "must be an identifier"),
        (with_section(items=[{"id": "a"}]), "sections[0].items[0].id", "must be unique"),
        (with_section(text="a\x00b"), "sections[0].text", "U+0000"),
        (with_section(text="\ud800"), "sections[0].text", "U+D800"),
        (with_section(text="x" * (MAX_TEXT + 1)), "sections[0].text", "are allowed"),
        (with_section(image={"asset": "zz"}), "sections[0].image.asset", "must be a sha256"),
        (
            {"title": "x", "references": [{"key": "a", "url": "javascript:1"}]},
            "references[0].url",
            "web address",
        ),
        ({"title": "x", "references": [{"key": "a", "year": True}]}, "references[0].year", "whole number"),
        ({"title": "x", "references": [{"key": "a"}, {"key": "a"}]}, "references[1].key", "must be unique"),
        *(
            (
                {"title": "x", "references": [{"key": "a", "expires_on": day}]},
                "references[0].expires_on",
                "day",
            )
            for day in ("2026-11-31", "20261123", "2026-W48-1", "2026-11-23T00:00", "", 20261123)
        ),
        (with_section(consent={"given_on": None}), "sections[0].consent.given_on", "must be a day"),
        (with_section(consent={}), "sections[0].consent.given_on", "is missing"),
        ({"title": "x", "policy": {"reviewers": [{"name": " "}]}}, "policy.reviewers[0].name", "empty"),
        ({"title": "x", "public_url": "ftp://x"}, "public_url", "web address"),
    ],
)
def test_a_mistake_is_named_with_its_path(data: object, path: str, words: str) -> None:
    with pytest.raises(DecodeError) as caught:
        decode_brochure(data)
    assert [mistake.path for mistake in caught.value.mistakes if words in mistake.message] == [path]


def test_every_mistake_is_named_not_only_the_first() -> None:
    with pytest.raises(DecodeError) as caught:
        decode_brochure({"language": 1, "sections": [{"id": "a", "kind": "text", "hidden": 3}, 5]})
    paths = {mistake.path for mistake in caught.value.mistakes}
    assert paths == {"title", "language", "sections[0].hidden", "sections[1]"}


def test_texts_come_in_the_order_they_are_printed() -> None:
    data = with_section(title="T", lead="L", text="X", items=[{"id": "i", "title": "I", "text": "J"}])
    section = decode_brochure(data).sections[0]
    assert [place for place, _ in texts_of(section)] == [
        "title",
        "lead",
        "text",
        "items.i.title",
        "items.i.text",
    ]
