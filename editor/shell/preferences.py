"""The settings of this person while the program runs: the value, and where it is kept."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from editor.files.errors import FileError
from editor.files.settings import Settings, load_settings, save_settings

log = logging.getLogger(__name__)


class Preferences(QObject):
    """Holds the settings and writes them at each change. changed(Settings)."""

    changed = Signal(object)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._value = load_settings(path)

    @property
    def value(self) -> Settings:
        return self._value

    def change(self, **fields: Any) -> None:
        """Set fields of the settings."""
        self.put(replace(self._value, **fields))

    def opened(self, path: Path) -> None:
        """Put a file at the head of the recent ones."""
        self.put(replace(self._value.with_recent(path), document_folder=str(path.parent)))

    def put(self, settings: Settings) -> None:
        """Replace the settings. That they cannot be written is no reason to bother anybody at work."""
        if settings == self._value:
            return
        self._value = settings
        try:
            save_settings(settings, self._path)
        except FileError as error:
            log.warning("The settings were not written: %s", error)
        self.changed.emit(settings)
