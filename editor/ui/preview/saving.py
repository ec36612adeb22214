"""Verifying and writing an export in a thread, so that a slow drive does not hold the window up."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal

from editor.files.errors import FileError
from editor.render.products import Produced

log = logging.getLogger(__name__)


class SaveThread(QThread):
    """Saves one export. saved(ExportReport) or refused(sentence) is emitted once, then the thread ends."""

    saved = Signal(object)
    refused = Signal(str)

    def __init__(self, produced: Produced, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._produced, self._path = produced, path

    def run(self) -> None:
        from editor.files.export import save_export

        try:
            report = save_export(self._produced, self._path)
        except FileError as error:
            self.refused.emit(str(error))
        except OSError as error:
            why = error.strerror or error
            self.refused.emit(
                f"{self._path.name} could not be written: {why}. Choose another folder and try again."
            )
        except Exception:
            log.exception("An export could not be saved.")
            self.refused.emit(
                "The export could not be checked and written. Nothing was changed; please try again."
            )
        else:
            self.saved.emit(report)
