"""The audit pack as a value: what an export was made of, what backed it, what was found, who decided what.

It is written as JSON (files/audit.py) and set as a PDF (render/audit_page.py). The names of the fields are the JSON's
keys: they stay, new ones may come, and FORMAT counts up when one changes its meaning. Every key is always there; what
is not known is "" or null. Times are UTC in ISO 8601, days are ISO 8601, hashes are sha256 in hexadecimal.
"""

from __future__ import annotations

from dataclasses import dataclass

from editor.core.brochure import Person
from editor.core.record import ExportedFile

FORMAT = 1
NOT_ADVICE = (
    "Candor checked this brochure against the rules named here. That no rule matched does not say that a text is "
    "lawful or true, and this is not legal advice."
)


@dataclass(frozen=True, slots=True)
class AuditReference:
    """A cited reference by its printed number. `text` is the reference as one line, `people` the number studied."""

    number: int
    key: str
    text: str
    study: str
    people: int | None
    expires_on: str | None


@dataclass(frozen=True, slots=True)
class AuditClaim:
    """A sentence that claims a benefit or a result. `references` are the printed numbers of those it cites.

    `missing` are cited keys that the brochure has no reference for; `status` says how it is backed, `backed` if it is.
    """

    sentence: str
    section: str
    title: str
    references: tuple[int, ...]
    missing: tuple[str, ...]
    status: str
    backed: bool


@dataclass(frozen=True, slots=True)
class AuditFinding:
    """A finding. `section` is a section's id ("" for the brochure itself), `title` that section's name.

    `barring`: it stops an export whatever the reason.
    """

    rule: str
    level: str
    section: str
    title: str
    text: str
    message: str
    source: str
    barring: bool = False


@dataclass(frozen=True, slots=True)
class AuditDismissal:
    """A finding that does not count, and the entry of the record that says so."""

    finding: AuditFinding
    reason: str
    person: Person
    at: str
    entry: int


@dataclass(frozen=True, slots=True)
class AuditLowering:
    """A rule that the clinic takes less seriously in this brochure."""

    rule: str
    level: str
    reason: str
    person: Person
    at: str
    entry: int


@dataclass(frozen=True, slots=True)
class AuditPart:
    """Where the approval of a section stands ("" for what stands outside the sections).

    `state` is "open", "approved", "changed" (since it was approved) or "expired". `by` and `at` are of the newest
    approval, `missing` are the reviewers whose approval of this content is wanted.
    """

    section: str
    title: str
    sha256: str
    state: str
    by: Person | None
    at: str | None
    expires_on: str | None
    missing: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class AuditComment:
    """A comment that nobody resolved."""

    section: str
    title: str
    text: str
    person: Person
    at: str
    entry: int


@dataclass(frozen=True, slots=True)
class AuditConsent:
    """The authorisation behind a section's story or picture; it names nobody. `given_on` is null if there is none.

    `words` say how it stood on the day of the export, `holds` tells whether it was in force.
    """

    section: str
    title: str
    given_on: str | None
    scope: str
    kept_where: str
    expires_on: str | None
    revoked_on: str | None
    relation: str
    holds: bool
    words: str


@dataclass(frozen=True, slots=True)
class AuditPack:
    """A rule pack that was used; `own` if it is the clinic's."""

    id: str
    name: str
    version: str
    reviewed_on: str
    jurisdiction: str
    own: bool


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """An entry of the document's record, in words."""

    number: int
    at: str
    person: Person
    words: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Audit:
    """The whole. `content_sha256` is of the brochure with everything that decides how it is printed.

    `record` has the newest entries, oldest first; the document has `record_length`. `record_sha256` is the newest
    entry's, which binds all before it.
    """

    title: str
    language: str
    clinic: str
    jurisdictions: tuple[str, ...]
    audience: str
    form: str
    product: str
    content_sha256: str
    files: tuple[ExportedFile, ...]
    person: Person
    at: str
    draft: bool
    draft_required: bool
    override: str
    claims: tuple[AuditClaim, ...]
    references: tuple[AuditReference, ...]
    findings: tuple[AuditFinding, ...]
    dismissed: tuple[AuditDismissal, ...]
    lowered: tuple[AuditLowering, ...]
    skipped: tuple[str, ...]
    approved: bool
    approvals: tuple[AuditPart, ...]
    comments: tuple[AuditComment, ...]
    consents: tuple[AuditConsent, ...]
    packs: tuple[AuditPack, ...]
    record: tuple[AuditEntry, ...]
    record_length: int
    record_sha256: str
    program: str
    format: int = FORMAT
    note: str = NOT_ADVICE
