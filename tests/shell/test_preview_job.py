"""The preview job on the real render worker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.core import edits
from editor.core.brochure import Brochure, Kind, Section
from editor.files.resources import load_forms, template_root
from editor.render.preview import Preview
from editor.render.products import Produced, Product
from editor.shell.preview_job import CRASHED, PreviewJob


@pytest.fixture
def brochure() -> Brochure:
    text = Section("text", Kind.TEXT, "How hair grows", text="It grows in *phases*.")
    return Brochure("Hair", sections=(Section("cover", Kind.COVER, "Hair"), text))


@pytest.fixture
def job(qtbot: QtBot) -> Iterator[PreviewJob]:
    job = PreviewJob(template_root(), load_forms(), lambda asset: None)
    job.set_scale(4.0)
    yield job
    job.close()


def shown(qtbot: QtBot, job: PreviewJob, brochure: Brochure):
    with qtbot.waitSignal(job.ready, timeout=60_000) as signal:
        job.show(brochure)
    return signal.args[0]


def test_every_page_is_drawn_first_and_then_only_what_changed(
    qtbot: QtBot, job: PreviewJob, brochure: Brochure
):
    first = shown(qtbot, job, brochure)
    assert all(page.pixels for page in first.pages)
    assert [page.region for page in first.pages] == ["cover", "flap", "inside", "back"]
    assert [box.section for page in first.pages for box in page.boxes] == ["cover", "text"]
    second = shown(qtbot, job, edits.change_section(brochure, "text", text="It rests, too."))
    assert [page.region for page in second.pages if page.pixels] == ["inside"]


def test_the_newest_wish_wins(qtbot: QtBot, job: PreviewJob, brochure: Brochure):
    answers = []
    job.ready.connect(answers.append)
    versions = [edits.change_section(brochure, "text", text="word " * n) for n in range(1, 30)]
    for version in versions:
        job.show(version)
    qtbot.waitUntil(lambda: len(answers) == 2, timeout=60_000)
    qtbot.wait(200)
    assert len(answers) == 2, "the versions between the first and the newest are skipped"


def test_a_dead_worker_is_replaced_and_the_preview_comes_back(
    qtbot: QtBot, job: PreviewJob, brochure: Brochure
):
    shown(qtbot, job, brochure)
    failures = []
    job.failed.connect(failures.append)
    with qtbot.waitSignal(job.ready, timeout=60_000) as signal:
        job._process._worker.process.kill()
    assert failures == [CRASHED]
    assert all(page.pixels for page in signal.args[0].pages)


def test_text_past_the_last_panel_is_overset(qtbot: QtBot, job: PreviewJob, brochure: Brochure):
    long = edits.change_section(brochure, "text", text="Many words go round and round. " * 900)
    preview = shown(qtbot, job, long)
    assert preview.oversets[0].region == "inside"
    assert preview.oversets[0].lines > 20
    assert [page.overset for page in preview.pages if page.region == "inside"][:4] == [
        False,
        False,
        False,
        True,
    ]


def test_products_are_made_and_a_cancelled_one_is_not(qtbot: QtBot, job: PreviewJob, brochure: Brochure):
    with qtbot.waitSignal(job.exported, timeout=60_000) as signal:
        job.export(brochure, Product.PDF)
    produced: Produced = signal.args[0]
    assert produced.parts[0][0] == ".pdf"
    assert produced.parts[0][1].startswith(b"%PDF")
    made = []
    job.exported.connect(made.append)
    shown(qtbot, job, brochure)
    with qtbot.waitSignal(job.ready, timeout=60_000):
        job.export(brochure, Product.PNG)
        job.cancel()
    assert made == []


def test_an_unknown_form_is_one_sentence(qtbot: QtBot, job: PreviewJob, brochure: Brochure):
    with qtbot.waitSignal(job.failed) as signal:
        job.show(edits.change_brochure(brochure, form="scroll"))
    assert "scroll" in signal.args[0]


def test_the_worker_imports_no_qt(root: Path):
    import subprocess
    import sys

    code = (
        "import sys, editor.render.worker; sys.exit('PySide6' in sys.modules or 'weasyprint' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


def test_the_first_pages_come_as_soon_as_they_are_laid_out(qtbot: QtBot, job: PreviewJob, brochure: Brochure):
    parts: list[Preview] = []
    job.part_ready.connect(parts.append)
    whole = shown(qtbot, job, brochure)
    regions = [[page.region for page in part.pages] for part in parts]
    assert regions == [["cover"], ["cover", "flap"], ["cover", "flap", "inside"]]
    assert [[bool(page.pixels) for page in part.pages] for part in parts][:2] == [[True], [False, True]]
    assert [each.whole for each in (*parts, whole)] == [False, False, False, True]
    for part in parts:
        new = part.pages[-1]
        assert new.pixels == next(page for page in whole.pages if page.region == new.region).pixels
    shown(qtbot, job, edits.change_section(brochure, "text", text="It rests, too."))
    assert len(parts) == 3, "later there is something on the screen already"


def test_without_a_scale_nothing_is_drawn_and_that_gives_way(qtbot: QtBot, brochure: Brochure):
    job = PreviewJob(template_root(), load_forms(), lambda asset: None)
    answers: list[Preview] = []
    job.ready.connect(answers.append)
    try:
        job.show(brochure)
        job.set_scale(2.0)
        qtbot.waitUntil(lambda: bool(answers), timeout=60_000)
        job.web(brochure)
        with qtbot.waitSignal(job.web_ready, timeout=60_000):
            pass
        assert [page.region for page in answers[0].pages if page.pixels] == [
            "cover",
            "flap",
            "inside",
            "back",
        ]
        assert len(answers) == 1
    finally:
        job.close()
    job = PreviewJob(template_root(), load_forms(), lambda asset: None)
    try:
        assert not any(page.pixels for page in shown(qtbot, job, brochure).pages)
    finally:
        job.close()
