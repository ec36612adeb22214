"""The static typefaces: what they are, the cache they live in, and what a PDF and a web page get of them."""

from __future__ import annotations

import importlib.util
import json
import logging
import os
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pikepdf
import pytest
import uharfbuzz
from fontTools.ttLib import TTFont

from editor.render import faces as faces_module
from editor.render.face_data import package_folder
from editor.render.faces import (
    DISPLAY,
    FACES,
    FALLBACK,
    SANS,
    SERIF,
    Face,
    FaceError,
    FaceFile,
    ensure_faces,
    font_face_css,
    read_coverage,
    subset_woff2,
)
from editor.render.kept_files import default_cache

ONE = (FACES[0],)
SAMPLE = "Affinity AVAW Té 0123 “ffl” Größe Ωμέγα Живот 1/2"


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def made(cache: Path) -> tuple[FaceFile, ...]:
    return ensure_faces(cache)


def load(path: Path) -> TTFont:
    return TTFont(BytesIO(path.read_bytes()), lazy=True)


def face_of(made: tuple[FaceFile, ...], family: str, style: str = "normal", weight: int = 400) -> FaceFile:
    wanted = (family, style, weight)
    return next(f for f in made if (f.face.family, f.face.style, f.face.weight) == wanted)


def shape(font: uharfbuzz.Font, features: dict[str, bool]) -> list[tuple[int, ...]]:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(SAMPLE)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer, features)
    return [(p.x_advance, p.x_offset, p.y_offset) for p in buffer.glyph_positions]


# The fonts


def test_every_face_is_static_truetype_with_outlines(made: tuple[FaceFile, ...]) -> None:
    assert [file.face for file in made] == list(FACES)
    for file in made:
        font = load(file.path)
        assert {"glyf", "loca", "cmap", "GSUB", "GPOS", "name", "OS/2"} <= set(font.keys())
        assert not {"fvar", "gvar", "avar", "HVAR", "MVAR", "STAT", "CFF ", "CFF2"} & set(font.keys())
        assert font["maxp"].numGlyphs > 900


def test_weight_style_and_names_agree(made: tuple[FaceFile, ...]) -> None:
    for file in made:
        face, font = file.face, load(file.path)
        italic, bold = face.style == "italic", face.weight == 700
        assert font["OS/2"].usWeightClass == face.weight
        assert font["head"].macStyle == bold + 2 * italic
        selection = font["OS/2"].fsSelection
        assert selection & 0b1100001 == italic | bold << 5 | (not italic and not bold) << 6
        assert selection & 1 << 7, "the line height comes from the typographic metrics"
        names = {name_id: str(font["name"].getName(name_id, 3, 1)) for name_id in (1, 2, 4, 6, 16, 17)}
        assert names[16] == face.family
        assert names[17] == face.style_name
        assert names[4] == f"{face.family} {face.style_name}"
        assert names[6] == file.path.stem


def test_programs_that_know_only_bold_and_italic_find_four_to_a_family(made: tuple[FaceFile, ...]) -> None:
    pairs = [
        (str(font["name"].getName(1, 3, 1)), str(font["name"].getName(2, 3, 1)))
        for font in (load(file.path) for file in made)
    ]
    assert len(set(pairs)) == len(pairs)
    assert {style for _, style in pairs} == {"Regular", "Italic", "Bold", "Bold Italic"}
    assert ("Candor Serif SemiBold", "Italic") in pairs


def test_licence_travels_with_the_font_and_reserved_names_do_not(made: tuple[FaceFile, ...]) -> None:
    for file in made:
        names = load(file.path)["name"]
        assert "Open Font License" in names.getDebugName(13)
        assert names.getDebugName(0)
        for name_id in (1, 4, 6, 16):
            assert not {"Source", "Inter", "Noto"} & set(names.getDebugName(name_id).split())


