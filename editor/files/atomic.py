"""Writing a file so that a crash, a full disk or a pulled plug leaves either the old file or the new one,
never half.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from editor.files.errors import FileError, reason


def write_atomically(path: Path, data: bytes, allowed: Callable[[], bool] | None = None) -> bool:
    """Write `data` to `path` through a temporary file beside it; FileError if that fails, the old file is
    kept then.

    The mode of an existing file is kept, and a link is followed. `allowed` is asked at the last moment,
    when the new file stands complete on the disk; if it says no, nothing is changed and False is returned.
    """
    target = Path(os.path.realpath(path))
    beside = target.with_name(f".{target.name[:80]}.{secrets.token_hex(4)}.tmp")
    try:
        # 0o666 is narrowed by the user's umask, as for any new file.
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            with contextlib.suppress(OSError):
                shutil.copymode(target, beside)
            if beside.read_bytes() != data:
                raise OSError("it came out different from what was written")
            if allowed and not allowed():
                return False
            os.replace(beside, target)
        finally:
            with contextlib.suppress(OSError):
                beside.unlink()
    except OSError as error:
        raise FileError(
            f"“{target.name}” could not be written to {target.parent}: {reason(error)}. "
            "Nothing there was changed; choose another folder or try again."
        ) from error
    _sync_folder(target.parent)
    return True


def clear_leftovers(path: Path, older_than: float = 3600) -> None:
    """Remove temporary files that a killed program left beside `path`; those younger than some seconds may
    be in use.
    """
    name = Path(os.path.realpath(path)).name[:80]
    pattern = re.compile(re.escape(f".{name}.") + r"[0-9a-f]{8}\.tmp")
    with contextlib.suppress(OSError):
        for each in path.parent.iterdir():
            if pattern.fullmatch(each.name) and time.time() - each.stat().st_mtime > older_than:
                each.unlink()


def _sync_folder(folder: Path) -> None:
    """Make the renaming itself last. Windows has no such thing, and some network drives refuse it."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
