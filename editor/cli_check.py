"""`candor check`: what the rules find in a brochure or a text."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from editor.check.completeness import check_completeness
from editor.check.findings import Finding, Level, counts
from editor.cli_common import (
    DONE,
    FINDINGS,
    in_form,
    line_of,
    opened,
    press_options,
    put,
    say,
    typesetter_for,
)
from editor.core.brochure import Brochure
from editor.core.paper import Form
from editor.files.errors import FileError

if TYPE_CHECKING:
    from editor.files.document import Document


def check(options: argparse.Namespace) -> int:
    """Check a file and return the exit status."""
    with opened(options.file) as document:
        brochure, form = in_form(document.brochure, None)
        findings = check_completeness(brochure, lambda asset: document.get(asset) is not None)
        printed, skipped = _check_print(options, document, brochure, form)
        findings += printed
    tally = counts(findings)
    if options.json:
        put(
            json.dumps(
                {
                    "file": str(options.file),
                    "findings": [asdict(finding) for finding in findings],
                    "skipped": list(skipped),
                    "counts": tally,
                },
                ensure_ascii=False,
                indent=2,
            )
        )
    else:
        for finding in findings:
            put(line_of(brochure, finding))
        if not findings:
            put("No rule matched." + (f" Skipped: {', '.join(skipped)}." if skipped else ""))
    return FINDINGS if tally[Level.ERROR] else DONE


def _check_print(
    options: argparse.Namespace, document: Document, brochure: Brochure, form: Form
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Return what the laid-out pages and the print shop's file show, and the rules that could not be checked."""
    from editor.files.preflight import PRESS_RULES, PRINT_RULES, check_press, check_printed

    findings: tuple[Finding, ...] = ()
    skipped: tuple[str, ...] = (*PRINT_RULES, *PRESS_RULES)
    try:
        typesetter = typesetter_for(document)
        findings += check_printed(typesetter, brochure, form)
        skipped = PRESS_RULES
        press = press_options(options, document, announce=False)
        findings += check_press(typesetter, brochure, form, press)
        skipped = ()
    except FileError as error:
        say(f"{error} Not checked: {', '.join(skipped)}.")
    return findings, skipped
