"""Checks a brochure or a text against rule packs, and keeps what did not change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sized
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from editor.check.claims.conditions import CONDITIONS, is_english, not_checkable
from editor.check.claims.evidence import Claim, Status, is_randomised_in_people, status_of
from editor.check.claims.facts import WHOLE, Facts, SectionOnPaper, own_texts, text_at, texts_in
from editor.check.claims.found import ClaimFinding, found_in_text
from editor.check.claims.matching import Hit, Passage, Scan, Scanned, scanner
from editor.check.claims.rules import (
    Exempt,
    Extends,
    Pack,
    Rule,
    packs_for,
    rules_in_force,
)
from editor.check.findings import Finding, Level
from editor.core.brochure import Audience, Brochure, Jurisdiction, Kind, Section
from editor.core.levels import at_least_as_grave
from editor.core.record import Lowering

NO_RULE_MATCHED = "No rule matched."


@dataclass(frozen=True, slots=True)
class ClaimsReport:
    """What was found, which claims there are and what backs them, and which rules could not be checked and why."""

    findings: tuple[ClaimFinding, ...]
    claims: tuple[Claim, ...]
    skipped: tuple[str, ...]


@dataclass(slots=True)
class ClaimChecker:
    """Checks brochures, scanning anew only the sections that changed since its last check."""

    packs: tuple[Pack, ...]
    lowered: tuple[Lowering, ...] = ()
    _scope: object = None
    _rules: tuple[Rule, ...] = ()
    _scan: Scan | None = None
    _kept: dict[object, Scanned] = field(default_factory=dict)

    def check(
        self,
        brochure: Brochure,
        *,
        layout: Mapping[str, SectionOnPaper] | None = None,
        today: date | None = None,
        only_text: bool = False,
    ) -> ClaimsReport:
        """Return what the rules in force find in a brochure.

        `layout` says by section where it was printed; without it, and for other things that are not known, rules are
        listed as skipped. `only_text`: the brochure only carries a text, so rules about its structure are skipped.
        """
        scan = self._scan_for(brochure)
        scanned = self._scanned(brochure, scan)
        facts = Facts(brochure, scanned, (), layout, today)
        claims = tuple(_claims(facts, only_text=only_text))
        status = {(rule.id, claim.section, hit.passage): claim.status for rule, hit, claim in claims}
        findings = [each for section in scanned for each in _in_words(facts, section, status)]
        taken: dict[tuple[str, int], frozenset[str]] = {}
        for number, _, finding in findings:
            if finding.level is not Level.INFORMATION:
                taken[finding.section, number] = taken.get((finding.section, number), frozenset()) | {
                    finding.rule
                }
        facts = Facts(brochure, scanned, claims, layout, today, taken)
        structural = [rule for rule in self._rules if rule.extends is Extends.STRUCTURE]
        reasons = [not_checkable(rule, facts, only_text=only_text) for rule in structural]
        skipped = [reason for reason in reasons if reason]
        if not is_english(brochure):
            skipped.insert(
                0, f"Rules about words: they are in English, the brochure is in {brochure.language}"
            )
        result = [
            finding
            for number, rule, finding in findings
            if not taken.get((finding.section, number), frozenset()) & set(rule.yields_to)
        ]
        for rule, reason in zip(structural, reasons, strict=True):
            if not reason:
                result += CONDITIONS[rule.condition](facts, rule)
        return ClaimsReport(
            _in_order(brochure, result), tuple(claim for _, _, claim in claims), tuple(skipped)
        )

    def _scan_for(self, brochure: Brochure) -> Scan:
        scope = (brochure.jurisdictions, brochure.audience)
        if self._scan is None or self._scope != scope:
            packs = packs_for(self.packs, brochure.jurisdictions)
            self._rules = rules_in_force(packs, brochure.audience, self.lowered)
            self._scan, self._scope, self._kept = scanner(self._rules), scope, {}
        return self._scan

    def _scanned(self, brochure: Brochure, scan: Scan) -> dict[str, Scanned]:
        """Scan what is printed; a section that is the same value as at the last check is not scanned again."""
        own = tuple(own_texts(brochure))
        kept: dict[object, Scanned] = {own: self._kept.get(own) or scan(own)}
        result = {WHOLE: kept[own]}
        for section in brochure.sections:
            if section.hidden:
                continue
            kept[section] = result[section.id] = self._kept.get(section) or scan(texts_in(section))
        self._kept = kept
        return result


def check_claims(brochure: Brochure, packs: Iterable[Pack]) -> tuple[Finding, ...]:
    """Return what the packs for the brochure's jurisdictions find in it. Keep a ClaimChecker to check again."""
    return ClaimChecker(tuple(packs)).check(brochure).findings


