"""What a finding says: what is the matter, why, where the rule comes from and how much it weighs, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from html import escape

from editor.check.findings import ClaimFinding, Finding
from editor.core.levels import Level
from editor.core.record import Entry, Lowering
from editor.core.record_words import LEVEL_NAMES, day_words, person_words, time_words
from editor.ui.frame.tokens import Tokens

LEVEL_WORDS = {
    Level.ERROR: "Error: stands in the way of an export",
    Level.WARNING: "Warning: look at it before you export",
    Level.INFORMATION: "Note: nothing has to be done",
}
HINT = "Right-click or Ctrl+. to do something about it"
MOST = 3
"""Findings that one tooltip shows."""
WIDTH = 380  # px


def level_colour(level: Level, tokens: Tokens) -> str:
    """Return the colour a level has."""
    return {Level.ERROR: tokens.danger, Level.WARNING: tokens.warning}.get(level, tokens.info)


def source_words(finding: Finding) -> str:
    """Return where a rule comes from and when that was last reviewed; "" if that is not known."""
    source = finding.source
    if source and isinstance(finding, ClaimFinding) and finding.reviewed_on:
        with suppress(ValueError):
            source += f" (reviewed {day_words(date.fromisoformat(finding.reviewed_on))})"
    return source


def tooltip(findings: Sequence[Finding], tokens: Tokens, hint: str = HINT) -> str:
    """Return what findings say as rich text; all words in it are escaped."""
    rows: list[str] = []
    for finding in findings[:MOST]:
        if rows:
            rows.append(_row("<hr>", tokens.text))
        colour, words = level_colour(finding.level, tokens), escape(LEVEL_WORDS[finding.level])
        rows.append(_row(f"<b>{words}</b>", colour))
        rows.append(_row(escape(finding.message), tokens.text))
        if isinstance(finding, ClaimFinding) and finding.why:
            rows.append(_row(f"<b>Why:</b> {escape(finding.why)}", tokens.text))
        if isinstance(finding, ClaimFinding) and finding.suggestions:
            instead = ", ".join(f"“{each}”" for each in finding.suggestions[:MOST])
            rows.append(_row(f"<b>Instead:</b> {escape(instead)}", tokens.text))
        rule = f"Rule {finding.rule}" if isinstance(finding, ClaimFinding) else ""
        quiet = ". ".join(filter(None, (rule, source_words(finding))))
        if quiet:
            rows.append(_row(escape(quiet), tokens.quiet))
    if len(findings) > MOST:
        rows.append(_row(f"And {len(findings) - MOST} more.", tokens.quiet))
    if hint:
        rows.append(_row(escape(hint), tokens.quiet))
    return f'<table width="{WIDTH}" cellspacing="0" cellpadding="2">{"".join(rows)}</table>'


def decided_words(entry: Entry) -> str:
    """Return who decided something, when and why, such as 'Ann, Marketing, 3 May 2027, 14:05: “quoted”'."""
    reason = getattr(entry.act, "reason", "")
    return f"{person_words(entry.person)}, {time_words(entry.at)}" + (f": “{reason}”" if reason else "")


def lowered_words(lowering: Lowering) -> str:
    """Return what the clinic decided about a rule."""
    return f"Rule {lowering.rule} counts as {LEVEL_NAMES[lowering.level]} in this brochure."


def _row(words: str, colour: str) -> str:
    return f'<tr><td style="color:{colour}">{words}</td></tr>'
