"""The audit pack: puts together what there is to say of an export, and writes it as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime

from editor import __version__
from editor.check.claims.evidence import Claim, Status
from editor.check.claims.rules import Pack, packs_for
from editor.check.consent import State, is_testimonial, shows_patient, standing_of
from editor.check.findings import Finding
from editor.check.gate import Gate
from editor.check.verdict import Verdict
from editor.core.approval import FRAME, PartStatus, approval_status, content_hash, is_approved, part_of
from editor.core.audit import (
    Audit,
    AuditClaim,
    AuditComment,
    AuditConsent,
    AuditDismissal,
    AuditEntry,
    AuditFinding,
    AuditLowering,
    AuditPack,
    AuditPart,
    AuditReference,
)
from editor.core.brochure import Brochure, Person, Reference, Section
from editor.core.citations import cited_keys
from editor.core.markdown import to_plain
from editor.core.paper import Form, reading_order
from editor.core.record import Approval, Dismissal, Export, ExportedFile, Lowering, Record, in_force
from editor.core.record_words import deed_of, titles_of
from editor.core.review import threads

RECORD_KEPT = 200
"""Entries of the record in an audit pack; the document has them all."""
_BACKED = (Status.BACKED, Status.THIN_LABELLED)


@dataclass(frozen=True, slots=True)
class Exporting:
    """An export that is being made: what, by whom, when (with time zone), and what was found before.

    `packs` are all rule packs there are. `record` is the document's before this export is entered.
    """

    brochure: Brochure
    form: Form
    verdict: Verdict
    gate: Gate
    record: Record
    packs: tuple[Pack, ...]
    person: Person
    now: datetime
    on_paper: bool = True


def act_of(
    exporting: Exporting, product: str, files: tuple[ExportedFile, ...], *, draft: bool, reason: str = ""
) -> Export:
    """Return the entry of an export for the record; `draft` and `reason` as the user gave them."""
    gate = exporting.gate
    return Export(
        product,
        files,
        content_hash(exporting.brochure),
        gate.marked(draft),
        gate.override(reason),
        exporting.verdict.packs,
        gate.standing(),
    )


def audit_of(exporting: Exporting, act: Export) -> Audit:
    """Return the audit pack of an export, of which `act` is the entry to be."""
    brochure, record, gate = exporting.brochure, exporting.record, exporting.gate
    titles = titles_of(brochure)
    today = exporting.now.date()
    numbers = _numbers(exporting)
    return Audit(
        title=to_plain(brochure.title, brochure.language),
        language=brochure.language,
        clinic=brochure.brand.name,
        jurisdictions=tuple(each.value for each in brochure.jurisdictions),
        audience=brochure.audience.value,
        form=exporting.form.name if exporting.on_paper else "",
        product=act.product,
        content_sha256=act.content,
        files=act.files,
        person=exporting.person,
        at=exporting.now.astimezone(UTC).isoformat(timespec="seconds"),
        draft=act.draft,
        draft_required=gate.draft_required,
        override=act.override,
        claims=tuple(_claim(each, numbers, titles) for each in _each_once(exporting.verdict.claims)),
        references=tuple(_reference(number, key, brochure) for key, number in numbers.items()),
        findings=tuple(_finding(each, titles, each in gate.barring) for each in gate.findings),
        dismissed=tuple(_dismissals(exporting.verdict, titles)),
        lowered=tuple(_lowerings(record)),
        skipped=exporting.verdict.skipped,
        approved=is_approved(brochure, record, today),
        approvals=tuple(_parts(brochure, record, titles, today)),
        comments=tuple(_comments(record, titles)),
        consents=tuple(_consents(brochure, titles, today)),
        packs=tuple(map(_pack, packs_for(exporting.packs, brochure.jurisdictions))),
        record=tuple(
            AuditEntry(each.number, each.at, each.person, deed_of(each.act, titles, record), each.sha256)
            for each in record[-RECORD_KEPT:]
        ),
        record_length=len(record),
        record_sha256=record[-1].sha256 if record else "",
        program=f"Candor {__version__}",
    )


def audit_json(audit: Audit) -> bytes:
    """Return the audit pack as JSON with sorted keys; core.audit says what they mean."""
    return (json.dumps(asdict(audit), ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def _numbers(exporting: Exporting) -> dict[str, int]:
    """Return the printed numbers of the cited references by key, in the order a reader meets them."""
    brochure = exporting.brochure
    if exporting.on_paper:
        order: Iterable[Section] = reading_order(brochure, exporting.form)
    else:
        order = (each for each in brochure.sections if not each.hidden)
    known = [key for key in cited_keys(order) if brochure.reference(key)]
    return {key: number for number, key in enumerate(known, 1)}


def _each_once(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Yield every sentence once, though several rules may see a claim in it: with the worst of its statuses."""
    worst: dict[tuple[str, str, int], Claim] = {}
    for each in claims:
        place = (each.section, each.place, each.start)
        seen = worst.get(place)
        if seen is None or (seen.status in _BACKED and each.status not in _BACKED):
            worst[place] = each
    yield from worst.values()


