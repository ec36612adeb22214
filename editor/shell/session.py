"""The session: the one brochure being edited, its undo stack and its selection.

`Session.apply` is the only way a brochure changes. Undo is the same path the other way: it swaps values.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from editor.core.brochure import Brochure

Edit = Callable[[Brochure], Brochure]


class _Swap(QUndoCommand):
    """Replace one value by another. Swaps with the same non-empty merge key that follow each other become one."""

    def __init__(self, session: Session, words: str, before: Brochure, after: Brochure, merge: str) -> None:
        super().__init__(words)
        # Weakly: the stack belongs to the session, and clearing it must not be what ends the session.
        self.session = weakref.ref(session)
        self.before, self.after, self.merge = before, after, merge
        self._done = False

    def redo(self) -> None:
        session = self.session()
        if session is not None:
            session._put(self.after)
            if self._done:
                session._show_change(self.before, self.after)
        self._done = True

    def undo(self) -> None:
        session = self.session()
        if session is not None:
            session._put(self.before)
            session._show_change(self.after, self.before)

    def id(self) -> int:
        return 1 if self.merge else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Swap) or other.merge != self.merge:
            return False
        self.after = other.after
        if self.after == self.before:
            self.setObsolete(True)
        return True


class Session(QObject):
    """The brochure, its history and which section is selected.

    changed(before, after): the value was replaced; listeners compare by identity and do only what changed.
    selected(section_id): another section is selected ("" for none).
    """

    changed = Signal(object, object)
    selected = Signal(str)

    def __init__(self, brochure: Brochure, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._brochure = brochure
        self._selection = brochure.sections[0].id if brochure.sections else ""
        self._breaks = 0
        self.undo_stack = QUndoStack(self)
        # Commands are Python objects that the stack owns: they must be gone before the interpreter is.
        weakref.finalize(self, _clear, self.undo_stack)

    @property
    def brochure(self) -> Brochure:
        return self._brochure

    @property
    def selection(self) -> str:
        return self._selection

    def apply(self, words: str, edit: Edit, merge: str = "") -> None:
        """Change the brochure by `edit`; `words` name the change in the undo menu ("Move section").

        Changes with the same `merge` key (say "text:<section id>:<field>") that follow each other undo as one, until
        `break_merge` is called. An edit that returns the same or an equal value leaves no trace.
        """
        after = edit(self._brochure)
        if after is self._brochure or after == self._brochure:
            return
        key = f"{merge}#{self._breaks}" if merge else ""
        self.undo_stack.push(_Swap(self, words, self._brochure, after, key))

    def break_merge(self) -> None:
        """Let the next change be an undo step of its own (the user paused, left the field, saved)."""
        self._breaks += 1

    def select(self, section_id: str) -> None:
        """Select a section; an unknown identifier selects none."""
        known = any(section.id == section_id for section in self._brochure.sections)
        section_id = section_id if known else ""
        if section_id != self._selection:
            self._selection = section_id
            self.break_merge()
            self.selected.emit(section_id)

    def _put(self, brochure: Brochure) -> None:
        before, self._brochure = self._brochure, brochure
        self.changed.emit(before, brochure)
        if self._selection and all(section.id != self._selection for section in brochure.sections):
            self.select(_neighbour(before, brochure, self._selection))

    def _show_change(self, before: Brochure, after: Brochure) -> None:
        """Select the section that undo or redo has changed, so that the user sees what happened."""
        changed = _changed_sections(before, after)
        if changed and self._selection not in changed:
            self.select(changed[0])


def _changed_sections(before: Brochure, after: Brochure) -> list[str]:
    """Return the sections of `after` that differ from before or stand elsewhere; the moved one first."""
    old = {section.id: section for section in before.sections}
    changed = [
        each.id for each in after.sections if old.get(each.id) is not each and old.get(each.id) != each
    ]
    were = [each.id for each in before.sections]
    are = [each.id for each in after.sections]
    if changed or len(were) != len(are) or were == are:
        return changed
    first = next(number for number, ident in enumerate(are) if were[number] != ident)
    for moved in (are[first], were[first]):
        if [each for each in were if each != moved] == [each for each in are if each != moved]:
            return [moved]
    return []


def _clear(stack: QUndoStack) -> None:
    with suppress(RuntimeError):  # it went with its session
        stack.clear()


def _neighbour(before: Brochure, after: Brochure, gone: str) -> str:
    """Return the section that now stands where the vanished one stood."""
    if not after.sections:
        return ""
    return after.sections[min(before.index(gone), len(after.sections) - 1)].id
