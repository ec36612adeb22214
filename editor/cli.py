"""The command line. It never imports Qt; the window is started through editor.app alone.

Exit status: 0 done, 1 findings of level error, 2 bad use or bad input.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from editor import __version__, cli_export
from editor.check.completeness import check_completeness
from editor.check.findings import Finding, Level, counts
from editor.cli_common import (
    BAD,
    DONE,
    FINDINGS,
    IMAGES,
    in_form,
    line_of,
    press_options,
    say,
    show,
    typesetter_for,
    write_document,
)
from editor.cli_common import (
    opened as opened_document,
)
from editor.core.brochure import Brochure
from editor.core.paper import Form
from editor.files.errors import FileError

if TYPE_CHECKING:
    from editor.files.document import Document


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except FileError as error:
        say(str(error))
        return BAD
    except KeyboardInterrupt:
        say("Stopped. What was already written is whole.")
        return BAD


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="candor", description="Write, check and export clinic brochures.")
    parser.add_argument("--version", action="version", version=f"Candor {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(
        name: str, function: Callable[[argparse.Namespace], int], words: str
    ) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=words, description=words)
        sub.set_defaults(command=function)
        return sub

    new = command("new", _new, "Make a brochure from a starter.")
    new.add_argument("file", type=Path, metavar="FILE")
    new.add_argument("--starter", default="hair-restoration", metavar="NAME")
    new.add_argument("--force", action="store_true", help="replace FILE if it exists")
    opened = command("open", _open, "Open a brochure in the editor.")
    opened.add_argument("file", type=Path, nargs="?", metavar="FILE")
    cli_export.add_arguments(command("export", cli_export.run, cli_export.WORDS))
    check = command("check", _check, "Check a brochure.")
    check.add_argument("file", type=Path, metavar="FILE")
    check.add_argument("--profile", type=Path, metavar="ICC", help="the print shop's colour profile")
    check.set_defaults(rgb=False, images=IMAGES[0])
    check.add_argument("--json", action="store_true", help="print one JSON object")
    imported = command("import", _import, "Make a brochure from a Markdown or text file.")
    imported.add_argument("source", type=Path, metavar="SOURCE")
    imported.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    imported.add_argument("--force", action="store_true", help="replace FILE if it exists")
    command("doctor", _doctor, "Say which versions, libraries and fonts are here, and what is missing.")
    return parser


def _new(options: argparse.Namespace) -> int:
    from editor.files.starters import load_starter

    brochure, assets = load_starter(options.starter)
    write_document(brochure, assets, options.file, options.force)
    show(f"Made {options.file} from the starter “{options.starter}”.")
    return DONE


def _open(options: argparse.Namespace) -> int:
    from editor import app

    return app.run(options.file)


def _import(options: argparse.Namespace) -> int:
    from editor.files.importing import import_file

    imported = import_file(options.source)
    write_document(imported.brochure, imported.assets, options.output, options.force)
    sections = len(imported.brochure.sections)
    show(f"Made {options.output} with {sections} sections from {options.source}.")
    for note in imported.notes:
        say(note)
    return DONE


def _check(options: argparse.Namespace) -> int:
    with opened_document(options.file) as document:
        brochure, form = in_form(document.brochure, None)
        findings = check_completeness(brochure, lambda asset: document.get(asset) is not None)
        printed, skipped = _check_print(options, document, brochure, form)
        findings += printed
    tally = counts(findings)
    if options.json:
        show(
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
            show(line_of(brochure, finding))
        if not findings:
            show("No rule matched." + (f" Skipped: {', '.join(skipped)}." if skipped else ""))
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


def _doctor(options: argparse.Namespace) -> int:
    from editor.files.doctor import examine

    sound = True
    for fact in examine():
        show(f"{'ok     ' if fact.sound else 'missing'}  {fact.name}: {fact.words}")
        sound = sound and fact.sound
    return DONE if sound else BAD


if __name__ == "__main__":
    sys.exit(main())
