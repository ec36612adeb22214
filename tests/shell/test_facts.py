"""What lies on the pages, asked of the real worker when everything else is done."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from editor.core import edits
from editor.core.brochure import Brochure, Kind, Section
from editor.core.facts import LayoutFacts
from editor.files.resources import load_forms, template_root
from editor.render.preview import Preview
from editor.render.products import Product
from editor.shell.findings_job import FindingsJob, Pauses
from editor.shell.preview_job import PreviewJob
from editor.shell.session import Session

BROCHURE = Brochure("Hair", sections=(Section("text", Kind.TEXT, "How hair grows", text="In ★ phases."),))


@pytest.fixture
def job(qtbot: QtBot) -> Iterator[PreviewJob]:
    job = PreviewJob(template_root(), load_forms(), lambda asset: None)
    job.set_scale(4.0)
    yield job
    job.close()


def test_facts_come_last_and_disturb_nobody(qtbot: QtBot, job: PreviewJob) -> None:
    order: list[str] = []
    busy: list[bool] = []
    job.ready.connect(lambda _: order.append("shown"))
    job.exported.connect(lambda _: order.append("exported"))
    job.facts_found.connect(lambda *_: order.append("facts"))
    job.busy.connect(busy.append)
    with qtbot.waitSignal(job.facts_found, timeout=60_000) as signal:
        job.show(BROCHURE)
        job.facts(BROCHURE)
        job.export(BROCHURE, Product.HTML)
    assert order == ["shown", "exported", "facts"]
    assert signal.args[1] is BROCHURE
    (substituted,) = signal.args[0].substituted
    assert (substituted.spot.section, substituted.family) == ("text", "Candor Sans")
    busy.clear()
    with qtbot.waitSignal(job.facts_found, timeout=60_000):
        job.facts(BROCHURE)
    assert True not in busy


def preview(session: Session) -> Preview:
    return Preview(load_forms()[session.brochure.form], (), (), ())


def test_facts_are_asked_for_once_a_layout_has_stood(qtbot: QtBot) -> None:
    session = Session(BROCHURE)
    job = FindingsJob(session, load_forms(), lambda asset: None, session, pauses=Pauses(check=5, measure=20))
    asked: list[Brochure] = []
    job.facts_wanted.connect(asked.append)
    job.laid_out(preview(session))
    qtbot.waitUntil(lambda: len(asked) == 1)
    job.laid_out(preview(session))  # drawn again at another scale
    qtbot.wait(60)
    assert asked == [BROCHURE]
    for word in ("a", "b", "c"):
        edited = edits.change_section(session.brochure, "text", text=word)
        session.apply("Edit", lambda _, edited=edited: edited)
        job.laid_out(preview(session))
    qtbot.waitUntil(lambda: len(asked) == 2)
    assert asked[1] is session.brochure
    job.close()
    session.undo_stack.clear()


def test_facts_are_listed_until_newer_ones_come(qtbot: QtBot) -> None:
    from editor.core.facts import LineWidth, Spot

    session = Session(BROCHURE)
    job = FindingsJob(session, load_forms(), lambda asset: None, session, pauses=Pauses(check=5))
    found: list[set[str]] = []
    job.done.connect(lambda checked: found.append({each.rule for each in checked.findings}))
    thin = LineWidth(Spot("inside", 0, "text", "text"), 0.1)
    job.measured(LayoutFacts("tri-fold-a4", lines=(thin,)), BROCHURE)
    qtbot.waitUntil(lambda: bool(found) and "hairline" in found[-1])
    session.apply("Edit", lambda b: edits.change_section(b, "text", text="More"))
    qtbot.waitUntil(lambda: len(found) == 2)
    assert "hairline" in found[-1]
    job.measured(LayoutFacts("tri-fold-a4"), session.brochure)
    qtbot.waitUntil(lambda: "hairline" not in found[-1])
    job.close()
    session.undo_stack.clear()
