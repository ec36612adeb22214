from __future__ import annotations

import base64
import io

import PIL.Image
import pytest

from editor.files.images import ImageError, read_image, safe_picture

XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


def _svg(inside: str, attributes: str = 'viewBox="0 0 400 300"', before: str = "") -> bytes:
    return f'{before}<svg xmlns="http://www.w3.org/2000/svg" {XLINK} {attributes}>{inside}</svg>'.encode()


def _kept(inside: str) -> str:
    return read_image(_svg(inside), "logo.svg")[1].decode()


def _png(text: bytes = b"") -> str:
    out = io.BytesIO()
    PIL.Image.new("RGB", (3, 2), "red").save(out, "PNG")
    data = out.getvalue()
    return "data:image/png;base64," + base64.b64encode(data + text).decode()


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 400 300"', (400, 300)),
        ('width="400" height="300"', (400, 300)),
        ('width="50mm" height="2in"', (197, 200)),
        ('width="100%" height="100%" viewBox="0 0 24 12"', (200, 100)),
        ('width="10cm" height="10cm" viewBox="0 0 400 400"', (400, 400)),
        ('width="800px" height="400" viewBox="0 0 100 100"', (800, 400)),
        ('viewBox="-5,-5 1e3 0.5e3"', (1000, 500)),
        ('viewBox="0 0 2000000 1000000"', (100_000, 50_000)),
    ],
)
def test_its_size_in_pixels(attributes: str, size: tuple[int, int]) -> None:
    image, kept = read_image(_svg("<path d='M0 0h9'/>", attributes), "x")
    assert (image.width, image.height) == pytest.approx(size, abs=0)
    assert f'width="{image.width}"'.encode() in kept
    assert b"viewBox=" in kept


@pytest.mark.parametrize(
    "attributes", ["", 'width="100%"', 'viewBox="0 0 0 10"', 'viewBox="0 0 1e6 1"', 'viewBox="a"']
)
def test_without_a_usable_size_it_is_refused(attributes: str) -> None:
    with pytest.raises(ImageError):
        read_image(_svg("", attributes), "x")


def test_cleaning_twice_changes_nothing_more() -> None:
    inside = """<defs><linearGradient id="a"><stop offset="0" stop-color="#fff"/></linearGradient></defs>
        <style>.b{fill:url(#a)} .c > .d{stroke:red}</style><title>A &amp; B &lt;</title>
        <text x="3" xml:space="preserve">é “x” <tspan>y</tspan> z</text>
        <use xlink:href="#a"/><g class="b"/>"""
    image, kept = read_image(_svg(inside), "x")
    assert read_image(kept, "x") == (image, kept)
    assert safe_picture(kept) == kept
    assert "é “x”" in kept.decode()


def test_an_editors_private_data_are_dropped() -> None:
    kept = _kept(
        '<!-- me --><?php x?><metadata><rdf:RDF xmlns:rdf="r"><script/></rdf:RDF></metadata>'
        '<i:view xmlns:i="http://inkscape" i:a="1"><script>alert(1)</script></i:view>'
        '<path xmlns:i="http://inkscape" i:b="2" data-name="n" d="M0 0" style="-inkscape-x:1;fill : red"/>'
    )
    assert kept.endswith('><path d="M0 0" style="fill:red" /></svg>')


