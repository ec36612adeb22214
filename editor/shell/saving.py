"""Saving unasked: every change goes into the working copy within moments, into the user's file at a pause.

Both happen in threads of their own, so that neither a slow disk nor a vanished network drive holds up typing,
and a slow publication does not hold up saving.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from editor.core.brochure import Brochure
from editor.files.document import Document, Outcome, PublishResult
from editor.files.errors import FileError
from editor.shell.session import Session

log = logging.getLogger(__name__)
SAVE_AFTER = 300  # ms after the first change that is not saved yet
PUBLISH_AFTER = 2000  # ms after the last change
READ_ONLY = "This document is read-only. Save it under another name to keep your changes."


class State(Enum):
    """Where the newest value is."""

    SAVED = "Saved"
    SAVING = "Saving…"
    FAILED = "Not saved"


@dataclass(frozen=True, slots=True)
class SaveState:
    """`state` and, in `why`, a sentence: where it is saved, or why it is not."""

    state: State
    why: str = ""

    @property
    def words(self) -> str:
        """What the status bar says."""
        return f"{self.state.value}: {self.why}" if self.state is State.FAILED else self.state.value


class SaveJob(QObject):
    """Keeps the session's brochure in its document.

    changed(SaveState): what the status bar shows. published(PublishResult): what came of writing the file.
    """

    changed = Signal(object)
    published = Signal(object)
    _save_ended = Signal(object)
    _publish_ended = Signal(object)

    def __init__(
        self,
        session: Session,
        document: Document,
        parent: QObject | None = None,
        *,
        save_after: int = SAVE_AFTER,
        publish_after: int = PUBLISH_AFTER,
    ) -> None:
        super().__init__(parent)
        self._session, self._document = session, document
        self._under_way = 0  # saves handed to the thread whose end this thread has not heard of
        self._state = SaveState(State.SAVED, self._place())
        self._saver, self._publisher = QThreadPool(self), QThreadPool(self)
        for pool in (self._saver, self._publisher):
            pool.setMaxThreadCount(1)
        self._save_timer = QTimer(self, singleShot=True, interval=save_after)
        self._publish_timer = QTimer(self, singleShot=True, interval=publish_after)
        self._save_timer.timeout.connect(self._save)
        self._publish_timer.timeout.connect(self._publish)
        self._save_ended.connect(self._after_save)
        self._publish_ended.connect(self._after_publish)
        session.changed.connect(self._on_change)

    @property
    def state(self) -> SaveState:
        return self._state

    @property
    def clean(self) -> bool:
        """Whether the newest value is in the working copy: a crash now would lose nothing."""
        return not self._under_way and self._document.brochure is self._session.brochure

    def save_now(self) -> bool:
        """Save in this thread, whatever it costs (a crash, closing); False if it failed."""
        self._save_timer.stop()
        self._saver.waitForDone()
        self._under_way = 0
        if not self.clean and not self._document.read_only:
            self._show_result(self._keep(self._session.brochure))
        return self.clean

    def publish_now(self, version: str = "") -> None:
        """Write the user's file now, in the background; a `version` names the value to come back to."""
        if not self.save_now():
            return
        self._publish_timer.stop()
        self._show(SaveState(State.SAVING))
        self._in_publisher(lambda: self._publication(version))

    def publish_as(self, path: Path) -> None:
        """Give the document another file and write it, in the background."""
        if not self._document.read_only and not self.save_now():
            return
        self._publish_timer.stop()
        self._show(SaveState(State.SAVING))
        brochure = self._session.brochure
        self._in_publisher(lambda: self._publication_as(path, brochure))

    def close(self, patience: int = 20_000) -> bool:
        """Save and publish what is left, waiting at most `patience` ms for the user's drive.

        Returns whether all work is kept on this computer; what is not published is offered at the next start.
        """
        self._publish_timer.stop()
        kept = self.save_now()
        self._save_timer.stop()
        self._session.changed.disconnect(self._on_change)
        self._save_ended.disconnect(self._after_save)
        self._publish_ended.disconnect(self._after_publish)
        # Closing publishes what is left, and may wait for a slow drive like publishing.
        self._in_publisher(lambda: self._document.close() or PublishResult(Outcome.PUBLISHED, None))
        self._publisher.waitForDone(patience)
        return kept

    def publish_soon(self) -> None:
        """Write the user's file at the next pause: the record has an entry more, which is kept already."""
        if not self._document.read_only:
            self._publish_timer.start()

    def _on_change(self, _before: Brochure, _after: Brochure) -> None:
        if self._document.read_only:
            self._show(SaveState(State.FAILED, READ_ONLY))
            return
        self._show(SaveState(State.SAVING))
        if not self._save_timer.isActive():
            self._save_timer.start()
        self._publish_timer.start()

    def _save(self) -> None:
        brochure = self._session.brochure
        if self.clean:
            self._show(SaveState(State.SAVED, self._place()))
            return
        self._under_way += 1
        self._saver.start(lambda: self._save_ended.emit(self._keep(brochure)))

    def _keep(self, brochure: Brochure) -> str:
        try:
            self._document.save(brochure)
        except FileError as error:
            return str(error)
        except Exception as error:  # a thread must answer, or the window would say "Saving" for ever
            log.exception("Saving failed.")
            return f"{error}. Your text is still in this window."
        return ""

    def _after_save(self, error: str) -> None:
        if self._under_way:  # else save_now has overtaken it
            self._under_way -= 1
            self._show_result(error)

    def _show_result(self, error: str) -> None:
        if error:
            self._show(SaveState(State.FAILED, error))
            self._save_timer.start()  # try again: the disk may have room by then
            return
        if self.clean:
            self._show(SaveState(State.SAVED, self._place()))
        elif not self._save_timer.isActive():
            self._save_timer.start()

    def _publish(self) -> None:
        if self._document.path is None or self._document.read_only:
            return
        if not self.clean:
            self._publish_timer.start()
            return
        self._in_publisher(lambda: self._publication(""))

    def _in_publisher(self, work: Callable[[], PublishResult]) -> None:
        def run() -> None:
            try:
                result = work()
            except FileError as error:
                result = PublishResult(Outcome.FAILED, None, str(error))
            except Exception as error:
                log.exception("Publishing failed.")
                result = PublishResult(
                    Outcome.FAILED, None, f"The file was not written: {error}. Your work is kept."
                )
            self._publish_ended.emit(result)

        self._publisher.start(run)

    def _publication(self, version: str) -> PublishResult:
        if version:
            self._document.name_version(version)
        return self._document.publish()

    def _publication_as(self, path: Path, brochure: Brochure) -> PublishResult:
        result = self._document.publish_as(path)
        if result.outcome is not Outcome.FAILED and self._document.brochure is not brochure:
            # It was read-only until now: what was typed meanwhile is not in the working copy yet.
            self._document.save(brochure)
            result = self._document.publish()
        return result

    def _after_publish(self, result: PublishResult) -> None:
        if self.clean:
            why = result.notice if result.outcome is Outcome.FAILED and self._document.path else self._place()
            self._show(SaveState(State.SAVED, why))
        self.published.emit(result)

    def _place(self) -> str:
        path = self._document.path
        return f"Saved in {path}" if path else "Kept on this computer. Save it to give it a name and a place."

    def _show(self, state: SaveState) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit(state)
