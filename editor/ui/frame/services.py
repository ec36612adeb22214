"""What the window needs from outside, made once by the composition root and handed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from editor.core.paper import Form
from editor.files.workspace import Workspace
from editor.shell.preferences import Preferences
from editor.ui.frame.crash import CrashGuard
from editor.ui.frame.style import Look


@dataclass(frozen=True, slots=True)
class Services:
    """`cache` is the folder for what can be made again, `rules` the one with rule packs of the clinic's own."""

    workspace: Workspace
    preferences: Preferences
    forms: Mapping[str, Form]
    template_root: Path
    cache: Path
    look: Look
    guard: CrashGuard
    rules: Path | None = None
