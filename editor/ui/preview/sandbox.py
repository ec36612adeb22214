"""Whether Chromium's sandbox lets QtWebEngine start: asked first, as its refusal ends the process."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Mapping, Sequence

AS_ROOT = (
    "Candor is running as the system administrator (root). The web engine protects the system by a sandbox, "
    "and does not start as root. The print preview and every export work as usual."
)


def why_refused(
    user: int | None = None,
    environment: Mapping[str, str] = os.environ,
    arguments: Sequence[str] | None = None,
) -> str:
    """Return why QtWebEngine would end the process if it were started, as a sentence; "" if it would not.

    A system without user namespaces is no reason: there Qt was seen to run without that part of the sandbox.
    """
    if user is None:
        user = os.geteuid() if hasattr(os, "geteuid") else 1
    if user != 0:
        return ""
    flags = shlex.split(environment.get("QTWEBENGINE_CHROMIUM_FLAGS", ""))
    given = [*flags, *(sys.argv if arguments is None else arguments)]
    if environment.get("QTWEBENGINE_DISABLE_SANDBOX") == "1" or "--no-sandbox" in given:
        return ""
    return AS_ROOT
