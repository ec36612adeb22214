"""The command line. It never imports Qt; the window is started through editor.app alone.

Exit status: 0 done, 1 findings of level error, 2 bad use or bad input.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from editor import __version__, cli_check, cli_export
from editor.cli_common import BAD, DONE, put, say
from editor.core.brochure import Brochure
from editor.files.errors import FileError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    if isinstance(sys.stdout, io.TextIOWrapper):  # a pipe of Windows or an old locale knows few characters
        sys.stdout.reconfigure(errors="backslashreplace")
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except FileError as error:
        say(str(error))
        return BAD
    except BrokenPipeError:  # whoever reads our answer, such as `head`, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
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
    cli_check.add_arguments(command("check", cli_check.run, cli_check.WORDS))
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
    put(f"Made {options.file} from the starter “{options.starter}”.")
    return DONE


def _open(options: argparse.Namespace) -> int:
    from editor import app

    return app.run(options.file)


def _import(options: argparse.Namespace) -> int:
    from editor.files.importing import import_file

    imported = import_file(options.source)
    _write_document(imported.brochure, imported.assets, options.output, options.force)
    sections = len(imported.brochure.sections)
    put(f"Made {options.output} with {sections} sections from {options.source}.")
    for note in imported.notes:
        say(note)
    return DONE


def _doctor(options: argparse.Namespace) -> int:
    from editor.files.doctor import examine

    sound = True
    for fact in examine():
        put(f"{'ok     ' if fact.sound else 'missing'}  {fact.name}: {fact.words}")
        sound = sound and fact.sound
    return DONE if sound else BAD


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


if __name__ == "__main__":
    sys.exit(main())