def test_a_bare_document_type_as_illustrator_writes_it_is_fine() -> None:
    before = (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"'
        ' "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    )
    assert b"DOCTYPE" not in read_image(_svg("<g/>", before=before), "x")[1]


def test_utf_16_and_missing_namespace_are_read() -> None:
    text = '<?xml version="1.0" encoding="utf-16"?><svg viewBox="0 0 300 300"><g/></svg>'
    assert b'xmlns="http://www.w3.org/2000/svg"' in read_image(text.encode("utf-16"), "x")[1]


def test_a_link_becomes_a_group_and_a_picture_inside_loses_what_follows_it() -> None:
    assert "example" not in _kept('<a xlink:href="https://example.org/"><g/></a>')
    kept = _kept(f'<image href="{_png(b"SECRET")}" width="9"/>')
    assert f'xlink:href="{_png()}"' in kept


REFUSED = {
    "script": "<script>alert(1)</script>",
    "handler": '<g onclick="x()"/>',
    "foreign object": "<foreignObject><p>x</p></foreignObject>",
    "animation": '<rect><animate attributeName="x"/></rect>',
    "filter": '<filter id="f"><feGaussianBlur/></filter>',
    "picture from the network": '<image xlink:href="http://example.org/a.png"/>',
    "picture from the disk": '<image href="file:///etc/passwd"/>',
    "svg in svg": '<image href="data:image/svg+xml;base64,PHN2Zy8+"/>',
    "damaged picture": '<image href="data:image/png;base64,iVBORw0KGgo="/>',
    "use from outside": '<use href="other.svg#a"/>',
    "paint from outside": '<rect fill="url(http://example.org/#a)"/>',
    "quoted paint from outside": "<rect fill=\"URL( 'https://example.org/#a' )\"/>",
    "style from outside": '<rect style="fill:url(//example.org/a)"/>',
    "escaped style": '<rect style="fill:u\\72l(//example.org/a)"/>',
    "split by a comment": '<rect style="fill:u/**/rl(//example.org/a)"/>',
    "style sheet with import": "<style>@import 'http://example.org/a.css';</style>",
    "style sheet with url": "<style>g{fill:url(x.svg#a)}</style>",
    "element in style": "<style><g/></style>",
    "unknown element": "<blink/>",
    "unclosed": "<g>",
    "use of itself": '<g id="a"><use href="#a"/></g>',
    "pattern of itself": '<pattern id="p"><rect fill="url(#p)"/></pattern>',
    "class of itself": '<style>.k{fill:url(#p)}</style><pattern id="p"><rect class="k"/></pattern>',
    "too deep": "<g>" * 100 + "</g>" * 100,
    "too many": "<g/>" * 50_001,
    "too many to draw in time": "<rect/>" * 20_001,
    "too long a path": f'<path d="{"L1 2 3 4" * 110_000}"/>',
    "marker at every vertex": '<marker id="m">'
    + "<g/>" * 500
    + f'</marker><path marker-mid="url(#m)" d="{"h1 " * 900}"/>',
    "billion laughs by use": '<g id="a0"><rect/></g>'
    + "".join(f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 12)),
    "chain of uses": '<g id="a0"/>' + "".join(f'<use id="a{n}" href="#a{n - 1}"/>' for n in range(1, 3000)),
}


@pytest.mark.parametrize("inside", REFUSED.values(), ids=REFUSED.keys())
def test_what_runs_loads_or_hangs_is_refused_in_a_sentence(inside: str) -> None:
    with pytest.raises(ImageError, match=r"logo\.svg") as caught:
        read_image(_svg(inside), "logo.svg")
    assert "\n" not in str(caught.value)
    assert safe_picture(_svg(inside)) is None


@pytest.mark.parametrize(
    "data",
    [
        _svg("&a;", before='<!DOCTYPE svg [<!ENTITY a "b">]>'),
        _svg("&a;", before='<!DOCTYPE svg SYSTEM "file:///etc/passwd">'),
        _svg("", before='<!DOCTYPE svg [<!ATTLIST svg onload CDATA "x()">]>'),
        b"<html><body>not found</body></html>",
        b'<x:svg xmlns:x="http://www.w3.org/1999/xhtml" viewBox="0 0 9 9"/>',
        b"<?xml version='1.0' encoding='ebcdic'?><svg/>",
        b"<" + b"\xff" * 50,
        b"<",
    ],
)
def test_what_is_no_drawing_of_ours_is_refused(data: bytes) -> None:
    with pytest.raises(ImageError):
        read_image(data, "x.svg")


def test_use_of_a_symbol_is_kept() -> None:
    kept = _kept('<symbol id="s"><path d="M0 0"/></symbol><use href="#s" x="3"/><use href="#s" x="9"/>')
    assert kept.count('xlink:href="#s"') == 2
