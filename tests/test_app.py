"""The document is opened before there is a window, and laid out meanwhile."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from editor import app
from editor.core import edits
from editor.core.brochure import Kind
from editor.core.paper import Form
from editor.files.document import Document
from editor.files.errors import FileError
from editor.files.resources import load_forms, template_root
from editor.files.starters import load_starter
from editor.files.workspace import Workspace
from editor.render import worker
from tests.samples import Listener


class Spawned:
    """Stands for a worker that is still loading."""

    def __init__(self) -> None:
        self.sent: list[Any] = []

    def send(self, request: object) -> None:
        self.sent.append(request)


@pytest.fixture
def places(tmp_path: Path) -> app.Places:
    return app.Places(Workspace(tmp_path / "work"), load_forms())


def test_the_worker_gets_the_document_with_its_pictures(places: app.Places, tmp_path: Path) -> None:
    path, spawned = tmp_path / "clinic.brochure", Spawned()
    document = Document.create(places.workspace, *load_starter("physiotherapy"))
    document.publish_as(path)
    document.close()
    opened = app._open_early(places, spawned, path, None)()  # type: ignore[arg-type]
    (request,) = spawned.sent
    assert request.brochure == opened.brochure
    assert set(request.assets) == {image.asset for image in opened.brochure.images()}
    assert (request.pixels_per_mm, request.form.id) == (0, opened.brochure.form)
    opened.close()


def test_a_starter_is_begun_early_too(places: app.Places) -> None:
    spawned = Spawned()
    opened = app._open_early(places, spawned, None, "blank")()  # type: ignore[arg-type]
    assert opened.path is None
    assert [each.brochure for each in spawned.sent] == [opened.brochure]
    opened.close()


def test_what_cannot_be_opened_is_said_when_the_window_asks(places: app.Places, tmp_path: Path) -> None:
    path, spawned = tmp_path / "letter.brochure", Spawned()
    path.write_text("Dear Sir")
    opened = app._open_early(places, spawned, path, None)  # type: ignore[arg-type]
    with pytest.raises(FileError, match=r"letter\.brochure"):
        opened()
    assert spawned.sent == []


def test_what_was_made_ready_is_only_drawn(places: app.Places, monkeypatch: pytest.MonkeyPatch) -> None:
    brochure, assets = load_starter("blank")
    form: Form = places.forms[brochure.form]
    renderer = worker._Renderer(template_root(), assets)
    window = Listener()
    ready = renderer.show(worker.ShowRequest(0, brochure, form, 0.0, assets), window)
    assert ready
    assert {page.pixels for page in ready.pages} == {None}
    monkeypatch.setattr("editor.render.pdf.pages_pdf", lambda *_: pytest.fail("written again"))
    shown = renderer.show(worker.ShowRequest(1, brochure, form, 2.0, {}), window)
    assert shown
    assert all(page.pixels for page in shown.pages)
    assert [page.boxes for page in shown.pages] == [page.boxes for page in ready.pages]
    assert len(window.sent) == 3, "the first pages were sent before"


def test_making_ready_gives_way_and_what_is_done_is_kept(places: app.Places) -> None:
    brochure, assets = load_starter("blank")
    form: Form = places.forms[brochure.form]
    renderer = worker._Renderer(template_root(), assets)
    window = Listener()
    window.asks = True
    request = worker.ShowRequest(0, brochure, form, 0.0, assets)
    assert renderer.show(request, window) is None
    assert len(renderer.typesetter._latest) == 1
    window.asks = False
    assert renderer.show(request, window)


def test_pages_of_a_layout_that_fails_are_sent_with_the_next_one(
    places: app.Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    brochure, assets = load_starter("blank")
    form: Form = places.forms[brochure.form]
    renderer, window = worker._Renderer(template_root(), assets), Listener()
    renderer.show(worker.ShowRequest(1, brochure, form, 2.0, assets), window)
    cover = next(section for section in brochure.sections if section.kind is Kind.COVER)
    changed = edits.change_section(brochure, cover.id, title="Another title")
    usual = renderer.typesetter.flow_by_flow

    def fails(*arguments: Any) -> Any:
        yield next(usual(*arguments))
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(renderer.typesetter, "flow_by_flow", fails)
        with pytest.raises(ZeroDivisionError):
            renderer.show(worker.ShowRequest(2, changed, form, 2.0, {}), window)
    shown = renderer.show(worker.ShowRequest(3, changed, form, 2.0, {}), window)
    assert shown
    assert [page.region for page in shown.pages if page.pixels] == ["cover"]
