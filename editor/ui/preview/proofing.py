"""The soft proof of the print preview: asks for proofs of what is shown and puts them into the view."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from editor.files.profiles import choose_profile
from editor.shell.proof_job import Page, ProofJob
from editor.ui.preview.arrangement import Key, Mode
from editor.ui.preview.pictures import Picture
from editor.ui.preview.print_view import PrintView
from editor.ui.preview.proof_bar import SEARCHING, ProofBar


class SoftProofing(QObject):
    """Shows soft proofs while the view shows a proof and the bar's switch is on."""

    def __init__(self, view: PrintView, bar: ProofBar, job: ProofJob) -> None:
        super().__init__(view)
        self._view, self._bar, self.job = view, bar, job
        self._path = ""
        self._searched = False
        self._sources: dict[Key, bytes] = {}
        self._proofs: dict[Key, Picture] = {}
        job.found.connect(bar.say_found)
        job.missing.connect(bar.say_missing)
        job.proofed.connect(self._receive)
        bar.soft.toggled.connect(self.refresh)
        view.pictures_changed.connect(self.refresh)

    def set_profile(self, path: str) -> None:
        """Proof with the profile in this file; with "" the best one that the system has."""
        if path != self._path:
            self._path, self._searched = path, False
            self._proofs = {}
            self.refresh()

    def refresh(self) -> None:
        """Ask for what is missing, or show the pages' own colours again."""
        if self._view.mode is not Mode.PROOF:
            self._view.set_proofs(None)
            return
        if not self._searched:
            self._searched = True
            self._bar.soft.setToolTip(SEARCHING)
            path = Path(self._path) if self._path else None
            self.job.find(lambda: choose_profile(path))
        if not self._bar.soft.isChecked():
            self._proofs = {}
            self.job.forget()
            self._view.set_proofs(None)
            return
        pictures = self._view.pictures()
        self._proofs = {key: proof for key, proof in self._proofs.items() if key in pictures}
        self._sources = {key: picture.pixels for key, picture in pictures.items()}
        self._view.set_proofs(self._proofs)
        self.job.proof(
            Page(key, each.pixels, b"", each.image.width(), each.image.height(), each.image.bytesPerLine())
            for key, each in pictures.items()
        )

    def _receive(self, page: Page) -> None:
        if self._bar.soft.isChecked() and self._sources.get(page.key) is page.source:
            image = QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB32)
            self._proofs = {**self._proofs, page.key: Picture(page.pixels, image)}
            self._view.set_proofs(self._proofs)