def check_text(
    text: str,
    packs: Iterable[Pack],
    *,
    audience: Audience = Audience.PUBLIC,
    jurisdictions: Iterable[Jurisdiction] = tuple(Jurisdiction),
    language: str = "en-GB",
) -> ClaimsReport:
    """Return what packs find in a text by itself, such as a web page's; by default for every jurisdiction."""
    return ClaimChecker(tuple(packs)).check(
        text_as_brochure(text, audience=audience, jurisdictions=jurisdictions, language=language),
        only_text=True,
    )


def text_as_brochure(
    text: str, *, audience: Audience, jurisdictions: Iterable[Jurisdiction], language: str
) -> Brochure:
    """Return a brochure that carries one text, as `ClaimChecker.check(..., only_text=True)` wants it."""
    section = Section("text", Kind.TEXT, "", text=text)
    return Brochure(
        "Text", language, jurisdictions=tuple(jurisdictions), audience=audience, sections=(section,)
    )


class _Found(Protocol):
    @property
    def findings(self) -> Sized: ...


def said(found: _Found) -> str:
    """Return the outcome of a report or a verdict in one sentence. It never says that a text is lawful."""
    count = len(found.findings)
    return NO_RULE_MATCHED if not count else "1 finding." if count == 1 else f"{count} findings."


def _claims(facts: Facts, *, only_text: bool) -> Iterator[tuple[Rule, Hit, Claim]]:
    """Yield the sentences that claim something which references back, and how they are backed."""
    references = {each.key: each for each in facts.brochure.references}
    for section, scanned in facts.scanned.items():
        for hit in scanned.hits:
            rule = hit.rule
            if not (rule.exempt or rule.condition == "benefit-without-reference"):
                continue
            passage = scanned.passages[hit.passage]
            keys = _keys(scanned, passage)
            if only_text and keys:
                status = Status.BACKED
            else:
                nearby = _paragraph(scanned, hit.passage) if keys else ""
                status = status_of(passage.low, nearby, keys, references)
            if rule.exempt is Exempt.TRIAL_CITED and status is Status.BACKED and not only_text:
                trials = [
                    each for each in keys if each in references and is_randomised_in_people(references[each])
                ]
                status = Status.BACKED if trials else Status.NO_EVIDENCE
            start, end = passage.sentence.start, passage.sentence.end
            claim = Claim(section, passage.place, passage.sentence.plain, start, end, keys, status)
            yield rule, hit, claim


def _keys(scanned: Scanned, passage: Passage) -> tuple[str, ...]:
    """Return the references cited with a sentence; a title's are those of what stands below it."""
    if passage.sentence.keys or not passage.place.endswith("title"):
        return passage.sentence.keys
    below = passage.place.removesuffix("title")
    return tuple(
        key for each in scanned.passages if each.place.startswith(below) for key in each.sentence.keys
    )


def _paragraph(scanned: Scanned, number: int) -> str:
    """Return the paragraph, in small letters, that a passage stands in."""
    passages = scanned.passages

    def block(at: int) -> tuple[str, int]:
        return passages[at].place, passages[at].sentence.block

    first = last = number
    while first > 0 and block(first - 1) == block(number):
        first -= 1
    while last + 1 < len(passages) and block(last + 1) == block(number):
        last += 1
    return " ".join(each.low for each in passages[first : last + 1])


def _in_words(
    facts: Facts, section: str, status: Mapping[tuple[str, str, int], Status]
) -> Iterator[tuple[int, Rule, ClaimFinding]]:
    """Yield what the text rules find in a section, with the number of the sentence and the rule."""
    scanned = facts.scanned[section]
    for hit in scanned.hits:
        rule = hit.rule
        if rule.extends is not Extends.EXISTENCE:
            continue
        backing = status.get((rule.id, section, hit.passage), Status.UNBACKED)
        if rule.exempt and backing not in (Status.UNBACKED, Status.NO_EVIDENCE):
            continue
        passage = scanned.passages[hit.passage]
        text = text_at(facts.brochure, section, passage.place)
        yield hit.passage, rule, found_in_text(rule, section, passage, hit, text)


def _in_order(brochure: Brochure, findings: Iterable[ClaimFinding]) -> tuple[ClaimFinding, ...]:
    """Return findings in the order of the brochure, each once; what concerns the whole comes first."""
    order = {section.id: number for number, section in enumerate(brochure.sections, 1)}
    places = {
        (section.id, place): number
        for section in brochure.sections
        for number, (place, _) in enumerate(texts_in(section))
    }

    def key(finding: ClaimFinding) -> tuple[int, int, int, str]:
        place = places.get((finding.section, finding.place), 0)
        return order.get(finding.section, 0), place, finding.start, finding.rule

    best: dict[object, ClaimFinding] = {}
    for each in findings:
        same = (each.rule, each.section, each.place, each.start, each.text or each.message)
        if same not in best or not at_least_as_grave(best[same].level, each.level):
            best[same] = each
    return tuple(sorted(best.values(), key=key))
