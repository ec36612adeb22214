"""Is the brochure whole? Descriptions of pictures, empty sections, citations that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from editor.check.findings import Finding, Level
from editor.core.brochure import Brochure, Image, Kind, Section, texts_of
from editor.core.citations import CITATION, citations, cited_keys

WCAG_ALT = "WCAG 2.1, 1.1.1 Non-text content"
PDF_UA = "ISO 14289-1 (PDF/UA-1)"
CANDOR = "Candor"
_PICTURE_IN_TEXT = re.compile(r"!\[[^\]]*\]\([^)\s]*\)")


def check_completeness(brochure: Brochure, has_asset: Callable[[str], bool]) -> tuple[Finding, ...]:
    """Return what is missing in the brochure; hidden sections are left alone. `has_asset` tells by sha256."""
    visible = [section for section in brochure.sections if not section.hidden]
    findings = list(_of_the_whole(brochure, visible))
    if brochure.brand.logo:
        findings += _image(brochure.brand.logo, "", "brand.logo", has_asset)
    for section in visible:
        findings += _section(brochure, section)
        if section.image:
            findings += _image(section.image, section.id, "image", has_asset)
    return tuple(findings)


def references_due(brochure: Brochure, today: date) -> tuple[Finding, ...]:
    """Return the cited references whose day to be looked at again has passed."""
    cited = cited_keys([section for section in brochure.sections if not section.hidden])
    due = [
        each
        for key in cited
        if (each := brochure.reference(key)) and each.expires_on and each.expires_on < today
    ]
    return tuple(
        Finding(
            "reference-due",
            Level.WARNING,
            "",
            0,
            reference.key,
            f"{reference.key} was to be looked at again after {reference.expires_on}. See whether it is still the "
            "best that is known, and set a later day.",
            CANDOR,
            f"references.{reference.key}",
        )
        for reference in due
    )


def _of_the_whole(brochure: Brochure, visible: list[Section]) -> Iterator[Finding]:
    if not brochure.title.strip():
        message = (
            "The brochure has no title, which names the web page and the PDF. "
            "Give it one under File, Document settings."
        )
        yield Finding("title-missing", Level.ERROR, "", 0, "", message, PDF_UA)
    cited = {key for key in cited_keys(visible) if brochure.reference(key)}
    printed = [section for section in visible if section.kind is Kind.REFERENCES]
    if cited and not printed:
        message = "References are cited but not printed. Add a section of the kind References."
        yield Finding("references-not-printed", Level.ERROR, "", 0, "", message, CANDOR, fix="add-references")
    for section in printed[1:]:
        message = "The references would be printed twice. Delete or hide one of the sections."
        yield Finding(
            "references-twice",
            Level.ERROR,
            section.id,
            0,
            section.title,
            message,
            CANDOR,
            "title",
            fix="hide-section",
        )
    for reference in brochure.references:
        if reference.key not in cited:
            message = f"No text cites {reference.key}, so it is not printed. Cite it or delete it."
            yield Finding(
                "reference-unused",
                Level.INFORMATION,
                "",
                0,
                reference.key,
                message,
                CANDOR,
                "references",
                fix="delete-reference",
            )


def _section(brochure: Brochure, section: Section) -> Iterator[Finding]:
    texts = list(texts_of(section))
    filled_elsewhere = section.kind in (Kind.CONTACT, Kind.REFERENCES, Kind.COVER)
    # A title that is kept with the next section is a heading for what follows, as above a row of benefits.
    leads_in = section.keep_with_next and bool(section.title.strip())
    empty = not [place for place, _ in texts if place != "title"] and not section.image
    if empty and not (filled_elsewhere or leads_in):
        message = "This section has no text. Write some, or hide or delete the section."
        yield Finding(
            "section-empty",
            Level.WARNING,
            section.id,
            0,
            section.title,
            message,
            CANDOR,
            "text",
            fix="hide-section",
        )
    if not section.title.strip() and section.kind not in (Kind.QUOTE, Kind.NOTICE):
        message = "This section has no title, so readers and screen readers cannot find it by its heading. Give it one."
        yield Finding(
            "title-missing", Level.WARNING, section.id, 0, "", message, "WCAG 2.1, 2.4.6 Headings", "title"
        )
    for place, text in texts:
        for key, start, _ in citations(text):
            if brochure.reference(key) is None:
                message = f"There is no reference “{key}”. Add it under References, or cite another."
                line = text.count("\n", 0, start) + 1
                yield Finding(
                    "citation-unresolved", Level.ERROR, section.id, line, f"[^{key}]", message, CANDOR, place
                )
        for match in _PICTURE_IN_TEXT.finditer(CITATION.sub("", text)):
            message = "Pictures inside a text are not printed. Add it as the section's picture instead."
            line = text.count("\n", 0, match.start()) + 1
            yield Finding("image-unresolved", Level.ERROR, section.id, line, match[0], message, CANDOR, place)


def _image(image: Image, section: str, place: str, has_asset: Callable[[str], bool]) -> Iterator[Finding]:
    if not has_asset(image.asset):
        message = (
            "The picture's file is missing in the document, so it cannot be printed. Add the picture again."
        )
        yield Finding("image-unresolved", Level.ERROR, section, 0, image.alt, message, CANDOR, place)
    if not image.decorative and not image.alt.strip():
        message = "The picture has no description. Say what it shows, or mark it as decorative."
        yield Finding(
            "alt-missing",
            Level.ERROR,
            section,
            0,
            image.caption,
            message,
            WCAG_ALT,
            place,
            fix="mark-decorative",
        )
