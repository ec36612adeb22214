"""The floors of ARCHITECTURE.md, where a machine can check them: imports go downwards, Qt stays upstairs."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

NETWORK = {
    "aiohttp", "ftplib", "http.client", "http.server", "httpx", "imaplib", "requests", "smtplib", "socket",
    "ssl", "urllib.request", "urllib3", "xmlrpc",
}  # fmt: skip
BELOW_UI = ("core", "check", "render", "files", "shell")


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of everything a file imports, at any depth; `from a import b` gives a.b."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield from ((node.lineno, f"{node.module}.{name.name}") for name in node.names)


def within(name: str, modules: set[str]) -> bool:
    return any(name == module or name.startswith(module + ".") for module in modules)


def test_imports_go_downwards(root: Path) -> None:
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    result = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_shell_knows_only_qt_core_and_gui(root: Path) -> None:
    allowed = {"PySide6.QtCore", "PySide6.QtGui"}
    wrong = [
        f"{path.relative_to(root)}:{line}: {name}"
        for path in (root / "editor/shell").rglob("*.py")
        for line, name in imported(path)
        if within(name, {"PySide6"}) and not within(name, allowed)
    ]
    assert not wrong


def test_command_line_leaves_qt_to_the_application(root: Path) -> None:
    for path in (*(root / "editor").glob("cli*.py"), root / "editor" / "__main__.py"):
        found = [module for _, module in imported(path)]
        assert not [module for module in found if within(module, {"PySide6", "editor.ui", "editor.shell"})]


def test_nothing_below_the_window_can_reach_a_network(root: Path) -> None:
    files = [path for floor in BELOW_UI for path in (root / "editor" / floor).rglob("*.py")]
    wrong = [
        f"{path.relative_to(root)}:{line}: {name}"
        for path in [*files, *(root / "editor").glob("*.py")]
        for line, name in imported(path)
        if within(name, NETWORK)
    ]
    assert not wrong


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("editor.cli", {"PySide6", "shiboken6", "weasyprint", "pikepdf", "pypdfium2", "fontTools", "PIL"}),
        ("editor.core", {"PySide6", "weasyprint", "sqlite3"}),
    ],
)
def test_start_up_loads_nothing_heavy(root: Path, module: str, heavy: set[str]) -> None:
    """`candor --help` answers at once: engines load when a command needs them."""
    program = f"import sys, {module}; print(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    command = [sys.executable, "-c", program]
    result = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert not heavy & set(result.stdout.split())
