"""`candor check`: what the rules find in a brochure or a text."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
from editor.core.brochure import Brochure, Jurisdiction
from editor.core.edits import change_brochure
from editor.files.errors import FileError

if TYPE_CHECKING:
    from editor.check.claims.rules import Pack
    from editor.check.verdict import Verdict
    from editor.core.paper import Form
    from editor.files.document import Document
    from editor.files.texts import Text
    from editor.render.layout import Typesetter

WORDS = "Check a brochure, or a text such as a web page, against the rules."
DETAILS = """\
FILE is a brochure, Markdown, plain text, HTML or a Word document (.docx); "-" reads standard input.
A brochure is checked by the rules for where it is used, a text by all rules; --rules names others.
Lines count in the file for Markdown and plain text, and in the text without its markup for HTML and Word;
in a brochure they count in the field that is named. Nothing is fetched from a network.
Exit status: 0 no errors found, 1 errors found, 2 bad use or a file that cannot be read.
This is not legal advice: a rule that does not match does not make a text lawful."""
NOT_ADVICE = "This is not legal advice."
GENERAL = "general"
STANDARD_INPUT = "standard input"


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a check came to. `brochure` is None for a text; `packs` are those that were used."""

    verdict: Verdict
    packs: tuple[Pack, ...]
    skipped: tuple[str, ...]
    brochure: Brochure | None = None


