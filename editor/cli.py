"""The command line. It never imports Qt; the window is started through editor.app alone.

Exit status: 0 done, 1 findings of level error, 2 bad use or bad input.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from editor import __version__
from editor.check.completeness import check_completeness
from editor.check.findings import Finding, Level, counts
from editor.check.fit import check_fit
from editor.core.brochure import Brochure
from editor.core.edits import change_brochure
from editor.core.paper import Form
from editor.files.errors import FileError

if TYPE_CHECKING:
    from editor.files.document import Document
    from editor.render.layout import Typesetter
    from editor.render.press_options import PressOptions

DONE, FINDINGS, BAD = 0, 1, 2
PRODUCTS = ("html", "pdf", "sheets", "png", "press")
IMAGES = ("cmyk", "tagged-rgb")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except FileError as error:
        _say(str(error))
        return BAD
    except KeyboardInterrupt:
        _say("Stopped. What was already written is whole.")
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
    export = command("export", _export, "Export a brochure.")
    export.add_argument("file", type=Path, metavar="FILE")
    export.add_argument("--to", choices=PRODUCTS, required=True)
    export.add_argument("-o", "--output", type=Path, required=True, metavar="OUT")
    export.add_argument("--form", metavar="NAME", help="print form, instead of the brochure's own")
    export.add_argument("--draft", action="store_true", help="mark every page as a draft")
    press = export.add_argument_group("for the print shop (--to press)")
    intent = press.add_mutually_exclusive_group()
    intent.add_argument("--profile", type=Path, metavar="ICC", help="the print shop's colour profile")
    intent.add_argument("--rgb", action="store_true", help="RGB with an sRGB intent instead of printing inks")
    press.add_argument(
        "--images",
        choices=IMAGES,
        default=IMAGES[0],
        help="pictures in inks, or in RGB that names its profile",
    )
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
    _write_document(brochure, assets, options.file, options.force)
    _print(f"Made {options.file} from the starter “{options.starter}”.")
    return DONE


def _open(options: argparse.Namespace) -> int:
    from editor import app

    return app.run(options.file)


def _import(options: argparse.Namespace) -> int:
    from editor.files.importing import import_file

    imported = import_file(options.source)
    _write_document(imported.brochure, imported.assets, options.output, options.force)
    sections = len(imported.brochure.sections)
    _print(f"Made {options.output} with {sections} sections from {options.source}.")
    for note in imported.notes:
        _say(note)
    return DONE


def _export(options: argparse.Namespace) -> int:
    from editor.files.export import save_export
    from editor.render.products import Product, produce

    with _document(options.file) as document:
        brochure, form = _in_form(document.brochure, options.form)
        press = _press_options(options, document) if options.to == Product.PRESS else None
        produced = produce(
            _typesetter(document),
            brochure,
            form,
            Product(options.to),
            draft=options.draft,
            progress=lambda words, done, total: None,
            press=press,
        )
        findings = check_completeness(brochure, lambda asset: document.get(asset) is not None)
    report = save_export(produced, options.output)
    names = ", ".join(map(str, report.files))
    _print(f"Wrote {names} ({report.size / 1024:.0f} KB).")
    for finding in (*check_fit(brochure, form, produced.oversets), *findings):
        if finding.rule in ("overset", "image-unresolved", "citation-unresolved"):
            _say(_line(brochure, finding))
    for note in report.notes:
        _say(note)
    if report.assurance:
        _print(report.assurance)
    return DONE


def _press_options(options: argparse.Namespace, document: Document, *, announce: bool = True) -> PressOptions:
    """Return how to print: with the profile named, else the clinic's, else one that the system has.

    `announce` says which one was taken.
    """
    from datetime import UTC, datetime

    from editor.files.profiles import choose_profile
    from editor.files.settings import load_settings, settings_path
    from editor.render.press_options import Images, PressOptions

    profile = None
    if not options.rgb:
        remembered = load_settings(settings_path()).press_profile
        chosen = options.profile or (Path(remembered) if remembered else None)
        profile, words = choose_profile(chosen)
        if words and announce:
            _say(words)
    named = next((version.name for version in document.versions() if version.name), "")
    return PressOptions(profile, datetime.now(UTC).astimezone(), Images(options.images), named)


def _check(options: argparse.Namespace) -> int:
    with _document(options.file) as document:
        brochure, form = _in_form(document.brochure, None)
        findings = check_completeness(brochure, lambda asset: document.get(asset) is not None)
        printed, skipped = _check_print(options, document, brochure, form)
        findings += printed
    tally = counts(findings)
    if options.json:
        _print(
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
            _print(_line(brochure, finding))
        if not findings:
            _print("No rule matched." + (f" Skipped: {', '.join(skipped)}." if skipped else ""))
    return FINDINGS if tally[Level.ERROR] else DONE


def _check_print(
    options: argparse.Namespace, document: Document, brochure: Brochure, form: Form
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Return what the laid-out pages and the print shop's file show, and the rules that could not be checked."""
    from editor.files.preflight import PRESS_RULES, PRINT_RULES, check_press, check_printed

    findings: tuple[Finding, ...] = ()
    skipped: tuple[str, ...] = (*PRINT_RULES, *PRESS_RULES)
    try:
        typesetter = _typesetter(document)
        findings += check_printed(typesetter, brochure, form)
        skipped = PRESS_RULES
        press = _press_options(options, document, announce=False)
        findings += check_press(typesetter, brochure, form, press)
        skipped = ()
    except FileError as error:
        _say(f"{error} Not checked: {', '.join(skipped)}.")
    return findings, skipped


