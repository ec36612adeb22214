"""A program that is killed at any moment loses nothing that `save` has returned from."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from editor.files.document import Document
from editor.files.published import unpack
from editor.files.workspace import Workspace

WRITER = """
import sys
from dataclasses import replace
from pathlib import Path
from editor.files.document import Document
from editor.files.workspace import Workspace

document = Document.open(Workspace(Path(sys.argv[1])), Path(sys.argv[2]))
brochure, count = document.brochure, 0
while True:
    count += 1
    document.save(replace(brochure, title=str(count), description="word " * 2000))
    print(count, flush=True)
    if sys.argv[3] == "publish" and count % 3 == 0:
        document.publish()
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9")
@pytest.mark.parametrize("doing", ["save", "publish"])
def test_killed_while_writing(tmp_path: Path, doing: str) -> None:
    from editor.core.brochure import Brochure

    workspace, path = Workspace(tmp_path / "data"), tmp_path / "docs" / "clinic.brochure"
    path.parent.mkdir()
    document = Document.create(workspace, Brochure("0"), {})
    document.publish_as(path)
    document.close()

    for pause in (0.01, 0.05, 0.11, 0.17):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(workspace.root), str(path), doing],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.getcwd()},
        )
        assert writer.stdout
        first = writer.stdout.readline()
        time.sleep(pause)
        os.kill(writer.pid, signal.SIGKILL)
        written = [int(line) for line in (first + writer.stdout.read()).split()]
        writer.stdout.close()
        writer.wait()
        expected = written[-1]
        unpack(path.read_bytes(), path.name).database.close()  # the user's file is whole at any moment
        document = Document.open(workspace, path)
        assert not document.read_only  # the lock died with its holder
        assert int(document.brochure.title) in (expected, expected + 1)
        document.close()
        reached = unpack(path.read_bytes(), path.name)
        assert int(reached.brochure.title) >= expected
        reached.database.close()
        assert list((workspace.root / "copies").iterdir()) == []
