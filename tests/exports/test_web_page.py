"""The exported web page in a real browser engine: accessible, self-contained, and right at every width."""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image as Picture

from editor.core.markdown import to_plain
from editor.render.products import Product
from tests.exports.browser import AXE_WIDTHS, WIDTHS, look
from tests.samples import sample, sample_names

SCHEMES = ("light", "dark")
names = pytest.mark.parametrize("name", sample_names())
schemes = pytest.mark.parametrize("scheme", SCHEMES)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The exported page of every sample; pictures of them are added by the browser."""
    folder = tmp_path_factory.mktemp("pages")
    for name in sample_names():
        (folder / f"{name}.html").write_bytes(sample(name).made(Product.HTML)[0])
    (folder / "faulty.html").write_text(FAULTY, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def seen(folder: Path) -> dict[tuple[str, str], dict[str, Any]]:
    """What a reader who likes light pages and one who likes dark pages see of every sample."""
    pages = sorted(folder.glob("*.html"))
    return {
        (Path(page).stem, scheme): facts
        for scheme in SCHEMES
        for page, facts in look(scheme, folder, pages).items()
    }


Seen = dict[tuple[str, str], dict[str, Any]]


@schemes
@names
def test_axe_finds_nothing(seen: Seen, name: str, scheme: str) -> None:
    assert seen[name, scheme]["dark"] is (scheme == "dark")
    for width in AXE_WIDTHS:
        answer = seen[name, scheme]["axe"][str(width)]
        assert answer["violations"] == []
        assert answer["passes"] > 15, "axe checked next to nothing"


@schemes
@names
def test_nothing_scrolls_sideways_at_any_width(seen: Seen, name: str, scheme: str) -> None:
    for width in WIDTHS:
        size = seen[name, scheme]["sizes"][str(width)]
        assert size["inner"] == width
        assert size["scroll"] <= width, f"too wide at {width}: {size['wide']}"


@names
def test_it_loads_nothing_but_itself_and_runs_nothing(seen: Seen, folder: Path, name: str) -> None:
    facts = seen[name, "light"]
    outside = [url for url in facts["requests"] if not url.startswith("data:")]
    assert outside == [(folder / f"{name}.html").as_uri()]
    assert facts["resources"] == []
    assert facts["scripts"] == 0
    assert facts["handlers"] == []
    assert facts["policy"].startswith("default-src 'none';")
    assert "script-src" not in facts["policy"]
    assert facts["refused"] == [], "the page asks for something its own policy refuses"


@names
def test_typefaces_and_pictures_arrive(seen: Seen, name: str) -> None:
    facts = seen[name, "light"]
    states = {tuple(face) for face in facts["fonts"]}
    assert ("Candor Serif", "loaded") in states
    assert not [family for family, status in states if status == "error"]
    assert facts["serif"] is True
    assert [alt for alt, natural, shown in facts["images"] if not natural or not shown] == []
    shown = [section for section in sample(name).brochure.sections if not section.hidden]
    logo = bool(sample(name).brochure.brand.logo) and any(section.kind == "cover" for section in shown)
    assert len(facts["images"]) >= sum(section.image is not None for section in shown) + logo


@names
def test_the_text_is_there_in_order_and_hidden_sections_are_not(seen: Seen, name: str) -> None:
    facts, brochure = seen[name, "light"], sample(name).brochure
    assert to_plain(brochure.title, brochure.language) in facts["title"]
    assert facts["language"] == brochure.language
    shown = [
        to_plain(each.title, brochure.language)
        for each in brochure.sections
        if not each.hidden and each.title
    ]
    headings = [heading.partition(" ")[2].strip() for heading in facts["headings"]]
    assert [heading for heading in headings if heading in shown] == shown
    assert sum(heading.startswith("H1 ") for heading in facts["headings"]) == 1
    assert facts["targets"] == [], "links within the page lead nowhere"
    for section in brochure.sections:
        assert not (section.hidden and section.title) or section.title not in facts["text"]


@names
def test_dark_pages_are_dark_and_light_ones_light(seen: Seen, folder: Path, name: str) -> None:
    assert seen
    for width in AXE_WIDTHS:
        light, dark = (
            Picture.open(folder / f"{name}-{width}-{scheme}.png").convert("L").resize((64, 64))
            for scheme in SCHEMES
        )
        assert _share(light, 128, 256) > 0.5
        assert _share(dark, 0, 128) > 0.5
        assert len(set(light.tobytes())) > 8, "the page looks empty"


@schemes
@names
def test_it_prints_on_white_with_all_its_text(seen: Seen, tmp_path: Path, name: str, scheme: str) -> None:
    path = tmp_path / "printed.pdf"
    path.write_bytes(base64.b64decode(seen[name, scheme]["print"]))
    text = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True).stdout.decode()
    joined = "".join(text.split()).lower()
    language = sample(name).brochure.language
    for section in sample(name).brochure.sections:
        if not section.hidden:
            assert "".join(to_plain(section.title, language).split()).lower() in joined
    document = pypdfium2.PdfDocument(path)
    page = document[0]
    corner = page.render(scale=0.2).to_pil().convert("L")
    page.close()
    document.close()
    assert corner.getpixel((0, 0)) > 200
    assert _share(corner, 200, 256) > 0.25, "a dark page would cost the reader's ink"


FAULTY = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Faulty</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'"></head>
<body onload="x()"><div style="width: 900px">wide</div><img src="picture.png"><a href="#nowhere">x</a>
<script>x()</script></body></html>"""


def test_the_browser_notices_what_is_wrong(seen: Seen) -> None:
    facts = seen["faulty", "light"]
    assert any(each.startswith("image-alt:") for each in facts["axe"]["390"]["violations"])
    assert any(each.startswith("html-has-lang:") for each in facts["axe"]["1200"]["violations"])
    assert facts["scripts"] == 1
    assert facts["handlers"] == ["onload"]
    assert any(each.startswith("img-src") for each in facts["refused"])
    assert len(facts["targets"]) == 1
    assert facts["images"][0][1] == 0


def _share(picture: Picture.Image, low: int, high: int) -> float:
    """Return the share of a grey picture's pixels that are from `low` to below `high`."""
    return sum(picture.histogram()[low:high]) / (picture.width * picture.height)
