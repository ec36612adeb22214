"""What takes long to work out is worked out once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from editor.render import kept_files
from editor.render.kept_files import made_once


class Counted:
    """Makes a value and counts how often."""

    def __init__(self, value: object) -> None:
        self.value, self.times = value, 0

    def __call__(self) -> object:
        self.times += 1
        return self.value


def test_a_value_is_made_once(tmp_path: Path) -> None:
    make = Counted({"a": (1, "b", b"c", 2.5)})
    assert [made_once(tmp_path, "values", b"x", make) for _ in range(3)] == [make.value] * 3
    assert make.times == 1
    made_once(tmp_path, "values", b"other", make)
    made_once(tmp_path, "others", b"x", make)
    assert make.times == 3, "of other things, and under another name, it is made anew"


@pytest.mark.parametrize("damage", [b"", b"short", b"0" * 100])
def test_a_damaged_file_is_made_again(tmp_path: Path, damage: bytes) -> None:
    make = Counted((1, 2))
    made_once(tmp_path, "values", b"x", make)
    (file,) = (tmp_path / "values").iterdir()
    file.write_bytes(damage)
    assert made_once(tmp_path, "values", b"x", make) == (1, 2)
    assert made_once(tmp_path, "values", b"x", make) == (1, 2)
    assert make.times == 2


def test_what_cannot_be_kept_is_made_each_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    make = Counted([])
    for _ in range(2):
        assert made_once(tmp_path / "file", "values", b"x", make) == []
    other = Counted(tmp_path)  # of a kind that cannot be written
    for _ in range(2):
        assert made_once(tmp_path, "values", b"x", other) == tmp_path
    assert (make.times, other.times) == (2, 2)


def test_the_oldest_files_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_files, "MOST", 2)
    for number in range(3):
        made_once(tmp_path, "values", bytes([number]), Counted(number))
        for file in (tmp_path / "values").iterdir():
            os.utime(file, (file.stat().st_mtime - 10,) * 2)
    again = [Counted(number) for number in range(3)]
    for number in (2, 1, 0):
        made_once(tmp_path, "values", bytes([number]), again[number])
    assert [each.times for each in again] == [1, 0, 0]


@pytest.mark.skipif(os.name != "posix", reason="rights are another thing elsewhere")
def test_what_others_could_have_written_is_not_read(tmp_path: Path) -> None:
    make = Counted(1)
    made_once(tmp_path, "values", b"x", make)
    (file,) = (tmp_path / "values").iterdir()
    file.chmod(0o666)
    made_once(tmp_path, "values", b"x", make)
    assert make.times == 2
    made_once(tmp_path, "values", b"x", make)
    assert make.times == 2
