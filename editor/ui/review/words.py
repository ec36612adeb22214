"""Where the parts of a brochure stand, in the words of the window."""

from __future__ import annotations

from editor.core.approval import State
from editor.core.record import Approval, Entry
from editor.core.record_words import day_words, listed, short_day, time_words
from editor.core.review import Signature, signatures
from editor.shell.review_job import Reviewed

STATE_ICONS = {
    State.APPROVED: ("circle-check", "accent"),
    State.CHANGED: ("pencil-line", "warning"),
    State.EXPIRED: ("clock-alert", "warning"),
    State.OPEN: ("circle-dashed", "quiet"),
}
"""How a state is drawn, as (icon, name of the colour)."""


def state_words(reviewed: Reviewed, section_id: str) -> str:
    """Return where a part stands, such as 'Approved by Dr A, 3 May 2026, until 3 May 2027'."""
    status = reviewed.status[section_id]
    signed = signatures(reviewed.record, section_id, status.part.sha256, reviewed.today)
    holding = [each for each in signed if each.holds]
    entry = status.last[0] if status.last else None
    until = entry.act.expires_on if entry and isinstance(entry.act, Approval) else None
    if status.state is State.APPROVED:
        return f"Approved by {_signed(holding)}"
    if status.state is State.EXPIRED and entry and until:
        return f"The approval by {entry.person.name} expired on {short_day(until)}"
    if status.state is State.CHANGED and entry:
        return f"Changed since {entry.person.name} approved it on {_day(entry)}"
    waiting = f"aiting for {listed(each.name for each in status.missing)}" if status.missing else ""
    if holding and waiting:
        return f"Approved by {listed(each.entry.person.name for each in holding)}, w{waiting}"
    return f"W{waiting}" if waiting else "Not approved yet"


def signature_words(signature: Signature) -> str:
    """Return what a signature is worth: 'approved 3 May 2026, 14:05, valid until 3 May 2027'."""
    words = f"approved {local_words(signature.entry)}"
    if signature.approval.whole:
        words += ", as part of the whole"
    if signature.approval.expires_on:
        verb = "expired after" if signature.expired else "valid until"
        words += f", {verb} {day_words(signature.approval.expires_on)}"
    if not signature.current:
        words += "; it was changed since"
    return words + (f". “{signature.approval.note}”" if signature.approval.note else "")


def local_words(entry: Entry) -> str:
    """Return when an entry was made, in local time: '3 May 2026, 14:05'."""
    return time_words(entry.at)


def counted(number: int, one: str, many: str = "") -> str:
    """Return '1 comment' or '2 comments'."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def _signed(holding: list[Signature]) -> str:
    names = listed(each.entry.person.name for each in holding)
    days = [each.approval.expires_on for each in holding if each.approval.expires_on]
    until = f", until {short_day(min(days))}" if days else ""
    return f"{names}, {_day(holding[-1].entry)}{until}"


def _day(entry: Entry) -> str:
    return short_day(entry.time.astimezone())