def _claim(claim: Claim, numbers: Mapping[str, int], titles: Mapping[str, str]) -> AuditClaim:
    return AuditClaim(
        claim.sentence,
        claim.section,
        titles.get(claim.section, ""),
        tuple(sorted({numbers[key] for key in claim.keys if key in numbers})),
        tuple(dict.fromkeys(key for key in claim.keys if key not in numbers)),
        claim.status.value,
        claim.status in _BACKED,
    )


def _reference(number: int, key: str, brochure: Brochure) -> AuditReference:
    reference = brochure.reference(key) or Reference(key)
    return AuditReference(
        number, key, _one_line(reference), reference.study, reference.people, _day(reference.expires_on)
    )


def _one_line(reference: Reference) -> str:
    """Return a reference as it is printed, without its number."""
    when = ";".join(filter(None, (str(reference.year or ""), reference.locator)))
    printed = " ".join(filter(None, (reference.journal, when)))
    address = f"doi:{reference.doi}" if reference.doi else reference.url
    parts = (reference.authors, reference.title, printed, address)
    return ". ".join(each.rstrip(". ") for each in parts if each) or reference.key


def _finding(finding: Finding, titles: Mapping[str, str], barring: bool = False) -> AuditFinding:
    return AuditFinding(
        finding.rule,
        finding.level.value,
        finding.section,
        titles.get(finding.section, "") if finding.section else "",
        finding.text,
        finding.message,
        finding.source,
        barring,
    )


def _dismissals(verdict: Verdict, titles: Mapping[str, str]) -> Iterator[AuditDismissal]:
    for finding, entry in verdict.dismissed:
        reason = entry.act.reason if isinstance(entry.act, Dismissal) else ""
        yield AuditDismissal(_finding(finding, titles), reason, entry.person, entry.at, entry.number)


def _lowerings(record: Record) -> Iterator[AuditLowering]:
    for entry, act in in_force(record, Lowering):
        yield AuditLowering(act.rule, act.level.value, act.reason, entry.person, entry.at, entry.number)


def _parts(brochure: Brochure, record: Record, titles: Mapping[str, str], today: date) -> Iterator[AuditPart]:
    for section, status in approval_status(brochure, record, today).items():
        title = titles.get(section, "") if section != FRAME else titles[FRAME]
        yield _part(status, title, part_of(brochure, section).sha256)


def _part(status: PartStatus, title: str, sha256: str) -> AuditPart:
    entry = status.last[0] if status.last else None
    expires = entry.act.expires_on if entry and isinstance(entry.act, Approval) else None
    return AuditPart(
        status.section,
        title,
        sha256,
        status.state.value,
        entry.person if entry else None,
        entry.at if entry else None,
        _day(expires),
        status.missing,
    )


def _comments(record: Record, titles: Mapping[str, str]) -> Iterator[AuditComment]:
    for thread in threads(record):
        if not thread.resolved:
            entry, act = thread.entry, thread.comment
            title = titles.get(act.section, "") if act.section else ""
            yield AuditComment(act.section, title, act.text, entry.person, entry.at, entry.number)


def _consents(brochure: Brochure, titles: Mapping[str, str], today: date) -> Iterator[AuditConsent]:
    for section in brochure.sections:
        patient = is_testimonial(section, brochure.language) or shows_patient(section.image)
        if not section.hidden and (section.consent or patient):
            yield _consent(section, titles[section.id], today)


def _consent(section: Section, title: str, today: date) -> AuditConsent:
    consent = section.consent
    if consent is None:
        return AuditConsent(section.id, title, None, "", "", None, None, "", False, "There is no record.")
    standing = standing_of(consent, today)
    return AuditConsent(
        section.id,
        title,
        _day(consent.given_on),
        consent.agreed_to,
        consent.kept_where,
        _day(consent.expires_on),
        _day(consent.revoked_on),
        consent.relation,
        standing.state in (State.IN_FORCE, State.ENDS_SOON),
        standing.words,
    )


def _pack(pack: Pack) -> AuditPack:
    return AuditPack(pack.id, pack.name, pack.version, pack.reviewed_on, pack.jurisdiction, pack.own)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
