"""WeasyPrint's libraries are found by the system's loader, and their functions in tables made once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import cffi, ctypes.util, pathlib, sys
started = []
sys.addaudithook(lambda event, _: started.append(event) if event == "subprocess.Popen" else None)
before = ctypes.util.find_library, cffi.FFI
from editor.render.libraries import load_engine
load_engine(pathlib.Path(sys.argv[1]))
import weasyprint.text.ffi as engine
assert (ctypes.util.find_library, cffi.FFI) == before
size = engine.ffi.sizeof("PangoGlyphInfo"), engine.pango.PANGO_GLYPH_EMPTY
print(len(started), engine.harfbuzz_subset is not None, "pycparser" in sys.modules, *size)
"""


def started(root: Path, cache: Path) -> list[str]:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(cache)], cwd=root, capture_output=True, text=True, check=True
    )
    return ran.stdout.split()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere libraries are searched for")
def test_no_process_is_started_to_find_libraries(root: Path, tmp_path: Path) -> None:
    assert started(root, tmp_path)[:2] == ["0", "True"]


def test_declarations_are_parsed_once_and_read_again(root: Path, tmp_path: Path) -> None:
    first = started(root, tmp_path / "new")
    again = started(root, tmp_path / "new")
    assert (first[2], again[2]) == ("True", "False"), "only the first start needs the parser"
    assert first[3:] == again[3:]
    (kept,) = (tmp_path / "new" / "engine").iterdir()
    kept.write_bytes(kept.read_bytes().replace(b"PANGO_GLYPH_EMPTY", b"PANGO_GLYPH_EMPTZ"))
    assert started(root, tmp_path / "new")[2:] == first[2:], "a damaged file is made again"


def test_an_unwritable_cache_does_not_matter(root: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert started(root, tmp_path / "file")[1] == "True"


SHEETS = """
import pathlib, sys
from editor.render.libraries import load_engine
load_engine(pathlib.Path(sys.argv[1]))
from weasyprint import CSS, html
def rules(sheet):
    return sum(len(each) for each in vars(sheet.matcher).values() if isinstance(each, (dict, list)))
again = CSS(string=html.UA), CSS(string=html.PH)
print(rules(html.UA_STYLESHEET) == rules(again[0]) > 40, rules(html.PH_STYLESHEET), rules(again[1]) > 5)
"""


def test_the_sheet_of_html_is_whole_and_those_not_asked_for_are_left_out(root: Path, tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", SHEETS, str(tmp_path)], cwd=root, capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == ["True", "0", "True"]


EXPORT = """
import sys
started = []
sys.addaudithook(lambda event, _: started.append(event) if event == "subprocess.Popen" else None)
from editor import cli
code = cli.main(["export", sys.argv[1], "--to", "pdf", "-o", sys.argv[2], "--draft"])
print(code, len(started), "pycparser" in sys.modules, "fontTools.subset" in sys.modules)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere libraries are searched for")
def test_an_export_starts_so_too(root: Path, tmp_path: Path) -> None:
    from editor import cli

    document = tmp_path / "clinic.brochure"
    assert cli.main(["new", str(document), "--starter", "blank"]) == 0
    command = [sys.executable, "-c", EXPORT, str(document), str(tmp_path / "clinic.pdf")]
    for _ in range(2):
        ran = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "0 0 False False"
