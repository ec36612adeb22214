"""Fitting copy on the real render worker."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from editor.core.brochure import Brochure, Kind, Section
from editor.core.fit import FitResult
from editor.files.resources import load_forms, template_root
from editor.shell.preview_job import PreviewJob


def fitted(qtbot: QtBot, words: int) -> tuple[Brochure, FitResult]:
    text = " ".join(["Hair grows in phases and rests."] * words)
    brochure = Brochure("Hair", sections=(Section("text", Kind.TEXT, "How hair grows", text=text),))
    job = PreviewJob(template_root(), load_forms(), lambda asset: None)
    job.set_scale(4.0)
    try:
        with qtbot.waitSignal(job.fitted, timeout=60_000) as signal:
            job.fit_copy(brochure)
    finally:
        job.close()
    return brochure, signal.args[0]


def test_the_worker_fits_text_and_says_what_it_did(qtbot: QtBot) -> None:
    brochure, result = fitted(qtbot, 170)
    assert result.fits
    assert result.brochure.type_fit != brochure.type_fit
    assert "full" in result.words


def test_the_worker_says_what_is_too_long(qtbot: QtBot) -> None:
    brochure, result = fitted(qtbot, 900)
    assert not result.fits
    assert result.brochure == brochure
    assert result.oversets[0].section == "text"
    assert "lines too long" in result.words