def _doctor(options: argparse.Namespace) -> int:
    from editor.files.doctor import examine

    sound = True
    for fact in examine():
        _print(f"{'ok     ' if fact.sound else 'missing'}  {fact.name}: {fact.words}")
        sound = sound and fact.sound
    return DONE if sound else BAD


@contextmanager
def _document(path: Path) -> Iterator[Document]:
    """Open a document for reading, in a working copy that goes away again."""
    from editor.files.document import Document
    from editor.files.workspace import Workspace

    with tempfile.TemporaryDirectory(prefix="candor-") as folder:
        document = Document.open(Workspace(Path(folder)), path)
        try:
            yield document
        finally:
            document.close()


def _write_document(brochure: Brochure, assets: dict[str, bytes], path: Path, replace: bool) -> None:
    from editor.files.document import Document, Outcome
    from editor.files.workspace import Workspace

    if path.exists() and not replace:
        raise FileError(
            f"“{path}” exists already and was left as it is. Choose another name, or add --force."
        )
    with tempfile.TemporaryDirectory(prefix="candor-") as folder:
        document = Document.create(Workspace(Path(folder)), brochure, assets)
        try:
            result = document.publish_as(path)
        finally:
            document.close()
    if result.outcome is Outcome.FAILED:
        raise FileError(result.notice)


def _in_form(brochure: Brochure, form_id: str | None) -> tuple[Brochure, Form]:
    from editor.files.resources import load_forms
    from editor.files.settings import forms_folder

    forms = load_forms(forms_folder(), lambda error: _say(str(error)))
    brochure = change_brochure(brochure, form=form_id) if form_id else brochure
    if brochure.form not in forms:
        raise FileError(
            f"There is no print form “{brochure.form}”. Choose one of {', '.join(forms)} with --form."
        )
    return brochure, forms[brochure.form]


def _typesetter(document: Document) -> Typesetter:
    """Return a typesetter for a document; FileError if a library it needs is missing."""
    from editor.files.doctor import NO_PANGO
    from editor.files.resources import template_root
    from editor.render.faces import FaceError, default_cache, ensure_faces
    from editor.render.libraries import loader_alone
    from editor.render.theme import Themes

    try:
        with loader_alone():
            from editor.render.layout import Typesetter

        return Typesetter(Themes(template_root()), ensure_faces(default_cache()), document.get)
    except OSError as error:
        raise FileError(NO_PANGO) from error
    except FaceError as error:
        raise FileError(str(error)) from error


def _line(brochure: Brochure, finding: Finding) -> str:
    titles = {section.id: section.title or section.kind.value for section in brochure.sections}
    where = f"{titles.get(finding.section, 'brochure')}: "
    words = f" ({finding.text})" if finding.text and finding.text != titles.get(finding.section) else ""
    return f"{finding.level.value}: {where}{finding.message}{words} [{finding.rule}]"


def _print(words: str) -> None:
    print(words)


def _say(words: str) -> None:
    print(f"candor: {words}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
