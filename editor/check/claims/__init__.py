"""Claims, evidence and duties: rules as data, and what finds where a text breaks them.

Not legal advice. A clean run means that no rule matched, never that a text is lawful.
"""

from editor.check.claims.checker import (
    ClaimChecker,
    ClaimsReport,
    check_claims,
    check_text,
    said,
)
from editor.check.claims.conditions import SectionOnPaper
from editor.check.claims.evidence import STUDY_KINDS, Claim, StudyKind, study_kind
from editor.check.claims.found import ClaimFinding
from editor.check.claims.rules import Pack, Rule, decode_pack, packs_for

__all__ = [
    "STUDY_KINDS",
    "Claim",
    "ClaimChecker",
    "ClaimFinding",
    "ClaimsReport",
    "Pack",
    "Rule",
    "SectionOnPaper",
    "StudyKind",
    "check_claims",
    "check_text",
    "decode_pack",
    "packs_for",
    "said",
    "study_kind",
]
