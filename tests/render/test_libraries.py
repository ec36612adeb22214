"""WeasyPrint's libraries are found by the system's loader, without fifty processes at each start."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import ctypes.util, sys
started = []
sys.addaudithook(lambda event, _: started.append(event) if event == "subprocess.Popen" else None)
search = ctypes.util.find_library
from editor.render.libraries import loader_alone
with loader_alone():
    import weasyprint.text.ffi as ffi
assert ctypes.util.find_library is search
print(len(started), ffi.harfbuzz_subset is not None)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere libraries are searched for")
def test_no_process_is_started_to_find_libraries(root) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=root, capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == ["0", "True"]
