"""The window's composition root: makes everything once, puts it together, runs the event loop.

Nothing heavy is imported here: the render engine lives in the worker process, which starts before the window
is built.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from editor.core.paper import Form
    from editor.files.document import Document
    from editor.files.workspace import Workspace
    from editor.shell.render_process import RenderProcess
    from editor.shell.spawning import Spawned
    from editor.ui.frame.crash import CrashGuard
    from editor.ui.frame.main_window import MainWindow


def run(path: Path | None = None, starter: str | None = None) -> int:
    """Open the window on a document, on a new brochure from a starter, or on the start screen.

    Returns the exit status. What cannot be opened is said in the window, which then shows the start screen.
    """
    # Looking for garbage while a window is built finds none and took a tenth of the time to its first painting.
    gc.disable()
    spawned = _spawn_worker() if path is not None or starter is not None else None
    from editor.render.kept_code import compiled_once
    from editor.render.kept_files import default_cache

    guard: CrashGuard | None = None
    try:
        with compiled_once(default_cache(), "window"):
            _load_what_knows_no_qt()
            refused: list[str] = []
            places = _places(refused)
            opened = _open_early(places, spawned, path, starter) if spawned else None
            app = application()
            guard = _guard(app)
            window = make_window(app, guard, _process_of(spawned) if spawned else None, places)
            if opened:
                window.files.take(opened)
            if window.view is None:
                window.show_start()
            window.show()
        if refused:
            _tell(window, " ".join(refused))
        return _run(app)
    finally:
        if guard:
            guard.remove()


def application() -> QApplication:
    """Return the one QApplication, made with the program's name if there is none yet."""
    from editor.shell.loading_qt import load_qt

    load_qt()
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("candor")
    app.setApplicationDisplayName("Candor")
    app.setDesktopFileName("candor")
    return app


@dataclass(frozen=True, slots=True)
class Places:
    """Where documents are worked on, and the print forms there are."""

    workspace: Workspace
    forms: Mapping[str, Form]


def make_window(
    app: QApplication,
    guard: CrashGuard,
    process: RenderProcess | None = None,
    places: Places | None = None,
) -> MainWindow:
    """Return the window with everything it needs, neither shown nor with a document yet."""
    from editor.files.resources import template_root
    from editor.files.settings import rules_folder, settings_path
    from editor.render.kept_files import default_cache
    from editor.shell.preferences import Preferences
    from editor.ui.frame.main_window import MainWindow
    from editor.ui.frame.services import Services
    from editor.ui.frame.style import Look

    places = places or _places([])
    preferences = Preferences(settings_path(), app)
    services = Services(
        workspace=places.workspace,
        preferences=preferences,
        forms=places.forms,
        template_root=template_root(),
        cache=default_cache(),
        look=Look(app, preferences.value.appearance),
        guard=guard,
        rules=rules_folder(),
    )
    return MainWindow(services, process)


def _places(refused: list[str]) -> Places:
    """Return the places. Into `refused` goes what is wrong with forms of the clinic's own; the window does without."""
    from editor.files.resources import load_forms
    from editor.files.settings import forms_folder
    from editor.files.workspace import Workspace

    return Places(Workspace.default(), load_forms(forms_folder(), lambda error: refused.append(str(error))))


def _open_early(
    places: Places, spawned: Spawned, path: Path | None, starter: str | None
) -> Callable[[], Document]:
    """Open the document before there is a window, and let the worker lay it out meanwhile.

    Returns what gives the document, or raises the FileError that there was.
    """
    from editor.files.document import Document
    from editor.files.errors import FileError
    from editor.files.starters import load_starter
    from editor.render.worker import ShowRequest

    try:
        document = (
            Document.open(places.workspace, path)
            if path
            else Document.create(places.workspace, *load_starter(starter or ""))
        )
    except FileError as error:
        why = error

        def refuse() -> Document:
            raise why

        return refuse
    brochure = document.brochure
    if form := places.forms.get(brochure.form):
        pictures = {image.asset: document.get(image.asset) for image in brochure.images(hidden=False)}
        there = {asset: data for asset, data in pictures.items() if data is not None}
        spawned.send(ShowRequest(0, brochure, form, 0.0, there))
    return lambda: document


def _guard(app: QApplication) -> CrashGuard:
    from editor.ui.frame.crash import CrashGuard, log_folder, start_log

    guard = CrashGuard(start_log(log_folder()), app)
    guard.install()
    return guard


def _run(app: QApplication) -> int:
    from PySide6.QtCore import QTimer

    QTimer.singleShot(0, _collect_garbage_from_now)
    return app.exec()


def _tell(window: MainWindow, words: str) -> None:
    if window.view is not None:
        window.view.notice.say(words, closable=True)
    else:
        window.status.say(words)


def _collect_garbage_from_now() -> None:
    gc.freeze()  # what start-up made stays until the end
    gc.enable()


def _load_what_knows_no_qt() -> None:
    """Import modules that the window needs and that do not know Qt, while the worker's process starts."""
    import logging.handlers  # noqa: F401

    import editor.check.completeness
    import editor.check.fit
    import editor.check.fixes
    import editor.check.verdict
    import editor.core.places
    import editor.core.record_words
    import editor.core.reference_text
    import editor.core.writing
    import editor.files.document
    import editor.files.workspace
    import editor.render.faces
    import editor.render.worker  # noqa: F401


def _spawn_worker() -> Spawned:
    """Start the render worker; it loads its engine while this process loads Qt and builds the window."""
    from editor.files.resources import template_root
    from editor.shell.spawning import spawn_worker

    return spawn_worker(template_root())


def _process_of(spawned: Spawned) -> RenderProcess:
    from editor.files.resources import template_root
    from editor.shell.render_process import RenderProcess

    return RenderProcess(template_root(), spawned=spawned)
