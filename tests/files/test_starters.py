from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from editor.core.brochure import Kind
from editor.files.errors import FileError
from editor.files.starters import load_starter, starters

HEAD = '[starter]\nname = "N"\nsummary = "S"\norder = {order}\n'


def _starter(folder: Path, name: str, text: str, order: int = 1) -> Path:
    (folder / name).mkdir()
    path = folder / name / "brochure.toml"
    path.write_text(text + HEAD.format(order=order), "utf-8")
    return path.parent


@pytest.mark.parametrize("starter", starters(), ids=lambda starter: starter.id)
def test_every_starter_loads_and_has_its_pictures(starter: object) -> None:
    brochure, assets = load_starter(starter.id)  # type: ignore[attr-defined]
    assert {image.asset for image in brochure.images()} == set(assets)
    assert all(hashlib.sha256(data).hexdigest() == name for name, data in assets.items())
    assert brochure.sections[0].kind is Kind.COVER
    assert all(image.alt or image.decorative for image in brochure.images())


def test_blank_is_there_and_last() -> None:
    assert starters()[-1].id == "blank"
    assert [section.kind for section in load_starter("blank")[0].sections] == [
        Kind.COVER,
        Kind.TEXT,
        Kind.CONTACT,
    ]


def test_starters_stand_in_their_order(tmp_path: Path) -> None:
    _starter(tmp_path, "a", 'title = "A"\n', order=2)
    _starter(tmp_path, "b", 'title = "B"\n', order=1)
    assert [starter.id for starter in starters(tmp_path)] == ["b", "a"]


def test_a_picture_is_read_from_the_folder(tmp_path: Path) -> None:
    text = 'title = "A"\nbrand = { logo = { file = "logo.svg", alt = "Logo" } }\n'
    folder = _starter(tmp_path, "a", text)
    (folder / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200"/>')
    brochure, assets = load_starter("a", tmp_path)
    logo = brochure.brand.logo
    assert logo
    assert (logo.width, logo.height, logo.alt, logo.media_type) == (300, 200, "Logo", "image/svg+xml")
    assert list(assets) == [logo.asset]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('title = "A"\nbrand = { logo = { file = "../../secret.svg" } }\n', "not in its folder"),
        ('title = "A"\nbrand = { logo = { file = "gone.svg" } }\n', r"gone\.svg"),
        ('title = "A"\nsections = [ { id = "x", kind = "poem" } ]\n', r"sections\[0\]\.kind"),
        ('title = "A"\nsections = "none"\n', "sections"),
        ("title = \n", "not a TOML file"),
    ],
)
def test_a_mistake_is_one_sentence_that_names_the_file(tmp_path: Path, text: str, words: str) -> None:
    _starter(tmp_path, "a", text)
    with pytest.raises(FileError, match=words):
        load_starter("a", tmp_path)


def test_an_unknown_starter_is_answered_with_the_known_ones() -> None:
    with pytest.raises(FileError, match="blank"):
        load_starter("../blank2")
