"""The window's composition root: makes everything once, puts it together, runs the event loop.

Nothing heavy is imported here: the render engine lives in the worker process, which starts before the window
is built.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

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
    _load_what_knows_no_qt()
    app = application()
    from PySide6.QtCore import QTimer

    from editor.ui.frame.crash import CrashGuard, log_folder, start_log

    guard = CrashGuard(start_log(log_folder()), app)
    guard.install()
    try:
        refused: list[str] = []
        window = make_window(app, guard, _process_of(spawned) if spawned else None, refused)
        if path is not None:
            window.files.open_path(path)
        elif starter is not None:
            window.files.begin(starter)
        if window.view is None:
            window.show_start()
        window.show()
        if refused:
            _tell(window, " ".join(refused))
        QTimer.singleShot(0, _collect_garbage_from_now)
        return app.exec()
    finally:
        guard.remove()


def application() -> QApplication:
    """Return the one QApplication, made with the program's name if there is none yet."""
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("candor")
    app.setApplicationDisplayName("Candor")
    app.setDesktopFileName("candor")
    return app


def make_window(
    app: QApplication,
    guard: CrashGuard,
    process: RenderProcess | None = None,
    refused: list[str] | None = None,
) -> MainWindow:
    """Return the window with everything it needs, neither shown nor with a document yet.

    Into `refused` goes what is wrong with print forms of the clinic's own; the window does without these.
    """
    from editor.files.resources import load_forms, template_root
    from editor.files.settings import forms_folder, rules_folder, settings_path
    from editor.files.workspace import Workspace
    from editor.render.faces import default_cache
    from editor.shell.preferences import Preferences
    from editor.ui.frame.main_window import MainWindow
    from editor.ui.frame.services import Services
    from editor.ui.frame.style import Look

    sentences = refused if refused is not None else []
    preferences = Preferences(settings_path(), app)
    services = Services(
        workspace=Workspace.default(),
        preferences=preferences,
        forms=load_forms(forms_folder(), lambda error: sentences.append(str(error))),
        template_root=template_root(),
        cache=default_cache(),
        look=Look(app, preferences.value.appearance),
        guard=guard,
        rules=rules_folder(),
    )
    return MainWindow(services, process)


def _tell(window: MainWindow, words: str) -> None:
    if window.view is not None:
        window.view.notice.say(words, closable=True)
    else:
        window.status.say(words)


def _collect_garbage_from_now() -> None:
    gc.freeze()  # what start-up made stays until the end
    gc.enable()


def _load_what_knows_no_qt() -> None:
    """Import modules that the window needs and that do not know Qt.

    Of each module imported after PySide6, PySide6 reads the source; 7 % of all imports' time.
    """
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
