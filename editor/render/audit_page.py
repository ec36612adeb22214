"""The audit pack as a PDF/UA-1 that a person can read: templates/audit, set by the engine that sets brochures."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from editor.core.audit import Audit
from editor.core.levels import Level
from editor.core.record_words import day_words, listed
from editor.render.theme import css_string

if TYPE_CHECKING:
    from editor.render.layout import Typesetter

MOST_ROWS = 300
"""Rows of a table in print; the JSON file has them all."""
MOST_ENTRIES = 40
"""Entries of the record in print."""
_PRODUCTS = {
    "html": "Web page",
    "pdf": "PDF to share",
    "png": "Pictures",
    "sheets": "Printed sheets",
    "press": "For the print shop",
}
_PLACES = {
    "us": "United States",
    "us-ca": "California",
    "us-wa": "Washington",
    "us-fl": "Florida",
    "uk": "United Kingdom",
    "eu": "European Union",
    "au": "Australia",
}
_LEVELS = {"error": "Error", "warning": "Warning", "information": "Note"}
_STATES = {
    "approved": "Approved",
    "open": "Not approved",
    "changed": "Changed since approval",
    "expired": "Approval expired",
}


def audit_pdf(typesetter: Typesetter, audit: Audit) -> bytes:
    """Return the audit pack as a tagged PDF. Long tables are cut, which the page says."""
    environment = _environment(typesetter.themes.root)
    context = {
        "audit": audit,
        "summary": summary(audit),
        "entries": tuple(reversed(audit.record[-MOST_ENTRIES:])),
        "most": MOST_ROWS,
        "products": defaultdict(str, _PRODUCTS),
        "places": defaultdict(str, _PLACES),
        "states": _STATES,
        "footer": f"Audit pack: {_short(audit.title)}",
    }
    html = environment.get_template("audit.html.j2").render(context)
    return typesetter.tagged_pdf(html, environment.get_template("audit.css.j2").render(context))


def summary(audit: Audit) -> str:
    """Return the outcome in three sentences. None of them says that the brochure is lawful."""
    backed = sum(each.backed for each in audit.claims)
    claims = (
        f"{backed} of {_count(len(audit.claims), 'claim')} {'is' if len(audit.claims) == 1 else 'are'} backed."
        if audit.claims
        else "No claims were found."
    )
    levels = [each.level for each in audit.findings]
    found = [
        _count(number, word)
        for level, word in ((Level.ERROR, "error"), (Level.WARNING, "warning"), (Level.INFORMATION, "note"))
        if (number := levels.count(level.value))
    ]
    stood = f"{listed(found)} stood." if found else "No rule matched."
    approved = "The content is approved." if audit.approved else "The content is not wholly approved."
    return f"{claims} {stood} {approved}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _short(title: str) -> str:
    return title if len(title) <= 90 else title[:89].rstrip() + "…"


def _environment(root: Path) -> jinja2.Environment:
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader(root / "audit"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "css_string": css_string,
        "day": lambda day: day_words(date.fromisoformat(day)),
        "first_capital": lambda text: text[:1].upper() + text[1:],
        "level": _LEVELS.__getitem__,
        "moment": _moment,
    }
    return environment


def _moment(at: str) -> str:
    when = datetime.fromisoformat(at)
    return f"{day_words(when)}, {when:%H:%M}"
