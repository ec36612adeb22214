from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from editor.files.errors import FileError
from editor.files.profiles import NO_PROFILE
from editor.render.icc import Profile
from editor.shell.proof_job import Page, ProofJob
from tests.presses import profile


@pytest.fixture
def job() -> Iterator[ProofJob]:
    job = ProofJob()
    yield job
    job.close()


def page(name: str, shade: int) -> Page:
    data = bytes((shade, 0, 0, 0)) * 4
    return Page((name, 0), data, b"", 2, 2, 8)


def none() -> tuple[Profile, str]:
    raise FileError(NO_PROFILE)


def test_a_page_is_proofed_once_for_the_same_pixels(qtbot: QtBot, job: ProofJob) -> None:
    done: list[Page] = []
    job.proofed.connect(done.append)
    with qtbot.waitSignal(job.found) as found:
        job.find(lambda: (profile(), ""))
    assert found.args == [profile().description]
    blue = page("cover", 255)
    job.proof([blue])
    job.proof([blue, page("back", 255)])
    qtbot.waitUntil(lambda: len(done) == 2)
    assert [each.key for each in done] == [("cover", 0), ("back", 0)]
    assert done[0].source is blue.source
    assert done[0].pixels != blue.source
    job.forget()
    job.proof([blue])
    qtbot.waitUntil(lambda: len(done) == 3)


def test_newer_pixels_of_a_page_are_proofed_too(qtbot: QtBot, job: ProofJob) -> None:
    job.find(lambda: (profile(), ""))
    for shade in (255, 128):
        with qtbot.waitSignal(job.proofed) as done:
            job.proof([page("cover", shade)])
        assert done.args[0].source == page("cover", shade).source


def test_without_a_profile_it_says_where_to_get_one(qtbot: QtBot, job: ProofJob) -> None:
    done: list[Page] = []
    job.proofed.connect(done.append)
    with qtbot.waitSignal(job.missing) as missing:
        job.find(none)
    assert missing.args == [NO_PROFILE]
    job.proof([page("cover", 255)])
    with qtbot.waitSignal(job.found):
        job.find(lambda: (profile(), ""))
    assert done == []
