"""`candor export`: checks what stands in the way, makes the files, writes them and enters them in the document."""

from __future__ import annotations

import argparse
import getpass
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from editor.check.findings import Finding
from editor.check.gate import DRAFT_REQUIRED, Gate, gate
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
from editor.core.brochure import Brochure, Person
from editor.files.errors import FileError

if TYPE_CHECKING:
    from editor.core.record import Export
    from editor.files.audit import Exporting
    from editor.files.document import Document
    from editor.files.export import AuditFiles
    from editor.render.layout import Typesetter

WORDS = "Export a brochure."
PRODUCTS = ("html", "pdf", "sheets", "png", "press")
IMAGES = ("cmyk", "tagged-rgb")


def add_arguments(export: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    export.add_argument("file", type=Path, metavar="FILE")
    export.add_argument("--to", choices=PRODUCTS, required=True)
    export.add_argument("-o", "--output", type=Path, required=True, metavar="OUT")
    export.add_argument("--form", metavar="NAME", help="print form, instead of the brochure's own")
    export.add_argument("--draft", action="store_true", help="mark every page as a draft")
    export.add_argument(
        "--audit", action="store_true", help="write an audit pack beside it: OUT-audit.pdf and OUT-audit.json"
    )
    export.add_argument(
        "--override", default="", metavar="REASON", help="export despite errors; the reason is kept in FILE"
    )
    export.add_argument("--person", default="", metavar="NAME", help="who exports, for the record in FILE")
    export.add_argument("--role", default="", metavar="ROLE", help="what that person is in the clinic")
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


def run(options: argparse.Namespace) -> int:
    """Export and return the exit status: FINDINGS where errors stand in the way, and nothing is written then."""
    from editor.files.audit import act_of
    from editor.files.export import exported_files, save_export
    from editor.render.products import Product, produce

    with opened(options.file) as document:
        product = Product(options.to)
        typesetter = typesetter_for(document)
        exporting = _checked(options, document, typesetter)
        stands, brochure = exporting.gate, exporting.brochure
        if not stands.lets_pass(draft=options.draft, reason=options.override):
            _refuse(stands, brochure)
            return FINDINGS
        press = press_options(options, document) if product is Product.PRESS else None
        produced = produce(
            typesetter,
            brochure,
            exporting.form,
            product,
            draft=stands.marked(options.draft),
            progress=lambda words, done, total: None,
            press=press,
        )
        files = exported_files(produced, options.output)
        act = act_of(exporting, options.to, files, draft=options.draft, reason=options.override)
        audit = _audit(exporting, act, typesetter) if options.audit else None
        report = save_export(produced, options.output, audit)
        put(f"Wrote {', '.join(map(str, report.files))} ({report.size / 1024:.0f} KB).")
        _tell(stands, brochure, exporting.verdict.skipped, draft=options.draft)
        for note in report.notes:
            say(note)
        if report.assurance:
            put(report.assurance)
        act = act_of(exporting, options.to, report.exported, draft=options.draft, reason=options.override)
        _enter(options.file, document, exporting.person, act)
    return DONE


def _checked(options: argparse.Namespace, document: Document, typesetter: Typesetter) -> Exporting:
    """Check the document as it will be exported."""
    from editor.files.audit import Exporting
    from editor.files.checking import check_document
    from editor.files.rule_packs import load_rule_packs
    from editor.files.settings import rules_folder

    brochure, form = in_form(document.brochure, options.form)
    now, record, packs = datetime.now().astimezone(), document.record, load_rule_packs(rules_folder())
    verdict = check_document(
        brochure,
        form,
        record,
        packs,
        lambda asset: document.get(asset) is not None,
        now.date(),
        typesetter,
    )
    on_paper = options.to != "html"
    stands = gate(verdict.findings, brochure, record, now.date(), on_paper=on_paper)
    return Exporting(brochure, form, verdict, stands, record, packs, _person(options), now, on_paper)


def _person(options: argparse.Namespace) -> Person:
    """Return who exports: as named, else as in the settings, else the system's user."""
    from editor.files.settings import load_settings, settings_path

    kept = load_settings(settings_path()).person
    if options.person.strip():
        return Person(options.person.strip(), options.role.strip())
    if kept:
        return Person(kept.name, options.role.strip() or kept.role)
    try:
        name = getpass.getuser().strip()
    except (OSError, KeyError, ImportError):  # a system that names nobody
        name = ""
    return Person(name or "Unknown", options.role.strip())


def _refuse(stands: Gate, brochure: Brochure) -> None:
    """Say what stands in the way and what to do."""
    for finding in (*stands.barring, *stands.errors):
        say(line_of(brochure, finding))
    if stands.barring:
        say(
            "Nothing was exported, because a patient's consent has ended or was withdrawn. No reason overrides that, "
            "and a draft would hold it too: take the section out, or hide it."
        )
        return
    errors = "an error" if len(stands.errors) == 1 else f"{len(stands.errors)} errors"
    say(
        f"Nothing was exported, because of {errors}. Correct what is named above; or add --draft to mark every page as "
        'a draft; or add --override "your reason", which is kept in the document.'
    )


def _tell(stands: Gate, brochure: Brochure, skipped: Sequence[str], *, draft: bool) -> None:
    """Say what was found, beside what was written."""
    if stands.draft_required and not draft:
        say(DRAFT_REQUIRED)
    shown: tuple[Finding, ...] = (*stands.errors, *stands.warnings)
    for finding in shown:
        say(line_of(brochure, finding))
    for words in skipped:
        say(f"Not checked: {words}.")


def _audit(exporting: Exporting, act: Export, typesetter: Typesetter) -> AuditFiles:
    from editor.files.audit import audit_json, audit_of
    from editor.files.export import AuditFiles
    from editor.render.audit_page import audit_pdf

    audit = audit_of(exporting, act)
    return AuditFiles(audit_json(audit), audit_pdf(typesetter, audit))


def _enter(path: Path, document: Document, person: Person, act: Export) -> None:
    """Enter the export in the document's record, or say why it is not there: the files are written in any case."""
    from editor.files.document import Outcome
    from editor.files.workspace import Workspace

    try:
        with Workspace.default().catalogue():  # no window opens it meanwhile
            _check_free(path)
            entry = document.decide(person, act)
            result = document.publish()
    except FileError as error:
        say(f"The export was not entered in {path}: {error}")
        return
    if result.outcome is Outcome.FAILED:
        say(f"The export was not entered in {path}: {result.notice}")
        return
    put(f"Entered in {result.path}, which changed by this, as number {entry.number} of its record.")
    if result.notice:
        say(result.notice)


def _check_free(path: Path) -> None:
    """Raise FileError if a file is open in a window, has work waiting for it, or is not to be written."""
    from editor.files.working_copy import take_lock
    from editor.files.workspace import Workspace, real_path

    for folder, state in Workspace.default().copies_of(real_path(path)):
        lock = take_lock(folder)
        if lock:
            lock.release()
        if lock is None or state.ahead:
            raise FileError("it is open in a window. Export from there, or close it first.")
    try:
        writable = path.stat().st_mode & 0o222
    except OSError as error:
        raise FileError("it is no longer there.") from error
    if not writable:
        raise FileError("it may only be read. Make it writable if exports are to be kept in it.")
