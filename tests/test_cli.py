"""The command line as a user calls it, in this process; the wheel's test calls it in one of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from editor import cli
from editor.core import edits
from editor.files.document import Document
from editor.files.importing import import_file
from editor.files.workspace import Workspace


@pytest.fixture
def brochure(tmp_path: Path) -> Path:
    path = tmp_path / "hair.brochure"
    assert cli.main(["new", str(path), "--starter", "blank"]) == 0
    return path


def test_new_makes_a_document_and_replaces_none(brochure: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = brochure.read_bytes()
    assert before.startswith(b"SQLite format 3")
    assert cli.main(["new", str(brochure), "--starter", "blank"]) == 2
    assert "exists already and was left as it is" in capsys.readouterr().err
    assert brochure.read_bytes() == before
    assert cli.main(["new", str(brochure), "--starter", "blank", "--force"]) == 0


def test_an_unknown_starter_is_refused_with_the_known_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["new", str(tmp_path / "x.brochure"), "--starter", "nonsense"]) == 2
    assert "hair-restoration" in capsys.readouterr().err
    assert not (tmp_path / "x.brochure").exists()


@pytest.mark.parametrize(
    ("product", "suffix", "start"),
    [("html", ".html", b"<!DOCTYPE html>"), ("pdf", ".pdf", b"%PDF"), ("sheets", ".pdf", b"%PDF")],
)
def test_export_writes_the_named_file(
    brochure: Path, tmp_path: Path, product: str, suffix: str, start: bytes
) -> None:
    out = tmp_path / f"out{suffix}"
    assert cli.main(["export", str(brochure), "--to", product, "-o", str(out)]) == 0
    assert out.read_bytes().lstrip().startswith(start)


def test_export_of_images_writes_one_a_page(brochure: Path, tmp_path: Path) -> None:
    assert cli.main(["export", str(brochure), "--to", "png", "-o", str(tmp_path / "page.png")]) == 0
    pages = sorted(path.name for path in tmp_path.glob("*.png"))
    assert len(pages) > 1
    assert pages[0] == "page-1.png"


def test_a_page_with_an_address_comes_with_the_picture_for_links(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "a.md"
    source.write_text("# Hair\n\nAn opening.\n\n## One\n\nIt grows.\n")
    imported = import_file(source).brochure
    with_address = edits.change_brochure(imported, public_url="https://clinic.example/leaflets/hair.html")
    path = tmp_path / "a.brochure"
    document = Document.create(Workspace(tmp_path / "data"), with_address, {})
    document.publish_as(path)
    document.close()
    assert cli.main(["export", str(path), "--to", "html", "-o", str(tmp_path / "out.html")]) == 0
    page = (tmp_path / "out.html").read_text()
    assert '<meta property="og:image" content="https://clinic.example/leaflets/cover.png">' in page
    assert (tmp_path / "out-cover.png").read_bytes().startswith(b"\x89PNG")
    assert "https://clinic.example/leaflets/cover.png" in capsys.readouterr().err


def test_export_in_another_form(brochure: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "out.pdf")
    assert cli.main(["export", str(brochure), "--to", "pdf", "-o", out, "--form", "handout-a4"]) == 0
    assert cli.main(["export", str(brochure), "--to", "pdf", "-o", out, "--form", "scroll"]) == 2
    assert "tri-fold-a4" in capsys.readouterr().err


def test_export_into_a_folder_that_is_not_there(brochure: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["export", str(brochure), "--to", "html", "-o", "/nowhere/at/all.html"]) == 2
    assert "/nowhere/at" in capsys.readouterr().err


def test_a_file_that_is_no_brochure_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "letter.brochure"
    path.write_text("Dear Sir or Madam")
    assert cli.main(["check", str(path)]) == 2
    error = capsys.readouterr().err
    assert "letter.brochure" in error
    assert "Traceback" not in error
    assert path.read_text() == "Dear Sir or Madam"


@pytest.fixture
def flawed(tmp_path: Path) -> Path:
    source = tmp_path / "flawed.md"
    source.write_text(
        "# Hair\n\nAn opening.\n\n## One\n\nIt grows[^nobody].\n\n## Two\n\n" + "Many words. " * 4000
    )
    path = tmp_path / "flawed.brochure"
    assert cli.main(["import", str(source), "-o", str(path)]) == 0
    return path


def test_export_says_what_does_not_fit(
    flawed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    out = tmp_path / "out.pdf"
    assert cli.main(["export", str(flawed), "--to", "pdf", "-o", str(out), "--override", "A proof"]) == 0
    error = capsys.readouterr().err
    assert "does not fit in Inside" in error
    assert "[citation-unresolved]" in error


def test_doctor_finds_this_machine_sound(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["doctor"]) == 0
    out = capsys.readouterr().out
    assert "weasyprint: 70.0" in out
    assert "missing" not in out


@pytest.mark.parametrize(
    "arguments", [[], ["paint"], ["export", "x.brochure"], ["export", "x", "--to", "gif", "-o", "y"]]
)
def test_bad_use_ends_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(arguments)
    assert caught.value.code == 2


def test_no_command_but_open_imports_qt(brochure: Path, tmp_path: Path, root: Path) -> None:
    code = (
        "import sys; from editor import cli\n"
        f"for args in (['check', {str(brochure)!r}], ['export', {str(brochure)!r}, '--to', 'html', '-o', 'o.html']):\n"
        "    assert cli.main(args) == 0\n"
        "assert not [m for m in sys.modules if m.startswith(('PySide6', 'shiboken6'))]"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(root), "PATH": ""},
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_pipe_that_knows_few_characters_gets_the_others_by_number(
    tmp_path: Path, options: list[str]
) -> None:
    text = tmp_path / "a.txt"
    text.write_text("It cures hair loss \N{EM DASH} \N{HAIRCUT}.\n" * 2, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "editor", "check", *options, str(text)],
        env={"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 1, done.stderr
    assert "This is not legal advice." in done.stdout
    if options:
        assert "\N{HAIRCUT}" in json.loads(done.stdout)["findings"][0]["sentence"]


def test_a_reader_that_has_had_enough_is_no_mistake(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("We cure hair loss.\n" * 5_000)
    command = [sys.executable, "-m", "editor", "check", str(text)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 2
