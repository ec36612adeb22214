from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from editor.files.atomic import clear_leftovers, write_atomically
from editor.files.errors import FileError


def test_writes_a_new_file_and_replaces_an_old_one(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    assert write_atomically(path, b"one")
    assert write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_keeps_the_mode_and_follows_a_link(tmp_path: Path) -> None:
    path, link = tmp_path / "a.html", tmp_path / "link.html"
    path.write_bytes(b"old")
    path.chmod(0o640)
    link.symlink_to(path)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_failure_is_one_sentence_and_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError, match=r"“a.pdf” could not be written .* no space left on device") as caught:
        write_atomically(path, b"new")
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_vanished_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="does not exist"):
        write_atomically(tmp_path / "gone" / "a.pdf", b"new")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileError, match="does not exist"):
        write_atomically(tmp_path / "file" / "a.pdf", b"new")


def test_asks_at_the_last_moment(tmp_path: Path) -> None:
    path = tmp_path / "a.brochure"
    path.write_bytes(b"theirs")
    assert not write_atomically(path, b"ours", lambda: False)
    assert path.read_bytes() == b"theirs"
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_program_left_is_cleared_away_but_nothing_else(tmp_path: Path) -> None:
    names = [".a.pdf.0123abcd.tmp", ".a.pdf.89abcdef.tmp", ".b.pdf.0123abcd.tmp", ".a.pdf.notes.tmp", "a.pdf"]
    for name in names:
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (0, 0))
    (tmp_path / names[1]).write_bytes(b"being written")
    clear_leftovers(tmp_path / "a.pdf")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names[1:])
