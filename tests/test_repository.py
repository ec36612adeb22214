"""What holds for the repository as a whole: sizes, locks, and what must be there."""

from __future__ import annotations

import ast
import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 60
FOLDERS = (".ci", "docs", "editor", "requirements", "resources", "templates", "tests", "tools")
# Written apart, so that this file does not name them.
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"), ("pythonhosted", "org"), ("registry", "npmjs"), ("npmjs", "com"), ("unpkg", "com"),
        ("jsdelivr", "net"), ("deb", "debian"), ("crates", "io"), ("proxy", "golang"),
    )
]  # fmt: skip


def sources(root: Path, *folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (root / folder).rglob("*.py"))


def all_files(root: Path) -> Iterator[Path]:
    yield from (path for path in root.iterdir() if path.is_file() and path.name != ".git")
    for folder in FOLDERS:
        inside = (root / folder).rglob("*")
        yield from (path for path in inside if path.is_file() and "__pycache__" not in path.parts)


def pins(lock: Path) -> dict[str, Requirement]:
    lines = lock.read_text(encoding="utf-8").splitlines()
    found = (Requirement(line.rstrip("\\ ")) for line in lines if line and line[0].isalnum())
    return {canonicalize_name(pin.name): pin for pin in found}


def version(pin: Requirement) -> str:
    return str(pin.specifier).removeprefix("==")


def test_files_are_small(root: Path) -> None:
    lengths = {
        path.relative_to(root).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in sources(root, "editor", "tests", "tools")
    }
    assert {name: length for name, length in lengths.items() if length > MAX_FILE_LINES} == {}


def test_functions_are_small(root: Path) -> None:
    too_long = [
        f"{path.relative_to(root)}:{node.lineno}: {node.name}"
        for path in sources(root, "editor", "tests", "tools")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno + 1 > MAX_FUNCTION_LINES
    ]
    assert too_long == []


def test_no_registry_is_named(root: Path) -> None:
    named = [
        f"{path.relative_to(root)}: {host}"
        for path in all_files(root)
        for host in REGISTRIES
        if host.encode() in path.read_bytes()
    ]
    assert named == []


@pytest.mark.parametrize(
    "name",
    [
        "ARCHITECTURE.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md", "pyproject.toml", ".ci/run",
        "requirements/app.lock", "requirements/dev.lock",
    ],
)  # fmt: skip
def test_required_file_is_there(root: Path, name: str) -> None:
    assert (root / name).stat().st_size > 0


def test_programs_can_be_started(root: Path) -> None:
    for name in (".ci/run", "tools/run", "tools/with-screen"):
        assert os.access(root / name, os.X_OK), name


def test_readme_opens_with_the_two_commands_and_its_pictures_exist(root: Path) -> None:
    text = (root / "README.md").read_text(encoding="utf-8")
    assert "make run" in text
    assert "make test" in text
    pictures = re.findall(r"!\[[^\]]*\]\(([^)\s]+)\)", text) + re.findall(r'<img[^>]*\bsrc="([^"]+)"', text)
    assert pictures
    assert [name for name in pictures if not (root / name).is_file()] == []


@pytest.mark.parametrize(("lock", "extras"), [("app", ()), ("dev", ("dev",))])
def test_lock_has_what_the_project_asks_for(root: Path, lock: str, extras: tuple[str, ...]) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"]]
    wanted += [line for extra in extras for line in project["optional-dependencies"][extra]]
    locked = pins(root / f"requirements/{lock}.lock")
    for requirement in map(Requirement, wanted):
        pin = locked.get(canonicalize_name(requirement.name))
        assert pin is not None, f"{requirement} is not locked: run make lock"
        assert version(pin) in requirement.specifier, f"{pin} does not satisfy {requirement}: run make lock"


def test_locks_agree_and_every_pin_has_hashes(root: Path) -> None:
    app, dev = (pins(root / f"requirements/{name}.lock") for name in ("app", "dev"))
    assert {name: version(pin) for name, pin in app.items()}.items() <= {
        name: version(pin) for name, pin in dev.items()
    }.items()
    for name in ("app", "dev"):
        entries = re.split(r"(?m)^(?=\w)", (root / f"requirements/{name}.lock").read_text(encoding="utf-8"))[
            1:
        ]
        assert [entry.partition(" ")[0] for entry in entries if "--hash=sha256:" not in entry] == []
