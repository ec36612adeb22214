"""Colour profiles: finding those of printing presses and refusing everything else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PIL import ImageCms

from editor.files.errors import FileError
from editor.files.profiles import choose_profile, find_profiles, load_profile
from editor.render.icc import registered_condition
from tests.presses import PROFILE


def test_a_press_s_profile_is_read() -> None:
    profile = load_profile(PROFILE)
    assert (profile.channels, profile.identifier, profile.condition) == (4, "Custom", "")
    assert profile.description == "Artifex CMYK SWOP Profile"


@pytest.mark.parametrize(
    ("words", "condition"),
    [
        ("ISO Coated v2 300% (ECI)", "FOGRA39"),
        ("PSO Coated v3", "FOGRA51"),
        ("PSO Uncoated v3 (FOGRA52)", "FOGRA52"),
        ("Coated FOGRA27 (ISO 12647-2:2004)", "FOGRA27"),
        ("U.S. Web Coated (SWOP) v2", "CGATS TR 001"),
        ("GRACoL2006_Coated1v2 CGATS TR 006", "CGATS TR 006"),
        ("SWOP2006_Coated5v2", "CGATS TR 005"),
        ("GRACoL2013_CRPC6.icc", "CGATS21-2-CRPC6"),
        ("Japan Color 2001 Coated", "JC200103"),
        ("Our own digital press", ""),
    ],
)
def test_registered_conditions_are_known_by_their_profiles_names(words: str, condition: str) -> None:
    assert registered_condition(words) == condition


def test_only_presses_are_found_once_each(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    shutil.copy(PROFILE, tmp_path / "deep" / "Press.ICC")
    shutil.copy(PROFILE, tmp_path / "again.icc")
    (tmp_path / "srgb.icc").write_bytes(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    (tmp_path / "broken.icc").write_bytes(PROFILE.read_bytes()[:4000])
    (tmp_path / "text.icc").write_text("no profile")
    found = find_profiles([tmp_path, tmp_path / "not there"])
    assert [path.name for path, _ in found] == ["again.icc"]


def test_the_program_says_which_it_chose(tmp_path: Path) -> None:
    shutil.copy(PROFILE, tmp_path / "press.icc")
    profile, words = choose_profile(None, [tmp_path])
    assert profile.description in words
    assert "Ask your print shop" in words
    assert choose_profile(PROFILE, [tmp_path]) == (profile, "")


def test_none_at_all_says_where_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"Ask your print shop.*\.icc.*eci\.org.*RGB"):
        choose_profile(None, [tmp_path])


def srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not a colour profile"),
        (b"%PDF-1.6" * 40, "not a colour profile"),
        (srgb(), "not of a CMYK printing press"),
        (PROFILE.read_bytes()[:5000], "damaged"),
        (PROFILE.read_bytes()[:8] + b"\x05" + PROFILE.read_bytes()[9:], "newer version"),
    ],
)
def test_what_is_no_press_profile_is_refused_by_name(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "theirs.icc"
    path.write_bytes(data)
    with pytest.raises(FileError, match=f"theirs.icc.*{words}"):
        load_profile(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="does not exist"):
        load_profile(tmp_path / "none.icc")