@pytest.mark.parametrize("family", [SERIF, DISPLAY, SANS, FALLBACK])
@pytest.mark.parametrize("features", [{}, {"smcp": True, "onum": True}, {"frac": True}])
def test_a_face_sets_text_as_the_variable_font_does_there(
    made: tuple[FaceFile, ...], family: str, features: dict[str, bool]
) -> None:
    for file in (file for file in made if file.face.family == family):
        source = package_folder(file.face.package) / file.face.file
        variable = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(source))))
        variable.set_variations(dict(file.face.axes))
        static = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file.path))))
        for ours, theirs in zip(shape(static, features), shape(variable, features), strict=True):
            assert ours == pytest.approx(theirs, abs=2), file.path.name  # in font units: rounding only


def test_text_and_display_differ_by_optical_size(made: tuple[FaceFile, ...]) -> None:
    widths = [
        sum(
            advance
            for advance, _, _ in shape(
                uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(face_of(made, f).path)))), {}
            )
        )
        for f in (SERIF, DISPLAY)
    ]
    assert widths[0] > 1.05 * widths[1]


# The cache


def test_a_second_call_makes_nothing(
    cache: Path, made: tuple[FaceFile, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(faces_module, "_write_all", lambda *_: pytest.fail("made again"))
    calls: list[tuple[int, int]] = []
    assert ensure_faces(cache, lambda *step: calls.append(step)) == made
    assert ensure_faces(cache, verify=True) == made
    assert calls == []


def test_a_filled_cache_needs_neither_fonttools_nor_harfbuzz(cache: Path, made: tuple[FaceFile, ...]) -> None:
    code = (
        "import sys; from pathlib import Path; from editor.render.faces import *\n"
        f"files = ensure_faces(Path({str(cache)!r}))\n"
        "missing_characters(read_coverage(files), [SERIF], 'a')\n"
        "sys.exit(bool({'fontTools', 'uharfbuzz', 'weasyprint'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_progress_counts_the_faces(tmp_path: Path) -> None:
    calls: list[tuple[int, int]] = []
    ensure_faces(tmp_path, lambda *step: calls.append(step), faces=FACES[:2])
    assert calls == [(0, 2), (1, 2), (2, 2)]


def test_two_makers_write_the_same_bytes(tmp_path: Path) -> None:
    first, second = (ensure_faces(tmp_path / name, faces=FACES[:2])[0].path.parent for name in "ab")
    assert first.name == second.name
    names = sorted(path.name for path in first.iterdir())
    assert names == ["CandorSerif-Italic.ttf", "CandorSerif-Regular.ttf", "coverage.json", "manifest.json"]
    for name in names:
        assert (first / name).read_bytes() == (second / name).read_bytes()


@pytest.mark.parametrize("damage", ["truncated", "missing", "coverage", "manifest", "manifest-shape"])
def test_a_damaged_cache_is_found_and_made_again(
    tmp_path: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    (file,) = ensure_faces(tmp_path, faces=ONE)
    folder, good = file.path.parent, file.path.read_bytes()
    match damage:
        case "truncated":
            file.path.write_bytes(good[:1000])
        case "missing":
            file.path.unlink()
        case "coverage":
            (folder / "coverage.json").write_bytes(b"{")
        case "manifest":
            (folder / "manifest.json").write_bytes(b"\xff")
        case "manifest-shape":
            (folder / "manifest.json").write_text(json.dumps({file.path.name: 7}))
    assert ensure_faces(tmp_path, faces=ONE) == (file,)
    assert file.path.read_bytes() == good
    assert read_coverage([file])[SERIF]
    assert "made again" in caplog.text


def test_a_changed_byte_is_found_when_asked_to_verify(tmp_path: Path) -> None:
    (file,) = ensure_faces(tmp_path, faces=ONE)
    good = file.path.read_bytes()
    file.path.write_bytes(good[:5000] + bytes([good[5000] ^ 1]) + good[5001:])
    ensure_faces(tmp_path, faces=ONE)
    assert file.path.read_bytes() != good
    ensure_faces(tmp_path, faces=ONE, verify=True)
    assert file.path.read_bytes() == good


def test_other_faces_get_another_folder_and_old_ones_are_removed(tmp_path: Path) -> None:
    for age, name in enumerate("abcde"):
        (tmp_path / f"faces-{name}").mkdir()
        os.utime(tmp_path / f"faces-{name}", (1_000_000 - age, 1_000_000 - age))
    (tmp_path / "unrelated").mkdir()
    (file,) = ensure_faces(tmp_path, faces=ONE)
    kept = {path.name for path in tmp_path.iterdir()}
    assert kept == {"unrelated", "faces-a", "faces-b", "faces-c", file.path.parent.name}
    (other,) = ensure_faces(tmp_path, faces=(replace(FACES[0], axes=(("opsz", 9.0), ("wght", 400.0))),))
    assert other.path.parent != file.path.parent


def test_a_cache_that_cannot_be_written_gives_way_to_a_temporary_folder(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("")
    (file,) = ensure_faces(blocked, faces=ONE)
    assert file.path.is_file()
    assert tmp_path not in file.path.parents
    assert [record.levelno for record in caplog.records] == [logging.WARNING]


def test_nowhere_to_write_is_said_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(faces_module, "_write_all", full)
    with pytest.raises(FaceError, match=r"No space left.*Free some space.*CANDOR_CACHE"):
        ensure_faces(tmp_path, faces=ONE)
    assert list(tmp_path.iterdir()) == []


def test_default_cache_can_be_chosen(tmp_path: Path) -> None:
    assert default_cache({"CANDOR_CACHE": str(tmp_path)}) == tmp_path
    assert default_cache({"CANDOR_CACHE": " "}) == default_cache({})
    assert "candor" in default_cache({}).parts


# Packages that are missing or damaged


def pretend(monkeypatch: pytest.MonkeyPatch, folder: Path | None) -> None:
    """Let the package of `face` be in `folder`, or nowhere."""
    found = importlib.util.find_spec

    def find(name: str) -> object:
        if name != FACES[0].package:
            return found(name)
        return folder and SimpleNamespace(submodule_search_locations=[str(folder)])

    monkeypatch.setattr(importlib.util, "find_spec", find)


def test_a_missing_package_is_named_with_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(monkeypatch, None)
    with pytest.raises(FaceError, match=r"fontpkg-source-serif-4 is not installed.*pip install") as caught:
        ensure_faces(tmp_path, faces=ONE)
    assert str(caught.value).count("\n") == 0


def test_a_missing_font_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(monkeypatch, tmp_path)
    with pytest.raises(FaceError, match=r"lacks the file SourceSerif4\[opsz,wght\]\.ttf"):
        ensure_faces(tmp_path, faces=ONE)


@pytest.mark.parametrize("content", [b"", b"not a font", b"half", b"most", b"other"])
def test_a_damaged_font_file_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    inter = package_folder("fontpkg_inter") / "files/Inter[opsz,wght].ttf"
    source = package_folder(FACES[0].package) / FACES[0].file
    whole = source.read_bytes()
    files = {b"half": whole[:60_000], b"most": whole[:-9], b"other": inter.read_bytes()}
    content = files.get(content, content)
    face = (
        replace(FACES[0], axes=(("wght", 400.0), ("wdth", 100.0))) if content == files[b"other"] else FACES[0]
    )
    (tmp_path / "files").mkdir()
    (tmp_path / face.file).write_bytes(content)
    pretend(monkeypatch, tmp_path)
    with pytest.raises(FaceError, match=r"SourceSerif4\[opsz,wght\]\.ttf"):
        ensure_faces(tmp_path / "cache", faces=(face,))
    assert not (tmp_path / "cache").exists()


# What the pages get


def test_css_names_each_face_and_cannot_be_broken_out_of() -> None:
    face = Face(SANS, "italic", 700, "p", "f", ())
    css = font_face_css([FaceFile(face, Path("x.ttf"))], lambda file: 'a"b\\c</style>\n' + file.path.name)
    assert css == (
        '@font-face { font-family: "Candor Sans"; font-style: italic; font-weight: 700; '
        'src: url("a\\22 b\\5c c\\3c /style>\\a x.ttf") }\n'
    )


def test_a_pdf_embeds_each_face_as_truetype(made: tuple[FaceFile, ...]) -> None:
    weasyprint = pytest.importorskip("weasyprint")
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    css = weasyprint.CSS(string=font_face_css(made, lambda f: f.path.as_uri()), font_config=fonts)
    lines = "".join(
        f"<p style=\"font: {f.face.style} {f.face.weight} 10pt '{f.face.family}'\">{SAMPLE}</p>" for f in made
    )
    data = weasyprint.HTML(string=lines).write_pdf(stylesheets=[css], font_config=fonts)
    embedded: dict[str, bytes] = {}
    with pikepdf.open(BytesIO(data)) as pdf:
        for font in pdf.pages[0].Resources.Font.values():
            assert font.Subtype == "/Type0"
            descendant = font.DescendantFonts[0]
            assert descendant.Subtype == "/CIDFontType2"
            name = str(font.BaseFont).split("+")[1]
            embedded[name] = descendant.FontDescriptor.FontFile2.read_bytes()
    # As many fonts as faces: none was slanted or thickened from another, none came from the system.
    assert sorted(embedded) == sorted(
        f"{file.face.family} {file.face.style_name}".replace(" Regular", "").replace("SemiBold", "Semi-Bold")
        .replace(" ", "-")
        for file in made
    )  # fmt: skip
    for file in made:
        name = f"{file.face.family} {file.face.style_name}".replace(" Regular", "")
        part = TTFont(BytesIO(embedded[name.replace("SemiBold", "Semi-Bold").replace(" ", "-")]), lazy=True)
        whole = load(file.path)
        glyph = whole.getBestCmap()[ord("A")]
        assert part["hmtx"].metrics[part.getGlyphName(whole.getGlyphID(glyph))] == whole["hmtx"][glyph]


def test_web_font_has_what_the_page_needs_and_no_more(made: tuple[FaceFile, ...]) -> None:
    whole = face_of(made, SERIF)
    data = subset_woff2(whole, "Größe\u0301 →")
    assert data[:4] == b"wOF2"
    assert len(data) < 25_000
    font = TTFont(BytesIO(data))
    wanted = set(range(0x20, 0x7F)) | set(map(ord, "öß→é\u0301"))
    assert wanted <= set(font.getBestCmap())
    assert len(font.getBestCmap()) < len(wanted) + 10
    features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert {"liga", "smcp", "onum"} <= features
    assert "frac" not in features
    assert "kern" in {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}
    assert "Open Font License" in font["name"].getDebugName(13)
    assert font["name"].getDebugName(16) == SERIF
    original = load(whole.path)
    for char in map(ord, "Gß→"):
        ours, theirs = font.getBestCmap()[char], original.getBestCmap()[char]
        assert (
            font["glyf"][ours].getCoordinates(font["glyf"])[0]
            == (original["glyf"][theirs].getCoordinates(original["glyf"])[0])
        )


def test_web_font_without_ascii_holds_only_the_text(made: tuple[FaceFile, ...]) -> None:
    data = subset_woff2(face_of(made, FALLBACK), "ʃ", features=(), basic_ascii=False)
    assert set(TTFont(BytesIO(data)).getBestCmap()) == {ord("ʃ")}


def test_a_face_file_that_vanished_is_named(tmp_path: Path) -> None:
    with pytest.raises(FaceError, match=r"gone\.ttf"):
        subset_woff2(FaceFile(FACES[0], tmp_path / "gone.ttf"), "a")
