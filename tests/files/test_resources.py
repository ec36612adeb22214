from __future__ import annotations

from pathlib import Path

import pytest

from editor.files.errors import FileError
from editor.files.resources import load_forms, resource_root, template_root


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
