"""`candor export`: makes the files, checks them and writes them."""

from __future__ import annotations

import argparse
from pathlib import Path

from editor.check.completeness import check_completeness
from editor.check.fit import check_fit
from editor.cli_common import DONE, in_form, line_of, opened, press_options, put, say, typesetter_for

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
    from editor.files.export import save_export
    from editor.render.products import Product, produce

    with opened(options.file) as document:
        brochure, form = in_form(document.brochure, options.form)
        press = press_options(options, document) if options.to == Product.PRESS else None
        produced = produce(
            typesetter_for(document),
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
    put(f"Wrote {names} ({report.size / 1024:.0f} KB).")
    for finding in (*check_fit(brochure, form, produced.oversets), *findings):
        if finding.rule in ("overset", "image-unresolved", "citation-unresolved"):
            say(line_of(brochure, finding))
    for note in report.notes:
        say(note)
    if report.assurance:
        put(report.assurance)
    return DONE