def add_arguments(check: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    check.formatter_class = argparse.RawDescriptionHelpFormatter
    check.epilog = DETAILS
    check.add_argument("file", type=Path, metavar="FILE")
    check.add_argument(
        "--rules",
        type=_jurisdictions,
        metavar="NAME,...",
        help=f"where the text will be used: {', '.join(Jurisdiction)}; or {GENERAL} alone, whose rules always count",
    )
    check.add_argument("--profile", type=Path, metavar="ICC", help="the print shop's colour profile")
    check.add_argument("--json", action="store_true", help="print one JSON object")
    check.set_defaults(rgb=False, images="cmyk")


def _jurisdictions(text: str) -> tuple[Jurisdiction, ...]:
    known = (GENERAL, *Jurisdiction)
    names = tuple(dict.fromkeys(name.strip().lower() for name in text.split(",")))
    for name in names:
        if name not in known:
            raise argparse.ArgumentTypeError(f"there are no rules “{name}”; choose from {', '.join(known)}")
    return tuple(Jurisdiction(name) for name in names if name != GENERAL)


def run(options: argparse.Namespace) -> int:
    """Check a file and return the exit status."""
    outcome = _from_input(options) if str(options.file) == "-" else _from_file(options)
    if options.json:
        put(json.dumps(_as_json(str(options.file), outcome), indent=2))  # ASCII: valid through any pipe
    else:
        for finding in outcome.verdict.findings:
            put(line_of(outcome.brochure, finding) if outcome.brochure else _line(finding))
        put(_summary(outcome))
    return FINDINGS if counts(outcome.verdict.findings)[Level.ERROR] else DONE


def _from_file(options: argparse.Namespace) -> _Outcome:
    from editor.files.texts import is_brochure, read_bytes, read_text

    path: Path = options.file
    if is_brochure(b"", path.name):
        return _check_brochure(options, path)
    data = read_bytes(path)
    if is_brochure(data, path.name):
        return _check_brochure(options, path)
    return _check_text(options, read_text(data, path.name))


def _from_input(options: argparse.Namespace) -> _Outcome:
    from editor.files.texts import MAX_WORD_BYTES, enough, is_brochure, read_text

    data = sys.stdin.buffer.read(MAX_WORD_BYTES + 1)
    if not is_brochure(data, STANDARD_INPUT):
        return _check_text(options, read_text(enough(data, STANDARD_INPUT), STANDARD_INPUT))
    with tempfile.TemporaryDirectory(prefix="candor-") as folder:
        path = Path(folder) / f"{STANDARD_INPUT}.brochure"
        with path.open("wb") as file:
            file.write(data)
            shutil.copyfileobj(sys.stdin.buffer, file)
        return _check_brochure(options, path)


def _packs() -> tuple[Pack, ...]:
    from editor.files.rule_packs import load_rule_packs
    from editor.files.settings import rules_folder

    return load_rule_packs(rules_folder())


def _check_text(options: argparse.Namespace, text: Text) -> _Outcome:
    from editor.check.claims.checker import check_text
    from editor.check.claims.rules import packs_for
    from editor.check.verdict import judge

    for note in text.notes:
        say(note)
    where = tuple(Jurisdiction) if options.rules is None else options.rules
    packs = _packs()
    report = check_text(text.text, packs, jurisdictions=where, language=text.language)
    # The text has no sections: the one that carried it through the check is no news to anybody.
    report = replace(report, findings=tuple(replace(each, section="") for each in report.findings))
    verdict = judge(report, (), ())
    return _Outcome(verdict, packs_for(packs, where), (*text.skipped, *verdict.skipped))


def _check_brochure(options: argparse.Namespace, path: Path) -> _Outcome:
    from editor.check.claims.rules import packs_for

    packs = _packs()
    with opened(path) as document:
        brochure, form = in_form(document.brochure, None)
        if options.rules is not None:
            brochure = change_brochure(brochure, jurisdictions=options.rules)
        verdict, skipped = _judged(options, document, brochure, form, packs)
    if not brochure.jurisdictions:
        say("The brochure does not say where it will be used, so only the general rules were asked.")
    return _Outcome(verdict, packs_for(packs, brochure.jurisdictions), (*skipped, *verdict.skipped), brochure)


def _judged(
    options: argparse.Namespace,
    document: Document,
    brochure: Brochure,
    form: Form,
    packs: tuple[Pack, ...],
) -> tuple[Verdict, tuple[str, ...]]:
    """Return all that stands, and the rules about the pages and the print shop's file that could not be checked."""
    from editor.files.checking import check_document
    from editor.files.preflight import PRESS_RULES, PRINT_RULES, check_press

    today = datetime.now(UTC).astimezone().date()

    def judged(typesetter: Typesetter | None) -> Verdict:
        return check_document(
            brochure,
            form,
            document.record,
            packs,
            lambda asset: document.get(asset) is not None,
            today,
            typesetter,
        )

    verdict: Verdict | None = None
    skipped: tuple[str, ...] = (*PRINT_RULES, *PRESS_RULES)
    try:
        typesetter = typesetter_for(document)
        verdict, skipped = judged(typesetter), PRESS_RULES
        found = check_press(typesetter, brochure, form, press_options(options, document, announce=False))
        verdict, skipped = replace(verdict, findings=(*verdict.findings, *found)), ()
    except FileError as error:
        say(f"{error} Not checked: {', '.join(skipped)}.")
    return verdict or judged(None), skipped


def _as_json(file: str, outcome: _Outcome) -> dict[str, Any]:
    from editor.check.claims.checker import said

    verdict = outcome.verdict
    return {
        "file": file,
        "said": said(verdict),
        "advice": NOT_ADVICE,
        "findings": [asdict(finding) for finding in verdict.findings],
        "dismissed": [
            {
                **asdict(finding),
                "reason": getattr(entry.act, "reason", ""),
                "who": entry.person.name,
                "role": entry.person.role,
                "when": entry.at,
            }
            for finding, entry in verdict.dismissed
        ],
        "skipped": list(outcome.skipped),
        "rules": [
            {
                "id": pack.id,
                "name": pack.name,
                "version": pack.version,
                "reviewed_on": pack.reviewed_on,
                "jurisdiction": pack.jurisdiction,
                "own": pack.own,
            }
            for pack in outcome.packs
        ],
        "counts": counts(verdict.findings),
    }


def _line(finding: Finding) -> str:
    """Return a finding in a text as one line."""
    where = f"line {finding.line}: " if finding.line else ""
    words = f" ({finding.text})" if finding.text else ""
    return f"{finding.level.word}: {where}{finding.message}{words} [{finding.rule}]"


def _summary(outcome: _Outcome) -> str:
    from editor.check.claims.checker import said

    tally = [
        f"{number} {level.word}{'s' if number != 1 else ''}"
        for level, number in counts(outcome.verdict.findings).items()
        if number
    ]
    lines = [said(outcome.verdict) + (f" {', '.join(tally)}." if tally else "")]
    if outcome.verdict.dismissed:
        lines.append(f"Dismissed with a reason, and not counted: {len(outcome.verdict.dismissed)}.")
    reviewed: dict[str, list[str]] = {}
    for pack in outcome.packs:
        reviewed.setdefault(pack.reviewed_on, []).append(f"{pack.id} {pack.version}")
    rules = "; ".join(f"{', '.join(names)} (reviewed {day})" for day, names in reviewed.items())
    lines.append(f"Rules: {rules}.")
    lines += [f"Not checked: {each}." for each in _by_reason(outcome.skipped)]
    return "\n".join([*lines, NOT_ADVICE])


def _by_reason(skipped: tuple[str, ...]) -> list[str]:
    """Return what was skipped with the rules that share a reason together: "S02, S03: needs a brochure"."""
    rules: dict[str, dict[str, None]] = {}
    for each in skipped:
        rule, colon, why = each.partition(": ")
        rules.setdefault(why if colon else "", {})[rule] = None
    return [", ".join(sorted(names)) + (f": {why}" if why else "") for why, names in rules.items()]
