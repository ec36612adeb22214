from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.core.brochure import Person
from editor.files.errors import FileError
from editor.files.settings import MAX_RECENT, Settings, load_settings, save_settings, settings_path


def test_round_trip_makes_the_folder(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.json"
    ours = Settings(recent=("/a.brochure",), zoom=1.25, window="AAEC")
    save_settings(ours, path)
    assert load_settings(path) == ours


def test_who_decides_is_remembered(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    assert Settings().person is None
    save_settings(Settings().with_person(Person("Ada", "doctor")), path)
    assert load_settings(path).person == Person("Ada", "doctor")
    path.write_text(json.dumps({"person_name": "  ", "person_role": "doctor"}))
    assert load_settings(path).person is None


def test_what_is_damaged_falls_back_alone(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"recent": ["/a"], "zoom": "large", "window": "not base64!", "unknown": 1}))
    assert load_settings(path) == Settings(recent=("/a",))


@pytest.mark.parametrize("data", [b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b""])
def test_what_is_no_settings_is_moved_aside(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(data)
    assert load_settings(path) == Settings()
    assert (tmp_path / "settings.json.damaged").read_bytes() == data


def test_no_settings_are_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.json") == Settings()


_SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
_ANYTHING = _SCALARS | st.lists(_SCALARS, max_size=3)


@settings(max_examples=30, deadline=None)
@given(st.dictionaries(st.sampled_from(list(Settings.__dataclass_fields__)), _ANYTHING))
def test_no_json_is_fatal(tmp_path_factory: pytest.TempPathFactory, data: object) -> None:
    path = tmp_path_factory.getbasetemp() / "any-settings.json"
    path.write_text(json.dumps(data), "utf-8")
    assert isinstance(load_settings(path), Settings)


def test_recent_files_are_newest_first_once_each_and_few(tmp_path: Path) -> None:
    ours = Settings()
    paths = [tmp_path / f"{number}.brochure" for number in range(MAX_RECENT + 3)]
    for path in paths:
        path.touch()
        ours = ours.with_recent(path)
    ours = ours.with_recent(paths[-2])
    assert ours.recent_files()[:2] == (paths[-2], paths[-1])
    assert len(ours.recent) == MAX_RECENT
    paths[-1].unlink()
    assert paths[-1] not in ours.recent_files()
    assert str(paths[-2]) not in ours.without_recent(tmp_path / "." / paths[-2].name).recent


def test_the_place_can_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANDOR_CONFIG", str(tmp_path))
    assert settings_path() == tmp_path / "settings.json"
    monkeypatch.delenv("CANDOR_CONFIG")
    assert settings_path().name == "settings.json"
    (tmp_path / "file").touch()
    with pytest.raises(FileError):
        save_settings(Settings(), tmp_path / "file" / "settings.json")
