"""PySide6 is loaded without compiling its own modules each time, and does not read every module's source."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import builtins, pathlib, sys
compiled = []
usual = builtins.compile
def counted(source, filename, *options, **named):
    compiled.append(filename)
    return usual(source, filename, *options, **named)
builtins.compile = counted
from editor.render.kept_code import compiled_once
from editor.shell.loading_qt import load_qt
before = len(compiled)
with compiled_once(pathlib.Path(sys.argv[1]), "window"):
    load_qt()
assert "feature" not in builtins.__import__.__name__
from PySide6.QtCore import QObject
assert "setObjectName" in dir(QObject)
try:
    QObject().setObjectName(object())
except TypeError as error:  # PySide6's own modules write this
    print(len(compiled) - before, "setObjectName" in str(error))
"""


def loaded(root: Path, cache: Path) -> list[str]:
    command = [sys.executable, "-c", PROGRAM, str(cache)]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout.split()


def test_its_modules_are_compiled_once(root: Path, tmp_path: Path) -> None:
    first, again = loaded(root, tmp_path), loaded(root, tmp_path)
    assert int(first[0]) > 5
    assert again[0] == "0"
    assert first[1] == again[1] == "True"
