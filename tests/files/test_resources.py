from __future__ import annotations

from pathlib import Path

import pytest

from editor.files.errors import FileError
from editor.files.resources import load_forms, resource_root, template_root
from editor.files.settings import forms_folder


def test_the_checkout_has_the_data() -> None:
    assert (resource_root() / "forms").is_dir()
    assert template_root().name == "templates"
    assert {"tri-fold-a4", "tri-fold-letter", "handout-a4"} <= set(load_forms())


def test_a_clinics_own_form_is_added_and_may_replace_ours(tmp_path: Path) -> None:
    text = (resource_root() / "forms" / "handout-a4.toml").read_text("utf-8")
    (tmp_path / "own.toml").write_text(text.replace('id = "handout-a4"', 'id = "own"', 1), "utf-8")
    (tmp_path / "ours.toml").write_text(text.replace("bleed = 3", "bleed = 5"), "utf-8")
    forms = load_forms(tmp_path)
    assert forms["own"].width == forms["handout-a4"].width
    assert forms["handout-a4"].bleed == 5


@pytest.mark.parametrize("text", ["width = ", 'id = "x"\nwidth = -3', "\udcff"])
def test_a_bad_form_is_named_with_its_mistakes(tmp_path: Path, text: str) -> None:
    (tmp_path / "bad.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(FileError, match=r"bad\.toml") as caught:
        load_forms(tmp_path)
    assert "width" in str(caught.value) or "not a TOML file" in str(caught.value)


def test_a_bad_form_of_the_clinics_own_keeps_the_others_from_nobody(tmp_path: Path) -> None:
    good = (resource_root() / "forms" / "leaflet-a5.toml").read_text("utf-8")
    (tmp_path / "good.toml").write_text(good.replace('id = "leaflet-a5"', 'id = "own"', 1), "utf-8")
    (tmp_path / "bad.toml").write_text(
        good.replace("x = 0, y = 0, width = 148", "x = 9, y = 0, width = 139"), "utf-8"
    )
    (tmp_path / "notes.txt").write_text("not a form", "utf-8")
    refused: list[FileError] = []
    forms = load_forms(tmp_path, refused.append)
    assert set(forms) == {*load_forms(), "own"}
    (error,) = refused
    assert str(tmp_path / "bad.toml") in str(error)
    assert "panels[0].x: leaves a gap: the outside is empty from 0 mm" in str(error)
    assert "Correct it or remove it." in str(error)


def test_without_a_folder_of_ones_own_there_are_our_forms(tmp_path: Path) -> None:
    assert load_forms(tmp_path / "forms") == load_forms()


def test_the_clinics_forms_lie_beside_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANDOR_CONFIG", str(tmp_path))
    assert forms_folder() == tmp_path / "forms"
