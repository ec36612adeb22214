"""The built wheel, installed in an empty environment, makes brochures without the checkout.

The environment gets exactly what requirements/app.lock names, as hard links to the files installed here, so
it is complete and apart and yet needs neither a network nor another gigabyte. pip installs the wheel and then
checks that the lock satisfies what the wheel asks for.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pypdfium2
import pytest
from packaging.requirements import Requirement


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command away from the checkout and this environment; its output, or the test fails with it."""
    env = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))
    }
    result = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert result.returncode == 0, f"{command}\n{result.stdout}\n{result.stderr}"
    return result.stdout


def locked(lock: Path) -> list[Requirement]:
    """What a lock file pins on this platform."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    pins = [Requirement(line.rstrip("\\ ")) for line in lines if line and line[0].isalnum()]
    return [pin for pin in pins if pin.marker is None or pin.marker.evaluate()]


def link_distribution(pin: Requirement, site: Path) -> None:
    """Hard-link an installed distribution's files into another site-packages (across disks: symbolically)."""
    found = distribution(pin.name)
    assert found.version in pin.specifier, f"{found.version} is installed, not {pin}: run make setup"
    for file in found.files or ():
        if file.parts[0] == ".." or file.suffix == ".pyc":
            continue
        source, target = Path(str(file.locate())), site / file
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(source, target)
        except FileExistsError:  # PySide6's distributions share some files
            continue
        except OSError:
            target.symlink_to(source)


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, root, cwd=folder)
    return next(folder.glob("candor-*.whl"))


@pytest.fixture(scope="module")
def installed(root: Path, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bin folder of an environment that holds the wheel and what the application's lock names."""
    venv = tmp_path_factory.mktemp("installed") / "venv"
    run(sys.executable, "-m", "venv", "--without-pip", venv, cwd=venv.parent)
    python = venv / "bin/python"
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=venv).strip())
    for pin in locked(root / "requirements/app.lock"):
        link_distribution(pin, site)
    pip = (sys.executable, "-m", "pip", "--python", python)
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=venv)
    run(*pip, "check", cwd=venv)
    return python.parent


def test_wheel_carries_the_data(root: Path, installed: Path, tmp_path: Path) -> None:
    where = Path(
        run(installed / "python", "-c", "import editor; print(editor.__file__)", cwd=tmp_path).strip()
    )
    assert where.is_relative_to(installed.parent)
    for folder in ("resources", "templates"):
        found = (path for path in (root / folder).rglob("*") if path.is_file())
        wanted = {path.relative_to(root) for path in found if "__pycache__" not in path.parts}
        carried = where.parent / "_data"
        assert wanted
        assert wanted == {
            path.relative_to(carried) for path in (carried / folder).rglob("*") if path.is_file()
        }


def test_installed_candor_exports(installed: Path, tmp_path: Path) -> None:
    candor = installed / "candor"
    run(candor, "new", "clinic.brochure", "--starter", "hair-restoration", cwd=tmp_path)
    run(candor, "export", "clinic.brochure", "--to", "html", "-o", "clinic.html", cwd=tmp_path)
    run(candor, "export", "clinic.brochure", "--to", "pdf", "-o", "clinic.pdf", cwd=tmp_path)
    page = (tmp_path / "clinic.html").read_text(encoding="utf-8")
    assert page.lower().startswith("<!doctype html>")
    assert "data:font/woff2" in page
    with pypdfium2.PdfDocument(tmp_path / "clinic.pdf") as pdf:
        assert len(pdf) == 6
        assert pdf[0].get_textpage().get_text_range().strip()
